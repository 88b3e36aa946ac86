"""Ids of courses that are spelt otherwise than in cases, put right by these."""

from dataclasses import replace

import duckdb
from duckdb import CoalesceOperator, ColumnExpression

from dashboard.foundation import queries
from dashboard.ingest.notices import Notice
from dashboard.ingest.source import Source

MOST_STRAY = 0.1  # of the ids of a table


def mend(con: duckdb.DuckDBPyConnection, source: Source, *, by_people: bool) -> list[Notice]:
    """Puts the ids of courses in a source's staged rows right that have one counterpart in cases; tells how many.

    by_people: whether a recipe describes the files, where numbers are spelt as people spell them; else only zeros are
    given back.

    Where more than one in ten has none or two, they are other numbers that only happen to be alike: nothing is
    touched, and each is a fault of its own.
    """
    if "case_id" not in source.table.names:
        return []
    lost_ids, delivered = f"lost_{source.staged}", f"delivered_{source.staged}"
    queries.run(con, "checks/lost_ids", {"staged": source.staged, "by_people": by_people}).create(
        lost_ids
    )
    lost = con.table(lost_ids).fetchall()
    mended = [(shown, of_citizen) for _theirs, ours, shown, of_citizen in lost if ours]
    if not mended or len(lost) - len(mended) > MOST_STRAY * _count(con, source):
        return []
    con.execute(f"alter view {source.staged} rename to {delivered}")
    rows = con.view(delivered)
    right = CoalesceOperator(ColumnExpression("ours"), ColumnExpression("case_id"))
    rows.set_alias("delivered").join(
        con.table(lost_ids).set_alias("lost"),
        "delivered.case_id = lost.theirs",
        how="left",
    ).select(
        *(
            right.alias(name) if name == "case_id" else ColumnExpression(name)
            for name in rows.columns
        )
    ).create_view(source.staged)
    return [
        replace(
            Notice.of(key, source.table.name, list(dict.fromkeys(shown)), "case_id"), n=len(shown)
        )
        for key, is_citizens in (("mended_ids", False), ("citizens_ids", True))
        if (shown := [each for each, of_citizen in mended if of_citizen is is_citizens])
    ]


def _count(con: duckdb.DuckDBPyConnection, source: Source) -> int:
    return len(con.view(source.staged).select("case_id").distinct())
