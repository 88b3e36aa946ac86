"""Files that are damaged, locked, far too big or hold what must be repeated nowhere."""

import io
import struct
import zipfile

import openpyxl

from tests.exports.making import CASES, CONTACTS, Export, course, table, with_column, workbook

HEAD, ONE = table(CASES)
LIKE = [
    "010170-1234", "010170 1234", "0101701234", "010170–1234", "010170—1234", "010170−1234", "010170‐1234",
    "010170‑1234", "010170－1234", "010170\u00a01234", "010170\u20091234", "010170\u202f1234", "010170\u30001234",
    "010170\u200b1234", "010170\u00ad1234", "010170\u2060-1234", "010170  1234", "010170 - 1234", "010170--1234",
    "０１０１７０１２３４", "010170-①②③④", "010170⁻¹²³⁴", "(010170-1234)", "nr. 010170-1234 x", "x010170-1234",
    "010170-1234x", "A0101701234B", "tel.0101701234", "_0101701234", "610170-1234", "910170-1234", "7012701234",
    "290204-1234", "290200-1234", "311299-1234", "101701234", "101701234.0", "+101701234", "1.01701234E+08",
    "\u202e010170-1234", "0\u200d101701234",
]  # fmt: skip


def bomb(path):
    """A workbook whose list of contents says that it unpacks to 8 GB."""
    made = io.BytesIO()
    book = openpyxl.Workbook()
    book.active.append(HEAD)
    book.save(made)
    content = bytearray(made.getvalue())
    at = -1
    while (at := content.find(b"PK\x01\x02", at + 1)) >= 0:
        struct.pack_into("<I", content, at + 24, 0xFFFFFFF0)
    path.write_bytes(content)


def far_corner(book):
    book.active["XFD1048576"] = "x"


def far_corner_without_a_word(book):
    book.active["XFD1048576"].font = openpyxl.styles.Font(bold=True)


def far_down(book):
    book.active["A1048576"].font = openpyxl.styles.Font(bold=True)


def cut_short(path):
    workbook(("Ark1", [HEAD, ONE]))(path)
    path.write_bytes(path.read_bytes()[:-300])


def with_password(path):
    """The container Excel puts an encrypted workbook into, as far as it can be told by."""
    path.write_bytes(
        bytes.fromhex("D0CF11E0A1B11AE1")
        + bytes(1024)
        + "EncryptedPackage".encode("utf-16-le")
        + bytes(3000)
    )


def sheet_member(path):
    """A workbook whose sheet is no XML."""
    workbook(("Ark1", [HEAD, ONE]))(path)
    with zipfile.ZipFile(path) as old:
        members = {name: old.read(name) for name in old.namelist()}
    with zipfile.ZipFile(path, "w") as new:
        for name, content in members.items():
            new.writestr(name, content[:-40] if "sheet1" in name else content)


EXPORTS = [
    Export(
        "a workbook with a password",
        {"cases.xlsx": with_password},
        refused=(
            "cases: regnearket er låst med en adgangskode (1)\n"
            "  Forventet: et regneark uden adgangskode.\n"
            "  Gør dette: åbn det, fjern adgangskoden (Filer, Oplysninger, Beskyt projektmappe), og gem det.\n"
            "    cases.xlsx"
        ),
    ),
    Export(
        "a workbook that was cut short",
        {"cases.xlsx": cut_short},
        refused=(
            "cases: filen kan ikke læses som Excel; den er måske beskadiget eller har adgangskode (1)\n"
            "  Forventet: en .xlsx-fil uden adgangskode.\n"
            "  Gør dette: åbn den i Excel, gem den igen som .xlsx, eller gem den som CSV UTF-8.\n"
            "    cases.xlsx"
        ),
    ),
    Export(
        "a workbook whose sheet is no XML",
        {"cases.xlsx": sheet_member},
        refused=(
            "cases: filen kan ikke læses som Excel; den er måske beskadiget eller har adgangskode (1)\n"
            "  Forventet: en .xlsx-fil uden adgangskode.\n"
            "  Gør dette: åbn den i Excel, gem den igen som .xlsx, eller gem den som CSV UTF-8.\n"
            "    cases.xlsx"
        ),
    ),
    Export(
        "a workbook of no bytes",
        {"cases.xlsx": b""},
        refused=(
            "cases: filen kan ikke læses som Excel; den er måske beskadiget eller har adgangskode (1)\n"
            "  Forventet: en .xlsx-fil uden adgangskode.\n"
            "  Gør dette: åbn den i Excel, gem den igen som .xlsx, eller gem den som CSV UTF-8.\n"
            "    cases.xlsx"
        ),
    ),
    Export(
        "a bomb",
        {"cases.xlsx": bomb},
        refused=(
            "cases: filen fylder mere, når den pakkes ud, end et udtræk kan fylde (1)\n"
            "  Forventet: en almindelig fil.\n"
            "  Gør dette: udtræk kun det, der skal bruges, eller gem den upakket.\n"
            "    cases.xlsx"
        ),
    ),
    Export(
        "a cell in XFD1048576",
        {"cases.xlsx": workbook(("Ark1", [HEAD, ONE]), change=far_corner)},
        refused=(
            "cases: filen har flere kolonner, end en tabel kan have (1)\n"
            "  Forventet: højst 1.000 kolonner.\n"
            "  Gør dette: udtræk kun de kolonner, der skal bruges.\n"
            "    cases.xlsx"
        ),
    ),
    Export(
        "a cell in XFD1048576 that is only bold",
        {"cases.xlsx": workbook(("Ark1", [HEAD, ONE]), change=far_corner_without_a_word)},
        rows={"cases": [course()]},
    ),
    Export(
        "a cell in A1048576 that is only bold",
        {"cases.xlsx": workbook(("Ark1", [HEAD, ONE]), change=far_down)},
        rows={"cases": [course()]},
    ),
    Export(
        "twenty thousand columns",
        {"cases.csv": ",".join(f"k{n}" for n in range(20_000)) + "\n" + "," * 19_999 + "\n"},
        refused=(
            "cases: filen har flere kolonner, end en tabel kan have (1)\n"
            "  Forventet: højst 1.000 kolonner.\n"
            "  Gør dette: udtræk kun de kolonner, der skal bruges.\n"
            "    cases.csv"
        ),
    ),
    Export(
        "a CSV of zeros",
        {"cases.csv": bytes(4096)},
        refused=(
            "cases: filen kan ikke læses som CSV (1)\n"
            "  Forventet: komma eller semikolon mellem cellerne og lige anførselstegn om tekst.\n"
            "  Gør dette: gem den igen som CSV UTF-8.\n"
            "    cases.csv"
        ),
    ),
    Export(
        "a CSV of no bytes",
        {"cases.csv": b""},
        refused=(
            "cases: filen er tom (1)\n"
            "  Forventet: en række med overskrifter.\n"
            "  Gør dette: kør udtrækket igen; en tabel uden rækker skal stadig have sine overskrifter.\n"
            "    cases.csv"
        ),
    ),
    Export(
        "formulas that a spreadsheet would run are text here",
        {"cases.csv": with_column("mentor_id", "=1+1", "@sum")},
        rows={"cases": [course(mentor_id="=1+1"), course("2", mentor_id="@sum")]},
    ),
    Export(
        "numbers of persons in cells, in every spelling",
        {"cases.csv": with_column("Note", "intet", *LIKE)},
        refused=(
            "cases · Note: en værdi ligner et CPR-nummer og gentages derfor ikke her (41)\n"
            "  Forventet: ingen personnumre i udtrækket.\n"
            "  Gør dette: fjern personnumrene; er det løbenumre, der kun ligner, så sæt 99 foran dem.\n"
            "    cases.csv, række 3\n"
            "    cases.csv, række 4\n"
            "    cases.csv, række 5\n"
            "    cases.csv, række 6\n"
            "    cases.csv, række 7\n"
            "    cases.csv, række 8\n"
            "    cases.csv, række 9\n"
            "    cases.csv, række 10\n"
            "    cases.csv, række 11\n"
            "    cases.csv, række 12\n"
            "    cases.csv, række 13\n"
            "    cases.csv, række 14\n"
            "    cases.csv, række 15\n"
            "    cases.csv, række 16\n"
            "    cases.csv, række 17\n"
            "    cases.csv, række 18\n"
            "    cases.csv, række 19\n"
            "    cases.csv, række 20\n"
            "    cases.csv, række 21\n"
            "    cases.csv, række 22\n"
            "    … og 21 flere; --faults FIL.csv giver dem alle."
        ),
        told=("cases: kolonnen Note bruges ikke.",),
    ),
    Export(
        "numbers of persons in headings, in every spelling",
        {
            "cases.csv": CASES.replace("started_on", ",".join(("started_on", *LIKE))).replace(
                "-05\n", "-05" + "," * len(LIKE) + "\n"
            )
        },
        refused=(
            "cases: en overskrift ligner et CPR-nummer og gentages derfor ikke her (1)\n"
            "  Forventet: overskrifter uden personnumre.\n"
            "  Gør dette: fjern kolonnen; er det et løbenummer, så sæt 99 foran.\n"
            "    cases.csv\n"
            "cases · …: overskriften står mere end én gang (1)\n"
            "  Forventet: hver overskrift én gang.\n"
            "  Gør dette: omdøb eller fjern den ene kolonne.\n"
            "    cases.csv\n"
            "cases · …: overskriften står mere end én gang (1)\n"
            "  Forventet: hver overskrift én gang.\n"
            "  Gør dette: omdøb eller fjern den ene kolonne.\n"
            "    cases.csv\n"
            "cases · …: overskriften står mere end én gang (1)\n"
            "  Forventet: hver overskrift én gang.\n"
            "  Gør dette: omdøb eller fjern den ene kolonne.\n"
            "    cases.csv\n"
            "cases · …: overskriften står mere end én gang (1)\n"
            "  Forventet: hver overskrift én gang.\n"
            "  Gør dette: omdøb eller fjern den ene kolonne.\n"
            "    cases.csv\n"
            "cases · …: overskriften står mere end én gang (1)\n"
            "  Forventet: hver overskrift én gang.\n"
            "  Gør dette: omdøb eller fjern den ene kolonne.\n"
            "    cases.csv"
        ),
    ),
    Export(
        "a number of a person in the name of a sheet",
        {"cases.xlsx": workbook(("Svar 010170\u202f1234", [HEAD, ONE]))},
        refused=(
            "cases: navnet på en fil, en mappe eller et ark ligner et CPR-nummer og gentages derfor ikke her (1)\n"
            "  Forventet: navne uden personnumre.\n"
            "  Gør dette: omdøb det; er det et løbenummer, så sæt 99 foran.\n"
            "    cases.xlsx"
        ),
    ),
    Export(
        "a number of a person in the name of a file",
        {"cases.csv": CASES, "referat 010170\u20091234.csv": "x"},
        refused=(
            "udtrækket: navnet på en fil, en mappe eller et ark ligner et CPR-nummer og gentages derfor ikke her (1)\n"
            "  Forventet: navne uden personnumre.\n"
            "  Gør dette: omdøb det; er det et løbenummer, så sæt 99 foran."
        ),
        told=("Filer og mapper ved siden af, som ikke er læst: 1 (”referat ….csv”).",),
    ),
    Export(
        "a number of a person in a word of the recipe",
        {"cases.csv": CASES},
        '[cases.codes.mentor_id]\n"０１０１７０-１２３４" = "M1"\n',
        refused=(
            "cases: noget i oversættelsen ligner et CPR-nummer og gentages derfor ikke her (1)\n"
            "  Forventet: ingen personnumre i oversættelsen.\n"
            "  Gør dette: fjern linjen; er det løbenumre, der kun ligner, så sæt 99 foran dem i udtrækket.\n"
            "    recipe.toml: ”cases.codes.mentor_id”"
        ),
    ),
    Export(
        "a number of a person as a number of Excel",
        {"cases.xlsx": workbook(("Ark1", [[*HEAD, "Note"], [*ONE, 101701234]]))},
        refused=(
            "cases · Note: en værdi ligner et CPR-nummer og gentages derfor ikke her (1)\n"
            "  Forventet: ingen personnumre i udtrækket.\n"
            "  Gør dette: fjern personnumrene; er det løbenumre, der kun ligner, så sæt 99 foran dem.\n"
            "    cases.xlsx, række 2 (F2)"
        ),
        told=("cases: kolonnen Note bruges ikke.",),
    ),
    Export(
        "an EAN, epoch milliseconds and long case numbers are none",
        {
            "cases.csv": with_column(
                "EAN,mentor_id", "1010901234567,20250101701234", "5798009882349,1784721600000"
            )
        },
        rows={
            "cases": [course(mentor_id="20250101701234"), course("2", mentor_id="1784721600000")]
        },
        told=("cases: kolonnen EAN bruges ikke.",),
    ),
    Export(
        "everything empty below the headings",
        {"cases.csv": CASES, "contacts.csv": CONTACTS + ",,,,,\n,,,,,\n"},
        rows={"cases": [course()], "contacts": []},
        told=("contacts: tomme rækker, som er sprunget over: 2.",),
    ),
]
