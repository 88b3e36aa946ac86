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
REPEATED = "en værdi ligner et CPR-nummer og gentages derfor ikke her"


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
    path.write_bytes(bytes.fromhex("D0CF11E0A1B11AE1") + bytes(1024) + "EncryptedPackage".encode("utf-16-le") + bytes(3000))


def sheet_member(path):
    """A workbook whose sheet is no XML."""
    workbook(("Ark1", [HEAD, ONE]))(path)
    with zipfile.ZipFile(path) as old:
        members = {name: old.read(name) for name in old.namelist()}
    with zipfile.ZipFile(path, "w") as new:
        for name, content in members.items():
            new.writestr(name, content[:-40] if "sheet1" in name else content)


EXPORTS = [
    Export("a workbook with a password", {"cases.xlsx": with_password}),
    Export("a workbook that was cut short", {"cases.xlsx": cut_short}),
    Export("a workbook whose sheet is no XML", {"cases.xlsx": sheet_member}),
    Export("a workbook of no bytes", {"cases.xlsx": b""}),
    Export("a bomb", {"cases.xlsx": bomb}),
    Export("a cell in XFD1048576", {"cases.xlsx": workbook(("Ark1", [HEAD, ONE]), change=far_corner)}),
    Export("a cell in XFD1048576 that is only bold", {"cases.xlsx": workbook(("Ark1", [HEAD, ONE]), change=far_corner_without_a_word)},
           rows={"cases": [course()]}),
    Export("a cell in A1048576 that is only bold", {"cases.xlsx": workbook(("Ark1", [HEAD, ONE]), change=far_down)},
           rows={"cases": [course()]}),
    Export("twenty thousand columns", {"cases.csv": ",".join(f"k{n}" for n in range(20_000)) + "\n" + "," * 19_999 + "\n"}),
    Export("a CSV of zeros", {"cases.csv": bytes(4096)}),
    Export("a CSV of no bytes", {"cases.csv": b""}),
    Export("formulas that a spreadsheet would run are text here", {"cases.csv": with_column("mentor_id", "=1+1", "@sum")},
           rows={"cases": [course(mentor_id="=1+1"), course("2", mentor_id="@sum")]}),
    *(Export(f"a number of a person in a cell, spelling {n}", {"cases.csv": with_column("Note", "intet", spelling)},
             refused=f"cases · Note: {REPEATED} (1)\n  Forventet: ingen personnumre i udtrækket.\n  Gør dette: fjern "
             "personnumrene; er det løbenumre, der kun ligner, så sæt 99 foran dem.\n    cases.csv, række 3",
             told=("cases: kolonnen Note bruges ikke.",))
      for n, spelling in enumerate(LIKE, 1)),
    Export("a number of a person in a heading", {"cases.csv": with_column("Svar fra 010170–1234", "ja")}),
    Export("a number of a person in the name of a sheet", {"cases.xlsx": workbook(("010170 1234", [HEAD, ONE]))}),
    Export("a number of a person in the name of a file", {"cases.csv": CASES, "referat 010170\u20091234.csv": "x"}),
    Export("a number of a person in a word of the recipe", {"cases.csv": CASES},
           '[cases.codes.mentor_id]\n"０１０１７０-１２３４" = "M1"\n'),
    Export("a number of a person as a number of Excel", {"cases.xlsx": workbook(("Ark1", [[*HEAD, "Note"], [*ONE, 101701234]]))}),
    Export("an EAN, epoch milliseconds and long case numbers are none",
           {"cases.csv": with_column("EAN,mentor_id", "1010901234567,20250101701234", "5798009882349,1784721600000")},
           rows={"cases": [course(mentor_id="20250101701234"), course("2", mentor_id="1784721600000")]}),
    Export("everything empty below the headings", {"cases.csv": CASES, "contacts.csv": CONTACTS + ",,,,,\n,,,,,\n"},
           rows={"cases": [course()], "contacts": []}),
]
