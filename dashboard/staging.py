"""Types one opened table by the contract and notes each cell that is not what it should be.

The staged table has the contract's columns, _part and _row, _is_blank (a line of separators,
or a row Excel kept after its content was deleted), _is_padded (a municipality code got its
zero back) and _faults: a list of {column_name, rule, found}, null for the rows that are as
they should be (nearly all).
Expressions are built from DuckDB's expression objects, so no heading or cell becomes SQL.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import duckdb
from duckdb import (
    CaseExpression,
    CoalesceOperator,
    ColumnExpression,
    ConstantExpression,
    FunctionExpression,
)

from dashboard.exports import Heading, Piece
from dashboard.mapping import TableMapping
from dashboard.schema import Column, Table

Expression = duckdb.Expression

DUCKDB_TYPES = {
    "string": "VARCHAR", "code": "VARCHAR", "municipality": "VARCHAR", "date": "DATE",
    "timestamp": "TIMESTAMP", "integer": "BIGINT", "number": "DOUBLE", "boolean": "BOOLEAN",
}  # fmt: skip
INTEGERS = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT",
            "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT", "UHUGEINT")  # fmt: skip
ZONED = ("TIMESTAMP WITH TIME ZONE", "TIMESTAMPTZ_NS")
FAULTS_TYPE = "STRUCT(column_name VARCHAR, rule VARCHAR, found VARCHAR)[]"
FIRST_DAY = date(1990, 1, 1)
SMALLEST_CPR_NUMBER = 10_100_000  # 0 01 01 00 ...: no shorter whole number can be one


@dataclass(frozen=True)
class Limits:
    """What the values are held against: the last day, this year, the official codes."""

    last_day: date
    this_year: int
    municipalities: tuple[str, ...]


@dataclass(frozen=True)
class Cell:
    """One source column on its way to a value: its text (null = empty) and its value."""

    column: Column | None  # None: not in the contract, looked at for CPR numbers only
    heading: str
    text: Expression
    value: Expression | None
    raw: Expression  # before the mapping's codes
    is_translated: bool
    is_whole_number: bool  # the source says integer, or every text in a CSV column is digits


def stage(
    piece: Piece, table: Table, mapping: TableMapping, limits: Limits, is_text: bool
) -> duckdb.DuckDBPyRelation:
    """One piece of a table, typed, with _part, _row and _faults (see the module's words)."""
    cells = list(_cells(piece, table, mapping, is_text))
    given = {cell.column.name: cell for cell in cells if cell.column}
    typed = piece.relation.select(
        *(cell.text.alias(f"t{i}") for i, cell in enumerate(cells)),
        *(cell.value.alias(f"v{i}") for i, cell in enumerate(cells) if cell.value is not None),
        *(cell.raw.alias(f"s{i}") for i, cell in enumerate(cells) if cell.is_translated),
        ColumnExpression("_part"),
        ColumnExpression("_row"),
    )
    judged = typed.select(
        duckdb.StarExpression(),
        *(
            _rule(cell.column, i, limits).alias(f"r{i}")
            for i, cell in enumerate(cells)
            if cell.column
        ),
        *(_is_cpr(cell, i).alias(f"p{i}") for i, cell in enumerate(cells)),
    )
    is_blank = ~_any(ColumnExpression(f"t{i}").isnotnull() for i in range(len(cells)))
    return judged.select(
        *(_published(column, given, cells) for column in table.columns),
        ColumnExpression("_part"),
        ColumnExpression("_row"),
        (is_blank if is_text else ConstantExpression(False)).alias("_is_blank"),
        _is_padded(cells).alias("_is_padded"),
        _faults(cells).alias("_faults"),
    )


def no_rows(con: duckdb.DuckDBPyConnection, table: Table) -> duckdb.DuckDBPyRelation:
    """The staged shape without a row: what a table that cannot be read is staged as."""
    empty = Piece("", con.sql("select null::varchar as c0, 0 as _part, 0 as _row limit 0"), ())
    return stage(empty, table, TableMapping(), Limits(FIRST_DAY, FIRST_DAY.year, ("",)), True)


def _cells(piece: Piece, table: Table, mapping: TableMapping, is_text: bool) -> Iterator[Cell]:
    columns = {column.name: column for column in table.columns}
    for i, heading in enumerate(piece.headings):
        column = columns.get(mapping.heading(heading.name))
        text = _text(heading, ColumnExpression(f"c{i}"))
        is_translated = column is not None and column.name in mapping.codes
        if column and is_translated:
            text = _translated(text, mapping.codes[column.name])
        yield Cell(
            column,
            heading.name,
            text,
            _value(column, heading, ColumnExpression(f"c{i}"), text, mapping) if column else None,
            is_whole_number=heading.type in INTEGERS
            or _is_float(heading.type)
            or is_text
            or (column is not None and column.type in ("integer", "number")),
            raw=_text(heading, ColumnExpression(f"c{i}")),
            is_translated=is_translated,
        )


def _is_float(source_type: str) -> bool:
    return source_type in ("FLOAT", "DOUBLE") or source_type.startswith("DECIMAL")


def _text(heading: Heading, source: Expression) -> Expression:
    if _is_float(heading.type):
        return FunctionExpression("float_cell", source)
    if heading.type in ZONED:
        source = _danish(source)
    if heading.type == "BLOB":
        source = FunctionExpression("bytes_cell", source)
    text = source.cast(duckdb.sqltype("VARCHAR"))
    return FunctionExpression("cell", FunctionExpression("plain", text))


def _translated(text: Expression, codes: dict[str, str]) -> Expression:
    both = (ConstantExpression(list(codes)), ConstantExpression(list(codes.values())))
    ours = FunctionExpression("map_extract_value", FunctionExpression("map", *both), text)
    return CoalesceOperator(ours, text)


def _danish(source: Expression) -> Expression:
    return FunctionExpression("timezone", ConstantExpression("Europe/Copenhagen"), source)


def _value(
    column: Column, heading: Heading, source: Expression, text: Expression, mapping: TableMapping
) -> Expression:
    direct = None if column.name in mapping.codes else _direct(column, heading, source)
    if direct is not None:
        return direct
    if column.type in ("string", "code"):
        return text
    if column.type in ("integer", "number") and mapping.decimal == ",":
        text = FunctionExpression("from_decimal_comma", text)
    value = FunctionExpression(f"as_{column.type}", text)
    theirs = mapping.date_format if column.type == "date" else mapping.timestamp_format
    if column.type in ("date", "timestamp") and theirs:
        parsed = FunctionExpression("try_strptime", text, ConstantExpression(theirs))
        if column.type == "date":
            parsed = FunctionExpression("midnight", parsed)
        value = CoalesceOperator(parsed, value)  # theirs first: 2025-03-04 may be the 3rd of April
    return value


def _direct(column: Column, heading: Heading, source: Expression) -> Expression | None:
    """The value without a detour over text, for Parquet columns already of the right type."""
    kind = heading.type
    if column.type == "date" and kind == "DATE":
        return source
    if kind.startswith("TIMESTAMP") and column.type in ("date", "timestamp"):
        local = (_danish(source) if kind in ZONED else source).cast(duckdb.sqltype("TIMESTAMP"))
        return local if column.type == "timestamp" else FunctionExpression("midnight", local)
    if column.type in ("integer", "number") and kind in INTEGERS:
        return source.try_cast(duckdb.sqltype(DUCKDB_TYPES[column.type]))
    if column.type == "boolean" and kind == "BOOLEAN":
        return source
    return None


def _rule(column: Column, i: int, limits: Limits) -> Expression:
    """The rule the cell breaks, or null."""
    text, value = ColumnExpression(f"t{i}"), ColumnExpression(f"v{i}")
    checks: list[tuple[Expression, str]] = []
    if not column.nullable:
        checks.append((text.isnull(), "missing"))
    if column.type not in ("string", "code"):
        checks.append((text.isnotnull() & value.isnull(), column.type))
    if column.type == "code":
        checks.append((_outside(value, column.codes), "code"))
    if column.type == "municipality":
        checks.append((_outside(value, limits.municipalities), "municipality"))
    if column.type in ("date", "timestamp"):
        checks.append((value < ConstantExpression(FIRST_DAY), "before_1990"))
    if column.never_future:
        day = value.cast(duckdb.sqltype("DATE"))
        checks.append((day > ConstantExpression(limits.last_day), "in_the_future"))
    low, high = bounds(column, limits)
    if low is not None:
        checks.append((value < ConstantExpression(low), "too_low"))
    if high is not None:
        checks.append((value > ConstantExpression(high), "too_high"))
    return _first_true(checks)


def bounds(column: Column, limits: Limits) -> tuple[int | None, int | None]:
    """The lowest and highest value a number may have."""
    return column.low, limits.this_year if column.name == "birth_year" else column.high


def _outside(value: Expression, known: tuple[str, ...]) -> Expression:
    return value.isnotnull() & value.isnotin(*(ConstantExpression(code) for code in known))


def _first_true(checks: list[tuple[Expression, str]]) -> Expression:
    nothing = ConstantExpression(None).cast(duckdb.sqltype("VARCHAR"))
    if not checks:
        return nothing
    case = CaseExpression(checks[0][0], ConstantExpression(checks[0][1]))
    for condition, rule in checks[1:]:
        case = case.when(condition, ConstantExpression(rule))
    return case.otherwise(nothing)


def _is_cpr(cell: Cell, i: int) -> Expression:
    """Whether the text holds something CPR-like. Valid codes, dates and small numbers cannot."""
    found = _holds_cpr(cell, ColumnExpression(f"t{i}"))
    if cell.is_translated:  # neither what they wrote nor what the mapping makes of it
        found = found | _holds_cpr(cell, ColumnExpression(f"s{i}"))
    harmless = _harmless(cell, i)
    return found if harmless is None else CaseExpression(
        harmless, ConstantExpression(False)
    ).otherwise(found)  # fmt: skip


def _holds_cpr(cell: Cell, text: Expression) -> Expression:
    found = CoalesceOperator(FunctionExpression("is_cpr_like", text), ConstantExpression(False))
    if cell.is_whole_number:
        number = FunctionExpression("is_cpr_number", text)
        found = found | CoalesceOperator(number, ConstantExpression(False))
    return found


def _harmless(cell: Cell, i: int) -> Expression | None:
    if cell.column is None or cell.column.type == "string" or cell.is_translated:
        return None
    value = ColumnExpression(f"v{i}")
    if cell.column.type in ("integer", "number"):
        size = FunctionExpression("abs", value)
        return value.isnotnull() & (size < ConstantExpression(SMALLEST_CPR_NUMBER))
    if cell.column.type == "code":
        return value.isin(*(ConstantExpression(code) for code in cell.column.codes))
    return value.isnotnull()


def _published(column: Column, given: dict[str, Cell], cells: list[Cell]) -> Expression:
    """The value that may be kept: nothing CPR-like is ever written, not even to quarantine."""
    kind = duckdb.sqltype(DUCKDB_TYPES[column.type])
    cell = given.get(column.name)
    if cell is None:
        return ConstantExpression(None).cast(kind).alias(column.name)
    i = cells.index(cell)
    value = ColumnExpression(f"v{i}")
    if column.type in ("string", "code", "integer", "number"):
        value = CaseExpression(ColumnExpression(f"p{i}"), ConstantExpression(None)).otherwise(value)
    return value.cast(kind).alias(column.name)


def _is_padded(cells: list[Cell]) -> Expression:
    return _any(
        ColumnExpression(f"v{i}") != ColumnExpression(f"t{i}")
        for i, cell in enumerate(cells)
        if cell.column and cell.column.type == "municipality"
    )


def _faults(cells: list[Cell]) -> Expression:
    conditions, entries = [], []
    for i, cell in enumerate(cells):
        is_cpr = ColumnExpression(f"p{i}")
        name = ConstantExpression(cell.column.name if cell.column else cell.heading)
        conditions.append(is_cpr)
        entries.append(CaseExpression(is_cpr, _fault(name, ConstantExpression("cpr"), _NOTHING)))
        if cell.column:
            rule = ColumnExpression(f"r{i}")
            shown = CaseExpression(is_cpr, _NOTHING).otherwise(ColumnExpression(f"t{i}"))
            conditions.append(rule.isnotnull())
            entries.append(CaseExpression(rule.isnotnull(), _fault(name, rule, shown)))
    # the list is only built for rows with a fault: a hundred million rows have none
    present = duckdb.LambdaExpression("entry", ColumnExpression("entry").isnotnull())
    found = FunctionExpression("list_filter", FunctionExpression("list_value", *entries), present)
    return CaseExpression(_any(conditions), found).cast(duckdb.sqltype(FAULTS_TYPE))


_NOTHING = ConstantExpression(None).cast(duckdb.sqltype("VARCHAR"))


def _fault(name: Expression, rule: Expression, found: Expression) -> Expression:
    return FunctionExpression("fault", name, rule, found)


def _any(conditions: Iterator[Expression] | list[Expression]) -> Expression:
    result = ConstantExpression(False)
    for condition in conditions:
        result = result | condition
    return result
