"""What is worth telling of cells that are read and are no fault: noted row by row, told by the count."""

import duckdb
from duckdb import CaseExpression, ColumnExpression, ConstantExpression, FunctionExpression

from dashboard.foundation.schema import Column
from dashboard.ingest.cells import (
    BORN,
    Cell,
    Expression,
    any_of,
    is_written,
    parsed,
    parsed_by,
    short_year,
    year_of,
)
from dashboard.ingest.notices import NOTICES, Notice
from dashboard.ingest.recipe import SERIAL, TableMapping, is_yearless
from dashboard.ingest.source import Source

NOTES_TYPE = "STRUCT(key VARCHAR, column_name VARCHAR)[]"
LEAST_TURNED = 2  # days of either kind: fewer fall so by chance


def noted(ours: list[tuple[Cell, Column]], mapping: TableMapping) -> Expression:
    """The notes of a row: a list of {key, column_name}, or null (nearly always)."""
    notes = [
        (condition, key, "" if column.type == "municipality" else column.name)
        for cell, column in ours
        if not cell.heading.is_again
        for condition, key in _of(cell, column, mapping)
    ]
    entries = [
        CaseExpression(
            condition,
            FunctionExpression("note", _key(key), ConstantExpression(name)),
        )
        for condition, key, name in notes
    ]
    if not entries:
        return ConstantExpression(None).cast(duckdb.sqltype(NOTES_TYPE))
    present = duckdb.LambdaExpression("entry", ColumnExpression("entry").isnotnull())
    found = FunctionExpression("list_filter", FunctionExpression("list_value", *entries), present)
    is_any = any_of(condition for condition, _key, _name in notes)
    return CaseExpression(is_any, found).cast(duckdb.sqltype(NOTES_TYPE))


def _key(key: str | Expression) -> Expression:
    return ConstantExpression(key) if isinstance(key, str) else key


def _of(
    cell: Cell, column: Column, mapping: TableMapping
) -> list[tuple[Expression, str | Expression]]:
    text, value = cell.at("t"), cell.at("v")
    if column.type == "municipality":
        is_code = FunctionExpression("is_code", text)
        return [
            ((value != text) & is_code, "padded_municipality"),
            ((value != text) & ~is_code, "named_municipality"),
        ]
    if not is_written(cell.heading.type):
        return []
    if column.name == "mentor_id" and not cell.codes:
        return [(cell.at("s") == ConstantExpression("NA"), "na_initials")]
    if column.type == "number" and mapping.decimal == "." and not mapping.thousands:
        return [(_is_text(cell, FunctionExpression("is_grouped", text)), "grouped_decimals")]
    if column.name == BORN:
        return [(short_year(text).isnotnull(), "short_years")]
    if column.type in ("date", "timestamp"):
        return [*_of_year(cell, column, mapping), *_of_days(cell, column, mapping)]
    return []


def _of_year(
    cell: Cell, column: Column, mapping: TableMapping
) -> list[tuple[Expression, str | Expression]]:
    """Whether a day was written without its year, and got the recipe's."""
    forms = mapping.dates if column.type == "date" else mapping.moments
    yearless = [form for form in forms if is_yearless(form)]
    year = year_of(mapping)
    days = [parsed(cell.at("t"), form, year).isnotnull() for form in yearless]
    return [(_is_text(cell, any_of(days)), "year_given")] if days else []


def _of_days(
    cell: Cell, column: Column, mapping: TableMapping
) -> list[tuple[Expression, str | Expression]]:
    """How a day was read, and whether it could be another."""
    value = cell.at("v")
    forms = [form for form in mapping.dates if form != SERIAL]
    if column.type != "date" or not forms:
        return []
    times = parsed_by(cell.at("t"), forms, year_of(mapping))
    days = [FunctionExpression(mapping.day, time) for time in times]
    others = [
        one.isnotnull() & another.isnotnull() & (one != another)
        for i, one in enumerate(days)
        for another in days[:i]
    ]
    is_theirs = _is_text(cell, any_of(day.isnotnull() for day in days))
    read = FunctionExpression("day_read", is_theirs, value)
    return [(value.isnotnull(), read), (_is_text(cell, any_of(others)), "two_readings")]


def _is_text(cell: Cell, condition: Expression) -> Expression:
    """The condition, of a cell that is no number or date to Excel."""
    return condition & cell.at("n").isnull() if cell.place else condition


def told(con: duckdb.DuckDBPyConnection, source: Source) -> list[Notice]:
    """The notices of a staged table's notes."""
    rows = con.sql(
        """
        select note.key, note.column_name, count(*)
        from (
            select unnest(_noted) as note
            from query_table($staged)
            where _noted is not null and not _is_blank
        )
        group by all
        order by all
        """,
        params={"staged": source.staged},
    ).fetchall()
    counts = {(key, column): n for key, column, n in rows}
    if ("na_initials", "mentor_id") in counts and not _are_initials(con):
        del counts["na_initials", "mentor_id"]
    notices = [
        Notice(key, source.table.name, column, n)
        for (key, column), n in counts.items()
        if key in NOTICES
    ]
    for column in dict.fromkeys(column for _key, column in counts):
        real, text = counts.get(("real_early", column), 0), counts.get(("text_late", column), 0)
        others = counts.keys() & {("real_late", column), ("text_early", column)}
        if min(real, text) >= LEAST_TURNED and not others:
            notices.append(Notice("turned_dates", source.table.name, column, real))
    return notices


def _are_initials(con: duckdb.DuckDBPyConnection) -> bool:
    """Whether the mentors that are known are known by two to four letters."""
    ((found,),) = con.sql(
        "select coalesce(bool_and(regexp_full_match(mentor_id, '[A-ZÆØÅ]{2,4}')), false) from staged_cases"
    ).fetchall()
    return bool(found)
