"""What each cell is held against, as DuckDB expressions: the rule it breaks, and what may be kept of it."""

from collections.abc import Iterable
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

from dashboard.foundation.schema import DUCKDB_TYPES, IDS, Column
from dashboard.ingest.cells import Cell, Expression, is_written
from dashboard.ingest.excel_files import NOT_CALCULATED

FAULTS_TYPE = "STRUCT(column_name VARCHAR, rule VARCHAR, found VARCHAR)[]"
FIRST_DAY = date(1990, 1, 1)
SMALLEST_CPR_NUMBER = 10_100_000  # 0 01 01 00 ...: no shorter whole number can be one
NOTHING = ConstantExpression(None).cast(duckdb.sqltype("VARCHAR"))


@dataclass(frozen=True)
class Limits:
    """What the values are held against: the last day, this year, the official codes."""

    last_day: date
    this_year: int
    municipalities: tuple[str, ...]


def rule(cell: Cell, column: Column, limits: Limits) -> Expression:
    """r of a cell: the first rule it breaks, or null."""
    text, value = cell.at("t"), cell.at("v")
    checks: list[tuple[Expression, str]] = []
    if cell.place:
        checks.append((text == ConstantExpression(NOT_CALCULATED), "not_calculated"))
    if is_written(cell.heading.type):
        checks.append((FunctionExpression("is_error_cell", text), "error_cell"))
    if column.name in IDS:
        checks.append((FunctionExpression("is_cut", text), "cut_id"))
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
    if not checks:
        return NOTHING
    (condition, rule), *others = checks
    case = CaseExpression(condition, ConstantExpression(rule))
    for condition, rule in others:
        case = case.when(condition, ConstantExpression(rule))
    return case.otherwise(NOTHING)


def is_cpr(cell: Cell) -> Expression:
    """p of a cell: whether its text holds something CPR-like. Valid codes, dates and small numbers cannot."""
    found = _holds_cpr(cell, cell.at("t"))
    if cell.codes:  # neither what they wrote nor what the mapping makes of it
        found = found | _holds_cpr(cell, cell.at("s"))
    harmless = _harmless(cell)
    if harmless is None:
        return found
    return CaseExpression(harmless, ConstantExpression(False)).otherwise(found)


def _holds_cpr(cell: Cell, text: Expression) -> Expression:
    found = CoalesceOperator(FunctionExpression("is_cpr_like", text), ConstantExpression(False))
    if cell.is_whole_number:
        number = FunctionExpression("is_cpr_number", text)
        found = found | CoalesceOperator(number, ConstantExpression(False))
    return found


def _harmless(cell: Cell) -> Expression | None:
    if cell.column is None or cell.column.type == "string" or cell.codes:
        return None
    value = cell.at("v")
    if cell.column.type in ("integer", "number"):
        size = FunctionExpression("abs", value)
        return value.isnotnull() & (size < ConstantExpression(SMALLEST_CPR_NUMBER))
    if cell.column.type == "code":
        return value.isin(*(ConstantExpression(code) for code in cell.column.codes))
    return value.isnotnull()


def published(column: Column, ours: list[tuple[Cell, Column]]) -> Expression:
    """The value that may be kept: nothing CPR-like is ever written, not even to quarantine."""
    kind = duckdb.sqltype(DUCKDB_TYPES[column.type])
    cell = next((cell for cell, known in ours if known == column), None)
    if cell is None:
        return ConstantExpression(None).cast(kind).alias(column.name)
    value = cell.at("v")
    if column.type in ("string", "code", "integer", "number"):
        is_unfit = cell.at("p")
        if cell.place:
            is_unfit = is_unfit | (cell.at("t") == ConstantExpression(NOT_CALCULATED))
        value = CaseExpression(is_unfit, ConstantExpression(None)).otherwise(value)
    return value.cast(kind).alias(column.name)


def is_padded(ours: list[tuple[Cell, Column]]) -> Expression:
    """Whether the municipality code of a row got back the zero it had lost."""
    return any_of(
        cell.at("v") != cell.at("t") for cell, column in ours if column.type == "municipality"
    )


def faults(cells: list[Cell]) -> Expression:
    """The faults of a row: a list of {column_name, rule, found}, or null."""
    conditions, entries = [], []
    for cell in cells:
        is_cpr = cell.at("p")
        name = ConstantExpression(cell.column.name if cell.column else cell.heading.name)
        conditions.append(is_cpr)
        entries.append(CaseExpression(is_cpr, _fault(name, ConstantExpression("cpr"), NOTHING)))
        if cell.column:
            rule = cell.at("r")
            shown = CaseExpression(is_cpr, NOTHING).otherwise(_found(cell))
            conditions.append(rule.isnotnull())
            entries.append(CaseExpression(rule.isnotnull(), _fault(name, rule, shown)))
    # the list is only built for rows with a fault: a hundred million rows have none
    present = duckdb.LambdaExpression("entry", ColumnExpression("entry").isnotnull())
    found = FunctionExpression("list_filter", FunctionExpression("list_value", *entries), present)
    return CaseExpression(any_of(conditions), found).cast(duckdb.sqltype(FAULTS_TYPE))


def _found(cell: Cell) -> Expression:
    """What is shown of a cell; where its formula is at fault, which cell of the sheet it is."""
    if not cell.place:
        return cell.at("t")
    row = ColumnExpression("_row").cast(duckdb.sqltype("VARCHAR"))
    place = FunctionExpression("concat", ConstantExpression(cell.place), row)
    with_error = FunctionExpression("concat", place, ConstantExpression(" "), cell.at("t"))
    shown = CaseExpression(cell.at("r") == ConstantExpression("not_calculated"), place)
    shown = shown.when(cell.at("r") == ConstantExpression("error_cell"), with_error)
    return shown.otherwise(cell.at("t"))


def _fault(name: Expression, rule: Expression, found: Expression) -> Expression:
    return FunctionExpression("fault", name, rule, found)


def any_of(conditions: Iterable[Expression]) -> Expression:
    """Whether one of the conditions holds; false where there are none."""
    rest = list(conditions) or [ConstantExpression(False)]
    while len(rest) > 1:  # in pairs: a chain of a thousand columns is too deep to be followed
        rest = [a | b for a, b in zip(rest[::2], rest[1::2], strict=False)] + rest[
            len(rest) // 2 * 2 :
        ]
    return rest[0]
