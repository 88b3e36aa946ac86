"""Files that say more of courses another file has: the phases of a municipal system, a row each, or one row a course."""

from datetime import date, datetime

from tests.exports.making import Export, course, workbook

COURSES = (
    "Sags-ID;Borger;Kommune;Indsats;Start\r\n"
    "2025-001;B1;0461;mentor;05-01-2026\r\n"
    "2025-002;B2;0461;mentor;05-01-2026\r\n"
    "2025-003;B3;0461;mentor;05-01-2026\r\n"
)
HEAD = "Sags-ID;Fase;Gyldig fra;Gyldig til;Reg. af\r\n"
PHASES = (
    HEAD + "2025-001;1 Klar;05-01-2026;01-02-2026;XX01\r\n"
    "2025-001;2 Parat;02-02-2026;01-04-2026;XX02\r\n"
    "2025-001;3 Start;02-04-2026;31-12-9999;XX02\r\n"
    "2025-002;1 Klar;05-01-2026;01-03-2026;XX01\r\n"
    "2025-002;2 Parat;02-03-2026;31-12-9999;XX01\r\n"
    "2025-003;1 Klar;05-01-2026;31-12-9999;XX01\r\n"
)
CASES_OF = """
date_format = "dd-mm-åååå"
[[source]]
table = "cases"
files = ["Udtræk_forloeb_*.csv"]
[source.columns]
"Sags-ID" = "case_id"
"Borger" = "citizen_id"
"Kommune" = "municipality_code"
"Indsats" = "programme"
"Start" = "started_on"
"""
ADDS = """
[[source]]
table = "cases"
files = ["Udtræk_faser*"]
adds = true
[source.columns]
"Sags-ID" = "case_id"
"""
TALL = """[source.tall]
by = "Fase"
value = "Gyldig fra"
[source.tall.columns]
"1 Klar" = ""
"2 Parat" = "phase_2_on"
"Parat" = "phase_2_on"
"3 Start" = "phase_3_on"
"""
RECIPE = CASES_OF + ADDS + TALL
UNUSED = ("cases: kolonnen Gyldig til bruges ikke.", "cases: kolonnen Reg. af bruges ikke.")
FILLED = "cases: forløb, der har fået {} fra en fil, der siger mere om dem: {}."
LEFT_OUT = "cases: rækker, som opskriften udelader efter det, der står i ”{}” (”{}”): {}."
OURS = [
    course("2025-001", citizen_id="B1", phase_2_on=date(2026, 2, 2), phase_3_on=date(2026, 4, 2)),
    course("2025-002", citizen_id="B2", phase_2_on=date(2026, 3, 2)),
    course("2025-003", citizen_id="B3"),
]
BARE = [course(f"2025-00{n}", citizen_id=f"B{n}") for n in (1, 2, 3)]
WITH_OWN = COURSES.replace("Start\r\n", "Start;Fase 2\r\n").replace(
    "05-01-2026\r\n", "05-01-2026;{}\r\n"
)
OWN = CASES_OF + '"Fase 2" = "phase_2_on"\n' + ADDS + TALL
ENDED = (
    "Sags-ID;Ophørt;Årsag\r\n2025-001;01-09-2026;Job\r\n2025-002;;\r\n2025-003;02-09-2026;Andet\r\n"
)
REASONS = (
    CASES_OF
    + ADDS
    + '"Ophørt" = "ended_on"\n"Årsag" = "end_reason"\n[source.codes.end_reason]\n"Job" = "employment"\n"Andet" = "other"\n'
)


def files(phases=PHASES, courses=COURSES, name="Udtræk_faser_20261101.csv"):
    """The courses of an extract, and the file that says more of them."""
    return {"Udtræk_forloeb_20261101.csv": courses, name: phases}


EXPORTS = [
    Export(
        "phases in a file of their own, a row each",
        files(),
        RECIPE,
        rows={"cases": OURS},
        told=(*UNUSED, FILLED.format("phase_2_on", 2), FILLED.format("phase_3_on", 1)),
    ),
    Export(
        "phases in a workbook, where days are days to Excel",
        files(
            workbook(
                (
                    "Faser",
                    [
                        ["Sags-ID", "Fase", "Gyldig fra"],
                        ["2025-001", "2 Parat", datetime(2026, 2, 2)],
                        ["2025-001", "3 START", "02-04-2026"],
                        ["2025-002", " parat", datetime(2026, 3, 2)],
                    ],
                )
            ),
            name="Udtræk_faser.xlsx",
        ),
        RECIPE,
        rows={"cases": OURS},
        told=(FILLED.format("phase_2_on", 2), FILLED.format("phase_3_on", 1)),
    ),
    Export(
        "a phase that occurs twice, and ids spelt otherwise",
        files(
            PHASES.replace("2025-002;2", "2025 002;2")
            + "2025-001;Parat;03-05-2026;31-12-9999;XX01\r\n"
        ),
        RECIPE,
        rows={"cases": OURS},
        told=(
            *UNUSED,
            "cases: numre i case_id, som er skrevet anderledes end i forløbene (mellemrum, store bogstaver, nuller, "
            "ord bagefter) og er læst som deres: 1 (”2025 002 → 2025-002”).",
            FILLED.format("phase_2_on", 2),
            "cases: forløb, hvor phase_2_on står flere gange i en fil, der siger mere om dem, og hvor den første "
            "dag gælder: 1.",
            FILLED.format("phase_3_on", 1),
        ),
    ),
    Export(
        "a phase the courses' own file has too, another day there, and a course nobody has",
        files(
            PHASES + "2024-999;2 Parat;02-02-2026;31-12-9999;XX01\r\n",
            WITH_OWN.format("03-02-2026", "02-03-2026", ""),
        ),
        OWN,
        rows={"cases": [OURS[0] | {"phase_2_on": date(2026, 2, 3)}, *OURS[1:]]},
        told=(
            *UNUSED,
            "cases: rækker, der siger mere om forløb, som ikke er i cases, og som ikke er læst: 1 (”2024-999”).",
            "cases: forløb, hvor phase_2_on står anderledes i en fil, der siger mere om dem, og hvor forløbets "
            "egen fil gælder: 1.",
            FILLED.format("phase_3_on", 1),
        ),
    ),
    Export(
        "a phase nobody spoke of",
        files(PHASES.replace("2 Parat", "Pause")),
        RECIPE,
        rows={"cases": [BARE[0] | {"phase_3_on": date(2026, 4, 2)}, *BARE[1:]]},
        told=(
            "cases: ord i kolonnen Fase, som opskriften ikke nævner, og hvis rækker ikke er læst: 1 (”pause”).",
            *UNUSED,
            FILLED.format("phase_3_on", 1),
        ),
    ),
    Export(
        "a phase that began on no day, and a row about no course",
        files(
            HEAD
            + "2025-001;2 Parat;engang;31-12-9999;XX01\r\n;3 Start;02-04-2026;31-12-9999;XX01\r\n"
        ),
        RECIPE,
        refused=(
            "cases · case_id: cellen er tom (1)\n"
            "  Forventet: en værdi i alle rækker.\n"
            "  Gør dette: udfyld case_id.\n"
            "    Udtræk_faser_20261101.csv, række 3\n"
            "cases · phase_2_on: ikke en dato (1)\n"
            "  Forventet: åååå-mm-dd uden klokkeslæt.\n"
            '  Gør dette: ret datoen, eller skriv jeres datoformat i recipe.toml, f.eks. date_format = "dd-mm-åååå".\n'
            "    Udtræk_faser_20261101.csv, række 2: ”engang”"
        ),
        told=UNUSED,
    ),
    Export(
        "persons' numbers in a file of phases, wherever they stand",
        files(
            PHASES.replace("XX02", "0101900001")
            .replace("1 Klar;05", "0202900002;05")
            .replace("2025-003", "0303900003")
        ),
        RECIPE,
        refused=(
            "cases · Fase: en værdi ligner et CPR-nummer og gentages derfor ikke her (3)\n"
            "  Forventet: ingen personnumre i udtrækket.\n"
            "  Gør dette: fjern personnumrene; er det løbenumre, der kun ligner, så sæt 99 foran dem.\n"
            "    Udtræk_faser_20261101.csv, række 2\n"
            "    Udtræk_faser_20261101.csv, række 5\n"
            "    Udtræk_faser_20261101.csv, række 7\n"
            "cases · Reg. af: en værdi ligner et CPR-nummer og gentages derfor ikke her (2)\n"
            "  Forventet: ingen personnumre i udtrækket.\n"
            "  Gør dette: fjern personnumrene; er det løbenumre, der kun ligner, så sæt 99 foran dem.\n"
            "    Udtræk_faser_20261101.csv, række 3\n"
            "    Udtræk_faser_20261101.csv, række 4\n"
            "cases · case_id: en værdi ligner et CPR-nummer og gentages derfor ikke her (1)\n"
            "  Forventet: ingen personnumre i udtrækket.\n"
            "  Gør dette: fjern personnumrene; er det løbenumre, der kun ligner, så sæt 99 foran dem.\n"
            "    Udtræk_faser_20261101.csv, række 7"
        ),
        told=(*UNUSED, FILLED.format("phase_2_on", 1)),
    ),
    Export(
        "deleted rows among courses and phases, which a column says",
        files(
            PHASES.replace("Reg. af", "REG_STAT").replace("XX01", "A").replace("XX02", "A")
            + "2025-003;2 Parat;engang;;s\r\n;3 Start;02-04-2026;;S\r\n",
            COURSES.replace("Start\r\n", "Start;Navn\r\n").replace("2026\r\n", "2026;Borger\r\n")
            + "2025-004;B4;0461;mentor;engang;TEST\r\n",
        ),
        CASES_OF
        + '[source.without]\n"Navn" = ["Test"]\n'
        + ADDS
        + '[source.without]\n"Reg_stat" = ["S"]\n'
        + TALL,
        rows={"cases": OURS},
        told=(
            LEFT_OUT.format("Navn", "Test", 1),
            LEFT_OUT.format("Reg_stat", "S", 2),
            UNUSED[0],
            FILLED.format("phase_2_on", 2),
            FILLED.format("phase_3_on", 1),
        ),
    ),
    Export(
        "a file of phases without the column that says which",
        files(PHASES.replace("Fase", "Trin")),
        RECIPE,
        refused=(
            "cases · Fase: kolonnen mangler (1)\n"
            "  Forventet: kolonnen skal være der og hedde sådan.\n"
            "  Gør dette: tilføj kolonnen, eller oversæt jeres overskrift i recipe.toml.\n"
            "    Udtræk_faser_20261101.csv"
        ),
        told=(
            "cases: oversættelsen af ”Fase” passer ikke på nogen overskrift.",
            "cases: kolonnen Trin bruges ikke.",
            "cases: kolonnen Gyldig fra bruges ikke.",
            *UNUSED,
        ),
    ),
    Export(
        "phases without courses",
        {"Udtræk_faser_20261101.csv": PHASES},
        ADDS.replace("[source.columns]", 'date_format = "dd-mm-åååå"\n[source.columns]') + TALL,
        refused=(
            "cases: tabellen mangler (1)\n"
            "  Forventet: cases.parquet, cases.csv, cases.xlsx eller mappen cases/.\n"
            "  Gør dette: læg filen i mappen med udtrækket; hedder den noget andet, foreslår ”python -m dashboard "
            "recipe MAPPE” en recipe.toml, der siger det.\n"
            "    cases"
        ),
        told=(
            "Filer og mapper ved siden af, som ikke er læst: 1 (”Udtræk_faser_20261101.csv”).",
            *UNUSED,
        ),
    ),
    Export(
        "why courses ended in a list of its own, a row a course",
        files(ENDED, name="Udtræk_faser_og_ophør.csv"),
        REASONS,
        rows={
            "cases": [
                BARE[0] | {"ended_on": date(2026, 9, 1), "end_reason": "employment"},
                BARE[1],
                BARE[2] | {"ended_on": date(2026, 9, 2), "end_reason": "other"},
            ]
        },
        told=(FILLED.format("ended_on", 2), FILLED.format("end_reason", 2)),
    ),
    Export(
        "a list of a row a course with a course twice",
        files(ENDED.replace("2025-002;;", "2025-001;;"), name="Udtræk_faser_og_ophør.csv"),
        REASONS,
        refused=(
            "cases · case_id: samme nøgle står i flere rækker (2)\n"
            "  Forventet: hver nøgle én gang.\n"
            "  Gør dette: fjern gentagelsen i udtrækket.\n"
            "    Udtræk_faser_og_ophør.csv, række 2: ”2025-001”\n"
            "    Udtræk_faser_og_ophør.csv, række 3: ”2025-001”"
        ),
        told=(FILLED.format("ended_on", 1), FILLED.format("end_reason", 1)),
    ),
    Export(
        "a file that adds to contacts",
        files(),
        ADDS.replace('"cases"', '"contacts"'),
        mistake='recipe.toml: ”source 1.adds” forstås ikke; brug en af disse: table = "cases".',
    ),
    Export(
        "a row a phase in the courses' own file",
        files(),
        (ADDS + TALL).replace("adds = true\n", ""),
        mistake="recipe.toml: ”source 1.tall” forstås ikke; brug en af disse: adds = true.",
    ),
    Export(
        "a phase that is no day of ours",
        files(),
        ADDS + TALL.replace("phase_3_on", "end_reason"),
        mistake="recipe.toml: ”source 1.tall.columns: end_reason” forstås ikke; brug en af disse: referred_on, "
        "started_on, phase_2_on, phase_3_on, phases_completed_on, ended_on, charged_on, goals_agreed_on, "
        "employment_started_on, education_started_on, leisure_engaged_on, treatment_completed_on, "
        "assessment_completed_on, takes_initiative_on, roles_agreed_on.",
    ),
]
