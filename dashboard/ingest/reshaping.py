"""Applies what a recipe says of whole columns: joined, constant, made, wide; of rows, see `recipe_rows`.

What it says of cells (codes, formats, words for nothing) is applied where they are typed (`cells`).
"""

from collections.abc import Iterator
from dataclasses import replace

import duckdb
from duckdb import (
    ColumnExpression,
    ConstantExpression,
    FunctionExpression,
    StarExpression,
)

from dashboard.foundation import harmless
from dashboard.foundation.plain_text import heading_key
from dashboard.ingest import recipe_rows
from dashboard.ingest.cells import any_of
from dashboard.ingest.notices import Notice
from dashboard.ingest.recipe import Origin, Wide
from dashboard.ingest.recipe_columns import (
    NOTHING,
    Column,
    added,
    answered_by_item,
    columns_of,
    constant,
    left_out,
    made,
    merged,
    more,
    with_minutes,
)
from dashboard.ingest.recipe_events import with_events
from dashboard.ingest.recipe_tall import by_word
from dashboard.ingest.source import Heading, Piece, Source

Expression = duckdb.Expression


def put_together(con: duckdb.DuckDBPyConnection, pieces: list[Piece]) -> list[Piece]:
    """Sheets and CSV files of one shape as one piece: a log with one a month is one table, and planned once."""
    alike: dict[object, list[Piece]] = {}
    for piece in pieces:
        letters = tuple(place.rpartition("!")[2] for place in piece.places)
        is_known = bool(letters or piece.texts)
        shape = (piece.headings, letters) if is_known else piece.file
        alike.setdefault(shape, []).append(piece)
    return [_one(con, group) for group in alike.values()]


def _one(con: duckdb.DuckDBPyConnection, group: list[Piece]) -> Piece:
    if len(group) == 1:
        return group[0]
    rows = [piece.relation for piece in group]
    while len(rows) > 1:  # in pairs: a chain of a hundred sheets is too deep to be followed
        pairs = zip(rows[::2], rows[1::2], strict=False)
        rows = [one.union(other) for one, other in pairs] + rows[len(rows) // 2 * 2 :]
    every = rows[0]
    if group[0].places:  # sheets, in memory already; as one table what is asked is planned once
        every = con.from_arrow(every.to_arrow_table())
    return replace(
        group[0],
        relation=every,
        parts=tuple(part for piece in group for part in piece.parts),
        places=tuple(place.rpartition("!")[2] for place in group[0].places),
        texts=tuple(text for piece in group for text in piece.texts),
    )


def reshape(source: Source, piece: Piece, origin: Origin) -> Iterator[Piece]:
    """The pieces one piece becomes: itself, with more columns or fewer rows; wide, one a question."""
    if not origin.files:
        yield piece
        return
    piece = recipe_rows.read(source, piece, origin)
    columns = with_minutes(origin, recipe_rows.told_by(origin, columns_of(piece)))
    joined = {heading_key(theirs) for headings in origin.joined.values() for theirs in headings}
    spoken = {heading_key(theirs) for theirs in origin.mapping.columns}
    further = list(more(source, piece, origin, columns))
    columns = [column for column in columns if column.key not in joined - spoken] + further
    columns = with_events(source, piece, origin, columns)
    if origin.tall:
        columns = by_word(source, piece, origin.tall, columns)
    _tell_left_out(source, piece, origin, columns)
    _tell_merged(source, piece, origin, columns)
    if not origin.wide:
        yield _built(piece, answered_by_item(origin, columns), origin)
        return
    narrow = [
        (number, wide, theirs, item)
        for number, wide in enumerate(origin.wide)
        for theirs, item in wide.items.items()
        if heading_key(theirs) in {column.key for column in columns}
    ]
    for nth, (number, wide, theirs, item) in enumerate(narrow):
        yield _question(source, piece, origin, columns, wide, number, theirs, item, nth)


def _tell_left_out(source: Source, piece: Piece, origin: Origin, columns: list[Column]) -> None:
    """Says how many answers the recipe counts as none, and what they say: no reader would see it in a figure."""
    found = list(left_out(origin, columns))
    if not found:
        return
    is_one = (FunctionExpression("count_if", condition) for _word, condition in found)
    counts = piece.relation.aggregate([each.alias(f"x{i}") for i, each in enumerate(is_one)])
    (row,) = counts.fetchall()
    words = dict.fromkeys(word for (word, _one), n in zip(found, row, strict=True) if n)
    if words:
        said = ", ".join(f"”{harmless.heading(word)}”" for word in words)
        source.notices.append(Notice("left_out_answers", source.table.name, said, sum(row)))


def _tell_merged(source: Source, piece: Piece, origin: Origin, columns: list[Column]) -> None:
    """Says which of their answers are one of ours: a question of ours may have fewer steps than theirs."""
    found = list(merged(origin, columns))
    if not found:
        return
    each = [[of_step for _words, of_step in steps] for _theirs, steps in found]
    counts = [FunctionExpression("count_if", one) for steps in each for one in steps]
    named = [count.alias(f"x{i}") for i, count in enumerate(counts)]
    (row,) = piece.relation.aggregate(named).fetchall()
    left = iter(row)
    for theirs, steps in found:
        there = [(words, n) for (words, _one), n in zip(steps, left, strict=False) if n]
        if len(there) > 1:
            words = (f"”{harmless.heading(word)}”" for words, _n in there for word in words)
            said = f"{harmless.heading(theirs)} {', '.join(words)}"
            n = sum(n for _words, n in there)
            source.notices.append(Notice("merged_answers", source.table.name, said, n))


def _question(
    source: Source,
    piece: Piece,
    origin: Origin,
    columns: list[Column],
    wide: Wide,
    number: int,
    theirs: str,
    item: str,
    nth: int,
) -> Piece:
    """One question of a wide file: what all share, the item, and the answer."""
    item_column, value_column = origin.item_and_value(wide)
    questions = {heading_key(h) for each in origin.wide for h in each.items}
    others = {heading_key(h) for each in origin.wide if each is not wide for h in each.columns}
    own = {heading_key(h): names for h, names in wide.columns.items()}
    ours = set(source.table.names)
    kept = [
        column.called(name) if column.key in own else column
        for column in columns
        for name in own.get(column.key, ("",))
        if column.is_ours
        or (
            column.key not in questions | others
            # what nobody uses is looked at once, for persons' numbers
            and (nth == 0 or column.key in own or origin.mapping.heading(column.key) in ours)
        )
    ]
    answer = next(column for column in columns if column.key == heading_key(theirs))
    kept += [constant(name, value) for name, value in wide.constants.items()]
    kept += [constant(item_column, item), answer.called(value_column)]
    kept += [added(name, NOTHING) for name in origin.never_of(wide)]
    relation = piece.relation
    if len(origin.wide) > 1 or source.table.name == "comments":
        keys = {heading_key(h) for h in wide.items} | own.keys()
        asked = (
            [answer] if source.table.name == "comments" else [c for c in columns if c.key in keys]
        )
        relation = relation.filter(any_of(column.is_filled for column in asked))
    if len(origin.wide) > 1 and "response_id" in origin.made:
        kept = [c for c in kept if c.heading.name != "response_id"]
        kept.append(made("response_id", source, piece, str(number)))
    codes = dict(origin.mapping.codes)
    if item in origin.answers:
        codes[value_column] = origin.answers[item]
    mapping = replace(origin.mapping, codes=codes)
    built = _built(replace(piece, relation=relation), kept, replace(origin, mapping=mapping))
    return _read_again(source, built) if nth else built


def _read_again(source: Source, piece: Piece) -> Piece:
    """The piece as parts of its own: a row is told from the same row of another question."""
    first = len(source.files)
    again = {number: first + nth for nth, (number, _path) in enumerate(piece.parts)}
    source.files += [source.files[number] for number in again]
    source.told_as |= {part: number for number, part in again.items()}
    numbers = ConstantExpression(list(again))
    at = FunctionExpression("list_position", numbers, ColumnExpression("_part"))
    part = (at + ConstantExpression(first - 1)).cast(duckdb.sqltype("INTEGER"))
    moved = piece.relation.select(StarExpression(exclude=["_part"]), part.alias("_part"))
    parts = tuple((again[number], path) for number, path in piece.parts)
    return replace(piece, relation=moved, parts=parts)


def _built(piece: Piece, columns: list[Column], origin: Origin) -> Piece:
    cells = [column.value.alias(f"c{i}") for i, column in enumerate(columns)]
    if piece.places:
        cells += [column.native.alias(f"n{i}") for i, column in enumerate(columns)]
    where = map(ColumnExpression, ("_part", "_row"))
    return replace(
        piece,
        relation=piece.relation.select(*cells, *where),
        headings=tuple(_in_ours(column, origin) for column in columns),
        places=tuple(column.place or piece.places[0] for column in columns) if piece.places else (),
        mapping=replace(origin.mapping, columns={}),
        is_mapped=False,  # the words of a recipe are those of every month
    )


def _in_ours(column: Column, origin: Origin) -> Heading:
    """A heading by our word for it, where there is one."""
    ours = column.heading.name if column.is_ours else origin.mapping.heading(column.key)
    return column.heading if ours == column.key else replace(column.heading, name=ours)
