"""Runs each query a set of figures needs once, however many figures it gives."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property

import polars as pl

from dashboard.catalogue.figure import Figure
from dashboard.catalogue.listing import FIGURES
from dashboard.catalogue.row import Estimate
from dashboard.catalogue.scope import Scope
from dashboard.figures import criteria, estimates, forecasts, reliability
from dashboard.foundation.delivery import Need
from dashboard.snapshots.warehouse import Warehouse

CONTACTS = "contact_measures"  # the slowest query with a period
CONTACTS_BY_QUARTER = (
    "attendance_share",
    "hours_per_week",
)  # its figures that one run gives of all quarters
MIN_N_SHOWN = 5  # anonymous answers from fewer people are not shown


def lacking(figure: Figure, warehouse: Warehouse, scope: Scope) -> list[str]:
    """The columns and tables a figure of the scope needs and the export did not deliver."""
    return warehouse.snapshot.delivered.missing(needed(figure, scope))


def needed(figure: Figure, scope: Scope) -> tuple[Need, ...]:
    """What an export must have delivered for the figure in that scope."""
    has_period = scope.period_from or scope.period_to
    return figure.needs + (figure.needs_with_period if has_period else ())


def of_each(
    warehouse: Warehouse, scope: Scope, wanted: list[str], codes: Iterable[str]
) -> Iterator["Measured"]:
    """The scope in each municipality by itself, all of them from one run of each query."""
    given = _given(warehouse, scope, wanted)
    found = {name: warehouse.query_each(name, **given) for name in _asked(wanted)}
    parts = {
        name: frame.partition_by("municipality", as_dict=True, include_key=False)
        for name, frame in found.items()
    }
    none = {name: frame.clear().drop("municipality") for name, frame in found.items()}
    for code in codes:
        own = {name: part.get((code,), none[name]) for name, part in parts.items()}
        yield Measured(warehouse, replace(scope, municipality=code), wanted, own)


def of_quarters(warehouse: Warehouse, scope: Scope, wanted: list[str]) -> Iterator["Measured"]:
    """The scope in each of its whole quarters by itself, oldest first."""
    asked = set(_asked(wanted))
    of_contacts = {id_ for id_ in wanted if id_ in FIGURES and FIGURES[id_].query == CONTACTS}
    together = None
    if of_contacts and of_contacts <= set(CONTACTS_BY_QUARTER):
        together = warehouse.query("contacts_by_quarter", **scope.parameters())
        asked.remove(CONTACTS)
    quarters = warehouse.query("courses_by_quarter", **scope.parameters())
    for first, last in quarters.select("period_from", "period_to").rows():
        within = scope.within(first, last)
        frames = warehouse.query_all(sorted(asked), **_given(warehouse, within, wanted))
        if together is not None:
            frames[CONTACTS] = together.filter(period_from=first)
        yield Measured(warehouse, within, wanted, frames)


def _given(warehouse: Warehouse, scope: Scope, wanted: list[str]) -> dict[str, object]:
    always = {"wanted": wanted, "first_only": False, "by_quarter": False, "unit": None}
    return scope.parameters() | criteria.parameters(warehouse.snapshot.settings) | always


def _asked(wanted: Iterable[str]) -> list[str]:
    figures = [FIGURES[id_] for id_ in wanted if id_ in FIGURES]
    parts = [FIGURES[id_] for figure in figures for id_ in figure.parts.values()]
    behind = [FIGURES[id_] for figure in (*figures, *parts) for id_ in figure.shown_with]
    asked = {figure.query for figure in (*figures, *behind)} - {""}
    if "criteria_times" in asked:
        asked.add("criteria")  # a forecast may not contradict the verdict
    if "criteria" in asked:
        asked.add("started_courses")
    return sorted(asked)


class Measured:
    """The estimates of some figures in one scope."""

    def __init__(
        self,
        warehouse: Warehouse,
        scope: Scope,
        wanted: list[str],
        frames: dict[str, pl.DataFrame] | None = None,
    ) -> None:
        self.warehouse, self.scope = warehouse, scope
        self.given = _given(warehouse, scope, wanted)
        self.frames = frames or warehouse.query_all(_asked(wanted), **self.given)

    def lacking(self, figure: Figure) -> list[str]:
        """What the export did not deliver of what the figure needs."""
        found = lacking(figure, self.warehouse, self.scope)
        if found or figure.query != "response_rates":
            return found
        # only the answered were exported: nobody knows how many were asked
        agreed = self.warehouse.snapshot.settings.all_invited_exported
        return (
            [] if agreed or self._found(figure).get("is_any_unanswered", True) else ["invited_on"]
        )

    def of(self, figure: Figure) -> Estimate:
        """The figure's estimate; it is measured."""
        match figure.estimator:
            case "count":
                return Estimate(value=self._found(figure)["value"])
            case "quarantine":
                table = figure.id.removeprefix("rows_quarantined_")
                return Estimate(value=self.warehouse.snapshot.quarantined.get(table, 0))
            case "share" | "mean" | "share_of_course":
                return estimates.estimated(figure, self._found(figure))
            case "reliability":
                (found,) = self.frames[figure.query].to_dicts()
                exact = ("correlation", "sd", "sd_differences")
                steady = {key: estimates.steady(found[key]) for key in exact}
                threshold = self.warehouse.snapshot.settings.wheel_threshold_points
                return reliability.estimate(figure.id, found | steady, threshold)
            case "survival_median":
                return estimates.survival_median(self._lengths(figure))
            case "plain_median":
                return estimates.plain_median(self.frames[figure.query])
            case "criterion" | "lower_bound" | "upper_bound":
                return self._criterion(figure)
            case "forecast":
                return self._forecast(figure)
            case "rate":
                return estimates.rate(self._found(figure))
            case "difference" | "paired_difference":
                shares = {name: self.of(FIGURES[id_]) for name, id_ in figure.parts.items()}
                is_shown = not self.is_too_few_to_show(figure)
                is_paired = figure.estimator == "paired_difference"
                told_apart = estimates.paired_difference if is_paired else estimates.difference
                return told_apart(shares, is_shown=is_shown)

    def is_too_few_to_show(self, figure: Figure) -> bool:
        """Anonymous answers from 1-4 people; also where another row would give them away."""
        # a difference, or who answered what, would give away the share that is not shown
        behind = (*figure.parts.values(), *figure.shown_with)
        if any(self.is_too_few_to_show(FIGURES[id_]) for id_ in behind):
            return True
        return bool(figure.suppressed_with) and any(
            0 < (self.of(other).n or 0) < MIN_N_SHOWN
            for other in FIGURES.values()
            if other.suppressed_with == figure.suppressed_with
        )

    def _criterion(self, figure: Figure) -> Estimate:
        started, counts = self.frames["started_courses"], self.frames["criteria"]
        first = self._first_courses if criteria.have_several_courses(started) else None
        may_be_official = self._may_be_official(figure)
        return criteria.estimate(
            figure, counts, first, started, self.warehouse.snapshot, may_be_official
        )

    def _may_be_official(self, figure: Figure) -> bool:
        """Whether the row is of all courses, and what it is counted from is known to be kept."""
        snapshot = self.warehouse.snapshot
        return self.scope.is_everything and all(
            criteria.is_registered(figure.criterion, need.columns, snapshot.settings)
            for need in snapshot.delivered.unfilled(figure.needs)
        )

    def _forecast(self, figure: Figure) -> Estimate:
        snapshot = self.warehouse.snapshot
        main = self._criterion(FIGURES[f"criterion_{figure.criterion}"])
        (tenth,) = self.frames["started_courses"]["tenth_started_on"]
        times = self.frames[figure.query]
        return forecasts.estimate(figure, times, tenth, main, snapshot)

    @cached_property
    def _first_courses(self) -> pl.DataFrame:
        return self.warehouse.query("criteria", **self.given | {"first_only": True})

    def _found(self, figure: Figure) -> estimates.Found:
        """The query's row of the figure; where it has none, zeros over its family's n."""
        rows = self._rows[figure.query]
        if own := rows.get(figure.id):
            return own
        family = (
            row["n"] for row in rows.values() if figure.family and row["family"] == figure.family
        )
        return {"n": next(family, 0), "k": 0, "mean": None, "sd": None}

    @cached_property
    def _rows(self) -> dict[str, dict[str, estimates.Found]]:
        """The rows of each query by figure."""
        return {
            name: {row["figure_id"]: row for row in frame.to_dicts()}
            for name, frame in self.frames.items()
            if "figure_id" in frame.columns
        }

    def _lengths(self, figure: Figure) -> pl.DataFrame:
        """The query's lengths: all of them, or those of the figure's family."""
        frame = self.frames[figure.query]
        return frame.filter(pl.col("family") == figure.family) if figure.family else frame
