"""Whose columns are whose: an export's headings held against the contract's, and what nothing matches."""

from collections.abc import Iterator

import duckdb

from dashboard.foundation import cpr, harmless
from dashboard.foundation.plain_text import heading_key
from dashboard.foundation.schema import CONTACTS, IDS, Table
from dashboard.ingest.notices import Notice
from dashboard.ingest.source import Piece, Source

STATUS_WORDS = (
    "status", "aflys", "afbud", "annul", "udeblev", "udebliv", "mødt", "fremmød", "afholdt", "slettet",
    "deltog", "deltagelse", "cancel", "no show", "no_show", "no-show", "noshow", "attend",
)  # fmt: skip


def match(source: Source) -> list[Notice]:
    """Refuses missing, repeated and CPR-like headings; returns what is missing or unused."""
    notices = [notice for piece in source.pieces for notice in _match_piece(source, piece)]
    present = {heading_key(heading.name) for piece in source.pieces for heading in piece.headings}
    if source.pieces:
        notices += [
            Notice("unused_mapping", source.table.name, harmless.heading(theirs))
            for theirs in source.mapping.columns
            if heading_key(theirs) not in present
        ]
    return list(dict.fromkeys(notices))


def _match_piece(source: Source, piece: Piece) -> Iterator[Notice]:
    table, names = source.table, source.columns(piece)
    for name in sorted({name for name in names if name and names.count(name) > 1}):
        source.refuse(piece.file, "double_heading", column=name)
    for column in table.columns:
        if column.name not in names and not column.nullable:
            source.refuse(piece.file, "missing_column", column=column.name)
        elif column.name not in names and not column.is_newer:
            yield Notice("missing_nullable_column", table.name, column.name)
    for theirs, ours in zip(piece.headings, names, strict=True):
        if theirs.may_be_utc and ours in table.names:
            yield Notice("may_be_utc", table.name, ours)
        if cpr.holds(theirs.name):
            source.refuse(piece.file, "cpr_heading")
        elif ours and ours not in table.names:
            key = "unread_status" if _is_status(table, ours) else "unknown_column"
            yield Notice(key, table.name, harmless.heading(theirs.name))


def _is_status(table: Table, heading: str) -> bool:
    """Whether a column that is not read seems to say whether a contact took place."""
    return table == CONTACTS and any(word in heading for word in STATUS_WORDS)


def absent(source: Source) -> list[str]:
    """The table where it is not there, and the columns (table.column) that some piece of it lacks."""
    pieces = [source.columns(piece) for piece in source.pieces]
    columns = sorted(
        f"{source.table.name}.{name}"
        for name in source.table.names
        if not all(name in piece for piece in pieces) or not pieces
    )
    return columns if source.is_delivered else [source.table.name, *columns]


def parts_without_end(cases: Source) -> list[int]:
    """The parts of cases that lack ended_on or end_reason: what is absent contradicts nothing."""
    return [
        part
        for piece in cases.pieces
        if not {"ended_on", "end_reason"} <= set(cases.columns(piece))
        for part in ([number for number, _path in piece.parts] or [0])
    ]


def unused_codes(con: duckdb.DuckDBPyConnection, source: Source) -> list[Notice]:
    """Codes of the mapping that no cell of the staged table holds: mistyped, or changed over there."""
    if not source.mapping.codes:
        return []
    used = con.sql(
        "select distinct unnest(_keys) from query_table($staged) where not _is_blank",
        params={"staged": f"staged_{source.table.name}"},
    ).fetchall()
    delivered = {name for piece in source.pieces for name in source.columns(piece)}
    unused: dict[str, list[str]] = {}
    for key, (column, theirs) in enumerate(source.mapping.code_keys):
        if (key,) not in used and column in delivered:
            unused.setdefault(column, []).append(theirs)
    return [
        Notice("unused_id_codes", source.table.name, column, len(codes))
        if column in IDS  # a mentor's name may be one
        else Notice.of("unused_codes", source.table.name, codes, column)
        for column, codes in unused.items()
    ]
