"""The true numbers behind an edition: the figure path, seen from the quarter's last day.

Nothing here leaves the house; what becomes of it is for `disclosure` and `editions`.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from dashboard.catalogue.row import Record as Row
from dashboard.catalogue.row import record
from dashboard.catalogue.scope import Scope
from dashboard.disclosure import tables
from dashboard.disclosure.edition_cells import CELLS, EXACT_ONLY
from dashboard.figures import figure_rows
from dashboard.foundation.quarters import Quarter
from dashboard.snapshots.warehouse import Warehouse

PERIOD, COHORT = tables.PERIOD, tables.COHORT
PROGRESS = tables.PROGRESS


@dataclass(frozen=True)
class TrueRows:
    """The true rows behind an edition by key, and by how much rows outnumber people."""

    rows: dict[str, list[Row]]
    repeats: dict[tuple[str, str], int]

    def counts(self) -> dict[str, list[Any]]:
        """What the owner keeps to tell how much a correction changes."""
        return {
            key: [row["n"], row["k"], _short(row["value"])]
            for key, (row, *_more) in self.rows.items()
        }


def true_rows(warehouse: Warehouse, code: str, quarter: str) -> TrueRows:
    """The figure rows behind an edition, as they are."""
    rows: dict[str, list[Row]] = {}
    repeats: dict[tuple[str, str], int] = {}
    for window, ends in zip(("period", "cohort"), periods(quarter), strict=True):
        scope = Scope(code, None, *ends)
        ids = [id_ for id_, cell in (CELLS | EXACT_ONLY).items() if cell.window == window]
        for row in figure_rows.figures(warehouse, scope, ids):
            rows.setdefault(row.id, []).append(record(row))
        for found in warehouse.query("population_sizes", **scope.parameters()).to_dicts():
            repeats[window, found["population"]] = found["count_rows"] - found["count_people"]
        if window == "cohort":
            rows |= _at_thresholds(warehouse, scope, rows[PROGRESS][0])
    return TrueRows(rows, repeats)


def _at_thresholds(warehouse: Warehouse, scope: Scope, criterion: Row) -> dict[str, list[Row]]:
    """The third criterion at the thresholds its verdict must also hold at, of nobody too; none where
    it is not measured.
    """
    if "not_measured" in (criterion["note"] or ""):
        return {}
    counted = {
        row.notes.threshold_points: record(row)
        for row in figure_rows.progress_by_threshold(warehouse, scope)
    }
    return {
        f"{PROGRESS}@{points}": [
            counted.get(points, criterion | {"note": f"threshold_points:{points!r}"})
            | {"label": criterion["label"]}
        ]
        for points in warehouse.snapshot.settings.thresholds[1:]
    }


def periods(quarter: str) -> list[tuple[date, date]]:
    """First and last day of the four quarters, and of the eight."""
    own = Quarter.named(quarter)
    return [((own - length + 1).first, own.last) for length in (PERIOD, COHORT)]


def _short(value: float | None) -> float | None:
    return None if value is None else float(f"{value:.12g}")
