"""The faults of one export, kept in a table so that two million of them are no problem.

Rows are (table_name, file, part, row, column_name, rule, found); file is set only for faults
found on opening, part (an index into the source's files) and row for all that concern rows.
"""

from collections.abc import Iterator, Mapping
from functools import cache

import duckdb

from dashboard.foundation import harmless, queries
from dashboard.foundation.schema import COMMENTS
from dashboard.ingest.faults import Fault
from dashboard.ingest.file_rules import FILE_RULES
from dashboard.ingest.source import Source

SHOWN_ROWS = 20
BATCH = 10_000


class Findings:
    """Collects faults and hands them out grouped by table, column and rule."""

    def __init__(self, con: duckdb.DuckDBPyConnection) -> None:
        self.con = con
        con.execute(
            "create table faults (table_name varchar, file varchar, part integer, row bigint,"
            " column_name varchar, rule varchar, found varchar)"
        )
        # a row of a wide file is read once for each of its questions; what is wrong in what they share is told once
        con.execute(
            "create table read_again (table_name varchar, part integer, first_part integer)"
        )
        con.execute(
            "create view told as select table_name, file, coalesce(first_part, part) as part, row, column_name,"
            " rule, found, min(part) as read_part from faults left join read_again using (table_name, part)"
            " group by table_name, file, coalesce(first_part, faults.part), row, column_name, rule, found,"
            " if(column_name in ('answer', 'score', 'text'), faults.part, null)"  # a cell a question
        )

    def same(self, table: str, parts: Mapping[int, int]) -> None:
        """Notes parts that are other parts, read again."""
        self.con.execute(
            "insert into read_again select $table, unnest($parts::integer[]), unnest($firsts::integer[])",
            {"table": table, "parts": list(parts), "firsts": list(parts.values())},
        )

    def add(self, faults: list[Fault]) -> None:
        """Adds faults that concern whole files or columns, or rows the reader refused."""
        # one statement: a statement a row takes minutes for a file of ragged rows
        self.con.execute(
            "insert into faults select name, file, if(row is null, null, 0), row, column_name,"
            " rule, found from (select unnest($tables::varchar[]) as name,"
            " unnest($files::varchar[]) as file, unnest($rows::bigint[]) as row,"
            " unnest($columns::varchar[]) as column_name, unnest($rules::varchar[]) as rule,"
            " unnest($found::varchar[]) as found)",
            {
                "tables": [fault.table for fault in faults],
                "files": [f.file for f in faults],
                "rows": [fault.row for fault in faults],
                "columns": [f.column for f in faults],
                "rules": [fault.rule for fault in faults],
                "found": [f.found for f in faults],
            },
        )

    def add_cells(self, source: Source) -> None:
        """Adds what staging noted in the _faults of each staged row."""
        table = source.table.name
        self._insert(
            self.con.sql(
                """
                select _part, _row, column_name, rule, if($is_told, found, null) as found
                from (
                    select _part, _row, unnest(_faults, recursive := true)
                    from query_table($staged)
                    where _faults is not null and not _is_blank
                )
                """,
                # a citizen's own words may stand in any cell of a row that is shifted
                params={"staged": source.staged, "is_told": table != COMMENTS.name},
            ),
            table,
        )

    def add_query(self, table: str, name: str, given: Mapping[str, object]) -> None:
        """Adds the rows a query of queries/checks/exports/ returns."""
        self._insert(queries.run(self.con, name, given), table)

    def _insert(self, rows: duckdb.DuckDBPyRelation, table: str) -> None:
        nothing = duckdb.ConstantExpression(None).cast(duckdb.sqltype("VARCHAR"))
        rows.select(
            duckdb.ConstantExpression(table),
            nothing,
            *map(duckdb.ColumnExpression, ("_part", "_row", "column_name", "rule", "found")),
        ).insert_into("faults")

    def count(self) -> int:
        """All faults."""
        return _number(self.con, "select count(*) from told")

    def count_in_files(self) -> int:
        """Those that concern whole files or columns: no quarantine of rows can mend them."""
        return _number(
            self.con,
            "select count(*) from told where rule in (select unnest($rules))",
            rules=list(FILE_RULES),
        )

    def count_bad_rows(self, table: str) -> int:
        """Rows of a table with at least one fault."""
        return _number(
            self.con,
            "select count(distinct (part, row)) from faults"
            " where table_name = $table and part is not null",
            table=table,
        )

    def good_rows(self, table: str) -> duckdb.DuckDBPyRelation:
        """The table's staged rows without a fault."""
        return self.con.sql(
            """
            select *
            from query_table($staged) as staged
            where not _is_blank and not exists (
                select 1 from faults
                where faults.table_name = $table and faults.part = staged._part
                    and faults.row = staged._row
            )
            """,
            params={"staged": f"staged_{table}", "table": table},
        )

    def bad_rows(self, table: str, files: list[str]) -> duckdb.DuckDBPyRelation:
        """The table's rows with a fault: where they stand, why, and what could be read of them."""
        return self.con.sql(
            """
            select
                $files[reasons.part + 1] as file,
                reasons.row,
                reasons.reasons,
                staged.* exclude (_part, _row, _is_blank, _noted, _keys, _faults)
            from (
                select part, row,
                    list({'column_name': column_name, 'rule': rule, 'found': found}) as reasons
                from faults
                where table_name = $table and part is not null
                group by part, row
            ) as reasons
            left join query_table($staged) as staged
                on reasons.part = staged._part and reasons.row = staged._row
            order by reasons.part, reasons.row
            """,
            params={"files": files, "staged": f"staged_{table}", "table": table},
        )

    def groups(self) -> list[tuple[str, str | None, str, int]]:
        """(table, column, rule, total), files first, then in the order of the tables."""
        return self.con.sql(
            """
            select table_name, column_name, rule, count(*)
            from told
            group by table_name, column_name, rule
            order by rule not in (select unnest($rules)), table_name, column_name nulls first, rule
            """,
            params={"rules": list(FILE_RULES)},
        ).fetchall()

    def most_found(self, group: tuple[str, str | None, str], limit: int) -> list[tuple[str, int]]:
        """What the cells of one group held and how often, the most frequent first."""
        table, column, rule = group
        return self.con.sql(
            """
            select found, count(*)
            from told
            where table_name = $table and column_name is not distinct from $column and rule = $rule
                and found is not null
            group by found
            order by count(*) desc, found
            limit $limit
            """,
            params={"table": table, "column": column, "rule": rule, "limit": limit},
        ).fetchall()

    def rows(
        self, group: tuple[str, str | None, str], sources: dict[str, Source], limit: int | None
    ) -> Iterator[Fault]:
        """The faults of one group in the sender's order; the first `limit`, or all."""
        table, column, rule = group
        selected = self.con.sql(
            """
            select file, part, read_part, row, found
            from told
            where table_name = $table and column_name is not distinct from $column and rule = $rule
            order by part, row, read_part, file
            limit $limit
            """,
            params={"table": table, "column": column, "rule": rule, "limit": limit},
        )
        place = cache(lambda part: sources[table].place(part, column or ""))
        for batch in selected.to_arrow_reader(BATCH):
            for row in batch.to_pylist():
                file, cell, theirs = row["file"], "", ""
                if file is None:
                    file = sources[table].files[row["part"]]
                    letters, theirs = place(row["read_part"])
                    cell = f"{letters}{row['row']}" if letters else harmless.heading(theirs)
                called = harmless.heading(theirs)
                yield Fault(table, rule, file, row["row"], column, row["found"], cell, called)


def _number(con: duckdb.DuckDBPyConnection, sql: str, **params: object) -> int:
    ((count,),) = con.sql(sql, params=params).fetchall()
    return int(count)
