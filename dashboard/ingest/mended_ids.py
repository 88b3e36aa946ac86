"""Ids of courses that are spelt otherwise than in cases, or are the citizen's, put right by these."""

from collections.abc import Collection, Sequence
from dataclasses import replace

import duckdb
from duckdb import CoalesceOperator, ColumnExpression, ConstantExpression

from dashboard.foundation import queries
from dashboard.ingest.notices import Notice
from dashboard.ingest.source import Source

MOST_STRAY = 0.1  # of the ids of a table
NUMBERED, SEVERAL = "numbered_ids", "several_courses"  # tables of the check
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
    later = con.table(NUMBERED).filter("ours <> theirs").select("shown").fetchall()
    if not later:
        return []
    same = "delivered._part = mended._part and delivered._row = mended._row"
    _mend(con, source, NUMBERED, same)
    return _told("numbered_ids", source, [shown for (shown,) in later if shown], len(later))


def mend(
    con: duckdb.DuckDBPyConnection,
    source: Source,
    *,
    by_people: bool,
    left_out: Collection[str] = (),
) -> list[Notice]:
    """Puts the ids of courses in a table's staged rows right that have one counterpart in cases; tells how many.

    by_people: whether a recipe describes the files, where numbers are spelt as people spell them, and may be the
    citizen's; else only zeros are given back. left_out: courses whose rows go with them.

    Where more than one in ten has none or two, they are other numbers that only happen to be alike: nothing is
    touched, and each is a fault of its own.
    """
    if "case_id" not in source.table.names:
        return []
    notices = _without(con, source, left_out)
    notices += _by_day(con, source) if by_people and source.table.name in DAYS else []
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
        shown = [each for each, of_citizen in mended if of_citizen is is_citizens]
        notices += _told(key, source, shown, len(shown)) if shown else []
    return notices


def _without(
    con: duckdb.DuckDBPyConnection, source: Source, left_out: Collection[str]
) -> list[Notice]:
    """Leaves out the rows about courses that are left out, unless cases has one by that number; tells how many."""
    if not left_out:
        return []
    about = f"left_out_{source.staged}"
    given = {"staged": source.staged, "left_out": sorted(left_out)}
    queries.run(con, "checks/rows_left_out", given).create(about)
    if not (n := len(con.table(about))):
        return []
    same = "delivered._part = gone._part and delivered._row = gone._row"
    gone = con.table(about).set_alias("gone")
    _aside(con, source, about).join(gone, same, how="anti").create_view(source.staged)
    return [Notice("of_left_out", source.table.name, n=n)]


def _by_day(con: duckdb.DuckDBPyConnection, source: Source) -> list[Notice]:
    """Gives rows with the number of a citizen who has several courses the one that was under way on their day."""
    if SEVERAL not in {name for (name,) in con.sql("show tables").fetchall()}:
        queries.run(con, "checks/several_courses", {}).create(SEVERAL)
    if not con.table(SEVERAL).limit(1).fetchall():
        return []
    found, dated = f"by_day_{source.staged}", f"dated_{source.staged}"
    day = CoalesceOperator(*map(ColumnExpression, DAYS[source.table.name]))
    has_phase = "phase" in source.table.names
    phase = ColumnExpression("phase") if has_phase else ConstantExpression("")
    rows = con.view(source.staged)
    rows.select(
        "case_id", day.cast(duckdb.sqltype("date")).alias("day"), phase.alias("phase"), "_is_blank"
    ).create_view(dated)
    queries.run(con, "checks/ids_by_day", {"dated": dated}).filter("ours <> theirs").create(found)
    mended = con.table(found)
    if n := len(mended.select("theirs, ours").distinct()):
        its_day = ", ".join(f"delivered.{each}" for each in DAYS[source.table.name])
        same = f"delivered.case_id = mended.theirs and coalesce({its_day})::date = mended.day"
        if has_phase:
            same += " and delivered.phase is not distinct from mended.phase"
        _mend(con, source, found, same)
        shown = mended.filter("shown is not null").select("shown").distinct().order("shown")
        return _told("ids_by_day", source, [each for (each,) in shown.fetchall()], n)
    return []


def _mend(con: duckdb.DuckDBPyConnection, source: Source, right: str, same: str) -> None:
    """Puts another id (ours) into the staged rows that are the same as one of the table `right`."""
    rows = _aside(con, source, right)
    ours = CoalesceOperator(ColumnExpression("ours"), ColumnExpression("delivered", "case_id"))
    rows.join(con.table(right).set_alias("mended"), same, how="left").select(
        *(
            ours.alias(name) if name == "case_id" else ColumnExpression("delivered", name)
            for name in rows.columns
        )
    ).create_view(source.staged)


def _aside(con: duckdb.DuckDBPyConnection, source: Source, why: str) -> duckdb.DuckDBPyRelation:
    """The staged rows as `delivered`, under another name so that what is made of them can have theirs."""
    delivered = f"{source.staged}_before_{why}"
    con.execute(f"alter view {source.staged} rename to {delivered}")
    return con.view(delivered).set_alias("delivered")


def _told(key: str, source: Source, shown: Sequence[str], n: int) -> list[Notice]:
    """How many ids, and the first of them that may be shown."""
    named = list(dict.fromkeys(shown))
    return [replace(Notice.of(key, source.table.name, named, "case_id"), n=n)]


def _count(con: duckdb.DuckDBPyConnection, source: Source) -> int:
    return len(con.view(source.staged).select("case_id").distinct())
