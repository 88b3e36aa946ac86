"""What a recipe may take of the current snapshot, where an export comes without a table."""

from datetime import date
from functools import cache
from pathlib import Path

from dashboard.foundation.errors import DashboardError, NoSnapshot
from dashboard.foundation.schema import Table
from dashboard.foundation.words import local_day, number
from dashboard.foundation.words import text as _
from dashboard.ingest import stored
from dashboard.ingest.source import Stored
from dashboard.snapshots import snapshot
from dashboard.snapshots.snapshot import Snapshot


def of(data: Path) -> stored.Published:
    """Gives a table of the data folder's current snapshot, which is read whole before the first is given."""

    @cache
    def current() -> Snapshot:
        found = snapshot.current(data)
        found.verify()
        return found

    def published(table: Table) -> Stored:
        try:
            return _table(current(), table)
        except NoSnapshot:
            return stored.nothing(table)

    return published


def _table(current: Snapshot, table: Table) -> Stored:
    """A table of a snapshot. DashboardError where it was not delivered, or not all of it was published."""
    file, absent = f"{table.name}.parquet", current.delivered.absent
    if table.name in absent:
        raise DashboardError(
            _(
                "Opskriften tager {table} fra det, der er udgivet, men der er den ikke med; læg tabellens filer i "
                "mappen, eller fjern den fra from_snapshot.",
                table=table.name,
            )
        )
    if held_back := current.quarantined.get(table.name):
        raise DashboardError(
            _(
                "Opskriften tager {table} fra det, der er udgivet, men der er {n} af dens rækker holdt tilbage; læg "
                "tabellens filer i mappen, og prøv igen.",
                table=table.name,
                n=number(held_back),
            )
        )
    # a table that was taken before is as old as it was then
    first = current.manifest.get("taken", {}).get(table.name)
    return Stored(
        current.files()[file],
        f"snap-{current.id}/{file}",
        first["snapshot"] if first else current.id,
        date.fromisoformat(first["since"]) if first else local_day(current.published_at),
        current.rows[table.name],
        frozenset(name.partition(".")[2] for name in absent if name.startswith(f"{table.name}.")),
        current.is_demo,
    )
