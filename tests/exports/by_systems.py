"""CSV as municipal systems and Danish Excel write it: semicolons, Windows-1252, declared separators."""

from datetime import date, datetime

from tests.exports.making import CASES, CONTACTS, K1, Export, course, meeting, with_column

SEMICOLONS = CASES.replace(",", ";").replace("\n", "\r\n")
KOMMUNAL = (
    "Sagsnummer;Borgernr.;Kommune;Indsatstype;Påbegyndt;Afsluttet;Årsag til ophør;Bevilgede timer\r\n"
    "1;B1;Odense Kommune;Mentorstøtte;05-01-2026;01-09-2026;Beskæftigelse;1.200,50\r\n"
    "2;B2;Ishøj;Mentorstøtte;05-01-2026;;;\r\n"
)
RECIPE = """
decimal = ","
thousands = "."
date_format = "dd-mm-åååå"
{more}
[cases.columns]
"Sagsnummer" = "case_id"
"Borgernr." = "citizen_id"
"Kommune" = "municipality_code"
"Indsatstype" = "programme"
"Påbegyndt" = "started_on"
"Afsluttet" = "ended_on"
"Årsag til ophør" = "end_reason"
"Bevilgede timer" = "granted_hours_per_week"
[cases.codes.programme]
"Mentorstøtte" = "mentor"
[cases.codes.end_reason]
"Beskæftigelse" = "employment"
"""
WINDOWS = RECIPE.format(more='encoding = "windows-1252"')
PLAIN = RECIPE.format(more="")
OURS = [
    course(ended_on=date(2026, 9, 1), end_reason="employment", granted_hours_per_week=1200.5),
    course("2", municipality_code="0183"),
]
NAMED = "cases: kommuner, der er skrevet med navn og læst som deres kode: 2."
MENTOR = with_column("mentor_id", "Ærø", "Åse").replace("\n", "\r\n")

SAGER = (
    "Sagsudtræk - alle sager pr. 30-10-2026\r\n"
    "SagsID;BorgerNr;KommuneNr;Indsats;Startdato;Slutdato;Afslutningsårsag;Fase2_Broen;Fase3_EgneBen;Job_Startdato\r\n"
    "000124;B1;0461;Mentorstøtte;05-01-2026;31-12-9999;;03-03-2026;;14-05-2026 00:00:00\r\n"
    "000127;B2;0461;Mentorstøtte;05-01-2026;01-09-2026;Formål opfyldt;03-03-2026;04-05-2026;\r\n"
    "Antal rækker: 2\r\n"
)
AKTIVITETER = (
    "AktivitetsID;SagsID;Dato;Fra kl.;Til kl.;Aktivitetstype;Aktivitetsstatus\r\n"
    "7001;124;02-06-2026;10:00;11:00;Samtale;Gennemført\r\n"
    "7002;127;03-06-2026 00:00:00;12:30;;SMS;Gennemført\r\n"
    "7003;127;04-06-2026;09:00;09:30;Hjemmebesøg;Udeblivelse\r\n"
    "7004;127;05-06-2026;09:00;09:30;Telefonsamtale;Afbud\r\n"
)
MAALINGER = (
    "SagsID;Måling;Dato;Område;Score\r\n"
    "000127;1;12-01-2026;Bolig;4\r\n000127;1;12-01-2026;Fritid;6\r\n000127;2;10-03-2026;Bolig;7\r\n"
)
CASE_SYSTEM = """
[[source]]
table = "cases"
files = ["Sager.csv"]
encoding = "windows-1252"
heading_row = 2
skip = ["Antal rækker"]
date_format = ["dd-mm-åååå", "dd-mm-åååå tt:mm:ss"]
drop_time = true
missing = ["31-12-9999"]
[source.columns]
"SagsID" = "case_id"
"BorgerNr" = "citizen_id"
"KommuneNr" = "municipality_code"
"Indsats" = "programme"
"Startdato" = "started_on"
"Slutdato" = "ended_on"
"Afslutningsårsag" = "end_reason"
"Fase2_Broen" = "phase_2_on"
"Fase3_EgneBen" = "phase_3_on"
"Job_Startdato" = "employment_started_on"
[source.codes.programme]
"Mentorstøtte" = "mentor"
[source.codes.end_reason]
"Formål opfyldt" = "completed"
[[source]]
table = "contacts"
files = ["Aktiviteter.csv"]
date_format = ["dd-mm-åååå", "dd-mm-åååå tt:mm:ss"]
joined.contacted_at = ["Dato", "Fra kl."]
joined.minutes = ["Fra kl.", "Til kl."]
[source.columns]
"AktivitetsID" = "contact_id"
"SagsID" = "case_id"
"Aktivitetstype" = "channel"
"Aktivitetsstatus" = "outcome"
[source.codes.channel]
"Samtale" = "meeting"
"SMS" = "text"
"Hjemmebesøg" = "meeting"
"Telefonsamtale" = "phone"
[source.codes.outcome]
"Gennemført" = "held"
"Udeblivelse" = "no_show"
"Afbud" = "cancelled"
[[source]]
table = "survey_results"
files = ["Maalinger.csv"]
date_format = "dd-mm-åååå"
joined.response_id = ["SagsID", "Måling", "Dato"]
[source.columns]
"SagsID" = "case_id"
"Måling" = "phase"
"Dato" = ["answered_on", "invited_on"]
"Område" = "item"
"Score" = "score"
[source.constants]
instrument = "life_wheel"
respondent = "citizen"
[source.codes.phase]
"1" = "start"
"2" = "phase_2"
[source.codes.item]
"Bolig" = "housing"
"Fritid" = "leisure"
"""


def measured(nth: int, on: date, item: str, score: int) -> dict:
    """A domain of a wheel of MAALINGER."""
    return {
        "response_id": f"000127 {nth} {on:%d-%m-%Y}", "instrument": "life_wheel", "respondent": "citizen",
        "case_id": "000127", "phase": {1: "start", 2: "phase_2"}[nth], "invited_on": on, "answered_on": on,
        "item": item, "score": score,
    }  # fmt: skip


EXPORTS = [
    Export(
        "a case system: a title and a count, phases by number, contacts that are called activities, a domain a row",
        {
            "Sager.csv": SAGER.encode("cp1252"),
            "Aktiviteter.csv": AKTIVITETER.encode("utf-8-sig"),
            "Maalinger.csv": MAALINGER.encode("utf-8-sig"),
        },
        CASE_SYSTEM,
        rows={
            "cases": [
                course(
                    "000124",
                    citizen_id="B1",
                    phase_2_on=date(2026, 3, 3),
                    employment_started_on=date(2026, 5, 14),
                ),
                course(
                    "000127",
                    citizen_id="B2",
                    phase_2_on=date(2026, 3, 3),
                    phase_3_on=date(2026, 5, 4),
                    ended_on=date(2026, 9, 1),
                    end_reason="completed",
                ),
            ],
            "contacts": [
                meeting("7001", case_id="000124"),
                meeting(
                    "7002",
                    case_id="000127",
                    contacted_at=datetime(2026, 6, 3, 12, 30),
                    channel="text",
                    minutes=None,
                ),
                meeting(
                    "7003",
                    case_id="000127",
                    contacted_at=datetime(2026, 6, 4, 9),
                    outcome="no_show",
                    minutes=30.0,
                ),
                meeting(
                    "7004",
                    case_id="000127",
                    contacted_at=datetime(2026, 6, 5, 9),
                    channel="phone",
                    outcome="cancelled",
                    minutes=30.0,
                ),
            ],
            "survey_results": [
                measured(1, date(2026, 1, 12), "housing", 4),
                measured(1, date(2026, 1, 12), "leisure", 6),
                measured(2, date(2026, 3, 10), "housing", 7),
            ],
        },
        told=(
            "cases: overskrifterne er fundet i række 2 i ”Sager.csv”; rækkerne over er sprunget over.",
            "cases: rækker i ”Sager.csv”, som opskriften springer over (summer og noter): 1.",
            "contacts: numre i case_id, som er skrevet anderledes end i forløbene (mellemrum, store bogstaver, nuller, ord bagefter) og er læst som deres: 2 (”124 → 000124”, ”127 → 000127”).",
            "cases: forløb afsluttet som gennemført uden dato for gennemførte faser: 1. Løftet opgøres efter datoen.",
        ),
    ),
    Export(
        "a municipal system, Windows-1252",
        {"cases.csv": KOMMUNAL.encode("cp1252")},
        WINDOWS,
        rows={"cases": OURS},
        told=(
            "cases: kommuner, der er skrevet med navn og læst som deres kode: 2.",
            "cases: værdier i granted_hours_per_week, der ligner en kode for ”uoplyst” (som 99, 999 eller 1900): 1. Er de det, så oversæt dem til tomme celler.",
        ),
    ),
    Export(
        "a municipal system, UTF-8 with its mark",
        {"cases.csv": KOMMUNAL.encode("utf-8-sig")},
        PLAIN,
        rows={"cases": OURS},
        told=(
            "cases: kommuner, der er skrevet med navn og læst som deres kode: 2.",
            "cases: værdier i granted_hours_per_week, der ligner en kode for ”uoplyst” (som 99, 999 eller 1900): 1. Er de det, så oversæt dem til tomme celler.",
        ),
    ),
    Export(
        "a municipal system, UTF-16",
        {"cases.csv": KOMMUNAL.encode("utf-16")},
        PLAIN,
        rows={"cases": OURS},
        told=(
            "cases: ”cases.csv” er i tegnsættet utf-16 og er læst sådan.",
            "cases: kommuner, der er skrevet med navn og læst som deres kode: 2.",
            "cases: værdier i granted_hours_per_week, der ligner en kode for ”uoplyst” (som 99, 999 eller 1900): 1. Er de det, så oversæt dem til tomme celler.",
        ),
    ),
    Export(
        "a municipal system, UTF-16 without its mark",
        {"cases.csv": KOMMUNAL.encode("utf-16-be")},
        PLAIN,
        rows={"cases": OURS},
        told=(
            "cases: ”cases.csv” er i tegnsættet utf-16-be og er læst sådan.",
            "cases: kommuner, der er skrevet med navn og læst som deres kode: 2.",
            "cases: værdier i granted_hours_per_week, der ligner en kode for ”uoplyst” (som 99, 999 eller 1900): 1. Er de det, så oversæt dem til tomme celler.",
        ),
    ),
    Export(
        "names of municipalities without a recipe",
        {
            "cases.csv": CASES.replace("0461", "Ishøj Kommune")
            + "2,B2,odense,mentor,2026-01-05\n3,B3,Atlantis,mentor,2026-01-05\n"
        },
        refused=(
            "cases · municipality_code: ikke en kommunekode (1)\n"
            "  Forventet: en af de 98 officielle koder med fire cifre, f.eks. 0360.\n"
            "  Gør dette: ret koden.\n"
            "    cases.csv, række 4: ”Atlantis”"
        ),
        told=("cases: kommuner, der er skrevet med navn og læst som deres kode: 2.",),
    ),
    Export(
        "a name of a municipality, and a code without its zero",
        {"cases.csv": CASES.replace("0461", "Københavns Kommune") + "2,B2,461,mentor,2026-01-05\n"},
        rows={"cases": [course(municipality_code="0101"), course("2")]},
        told=(
            "cases: kommuner, der er skrevet med navn og læst som deres kode: 1.",
            "cases: kommunekoder, som har fået nul foran: 1.",
        ),
    ),
    Export(
        "Windows-1252 that nobody spoke of",
        {"cases.csv": MENTOR.encode("cp1252")},
        refused=(
            "cases: filen er ikke i UTF-8, men ligner et andet tegnsæt (1)\n"
            "  Forventet: CSV i UTF-8.\n"
            "  Gør dette: skriv det, der står efter filens navn, som encoding i recipe.toml, eller gem filen som ”CSV UTF-8”.\n"
            "    cases.csv: ”windows-1252”"
        ),
    ),
    Export(
        "an old Macintosh that nobody spoke of",
        {"cases.csv": MENTOR.encode("mac-roman")},
        refused=(
            "cases: filen er ikke i UTF-8, men ligner et andet tegnsæt (1)\n"
            "  Forventet: CSV i UTF-8.\n"
            "  Gør dette: skriv det, der står efter filens navn, som encoding i recipe.toml, eller gem filen som ”CSV UTF-8”.\n"
            "    cases.csv: ”mac-roman”"
        ),
    ),
    Export(
        "MS-DOS that nobody spoke of",
        {"cases.csv": MENTOR.encode("cp850")},
        refused=(
            "cases: filen er ikke i UTF-8, men ligner et andet tegnsæt (1)\n"
            "  Forventet: CSV i UTF-8.\n"
            "  Gør dette: skriv det, der står efter filens navn, som encoding i recipe.toml, eller gem filen som ”CSV UTF-8”.\n"
            "    cases.csv: ”cp850”"
        ),
    ),
    Export(
        "Windows-1252 that is said to be UTF-16",
        {"cases.csv": MENTOR.encode("cp1252")},
        'encoding = "utf-16"\n',
        refused=(
            "cases: filen er ikke i det tegnsæt, opskriften siger (1)\n"
            "  Forventet: UTF-8, UTF-16, Windows-1252 eller Latin-1.\n"
            "  Gør dette: ret encoding i recipe.toml.\n"
            "    cases.csv"
        ),
    ),
    Export(
        "two encodings in one file, put together by hand",
        {
            "cases.csv": with_column("mentor_id", "Ærø").encode()
            + "2,B2,0461,mentor,2026-01-05,Åse\n".encode("cp1252")
        },
        refused=(
            "cases: filen blander to tegnsæt: nogle rækker er i UTF-8, andre ikke (1)\n"
            "  Forventet: CSV i UTF-8.\n"
            "  Gør dette: sæt filen sammen igen af filer, der er gemt som ”CSV UTF-8”; den første række, der ikke er, er nævnt.\n"
            "    cases.csv, række 3"
        ),
    ),
    Export(
        "Windows-1252 from a row that comes late",
        {
            "cases.csv": with_column("mentor_id", *["M1"] * 60).encode()
            + "61,B61,0461,mentor,2026-01-05,Åse\n".encode("cp1252")
        },
        refused=(
            "cases: filen er ikke i UTF-8, men ligner et andet tegnsæt (1)\n"
            "  Forventet: CSV i UTF-8.\n"
            "  Gør dette: skriv det, der står efter filens navn, som encoding i recipe.toml, eller gem filen som ”CSV UTF-8”.\n"
            "    cases.csv: ”windows-1252”"
        ),
    ),
    Export("tabs", {"cases.csv": CASES.replace(",", "\t")}, rows={"cases": [course()]}),
    Export("tabs in a txt", {"cases.txt": CASES.replace(",", "\t")}, rows={"cases": [course()]}),
    Export(
        "a declared separator",
        {"cases.csv": "sep=;\r\n" + SEMICOLONS},
        rows={"cases": [course()]},
        told=(
            "cases: overskrifterne er fundet i række 2 i ”cases.csv”; rækkerne over er sprunget over.",
        ),
    ),
    Export(
        "a declared separator after a byte order mark",
        {"cases.csv": "\ufeffsep=;\r\n" + SEMICOLONS},
        rows={"cases": [course()]},
        told=(
            "cases: overskrifterne er fundet i række 2 i ”cases.csv”; rækkerne over er sprunget over.",
        ),
    ),
    Export(
        "Unicode text of Excel",
        {"cases.txt": CASES.replace(",", "\t").replace("\n", "\r\n").encode("utf-16")},
        rows={"cases": [course()]},
        told=("cases: ”cases.txt” er i tegnsættet utf-16 og er læst sådan.",),
    ),
    Export(
        "capitals in a name",
        {"Cases.CSV": CASES, "CONTACTS.csv": CONTACTS + K1},
        rows={"cases": [course()], "contacts": [meeting()]},
    ),
    Export(
        "a file a year without a recipe",
        {"cases.csv": CASES, "contacts.csv": CONTACTS + K1, "contacts_2024.csv": CONTACTS},
        rows={"cases": [course()], "contacts": [meeting()]},
        told=("Filer og mapper ved siden af, som ikke er læst: 1 (”contacts_2024.csv”).",),
    ),
    Export(
        "a file a year",
        {
            "cases.csv": CASES,
            "contacts_2024.csv": CONTACTS + K1.replace("K1", "K2").replace("10:", "11:"),
            "contacts_2025.csv": CONTACTS + K1,
        },
        '[[source]]\ntable = "contacts"\nfiles = ["contacts_*.csv"]\n',
        rows={
            "cases": [course()],
            "contacts": [meeting(), meeting("K2", contacted_at=datetime(2026, 6, 2, 11))],
        },
    ),
    Export(
        "a file a month in Windows-1252, and one of another form",
        {
            "cases.csv": CASES,
            "kontakt_01.csv": (CONTACTS + K1.replace("meeting", "møde")).encode("cp1252"),
            "kontakt_02.csv": (
                CONTACTS + K1.replace("K1", "K2").replace("10:", "11:").replace("meeting", "møde")
            ).encode("cp1252"),
            "opkald.csv": (
                "contact_id;case_id;contacted_at;Hvordan;outcome\nK3;1;2026-06-02 12:00;opkald på tlf.;held\n"
            ).encode("cp1252"),
        },
        '[[source]]\ntable = "contacts"\nfiles = ["kontakt_*.csv"]\nencoding = "windows-1252"\n'
        '[source.codes.channel]\n"møde" = "meeting"\n'
        '[[source]]\ntable = "contacts"\nfiles = ["opkald.csv"]\nencoding = "windows-1252"\n'
        '[source.columns]\n"Hvordan" = "channel"\n[source.codes.channel]\n"opkald på tlf." = "phone"\n',
        rows={
            "cases": [course()],
            "contacts": [
                meeting(),
                meeting("K2", contacted_at=datetime(2026, 6, 2, 11)),
                meeting("K3", contacted_at=datetime(2026, 6, 2, 12), channel="phone", minutes=None),
            ],
        },
    ),
    Export(
        "a packed file beside its own",
        {"cases.csv": CASES, "cases.csv.gz": b"\x1f\x8b"},
        rows={"cases": [course()]},
        told=("Filer og mapper ved siden af, som ikke er læst: 1 (”cases.csv.gz”).",),
    ),
    Export(
        "a zero-width blank, a soft hyphen and letters in two parts",
        {
            "cases.csv": (
                "\ufeffcase_id,citizen_id,munici\u00adpality_code,programme,Pa\u030abegyndt\n"
                "1\u200b,B1,0461,men\u00adtor,2026-01-05\n"
            )
        },
        '[cases.columns]\n"Påbegyndt" = "started_on"\n',
        rows={"cases": [course()]},
    ),
    Export("a course list alone", {"cases.csv": CASES}, rows={"cases": [course()]}),
    Export(
        "nothing by a name we know",
        {"Borgerliste.csv": CASES, "Kontakter.xlsx": b""},
        refused=(
            "cases: tabellen mangler (1)\n"
            "  Forventet: cases.parquet, cases.csv, cases.xlsx eller mappen cases/.\n"
            "  Gør dette: læg filen i mappen med udtrækket; hedder den noget andet, foreslår ”python -m dashboard recipe MAPPE” en recipe.toml, der siger det.\n"
            "    cases"
        ),
        told=(
            "Filer og mapper ved siden af, som ikke er læst: 2 (”Borgerliste.csv”, ”Kontakter.xlsx”).",
        ),
    ),
    Export(
        "a row too short and a quote too many",
        {"cases.csv": CASES + '2,B2,0461\n3,"B3"x,0461,mentor,2026-01-05\n'},
        refused=(
            "cases: rækken har ikke lige så mange celler som overskrifterne, eller et anførselstegn for meget (2)\n"
            "  Forventet: samme antal celler i alle rækker.\n"
            "  Gør dette: ret rækken; tekst med skilletegn eller linjeskift skal stå i anførselstegn.\n"
            "    cases.csv, række 3\n"
            "    cases.csv, række 4"
        ),
    ),
    Export(
        "a zip of them all",
        {"udtræk.zip": b"PK\x03\x04"},
        refused=(
            "cases: tabellen mangler (1)\n"
            "  Forventet: cases.parquet, cases.csv, cases.xlsx eller mappen cases/.\n"
            "  Gør dette: læg filen i mappen med udtrækket; hedder den noget andet, foreslår ”python -m dashboard recipe MAPPE” en recipe.toml, der siger det.\n"
            "    cases"
        ),
        told=("Filer og mapper ved siden af, som ikke er læst: 1 (”udtræk.zip”).",),
    ),
]
