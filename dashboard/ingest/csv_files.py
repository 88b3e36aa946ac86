"""Reads CSV as text: comma or semicolon, quotes, whatever line endings; says which rows it refused."""

import csv
import glob
import hashlib
from dataclasses import dataclass
from pathlib import Path

import duckdb

from dashboard.ingest.source import MOST_COLUMNS, Heading, Piece, Source

CHUNK = 1 << 20
LONGEST_CELL = 1 << 30  # the csv module's own limit is 128 kB


def read(
    con: duckdb.DuckDBPyConnection, source: Source, path: Path, work: Path, encoding: str
) -> Source:
    """Opens a CSV file as the one piece of its source; what cannot be read becomes faults of it.

    Another encoding, or line endings of several kinds, is copied into `work` first.
    """
    fingerprint = Fingerprint.of(path)
    source.hashes[path.name] = fingerprint.sha256
    try:
        if encoding != "utf-8" or fingerprint.has_mixed_newlines:
            path = _in_utf8(path, work / f"{source.table.name}.utf8.csv", encoding)
        source.delimiter, headings = _headings(path)
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
    found = tuple(Heading(name, "VARCHAR") for name in headings)
    source.pieces = [Piece(source.files[0], relation, found)]
    return source


def _headings(path: Path) -> tuple[str, tuple[str, ...]]:
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
