"""What a cell that is no value of its column was probably meant as, as DuckDB expressions.

Asked only of cells that are wrong: the fault then says what would be understood.
"""

from duckdb import CaseExpression, ConstantExpression, FunctionExpression

from dashboard.foundation.schema import Column
from dashboard.ingest import vocabulary
from dashboard.ingest.cells import Cell, Expression, any_of, parsed, year_of
from dashboard.ingest.recipe import SERIAL, TIMES, TableMapping

NEVER = 2900  # a year in which nothing of ours will happen
FIRST_YEAR = 1990
TWO_DIGITS = 100


def no_value(cell: Cell, column: Column, mapping: TableMapping) -> Expression:
    """The rule a text breaks that is no such value: the column's own, or a likelier one."""
    text = cell.at("t")
    causes = []
    if column.name == "minutes" and not mapping.durations:
        minutes = FunctionExpression("as_minutes", text, ConstantExpression(""))
        causes.append((minutes.isnotnull(), "duration"))
    if column.name == "granted_hours_per_week" and not mapping.durations:
        hours = FunctionExpression("as_hours", text, ConstantExpression(""))
        causes.append((hours.isnotnull(), "hours_spelt"))
    if column.nullable:
        causes.append((_is_word_for_nothing(text, column), "missing_word"))
    if column.type in ("date", "timestamp") and SERIAL not in mapping.dates:
        serial = _year(FunctionExpression("from_serial", text))
        causes.append((serial >= ConstantExpression(FIRST_YEAR), "serial_date"))
    if column.type in ("date", "timestamp"):
        is_yearless = year_of(mapping).isnull() & FunctionExpression("lacks_year", text)
        causes.append((is_yearless, "no_year"))
    if column.type == "date" and not mapping.drop_time:
        causes.append((_is_time(text, mapping), "date_with_time"))
    if column.type in ("integer", "number") and not mapping.thousands:
        causes.append((FunctionExpression("is_grouped", text), "grouped_number"))
    if (
        column.type in ("integer", "number") and column.name != "minutes"
    ):  # from one time to another
        causes.append((FunctionExpression("is_two_numbers", text), "two_numbers"))
    return _first(causes, column.type)


def no_code(cell: Cell, column: Column) -> Expression:
    """The rule a word breaks that is none of the codes."""
    is_nothing = _is_word_for_nothing(cell.at("t"), column)
    return _first([(is_nothing, "missing_word")] if column.nullable else [], "code")


def too_early(day: Expression) -> Expression:
    """The rule a day breaks that lies before any of ours."""
    return _first([(_year(day) < ConstantExpression(TWO_DIGITS), "two_digit_year")], "before_1990")


def too_late(day: Expression, column: Column) -> Expression:
    """The rule a day breaks that has not come."""
    is_never = _year(day) > ConstantExpression(NEVER)
    return _first([(is_never, "missing_word")] if column.nullable else [], "in_the_future")


def _year(day: Expression) -> Expression:
    return FunctionExpression("year", day)


def _is_word_for_nothing(text: Expression, column: Column) -> Expression:
    words = vocabulary.missing()
    if column.type in ("date", "timestamp"):
        words = (*words, *vocabulary.missing_dates())
    return FunctionExpression("word", text).isin(*map(ConstantExpression, dict.fromkeys(words)))


def _is_time(text: Expression, mapping: TableMapping) -> Expression:
    """Whether a text is a day by one of the formats known, and a time of day after it."""
    times = [FunctionExpression("as_timestamp", text)]
    year = year_of(mapping)
    times += [
        parsed(text, form + time, year)
        for form in mapping.dates
        if form != SERIAL
        for time in TIMES
    ]
    return any_of(time.isnotnull() for time in times)


def _first(causes: list[tuple[Expression, str]], otherwise: str) -> Expression:
    if not causes:
        return ConstantExpression(otherwise)
    (condition, rule), *others = causes
    case: Expression = CaseExpression(condition, ConstantExpression(rule))
    for condition, rule in others:
        case = case.when(condition, ConstantExpression(rule))
    return case.otherwise(ConstantExpression(otherwise))
