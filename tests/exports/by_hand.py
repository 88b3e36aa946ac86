"""What people write by hand: dates, durations, words for nothing, and recipes with a slip of the pen."""

from datetime import date, datetime

from tests.exports.making import (
    CASES,
    CONTACTS,
    Export,
    course,
    meeting,
    minutes,
    with_column,
    with_minutes,
    workbook,
)


def dated(*days):
    """cases.csv, a course a day it started."""
    rows = [f"{n},B{n},0461,mentor,{day}\n" for n, day in enumerate(days, 1)]
    return CASES.splitlines()[0] + "\n" + "".join(rows)


def begun(*days):
    return [course(str(n), started_on=day) for n, day in enumerate(days, 1)]


ENDED = "case_id,citizen_id,municipality_code,programme,started_on,ended_on,end_reason\n"
OPEN = ENDED + "".join(
    f"{n},B{n},0461,mentor,2026-01-05,{word},\n" for n, word in enumerate(("9999-12-31", "-", "Igangværende", ""), 1)
)  # fmt: skip
FOUR = [course(str(n)) for n in (1, 2, 3, 4)]
MONTHS = ("jan", "feb.", "marts", "apr", "maj", "juni", "jul", "august", "sept.")

EXPORTS = [
    Export(
        "two-digit years",
        {"cases.csv": dated("05-01-26")},
        'date_format = "%d-%m-%Y"\n',
        refused=(
            "cases · started_on: årstallet er læst som to cifre (1)\n"
            "  Forventet: fire cifre, eller et format med to.\n"
            '  Gør dette: skriv date_format = "dd-mm-åå" i recipe.toml.\n'
            "    cases.csv, række 2: ”05-01-26”"
        ),
    ),
    Export(
        "two-digit years, and a recipe that says so",
        {"cases.csv": dated("05-01-26")},
        'date_format = "dd-mm-åå"\n',
        rows={"cases": [course()]},
    ),
    Export(
        "a Danish day without a recipe",
        {"cases.csv": dated("05-01-2026")},
        refused=(
            "cases · started_on: ikke en dato (1)\n"
            "  Forventet: åååå-mm-dd uden klokkeslæt.\n"
            '  Gør dette: ret datoen, eller skriv jeres datoformat i recipe.toml, f.eks. date_format = "dd-mm-åååå".\n'
            "    cases.csv, række 2: ”05-01-2026”"
        ),
    ),
    Export(
        "the number behind a day",
        {"cases.csv": dated("46027")},
        refused=(
            "cases · started_on: et tal, som regneark tæller dage med, og ikke en dato (1)\n"
            "  Forventet: åååå-mm-dd uden klokkeslæt.\n"
            '  Gør dette: gør kolonnen til datoer i regnearket, eller skriv date_format = "excel" i recipe.toml.\n'
            "    cases.csv, række 2: ”46027”"
        ),
    ),
    Export(
        "the number behind a day, and a recipe that says so",
        {"cases.csv": dated("46027", "05-01-2026")},
        'date_format = ["excel", "%d-%m-%Y"]\n',
        rows={"cases": [course(), course("2")]},
    ),
    Export(
        "several formats",
        {"cases.csv": dated("05-01-2026", "5. januar 2026", "05.01.26", "2026-01-05")},
        'date_format = ["%d-%m-%Y", "%d. %B %Y", "%d.%m.%y"]\n',
        rows={"cases": FOUR},
    ),
    Export(
        "a day that two formats read each their way",
        {"cases.csv": dated("05/01/2026", "25/01/2026")},
        'date_format = ["%d/%m/%Y", "%m/%d/%Y"]\n',
        rows={"cases": begun(date(2026, 1, 5), date(2026, 1, 25))},
        told=(
            "cases: datoer i started_on, der kan læses på to måder: 1. De er læst efter det første datoformat i "
            "opskriften, der passer.",
        ),
    ),
    Export(
        "days that an American Excel turned, the rest left as text",
        {"cases.csv": dated("2026-05-01", "2026-06-02", "2026-07-01", "25/01/2026", "13/02/2026")},
        'date_format = "%d/%m/%Y"\n',
        rows={
            "cases": begun(
                date(2026, 5, 1),
                date(2026, 6, 2),
                date(2026, 7, 1),
                date(2026, 1, 25),
                date(2026, 2, 13),
            )
        },
        told=(
            "cases: i started_on ligger alle rigtige datoer (3) før den 13. i måneden, og alle, der er skrevet som tekst, efter. Har et regneark byttet om på dag og måned?",
        ),
    ),
    Export(
        "months in Danish",
        {"cases.csv": dated(*(f"5. {month} 2026" for month in MONTHS))},
        'date_format = ["%d. %B %Y", "%d. %b %Y", "%d. %b. %Y"]\n',
        rows={"cases": begun(*(date(2026, n, 5) for n in range(1, 10)))},
    ),
    Export(
        "maj and okt",
        {"cases.csv": dated("5-maj-2026", "5-okt-2025", "5 Dec 2025")},
        'date_format = ["%d-%b-%Y", "%d %b %Y"]\n',
        rows={"cases": begun(date(2026, 5, 5), date(2025, 10, 5), date(2025, 12, 5))},
    ),
    Export(
        "a format of letters that is none",
        {"cases.csv": dated("05-01-2026")},
        'date_format = "%M-%Y"\n',
        mistake="recipe.toml: ”date_format” forstås ikke; brug en af disse: %d, %m, %Y, %H, %M, %S.",
    ),
    Export(
        "courses that are open by a word",
        {"cases.csv": OPEN},
        refused=(
            "cases · ended_on: et ord for, at der ikke er noget (3)\n"
            "  Forventet: en tom celle.\n"
            '  Gør dette: skriv ordet i recipe.toml, f.eks. missing = ["-"], eller lad cellen være tom.\n'
            "    cases.csv, række 2: ”9999-12-31”\n"
            "    cases.csv, række 3: ”-”\n"
            "    cases.csv, række 4: ”Igangværende”"
        ),
    ),
    Export(
        "courses that are open by a word, and a recipe that says so",
        {"cases.csv": OPEN},
        '[cases]\nmissing = ["9999-12-31", "-", "Igangværende"]\n',
        rows={"cases": FOUR},
    ),
    Export(
        "a code to empty",
        {"cases.csv": with_column("citizen_gender", "Ukendt", "Mand")},
        '[cases.codes.citizen_gender]\n"Ukendt" = ""\n"Mand" = "male"\n',
        rows={"cases": [course(), course("2", citizen_gender="male")]},
    ),
    Export(
        "blank means no",
        {"cases.csv": with_column("mentor_wish_met", "x", "")},
        '[cases.codes.mentor_wish_met]\n"x" = "true"\n"" = "false"\n',
        rows={"cases": [course(mentor_wish_met=True), course("2", mentor_wish_met=False)]},
    ),
    Export(
        "charges by yes and no, and a job or an education beside its day",
        {
            "liste.csv": with_column(
                "Sigtet i forløbet?,Job/udd.,Dato",
                "Ja (2),Fuldtidsjob,2026-03-02",
                "nej,EUD GF1,2026-03-03",
                ",Nej,",
            )
        },
        '[[source]]\ntable = "cases"\nfiles = ["liste.csv"]\n'
        '[source.happened."Sigtet i forløbet?"]\n"Ja (2)" = "charged_on"\n"nej" = ""\n'
        '[source.happened."Job/udd."]\n"Fuldtidsjob" = "employment_started_on"\n'
        '"EUD GF1" = "education_started_on"\n"Nej" = ""\n'
        '[source.happened_on]\n"Job/udd." = "Dato"\n',
        rows={
            "cases": [
                course(charged_on=date(2026, 1, 5), employment_started_on=date(2026, 3, 2)),
                course("2", education_started_on=date(2026, 3, 3)),
                course("3"),
            ]
        },
        told=(
            "cases: forløb, hvor ”Sigtet i forløbet?” siger ja til en tiltale, og ingen kolonne siger hvornår: 1. "
            "Tiltalerne regnes for rejst den dag, forløbet begyndte; hvornår i forløbet det sker, kan tallene ikke sige.",
            "cases: forløb, hvor ”Sigtet i forløbet?” er tom, mens der står nej ved andre: 1. De tæller som ikke tiltalt. "
            "Er der spurgt?",
        ),
    ),
    Export(
        "an x without a recipe",
        {"cases.csv": with_column("mentor_wish_met", "x", "ja")},
        refused=(
            "cases · mentor_wish_met: hverken ja eller nej (1)\n"
            "  Forventet: true/false, 1/0, ja/nej eller sand/falsk.\n"
            "  Gør dette: ret cellen, eller oversæt koden i recipe.toml.\n"
            "    cases.csv, række 2: ”x”"
        ),
    ),
    Export(
        "a word for nothing among numbers and codes",
        {"cases.csv": with_column("months_on_benefit_before,citizen_gender", "ukendt,Uoplyst")},
        refused=(
            "cases · citizen_gender: et ord for, at der ikke er noget (1)\n"
            "  Forventet: en tom celle.\n"
            '  Gør dette: skriv ordet i recipe.toml, f.eks. missing = ["-"], eller lad cellen være tom.\n'
            "    cases.csv, række 2: ”Uoplyst”\n"
            "cases · months_on_benefit_before: et ord for, at der ikke er noget (1)\n"
            "  Forventet: en tom celle.\n"
            '  Gør dette: skriv ordet i recipe.toml, f.eks. missing = ["-"], eller lad cellen være tom.\n'
            "    cases.csv, række 2: ”ukendt”"
        ),
    ),
    Export(
        "durations",
        {
            "cases.csv": CASES,
            "contacts.csv": with_minutes("1:30", '"1,5 t"', "90 min", "1 t 30 min", "90"),
        },
        '[contacts]\ndurations = "minutes"\n',
        rows={"cases": [course()], "contacts": minutes(90.0, 90.0, 90.0, 90.0, 90.0)},
    ),
    Export(
        "durations without a recipe",
        {"cases.csv": CASES, "contacts.csv": with_minutes("1:30", '"1,5 t"', "90 min")},
        refused=(
            "contacts · minutes: en varighed og ikke et antal minutter (3)\n"
            "  Forventet: minutter som et tal, f.eks. 90.\n"
            '  Gør dette: skriv durations = "minutes" i recipe.toml, så forstås 1:30, 1,5 t og 90 min.\n'
            "    contacts.csv, række 2: ”1:30”\n"
            "    contacts.csv, række 3: ”1,5 t”\n"
            "    contacts.csv, række 4: ”90 min”"
        ),
    ),
    Export(
        "a time of 1899 for minutes",
        {"cases.csv": CASES, "contacts.csv": with_minutes("1899-12-31 00:10:00")},
        '[contacts]\ndurations = "minutes"\n',
        rows={"cases": [course()], "contacts": minutes(10.0)},
    ),
    Export(
        "durations in words",
        {
            "cases.csv": CASES,
            "contacts.csv": with_minutes(
                "½ time", "1½ time", "1 1/2 time", "et kvarter", "3 kvarter", "en halv time"
            ),
        },
        '[contacts]\ndurations = "minutes"\n',
        rows={"cases": [course()], "contacts": minutes(30.0, 90.0, 90.0, 15.0, 45.0, 30.0)},
    ),
    Export(
        "eleven halves are no duration, and thousands parted by another sign are none",
        {"cases.csv": CASES, "contacts.csv": with_minutes("11/2 time", '"1,200.5"')},
        'decimal = ","\nthousands = "."\n[contacts]\ndurations = "minutes"\n',
        refused=(
            "contacts · minutes: ikke et tal (2)\n"
            "  Forventet: et tal med decimalpunktum.\n"
            '  Gør dette: ret tallet, eller skriv decimal = "," i recipe.toml.\n'
            "    contacts.csv, række 2: ”11/2 time”\n"
            "    contacts.csv, række 3: ”1,200.5”"
        ),
    ),
    Export(
        "from one time of day to another",
        {
            "cases.csv": CASES,
            "log.csv": "contact_id;case_id;contacted_at;channel;outcome;Fra;Til\n"
            + "".join(
                f"K{n};1;2026-06-02 {9 + n:02}:00;meeting;held;{start};{end}\n"
                for n, (start, end) in enumerate(
                    (("9", "10"), ("930", "1030"), ("23.30", "0.15"), ("9:05", "9:50")), 1
                )
            ),
        },
        '[[source]]\ntable = "contacts"\nfiles = ["log.csv"]\n[source.joined]\nminutes = ["Fra", "Til"]\n',
        rows={"cases": [course()], "contacts": minutes(60.0, 60.0, 45.0, 45.0)},
    ),
    Export(
        "no time of day",
        {
            "cases.csv": CASES,
            "log.csv": "contact_id;case_id;contacted_at;channel;outcome;Fra;Til\n"
            "K1;1;2026-06-02 10:00;meeting;held;25;26\nK2;1;2026-06-02 11:00;meeting;held;975;1030\n",
        },
        '[[source]]\ntable = "contacts"\nfiles = ["log.csv"]\n[source.joined]\nminutes = ["Fra", "Til"]\n',
        refused=(
            "contacts · minutes: ikke et tal (2)\n"
            "  Forventet: et tal med decimalpunktum.\n"
            '  Gør dette: ret tallet, eller skriv decimal = "," i recipe.toml.\n'
            "    log.csv, række 2: ”25-26”\n"
            "    log.csv, række 3: ”975-1030”"
        ),
    ),
    Export(
        "a meeting that ends before it begins",
        {
            "cases.csv": CASES,
            "log.csv": "contact_id;case_id;contacted_at;channel;outcome;Fra;Til\nK1;1;2026-06-02 10:00;meeting;held;14:00;13:30\n",
        },
        '[[source]]\ntable = "contacts"\nfiles = ["log.csv"]\n[source.joined]\nminutes = ["Fra", "Til"]\n',
        refused=(
            "contacts · minutes: ikke et tal (1)\n"
            "  Forventet: et tal med decimalpunktum.\n"
            '  Gør dette: ret tallet, eller skriv decimal = "," i recipe.toml.\n'
            "    log.csv, række 2: ”14:00-13:30”"
        ),
    ),
    Export(
        "a sum is no name that begins like one",
        {"cases.csv": CASES.replace("1,B1", "Sumaya-1,B1") + "Sum,,,,\n"},
        '[[source]]\ntable = "cases"\nfiles = ["cases.csv"]\nskip = ["Sum"]\n',
        rows={"cases": [course("Sumaya-1", citizen_id="B1")]},
        told=("cases: rækker i ”cases.csv”, som opskriften springer over (summer og noter): 1.",),
    ),
    Export(
        "hours for minutes",
        {"cases.csv": CASES, "contacts.csv": with_minutes("1", "1.5", "2")},
        rows={"cases": [course()], "contacts": minutes(1.0, 1.5, 2.0)},
        told=(
            "contacts: de fleste afholdte møder varer under 10 minutter (af 3 med varighed). Er det timer, der står "
            "i minutes?",
        ),
    ),
    Export(
        "hours for minutes, and a recipe that says so",
        {"cases.csv": CASES, "contacts.csv": with_minutes("1", "1.5", "2")},
        '[contacts]\ndurations = "hours"\n',
        rows={"cases": [course()], "contacts": minutes(60.0, 90.0, 120.0)},
    ),
    Export(
        "a point that may part thousands",
        {"cases.csv": CASES, "contacts.csv": with_minutes("1.200", "60", "62.5")},
        rows={"cases": [course()], "contacts": minutes(1.2, 60.0, 62.5)},
        told=(
            "contacts: tal i minutes med tre cifre efter punktummet (som 1.200), læst som decimaler: 1. Er punktummet "
            'tusindtalstegn, så skriv thousands = "." i recipe.toml.',
        ),
    ),
    Export(
        "a point between thousands where the comma is the decimals'",
        {"cases.csv": CASES, "contacts.csv": with_minutes("1.200")},
        'decimal = ","\n',
        refused=(
            "contacts · minutes: et tal, hvor punktummet kan dele tusinder (1)\n"
            "  Forventet: et tal uden tusindtalstegn.\n"
            '  Gør dette: skriv thousands = "." i recipe.toml, eller ret tallet.\n'
            "    contacts.csv, række 2: ”1.200”"
        ),
    ),
    Export(
        "a point between thousands, and a recipe that says so",
        {"cases.csv": CASES, "contacts.csv": with_minutes("1.200", '"62,5"', "60")},
        'decimal = ","\nthousands = "."\n',
        rows={"cases": [course()], "contacts": minutes(1200.0, 62.5, 60.0)},
        told=(
            "contacts: afholdte kontakter på 10 timer eller mere: 1. Er varigheden skrevet rigtigt?",
        ),
    ),
    Export(
        "a day and a time apart",
        {"cases.csv": CASES, "log.csv": "Dato;Kl.;Sag;Form;Min\n02-06-2026;10.00;1;Møde;60\n"},
        '[[source]]\ntable = "contacts"\nfiles = ["log.csv"]\ndate_format = "dd-mm-åååå"\nmade_ids = ["contact_id"]\n'
        '[source.columns]\n"Sag" = "case_id"\n"Form" = "channel"\n"Min" = "minutes"\n[source.joined]\n'
        'contacted_at = ["Dato", "Kl."]\n[source.constants]\noutcome = "held"\n[source.codes.channel]\n"Møde" = "meeting"\n',
        rows={
            "cases": [
                {
                    "case_id": "1",
                    "citizen_id": "B1",
                    "municipality_code": "0461",
                    "programme": "mentor",
                    "started_on": date(2026, 1, 5),
                }
            ],
            "contacts": [
                {
                    "contact_id": "xoafhflookfkd-2",
                    "case_id": "1",
                    "contacted_at": datetime(2026, 6, 2, 10, 0),
                    "channel": "meeting",
                    "outcome": "held",
                    "minutes": 60.0,
                }
            ],
        },
    ),
    Export(
        "blank rows beside what a recipe adds to every row",
        {"cases.csv": CASES, "log.csv": "Dato;Sag;Form\n02-06-2026 10:00;1;Møde\n;;\n ;;\n"},
        '[[source]]\ntable = "contacts"\nfiles = ["log.csv"]\ndate_format = "dd-mm-åååå tt:mm"\nmade_ids = ["contact_id"]\n'
        '[source.columns]\n"Dato" = "contacted_at"\n"Sag" = "case_id"\n"Form" = "channel"\n'
        '[source.constants]\noutcome = "held"\n[source.codes.channel]\n"Møde" = "meeting"\n',
        rows={"cases": [course()], "contacts": [meeting("xoafhflookfkd-2", minutes=None)]},
        told=("contacts: tomme rækker i ”log.csv”, som er sprunget over: 2.",),
    ),
    Export(
        "merged cells down a column, a sum and a sheet of its own",
        {
            "cases.csv": CASES + "2,B2,0461,mentor,2026-01-05\n",
            "log.xlsx": workbook(
                (
                    "Juni",
                    [
                        ["Sag", "Form", "Dato", "Min."],
                        [1, "Møde", datetime(2026, 6, 2, 10), 60],
                        [None, None, datetime(2026, 6, 2, 11), 30],
                        ["I alt", None, None, 90],
                        [2, None, datetime(2026, 6, 2, 12), 15],
                    ],
                ),
                (
                    "Juli",
                    [["Sag", "Form", "Dato", "Min."], [2, "Møde", datetime(2026, 7, 2, 10), 20]],
                ),
                change=lambda book: book["Juni"].merge_cells("A2:A3"),
            ),
        },
        '[[source]]\ntable = "contacts"\nfiles = ["log.xlsx"]\nsheets = ["*"]\nmade_ids = ["contact_id"]\n'
        'skip = ["I alt"]\nfill_down = ["Sag", "Form"]\n'
        '[source.columns]\n"Dato" = "contacted_at"\n"Sag" = "case_id"\n"Form" = "channel"\n"Min." = "minutes"\n'
        '[source.constants]\noutcome = "held"\n[source.codes.channel]\n"Møde" = "meeting"\n',
        rows={
            "cases": [course(), course("2")],
            "contacts": [
                meeting("xfcpnidgamhpa-2"),
                meeting("xfcpnidgamhpa-3", contacted_at=datetime(2026, 6, 2, 11), minutes=30.0),
                meeting(
                    "xfcpnidgamhpa-5",
                    case_id="2",
                    contacted_at=datetime(2026, 6, 2, 12),
                    minutes=15.0,
                ),
                meeting(
                    "xoghmgmfbiked-2",
                    case_id="2",
                    contacted_at=datetime(2026, 7, 2, 10),
                    minutes=20.0,
                ),
            ],
        },
        told=(
            "contacts: flettede celler i log.xlsx · Juni: 1 (”A2:A3”). Kun den øverste til venstre har en værdi.",
            "contacts: rækker i ”log.xlsx”, som opskriften springer over (summer og noter): 1.",
            "contacts: celler i ”Sag”, som har fået værdien fra rækken over: 1.",
            "contacts: celler i ”Form”, som har fået værdien fra rækken over: 2.",
        ),
    ),
    Export(
        "a recipe that passes over rows that begin with nothing",
        {"log.csv": CASES},
        '[[source]]\ntable = "cases"\nfiles = ["log.csv"]\nskip = [""]\n',
        mistake='recipe.toml: ”source 1.skip” forstås ikke; brug en af disse: ["I alt"].',
    ),
    Export(
        "times in UTC that say so",
        {
            "cases.csv": CASES,
            "contacts.csv": CONTACTS + "K1,1,2026-06-02T08:00:00Z,meeting,held,60\n",
        },
        rows={"cases": [course()], "contacts": [meeting()]},
    ),
    Export(
        "an hour that never was",
        {"cases.csv": CASES, "contacts.csv": CONTACTS + "K1,1,2026-03-29 02:30,meeting,held,60\n"},
        rows={
            "cases": [course()],
            "contacts": [meeting(contacted_at=datetime(2026, 3, 29, 2, 30))],
        },
        told=(
            "contacts: tidspunkter i den time, der ikke findes, når uret stilles frem: 1. Er tiderne UTC?",
        ),
    ),
    Export(
        "a mentor whose initials are NA",
        {"cases.csv": with_column("mentor_id", "NA", "NB", "PH")},
        rows={"cases": [course(), course("2", mentor_id="NB"), course("3", mentor_id="PH")]},
        told=(
            'cases: celler i mentor_id, hvor der står NA, og som er læst som tomme: 1. Er det nogens initialer, så skriv "NA" = "NA" under koder for mentor_id i recipe.toml.',
        ),
    ),
    Export(
        "a mentor whose initials are NA, and a recipe that says so",
        {"cases.csv": with_column("mentor_id", "NA", "NB")},
        '[cases.codes.mentor_id]\n"NA" = "NA"\n',
        rows={"cases": [course(mentor_id="NA"), course("2", mentor_id="NB")]},
    ),
    Export(
        "a citizen written in two ways",
        {"cases.csv": CASES + "2,b 1,0461,mentor,2026-01-05\n"},
        rows={"cases": [course(), course("2", citizen_id="b 1")]},
        told=(
            "cases: numre i citizen_id, der er skrevet på flere måder (store bogstaver, mellemrum, bindestreger eller "
            "nuller foran): 1. Er det den samme?",
        ),
    ),
    Export(
        "a recipe with the byte order mark of Notepad",
        {"cases.csv": dated("05-01-2026")},
        '\ufeffdate_format = "dd-mm-åååå"\n',
        rows={"cases": [course()]},
    ),
    Export(
        "a recipe with smart quotes",
        {"cases.csv": CASES},
        'decimal = ","\ndate_format = “dd-mm-åååå”\n',
        mistake='/export/recipe.toml kan ikke læses: der er en fejl i linje 2. Overskrifter og ord skal stå i lige anførselstegn ("), og hver kun én gang.',
    ),
    Export(
        "a recipe with a quote that is missing",
        {"cases.csv": CASES},
        'decimal = ","\ndate_format = "dd-mm-åååå\n',
        mistake='/export/recipe.toml kan ikke læses: der er en fejl i linje 2. Overskrifter og ord skal stå i lige anførselstegn ("), og hver kun én gang.',
    ),
    Export(
        "a recipe in Windows-1252",
        {"cases.csv": CASES},
        '[cases.columns]\n"Påbegyndt" = "started_on"\n'.encode("cp1252"),
        mistake="/export/recipe.toml kan ikke læses som TOML i UTF-8; ret filen, og prøv igen.",
    ),
    Export(
        "a recipe in UTF-16",
        {"cases.csv": CASES},
        '[cases.columns]\n"Påbegyndt" = "started_on"\n'.encode("utf-16"),
        mistake="/export/recipe.toml kan ikke læses som TOML i UTF-8; ret filen, og prøv igen.",
    ),
    Export(
        "a mapping that is called txt",
        {"cases.csv": CASES, "mapping.toml.txt": 'decimal = ","\n'},
        mistake="Filen mapping.toml hedder mapping.toml.txt; omdøb den.",
    ),
    Export(
        "a word of a recipe that is nowhere in the files",
        {"cases.csv": with_column("citizen_gender", "K")},
        '[cases.columns]\n"Startdato" = "started_on"\n[cases.codes.citizen_gender]\n"K" = "female"\n"M" = "male"\n',
        rows={"cases": [course(citizen_gender="female")]},
        told=(
            "cases: oversættelsen af ”Startdato” passer ikke på nogen overskrift.",
            "cases: koder for citizen_gender i oversættelsen, som ikke passer på nogen celle: 1 (”M”).",
        ),
    ),
]
