"""What each cell is held against, as DuckDB expressions: the rule it breaks, and what may be kept of it."""

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
from dashboard.ingest import likely_causes, vocabulary
from dashboard.ingest.cells import Cell, Expression, any_of, is_written
from dashboard.ingest.excel_files import NOT_CALCULATED
from dashboard.ingest.recipe import TableMapping

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


def rule(cell: Cell, column: Column, limits: Limits, mapping: TableMapping) -> Expression:
    """r of a cell: the first rule it breaks, or null."""
    text, value = cell.at("t"), cell.at("v")
    checks: list[tuple[Expression, str | Expression]] = []
    if cell.place:
        checks.append((text == ConstantExpression(NOT_CALCULATED), "not_calculated"))
    if is_written(cell.heading.type):
        checks.append((FunctionExpression("is_error_cell", text), "error_cell"))
    if column.name in IDS:
        checks.append((FunctionExpression("is_cut", text), "cut_id"))
    if not column.nullable:
        checks.append((text.isnull(), "undated" if column.name == "invited_on" else "missing"))
    if column.type not in ("string", "code"):
        cause = likely_causes.no_value(cell, column, mapping)
        checks.append((text.isnotnull() & value.isnull(), cause))
    if column.type == "code":
        cause = likely_causes.no_code(cell, column)
        checks.append((_outside(value, column.codes), cause))
    if column.type == "municipality":
        checks.append((_outside(value, limits.municipalities), "municipality"))
    if column.type in ("date", "timestamp"):
        is_early = value < ConstantExpression(FIRST_DAY)
        checks.append((is_early, likely_causes.too_early(value)))
    if column.never_future:
        day = value.cast(duckdb.sqltype("DATE"))
        is_late = day > ConstantExpression(limits.last_day)
        checks.append((is_late, likely_causes.too_late(value, column)))
    low, high = bounds(column, limits)
    if low is not None:
        checks.append((value < ConstantExpression(low), "too_low"))
    if high is not None:
        checks.append((value > ConstantExpression(high), "too_high"))
    return _first_true(checks)


def unknown_word(cell: Cell) -> Expression:
    """r of a cell that is none of ours: whether its word is one a recipe does not know."""
    is_unknown = cell.at("t").isnotnull() & cell.at("s").isnotin(
        *map(ConstantExpression, cell.heading.words)
    )
    return CaseExpression(is_unknown, ConstantExpression("unknown_word")).otherwise(NOTHING)


def bounds(column: Column, limits: Limits) -> tuple[int | None, int | None]:
    """The lowest and highest value a number may have."""
    return column.low, limits.this_year if column.name == "birth_year" else column.high


def _outside(value: Expression, known: tuple[str, ...]) -> Expression:
    return value.isnotnull() & value.isnotin(*(ConstantExpression(code) for code in known))


def _first_true(checks: list[tuple[Expression, str | Expression]]) -> Expression:
    if not checks:
        return NOTHING
    rules = [
        (condition, ConstantExpression(rule) if isinstance(rule, str) else rule)
        for condition, rule in checks
    ]
    case = CaseExpression(*rules[0])
    for condition, rule in rules[1:]:
        case = case.when(condition, rule)
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


def faults(cells: list[Cell], is_text: bool) -> Expression:
    """The faults of a row: a list of {column_name, rule, found}, or null; of a row of totals only that it is one."""
    conditions, entries = [], []
    for cell in cells:
        is_cpr = cell.at("p")
        name = ConstantExpression(cell.column.name if cell.column else cell.heading.name)
        conditions.append(is_cpr)
        entries.append(CaseExpression(is_cpr, _fault(name, ConstantExpression("cpr"), NOTHING)))
        if (cell.column and not cell.heading.is_again) or cell.heading.words:
            rule = cell.at("r")
            shown = CaseExpression(is_cpr, NOTHING).otherwise(_found(cell))
            conditions.append(rule.isnotnull())
            entries.append(CaseExpression(rule.isnotnull(), _fault(name, rule, shown)))
    # the list is only built for rows with a fault: a hundred million rows have none
    present = duckdb.LambdaExpression("entry", ColumnExpression("entry").isnotnull())
    found = FunctionExpression("list_filter", FunctionExpression("list_value", *entries), present)
    totals = _totals(cells) if is_text else None
    if totals is not None:
        is_total, told = totals
        has_cpr = any_of(cell.at("p") for cell in cells)
        found = CaseExpression(is_total & ~has_cpr, told).otherwise(found)
    return CaseExpression(any_of(conditions), found).cast(duckdb.sqltype(FAULTS_TYPE))


def _totals(cells: list[Cell]) -> tuple[Expression, Expression] | None:
    """Whether a row begins with a word for a sum, and what is then told of it."""
    if not cells:
        return None
    first = CoalesceOperator(*(FunctionExpression("cell", cell.at("s")) for cell in cells))
    word = FunctionExpression(
        "rtrim", FunctionExpression("lower", first), ConstantExpression(" .:=")
    )
    is_total = word.isin(*(ConstantExpression(w.lower().rstrip(".")) for w in vocabulary.totals()))
    told = _fault(NOTHING, ConstantExpression("totals_row"), first)
    return CoalesceOperator(is_total, ConstantExpression(False)), FunctionExpression(
        "list_value", told
    )


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
