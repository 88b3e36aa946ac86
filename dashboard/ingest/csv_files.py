"""Reads text with separators: CSV, tabs, gz; says which rows it refused and what it passed over."""

import csv
import glob
import gzip
import hashlib
import itertools
from dataclasses import dataclass
from pathlib import Path

import duckdb
from duckdb import ConstantExpression

from dashboard.foundation.plain_text import heading_key
from dashboard.foundation.schema import DEMO_KEY
from dashboard.ingest import charsets, headings
from dashboard.ingest.notices import Notice
from dashboard.ingest.recipe import Origin
from dashboard.ingest.source import MOST_COLUMNS, MOST_UNPACKED, Heading, Piece, Source, Text

CHUNK = 1 << 20
LONGEST_CELL = 1 << 30  # the csv module's own limit is 128 kB
DELIMITERS = (",", ";", "\t", "|")
DECLARED = "sep="  # a first line that tells Excel the separator


class TooBig(Exception):
    """What a packed file holds is more than any export."""


def read(
    con: duckdb.DuckDBPyConnection, source: Source, path: Path, origin: Origin, work: Path
) -> Source:
    """Opens a text file as one piece of its source; what cannot be read becomes faults of it.

    Packed, in another encoding, or with line endings of several kinds, it is copied into `work` first.
    """
    name, part = path.name, len(source.files)
    source.files.append(name)
    source.hashes[name] = Fingerprint.of(path).sha256
    copy = f"{source.table.name}.{part}"
    try:
        if path.suffix.lower() == ".gz":
            path = _unpacked(path, work / f"{copy}.unpacked")
        fingerprint = Fingerprint.of(path)
        encoding = charsets.declared(path) or origin.encoding
        if encoding != origin.encoding:
            source.notices.append(
                Notice("other_encoding", source.table.name, encoding, names=(name,))
            )
        if encoding != "utf-8" or fingerprint.has_mixed_newlines:
            path = _in_utf8(path, work / f"{copy}.utf8.csv", encoding)
        delimiter, lines, row, found = _headings(path, source, origin)
    except UnicodeError:
        return refuse_encoding(source, name, path, origin.encoding)
    except csv.Error:
        return source.refuse(name, "unreadable_csv")
    except (gzip.BadGzipFile, EOFError):
        return source.refuse(name, "unreadable_csv")
    except TooBig:
        return source.refuse(name, "too_big")
    source.demo_marks.append(DEMO_KEY.decode() in found)
    if not found:
        return source.refuse(name, "empty_file")
    if charsets.holds_zeros(path):
        return source.refuse(name, "unreadable_csv")
    if len(found) > MOST_COLUMNS:
        return source.refuse(name, "too_many_columns")
    headings.tell_row(source, name, row)
    skip = tuple(map(heading_key, origin.skip))
    text = Text(path, delimiter, len(found), fingerprint.has_blank_lines, lines, row, skip)
    relation = _rows(con, text, part)
    columns = tuple(Heading(heading, "VARCHAR") for heading in found)
    parts = ((part, path),)
    source.pieces.append(
        Piece(name, relation, columns, parts, is_text=True, texts=(text,), mapping=origin.mapping)
    )
    return source


def _rows(con: duckdb.DuckDBPyConnection, text: Text, part: int) -> duckdb.DuckDBPyRelation:
    """The rows below the headings."""
    rows = con.read_csv(
        glob.escape(str(text.path)),
        columns={f"c{i}": "VARCHAR" for i in range(text.width)},
        sep=text.delimiter,
        quotechar='"',
        escapechar='"',
        skiprows=text.skipped,
        header=True,
        auto_detect=False,
        store_rejects=True,
        rejects_limit=0,
    )
    nth = duckdb.SQLExpression("row_number() over ()") + ConstantExpression(text.above + 1)
    of = ConstantExpression(part).cast(duckdb.sqltype("INTEGER"))
    return rows.select(duckdb.StarExpression(), of.alias("_part"), nth.alias("_row"))


def damaged_parts(con: duckdb.DuckDBPyConnection, piece: Piece) -> list[int]:
    """The parts (by _part) of a piece that cannot be read to the end; all of them if each can."""
    parts = [part for part, _path in piece.parts]
    damaged = [
        part for part, text in zip(parts, piece.texts, strict=True) if not _is_readable(con, text)
    ]
    return damaged or parts


def _is_readable(con: duckdb.DuckDBPyConnection, text: Text) -> bool:
    try:
        _rows(con, text, 0).aggregate("count(columns(*))").fetchall()
    except duckdb.Error:
        return False
    return True


def refuse_encoding(source: Source, name: str, path: Path, encoding: str = "utf-8") -> Source:
    """Notes that a file is in another encoding than it was read by, and which it looks like."""
    if encoding != "utf-8":
        return source.refuse(name, "other_encoding")
    rule, row, found = charsets.looked_at(path)
    return source.refuse(name, rule, row=row, found=found)


def _headings(path: Path, source: Source, origin: Origin) -> tuple[str, int, int, tuple[str, ...]]:
    """The delimiter, the lines and the rows above the headings, and the headings.

    Of the separators the one by which most of what is looked for is found, then the one that splits it
    into most cells.
    """
    tried = []
    for delimiter in (origin.delimiter,) if origin.delimiter else DELIMITERS:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file, delimiter=delimiter)
            rows, ends = [], [0]
            for cells in itertools.islice(reader, headings.MOST_ABOVE):
                rows.append(cells)
                ends.append(reader.line_num)
        if rows and "".join(rows[0]).strip().lower().startswith(DECLARED):
            rows[0] = []
        row = headings.row_of(rows, source.table, origin)
        found = tuple(name.strip() for name in rows[row]) if rows else ()
        hits = headings.hits(found, source.table, origin)
        tried.append((hits, len(found), (delimiter, ends[row], row, found)))
    return max(tried, key=lambda each: each[:2])[2]


def _unpacked(path: Path, target: Path) -> Path:
    written = 0
    with gzip.open(path) as packed, target.open("wb") as new:
        while chunk := packed.read(CHUNK):
            written += new.write(chunk)
            if written > MOST_UNPACKED:
                raise TooBig
    return target


def _in_utf8(path: Path, target: Path, encoding: str) -> Path:
    """A copy in UTF-8 with one kind of line ending, which is all the CSV reader takes."""
    with (
        path.open(encoding=encoding, newline=None) as old,
        target.open("w", encoding="utf-8", newline="\n") as new,
    ):
        while chunk := old.read(CHUNK):
            new.write(chunk)
    return target


def blank_lines(text: Text) -> list[int]:
    """Row numbers (the first line = 1) of empty lines below the headings, which the reader passes over."""
    if not text.may_have_blank_lines:
        return []
    with text.path.open(encoding="utf-8-sig", newline="", errors="replace") as file:
        csv.field_size_limit(LONGEST_CELL)
        records = enumerate(csv.reader(file, delimiter=text.delimiter), start=1)
        return [number for number, cells in records if not cells and number > text.above + 1]


def rejected_lines(con: duckdb.DuckDBPyConnection, text: Text) -> list[tuple[int, str, bool]]:
    """(row number with heading = 1, DuckDB's word for why, does it begin as what is skipped) of refused rows."""
    return con.sql(
        """
        select distinct
            reject_errors.line::bigint,
            reject_errors.error_type::varchar,
            -- a line whose quote is not closed holds all it has swallowed, which is no note
            bool_and(
                error_type in ('MISSING COLUMNS', 'TOO MANY COLUMNS')
                and not contains(rtrim(csv_line, chr(10) || chr(13)), chr(10))
                and len(list_filter(
                    $skip::varchar[], lambda word: begins_with(ltrim(lower(csv_line), ' "' || $delimiter), word)
                )) > 0
            ) over (partition by reject_errors.line)
        from reject_errors
        inner join reject_scans using (scan_id, file_id)
        where reject_scans.file_path = $path
        order by all
        """,
        params={"path": str(text.path), "skip": list(text.skip), "delimiter": text.delimiter},
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
