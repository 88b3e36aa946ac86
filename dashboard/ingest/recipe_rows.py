"""Which rows of a file a recipe reads, and what it puts in their blank cells: skipped, filled down, left out.

A row that is left out may be the one a group's value stands in: cells are filled before.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

import duckdb
from duckdb import (
    CaseExpression,
    CoalesceOperator,
    ColumnExpression,
    ConstantExpression,
    FunctionExpression,
    StarExpression,
)

from dashboard.foundation import harmless
from dashboard.foundation.plain_text import heading_key
from dashboard.foundation.schema import CASES
from dashboard.foundation.words import text as _
from dashboard.ingest.cells import any_of
from dashboard.ingest.notices import Notice
from dashboard.ingest.recipe import Origin
from dashboard.ingest.recipe_columns import SHEET, Column, as_compared, columns_of
from dashboard.ingest.source import Piece, Source

Expression = duckdb.Expression


def read(source: Source, piece: Piece, origin: Origin) -> Piece:
    """The piece with the rows a recipe reads, their cells filled; all that is not as it stood is told."""
    if piece.is_text and piece.headings:
        piece = _filled_down(source, _without_skipped(source, piece, origin), origin)
    return _without(source, piece, origin)


def told_by(origin: Origin, columns: list[Column]) -> list[Column]:
    """The columns, those that say which rows are left out as columns that are read."""
    keys = set(map(heading_key, origin.without))
    return [column.spoken_of if column.key in keys else column for column in columns]


def _without_skipped(source: Source, piece: Piece, origin: Origin) -> Piece:
    """The piece without blank rows and those that begin with a word of no row (a sum, a footnote); both are told."""
    cells = (column.stands for column in columns_of(piece))
    first = FunctionExpression("lower", CoalesceOperator(*cells))
    words = [ConstantExpression(heading_key(word)) for word in origin.skip]
    is_skipped = any_of(FunctionExpression("begins_with", first, word) for word in words)
    is_skipped = CoalesceOperator(is_skipped, ConstantExpression(False))
    name = _all_of(source, piece)
    counted = {"skipped_rows": is_skipped, "blank_rows_of": first.isnull()}
    counts = [FunctionExpression("count_if", each).alias(key) for key, each in counted.items()]
    (found,) = piece.relation.aggregate(counts).fetchall()
    for key, count in zip(counted, found, strict=True):
        if count:
            source.notices.append(Notice(key, source.table.name, name, count))
    return replace(piece, relation=piece.relation.filter(first.isnotnull() & ~is_skipped))


def _all_of(source: Source, piece: Piece) -> str:
    """What a piece is called: its sheet, or the file of its sheets; of several files, the first and how many more."""
    if len(piece.parts) == 1:
        return harmless.heading(piece.file)
    first, *more = dict.fromkeys(source.files[part].split(SHEET)[0] for part, _path in piece.parts)
    name = harmless.heading(first)
    return f"{name} (+ {len(more)})" if more else name


def _filled_down(source: Source, piece: Piece, origin: Origin) -> Piece:
    """The piece, each blank cell of some columns what the last filled one above it in its sheet or file is."""
    keys = set(map(heading_key, origin.fill_down))
    chosen = [(i, column) for i, column in enumerate(columns_of(piece)) if column.key in keys]
    if not chosen:
        return piece
    where = list(map(ColumnExpression, ("_part", "_row")))
    above = []
    for i, column in chosen:
        both = FunctionExpression("list_value", column.value, column.native)
        filled = CaseExpression(_is_filled(origin, column), both)
        above.append(FunctionExpression("from_above", filled, *where).alias(f"above{i}"))
    rows = piece.relation.select(StarExpression(), *above)
    _tell_filled(source, rows, origin, chosen)
    dropped, cells = [], []
    for i, _column in chosen:
        names = [f"c{i}", f"n{i}"] if piece.places else [f"c{i}"]
        dropped += [*names, f"above{i}"]
        cells += [
            FunctionExpression(
                "list_extract", ColumnExpression(f"above{i}"), ConstantExpression(nth)
            ).alias(name)
            for nth, name in enumerate(names, start=1)
        ]
    return replace(piece, relation=rows.select(StarExpression(exclude=dropped), *cells))


def _tell_filled(
    source: Source,
    rows: duckdb.DuckDBPyRelation,
    origin: Origin,
    chosen: list[tuple[int, Column]],
) -> None:
    counts = [
        FunctionExpression(
            "count_if",
            ~_is_filled(origin, column) & ColumnExpression(f"above{i}").isnotnull(),
        ).alias(f"n{i}")
        for i, column in chosen
    ]
    (row,) = rows.aggregate(counts).fetchall()
    for (_i, column), count in zip(chosen, row, strict=True):
        if count:
            name = harmless.heading(column.heading.name)
            source.notices.append(Notice("filled_down", source.table.name, name, count))


def _is_filled(origin: Origin, column: Column) -> Expression:
    """Whether something stands in a cell: NA does where a code says what it means."""
    codes = origin.mapping.codes.get(origin.mapping.heading(column.key), {})
    coded = [as_compared(column) == ConstantExpression(word) for word in codes if word]
    is_coded = CoalesceOperator(any_of(coded), ConstantExpression(False))
    return column.is_filled | is_coded


def _without(source: Source, piece: Piece, origin: Origin) -> Piece:
    """The piece without the rows of which a column says that they do not count."""
    by_key = {column.key: column for column in columns_of(piece)}
    for theirs, words in origin.without.items():
        column = by_key.get(heading_key(theirs))
        if column is None:  # the rows that do not count would be counted
            source.refuse_piece(piece, "missing_column", column=harmless.heading(theirs))
            continue
        said = CoalesceOperator(
            FunctionExpression("lower", as_compared(column)), ConstantExpression("")
        )
        source.notices += _left_out(source, piece, theirs, words, said)
        keys = [ConstantExpression(heading_key(word)) for word in words]
        source.left_out |= _ids(piece.relation.filter(said.isin(*keys)), origin, by_key)
        piece = replace(piece, relation=piece.relation.filter(said.isnotin(*keys)))
    return piece


def _ids(rows: duckdb.DuckDBPyRelation, origin: Origin, by_key: Mapping[str, Column]) -> set[str]:
    """The ids of the courses some rows of a list of courses are about."""
    own = next((c for c in by_key.values() if origin.mapping.heading(c.key) == "case_id"), None)
    if origin.table != CASES or origin.adds or own is None:  # what a list adds is no course
        return set()
    found = rows.select(as_compared(own)).distinct().fetchall()
    return {id_ for (id_,) in found if id_}


def _left_out(
    source: Source, piece: Piece, theirs: str, words: tuple[str, ...], said: Expression
) -> Iterator[Notice]:
    """How many rows a column leaves out, and the words it does so by."""
    by_key = {heading_key(word): word for word in words}
    counts = [
        FunctionExpression("count_if", said == ConstantExpression(key)).alias(f"x{i}")
        for i, key in enumerate(by_key)
    ]
    (row,) = piece.relation.aggregate(counts).fetchall()
    found = [word for word, count in zip(by_key.values(), row, strict=True) if count]
    if found:
        named = [f"”{harmless.heading(word)}”" if word else _("tom celle") for word in found]
        told = ", ".join(named)
        column = f"”{harmless.heading(theirs)}” ({told})"
        yield Notice("left_out_rows", source.table.name, column, sum(row))
