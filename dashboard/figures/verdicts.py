"""The verdicts that were issued: one line a snapshot of an agreed date, appended and never changed.

    <data>/verdicts.jsonl     the three criteria over all courses, with the snapshot they came from

It stands outside the snapshots: those are removed in time, what was said stays said.
"""

from datetime import UTC, datetime
from pathlib import Path

from dashboard.catalogue.figure import Row
from dashboard.catalogue.scope import Scope
from dashboard.figures import figures
from dashboard.foundation import journal
from dashboard.foundation.errors import DashboardError
from dashboard.foundation.words import text as _
from dashboard.snapshots.snapshot import Snapshot
from dashboard.snapshots.warehouse import Warehouse

CRITERIA = ("criterion_completed", "criterion_charged", "criterion_progress")
KEPT = ("figure_id", "n", "k", "value", "low", "high", "target", "target_verdict", "target_status",
        "note")  # fmt: skip


def path(data: Path) -> Path:
    """Where a data folder keeps them."""
    return data / "verdicts.jsonl"


def issue(data: Path, snapshot: Snapshot) -> bool:
    """Writes the verdicts of a snapshot whose data date is an agreed one; says whether it did.

    Once a snapshot. DashboardError when the file cannot be written; the snapshot is published
    all the same.
    """
    if not snapshot.settings.is_verdict_date(snapshot.data_to):
        return False
    if any(line["snapshot_id"] == snapshot.id for line in issued(data)):
        return False
    rows = figures(Warehouse(snapshot), Scope(), CRITERIA)
    line = {
        "issued_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "data_to": snapshot.data_to.isoformat(),
        "snapshot_id": snapshot.id,
        "settings_version": snapshot.settings.version,
        "is_demo": snapshot.is_demo,
        "criteria": [{key: row[key] for key in KEPT} for row in rows],
    }
    try:
        journal.append(path(data), line)
    except OSError:
        raise DashboardError(
            _(
                "Udtrækket er udgivet, men vurderingerne kan ikke skrives i {path}; giv plads og adgang, og "
                "udgiv igen.",
                path=path(data),
            )
        ) from None
    return True


def issued(data: Path) -> list[Row]:
    """Every line, oldest first; one that was cut short is passed over."""
    try:
        lines = path(data).read_bytes().splitlines()
    except OSError:
        return []
    return [found for found in map(journal.event, lines) if found]
