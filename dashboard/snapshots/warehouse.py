"""Read-only DuckDB over one verified snapshot: named queries in, Polars frames out.

One connection a snapshot, locked before the first query: it can read the snapshot's own files
and nothing else, and no query can change a setting. Every query has a cursor and a deadline.
"""

import threading
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from datetime import timedelta
from functools import partial
from pathlib import Path

import duckdb
import polars as pl
from duckdb import ColumnExpression, ConstantExpression

from dashboard.foundation import queries
from dashboard.foundation.errors import DashboardError
from dashboard.foundation.schema import CONTACTS, DUCKDB_TYPES, TABLES
from dashboard.foundation.words import text as _
from dashboard.snapshots import derived
from dashboard.snapshots.snapshot import AsOf, Snapshot

QUERY_SECONDS = 60
AT_ONCE = 2  # most of a small query is planning, which DuckDB does on one core
LOCK = """
set memory_limit = '2GB';
set threads = 2;
set autoinstall_known_extensions = false;
set autoload_known_extensions = false;
set allow_community_extensions = false;
set allow_persistent_secrets = false;
set python_enable_replacements = false;
set temp_directory = '';
set max_temp_directory_size = '0GB';
set enable_external_access = false;
set lock_configuration = true;
"""
EACH = """
select asked.municipality, found.*
from
    (select distinct municipality_code as municipality from case_facts) as asked,
    lateral (with {tables} select * from ({query}
    ) as of_one) as found
order by all
"""
OF_ONE = "{table} as (select * from main.{table} where municipality_code = asked.municipality)"
LOCKED = {
    "memory_limit": "1.8 GiB",
    "threads": 2,
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "allow_community_extensions": False,
    "allow_persistent_secrets": False,
    "python_enable_replacements": False,
    "enable_external_access": False,
    "lock_configuration": True,
}


class Warehouse:
    """The queries of one snapshot. `snapshot` is verified before anything is opened.

    One AsOf an earlier day answers as it would have then.
    """

    def __init__(self, snapshot: Snapshot) -> None:
        snapshot.verify()
        self.snapshot = snapshot
        self._con = duckdb.connect()
        self._con.execute(queries.MACROS)
        version = snapshot.manifest["versions"]["derived_sql"]
        self._is_older = version != derived.version()
        self._always = {
            "data_to": snapshot.data_to,
            "always_wait": isinstance(snapshot, AsOf),
        }
        self._given = derived.parameters(snapshot.data_to, snapshot.delivered, snapshot.settings)
        if isinstance(snapshot, AsOf):
            self._view_as_of()
        else:
            self._view_published()
        self._con.execute(queries.ABOUT_COURSES)
        self._lock(snapshot.folder.resolve())

    def _view_published(self) -> None:
        for name, path in self.snapshot.files().items():
            table = Path(name).stem
            is_derived = table in derived.TABLES and not self._is_older
            if path.suffix == ".parquet" and (is_derived or name.startswith("quarantine_")):
                self._con.read_parquet(str(path.resolve())).create_view(table)
        self._view_tables("")
        self._run("derived/contact_tally").create_view("contact_tally")
        if self._is_older:  # published by an earlier version: its derived tables are made anew
            self._derive(derived.TABLES)

    def _view_as_of(self) -> None:
        """The tables as they were known then, and what is derived of them, in memory."""
        months = () if self._is_older else ("contact_months",)  # else every contact is read again
        self._view_tables("published_")
        for name in months:
            path = self.snapshot.files()[f"{name}.parquet"].resolve()
            self._con.read_parquet(str(path)).create_view(f"published_{name}")
        for table in TABLES:
            known = self._run(f"as_of/{table.name}")
            if table == CONTACTS:
                known.create_view(table.name)
            else:
                known.create(table.name)
        self._run("derived/contact_tally").create_view("contact_tally")
        for name in months:
            known, begun = self._run(f"as_of/{name}"), self.snapshot.data_to + timedelta(days=1)
            if begun.day > 1:  # of a month that was not over, its contacts until then
                of_month = ColumnExpression("month") >= ConstantExpression(begun.replace(day=1))
                known = known.union(self._run(f"derived/{name}").filter(of_month))
            known.create(name)
        self._derive(name for name in derived.TABLES if name not in (*months, *derived.ABOUT_TODAY))

    def _view_tables(self, prefix: str) -> None:
        """The tables of the export; what the contract has got since has no row, or no value."""
        for table in TABLES:
            path = self.snapshot.files().get(f"{table.name}.parquet")
            rows = (
                self._con.read_parquet(str(path.resolve()))
                if path
                else self._con.sql("select 1 limit 0")
            )
            columns = [
                ColumnExpression(column.name)
                if column.name in rows.columns
                else ConstantExpression(None)
                .cast(duckdb.sqltype(DUCKDB_TYPES[column.type]))
                .alias(column.name)
                for column in table.columns
            ]
            rows.select(*columns).create_view(f"{prefix}{table.name}")

    def _run(self, name: str) -> duckdb.DuckDBPyRelation:
        return queries.run(self._con, name, self._given)

    def _derive(self, names: Iterable[str]) -> None:
        for name in names:
            self._run(f"derived/{name}").create(name)

    def _lock(self, folder: Path) -> None:
        """Read-only files make the folder unwritable; the lock keeps everything else out."""
        self._con.execute("set allowed_directories = $folders", {"folders": [f"{folder}/"]})
        self._con.execute(LOCK)
        for name, wanted in LOCKED.items():
            ((value,),) = self._con.sql(
                "select current_setting($name)", params={"name": name}
            ).fetchall()
            if value != wanted:
                raise RuntimeError(f"DuckDB did not take {name} = {wanted}")

    def query(self, name: str, **given: object) -> pl.DataFrame:
        """The rows of queries/<name>.sql; `given` may hold more than the query takes.

        data_to and always_wait are always given. DashboardError when it takes longer than QUERY_SECONDS.
        """
        return self._asked(name, given)

    def query_each(self, name: str, **given: object) -> pl.DataFrame:
        """The same of each municipality a course is in, which stands first; in the order of the columns.

        Every table a municipality stands in holds its rows alone, as if it were the filter.
        """
        has_one = "select distinct table_name from duckdb_columns() where column_name = 'municipality_code'"
        with self._con.cursor() as cursor:
            tables = [OF_ONE.format(table=table) for (table,) in cursor.sql(has_one).fetchall()]
        return self._asked(name, given, EACH.replace("{tables}", ", ".join(tables)))

    def _asked(
        self, name: str, given: Mapping[str, object], around: str = "{query}"
    ) -> pl.DataFrame:
        cursor = self._con.cursor()
        deadline = threading.Timer(QUERY_SECONDS, cursor.interrupt)
        deadline.start()
        try:
            return queries.rows(cursor, name, {**self._always, **given}, around)
        except duckdb.InterruptException:
            raise DashboardError(
                _("Opslaget tog for lang tid og blev stoppet; vælg en kortere periode.")
            ) from None
        finally:
            deadline.cancel()
            cursor.close()

    def query_all(self, names: Sequence[str], **given: object) -> dict[str, pl.DataFrame]:
        """The rows of several queries by name, asked side by side."""
        # each in the reader's context: a query that fails says so in the reader's language
        tasks = {name: partial(copy_context().run, self.query, name, **given) for name in names}
        with ThreadPoolExecutor(AT_ONCE) as pool:
            asked = {name: pool.submit(task) for name, task in tasks.items()}
        return {name: future.result() for name, future in asked.items()}
