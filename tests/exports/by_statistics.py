"""CSV as statistics programs write it: R, SAS, SPSS, Stata."""

from datetime import date

from tests.exports.making import CASES, CONTACTS, Export, course, meeting

R = (
    '"","case_id","citizen_id","municipality_code","programme","started_on","mentor_wish_met","birth_year"\n'
    '"1","1","B1","0461","mentor",2026-01-05,TRUE,1990\n"2","2","B2","0461","mentor",2026-01-05,NA,NA\n'
)
R2 = (
    '"case_id";"citizen_id";"municipality_code";"programme";"started_on";"granted_hours_per_week"\n'
    '"1";"B1";"0461";"mentor";2026-01-05;2,5\n"2";"B2";"0461";"mentor";2026-01-05;NA\n'
)
SAS = (
    "case_id,citizen_id,municipality_code,programme,started_on,granted_hours_per_week\r\n"
    "1,B1,0461,mentor,05JAN2026,2.500\r\n2,B2,0461,mentor,05MAY2026,.\r\n"
)
SPSS = (
    "\ufeffcase_id;citizen_id;municipality_code;programme;started_on;months_on_benefit_before\r\n"
    "1;B1;461;mentor;05-Jan-2026;12\r\n2;B2;461;mentor;05-May-2026; \r\n"
)

EXPORTS = [
    Export(
        "write.csv of R with its row names",
        {"cases.csv": R},
        rows={"cases": [course(mentor_wish_met=True, birth_year=1990), course("2")]},
    ),
    Export(
        "write.csv2 of R",
        {"cases.csv": R2},
        'decimal = ","\n',
        rows={"cases": [course(granted_hours_per_week=2.5), course("2")]},
    ),
    Export(
        "write.csv2 of R without a word of its comma",
        {"cases.csv": R2},
        refused=(
            "cases · granted_hours_per_week: ikke et tal (1)\n"
            "  Forventet: et tal med decimalpunktum.\n"
            '  Gør dette: ret tallet, eller skriv decimal = "," i recipe.toml.\n'
            "    cases.csv, række 2: ”2,5”"
        ),
    ),
    Export(
        "PROC EXPORT of SAS",
        {"cases.csv": SAS},
        'date_format = "%d%b%Y"\nmissing = ["."]\n',
        rows={
            "cases": [course(granted_hours_per_week=2.5), course("2", started_on=date(2026, 5, 5))]
        },
        told=(
            'cases: tal i granted_hours_per_week med tre cifre efter punktummet (som 1.200), læst som decimaler: 1. Er punktummet tusindtalstegn, så skriv thousands = "." i recipe.toml.',
        ),
    ),
    Export(
        "PROC EXPORT of SAS without a recipe",
        {"cases.csv": SAS},
        refused=(
            "cases · granted_hours_per_week: et ord for, at der ikke er noget (1)\n"
            "  Forventet: en tom celle.\n"
            '  Gør dette: skriv ordet i recipe.toml, f.eks. missing = ["-"], eller lad cellen være tom.\n'
            "    cases.csv, række 3: ”.”\n"
            "cases · started_on: ikke en dato (2)\n"
            "  Forventet: åååå-mm-dd uden klokkeslæt.\n"
            '  Gør dette: ret datoen, eller skriv jeres datoformat i recipe.toml, f.eks. date_format = "dd-mm-åååå".\n'
            "    cases.csv, række 2: ”05JAN2026”\n"
            "    cases.csv, række 3: ”05MAY2026”"
        ),
        told=(
            'cases: tal i granted_hours_per_week med tre cifre efter punktummet (som 1.200), læst som decimaler: 1. Er punktummet tusindtalstegn, så skriv thousands = "." i recipe.toml.',
        ),
    ),
    Export(
        "SAVE TRANSLATE of SPSS",
        {"cases.csv": SPSS},
        'date_format = "%d-%b-%Y"\n',
        rows={
            "cases": [course(months_on_benefit_before=12), course("2", started_on=date(2026, 5, 5))]
        },
        told=("cases: kommunekoder, som har fået nul foran: 2.",),
    ),
    Export(
        "SPSS with its code for missing",
        {
            "cases.csv": CASES.replace(
                "started_on\n", "started_on,months_on_benefit_before\n"
            ).replace("-05\n", "-05,999\n")
        },
        '[cases.codes.months_on_benefit_before]\n"999" = ""\n',
        rows={"cases": [course()]},
    ),
    Export(
        "export delimited of Stata",
        {
            "cases.csv": CASES,
            "contacts.csv": CONTACTS + "K1,1,02jun2026 10:00:00,meeting,held,60\n",
        },
        'timestamp_format = "%d%b%Y %H:%M:%S"\n',
        rows={"cases": [course()], "contacts": [meeting()]},
    ),
    Export(
        "days of R as numbers since 1970 are no dates",
        {"cases.csv": CASES.replace("2026-01-05", "20458")},
        refused=(
            "cases · started_on: ikke en dato (1)\n"
            "  Forventet: åååå-mm-dd uden klokkeslæt.\n"
            '  Gør dette: ret datoen, eller skriv jeres datoformat i recipe.toml, f.eks. date_format = "dd-mm-åååå".\n'
            "    cases.csv, række 2: ”20458”"
        ),
    ),
]
