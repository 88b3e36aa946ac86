"""One source column on its way to a value, as DuckDB expressions: no heading or cell becomes SQL."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import duckdb
from duckdb import (
    CaseExpression,
    CoalesceOperator,
    ColumnExpression,
    ConstantExpression,
    FunctionExpression,
)

from dashboard.foundation.schema import DUCKDB_TYPES, Column
from dashboard.foundation.words import today
from dashboard.ingest.recipe import SERIAL, TableMapping, is_yearless
from dashboard.ingest.source import Heading, Piece, Source

Expression = duckdb.Expression

INTEGERS = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT",
            "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT", "UHUGEINT")  # fmt: skip
BORN = "birth_year"
ZONED = ("TIMESTAMP WITH TIME ZONE", "TIMESTAMPTZ_NS")


@dataclass(frozen=True)
class Cell:
    """One source column on its way to a value, by the names its steps have in the query.

    n: what is no text to Excel; s: what they wrote; k: which of the mapping's codes that is;
    t: its text (null = empty); v: its value; r: the rule it breaks; p: whether it holds a CPR number.
    """

    i: int
    heading: Heading
    column: Column | None  # None: not in the contract, looked at for CPR numbers only
    codes: Mapping[str, str]  # their code -> ours
    first_key: int  # of these codes among all of the table's mapping
    is_whole_number: bool  # the source says integer, or every text in a CSV column is digits
    place: str  # of the column in a workbook, whose n0, n1, ... are no text; "" elsewhere
    missing: tuple[str, ...]  # words that stand for nothing

    def at(self, step: str) -> Expression:
        """The column of a step: c0, s0, t0 ..."""
        return ColumnExpression(f"{step}{self.i}")


def cells_of(source: Source, piece: Piece) -> Iterator[Cell]:
    """The columns of a piece of a table, in their order there."""
    mapping = piece.mapping
    columns = {column.name: column for column in source.table.columns}
    coded = [name for name, _theirs in mapping.code_keys]
    for i, heading in enumerate(piece.headings):
        column = columns.get(mapping.heading(heading.name))
        codes = mapping.codes.get(column.name, {}) if column else {}
        yield Cell(
            i,
            heading,
            column,
            codes,
            first_key=coded.index(column.name) if column and codes else 0,
            is_whole_number=heading.type in INTEGERS
            or _is_float(heading.type)
            or piece.is_text
            or (column is not None and column.type in ("integer", "number")),
            place=piece.places[i] if piece.places else "",
            missing=mapping.missing if column or heading.words else (),
        )


def _is_float(source_type: str) -> bool:
    return source_type in ("FLOAT", "DOUBLE") or source_type.startswith("DECIMAL")


def is_written(source_type: str) -> bool:
    """Whether the source holds text, which formats and look-alike letters concern."""
    return source_type in ("VARCHAR", "BLOB") or source_type.startswith("ENUM")


def written(cell: Cell) -> Expression:
    """s of a cell: what they wrote, as it is compared; also where it stands for nothing."""
    source, kind = cell.at("c"), cell.heading.type
    if _is_float(kind):
        return FunctionExpression("float_cell", source)
    if kind in ZONED:
        source = _danish(source)
    if kind == "BLOB":
        source = FunctionExpression("bytes_cell", source)
    text = FunctionExpression("plain", source.cast(duckdb.sqltype("VARCHAR")))
    if cell.place:
        return CoalesceOperator(FunctionExpression("excel_cell", cell.at("n")), text)
    return text


def key(cell: Cell) -> Expression:
    """k of a cell: the place of its code among all of the mapping's; an empty cell may be one of them."""
    theirs = ConstantExpression(list(cell.codes))
    place = FunctionExpression("list_position", theirs, cell.at("s"))
    if "" in cell.codes:
        nothing = ConstantExpression(list(cell.codes).index("") + 1)
        is_empty = FunctionExpression("cell", cell.at("s")).isnull()
        place = CoalesceOperator(place, CaseExpression(is_empty, nothing))
    return place + ConstantExpression(cell.first_key - 1)


def text(cell: Cell) -> Expression:
    """t of a cell: its text by our codes, null where it is empty."""
    text = FunctionExpression("cell", cell.at("s"))
    if cell.missing:
        words = [FunctionExpression("word", ConstantExpression(word)) for word in cell.missing]
        is_missing = FunctionExpression("word", text).isin(*words)
        text = CaseExpression(is_missing, ConstantExpression(None)).otherwise(text)
    if not cell.codes:
        return text
    ours = ConstantExpression([word or None for word in cell.codes.values()])
    place = cell.at("k") - ConstantExpression(cell.first_key - 1)
    translated = FunctionExpression("list_extract", ours, place)
    return CaseExpression(cell.at("k").isnotnull(), translated).otherwise(text)


def _danish(source: Expression) -> Expression:
    return FunctionExpression("timezone", ConstantExpression("Europe/Copenhagen"), source)


def value(cell: Cell, column: Column, mapping: TableMapping) -> Expression:
    """v of a cell: null where its text is no such value."""
    text = cell.at("t")
    direct = None if cell.codes else _direct(column, cell.heading, cell.at("c"), mapping)
    if direct is not None:
        return direct
    if column.type in ("string", "code"):
        return text
    if mapping.durations and column.name == "minutes":
        return FunctionExpression("as_minutes", text, ConstantExpression(mapping.durations))
    if mapping.durations and column.name == "granted_hours_per_week":
        return FunctionExpression("as_hours", text, ConstantExpression("hours"))
    if column.type == "date":
        value = FunctionExpression(mapping.day, FunctionExpression("as_timestamp", text))
    else:
        value = FunctionExpression(f"as_{column.type}", text)
    if not is_written(cell.heading.type):
        return value
    theirs = _by_their_format(column, text, value, mapping)
    if cell.place:
        if SERIAL in mapping.dates:  # a date may have lost that it is one
            value = _by_their_format(
                column, text, value, replace(mapping, dates=(SERIAL,), times=())
            )
        theirs = CaseExpression(cell.at("n").isnotnull(), value).otherwise(theirs)
    return theirs


def _by_their_format(
    column: Column, text: Expression, value: Expression, mapping: TableMapping
) -> Expression:
    """The value of a text by the recipe's formats, which say nothing of real numbers and dates."""
    if column.type in ("integer", "number"):
        if mapping.thousands:
            text = FunctionExpression("ungrouped", text, ConstantExpression(mapping.thousands))
        if mapping.decimal == ",":
            text = FunctionExpression("from_decimal_comma", text)
        value = FunctionExpression(f"as_{column.type}", text)
        return CoalesceOperator(value, short_year(text)) if column.name == BORN else value
    formats = mapping.dates if column.type == "date" else mapping.moments
    if column.type not in ("date", "timestamp") or not formats:
        return value
    # theirs first: 2025-03-04 may be the 3rd of April
    times = parsed_by(text, formats, year_of(mapping))
    if column.type == "date":
        times = [FunctionExpression(mapping.day, time) for time in times]
    return CoalesceOperator(*times, value)


def year_of(mapping: TableMapping) -> Expression:
    """The year of a row's days that are written without one; null where nobody says it."""
    years = {part: year for part, year in mapping.years.items() if year}
    if not years:
        return ConstantExpression(None).cast(duckdb.sqltype("VARCHAR"))
    parts = ConstantExpression(list(years))
    at = FunctionExpression("list_position", parts, ColumnExpression("_part"))
    return FunctionExpression("list_extract", ConstantExpression(list(years.values())), at)


def parsed_by(text: Expression, formats: Sequence[str], year: Expression) -> list[Expression]:
    """A text by each of some formats, as times; two digits are the year of one that has two, where there is one."""
    times = [parsed(text, form, year) for form in formats]
    if not any("%y" in form for form in formats):
        return times
    return [FunctionExpression("of_four_digits", time) for time in times]


def parsed(text: Expression, form: str, year: Expression) -> Expression:
    """A text by one format, as a time; by one without a year that of the year given."""
    if form == SERIAL:
        return FunctionExpression("from_serial", text)
    if is_yearless(form):  # a 29th of February is a day of some years only
        text = FunctionExpression("concat_ws", ConstantExpression(" "), text, year)
        form += " %Y"
    if set("aAbBpZ") & set(re.findall("%-?([a-zA-Z])", form)):
        text = FunctionExpression("in_english", text)
    return FunctionExpression("try_strptime", text, ConstantExpression(form))


def short_year(text: Expression) -> Expression:
    """The year of birth a text says by an apostrophe and two digits; null where it may be two."""
    return FunctionExpression("as_short_year", text, ConstantExpression(today().year))


def _direct(
    column: Column, heading: Heading, source: Expression, mapping: TableMapping
) -> Expression | None:
    """The value without a detour over text, for Parquet columns already of the right type."""
    kind = heading.type
    if column.type == "date" and kind == "DATE":
        return source
    if kind.startswith("TIMESTAMP") and column.type in ("date", "timestamp"):
        local = (_danish(source) if kind in ZONED else source).cast(duckdb.sqltype("TIMESTAMP"))
        return local if column.type == "timestamp" else FunctionExpression(mapping.day, local)
    if column.type in ("integer", "number") and kind in INTEGERS:
        return source.try_cast(duckdb.sqltype(DUCKDB_TYPES[column.type]))
    if column.type == "boolean" and kind == "BOOLEAN":
        return source
    return None


def any_of(conditions: Iterable[Expression]) -> Expression:
    """Whether one of the conditions holds; false where there are none."""
    rest = list(conditions) or [ConstantExpression(False)]
    while len(rest) > 1:  # in pairs: a chain of a thousand columns is too deep to be followed
        rest = [a | b for a, b in zip(rest[::2], rest[1::2], strict=False)] + rest[
            len(rest) // 2 * 2 :
        ]
    return rest[0]
