"""What a workbook holds beside the text fastexcel makes of its cells: sheets, and what a cell is.

Whether a number was a number or only reads like one, that a formula was never calculated, and
where an error stands are lost when every cell is text. They are read here from the XML itself,
an element at a time, so that memory follows what is told and not the size of the sheet.
"""

import posixpath
import zipfile
import zlib
from array import array
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.parsers import expat

import fastexcel

CHUNK = 1 << 16
MOST_UNPACKED = 4 << 30  # bytes of XML
DIGITS = "0123456789"


class NotAWorkbook(Exception):
    """The file is damaged, protected by a password, or something else altogether."""


class TooBig(Exception):
    """What the file unpacks to is more than any workbook of people."""


@dataclass(frozen=True)
class Sheet:
    """One worksheet, in the order of the workbook's tabs."""

    name: str
    is_hidden: bool
    member: str  # of the zip file


@dataclass
class Cells:
    """What there is to know of a sheet's cells, by row and column from 0."""

    natives: dict[int, "array[int]"] = field(default_factory=dict)  # column -> rows: no text
    errors: dict[tuple[int, int], str] = field(default_factory=dict)  # #N/A and its like
    not_calculated: list[tuple[int, int]] = field(default_factory=list)  # formulas without a value
    noughts: int = 0  # formulas whose value is 0
    width: int = 0  # to the last column with anything in it


class Workbook:
    """An open workbook. NotAWorkbook for whatever cannot be read as one."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._members = {_key(name): name for name in archive.namelist()}
        (main, *_other) = self._related("", "/officeDocument").values()
        home = posixpath.dirname(main)
        targets = self._related(main, "/worksheet")
        found: list[dict[str, str]] = []
        self.is_stale = False  # whoever wrote it left the formulas for others to calculate
        for name, given in self._elements(main):
            if name == "sheet":
                found.append(given)
            elif name == "calcPr":
                self.is_stale = given.get("fullCalcOnLoad") in ("1", "true")
        self.sheets = [
            Sheet(
                given["name"],
                given.get("state", "visible") != "visible",
                posixpath.normpath(posixpath.join("/", home, targets[sheet_id])),
            )
            for given in found
            for key, sheet_id in given.items()
            if key.endswith(":id") and sheet_id in targets  # a sheet of charts has no cells
        ]
        if not self.sheets:
            raise NotAWorkbook

    def cells(self, sheet: Sheet) -> Cells:
        """Reads a whole sheet."""
        reader = _CellReader()
        self._parse(sheet.member, reader.start, reader.end, reader.text)
        return reader.found

    def says(self, property_name: bytes) -> bool:
        """Whether its own properties name something."""
        member = self._members.get("docprops/custom.xml")
        return member is not None and any(
            given.get("name") == property_name.decode()
            for name, given in self._elements(member)
            if name == "property"
        )

    def is_empty(self, sheet: Sheet) -> bool:
        """Whether no cell of a sheet has a value or a formula; reads no further than the first."""
        return not any(name in ("v", "f", "is") for name, _given in self._elements(sheet.member))

    def _related(self, member: str, kind: str) -> dict[str, str]:
        """The parts of one kind that a part (or the package, "") belongs with, by id."""
        folder, name = posixpath.split(member)
        return {
            given["Id"]: given["Target"]
            for element, given in self._elements(f"{folder}/_rels/{name}.rels")
            if element == "Relationship" and given["Type"].endswith(kind)
        }

    def _elements(self, member: str) -> Iterator[tuple[str, dict[str, str]]]:
        """Every element as it begins: its name without a prefix, and its attributes."""
        waiting: list[tuple[str, dict[str, str]]] = []
        parser = _parser(lambda name, given: waiting.append((_local(name), given)))
        for chunk in self._chunks(member):
            parser.Parse(chunk, not chunk)
            yield from waiting
            waiting.clear()

    def _parse(self, member: str, start: Any, end: Any, text: Any) -> None:
        parser = _parser(start)
        parser.EndElementHandler = end
        parser.CharacterDataHandler = text
        for chunk in self._chunks(member):
            parser.Parse(chunk, not chunk)

    def _chunks(self, member: str) -> Iterator[bytes]:
        with self._archive.open(self._members[_key(member)]) as file:
            while chunk := file.read(CHUNK):
                yield chunk
        yield b""


class OtherWorkbook(Workbook):
    """A workbook of another kind (xls, ods): its sheets; what its cells are is not known."""

    def __init__(self, path: Path) -> None:
        self._reader = fastexcel.read_excel(path)
        self.is_stale = False
        self.sheets = [
            Sheet(name, self._loaded(name).visible != "visible", name)
            for name in self._reader.sheet_names
        ]

    def cells(self, sheet: Sheet) -> Cells:
        """How wide a sheet is; nothing of its cells."""
        return Cells(width=self._loaded(sheet.name).width)

    def says(self, _property_name: bytes) -> bool:
        """Nothing is known of its properties."""
        return False

    def is_empty(self, sheet: Sheet) -> bool:
        """Whether there is no row in a sheet."""
        return self._loaded(sheet.name).total_height == 0

    def _loaded(self, name: str) -> fastexcel.ExcelSheet:
        return self._reader.load_sheet(name, header_row=None, n_rows=1)


@contextmanager
def opened(path: Path) -> Iterator[Workbook]:
    """Opens a workbook. NotAWorkbook for whatever goes wrong with its content, then or later; TooBig."""
    try:
        if path.suffix.lower() != ".xlsx":
            yield OtherWorkbook(path)
            return
        with zipfile.ZipFile(path) as archive:
            if sum(member.file_size for member in archive.infolist()) > MOST_UNPACKED:
                raise TooBig
            yield Workbook(archive)
    except PermissionError:
        raise
    except (
        zipfile.BadZipFile,
        zlib.error,
        expat.ExpatError,
        KeyError,
        ValueError,
        EOFError,
        OSError,
        NotImplementedError,
        RuntimeError,
    ):
        # RuntimeError: an encrypted member; NotImplementedError: a compression nobody uses
        raise NotAWorkbook from None


def letters(column: int) -> str:
    """A column's name from its number: 0 -> A, 26 -> AA."""
    name = ""
    while column >= 0:
        column, last = divmod(column, 26)
        name, column = chr(ord("A") + last) + name, column - 1
    return name


def place(sheet: Sheet, column: int) -> str:
    """How a formula names a column of a sheet, up to the row: Ark1!K, 'Ark 1'!K."""
    quoted = sheet.name if sheet.name.isalnum() else "'" + sheet.name.replace("'", "''") + "'"
    return f"{quoted}!{letters(column)}"


def _key(member: str) -> str:
    return member.replace("\\", "/").lstrip("/").casefold()


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _parser(start: Callable[[str, dict[str, str]], Any]) -> Any:
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.StartDoctypeDeclHandler = _refuse  # no workbook has one; entities may never end
    return parser


def _refuse(*_given: Any) -> None:
    raise NotAWorkbook


class _CellReader:
    """Follows the elements of a sheet: a row, its cells (c), their formula (f) and value (v)."""

    def __init__(self) -> None:
        self.found = Cells()
        self._columns: dict[str, int] = {}  # by letters
        self._row = self._column = -1
        self._kind = self._value = ""
        self._has_formula = self._is_value = False

    def start(self, name: str, given: dict[str, str]) -> None:
        """An element begins."""
        name = _local(name)
        if name == "c":
            self._place(given.get("r", ""))
            self._kind, self._value, self._has_formula = given.get("t", "n"), "", False
        elif name == "v":
            self._is_value = True
        elif name == "f":
            self._has_formula = True
        elif name == "row":
            self._row = int(given["r"]) - 1 if "r" in given else self._row + 1
            self._column = -1

    def text(self, text: str) -> None:
        """Text within an element."""
        if self._is_value:
            self._value += text

    def end(self, name: str) -> None:
        """An element ends."""
        name = _local(name)
        if name == "v":
            self._is_value = False
        elif name == "c":
            self._note(self._value.strip())

    def _place(self, reference: str) -> None:
        """Where a cell stands: by its own words (K7), else next to the last."""
        if not reference:
            self._column += 1
            return
        name = reference.rstrip(DIGITS)
        self._row = int(reference[len(name) :]) - 1
        if name not in self._columns:
            self._columns[name] = _number(name)
        self._column = self._columns[name]

    def _note(self, value: str) -> None:
        place = self._row, self._column
        if value or self._has_formula or self._kind == "inlineStr":
            self.found.width = max(self.found.width, self._column + 1)
        if self._kind == "e":
            self.found.errors[place] = value
        elif value and self._kind in ("n", "d"):
            self.found.natives.setdefault(self._column, array("l")).append(self._row)
            self.found.noughts += self._has_formula and value == "0"
        elif self._has_formula and not value and self._kind != "str":  # a text may well be empty
            self.found.not_calculated.append(place)


def _number(name: str) -> int:
    """A column's number from its letters: A -> 0, AA -> 26."""
    number = 0
    for letter in name.upper():
        if not "A" <= letter <= "Z":
            raise NotAWorkbook
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
