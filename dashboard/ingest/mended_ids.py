"""Ids of courses that lost zeros, or became 12.0, put right by the ids in cases."""

import duckdb
from duckdb import CoalesceOperator, ColumnExpression

from dashboard.foundation import queries
from dashboard.foundation.schema import CASES, Table
from dashboard.ingest.notices import Notice


def mend(con: duckdb.DuckDBPyConnection, table: Table) -> list[Notice]:
    """Puts a staged table's ids right where each has one counterpart in cases; tells how many.

    Where one has none or two, nothing is touched: each is a fault of its own.
    """
    if table == CASES or "case_id" not in table.names:
        return []
    lost_ids = f"lost_{table.name}"
    queries.run(con, "checks/lost_ids", {"staged": f"staged_{table.name}"}).create(lost_ids)
    lost = con.table(lost_ids).fetchall()
    if not lost or any(ours is None for _theirs, ours in lost):
        return []
    con.execute(f"alter view staged_{table.name} rename to delivered_{table.name}")
    rows = con.view(f"delivered_{table.name}")
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
    ).create_view(f"staged_{table.name}")
    examples = [f"{theirs} → {ours}" for theirs, ours in lost]
    return [Notice.of("mended_ids", table.name, examples, "case_id")]
