"""Files that say more of courses another file has: their rows become columns of these, joined by the course's id."""

from collections.abc import Iterator
from dataclasses import replace

import duckdb
from duckdb import CoalesceOperator, ColumnExpression, FunctionExpression, StarExpression

from dashboard.foundation.schema import CASES, Table
from dashboard.ingest import mended_ids
from dashboard.ingest.findings import Findings
from dashboard.ingest.notices import MOST_NAMES, Notice
from dashboard.ingest.recipe import Origin
from dashboard.ingest.source import Piece, Source

ID = "case_id"
COUNTED = ("added_values", "added_otherwise", "added_again")  # of each column


def of(source: Source, pieces: list[Piece], origin: Origin) -> Source:
    """The pieces as a source of their own: of the columns they have, under the table's files, faults and notices."""
    given = {name for piece in pieces for name in piece.columns}
    columns = tuple(
        replace(column, nullable=column.name != ID)
        for column in source.table.columns
        if column.name in given | {ID}
    )
    key = () if origin.tall else source.table.key  # a course has a row a day
    table = Table(source.table.name, key, columns)
    return replace(source, table=table, pieces=pieces, more=[], nth=len(source.more) + 1)


def join(
    con: duckdb.DuckDBPyConnection, findings: Findings, source: Source, *, by_people: bool
) -> list[Notice]:
    """Fills the staged courses with what their further files say; tells what came of it."""
    notices: list[Notice] = []
    for more in source.more if source.pieces else ():
        notices += mended_ids.mend(con, more, by_people=by_people, left_out=source.left_out)
        if more.table.key:
            about = {"table": more.staged, "key": ID, "is_told": True}
            findings.add_query(CASES.name, "checks/exports/any_key", about)
        names = [name for name in more.table.names if name != ID]
        said = f"said_{more.nth}"
        _by_course(con, more, names).create(said)
        notices += [*_unknown(con, more), *_fill(con, source, con.table(said), names, more.nth)]
    return notices


def _by_course(
    con: duckdb.DuckDBPyConnection, more: Source, names: list[str]
) -> duckdb.DuckDBPyRelation:
    """A row a course: the first day of each column, and how many it was; without rows that have a fault."""
    rows = con.view(more.staged).filter(f"not _is_blank and _faults is null and {ID} is not null")
    rows = _of_one_course(con, rows)
    said = [FunctionExpression("min", ColumnExpression(name)).alias(name) for name in names]
    days = [
        FunctionExpression("list_unique", FunctionExpression("list", ColumnExpression(name)))
        for name in names
    ]
    counts = [count.alias(f"n_{name}") for count, name in zip(days, names, strict=True)]
    count = FunctionExpression("count", StarExpression()).alias("_rows")
    courses = rows.aggregate([ColumnExpression(ID), *said, *counts, count], ID)
    return courses.filter("_rows = 1") if more.table.key else courses


def _of_one_course(
    con: duckdb.DuckDBPyConnection, rows: duckdb.DuckDBPyRelation
) -> duckdb.DuckDBPyRelation:
    """The rows but those under a number that several courses of a citizen share."""
    shared = con.table(mended_ids.NUMBERED).set_alias("shared")
    return rows.set_alias("rows").join(shared, f"rows.{ID} = shared.theirs", how="anti")


def _unknown(con: duckdb.DuckDBPyConnection, more: Source) -> Iterator[Notice]:
    """What is told of rows about courses nobody has."""
    known = _of_one_course(con, con.view(f"staged_{CASES.name}")).set_alias("known")
    rows = con.view(more.staged).filter(f"not _is_blank and {ID} is not null").set_alias("said")
    lost = rows.join(known, f"said.{ID} = known.{ID}", how="anti")
    shown = FunctionExpression("wordless_id", ColumnExpression(ID)).alias("shown")
    counted = (
        lost.select(shown).aggregate("shown, count(*) as n", "shown").order("shown").fetchall()
    )
    if counted:
        notice = Notice.of("added_unknown", CASES.name, [id_ for id_, _n in counted[:MOST_NAMES]])
        yield replace(notice, n=sum(n for _id, n in counted))


def _fill(
    con: duckdb.DuckDBPyConnection,
    source: Source,
    said: duckdb.DuckDBPyRelation,
    names: list[str],
    nth: int,
) -> Iterator[Notice]:
    """Puts what is said of courses in their rows, where these say nothing themselves."""
    before = f"delivered_{nth}_{CASES.name}"
    con.execute(f"alter view {source.staged} rename to {before}")
    rows = con.view(before)
    both = rows.set_alias("own").join(said.set_alias("said"), f"own.{ID} = said.{ID}", how="left")
    own = {name: ColumnExpression("own", name) for name in rows.columns}
    new = {name: ColumnExpression("said", name) for name in names}
    both.select(
        *(
            (CoalesceOperator(own[name], new[name]) if name in new else own[name]).alias(name)
            for name in rows.columns
        )
    ).create_view(source.staged)
    counts = [
        FunctionExpression("count_if", condition)
        for name in names
        for condition in (
            own[name].isnull() & new[name].isnotnull(),
            own[name] != new[name],
            ColumnExpression("said", f"n_{name}") > duckdb.ConstantExpression(1),
        )
    ]
    counted = iter(both.aggregate(counts).fetchall()[0] if counts else ())
    for name in names:
        for key in COUNTED:
            if n := next(counted):
                yield Notice(key, CASES.name, name, n)
