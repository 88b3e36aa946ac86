"""Applies what a recipe says of whole columns and rows: joined, constant, made, skipped, wide.

What it says of cells (codes, formats, words for nothing) is applied where they are typed (`cells`).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import sha256

import duckdb
from duckdb import (
    CoalesceOperator,
    ColumnExpression,
    ConstantExpression,
    FunctionExpression,
    StarExpression,
)

from dashboard.foundation import harmless
from dashboard.foundation.plain_text import heading_key, plain
from dashboard.ingest.cell_rules import any_of
from dashboard.ingest.notices import Notice
from dashboard.ingest.recipe import Origin, Wide
from dashboard.ingest.source import Heading, Piece, Source

Expression = duckdb.Expression
NOTHING = ConstantExpression(None).cast(duckdb.sqltype("VARCHAR"))
TEXT = "VARCHAR"
SHEET = " · "  # between the name of a file and of its sheet


@dataclass(frozen=True)
class _Column:
    """A column on its way into a piece: its heading there, what it holds, and where it stood."""

    heading: Heading
    value: Expression
    native: Expression = NOTHING  # what is no text to Excel
    place: str = ""

    @property
    def key(self) -> str:
        return heading_key(self.heading.name)

    @property
    def is_filled(self) -> Expression:
        written = FunctionExpression("cell", FunctionExpression("plain", _text(self)))
        return written.isnotnull()

    def called(self, name: str) -> "_Column":
        """The same column under another heading."""
        return replace(self, heading=replace(self.heading, name=name))


def put_together(pieces: list[Piece]) -> list[Piece]:
    """Sheets of one shape as one piece: a log with a sheet a month is one table."""
    alike: dict[object, list[Piece]] = {}
    for piece in pieces:
        letters = tuple(place.rpartition("!")[2] for place in piece.places)
        shape = (piece.headings, letters) if letters else piece.file
        alike.setdefault(shape, []).append(piece)
    return [_one(group) for group in alike.values()]


def _one(group: list[Piece]) -> Piece:
    if len(group) == 1:
        return group[0]
    rows = [piece.relation for piece in group]
    while len(rows) > 1:  # in pairs: a chain of a hundred sheets is too deep to be followed
        pairs = zip(rows[::2], rows[1::2], strict=False)
        rows = [one.union(other) for one, other in pairs] + rows[len(rows) // 2 * 2 :]
    return replace(
        group[0],
        relation=rows[0],
        parts=tuple(part for piece in group for part in piece.parts),
        places=tuple(place.rpartition("!")[2] for place in group[0].places),
    )


def reshape(
    con: duckdb.DuckDBPyConnection, source: Source, piece: Piece, origin: Origin
) -> Iterator[Piece]:
    """The pieces one piece becomes: itself, with more columns or fewer rows; wide, one a question."""
    if not origin.files:
        yield piece
        return
    piece = _without_skipped(con, source, piece, origin)
    columns = [
        _Column(
            heading,
            ColumnExpression(f"c{i}"),
            ColumnExpression(f"n{i}") if piece.places else NOTHING,
            piece.places[i] if piece.places else "",
        )
        for i, heading in enumerate(piece.headings)
    ]
    joined = {heading_key(theirs) for headings in origin.joined.values() for theirs in headings}
    more = list(_more(source, piece, origin, columns))
    spoken = {heading_key(theirs) for theirs in origin.mapping.columns}
    columns = [column for column in columns if column.key not in joined - spoken] + more
    if not origin.wide:
        yield _built(piece, columns, origin)
        return
    narrow = [
        (number, wide, theirs, item)
        for number, wide in enumerate(origin.wide)
        for theirs, item in wide.items.items()
        if heading_key(theirs) in {column.key for column in columns}
    ]
    for nth, (number, wide, theirs, item) in enumerate(narrow):
        yield _question(source, piece, origin, columns, wide, number, theirs, item, nth)


def _without_skipped(
    con: duckdb.DuckDBPyConnection, source: Source, piece: Piece, origin: Origin
) -> Piece:
    """The piece without the rows that begin with a word of no row (a sum, a footnote); how many is told."""
    if not origin.skip or not piece.headings:
        return piece
    cells = [
        FunctionExpression("cell", FunctionExpression("plain", _raw(piece, i)))
        for i in range(len(piece.headings))
    ]
    first = FunctionExpression("lower", CoalesceOperator(*cells))
    words = [ConstantExpression(heading_key(word)) for word in origin.skip]
    is_skipped = any_of(FunctionExpression("starts_with", first, word) for word in words)
    is_skipped = CoalesceOperator(is_skipped, ConstantExpression(False))
    ((count,),) = piece.relation.filter(is_skipped).count("*").fetchall()
    if count:
        source.notices.append(
            Notice(
                "skipped_rows", source.table.name, n=count, names=(harmless.heading(piece.file),)
            )
        )
    return replace(piece, relation=piece.relation.filter(~is_skipped))


def _raw(piece: Piece, i: int) -> Expression:
    text = ColumnExpression(f"c{i}").cast(duckdb.sqltype(TEXT))
    return CoalesceOperator(text, ColumnExpression(f"n{i}")) if piece.places else text


def _text(column: _Column) -> Expression:
    """What a column says, as text; a number or date of Excel's as it is compared."""
    native = FunctionExpression("excel_cell", column.native)
    return CoalesceOperator(native, column.value.cast(duckdb.sqltype(TEXT)))


def _more(
    source: Source, piece: Piece, origin: Origin, columns: list[_Column]
) -> Iterator[_Column]:
    """The columns a recipe adds: constants, joined, made, of the file's or the sheet's name, twice used."""
    by_key = {column.key: column for column in columns}
    for theirs, ours in origin.also.items():
        if heading_key(theirs) in by_key:
            yield from (by_key[heading_key(theirs)].called(name) for name in ours)
    for name, value in origin.constants.items():
        yield _Column(Heading(name, TEXT), _constant(value))
    for name, headings in origin.joined.items():
        parts = [
            by_key[heading_key(theirs)] for theirs in headings if heading_key(theirs) in by_key
        ]
        if parts:
            text = _between(parts) if name == "minutes" else _joined(parts)
            yield _Column(Heading(name, TEXT), text, place=parts[0].place)
    named = [(0, name, pattern) for name, pattern in origin.from_file.items()]
    named += [(-1, name, pattern) for name, pattern in origin.from_sheet.items()]
    for which, name, pattern in named:
        told = [_starred(source.files[n].split(SHEET)[which], pattern) for n, _path in piece.parts]
        yield _Column(Heading(name, TEXT), _by_part(piece, told))
    for name in origin.made:
        yield _Column(Heading(name, TEXT), _made(source, piece, ""))


def _starred(name: str, pattern: str) -> str:
    """What * of a pattern stands for in the name of a file or a sheet; "" where it does not fit."""
    name = " ".join(plain(name).split())
    expression = re.escape(heading_key(pattern)).replace(r"\*", "(.*)", 1)
    found = re.fullmatch(expression, heading_key(name))
    return name[slice(*found.span(1))] if found and found.groups() else ""


def _by_part(piece: Piece, values: list[str]) -> Expression:
    """A text that each part has one of."""
    parts = ConstantExpression([number for number, _path in piece.parts])
    at = FunctionExpression("list_position", parts, ColumnExpression("_part"))
    return FunctionExpression("list_extract", ConstantExpression(values), at)


def _constant(text: str) -> Expression:
    return ConstantExpression(text)


def _joined(parts: list[_Column]) -> Expression:
    """Several cells as one text; of a day and a time in two columns, the day of one and the time of the other."""
    return FunctionExpression(
        "trim",
        FunctionExpression(
            "concat_ws",
            ConstantExpression(" "),
            *(FunctionExpression("day_or_time", _text(part)) for part in parts),
        ),
    )


def _between(parts: list[_Column]) -> Expression:
    """The minutes from the first of two times of day to the last."""
    times = [FunctionExpression("day_or_time", _text(part)) for part in (parts[0], parts[-1])]
    return FunctionExpression("minutes_between", *times)


def _made(source: Source, piece: Piece, block: str) -> Expression:
    """An id of the file, the sheet and the row: the same next month, and nothing of a person."""
    names = [f"{plain(source.files[number])}/{block}" for number, _path in piece.parts]
    where = [f"x{sha256(name.encode()).hexdigest()[:12]}-" for name in names]
    row = ColumnExpression("_row").cast(duckdb.sqltype(TEXT))
    return FunctionExpression("concat", _by_part(piece, where), row)


def _question(
    source: Source,
    piece: Piece,
    origin: Origin,
    columns: list[_Column],
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
        column.called(name)
        for column in columns
        for name in own.get(column.key, (column.heading.name,))
        if column.key not in questions | others
        # what nobody uses is looked at once, for persons' numbers
        and (nth == 0 or column.key in own or origin.mapping.heading(column.key) in ours)
    ]
    answer = next(column for column in columns if column.key == heading_key(theirs))
    kept += [
        _Column(Heading(name, TEXT), _constant(value)) for name, value in wide.constants.items()
    ]
    kept += [_Column(Heading(item_column, TEXT), _constant(item)), answer.called(value_column)]
    kept += [_Column(Heading(name, TEXT), NOTHING) for name in origin.never_of(wide)]
    relation = piece.relation
    if len(origin.wide) > 1 or source.table.name == "comments":
        keys = {heading_key(h) for h in wide.items} | own.keys()
        asked = (
            [answer] if source.table.name == "comments" else [c for c in columns if c.key in keys]
        )
        relation = relation.filter(any_of(column.is_filled for column in asked))
    if len(origin.wide) > 1 and "response_id" in origin.made:
        kept = [c for c in kept if c.heading.name != "response_id"]
        kept.append(_Column(Heading("response_id", TEXT), _made(source, piece, str(number))))
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


def _built(piece: Piece, columns: list[_Column], origin: Origin) -> Piece:
    cells = [column.value.alias(f"c{i}") for i, column in enumerate(columns)]
    if piece.places:
        cells += [column.native.alias(f"n{i}") for i, column in enumerate(columns)]
    where = map(ColumnExpression, ("_part", "_row"))
    return replace(
        piece,
        relation=piece.relation.select(*cells, *where),
        headings=tuple(column.heading for column in columns),
        places=tuple(column.place or piece.places[0] for column in columns) if piece.places else (),
        mapping=origin.mapping,
        is_mapped=False,  # the words of a recipe are those of every month
    )
