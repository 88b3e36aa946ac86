"""The columns a recipe adds to a piece: constants, joined, made, of the file's or the sheet's name."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import sha256

import duckdb
from duckdb import (
    CaseExpression,
    CoalesceOperator,
    ColumnExpression,
    ConstantExpression,
    FunctionExpression,
)

from dashboard.foundation.plain_text import heading_key, plain
from dashboard.ingest.notices import Notice
from dashboard.ingest.recipe import Origin, Wide
from dashboard.ingest.source import Heading, Piece, Source

Expression = duckdb.Expression
NOTHING = ConstantExpression(None).cast(duckdb.sqltype("VARCHAR"))
TEXT = "VARCHAR"
LETTERS = str.maketrans("0123456789", "ghijklmnop")
SHEET = " · "  # between the name of a file and of its sheet


@dataclass(frozen=True)
class Column:
    """A column on its way into a piece: its heading there, what it holds, and where it stood."""

    heading: Heading
    value: Expression
    native: Expression = NOTHING  # what is no text to Excel
    place: str = ""
    is_ours: bool = False  # its heading is a column of ours, whatever they call by that name

    @property
    def key(self) -> str:
        """Its heading as it is compared."""
        return heading_key(self.heading.name)

    @property
    def stands(self) -> Expression:
        """What stands in a cell, null where nothing does; a number of Excel's as it is kept, which is soon found."""
        kept = CoalesceOperator(self.value.cast(duckdb.sqltype(TEXT)), self.native)
        return FunctionExpression("cell", FunctionExpression("plain", kept))

    @property
    def is_filled(self) -> Expression:
        """Whether a row has something in it."""
        return self.stands.isnotnull()

    @property
    def spoken_of(self) -> "Column":
        """The same column, which is read although it is none of ours: nobody is told that it is not."""
        return replace(self, heading=replace(self.heading, is_used=True))

    def holding(self, value: Expression, native: Expression) -> "Column":
        """The same column with other cells."""
        return replace(self, value=value, native=native)

    def where(self, is_meant: Expression) -> "Column":
        """The same column in the rows that are meant, and nothing in the others."""
        nothing = ConstantExpression(None)
        return self.holding(
            CaseExpression(is_meant, self.value).otherwise(nothing),
            CaseExpression(is_meant, self.native).otherwise(nothing),
        )

    def called(self, name: str) -> "Column":
        """The same column as one of ours."""
        return replace(self, heading=replace(self.heading, name=name), is_ours=True)


def columns_of(piece: Piece) -> list[Column]:
    """The columns of a piece as it was opened."""
    return [
        Column(
            replace(heading, theirs=heading.name),
            ColumnExpression(f"c{i}"),
            ColumnExpression(f"n{i}") if piece.places else NOTHING,
            piece.places[i] if piece.places else "",
        )
        for i, heading in enumerate(piece.headings)
    ]


def text(column: Column) -> Expression:
    """What a column says, as text; a number or date of Excel's as it is compared."""
    native = FunctionExpression("excel_cell", column.native)
    return CoalesceOperator(native, column.value.cast(duckdb.sqltype(TEXT)))


def more(source: Source, piece: Piece, origin: Origin, columns: list[Column]) -> Iterator[Column]:
    """The columns a recipe adds: constants, joined, made, of the file's or the sheet's name, twice used."""
    by_key = {column.key: column for column in columns}
    for theirs, ours in origin.also.items():
        if heading_key(theirs) in by_key:
            yield from (by_key[heading_key(theirs)].called(name) for name in ours)
    for name, value in origin.constants.items():
        yield constant(name, value)
    for name in origin.joined:
        parts = _parts(origin, name, columns)
        if name == "minutes" and _minutes(origin, columns):
            continue  # they fill its blank cells
        if parts:
            joined = _between(origin, parts) if name == "minutes" else _joined(parts)
            yield added(name, joined, parts[0])
    named = [(0, name, pattern) for name, pattern in origin.from_file.items()]
    named += [(-1, name, pattern) for name, pattern in origin.from_sheet.items()]
    for which, name, pattern in named:
        told = [_starred(source.files[n].split(SHEET)[which], pattern) for n, _path in piece.parts]
        yield added(name, _by_part(piece, told))
    for name in origin.made:
        yield made(name, source, piece)
    if not origin.wide and "instrument" in origin.constants:
        there = {*origin.given, *(origin.mapping.heading(key) for key in by_key)}
        yield from (added(name, NOTHING) for name in origin.never_of(Wide()) if name not in there)
    if origin.completed_at_end:
        yield from _completed(source, origin, columns)


def _completed(source: Source, origin: Origin, columns: list[Column]) -> Iterator[Column]:
    """The day a course ended, where it ended as completed: none where a column of theirs has that day."""
    ours = {origin.mapping.heading(column.key): column for column in columns}
    end, reason = ours.get("ended_on"), ours.get("end_reason")
    if "phases_completed_on" in ours or end is None or reason is None:
        return
    codes = origin.mapping.codes.get("end_reason", {})
    words = ["completed", *(theirs for theirs, code in codes.items() if code == "completed")]
    said = CoalesceOperator(as_compared(reason), ConstantExpression(""))
    is_completed = said.isin(*map(ConstantExpression, words))  # as codes are compared
    day = FunctionExpression("day_or_time", text(end))
    told = Notice("completed_at_end", source.table.name)
    source.notices += [told] if told not in source.notices else []  # once, of however many sheets
    yield added("phases_completed_on", CaseExpression(is_completed, day), end)


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


def added(name: str, value: Expression, first: Column | None = None) -> Column:
    """A column of ours that is in none of their files, or in several, of which first is one."""
    if first is None:
        return Column(Heading(name, TEXT), value, is_ours=True)
    heading = Heading(name, TEXT, theirs=first.heading.theirs)
    return Column(heading, value, place=first.place, is_ours=True)


def constant(name: str, value: str) -> Column:
    """A column of ours that is the same in every row."""
    return added(name, ConstantExpression(value))


def _joined(parts: list[Column]) -> Expression:
    """Several cells as one text; of a day and a time in two columns, the day of one and the time of the other."""
    return FunctionExpression(
        "trim",
        FunctionExpression(
            "concat_ws",
            ConstantExpression(" "),
            *(FunctionExpression("day_or_time", text(part)) for part in parts),
        ),
    )


def _parts(origin: Origin, name: str, columns: list[Column]) -> list[Column]:
    """The columns of theirs that one of ours is joined of."""
    by_key = {column.key: column for column in columns}
    keys = map(heading_key, origin.joined.get(name, ()))
    return [by_key[key] for key in keys if key in by_key]


def _minutes(origin: Origin, columns: list[Column]) -> Column | None:
    """The column of theirs that minutes are read from."""
    return next((c for c in columns if origin.mapping.heading(c.key) == "minutes"), None)


def with_minutes(origin: Origin, columns: list[Column]) -> list[Column]:
    """The columns, blank minutes filled by the time from one column to another."""
    own, ends = _minutes(origin, columns), _parts(origin, "minutes", columns)
    if not own or not ends:
        return columns
    written = own.value.cast(duckdb.sqltype(TEXT))
    filled = CaseExpression(own.is_filled, written).otherwise(_between(origin, ends))
    changed = replace(own, heading=replace(own.heading, type=TEXT), value=filled)
    return [changed if column is own else column for column in columns]


def _between(origin: Origin, parts: list[Column]) -> Expression:
    """The minutes from the first of two times of day to the last, told from the hours a number alone may be.

    One column holds both; where it holds one time there are no minutes.
    """
    first, last = text(parts[0]), FunctionExpression("last_time", text(parts[-1]))
    times = [FunctionExpression("day_or_time", time) for time in (first, last)]
    minutes = FunctionExpression("minutes_between", *times)
    if len(parts) == 1:
        minutes = CaseExpression(last != first, minutes)
    if not origin.mapping.durations:
        return minutes
    unit = map(ConstantExpression, (r"^[0-9.]+$", r"\0 min"))
    return FunctionExpression("regexp_replace", minutes, *unit)


def made(name: str, source: Source, piece: Piece, block: str = "") -> Column:
    """An id of the file, the sheet and the row: the same next month, and nothing of a person."""
    names = [f"{plain(source.files[number])}/{block}" for number, _path in piece.parts]
    where = [f"x{_letters(each)}-" for each in names]
    row = ColumnExpression("_row").cast(duckdb.sqltype(TEXT))
    return added(name, FunctionExpression("concat", _by_part(piece, where), row))


def _letters(name: str) -> str:
    """Twelve letters that stand for a name: no digits, which beside a row's number might be those of a person."""
    return sha256(name.encode()).hexdigest()[:12].translate(LETTERS)


def answered_by_item(origin: Origin, columns: list[Column]) -> list[Column]:
    """The columns, the answer translated by the item of its row: one word may be two answers."""
    ours = {c.heading.name if c.is_ours else origin.mapping.heading(c.key): c for c in columns}
    if not origin.answers or not {"item", "answer"} <= ours.keys():
        return columns
    answer, asked = ours["answer"], as_compared(ours["item"])
    written = as_compared(answer)
    translated = written
    for item, words in origin.answers.items():
        place = FunctionExpression("list_position", ConstantExpression(list(words)), written)
        word = FunctionExpression("list_extract", ConstantExpression(list(words.values())), place)
        is_asked = _is_asked(origin, asked, item)
        told = CoalesceOperator(word, translated)
        translated = CaseExpression(is_asked, told).otherwise(translated)
    changed = replace(answer, value=translated, native=NOTHING)
    return [changed if column is answer else column for column in columns]


def _is_asked(origin: Origin, asked: Expression, item: str) -> Expression:
    theirs = [t for t, code in origin.mapping.codes.get("item", {}).items() if code == item]
    return asked.isin(*map(ConstantExpression, (item, *theirs)))


def left_out(origin: Origin, columns: list[Column]) -> Iterator[tuple[str, Expression]]:
    """Their words that count as no answer, each with whether a row answers a question by it."""
    ours = {c.heading.name if c.is_ours else origin.mapping.heading(c.key): c for c in columns}
    by_key = {column.key: column for column in columns}
    asked = [(theirs, item) for wide in origin.wide for theirs, item in wide.items.items()]
    scores = [word for word, score in origin.mapping.codes.get("score", {}).items() if not score]
    for theirs, _item in asked:
        if (column := by_key.get(heading_key(theirs))) and scores:
            yield from ((word, as_compared(column) == ConstantExpression(word)) for word in scores)
    for item, words in origin.answers.items():
        for word in (theirs for theirs, answer in words.items() if not answer):
            for answer in (by_key.get(heading_key(t)) for t, each in asked if each == item):
                if answer:
                    yield word, as_compared(answer) == ConstantExpression(word)
            if {"item", "answer"} <= ours.keys():
                is_asked = _is_asked(origin, as_compared(ours["item"]), item)
                yield word, is_asked & (as_compared(ours["answer"]) == ConstantExpression(word))


def merged(
    origin: Origin, columns: list[Column]
) -> Iterator[tuple[str, list[tuple[list[str], Expression]]]]:
    """Questions with steps of their scale that are one answer of ours: each step's words, and whether a row has one."""
    by_key = {column.key: column for column in columns}
    for theirs, item in ((t, item) for wide in origin.wide for t, item in wide.items.items()):
        column, said_of = by_key.get(heading_key(theirs)), origin.answers.get(item, {})
        if column is None:
            continue
        written = as_compared(column)
        ours = {word: said_of.get(word, "") for word in origin.scale}
        for answer in dict.fromkeys(filter(None, ours.values())):
            steps: dict[str, list[str]] = {}
            for word in (word for word, said in ours.items() if said == answer):
                steps.setdefault(origin.scale[word], []).append(word)
            if len(steps) > 1:
                each = steps.values()
                yield theirs, [(w, written.isin(*map(ConstantExpression, w))) for w in each]


def as_compared(column: Column) -> Expression:
    """What a column says as words are compared, but for their case."""
    return FunctionExpression("plain", text(column))
