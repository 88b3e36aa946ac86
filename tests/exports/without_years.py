"""Days as they are jotted down: 6/2, d. 3/2, 1. april. The year stands in the recipe or in a name."""

from datetime import date, datetime

from tests.exports.making import CASES, Export, course, meeting, with_column, workbook

HEAD = ["Mødenr.", "Dato", "Kl.", "Forløb", "Hvordan", "Kom de?", "Min."]
MEETING = ["møde", "ja", 60]
RECIPE = """
[[source]]
table = "cases"
files = ["cases.csv"]

[[source]]
table = "contacts"
files = ["Kontaktlog *.xlsx"]
sheets = ["*"]
heading_row = {heading}
date_format = ["%d/%m-%y", "%d/%m", "d. %d/%m", "%d. %B"]
{year}
[source.columns]
"Mødenr." = "contact_id"
"Forløb" = "case_id"
"Hvordan" = "channel"
"Kom de?" = "outcome"
"Min." = "minutes"
[source.joined]
contacted_at = ["Dato", "Kl."]
[source.codes.channel]
"møde" = "meeting"
[source.codes.outcome]
"ja" = "held"
"""
COURSE = "case_id,citizen_id,municipality_code,programme,started_on\n1,B1,0461,mentor,2025-01-02\n"
OURS = course(started_on=date(2025, 1, 2))
TOLD = "contacts: dage i contacted_at, der er skrevet uden år og er læst i det år, opskriften siger: {n}."


def log(title, **days):
    """A sheet of the log: a title, a blank row, the headings, a meeting of course 1 at ten each day."""
    rows = [[name, day, "10:00", 1, *MEETING] for name, day in days.items()]
    return [[title], [], HEAD, *rows]


def bare(**days):
    """The same without what stands above the headings."""
    return log("", **days)[2:]


def meetings(**days):
    """What must become of the meetings of a log."""
    return [
        meeting(name, contacted_at=datetime(*map(int, day.split("-")), 10))
        for name, day in days.items()
    ]


LOG_2025 = workbook(
    ("Januar", log("Kontakter januar 2025", A=datetime(2025, 1, 6), B="17/1")),
    ("Februar", log("Kontakter februar 2025", C="6/2-25", D="d. 3/2", E="28/2")),
    ("April", log("Kontakter april 2025", F="1. april")),
)
BELOW = "contacts: overskrifterne er fundet i række 3 i ”Kontaktlog 2025.xlsx · {}”; rækkerne over er sprunget over."
ABOVE = tuple(map(BELOW.format, ("Januar", "Februar", "April")))
IN_2025 = meetings(
    A="2025-1-6", B="2025-1-17", C="2025-2-6", D="2025-2-3", E="2025-2-28", F="2025-4-1"
)
AT_NEW_YEAR = meetings(A="2025-12-30", B="2026-1-2")
NO_YEAR = (
    "contacts · contacted_at: dagen er skrevet uden år, og intet siger hvilket (1)\n"
    "  Forventet: en dag med år, eller et år i opskriften.\n"
    '  Gør dette: skriv formatet og året i recipe.toml, f.eks. date_format = "%d/%m" og year = 2025; med year = '
    '"file" eller "sheet" skal året stå i filens eller arkets navn.\n'
)
ENDED = with_column("ended_on", "29/2", separator=";")

EXPORTS = [
    Export(
        "a log of a year, a sheet a month, and days without their year",
        {"cases.csv": COURSE, "Kontaktlog 2025.xlsx": LOG_2025},
        RECIPE.format(heading=3, year='year = "file"'),
        rows={"cases": [OURS], "contacts": IN_2025},
        told=(*ABOVE, TOLD.format(n=4)),
    ),
    Export(
        "two logs, and the year of each in its name",
        {
            "cases.csv": COURSE,
            "Kontaktlog 2025.xlsx": workbook(("Ark1", bare(A="30/12"))),
            "Kontaktlog 2026.xlsx": workbook(("Ark1", bare(B="2/1"))),
        },
        RECIPE.format(heading=1, year='year = "file"'),
        rows={"contacts": AT_NEW_YEAR},
        told=(TOLD.format(n=2),),
    ),
    Export(
        "a year in the names of sheets, in two digits after a month or in four",
        {
            "cases.csv": COURSE,
            "Kontaktlog x.xlsx": workbook(
                ("dec 25", bare(A="30/12")), ("Januar 2026", bare(B="2/1"))
            ),
        },
        RECIPE.format(heading=1, year='year = "sheet"'),
        rows={"contacts": AT_NEW_YEAR},
        told=(TOLD.format(n=2),),
    ),
    Export(
        "a name without a year, or with two",
        {
            "cases.csv": COURSE,
            "Kontaktlog 2025-2026.xlsx": workbook(("Ark1", bare(B="2/1"))),
        },
        RECIPE.format(heading=1, year='year = "file"'),
        refused=NO_YEAR + "    Kontaktlog 2025-2026.xlsx · Ark1, række 2 (B2): ”2/1 10:00”",
    ),
    Export(
        "a 29th of February in a year without one",
        {"cases.csv": ENDED},
        'date_format = "%d/%m"\nyear = 2026\n',
        refused=(
            "cases · ended_on: ikke en dato (1)\n"
            "  Forventet: åååå-mm-dd uden klokkeslæt.\n"
            '  Gør dette: ret datoen, eller skriv jeres datoformat i recipe.toml, f.eks. date_format = "dd-mm-åååå".\n'
            "    cases.csv, række 2: ”29/2”"
        ),
    ),
    Export(
        "days without a year, and a recipe that gives them one",
        {"cases.csv": with_column("ended_on", "1/9", "1. juni").replace("2026-01-05", "5/1")},
        'date_format = ["dd/mm", "%d. %B"]\nyear = 2026\n',
        rows={
            "cases": [
                course(ended_on=date(2026, 9, 1)),
                course("2", ended_on=date(2026, 6, 1)),
            ]
        },
        told=(
            "cases: dage i ended_on, der er skrevet uden år og er læst i det år, opskriften siger: 2.",
            "cases: dage i started_on, der er skrevet uden år og er læst i det år, opskriften siger: 2.",
        ),
    ),
    Export(
        "a day without a year that nobody spoke of",
        {"cases.csv": ENDED},
        refused=NO_YEAR.replace("contacts · contacted_at", "cases · ended_on")
        + "    cases.csv, række 2: ”29/2”",
    ),
    Export(
        "two numbers that are no day of any year",
        {"cases.csv": with_column("ended_on", "32/1", separator=";")},
        refused=(
            "cases · ended_on: ikke en dato (1)\n"
            "  Forventet: åååå-mm-dd uden klokkeslæt.\n"
            '  Gør dette: ret datoen, eller skriv jeres datoformat i recipe.toml, f.eks. date_format = "dd-mm-åååå".\n'
            "    cases.csv, række 2: ”32/1”"
        ),
    ),
    Export(
        "a format without a year, and no year",
        {"cases.csv": CASES},
        'date_format = ["dd-mm-åååå", "%d/%m"]\n',
        mistake="recipe.toml: formatet ”%d/%m” er uden år; skriv også year, f.eks. year = 2025, eller year = "
        '"file" eller year = "sheet", hvis året står i filens eller arkets navn.',
    ),
    Export(
        "a year that is none",
        {"cases.csv": CASES},
        'date_format = "%d/%m"\nyear = 25\n',
        mistake='recipe.toml: ”year” forstås ikke; brug en af disse: 2025, "file", "sheet".',
    ),
]
