"""One table of an export, opened: a relation of untyped columns, whatever the format.

Every relation has the source's columns as c0, c1, ... and then _part (which file, from 0)
and _row (as the sender counts: heading = row 1 in CSV and xlsx, first row = 1 in Parquet;
in CSV only once `staging` has added what the reader passed over).
A file that cannot be opened becomes a Fault, never an exception with its content.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from dashboard.foundation import cpr
from dashboard.foundation.plain_text import heading_key
from dashboard.foundation.schema import Table
from dashboard.ingest.faults import Fault
from dashboard.ingest.notices import Notice
from dashboard.ingest.recipe import TableMapping

MOST_UNPACKED = 8 << 30  # bytes; a packed file of more is no export of a firm
MOST_COLUMNS = 1000  # more take DuckDB minutes to plan for, and no system has them


@dataclass(frozen=True)
class Heading:
    """One source column: what the sender calls it, and its DuckDB type."""

    name: str
    type: str
    may_be_utc: bool = False  # INT96 times, and nothing says who wrote them
    is_used: bool = False  # a recipe reads it, though it is no column of ours
    theirs: str = ""  # what they call it, where a recipe has given it another name
    is_again: bool = False  # its cells stand in another column, which is where they are judged
    words: tuple[
        str, ...
    ] = ()  # the only ones its cells may have, where a recipe says what each means


@dataclass(frozen=True)
class Text:
    """The copy of a CSV file that is read: which lines its reader passes over is asked of it."""

    path: Path
    delimiter: str
    width: int  # columns
    may_have_blank_lines: bool
    skipped: int  # lines above the heading's
    above: int  # rows above the heading's
    # what the lines begin with that are no rows (sums and notes), in small letters
    skip: tuple[str, ...] = ()


@dataclass(frozen=True)
class Piece:
    """Rows that share one list of columns (Parquet parts may differ)."""

    file: str  # the first of the files it stands in
    relation: duckdb.DuckDBPyRelation
    headings: tuple[Heading, ...]
    parts: tuple[tuple[int, Path], ...]  # (_part, file)
    # xlsx: where each column stands (Ark1!K); n0, n1, ... then hold what is no text to Excel
    places: tuple[str, ...] = ()
    is_mapped: bool = True  # by a mapping, whose words are each expected in the cells
    is_text: bool = False  # CSV and spreadsheets: every cell arrives as text
    texts: tuple[Text, ...] = ()  # of a CSV file: one a part
    mapping: TableMapping = field(default_factory=TableMapping)

    @property
    def part_numbers(self) -> frozenset[int]:
        """Which parts of its source its rows are of."""
        return frozenset(number for number, _path in self.parts)

    @property
    def columns(self) -> list[str]:
        """What its headings are called in the contract, or in the export where it has no such column."""
        return [self.mapping.heading(heading.name) for heading in self.headings]


@dataclass(frozen=True)
class Stored:
    """A table as it was published, for an export that comes without it."""

    path: Path
    name: str  # of the snapshot and the file in it, for whatever is told of a row
    snapshot: str
    since: date  # when its rows were published
    rows: int
    lacked: frozenset[str]  # columns some file lacked: there, empty, and not to be counted as such
    is_demo: bool


@dataclass
class Source:
    """One table of an export, opened."""

    table: Table
    files: list[str] = field(default_factory=list)  # names by _part
    told_as: dict[int, int] = field(
        default_factory=dict
    )  # a part that is another one, read once more
    hashes: dict[str, str] = field(default_factory=dict)  # name -> sha256
    pieces: list[Piece] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    is_delivered: bool = True
    sheets: dict[str, bool] = field(default_factory=dict)  # those of a recipe's files: was it read
    demo_marks: list[bool] = field(default_factory=list)  # a file: does it say it was invented
    more: list["Source"] = field(
        default_factory=list
    )  # files that say more of its rows, each a source
    nth: int = 0  # of such files, from 1; 0: the table's own
    left_out: set[str] = field(default_factory=set)  # ids of courses whose rows a recipe leaves out
    taken: Stored | None = None  # where no file was delivered, and the recipe says so

    @property
    def lacked(self) -> frozenset[str]:
        """Columns that are there and empty, and were not delivered."""
        return self.taken.lacked if self.taken else frozenset()

    @property
    def staged(self) -> str:
        """The view of its typed rows."""
        return f"staged_{self.table.name}" + (f"_{self.nth}" if self.nth else "")

    @property
    def added(self) -> frozenset[str]:
        """The columns that further files say."""
        return frozenset(name for each in self.more for name in each.table.names)

    @property
    def is_demo(self) -> bool:
        """Whether every file says that it was invented."""
        return bool(self.demo_marks) and all(self.demo_marks)

    def has(self, parts: Iterable[int]) -> bool:
        """Whether its rows are of some of the parts."""
        return any(not piece.part_numbers.isdisjoint(parts) for piece in self.pieces)

    def place(self, part: int, column: str) -> tuple[str, str]:
        """The letters of a column in its sheet, and its own heading; "" for what it has not."""
        key = heading_key(column)
        for piece in (piece for each in (self, *self.more) for piece in each.pieces):
            if part in piece.part_numbers and key in piece.columns:
                i = piece.columns.index(key)
                heading = piece.headings[i]
                theirs = heading.name if piece.is_mapped else heading.theirs
                letters = piece.places[i].rpartition("!")[2] if piece.places and theirs else ""
                return letters, theirs
        return "", ""

    def refuse(self, file: str, rule: str, **more: Any) -> "Source":
        """Notes that the table cannot be read, and why."""
        self.faults.append(Fault(self.table.name, rule, file=file, **more))
        return self

    def refuse_piece(self, piece: Piece, rule: str, **more: Any) -> None:
        """Notes it of each CSV file of a piece; of its sheets, of the first."""
        files = [self.files[part] for part, _path in piece.parts] if piece.texts else [piece.file]
        for file in dict.fromkeys(files):
            self.refuse(file, rule, **more)


def holds_cpr(name: str) -> bool:
    """Whether the name of a file or a folder, or a part of it, may be a person's number."""
    return cpr.holds(name) or any(map(cpr.holds, re.split(r"[/=.]", name)))
