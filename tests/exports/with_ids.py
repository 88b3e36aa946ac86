"""Ids that lost something on their way: zeros, digits, or that they are text."""

from datetime import date, datetime

from tests.exports.making import CASES, CONTACTS, K1, Export, course, meeting, workbook

ZEROS = CASES.replace("\n1,", "\n0012,").replace("B1", "B0012")
TWELVE = CONTACTS + K1.replace("K1,1,", "K1,12,")
LOG = '[[source]]\ntable = "contacts"\nfiles = ["log.csv"]\n'

EXPORTS = [
    Export(
        "zeros that were lost in contacts",
        {"cases.csv": ZEROS, "contacts.csv": TWELVE},
        rows={"cases": [course("0012")], "contacts": [meeting(case_id="0012")]},
        told=(
            "contacts: numre i case_id, som er skrevet anderledes end i forløbene (mellemrum, store bogstaver, nuller, ord bagefter) og er læst som deres: 1 (”12 → 0012”).",
        ),
    ),
    Export(
        "zeros that were lost in cases",
        {
            "cases.csv": CASES.replace("\n1,", "\n12,"),
            "contacts.csv": CONTACTS + K1.replace("K1,1,", "K1,0012,"),
        },
        rows={"cases": [course("12", citizen_id="B1")], "contacts": [meeting(case_id="12")]},
        told=(
            "contacts: numre i case_id, som er skrevet anderledes end i forløbene (mellemrum, store bogstaver, nuller, ord bagefter) og er læst som deres: 1 (”0012 → 12”).",
        ),
    ),
    Export(
        "ids that pandas made floats",
        {"cases.csv": CASES, "contacts.csv": CONTACTS + K1.replace("K1,1,", "K1,1.0,")},
        rows={"cases": [course()], "contacts": [meeting()]},
        told=(
            "contacts: numre i case_id, som er skrevet anderledes end i forløbene (mellemrum, store bogstaver, nuller, ord bagefter) og er læst som deres: 1 (”1.0 → 1”).",
        ),
    ),
    Export(
        "zeros that were lost, and two courses it may be",
        {"cases.csv": ZEROS + "012,B2,0461,mentor,2026-01-05\n", "contacts.csv": TWELVE},
        refused=(
            "contacts · case_id: forløbet findes ikke i cases, men ét, der kun er skrevet anderledes, gør (1)\n"
            "  Forventet: et case_id, som det står i cases.\n"
            "  Gør dette: skriv numrene ens i begge tabeller.\n"
            "    contacts.csv, række 2: ”12 / 0012”"
        ),
        told=(
            "cases: numre i case_id, der er skrevet på flere måder (store bogstaver, mellemrum, bindestreger eller nuller foran): 1. Er det den samme?",
        ),
    ),
    Export(
        "zeros that were lost, and one course that is not there",
        {"cases.csv": ZEROS, "contacts.csv": TWELVE + "K2,99,2026-06-02 12:00,meeting,held,60\n"},
        refused=(
            "contacts · case_id: forløbet findes ikke i cases, men ét, der kun er skrevet anderledes, gør (1)\n"
            "  Forventet: et case_id, som det står i cases.\n"
            "  Gør dette: skriv numrene ens i begge tabeller.\n"
            "    contacts.csv, række 2: ”12 / 0012”\n"
            "contacts · case_id: forløbet findes ikke i cases (1)\n"
            "  Forventet: et case_id, der står i cases.\n"
            "  Gør dette: tag forløbet med i cases, eller skriv nummeret, som det står der.\n"
            "    contacts.csv, række 3: ”99”"
        ),
    ),
    Export(
        "ids that a spreadsheet cut, as text",
        {
            "cases.csv": CASES.replace("\n1,", "\n1.2E+10,"),
            "contacts.csv": CONTACTS + K1.replace("K1,1,", 'K1,"1,2E+10",'),
        },
        refused=(
            "cases · case_id: nummeret er skåret over af et regneark, så cifre er gået tabt (1)\n"
            "  Forventet: alle cifre.\n"
            "  Gør dette: gør kolonnen til tekst, før numrene sættes ind, eller tag dem fra fagsystemet.\n"
            "    cases.csv, række 2: ”1.2E+10”\n"
            "contacts · case_id: nummeret er skåret over af et regneark, så cifre er gået tabt (1)\n"
            "  Forventet: alle cifre.\n"
            "  Gør dette: gør kolonnen til tekst, før numrene sættes ind, eller tag dem fra fagsystemet.\n"
            "    contacts.csv, række 2: ”1,2E+10”"
        ),
    ),
    Export(
        "ids of sixteen digits as numbers of Excel",
        {
            "cases.xlsx": workbook(
                (
                    "Ark1",
                    [
                        CASES.splitlines()[0].split(","),
                        [1234567890123456, "B1", "0461", "mentor", "2026-01-05"],
                    ],
                )
            )
        },
        refused=(
            "cases · case_id: nummeret er skåret over af et regneark, så cifre er gået tabt (1)\n"
            "  Forventet: alle cifre.\n"
            "  Gør dette: gør kolonnen til tekst, før numrene sættes ind, eller tag dem fra fagsystemet.\n"
            "    cases.xlsx, række 2 (A2): ”1.23456789012346E+15”"
        ),
    ),
    Export(
        "a wheel of a course whose zeros were lost",
        {
            "cases.csv": ZEROS,
            "survey_results.csv": "response_id,instrument,respondent,case_id,invited_on,answered_on,phase,item,score\n"
            "S1,life_wheel,citizen,12,2026-06-01,2026-06-01,start,housing,5\n",
        },
        told=(
            "survey_results: numre i case_id, som er skrevet anderledes end i forløbene (mellemrum, store bogstaver, nuller, ord bagefter) og er læst som deres: 1 (”12 → 0012”).",
        ),
        rows={
            "cases": [
                {
                    "case_id": "0012",
                    "citizen_id": "B0012",
                    "municipality_code": "0461",
                    "programme": "mentor",
                    "started_on": date(2026, 1, 5),
                }
            ],
            "survey_results": [
                {
                    "response_id": "S1",
                    "instrument": "life_wheel",
                    "respondent": "citizen",
                    "case_id": "0012",
                    "phase": "start",
                    "invited_on": date(2026, 6, 1),
                    "answered_on": date(2026, 6, 1),
                    "item": "housing",
                    "score": 5,
                }
            ],
        },
    ),
    Export(
        "a course spelt as people spell",
        {
            "cases.csv": CASES.replace("\n1,", "\nKG17,") + "KG9,B9,0461,mentor,2026-01-05\n",
            "log.csv": CONTACTS
            + "".join(
                f"K{n},{spelt},2026-06-02 {8 + n:02}:00,meeting,held,60\n"
                for n, spelt in enumerate(
                    (
                        "KG17",
                        "kg17",
                        "KG 17",
                        "kg-017",
                        "17",
                        "KG17 Nadia",
                        "9",
                        "KG17 Bo",
                        "Nadia KG17",
                    ),
                    1,
                )
            ),
        },
        LOG,
        rows={
            "cases": [course("KG17", citizen_id="B1"), course("KG9", citizen_id="B9")],
            "contacts": [
                meeting(
                    f"K{n}",
                    case_id="KG9" if n == 7 else "KG17",
                    contacted_at=datetime(2026, 6, 2, 8 + n),
                )
                for n in range(1, 10)
            ],
        },
        told=(
            "contacts: numre i case_id, som er skrevet anderledes end i forløbene (mellemrum, store bogstaver, nuller, ord bagefter) og er læst som deres: 8 (”17 → KG17”, ”9 → KG9”, ”KG 17 → KG17”, ”KG17 → KG17”, ”kg-017 → KG17”, ”kg17 → KG17” …).",
        ),
    ),
    *(
        Export(
            f"{theirs} is none of {', '.join(ours)}",
            {
                "cases.csv": CASES.splitlines()[0]
                + "\n"
                + "".join(f"{name},B{n},0461,mentor,2026-01-05\n" for n, name in enumerate(ours)),
                "log.csv": CONTACTS + K1.replace("K1,1,", f"K1,{theirs},"),
            },
            LOG,
            refused=(
                "contacts · case_id: forløbet findes ikke i cases (1)\n"
                "  Forventet: et case_id, der står i cases.\n"
                "  Gør dette: tag forløbet med i cases, eller skriv nummeret, som det står der.\n"
                f"    log.csv, række 2: ”{theirs}”"
            ),
        )
        for theirs, ours in (
            ("1-23", ["12-3"]),
            ("20261", ["2026-1"]),
            ("12 B", ["12 A"]),
            ("Mller", ["Müller"]),
            ("...", ["--"]),
            ("nadia", ["Nadia"]),
            ("18", ["17", "KG18"]),
        )
    ),
    Export(
        "a name behind a number is repeated nowhere",
        {
            "cases.csv": CASES.replace("\n1,", "\nKG17 Nadia Hansen,"),
            "log.csv": CONTACTS + K1.replace("K1,1,", "K1,KG17,"),
        },
        LOG,
        rows={
            "cases": [course("KG17 Nadia Hansen", citizen_id="B1")],
            "contacts": [meeting(case_id="KG17 Nadia Hansen")],
        },
        told=(
            "contacts: numre i case_id, som er skrevet anderledes end i forløbene (mellemrum, store bogstaver, nuller, ord bagefter) og er læst som deres: 1 (”KG17 → KG17”).",
        ),
    ),
    Export(
        "a number of a register is another's though it is nearly spelt the same",
        {
            "cases.csv": CASES.replace("\n1,", "\nKG17,"),
            "contacts.csv": CONTACTS
            + K1.replace("K1,1,", "K1,kg 17,")
            + K1.replace("K1,1,", "K2,17,"),
        },
        refused=(
            "contacts · case_id: forløbet findes ikke i cases, men ét, der kun er skrevet anderledes, gør (1)\n"
            "  Forventet: et case_id, som det står i cases.\n"
            "  Gør dette: skriv numrene ens i begge tabeller.\n"
            "    contacts.csv, række 2: ”kg 17 / KG17”\n"
            "contacts · case_id: forløbet findes ikke i cases (1)\n"
            "  Forventet: et case_id, der står i cases.\n"
            "  Gør dette: tag forløbet med i cases, eller skriv nummeret, som det står der.\n"
            "    contacts.csv, række 3: ”17”"
        ),
    ),
    Export(
        "a number that two courses have behind their letters",
        {
            "cases.csv": CASES.replace("\n1,", "\nA17,") + "B17,B9,0461,mentor,2026-01-05\n",
            "log.csv": CONTACTS + K1.replace("K1,1,", "K1,17,"),
        },
        LOG,
        refused=(
            "contacts · case_id: forløbet findes ikke i cases (1)\n"
            "  Forventet: et case_id, der står i cases.\n"
            "  Gør dette: tag forløbet med i cases, eller skriv nummeret, som det står der.\n"
            "    log.csv, række 2: ”17”"
        ),
    ),
    Export(
        "a course that is in nobody's list",
        {"cases.csv": CASES, "contacts.csv": CONTACTS + K1.replace("K1,1,", "K1,A-7,")},
        refused=(
            "contacts · case_id: forløbet findes ikke i cases (1)\n"
            "  Forventet: et case_id, der står i cases.\n"
            "  Gør dette: tag forløbet med i cases, eller skriv nummeret, som det står der.\n"
            "    contacts.csv, række 2: ”A-7”"
        ),
    ),
    Export(
        "an id twice",
        {"cases.csv": CASES + "1,B2,0461,mentor,2026-01-05\n"},
        refused=(
            "cases · case_id: samme nøgle står i flere rækker (2)\n"
            "  Forventet: hver nøgle én gang.\n"
            "  Gør dette: fjern gentagelsen i udtrækket.\n"
            "    cases.csv, række 2: ”1”\n"
            "    cases.csv, række 3: ”1”"
        ),
    ),
]
