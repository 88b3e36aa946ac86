"""One snapshot held against the one that was current before it: rows, courses, and the three promises."""

from dataclasses import dataclass
from pathlib import Path

from dashboard.catalogue.row import FigureRow
from dashboard.catalogue.scope import Scope
from dashboard.figures.figure_rows import figures
from dashboard.figures.verdicts import CRITERIA
from dashboard.foundation.errors import DashboardError
from dashboard.snapshots import changes, snapshot
from dashboard.snapshots.changes import Changes
from dashboard.snapshots.snapshot import Snapshot
from dashboard.snapshots.warehouse import Warehouse


@dataclass(frozen=True)
class HeldAgainst:
    """What is, or would be, published beside what was; of that nothing where they cannot be compared."""

    rows: dict[str, int]
    promises: list[FigureRow]
    before: Snapshot | None = None
    promises_before: tuple[FigureRow, ...] = ()
    courses: Changes | None = None

    @property
    def rows_before(self) -> dict[str, int]:
        """Rows by table."""
        return self.before.rows if self.before else {}


def standing(data: Path) -> Snapshot | None:
    """The current snapshot, if there is one by that name."""
    try:
        return snapshot.current(data)
    except DashboardError:
        return None


def held_against(before: Snapshot | None, made: Snapshot) -> HeldAgainst:
    """A snapshot held against an earlier one, if that is whole and its people are invented or real as these are."""
    promises = figures(Warehouse(made), Scope(), CRITERIA)
    if before is None or not _is_comparable(before, made):
        return HeldAgainst(made.rows, promises)
    earlier = figures(Warehouse(before), Scope(), CRITERIA)
    return HeldAgainst(
        made.rows, promises, before, tuple(earlier), changes.of_courses(before, made)
    )


def _is_comparable(before: Snapshot, made: Snapshot) -> bool:
    try:
        before.verify()
        return before.is_demo == made.is_demo
    except DashboardError:
        return False
