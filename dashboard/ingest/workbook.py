"""What a workbook holds beside the text fastexcel makes of its cells: sheets, and what a cell is.

Whether a number was a number or only reads like one, that a formula was never calculated, and
where an error stands are lost when every cell is text. They are read here from the XML itself,
an element at a time, so that memory follows what is told and not the size of the sheet.
"""

import posixpath
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.parsers import expat

import fastexcel

from dashboard.ingest.sheet_cells import CellReader, Cells, NotAWorkbook, local

CHUNK = 1 << 16
IN_XML = (".xlsx", ".xlsm")
MOST_UNPACKED = 4 << 30  # bytes of XML


class TooBig(Exception):
    """What the file unpacks to is more than any workbook of people."""


@dataclass(frozen=True)
class Sheet:
    """One worksheet, in the order of the workbook's tabs."""

    name: str
    is_hidden: bool
    member: str  # of the zip file


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
        reader = CellReader()
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
        parser = _parser(lambda name, given: waiting.append((local(name), given)))
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
        """How wide a sheet is; nothing of its cells but that they are of a kind that is guessed."""
        return Cells(width=self._loaded(sheet.name).width, is_guessed=True)

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
        if path.suffix.lower() not in IN_XML:
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


def _parser(start: Callable[[str, dict[str, str]], Any]) -> Any:
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.StartDoctypeDeclHandler = _refuse  # no workbook has one; entities may never end
    return parser


def _refuse(*_given: Any) -> None:
    raise NotAWorkbook
