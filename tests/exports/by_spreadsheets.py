"""Workbooks: of openpyxl, of XlsxWriter (which never calculates), of LibreOffice, and of old Excel."""

import zipfile
from datetime import date, datetime, time, timedelta
from pathlib import Path

import xlsxwriter

from tests.exports.making import (
    CASES,
    CONTACTS,
    Export,
    course,
    meeting,
    minutes,
    table,
    with_minutes,
    workbook,
)

SAMPLES = Path(__file__).parent / "samples"


def written(*rows, options=None, change=None):
    """A workbook by XlsxWriter; text that begins with = is a formula, which it does not calculate."""

    def write(path):
        book = xlsxwriter.Workbook(path, options or {})
        day = book.add_format({"num_format": "dd-mm-yyyy"})
        clock = book.add_format({"num_format": "hh:mm"})
        sheet = book.add_worksheet("Ark1")
        for r, row in enumerate(rows):
            for c, value in enumerate(row):
                if isinstance(value, time | timedelta):
                    sheet.write_datetime(r, c, value, clock)
                elif isinstance(value, date):
                    sheet.write_datetime(r, c, value, day)
                else:
                    sheet.write(r, c, value)
        if change:
            change(book, sheet)
        book.close()

    return write


def libreoffice(*rows, encrypted=False):
    """A sheet as LibreOffice writes it: the value in an attribute, what is shown in a paragraph."""

    def cell(value):
        if value is None:
            return "<table:table-cell/>"
        if isinstance(value, date):
            kind = f'office:value-type="date" office:date-value="{value.isoformat()}"'
        elif isinstance(value, timedelta):
            kind = f'office:value-type="time" office:time-value="PT{value.seconds // 3600:02}H{value.seconds // 60 % 60:02}M00S"'
        elif isinstance(value, int | float):
            kind = f'office:value-type="float" office:value="{value}"'
        elif value.startswith("="):
            kind = (
                f'table:formula="of:{value}" office:value-type="string" calcext:value-type="error"'
            )
            value = "#REF!"
        else:
            kind = 'office:value-type="string"'
        return f"<table:table-cell {kind}><text:p>{value}</text:p></table:table-cell>"

    lines = "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in rows)
    names = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )  # fmt: skip
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content{names}'
        ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
        ' office:version="1.3"><office:body><office:spreadsheet><table:table table:name="Ark1">'
        f"{lines}</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    lock = "<manifest:encryption-data/>" if encrypted else ""
    manifest = (
        '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest'
        ' xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml">'
        f"{lock}</manifest:file-entry></manifest:manifest>"
    )

    def write(path):
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(
                "mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED
            )
            archive.writestr("META-INF/manifest.xml", manifest)
            archive.writestr("content.xml", "krypteret" if encrypted else content)

    return write


HEAD, ONE = table(CASES)
TYPED = [1, "B1", "0461", "mentor", date(2026, 1, 5)]
SECOND = [2, "B2", "0461", "mentor", date(2026, 1, 5)]
BOTH = [course(), course("2")]
MEETINGS = [
    CONTACTS.strip().split(","),
    ["K1", 1, datetime(2026, 6, 2, 10), "meeting", "held", time(0, 10)],
    ["K2", 1, datetime(2026, 6, 2, 11), "meeting", "held", time(1, 30)],
]


def hidden_first(book):
    book.worksheets[0].sheet_state = "hidden"
    book.active = 1


def merged(book):
    book.worksheets[0].merge_cells("C2:C3")


def merged_heading(book):
    book.worksheets[0].merge_cells("A1:E1")


EXPORTS = [
    Export(
        "typed cells of XlsxWriter",
        {"cases.xlsx": written(HEAD, TYPED, SECOND)},
        rows={"cases": BOTH},
    ),
    Export(
        "an empty sheet but for its headings",
        {"cases.xlsx": written(HEAD, TYPED), "contacts.xlsx": written(MEETINGS[0])},
        rows={"cases": [course()], "contacts": []},
    ),
    Export(
        "a title, a blank row and the day it was printed above the headings, a sum below",
        {
            "cases.xlsx": written(
                ["KeepGoing – forløb"],
                [],
                ["Udskrevet", date(2026, 9, 1)],
                [],
                HEAD,
                TYPED,
                ["I alt", "", "", "", 1],
            )
        },
        refused=(
            "cases: rækken er en sum og ingen række i tabellen (1)\n"
            "  Forventet: kun rækker, der hører til tabellen.\n"
            '  Gør dette: slet rækken, eller skriv dens første ord i recipe.toml, f.eks. skip = ["I alt"] under [[source]].\n'
            "    cases.xlsx, række 7: ”I alt”"
        ),
        told=(
            "cases: overskrifterne er fundet i række 5 i ”cases.xlsx”; rækkerne over er sprunget over.",
        ),
    ),
    Export(
        "a sum that a recipe skips",
        {"Forløb.xlsx": written(["Forløb"], HEAD, TYPED, ["I alt", "", "", "", 1])},
        '[[source]]\ntable = "cases"\nfiles = ["Forløb.xlsx"]\nskip = ["I alt"]\nheading_row = 2\n',
        rows={"cases": [course()]},
        told=(
            "cases: overskrifterne er fundet i række 2 i ”Forløb.xlsx”; rækkerne over er sprunget over.",
            "cases: rækker i ”Forløb.xlsx”, som opskriften springer over (summer og noter): 1.",
        ),
    ),
    Export(
        "merged cells down a column",
        {"cases.xlsx": workbook(("Ark1", [HEAD, TYPED, SECOND]), change=merged)},
        refused=(
            "cases · municipality_code: cellen er tom (1)\n"
            "  Forventet: en værdi i alle rækker.\n"
            "  Gør dette: udfyld municipality_code.\n"
            "    cases.xlsx, række 3 (C3)"
        ),
        told=(
            "cases: flettede celler i cases.xlsx: 1 (”C2:C3”). Kun den øverste til venstre har en værdi.",
        ),
    ),
    Export(
        "a merged title",
        {"cases.xlsx": workbook(("Ark1", [["Borgerliste"], HEAD, TYPED]), change=merged_heading)},
        rows={"cases": [course()]},
        told=(
            "cases: overskrifterne er fundet i række 2 i ”cases.xlsx”; rækkerne over er sprunget over.",
        ),
    ),
    Export(
        "guidance on the first sheet",
        {
            "cases.xlsx": workbook(
                ("Vejledning", [["Udfyld arket Forløb"], ["Datoer skrives dd-mm-åååå"]]),
                ("Forløb", [HEAD, TYPED]),
            )
        },
        refused=(
            "cases: ingen af tabellens overskrifter er fundet (1)\n"
            "  Forventet: overskrifterne i en af de første 30 rækker på det ark, der læses.\n"
            "  Gør dette: skriv i recipe.toml, hvilke filer og ark tabellen står i, og hvad overskrifterne betyder; ”python -m dashboard recipe MAPPE” foreslår det.\n"
            "    cases.xlsx"
        ),
        told=(
            "cases: kun det første ark, ”Vejledning”, er læst; andre ark med indhold: 1 (”Forløb”).",
        ),
    ),
    Export(
        "guidance on the first sheet, and a recipe that names the second",
        {
            "Bog.xlsx": workbook(
                ("Vejledning", [["Udfyld arket Forløb"]]), ("Forløb", [HEAD, TYPED])
            )
        },
        '[[source]]\ntable = "cases"\nfiles = ["Bog.xlsx"]\nsheets = ["Forløb"]\n',
        rows={"cases": [course()]},
        told=(
            "Ark med indhold, skjulte eller ej, som opskriften ikke nævner: 1 (”Bog.xlsx · Vejledning”).",
        ),
    ),
    Export(
        "a hidden sheet first",
        {
            "cases.xlsx": workbook(
                ("Gammel", [HEAD, TYPED]), ("Forløb", [HEAD, TYPED, SECOND]), change=hidden_first
            )
        },
        rows={"cases": [course()]},
        told=(
            "cases: arket, der er læst, ”Gammel”, er skjult.",
            "cases: kun det første ark, ”Gammel”, er læst; andre ark med indhold: 1 (”Forløb”).",
        ),
    ),
    Export(
        "a sheet a month without a recipe",
        {
            "cases.csv": CASES,
            "contacts.xlsx": workbook(("Januar", [MEETINGS[0]]), ("Februar", MEETINGS)),
        },
        rows={"cases": [course()], "contacts": []},
        told=(
            "contacts: kun det første ark, ”Januar”, er læst; andre ark med indhold: 1 (”Februar”).",
        ),
    ),
    Export(
        "formulas that were never calculated",
        {
            "cases.xlsx": workbook(
                ("Ark 1", [[*HEAD, "ended_on", "end_reason"], [*TYPED, "=E2+90", "completed"]])
            )
        },
        refused=(
            "cases · ended_on: formlen er aldrig beregnet, så der er ingen værdi at læse (1)\n"
            "  Forventet: en celle, hvis værdi er gemt.\n"
            "  Gør dette: åbn filen i regnearksprogrammet, gem den, og prøv igen.\n"
            "    cases.xlsx, række 2 (F2): ”'Ark 1'!F2”"
        ),
        told=(
            "cases: forløb afsluttet som gennemført uden dato for gennemførte faser: 1. Løftet opgøres efter datoen.",
        ),
    ),
    Export(
        "formulas of XlsxWriter, all of them 0",
        {
            "cases.csv": CASES,
            "contacts.xlsx": written(
                MEETINGS[0], ["K1", 1, datetime(2026, 6, 2, 10), "meeting", "held", "=45+15"]
            ),
        },
        rows={"cases": [course()], "contacts": [meeting(minutes=0.0)]},
        told=(
            "contacts: formler, som har værdien 0 og måske aldrig er beregnet: 1. Åbn filen i regnearksprogrammet, gem den, og prøv igen.",
            "contacts: de fleste afholdte møder varer under 10 minutter (af 1 med varighed). Er det timer, der står i minutes?",
        ),
    ),
    Export(
        "errors of a spreadsheet",
        {
            "cases.xlsx": workbook(
                ("Ark1", [[*HEAD, "mentor_id"], [*TYPED, "#REF!"], [*SECOND, "#N/A"]])
            )
        },
        refused=(
            "cases · mentor_id: cellen er en fejl i regnearket (2)\n"
            "  Forventet: en værdi.\n"
            "  Gør dette: ret formlen, eller lad cellen være tom.\n"
            "    cases.xlsx, række 2 (F2): ”Ark1!F2 #REF!”\n"
            "    cases.xlsx, række 3 (F3): ”Ark1!F3 #N/A”"
        ),
    ),
    Export(
        "a date that is the number behind it, and a recipe that says so",
        {"cases.xlsx": written(HEAD, [*TYPED[:4], 46027], [*SECOND[:4], "46027"])},
        'date_format = "excel"\n',
        rows={"cases": BOTH},
    ),
    Export(
        "a date that is the number behind it",
        {"cases.xlsx": written(HEAD, [*TYPED[:4], 46027])},
        refused=(
            "cases · started_on: et tal, som regneark tæller dage med, og ikke en dato (1)\n"
            "  Forventet: åååå-mm-dd uden klokkeslæt.\n"
            '  Gør dette: gør kolonnen til datoer i regnearket, eller skriv date_format = "excel" i recipe.toml.\n'
            "    cases.xlsx, række 2 (E2): ”46027”"
        ),
    ),
    Export(
        "times of day for minutes",
        {"cases.csv": CASES, "contacts.xlsx": written(*MEETINGS)},
        refused=(
            "contacts · minutes: en varighed og ikke et antal minutter (2)\n"
            "  Forventet: minutter som et tal, f.eks. 90.\n"
            '  Gør dette: skriv durations = "minutes" i recipe.toml, så forstås 1:30, 1,5 t og 90 min.\n'
            "    contacts.xlsx, række 2 (F2): ”1899-12-31 00:10:00”\n"
            "    contacts.xlsx, række 3 (F3): ”1899-12-31 01:30:00”"
        ),
    ),
    Export(
        "times of day for minutes, and a recipe that says so",
        {"cases.csv": CASES, "contacts.xlsx": written(*MEETINGS)},
        '[contacts]\ndurations = "hours"\n',
        rows={
            "cases": [course()],
            "contacts": [
                meeting(minutes=10.0),
                meeting("K2", contacted_at=datetime(2026, 6, 2, 11), minutes=90.0),
            ],
        },
    ),
    Export(
        "fractions of a day for minutes",
        {
            "cases.csv": CASES,
            "contacts.xlsx": workbook(
                ("Ark1", table(with_minutes("", "", ""))),
                change=lambda b: [
                    b.active.cell(n, 6, value)
                    for n, value in ((2, 0.0625), (3, 0.0416666666666667), (4, 0.5))
                ],
            ),
        },
        '[contacts]\ndurations = "days"\n',
        rows={"cases": [course()], "contacts": minutes(90.0, 60.0, 720.0)},
        told=(
            "contacts: afholdte kontakter på 10 timer eller mere: 1. Er varigheden skrevet rigtigt?",
        ),
    ),
    Export(
        "fractions of a day for minutes without a recipe",
        {
            "cases.csv": CASES,
            "contacts.xlsx": written(
                MEETINGS[0],
                *(
                    [f"K{n}", 1, datetime(2026, 6, n, 10), "meeting", "held", 0.0625]
                    for n in range(1, 4)
                ),
            ),
        },
        rows={
            "cases": [course()],
            "contacts": [
                meeting(f"K{n}", contacted_at=datetime(2026, 6, n, 10), minutes=0.0625)
                for n in range(1, 4)
            ],
        },
        told=(
            "contacts: de fleste afholdte møder varer under 10 minutter (af 3 med varighed). Er det timer, der står i minutes?",
        ),
    ),
    Export(
        "a workbook with macros",
        {"cases.xlsm": written(HEAD, TYPED)},
        rows={"cases": [course()]},
    ),
    Export(
        "two headings that are the same",
        {"cases.xlsx": written([*HEAD, "Started_on "], [*TYPED, date(2026, 2, 5)])},
        refused=(
            "cases · started_on: overskriften står mere end én gang (1)\n"
            "  Forventet: hver overskrift én gang.\n"
            "  Gør dette: omdøb eller fjern den ene kolonne.\n"
            "    cases.xlsx"
        ),
    ),
    Export(
        "a file that is open in Excel",
        {"cases.xlsx": written(HEAD, TYPED), "~$cases.xlsx": bytes(165)},
        rows={"cases": [course()]},
        told=(
            "Filer, der er åbne i et regnearksprogram: 1 (”cases.xlsx”). Gem og luk dem, og prøv igen, hvis det nyeste skal med.",
        ),
    ),
    Export(
        "LibreOffice, typed",
        {"cases.ods": libreoffice(HEAD, TYPED, SECOND)},
        rows={"cases": BOTH},
    ),
    Export(
        "LibreOffice with decimals, times for minutes and Danish formats for the rest",
        {
            "cases.csv": CASES,
            "contacts.ods": libreoffice(
                MEETINGS[0],
                ["K1", 1, datetime(2026, 6, 2, 10), "meeting", "held", 62.5],
                [
                    "K2",
                    1,
                    datetime(2026, 6, 2, 11),
                    "meeting",
                    "held",
                    timedelta(hours=1, minutes=30),
                ],
            ),
        },
        'decimal = ","\ndate_format = "%d-%m-%Y"\n[contacts]\ndurations = "minutes"\n',
        rows={
            "cases": [course()],
            "contacts": [
                meeting(minutes=62.5),
                meeting("K2", contacted_at=datetime(2026, 6, 2, 11), minutes=90.0),
            ],
        },
    ),
    Export(
        "LibreOffice with a decimal comma agreed for what is text",
        {
            "cases.ods": libreoffice(
                [*HEAD, "granted_hours_per_week"], [*TYPED, 2.125], [*SECOND, "2,5"]
            )
        },
        'decimal = ","\n',
        rows={
            "cases": [course(granted_hours_per_week=2.125), course("2", granted_hours_per_week=2.5)]
        },
    ),
    Export(
        "LibreOffice with an error",
        {"cases.ods": libreoffice([*HEAD, "mentor_id"], [*TYPED, "=[.#REF!]"])},
        refused=(
            "cases · mentor_id: cellen er en fejl i regnearket (1)\n"
            "  Forventet: en værdi.\n"
            "  Gør dette: ret formlen, eller lad cellen være tom.\n"
            "    cases.ods, række 2 (F2): ”Ark1!F2 #REF!”"
        ),
    ),
    Export(
        "LibreOffice with a password",
        {"cases.ods": libreoffice(HEAD, encrypted=True)},
        refused=(
            "cases: regnearket er låst med en adgangskode (1)\n"
            "  Forventet: et regneark uden adgangskode.\n"
            "  Gør dette: åbn det, fjern adgangskoden (Filer, Oplysninger, Beskyt projektmappe), og gem det.\n"
            "    cases.ods"
        ),
    ),
    Export(
        "an xlsx that is called xls",
        {"cases.xls": written(HEAD, TYPED)},
        refused=(
            "cases: filen er et regneark eller Parquet, selv om navnet siger noget andet (1)\n"
            "  Forventet: det rigtige efternavn på filen, f.eks. .xlsx.\n"
            "  Gør dette: omdøb filen, eller gem den igen.\n"
            "    cases.xls"
        ),
    ),
    Export(
        "a web page that is called xls, as some systems give it",
        {"cases.xls": "<html><body><table><tr><td>case_id</td></tr></table></body></html>"},
        refused=(
            "cases: filen hedder som et regneark, men er tekst eller en webside (1)\n"
            "  Forventet: et regneark eller en CSV-fil.\n"
            "  Gør dette: åbn den i Excel, og gem den som .xlsx; er den CSV, så omdøb den til .csv.\n"
            "    cases.xls"
        ),
    ),
    Export(
        "text that is called xls",
        {"cases.xls": CASES.replace(",", "\t")},
        refused=(
            "cases: filen hedder som et regneark, men er tekst eller en webside (1)\n"
            "  Forventet: et regneark eller en CSV-fil.\n"
            "  Gør dette: åbn den i Excel, og gem den som .xlsx; er den CSV, så omdøb den til .csv.\n"
            "    cases.xls"
        ),
    ),
    Export(
        "a CSV that is an xlsx",
        {"cases.csv": written(HEAD, TYPED)},
        refused=(
            "cases: filen er et regneark eller Parquet, selv om navnet siger noget andet (1)\n"
            "  Forventet: det rigtige efternavn på filen, f.eks. .xlsx.\n"
            "  Gør dette: omdøb filen, eller gem den igen.\n"
            "    cases.csv"
        ),
    ),
    Export(
        "an Excel 97 that is called xlsx",
        {"cases.xlsx": (SAMPLES / "excel97.xls").read_bytes()},
        refused=(
            "cases: filen er et regneark eller Parquet, selv om navnet siger noget andet (1)\n"
            "  Forventet: det rigtige efternavn på filen, f.eks. .xlsx.\n"
            "  Gør dette: omdøb filen, eller gem den igen.\n"
            "    cases.xlsx"
        ),
    ),
]
