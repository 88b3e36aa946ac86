"""Publishes an export as a snapshot: beside the current one, complete, synced, then swapped in.

Whatever stops it - a fault, a full disk, kill -9 - the current snapshot stays as it is and is
still served; what an interrupted publisher left behind is removed by the next one.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb

from dashboard.access import access_log, database, register
from dashboard.foundation import queries, settings
from dashboard.foundation.delivery import Delivered
from dashboard.foundation.errors import DamagedSnapshot, DashboardError
from dashboard.foundation.schema import CONTACTS, TABLES
from dashboard.foundation.words import percent, today
from dashboard.foundation.words import text as _
from dashboard.ingest import refusal
from dashboard.ingest.check import STEPS as CHECK_STEPS
from dashboard.ingest.check import Checked, check, explaining_full_disk
from dashboard.ingest.recipe import Recipe
from dashboard.snapshots import derived, made_here, manifest, sealing, snapshot, stored
from dashboard.snapshots.snapshot import Snapshot

STEPS = CHECK_STEPS + len(TABLES) + len(derived.TABLES) + 1
ROW_GROUP = 16_384  # small, so that a query over one row a course uses every core
MOST_DRIFT = 0.20  # a larger change in rows is more often a broken export than a busy quarter


def publish(
    export: Path,
    data: Path,
    recipe: Recipe,
    *,
    quarantine: bool = False,
    data_to: date | None = None,
    accept_change: bool = False,
    by: str = "",
    taking_from: Path | None = None,
    step: Callable[[], None] = lambda: None,
    tell: Callable[[str], None] = lambda _sentence: None,
) -> tuple[Snapshot, Checked]:
    """Checks and publishes the export in a folder; `step` is called STEPS times.

    tell: what the publisher should know although it stops nothing. by: who publishes, by login. taking_from:
    the data folder a recipe takes published tables from, where it is another.

    DashboardError (ExportRefused for faults) says what to do; then nothing has changed.
    """
    if data_to and data_to > today():
        raise DashboardError(_("--data-to kan ikke være senere end i dag."))
    agreed = settings.read(data)
    with explaining_full_disk(), sealing.writer(data) as work:
        checked = check(
            export, recipe, work, data_to=data_to, quarantine=quarantine, published=stored.of(taking_from or data),
            step=step,
        )  # fmt: skip
        try:
            refusal.raise_for(checked, quarantine)
            if checked.data_to is None:
                raise DashboardError(
                    _("Udtrækket har ingen datoer; angiv med --data-to, hvilken dag det går til.")
                )
            if not accept_change and not checked.is_demo:
                _require_no_drift(data, checked.rows, checked.absent)
            _mark_made(checked, taking_from or data, tell)
            draft, contents = work / "draft", manifest.of_export(checked)
            _write_files(checked, agreed, Delivered.of_manifest(contents), draft, step)
            whole = contents | manifest.of_files(checked, agreed, draft)
        finally:
            checked.con.close()
        published = sealing.seal(draft, whole, data)
        snapshot.point_to(data, published, "published", by)
        sealing.remove_old(data)
        _purge(data, agreed.retention_months, tell)
        step()
    return published, checked


def _mark_made(checked: Checked, data: Path, tell: Callable[[str], None]) -> None:
    try:
        made_here.mark(checked, lambda: access_log.reports(data))
    except OSError:  # it is published all the same
        tell(
            _(
                "Adgangsloggen i {data} kunne ikke læses, så progressionsrapporter, der er lavet her, er ikke sat "
                "som lavet; udgiv som en bruger, der må læse i ”access”.",
                data=data,
            )
        )


def _purge(data: Path, months: int, tell: Callable[[str], None]) -> None:
    now = datetime.now(UTC)
    try:
        register.purge(database.address(data), access_log.months_before(now, months))
    except DashboardError as error:  # it is published all the same
        tell(str(error))
    try:
        access_log.purge(data, months, now)
    except OSError:  # it is published all the same, and the next publisher tries again
        tell(
            _(
                "Adgangsloggen i {data} kunne ikke ryddes for gamle linjer; udgiv som en bruger, der må "
                "skrive i ”access”.",
                data=data,
            )
        )


def _require_no_drift(data: Path, rows: dict[str, int], absent: Sequence[str] = ()) -> None:
    for table, before, count in drift(data, rows, absent):
        if count is None:
            raise DashboardError(
                _(
                    "{table} er ikke leveret, men havde {before} rækker sidst; er det rigtigt, så "
                    "udgiv med --accept-change.",
                    table=table,
                    before=before,
                )
            )
        raise DashboardError(
            _(
                "{table} har {count} rækker mod {before} sidst, en forskel på mere end {limit}; "
                "er det rigtigt, så udgiv med --accept-change.",
                table=table,
                count=count,
                before=before,
                limit=percent(MOST_DRIFT),
            )
        )


def drift(
    data: Path, rows: Mapping[str, int], absent: Sequence[str] = ()
) -> list[tuple[str, int, int | None]]:
    """Tables that change so much that somebody must say yes: rows before and now; None: not delivered."""
    current = snapshot.current_id(data)
    newest_first = sorted(snapshot.all_of(data), key=lambda found: found.id != current)
    real = next(filter(_is_real, newest_first), None)  # the current one, unless it is demo data
    if real is None:
        return []
    found: list[tuple[str, int, int | None]] = []
    for table in dict.fromkeys((*rows, *real.rows)):
        count = rows.get(table, 0)
        before = real.rows.get(table, 0)
        if table in real.delivered.absent:  # nothing to hold it against
            continue
        if before and (table in absent or table not in rows):
            found.append((table, before, None))
        elif abs(count - before) > MOST_DRIFT * before:
            found.append((table, before, count))
    return found


def _is_real(found: Snapshot) -> bool:
    try:
        return not found.is_demo
    except DamagedSnapshot:  # nothing to hold the new one against; publishing is the way out
        return False


def _write_files(
    checked: Checked,
    agreed: settings.Settings,
    delivered: Delivered,
    draft: Path,
    step: Callable[[], None],
) -> None:
    """Writes the tables, the derived tables and the quarantine, and reconciles them."""
    con, given = checked.con, derived.parameters(checked.data_to, delivered, agreed)
    draft.mkdir()
    for table in TABLES:
        columns = map(duckdb.ColumnExpression, table.names)
        _write(con, con.view(table.name).select(*columns), draft, table.name)
        if checked.quarantined.get(table.name):
            bad_rows = checked.findings.bad_rows(table.name, checked.sources[table.name].files)
            bad_rows.write_parquet(str(draft / f"quarantine_{table.name}.parquet"))
        step()
    con.execute(queries.MACROS)
    queries.run(con, "derived/contact_tally", given).create_view("contact_tally")
    for name in derived.TABLES:
        _write(con, queries.run(con, f"derived/{name}", given), draft, name)
        step()
    for name in queries.names("checks/snapshot"):
        if queries.run(con, name, given).limit(1).fetchall():
            raise RuntimeError(f"{name} returns rows: the derived tables do not reconcile")


def _write(
    con: duckdb.DuckDBPyConnection, rows: duckdb.DuckDBPyRelation, draft: Path, name: str
) -> None:
    path = draft / f"{name}.parquet"
    size = None if name == CONTACTS.name else ROW_GROUP
    rows.write_parquet(str(path), compression="zstd", row_group_size=size)
    con.read_parquet(str(path)).create_view(name, replace=True)


def rollback(data: Path, snapshot_id: str, by: str = "") -> Snapshot:
    """Makes an earlier snapshot the current one, after reading every byte of it. by: as of publish."""
    snapshot.find(data, snapshot_id)  # without making a data folder for an id that is nowhere
    with explaining_full_disk(), sealing.writer(data):
        chosen = snapshot.find(data, snapshot_id)
        chosen.verify()
        snapshot.point_to(data, chosen, "rolled_back", by)
    return chosen
