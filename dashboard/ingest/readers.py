"""Finds and opens an export: one relation of untyped columns a table, whatever the format.

Every relation has the source's columns as c0, c1, ... and then _part (which file, from 0)
and _row (as the sender counts: heading = row 1 in CSV and xlsx, first row = 1 in Parquet;
in CSV only once `check` has added what the reader passed over).
A file that cannot be opened becomes a Fault, never an exception with its content.
"""

import csv
import glob
import hashlib
import re
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Any

import duckdb
import fastexcel
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from dashboard.foundation import cpr, harmless
from dashboard.foundation.errors import DashboardError
from dashboard.foundation.schema import CASES, DEMO_KEY, TABLES
from dashboard.foundation.words import text as _
from dashboard.ingest import workbook
from dashboard.ingest.faults import Fault, Notice

SUFFIXES = (".parquet", ".csv", ".xlsx")
COMPANIONS = ("mapping.toml", "recipe.toml", "settings.toml", "thumbs.db", "desktop.ini")
DOCUMENTATION = ("readme", "license", "licence", "changelog", "læsmig", "læs mig")
RESERVED = ("file_index", "file_row_number", "_part", "_row")  # where a row stands
MOST_COLUMNS = 1000  # more take DuckDB minutes to plan for, and no system has them
CHUNK = 1 << 20
NOT_CALCULATED = "\ue000"  # what stands for the value of a formula that has none
LONGEST_CELL = 1 << 30  # the csv module's own limit is 128 kB


@dataclass(frozen=True)
class Heading:
    """One source column: what the sender calls it, and its DuckDB type."""

    name: str
    type: str
    may_be_utc: bool = False  # INT96 times, and nothing says who wrote them


@dataclass(frozen=True)
class Piece:
    """Rows that share one list of columns (Parquet parts may differ)."""

    file: str  # the first of the files it stands in
    relation: duckdb.DuckDBPyRelation
    headings: tuple[Heading, ...]
    parts: tuple[tuple[int, Path], ...] = ()  # Parquet: (_part, file)
    # xlsx: where each column stands (Ark1!K); n0, n1, ... then hold what is no text to Excel
    places: tuple[str, ...] = ()


@dataclass
class Source:
    """One table of an export, opened."""

    table: str
    files: list[str] = field(default_factory=list)  # names by _part
    hashes: dict[str, str] = field(default_factory=dict)  # name -> sha256
    pieces: list[Piece] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    is_delivered: bool = True
    is_text: bool = False  # CSV and xlsx: every cell arrives as text
    is_demo: bool = False
    csv_path: Path | None = None
    delimiter: str = ","
    may_have_blank_lines: bool = False

    def refuse(self, file: str, rule: str, **more: Any) -> "Source":
        """Notes that the table cannot be read, and why."""
        self.faults.append(Fault(self.table, rule, file=file, **more))
        return self


@dataclass(frozen=True)
class Folder:
    """What lies in an export's folder: the candidates for each table, and what nobody reads."""

    candidates: dict[str, list[Path]]
    unread: list[str]
    has_cpr_name: bool  # among all that lies there


def find(folder: Path, mapping: Path | None = None) -> Folder:
    """The candidates for each table: <table>.parquet, .csv, .xlsx or the folder <table>/.

    mapping: the mapping file that is read, wherever it lies.
    DashboardError where the folder may not be read.
    """
    try:
        entries = sorted(folder.iterdir())
        candidates = {
            table.name: [path for path in entries if _is_candidate(path, table.name)]
            for table in TABLES
        }
        taken = {path for paths in candidates.values() for path in paths}
        beside = [path for path in entries if path not in taken and not _is(path, mapping)]
        for path in filter(Path.is_dir, taken):
            beside += [inner for inner in sorted(path.rglob("*")) if _is_stray(inner, path)]
    except PermissionError:
        raise DashboardError(
            _("Mappen {folder} må ikke læses; ret adgangen, og prøv igen.", folder=folder)
        ) from None
    names = [path.relative_to(folder).as_posix() for path in beside if not _is_companion(path)]
    everything = [path.name for path in (*entries, *beside)]
    return Folder(candidates, names, any(map(_has_cpr, everything)))


def _is(path: Path, other: Path | None) -> bool:
    return other is not None and path.resolve() == other.resolve()


def _is_candidate(path: Path, table: str) -> bool:
    if path.is_dir():
        return path.name == table
    return path.is_file() and path.stem == table and path.suffix.lower() in SUFFIXES


def _is_stray(path: Path, folder: Path) -> bool:
    """A file among the parts of a table that is none of them."""
    hidden = any(name.startswith(("_", ".")) for name in path.relative_to(folder).parts)
    return path.is_file() and path.suffix.lower() != ".parquet" and not hidden


def _is_companion(path: Path) -> bool:
    """What may lie beside an export and holds none of it."""
    name = path.name.casefold()
    return (
        name.startswith(("_", ".", "~$"))  # Spark's, the system's, and a lock of an open workbook
        or name in COMPANIONS
        or name.partition(".")[0] in DOCUMENTATION
    )


def _has_cpr(name: str) -> bool:
    """Whether a name, or what an ending or an = divides it into, may be a person's number."""
    return cpr.holds(name) or any(map(cpr.holds, re.split(r"[/=.]", name)))


def open_table(
    con: duckdb.DuckDBPyConnection, table: str, candidates: list[Path], work: Path, encoding: str
) -> Source:
    """Opens the one candidate of a table; several are a fault of the Source.

    Only cases must be there: without another table, what needs it is not measured.
    """
    source = Source(table, is_delivered=bool(candidates))
    if not candidates and table == CASES.name:
        return source.refuse(table, "missing_table")
    if not candidates:
        source.notices.append(Notice("undelivered_table", table))
        return source
    if len(candidates) > 1:
        return source.refuse(", ".join(path.name for path in candidates), "two_files")
    path = candidates[0]
    try:
        return _open(con, source, path, work, encoding)
    except PermissionError:
        return source.refuse(path.name, "denied")


def _open(
    con: duckdb.DuckDBPyConnection, source: Source, path: Path, work: Path, encoding: str
) -> Source:
    if path.is_dir() or path.suffix.lower() == ".parquet":
        return _open_parquet(con, source, path)
    source.is_text = True
    source.files = [path.name]
    if path.suffix.lower() == ".xlsx":
        return _open_xlsx(con, source, path)
    return _open_csv(con, source, path, work, encoding)


def _open_parquet(con: duckdb.DuckDBPyConnection, source: Source, path: Path) -> Source:
    parts = _parts(path) if path.is_dir() else [path]
    if not parts:
        return source.refuse(path.name, "no_parts")
    root = path if path.is_dir() else path.parent
    source.files = [part.relative_to(root).as_posix() for part in parts]
    for number, name in enumerate(source.files):
        if _has_cpr(name):
            source.files[number] = f"{number + 1}.parquet"
            source.refuse(source.files[number], "cpr_name")
    schemas: list[tuple[str, int, Path]] = []
    demo_marks: list[bool] = []
    for part, name in zip(parts, source.files, strict=True):
        source.hashes[name] = Fingerprint.of(part).sha256
        try:
            schema = pq.read_schema(part)
            times = _int96(pq.read_metadata(part))
        except (pa.ArrowException, OSError, EOFError, UnicodeDecodeError):
            source.refuse(name, "unreadable_parquet")
            continue
        demo_marks.append(DEMO_KEY in (schema.metadata or {}))
        kind = str((_partition_keys(part, root), times, schema.remove_metadata().to_string()))
        schemas.append((kind, len(schemas), part))
    if source.faults:
        return source
    source.is_demo = all(demo_marks)
    for _kind, group in groupby(sorted(schemas), key=lambda item: item[0]):
        members = [(index, part) for _kind, index, part in group]
        file = source.files[members[0][0]]
        names = pq.read_schema(members[0][1]).names
        if len(names) > MOST_COLUMNS:
            source.refuse(file, "too_many_columns")
            continue
        if reserved := sorted(name for name in names if name.lower() in RESERVED):
            source.refuse(file, "reserved_heading", column=reserved[0])
            continue
        is_partitioned = bool(_partition_keys(members[0][1], root))
        try:
            times = _int96(pq.read_metadata(members[0][1]))
            source.pieces.append(_parquet_piece(con, file, members, names, is_partitioned, times))
        except duckdb.OutOfMemoryException:
            raise
        except duckdb.Error:  # pyarrow takes some footers that DuckDB does not
            source.refuse(file, "unreadable_parquet")
    return source


@dataclass(frozen=True)
class Int96:
    """The columns of a Parquet file that hold times of the kind that has lost its zone."""

    names: tuple[str, ...]
    is_utc: bool


def _int96(footer: pq.FileMetaData) -> Int96:
    """Spark writes them in UTC, and its name beside them; others write what their clock shows."""
    columns = [footer.schema.column(i) for i in range(len(footer.schema))]
    return Int96(
        tuple(column.path for column in columns if column.physical_type == "INT96"),
        any(key.startswith(b"org.apache.spark.") for key in footer.metadata or ()),
    )


def _partition_keys(part: Path, root: Path) -> list[str]:
    """The columns that the folders between an export's table and a part stand for (key=value)."""
    folders = part.relative_to(root).parts[:-1]
    return [folder.partition("=")[0] for folder in folders if "=" in folder]


def _parts(folder: Path) -> list[Path]:
    """Parquet parts below a folder, without what Spark hides (_SUCCESS, ._x.crc, _temporary/)."""
    return [
        path
        for path in sorted(folder.rglob("*"))
        if path.is_file()
        and path.suffix.lower() == ".parquet"
        and not any(name.startswith(("_", ".")) for name in path.relative_to(folder).parts)
    ]


def _parquet_piece(
    con: duckdb.DuckDBPyConnection,
    file: str,
    members: list[tuple[int, Path]],
    names: list[str],
    is_partitioned: bool,
    times: Int96,
) -> Piece:
    relation = con.sql(
        """
        select *, $indexes[file_index::bigint + 1] as _part, file_row_number::bigint + 1 as _row
        from read_parquet($paths, hive_partitioning = $partitioned, hive_types_autocast = false)
        """,
        params={
            "indexes": [index for index, _ in members],
            "paths": [glob.escape(str(path)) for _, path in members],
            "partitioned": is_partitioned,
        },
    )
    # c0, c1, ... from here on: a heading is data, never part of a query
    columns = list(zip(relation.columns, relation.types, strict=True))[:-2]
    # the file's own names: DuckDB renames a heading that repeats another, capitals apart
    headings = [*names, *(name for name, _ in columns[len(names) :])]
    renamed = [duckdb.ColumnExpression(name).alias(f"c{i}") for i, (name, _) in enumerate(columns)]
    if times.is_utc:
        utc = duckdb.ConstantExpression("UTC")
        for i in (headings.index(name) for name in times.names if name in headings):
            renamed[i] = duckdb.FunctionExpression("timezone", utc, renamed[i]).alias(f"c{i}")
    rows = relation.select(
        *renamed, duckdb.ColumnExpression("_part"), duckdb.ColumnExpression("_row")
    )
    found = [
        Heading(name.strip(), str(type_), name in times.names and not times.is_utc)
        for name, type_ in zip(headings, rows.types[:-2], strict=True)
    ]
    return Piece(file, rows, tuple(found), tuple(members))


def _open_xlsx(con: duckdb.DuckDBPyConnection, source: Source, path: Path) -> Source:
    source.hashes[path.name] = Fingerprint.of(path).sha256
    try:
        with workbook.opened(path) as book:
            _look_at_sheets(source, path.name, book)
            if source.faults:
                return source
            sheet, marks = book.sheets[0], book.cells(book.sheets[0])
            if (
                marks.width > MOST_COLUMNS
            ):  # which fastexcel would make room for, down to the last row
                return source.refuse(path.name, "too_many_columns")
            if book.is_stale and marks.noughts:
                source.notices.append(Notice("stale_formulas", source.table, n=marks.noughts))
        read = fastexcel.read_excel(path).load_sheet(
            sheet.name, header_row=None, skip_rows=0, dtypes="string"
        )
        cells = pl.DataFrame(read.to_arrow_with_errors()[0])
        columns = [column.absolute_index for column in read.available_columns()]
    except (workbook.NotAWorkbook, fastexcel.FastExcelError):
        return source.refuse(path.name, "unreadable_xlsx")
    for row, column in sorted([*marks.errors, *marks.not_calculated]):
        if row == 0:
            found = f"{workbook.place(sheet, column)}1"
            source.refuse(path.name, "formula_heading", found=found)
    if source.faults:
        return source
    if cells.is_empty():
        return source.refuse(path.name, "empty_file")
    headings = tuple(Heading((name or "").strip(), "VARCHAR") for name in cells.row(0))
    split = _natives_apart(_with_marks(cells, columns, marks), columns, marks)
    relation = con.from_arrow(split.slice(1).with_row_index("_row", offset=2).to_arrow())
    relation = relation.select(duckdb.StarExpression(), duckdb.ConstantExpression(0).alias("_part"))
    places = tuple(workbook.place(sheet, column) for column in columns)
    source.pieces = [Piece(path.name, relation, headings, (), places)]
    return source


def _look_at_sheets(source: Source, file: str, book: workbook.Workbook) -> None:
    """Only the first sheet is read: what is not is told."""
    if any(cpr.holds(sheet.name) for sheet in book.sheets):
        source.refuse(file, "cpr_name")
        return
    first, *others = book.sheets
    name = harmless.heading(first.name)
    unread = [sheet for sheet in others if not book.is_empty(sheet)]
    if first.is_hidden:
        source.notices.append(Notice("hidden_sheet", source.table, name))
    for key, is_hidden in (("unread_sheets", False), ("unread_hidden_sheets", True)):
        names = [sheet.name for sheet in unread if sheet.is_hidden is is_hidden]
        if names:
            source.notices.append(Notice.of(key, source.table, names, name))


def _with_marks(cells: pl.DataFrame, columns: list[int], marks: workbook.Cells) -> pl.DataFrame:
    """The sheet with its errors and its formulas without a value, which fastexcel leaves empty."""
    texts = marks.errors | dict.fromkeys(marks.not_calculated, NOT_CALCULATED)
    wrong: dict[int, dict[int, str]] = {column: {} for column in columns}
    for (row, column), text in texts.items():
        if column in wrong:  # else it stands under no heading
            wrong[column][row] = text
    missing = max((row for rows in wrong.values() for row in rows), default=0) + 1 - len(cells)
    if missing > 0:  # rows of nothing but formulas
        cells = pl.concat([cells, cells.clear(missing)])
    return pl.DataFrame(
        {
            f"c{i}": cells.to_series(i).scatter(list(wrong[column]), list(wrong[column].values()))
            for i, column in enumerate(columns)
        }
    )


def _natives_apart(cells: pl.DataFrame, columns: list[int], marks: workbook.Cells) -> pl.DataFrame:
    """n0, n1, ... beside c0, c1, ...: what is a number or a date to Excel, and no text of theirs."""
    apart = []
    for i, column in enumerate(columns):
        rows = [row for row in marks.natives.get(column, ()) if row < len(cells)]
        is_native = pl.zeros(len(cells), dtype=pl.Boolean, eager=True).scatter(rows, True)
        text = cells.to_series(i)
        apart += [text.set(is_native, None), text.set(~is_native, None).alias(f"n{i}")]
    return pl.DataFrame(apart)


def _open_csv(
    con: duckdb.DuckDBPyConnection, source: Source, path: Path, work: Path, encoding: str
) -> Source:
    fingerprint = Fingerprint.of(path)
    source.hashes[path.name] = fingerprint.sha256
    try:
        if encoding != "utf-8" or fingerprint.has_mixed_newlines:
            path = _in_utf8(path, work / f"{source.table}.utf8.csv", encoding)
        source.delimiter, headings = _csv_headings(path)
    except UnicodeDecodeError:
        return source.refuse(source.files[0], "not_utf8")
    except csv.Error:
        return source.refuse(source.files[0], "unreadable_csv")
    if not headings:
        return source.refuse(source.files[0], "empty_file")
    if len(headings) > MOST_COLUMNS:
        return source.refuse(source.files[0], "too_many_columns")
    source.csv_path = path
    source.may_have_blank_lines = fingerprint.has_blank_lines
    relation = con.sql(
        """
        select *, 0 as _part, row_number() over () as _row
        from read_csv($path, columns = $columns, delim = $delimiter, quote = '"', escape = '"',
                      header = true, auto_detect = false, store_rejects = true, rejects_limit = 0)
        """,
        params={
            "path": glob.escape(str(path)),
            "columns": {f"c{i}": "VARCHAR" for i in range(len(headings))},
            "delimiter": source.delimiter,
        },
    )
    return _with_headings(source, source.files[0], relation, headings)


def _with_headings(
    source: Source, file: str, relation: duckdb.DuckDBPyRelation, headings: tuple[str, ...]
) -> Source:
    source.pieces = [Piece(file, relation, tuple(Heading(name, "VARCHAR") for name in headings))]
    return source


def _csv_headings(path: Path) -> tuple[str, tuple[str, ...]]:
    """The delimiter that splits row 1 into more cells, and the cells."""
    split = {}
    for delimiter in (",", ";"):
        with path.open(encoding="utf-8-sig", newline="") as file:
            split[delimiter] = next(csv.reader(file, delimiter=delimiter), [])
    delimiter = max(split, key=lambda d: len(split[d]))
    return delimiter, tuple(name.strip() for name in split[delimiter])


def _in_utf8(path: Path, target: Path, encoding: str) -> Path:
    """A copy in UTF-8 with one kind of line ending, which is all the CSV reader takes."""
    with (
        path.open(encoding=encoding, newline=None) as old,
        target.open("w", encoding="utf-8", newline="\n") as new,
    ):
        while chunk := old.read(CHUNK):
            new.write(chunk)
    return target


def blank_lines(source: Source) -> list[int]:
    """Row numbers (heading = 1) of empty lines, which the CSV reader passes over."""
    if not source.csv_path or not source.may_have_blank_lines:
        return []
    with source.csv_path.open(encoding="utf-8-sig", newline="", errors="replace") as file:
        csv.field_size_limit(LONGEST_CELL)
        records = csv.reader(file, delimiter=source.delimiter)
        return [number for number, cells in enumerate(records, start=1) if not cells]


def rejected_lines(con: duckdb.DuckDBPyConnection, source: Source) -> list[tuple[int, str]]:
    """(row number with heading = 1, DuckDB's word for why) of CSV rows that were refused."""
    return con.sql(
        """
        select distinct reject_errors.line::bigint, reject_errors.error_type::varchar
        from reject_errors
        inner join reject_scans using (scan_id, file_id)
        where reject_scans.file_path = $path
        order by all
        """,
        params={"path": str(source.csv_path)},
    ).fetchall()


def damaged_parts(con: duckdb.DuckDBPyConnection, piece: Piece) -> list[int]:
    """The parts (by _part) of a piece that cannot be read to the end; the first if each can."""
    damaged = [index for index, path in piece.parts if not _is_whole(con, path)]
    return damaged or [piece.parts[0][0]]


def _is_whole(con: duckdb.DuckDBPyConnection, path: Path) -> bool:
    try:
        con.sql(
            "select max(columns(*)::varchar) from read_parquet($path)",
            params={"path": glob.escape(str(path))},
        ).fetchall()
    except duckdb.Error:
        return False
    return True


@dataclass(frozen=True)
class Fingerprint:
    """One pass over a file's bytes: its hash, and what its line endings are like."""

    sha256: str
    has_mixed_newlines: bool
    has_blank_lines: bool  # or may have: a blank line within quotes counts too

    @classmethod
    def of(cls, path: Path) -> "Fingerprint":
        """Reads the whole file once, a megabyte at a time."""
        digest, newlines, returns, windows_newlines, blank_lines = hashlib.sha256(), 0, 0, 0, 0
        last = b""  # the end of the chunk before, for what lies across two chunks
        with path.open("rb") as file:
            while chunk := file.read(CHUNK):
                digest.update(chunk)
                newlines += chunk.count(b"\n")
                returns += chunk.count(b"\r")
                windows_newlines += chunk.count(b"\r\n") + (last + chunk[:1] == b"\r\n")
                blank_lines += chunk[:1] in b"\r\n" or any(
                    empty in chunk for empty in (b"\n\n", b"\n\r\n", b"\r\r")
                )
                last = chunk[-1:]
        alone = newlines - windows_newlines, returns - windows_newlines
        kinds = sum(count > 0 for count in (windows_newlines, *alone))
        return cls(digest.hexdigest(), kinds > 1, blank_lines > 0)
