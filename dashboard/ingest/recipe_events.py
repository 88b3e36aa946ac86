"""What words of theirs say has happened in a course, as days of ours: another column's, or the course's first."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise

import duckdb
from duckdb import CoalesceOperator, ConstantExpression, FunctionExpression

from dashboard.foundation import harmless
from dashboard.foundation.plain_text import heading_key
from dashboard.foundation.words import text as _
from dashboard.ingest.cells import any_of
from dashboard.ingest.notices import Notice
from dashboard.ingest.recipe import Happened, Origin
from dashboard.ingest.recipe_columns import Column, as_compared
from dashboard.ingest.source import Piece, Source

FIRST_DAY = "started_on"


def with_events(
    source: Source, piece: Piece, origin: Origin, columns: list[Column]
) -> list[Column]:
    """The columns, and one for each event that words of theirs say: a day in the rows that say so, else nothing."""
    for told in origin.happened:
        said = next((c for c in columns if c.key == heading_key(told.column)), None)
        if said is None:  # the column of ours is missing, which is told
            continue
        day = _day(origin, columns, told, said)
        if day is None:
            source.refuse_piece(piece, "missing_column", column=_lacked(told))
            continue
        _tell(source, _without_day(source, piece, origin, told, said, day))
        _tell(source, _unsaid(source, piece, origin, told, said))
        again = replace(day, heading=replace(day.heading, is_again=told.day is None))
        days = [again.where(_says(said, told, ours)).called(ours) for ours in told.events]
        read = {id(day): day.spoken_of, id(said): _of_known_words(said, told)}
        columns = [read.get(id(column), column) for column in columns] + days
    return columns


def _day(origin: Origin, columns: list[Column], told: Happened, said: Column) -> Column | None:
    """The column that says when: the one named, the one after it where that has no heading, or the first day."""
    if told.day:
        return next((c for c in columns if c.key == heading_key(told.day)), None)
    if told.day == "":
        after = (right for left, right in pairwise(columns) if left is said)
        return next((c for c in after if not c.key), None)
    return next((c for c in columns if _ours(origin, c) == FIRST_DAY), None)


def _lacked(told: Happened) -> str:
    """What the column is called that should say when, and is not there."""
    if told.day == "":
        return _("dagen lige efter ”{column}”", column=harmless.heading(told.column))
    return harmless.heading(told.day or FIRST_DAY)


def _ours(origin: Origin, column: Column) -> str:
    return column.heading.name if column.is_ours else origin.mapping.heading(column.key)


def _says(said: Column, told: Happened, ours: str) -> duckdb.Expression:
    words = [word for word, event in told.words.items() if event == ours]
    is_said = as_compared(said).isin(*map(ConstantExpression, words))  # as codes are compared
    return CoalesceOperator(is_said, ConstantExpression(False))


def _of_known_words(said: Column, told: Happened) -> Column:
    """The column as one that is read, and may have no other words."""
    heading = replace(said.spoken_of.heading, words=tuple(told.words))
    return replace(said, heading=heading)


def _without_day(
    source: Source, piece: Piece, origin: Origin, told: Happened, said: Column, day: Column
) -> Iterator[Notice]:
    """How many courses words say something of, and no day: counted on the first day, or not at all."""
    is_said = any_of(_says(said, told, ours) for ours in told.events)
    if told.day is not None:
        is_said = is_said & ~_is_filled(origin, day)
    count = FunctionExpression("count_if", is_said).alias("n")
    ((n,),) = piece.relation.aggregate([count]).fetchall()
    if n:
        key = "charged_without_day" if told.day is None else "happened_without_day"
        yield Notice(key, source.table.name, harmless.heading(told.column), n)


def _unsaid(
    source: Source, piece: Piece, origin: Origin, told: Happened, said: Column
) -> Iterator[Notice]:
    """How many courses nothing is said of a charge in, where a no is said of others: they count as not charged."""
    if "charged_on" not in told.events or all(told.words.values()):
        return
    count = FunctionExpression("count_if", ~_is_filled(origin, said)).alias("n")
    ((n,),) = piece.relation.aggregate([count]).fetchall()
    if n:
        yield Notice("charge_unsaid", source.table.name, harmless.heading(told.column), n)


def _tell(source: Source, found: Iterable[Notice]) -> None:
    """Notes how many, once for a column of however many sheets."""
    for notice in found:
        same = [each for each in source.notices if replace(each, n=notice.n) == notice]
        source.notices[:] = [each for each in source.notices if each not in same]
        source.notices.append(replace(notice, n=notice.n + sum(each.n for each in same)))


def _is_filled(origin: Origin, day: Column) -> duckdb.Expression:
    """Whether something stands in a cell that is no word for nothing."""
    words = [FunctionExpression("word", ConstantExpression(w)) for w in origin.mapping.missing]
    stands = FunctionExpression("word", FunctionExpression("cell", as_compared(day)))
    is_missing = any_of(stands == word for word in words)
    return stands.isnotnull() & ~CoalesceOperator(is_missing, ConstantExpression(False))
