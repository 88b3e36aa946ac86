"""What the pages share: the pinned snapshot's warehouse and its figure rows, cached by snapshot.

A page pins one snapshot for its whole run. Every cache key holds the snapshot's id (a snapshot
never changes, so nothing is ever invalidated by hand).
"""

import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl
import streamlit as st

from dashboard.catalogue.row import FigureRow
from dashboard.catalogue.scope import Scope
from dashboard.figures import criteria, figure_rows
from dashboard.foundation.errors import DamagedSnapshot, DashboardError
from dashboard.snapshots import snapshot
from dashboard.snapshots.snapshot import Snapshot
from dashboard.snapshots.warehouse import Warehouse


def data_folder() -> Path:
    """Where the snapshots are: DASHBOARD_DATA, else data/ in the project."""
    default = Path(__file__).parents[2] / "data"
    return Path(os.environ.get("DASHBOARD_DATA") or default)


@dataclass(frozen=True)
class View:
    """What one page run shows: a snapshot, a scope, and what the reader must be told about it."""

    warehouse: Warehouse
    scope: Scope
    damage: str = ""  # why this is not the current snapshot, when it is not

    @property
    def snapshot(self) -> Snapshot:
        """The pinned snapshot."""
        return self.warehouse.snapshot

    def rows(self, ids: Iterable[str]) -> list[FigureRow]:
        """The figure rows of these ids, in the catalogue's order."""
        return self._cached(figure_rows.figures, tuple(ids))

    def courses_by_quarter(self) -> list[FigureRow]:
        """The counts of courses for each whole quarter of the scope, oldest first."""
        return self._cached(figure_rows.courses_by_quarter)

    def internship_by_item(self) -> list[FigureRow]:
        """The mean score of each item of the internship questionnaires."""
        return self._cached(figure_rows.internship_by_item)

    def by_quarter(self, ids: Iterable[str]) -> list[FigureRow]:
        """The figures of these ids for each whole quarter of the scope, oldest first."""
        return self._cached(figure_rows.figures_by_quarter, tuple(ids))

    def wheels_by(self, unit: str) -> list[FigureRow]:
        """Who moved on the life wheel by municipality or by programme."""
        return self._cached(figure_rows.wheels_by, unit)

    def matures_on(self, which: str) -> date | None:
        """When the "first" or the "last" course of the scope can be judged; None without any."""
        (started_on,) = self.query("started_courses")[f"{which}_started_on"]
        horizon = self.snapshot.settings.horizon_months
        return criteria.matures_on(started_on, horizon) if started_on else None

    def settled_on(self, lower: FigureRow) -> date:
        """Since when the criterion of a lower bound has been settled; only where it is."""
        (started_on,) = self.query("started_courses")["last_started_on"]
        agreed = criteria.parameters(self.snapshot.settings)
        return criteria.settled_on(self.query("criteria_days", **agreed), lower, started_on)

    def criteria_by_quarter(self) -> list[FigureRow]:
        """Each criterion by quarter of start, oldest first."""
        return self._cached(figure_rows.criteria_by_quarter)

    def progress_by_threshold(self) -> list[FigureRow]:
        """The third criterion at other thresholds on the wheel, lowest first."""
        return self._cached(figure_rows.progress_by_threshold)

    def before(self) -> "View | None":
        """The same scope in the snapshot before this one, where there is one of the same kind."""
        earlier = previous(self.snapshot)
        return View(earlier, self.scope) if earlier else None

    def query(self, name: str, **given: object) -> pl.DataFrame:
        """The rows of a query that is no figure, in the view's scope unless told otherwise."""
        parameters = self.scope.parameters() | given
        return _frame(self.warehouse, self.snapshot.id, name, parameters)

    def _cached(self, found_by: Callable[..., list[FigureRow]], *given: object) -> list[FigureRow]:
        # a page may add to its list: what is cached is none of its own
        return list(
            _figures(
                self.warehouse, self.snapshot.id, self.scope, found_by, found_by.__name__, given
            )
        )


def pinned() -> tuple[Warehouse, str]:
    """The current snapshot's warehouse; or the newest whole one, and why the current is not used.

    NoSnapshot or DamagedSnapshot when there is nothing whole to show.
    """
    data = data_folder()
    try:
        return _open(snapshot.current(data)), ""
    except DamagedSnapshot as error:
        damaged_id = snapshot.current_id(data) or ""
        older = [found for found in snapshot.all_of(data) if found.id < damaged_id]
        is_real = _is_demo(Snapshot(snapshot.folder(data) / f"snap-{damaged_id}")) is False
        # real ones first; invented people never stand in for real ones
        for wanted in (False,) if is_real else (False, True):
            for found in older:
                try:
                    if _is_demo(found) is wanted:
                        return _open(found), str(error)
                except DamagedSnapshot:
                    continue
        raise


def current_id() -> str:
    """The id of what is published; "" where nothing is."""
    return snapshot.current_id(data_folder()) or ""


def _is_demo(found: Snapshot) -> bool | None:
    """Whether its people are invented; None where its manifest is gone or changed."""
    try:
        return found.is_demo
    except DamagedSnapshot:
        return None


def previous(current: Snapshot) -> Warehouse | None:
    """The snapshot before this one that is of the same kind (real or demo) and whole."""
    for older in snapshot.earlier(current):
        with suppress(DashboardError):
            return _open(older)
    return None


def _open(found: Snapshot) -> Warehouse:
    try:
        signature = found.signature()
    except OSError:
        found.verify()  # names what is missing
        raise
    return _opened(found.folder, signature)


@st.cache_resource(max_entries=4, show_spinner=False)
def _opened(folder: Path, signature: tuple[tuple[int, int, int], ...]) -> Warehouse:
    """Verifies and opens a snapshot, again when the file system says its files have changed."""
    return Warehouse(Snapshot(folder))


@st.cache_resource(max_entries=2000, show_spinner=False)
def _figures(
    _warehouse: Warehouse,
    snapshot_id: str,
    scope: Scope,
    _found_by: Callable[..., list[FigureRow]],
    name: str,
    given: tuple[object, ...],
) -> tuple[FigureRow, ...]:
    """What the figure path says: rows, which nobody can change, and so need no copies."""
    return tuple(_found_by(_warehouse, scope, *given))


@st.cache_data(max_entries=500, show_spinner=False)
def _frame(
    _warehouse: Warehouse, snapshot_id: str, name: str, parameters: dict[str, object]
) -> pl.DataFrame:
    return _warehouse.query(name, **parameters)


def is_stale(found: Snapshot, today: date) -> bool:
    """Whether the data are older than agreed; demo data never are."""
    age = (today - found.data_to).days
    return not found.is_demo and age > found.settings.stale_after_days
