"""Ids of courses that are spelt otherwise than in cases, or are the citizen's, put right by these."""

from collections.abc import Sequence
from dataclasses import replace

import duckdb
from duckdb import CoalesceOperator, ColumnExpression

from dashboard.foundation import queries
from dashboard.ingest.notices import Notice
from dashboard.ingest.source import Source

MOST_STRAY = 0.1  # of the ids of a table
NUMBERED = "numbered_ids"
DAYS = {  # by table: the day of a row, the first that is known
    "contacts": ("contacted_at",),
    "survey_results": ("answered_on", "invited_on"),
    "documents": ("done_on", "due_on"),
    "activities": ("held_on",),
}


def number(con: duckdb.DuckDBPyConnection, source: Source, *, by_people: bool) -> list[Notice]:
    """Gives a citizen's later courses a running number where a list has the citizen's number alone; tells which.

    by_people: whether a recipe describes the files. Courses that overlap keep the number, which is a fault.
    """
    queries.run(con, "checks/numbered_ids", {"by_people": by_people}).create(NUMBERED)
    later = con.table(NUMBERED).filter("ours <> theirs")
    shown = [each for (each,) in later.select("shown").fetchall()]
    if shown:
        _mend(
            con, source, NUMBERED, "delivered._part = mended._part and delivered._row = mended._row"
        )
    return _told("numbered_ids", source, shown)


def mend(con: duckdb.DuckDBPyConnection, source: Source, *, by_people: bool) -> list[Notice]:
    """Puts the ids of courses in a source's staged rows right that have one counterpart in cases; tells how many.

    by_people: whether a recipe describes the files, where numbers are spelt as people spell them, and may be the
    citizen's; else only zeros are given back.

    Where more than one in ten has none or two, they are other numbers that only happen to be alike: nothing is
    touched, and each is a fault of its own.
    """
    if "case_id" not in source.table.names:
        return []
    notices = _by_day(con, source) if by_people and source.table.name in DAYS else []
    lost_ids = f"lost_{source.staged}"
    queries.run(con, "checks/lost_ids", {"staged": source.staged, "by_people": by_people}).create(
        lost_ids
    )
    lost = con.table(lost_ids).fetchall()
    mended = [(shown, of_citizen) for _theirs, ours, shown, of_citizen in lost if ours]
    if not mended or len(lost) - len(mended) > MOST_STRAY * _count(con, source):
        return notices
    _mend(con, source, lost_ids, "delivered.case_id = mended.theirs")
    for key, is_citizens in (("mended_ids", False), ("citizens_ids", True)):
        notices += _told(key, source, [each for each, of in mended if of is is_citizens])
    return notices


def _by_day(con: duckdb.DuckDBPyConnection, source: Source) -> list[Notice]:
    """Gives rows with the number of a citizen who has several courses the one that was under way on their day."""
    found, days = f"by_day_{source.staged}", DAYS[source.table.name]
    day = CoalesceOperator(*map(ColumnExpression, days)).cast(duckdb.sqltype("date"))
    dated = con.view(source.staged).select("case_id", day.alias("day"), "_is_blank")
    dated.create_view(f"dated_{source.staged}")
    queries.run(con, "checks/ids_by_day", {"dated": f"dated_{source.staged}"}).create(found)
    shown = con.table(found).filter("ours <> theirs").select("shown").distinct().order("shown")
    told = [each for (each,) in shown.fetchall()]
    if told:
        its_day = ", ".join(f"delivered.{each}" for each in days)
        same = f"delivered.case_id = mended.theirs and coalesce({its_day})::date = mended.day"
        _mend(con, source, found, same)
    return _told("ids_by_day", source, told)


def _mend(con: duckdb.DuckDBPyConnection, source: Source, right: str, same: str) -> None:
    """Puts another id (ours) into the staged rows that are the same as one of the table `right`."""
    delivered = f"{source.staged}_before_{right}"
    con.execute(f"alter view {source.staged} rename to {delivered}")
    rows = con.view(delivered)
    ours = CoalesceOperator(ColumnExpression("ours"), ColumnExpression("delivered", "case_id"))
    rows.set_alias("delivered").join(con.table(right).set_alias("mended"), same, how="left").select(
        *(
            ours.alias(name) if name == "case_id" else ColumnExpression("delivered", name)
            for name in rows.columns
        )
    ).create_view(source.staged)


def _told(key: str, source: Source, shown: Sequence[str]) -> list[Notice]:
    if not shown:
        return []
    named = list(dict.fromkeys(shown))
    return [replace(Notice.of(key, source.table.name, named, "case_id"), n=len(shown))]


def _count(con: duckdb.DuckDBPyConnection, source: Source) -> int:
    return len(con.view(source.staged).select("case_id").distinct())
