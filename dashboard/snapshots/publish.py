"""Publishes an export as a snapshot: beside the current one, complete, synced, then swapped in.

Whatever stops it - a fault, a full disk, kill -9 - the current snapshot stays as it is and is
still served; what an interrupted publisher left behind is removed by the next one.
"""

import hashlib
import json
import platform
import shutil
import stat
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import duckdb
import polars

from dashboard import __version__
from dashboard.access import access_log, database, register
from dashboard.foundation import files, queries, settings
from dashboard.foundation.delivery import Delivered
from dashboard.foundation.errors import DamagedSnapshot, DashboardError
from dashboard.foundation.schema import CONTACTS, TABLES
from dashboard.foundation.words import percent, today
from dashboard.foundation.words import text as _
from dashboard.ingest import refusal
from dashboard.ingest.check import STEPS as CHECK_STEPS
from dashboard.ingest.check import Checked, check, explaining_full_disk
from dashboard.ingest.mapping import Mapping
from dashboard.snapshots import snapshot
from dashboard.snapshots.snapshot import Snapshot

DERIVED = (
    "phases", "contact_months", "contact_phases", "valid_wheels", "retests", "wheels",
    "wheel_rounds", "wheel_pairs", "case_facts", "follow_up_facts", "follow_up_reasons",
    "responses", "answers",
)  # fmt: skip
ABOUT_TODAY = (
    "follow_up_facts",
    "follow_up_reasons",
)  # who waits now; of no use for an earlier day
STEPS = CHECK_STEPS + len(TABLES) + len(DERIVED) + 1
KEPT_SNAPSHOTS = 8
ROW_GROUP = 16_384  # small, so that a query over one row a course uses every core
MOST_DRIFT = 0.20  # a larger change in rows is more often a broken export than a busy quarter
READ_ONLY_FILE = stat.S_IRUSR | stat.S_IRGRP
READ_ONLY_FOLDER = READ_ONLY_FILE | stat.S_IXUSR | stat.S_IXGRP


def publish(
    export: Path,
    data: Path,
    mapping: Mapping,
    *,
    quarantine: bool = False,
    data_to: date | None = None,
    accept_change: bool = False,
    step: Callable[[], None] = lambda: None,
    tell: Callable[[str], None] = lambda _sentence: None,
) -> tuple[Snapshot, Checked]:
    """Checks and publishes the export in a folder; `step` is called STEPS times.

    tell: what the publisher should know although it stops nothing.

    DashboardError (ExportRefused for faults) says what to do; then nothing has changed.
    """
    if data_to and data_to > today():
        raise DashboardError(_("--data-to kan ikke ligge efter i dag."))
    agreed = settings.read(data)
    with explaining_full_disk(), writer(data) as work:
        checked = check(export, mapping, work, data_to=data_to, quarantine=quarantine, step=step)
        try:
            refusal.raise_for(checked, quarantine)
            if checked.data_to is None:
                raise DashboardError(
                    _("Udtrækket har ikke én eneste dato; skriv med --data-to, hvortil det gælder.")
                )
            if not accept_change and not checked.is_demo:
                _require_no_drift(data, checked.rows, checked.absent)
            draft, contents = work / "draft", _contents(checked)
            _write_files(checked, agreed, Delivered.of_manifest(contents), draft, step)
            manifest = contents | _manifest(checked, agreed, draft)
        finally:
            checked.con.close()
        published = _seal(draft, manifest, data)
        snapshot.point_to(data, published, "published")
        _remove_old(data)
        _purge(data, agreed.retention_months, tell)
        step()
    return published, checked


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


@contextmanager
def writer(data: Path) -> Iterator[Path]:
    """Holds the single writer's lock and gives it an empty scratch folder on the same disk."""
    home = snapshot.folder(data)
    work = home / "work.tmp"
    if "?" in str(home.resolve()):  # DuckDB takes what follows for the settings of its scratch file
        raise files.no_access(data)
    busy = _("En anden udgivelse er i gang; vent, til den er færdig, og prøv igen.")
    with files.only_writer(home / "lock", data, busy):
        try:
            with files.explaining_no_access(data):
                for leftover in home.glob("*.tmp"):
                    remove(leftover)
                work.mkdir()
            yield work
        finally:
            remove(work)


def _require_no_drift(data: Path, rows: dict[str, int], absent: Sequence[str] = ()) -> None:
    current = snapshot.current_id(data)
    newest_first = sorted(snapshot.all_of(data), key=lambda found: found.id != current)
    real = next(filter(_is_real, newest_first), None)  # the current one, unless it is demo data
    if real is None:
        return
    for table, count in rows.items():
        before = real.rows[table]
        if table in real.delivered.absent:  # nothing to hold it against
            continue
        if before and table in absent:
            raise DashboardError(
                _(
                    "{table} er ikke leveret, men havde {before} rækker sidst; er det rigtigt, så "
                    "udgiv med --accept-change.",
                    table=table,
                    before=before,
                )
            )
        if abs(count - before) > MOST_DRIFT * before:
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


def _is_real(found: Snapshot) -> bool:
    try:
        return not found.is_demo
    except DamagedSnapshot:  # nothing to hold the new one against; publishing is the way out
        return False


def _contents(checked: Checked) -> dict[str, Any]:
    """What of the manifest is known before anything is written: what the export held."""
    return {
        "rows": checked.rows,
        "absent": checked.absent,
        "missing": {table.name: _missing(checked.con, table.name) for table in TABLES},
        "notices": [vars(notice) for notice in checked.notices],
    }


def _write_files(
    checked: Checked,
    agreed: settings.Settings,
    delivered: Delivered,
    draft: Path,
    step: Callable[[], None],
) -> None:
    """Writes the tables, the derived tables and the quarantine, and reconciles them."""
    con, given = checked.con, parameters(checked.data_to, delivered, agreed)
    draft.mkdir()
    for table in TABLES:
        columns = map(duckdb.ColumnExpression, table.names)
        _write(con, con.view(table.name).select(*columns), draft, table.name)
        if checked.quarantined[table.name]:
            held_back = checked.findings.bad_rows(table.name, checked.sources[table.name].files)
            held_back.write_parquet(str(draft / f"quarantine_{table.name}.parquet"))
        step()
    queries.run(con, "derived/contact_tally", given).create_view("contact_tally")
    for name in DERIVED:
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


def parameters(
    data_to: date | None, delivered: Delivered, agreed: settings.Settings
) -> dict[str, object]:
    """What the SQL of the derived tables is given."""
    return {"data_to": data_to, "absent": sorted(delivered.absent | delivered.rowless)} | vars(
        agreed
    )


def derived_version() -> str:
    """A short hash of the SQL the derived tables are made by."""
    text = "".join(queries.sql(f"derived/{name}") for name in (*DERIVED, "contact_tally"))
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _manifest(checked: Checked, agreed: settings.Settings, draft: Path) -> dict[str, Any]:
    return {
        "published_at": datetime.now(UTC).isoformat(timespec="milliseconds"),
        "data_to": str(checked.data_to),
        "is_demo": checked.is_demo,
        "settings": agreed.as_json(),
        "settings_version": agreed.version,
        "quarantined": checked.quarantined,
        "quarantine_reasons": [list(group) for group in checked.findings.groups()],
        "sources": {name: source.hashes for name, source in checked.sources.items()},
        "files": {
            path.name: {
                "sha256": files.sha256(path),
                "bytes": path.stat().st_size,
                **_shape(checked.con, path),
            }
            for path in sorted(draft.iterdir())
        },
        "versions": {
            "dashboard": __version__,
            "derived_sql": derived_version(),
            "duckdb": duckdb.__version__,
            "polars": polars.__version__,
            "python": platform.python_version(),
        },
    }


def _missing(con: duckdb.DuckDBPyConnection, table: str) -> dict[str, int]:
    """Empty cells by column of the contract."""
    (names,) = (spec.names for spec in TABLES if spec.name == table)
    view = con.view(table).select(*map(duckdb.ColumnExpression, names))
    counts = view.aggregate(
        [duckdb.FunctionExpression("count", duckdb.ColumnExpression(name)) for name in view.columns]
    )
    total = view.count("*").fetchall()[0][0]
    return {
        name: total - known for name, known in zip(view.columns, counts.fetchall()[0], strict=True)
    }


def _shape(con: duckdb.DuckDBPyConnection, path: Path) -> dict[str, Any]:
    rows = con.read_parquet(str(path))
    return {
        "rows": rows.count("*").fetchall()[0][0],
        "columns": dict(zip(rows.columns, map(str, rows.types), strict=True)),
    }


def _seal(draft: Path, manifest: dict[str, Any], data: Path) -> Snapshot:
    """Writes the manifest, forces all to disk, makes it read-only and gives it its name."""
    text = json.dumps(manifest, ensure_ascii=False, indent=1)
    (draft / snapshot.MANIFEST).write_text(text, encoding="utf-8")
    for path in draft.iterdir():
        files.sync(path)
        path.chmod(READ_ONLY_FILE)
    files.sync(draft)
    moment = datetime.fromisoformat(manifest["published_at"])
    digits = moment.strftime("%Y%m%dT%H%M%S") + f"{moment.microsecond // 1000:03d}Z"
    snapshot_id = f"{digits}-{hashlib.sha256(text.encode()).hexdigest()[:12]}"
    final = snapshot.folder(data) / f"snap-{snapshot_id}"
    draft.rename(final)
    final.chmod(READ_ONLY_FOLDER)
    files.sync(final.parent)
    return Snapshot(final)


def rollback(data: Path, snapshot_id: str) -> Snapshot:
    """Makes an earlier snapshot the current one, after reading every byte of it."""
    snapshot.find(data, snapshot_id)  # without making a data folder for an id that is nowhere
    with explaining_full_disk(), writer(data):
        chosen = snapshot.find(data, snapshot_id)
        chosen.verify()
        snapshot.point_to(data, chosen, "rolled_back")
    return chosen


def _remove_old(data: Path) -> None:
    """Keeps the newest snapshots, and the current one whatever its age."""
    for old in snapshot.all_of(data)[KEPT_SNAPSHOTS:]:
        if old.id != snapshot.current_id(data):
            with suppress(OSError):  # the new one is published; the next publisher tries again
                remove(old.folder)
                snapshot.note(data, "removed", old.id)


def remove(path: Path) -> bool:
    """Takes away a sealed snapshot or whatever else lies there; whether it is gone.

    A snapshot loses its name first: cut short, the rest is for the next writer to remove.
    """
    if path.is_dir():
        path = _without_its_name(path)
        path.chmod(stat.S_IRWXU)
        for inner in path.rglob("*"):
            inner.chmod(stat.S_IRWXU)
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)
    return not path.exists()


def _without_its_name(folder: Path) -> Path:
    if folder.suffix == ".tmp":
        return folder
    nameless = folder.rename(folder.with_name(f"{folder.name}.tmp"))
    files.sync(folder.parent)
    return nameless
