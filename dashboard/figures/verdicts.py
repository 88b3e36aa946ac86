"""The verdicts that were issued: one line a snapshot of an agreed date, appended and never changed.

    <data>/verdicts.jsonl     the three criteria over all courses, with the snapshot they came from

It stands outside the snapshots: those are removed in time, what was said stays said.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from dashboard.catalogue.listing import FIGURES
from dashboard.catalogue.row import KEYS, FigureRow, from_record, record
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


LINE = {"issued_at", "data_to", "snapshot_id", "settings_version", "is_demo", "criteria"}


@dataclass(frozen=True)
class Issued:
    """The verdicts of one snapshot: the three criteria over all courses, as they were given."""

    issued_at: datetime
    data_to: date
    snapshot_id: str
    is_demo: bool
    rows: tuple[FigureRow, ...]


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
    if any(found.snapshot_id == snapshot.id for found in issued(data)):
        return False
    rows = figures(Warehouse(snapshot), Scope(), CRITERIA)
    line = {
        "issued_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "data_to": snapshot.data_to.isoformat(),
        "snapshot_id": snapshot.id,
        "settings_version": snapshot.settings.version,
        "is_demo": snapshot.is_demo,
        "criteria": [{key: found[key] for key in KEPT} for found in map(record, rows)],
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


def issued(data: Path) -> list[Issued]:
    """Every issue of verdicts, oldest first; a line that was cut short, or is none, is passed over.

    None where the file is not there or cannot be read.
    """
    try:
        return [_issued(found) for found in journal.events(path(data)) if found.keys() >= LINE]
    except OSError:
        return []


def _issued(line: dict[str, Any]) -> Issued:
    data_to = date.fromisoformat(line["data_to"])
    common = dict.fromkeys(KEYS) | {"suppressed": False, "data_to": data_to}
    common |= {key: line[key] for key in ("snapshot_id", "settings_version")}
    rows = tuple(
        from_record(common | found, FIGURES[found["figure_id"]]) for found in line["criteria"]
    )
    issued_at = datetime.fromisoformat(line["issued_at"])
    return Issued(issued_at, data_to, line["snapshot_id"], line["is_demo"], rows)
