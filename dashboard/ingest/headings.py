"""Whose columns are whose: an export's headings held against the contract's, and what nothing matches."""

from collections.abc import Iterator, Sequence

import duckdb

from dashboard.foundation import cpr, harmless
from dashboard.foundation.plain_text import heading_key
from dashboard.foundation.schema import CONTACTS, DEMO_KEY, IDS, Table
from dashboard.ingest.notices import Notice
from dashboard.ingest.recipe import Origin
from dashboard.ingest.source import Heading, Piece, Source

MOST_ABOVE = 30  # rows that are looked through for the headings
LEAST_HITS = 2  # of our names in a row: no row of cells has them
STATUS_WORDS = (
    "status", "aflys", "afbud", "annul", "udeblev", "udebliv", "mødt", "fremmød", "afholdt", "slettet",
    "deltog", "deltagelse", "cancel", "no show", "no_show", "no-show", "noshow", "attend",
)  # fmt: skip


def hits(cells: Sequence[str], table: Table, origin: Origin) -> int:
    """How many of the headings that are looked for stand in a row of cells."""
    keys = {heading_key(cell) for cell in cells}
    if origin.files:
        return len(keys & origin.headings)
    ours = {origin.mapping.heading(key) for key in keys}
    return sum(column.name in ours for column in table.columns if not column.nullable)


def row_of(rows: Sequence[Sequence[str]], table: Table, origin: Origin) -> int:
    """The row (from 0) the headings stand in: the first, unless titles stand above them.

    Only a row with two columns that must be there counts, or half of those a recipe speaks of.
    """
    if origin.heading:
        return min(origin.heading, len(rows)) - 1 if rows else 0
    least = -(-len(origin.headings) // 2) if origin.files else LEAST_HITS
    found = [hits(cells, table, origin) for cells in rows[:MOST_ABOVE]]
    most = max(found, default=0)
    return found.index(most) if most >= max(least, 1) else 0


def tell_row(source: Source, file: str, row: int) -> None:
    """Notes that titles above the headings were passed over."""
    if row:
        place = (harmless.heading(file),)
        source.notices.append(
            Notice("headings_below", source.table.name, str(row + 1), names=place)
        )


def match(source: Source) -> list[Notice]:
    """Refuses missing, repeated and CPR-like headings; returns what is missing or unused."""
    notices = [notice for piece in source.pieces for notice in _match_piece(source, piece)]
    return list(dict.fromkeys(notices))


def _match_piece(source: Source, piece: Piece) -> Iterator[Notice]:
    table, names = source.table, piece.columns
    for name in sorted({name for name in names if name and names.count(name) > 1}):
        source.refuse_piece(piece, "double_heading", column=name)
    required = {column.name for column in table.columns if not column.nullable}
    is_other = not required & set(names)
    if is_other:
        source.refuse_piece(piece, "no_headings")
    for column in () if is_other else table.columns:
        if column.name not in names and not column.nullable:
            source.refuse_piece(piece, "missing_column", column=column.name)
        elif column.name in source.added or column.is_newer:
            continue
        elif column.name not in names or column.name in source.lacked:
            yield Notice("missing_nullable_column", table.name, column.name)
    for theirs, ours in zip(piece.headings, names, strict=True):
        if theirs.may_be_utc and ours in table.names:
            yield Notice("may_be_utc", table.name, ours)
        if cpr.holds(theirs.name):
            source.refuse_piece(piece, "cpr_heading")
        elif ours and not is_other and ours not in table.names and not _is_known(theirs, ours):
            key = "unread_status" if _is_status(table, ours) else "unknown_column"
            yield Notice(key, table.name, harmless.heading(theirs.name))


def _is_known(theirs: Heading, ours: str) -> bool:
    """Whether a column that is none of ours has a use nevertheless."""
    return theirs.is_used or ours == DEMO_KEY.decode()


def _is_status(table: Table, heading: str) -> bool:
    """Whether a column that is not read seems to say whether a contact took place."""
    return table == CONTACTS and any(word in heading for word in STATUS_WORDS)


def absent(source: Source) -> list[str]:
    """The table where it is not there, and the columns (table.column) that some piece of it lacks."""
    pieces = [piece.columns for piece in source.pieces]
    columns = sorted(
        f"{source.table.name}.{name}"
        for name in source.table.names
        if name not in source.added
        and (name in source.lacked or not all(name in piece for piece in pieces) or not pieces)
    )
    return columns if source.is_delivered else [source.table.name, *columns]


def parts_without_end(cases: Source) -> list[int]:
    """The parts of cases that lack ended_on or end_reason: what is absent contradicts nothing."""
    return [
        part
        for piece in cases.pieces
        if not {"ended_on", "end_reason"} <= (set(piece.columns) | cases.added) - cases.lacked
        for part in sorted(piece.part_numbers)
    ]


def unused_codes(con: duckdb.DuckDBPyConnection, source: Source) -> list[Notice]:
    """Codes of a mapping that no cell of the staged table holds: mistyped, or changed over there."""
    mapped = [piece for piece in source.pieces if piece.is_mapped]
    if not any(piece.mapping.codes for piece in mapped):
        return []
    used = con.sql(
        "select distinct _part, unnest(_keys) from query_table($staged) where not _is_blank",
        params={"staged": source.staged},
    ).fetchall()
    known: dict[str, dict[str, bool]] = {}
    for piece in mapped:
        told = {key for part, key in used if part in piece.part_numbers}
        for key, (column, theirs) in enumerate(piece.mapping.code_keys):
            if column in piece.columns:
                codes = known.setdefault(column, {})
                codes[theirs] = codes.get(theirs, False) or key in told
    unused = {
        column: [theirs for theirs, is_used in codes.items() if not is_used]
        for column, codes in known.items()
    }
    return [
        Notice("unused_id_codes", source.table.name, column, len(codes))
        if column in IDS  # a mentor's name may be one
        else Notice.of("unused_codes", source.table.name, codes, column)
        for column, codes in unused.items()
        if codes
    ]
