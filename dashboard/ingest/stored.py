"""A table that no file in the folder is of, taken as it was published: where a recipe says so, and told.

Files win: a month with a questionnaire is published by the same recipe as one without. What is taken is
read and held against the new tables as a file would be; nothing of the old export is taken on trust.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace

import duckdb

from dashboard.foundation.errors import DashboardError
from dashboard.foundation.schema import Table
from dashboard.foundation.words import text as _
from dashboard.ingest import parquet_files
from dashboard.ingest.notices import TAKEN, Notice
from dashboard.ingest.recipe import Origin, TableMapping
from dashboard.ingest.source import Source, Stored

Published = Callable[[Table], Stored]  # DashboardError where it cannot be had
NULLS = ("NA", "NULL", "NaN")  # empty in an export; what was kept of it by a recipe is a word


def nothing(table: Table) -> Stored:
    """Refuses: there is nothing to take. DashboardError that says what to do."""
    raise DashboardError(
        _(
            "Opskriften tager {table} fra det, der er udgivet, men der er ikke udgivet noget endnu; læg tabellens "
            "filer i mappen, og prøv igen.",
            table=table.name,
        )
    )


def open_table(con: duckdb.DuckDBPyConnection, table: Table, stored: Stored) -> Source:
    """Opens a published table as the source of an export."""
    words = {word: word for word in NULLS}
    codes = {column.name: words for column in table.columns if column.type == "string"}
    source = Source(table, taken=stored)
    parquet_files.read(con, source, stored.path, Origin(table, mapping=TableMapping(codes=codes)))
    source.files = [stored.name]
    (digest,) = source.hashes.values()
    source.hashes = {stored.name: digest}
    source.pieces = [replace(each, file=stored.name, is_mapped=False) for each in source.pieces]
    source.faults = [replace(fault, file=stored.name) for fault in source.faults]
    source.demo_marks = [stored.is_demo]
    source.notices.append(Notice(TAKEN, table.name, n=stored.rows, on=stored.since.isoformat()))
    return source


def require_company(sources: Mapping[str, Source]) -> None:
    """DashboardError where nothing new is there, or invented people would stand beside real ones."""
    delivered = [source for source in sources.values() if source.is_delivered]
    taken = [source for source in delivered if source.taken]
    new = [source for source in delivered if not source.taken and not source.faults]
    if taken and len(taken) == len(delivered):
        raise DashboardError(
            _("Der er ingen filer i mappen, som er nye; alt er, som det er udgivet.")
        )
    if any(one.is_demo != other.is_demo for one in taken for other in new):
        raise DashboardError(
            _(
                "Det, der er udgivet, og det, der ligger i mappen, er ikke begge opdigtet eller begge rigtigt; "
                "læg alle tabeller i mappen, og fjern from_snapshot fra opskriften."
            )
        )
