"""A row a day (a course's phases, one below the other) as columns of ours, a word a column."""

import duckdb
from duckdb import ConstantExpression, FunctionExpression

from dashboard.foundation import cpr, harmless
from dashboard.foundation.plain_text import heading_key
from dashboard.ingest.notices import Notice
from dashboard.ingest.recipe import Tall
from dashboard.ingest.recipe_columns import Column, text
from dashboard.ingest.source import Piece, Source


def by_word(source: Source, piece: Piece, tall: Tall, columns: list[Column]) -> list[Column]:
    """The columns, and one for each day of ours: filled in the rows whose word is one of its own."""
    by_key = {column.key: column for column in columns}
    by, value = by_key.get(heading_key(tall.by)), by_key.get(heading_key(tall.value))
    for theirs, column in ((tall.by, by), (tall.value, value)):
        if column is None:
            source.refuse_piece(piece, "missing_column", column=harmless.heading(theirs))
    if by is None or value is None:
        return columns
    word = FunctionExpression("lower", FunctionExpression("plain", text(by)))
    _tell_others(source, piece, tall, word)
    told: dict[str, list[str]] = {}
    for theirs, ours in tall.columns.items():
        told.setdefault(ours, []).append(heading_key(theirs))
    days = [
        value.where(word.isin(*map(ConstantExpression, words))).called(ours)
        for ours, words in told.items()
        if ours
    ]
    return [column.spoken_of if column in (by, value) else column for column in columns] + days


def _tell_others(source: Source, piece: Piece, tall: Tall, word: duckdb.Expression) -> None:
    """Notes the words the recipe does not name: their rows are not read."""
    named = map(ConstantExpression, map(heading_key, tall.columns))
    rows = piece.relation.select(word.alias("word")).distinct()
    others = rows.filter(duckdb.ColumnExpression("word").isnotin(*named)).order("word").fetchall()
    words = [word for (word,) in others if word and not cpr.holds(word)]
    if words:
        by = harmless.heading(tall.by)
        source.notices.append(Notice.of("added_words", source.table.name, words, by))
