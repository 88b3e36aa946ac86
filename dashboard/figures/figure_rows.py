"""The figure path: a scope in, one row a figure (and yardstick) out. Nothing else computes a share.

Pages, downloads and the command line all show these rows (contract section 3).
"""

from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property

import numpy as np
import polars as pl

from dashboard import statistics
from dashboard.catalogue import comparison
from dashboard.catalogue.figure import KEYS, Figure, Row
from dashboard.catalogue.listing import FIGURES
from dashboard.catalogue.scope import Scope
from dashboard.figures import criteria, forecasts, reliability
from dashboard.foundation.delivery import Need
from dashboard.foundation.words import number
from dashboard.foundation.words import text as _
from dashboard.snapshots.warehouse import Warehouse

MIN_N_SHOWN = 5  # anonymous answers from fewer people are not shown

THRESHOLDS = tuple(tenths / 10 for tenths in range(2, 31))  # points on the wheel to look at
FEWEST_EVENTS, FEWEST_YEARS = 5, 20  # a rate needs one of them
QUARTERLY = ("courses_open", "courses_started", "courses_closed")
BY_UNIT = (
    "life_wheel_change_mean", "life_wheel_moved_up", "life_wheel_moved_unchanged",
    "life_wheel_moved_down",
)  # fmt: skip


def figures(warehouse: Warehouse, scope: Scope, ids: Iterable[str] = tuple(FIGURES)) -> list[Row]:
    """The rows of the given figures in the catalogue's order; each has every key of KEYS.

    A figure with several yardsticks has a row for each, alike but for the benchmark columns
    and the note.
    """
    asked = frozenset(ids)
    wanted = [figure for id_, figure in FIGURES.items() if id_ in asked]
    measured = _Measured(warehouse, scope, sorted(asked))
    rows = []
    for figure in wanted:
        row = _blank(figure, warehouse, scope)
        lacking = measured.lacking(figure)
        row |= _not_measured(figure, lacking, warehouse) if lacking else measured.of(figure)
        if not lacking and measured.is_too_few_to_show(figure):
            row |= dict.fromkeys(("k", "value", "low", "high")) | {"suppressed": True}
        row |= {"note": _with_empty(row["note"], figure, warehouse, scope)}
        rows += comparison.rows(figure, row, warehouse.snapshot.data_to)
    return rows


def courses_by_quarter(warehouse: Warehouse, scope: Scope) -> list[Row]:
    """The counts of courses for each whole quarter of the scope, oldest first.

    The same rows `figures` gives when each quarter is its period, from one query.
    """
    rows = []
    for quarter in warehouse.query("courses_by_quarter", **scope.parameters()).to_dicts():
        ends = (quarter["period_from"], quarter["period_to"])
        within = Scope(scope.municipality, scope.programme, *ends)
        for figure in (FIGURES[id_] for id_ in QUARTERLY):
            missing = lacking(figure, warehouse, within)
            known = (
                _not_measured(figure, missing, warehouse)
                if missing
                else {"value": quarter[figure.id]}
            )
            rows.append(_blank(figure, warehouse, within) | known)
    return rows


def criteria_by_quarter(warehouse: Warehouse, scope: Scope) -> list[Row]:
    """Each criterion for each quarter from the first whose courses can be judged to the last.

    Counts and intervals as `figures` has them, n = 0 for a quarter nobody started in; no verdict,
    which is for agreed dates, and no status. None of a criterion that is not measured.
    """
    agreed = warehouse.snapshot.settings
    given = scope.parameters() | criteria.parameters(agreed)
    counts = warehouse.query("criteria", **given, first_only=False, by_quarter=True)
    rows = []
    for found in criteria.every_quarter(criteria.judged(counts, agreed)).to_dicts():
        ends = (found["period_from"], found["period_to"])
        within = Scope(scope.municipality, scope.programme, *ends)
        figure = FIGURES[f"criterion_{found['criterion']}"]
        if lacking(figure, warehouse, within):
            continue
        share = _share(found["k"], found["n"]) | {
            "target": criteria.target(figure.criterion, agreed)
        }
        rows.append(_blank(figure, warehouse, within) | share)
    return rows


def progress_by_threshold(warehouse: Warehouse, scope: Scope) -> list[Row]:
    """criterion_progress as it would be at other thresholds on the wheel, lowest first.

    The threshold stands in the note (threshold_points:1.2). None but the official row has a
    status; the verdicts are those of each threshold alone.
    """
    agreed = warehouse.snapshot.settings
    points = sorted({*THRESHOLDS, *agreed.thresholds})
    given = scope.parameters() | criteria.parameters(agreed) | {"thresholds": points}
    counts = warehouse.query("criteria", **given, first_only=False, by_quarter=False)
    target, figure = criteria.target("progress", agreed), FIGURES["criterion_progress"]
    return [
        _blank(figure, warehouse, scope)
        | _share(found["k"], found["n"])
        | {
            "target": target,
            "target_verdict": criteria.verdict_at("progress", found, target)[0],
            "label": _(
                "{label}, grænse {points} point",
                label=figure.title(),
                points=number(found["threshold"], 1),
            ),
            "note": f"threshold_points:{found['threshold']!r}; open_after_h {found['count_open']}",
        }
        for found in counts.filter(criterion="progress").sort("threshold").to_dicts()
    ]


def wheels_by(warehouse: Warehouse, scope: Scope, unit: str) -> list[Row]:
    """Who moved on the life wheel in each municipality, or each programme, that has a pair.

    unit: municipality or programme. The same rows `figures` gives when each is the filter, from
    one query; in the order of the codes.
    """
    agreed = criteria.parameters(warehouse.snapshot.settings)
    given = scope.parameters() | agreed | {"wanted": list(BY_UNIT), "unit": unit}
    found = warehouse.query("wheel_changes", **given)
    rows = []
    for code in found["unit"].unique(maintain_order=True):
        within = replace(scope, **{unit: code})
        own = {row["figure_id"]: row for row in found.filter(pl.col("unit") == code).to_dicts()}
        rows += [
            _blank(FIGURES[id_], warehouse, within) | _estimated(FIGURES[id_], own[id_])
            for id_ in BY_UNIT
        ]
    return rows


def lacking(figure: Figure, warehouse: Warehouse, scope: Scope) -> list[str]:
    """The columns and tables a figure of the scope needs and the export did not deliver."""
    return warehouse.snapshot.delivered.missing(_needed(figure, scope))


def _needed(figure: Figure, scope: Scope) -> tuple[Need, ...]:
    has_period = scope.period_from or scope.period_to
    return figure.needs + (figure.needs_with_period if has_period else ())


def _not_measured(figure: Figure, lacking: list[str], warehouse: Warehouse) -> Row:
    """The row of a figure that cannot be counted: nought people, and nothing else."""
    agreed = warehouse.snapshot.settings
    has_target = figure.estimator in ("criterion", "lower_bound", "upper_bound", "forecast")
    target = criteria.target(figure.criterion, agreed) if has_target else None
    return {"n": 0, "target": target, "note": "; ".join(f"not_measured:{name}" for name in lacking)}


def _with_empty(note: str | None, figure: Figure, warehouse: Warehouse, scope: Scope) -> str | None:
    delivered = warehouse.snapshot.delivered
    empty = [
        f"all_empty:{name}"
        for need in delivered.unfilled(_needed(figure, scope))
        for name in delivered.empty_columns(need)
    ]
    return "; ".join(filter(None, (note, *empty))) or None


def _blank(figure: Figure, warehouse: Warehouse, scope: Scope) -> Row:
    snapshot = warehouse.snapshot
    return dict.fromkeys(KEYS) | {
        "figure_id": figure.id,
        "group": figure.group,
        "label": figure.title(),
        "municipality_code": scope.municipality,
        "programme": scope.programme,
        "period_from": scope.period_from,
        "period_to": scope.period_to,
        "unit": figure.unit,
        "suppressed": False,
        "note": figure.note or None,
        "data_to": snapshot.data_to,
        "snapshot_id": snapshot.id,
        "settings_version": snapshot.manifest["settings_version"],
    }


class _Measured:
    """Runs each query once, however many figures it gives, and turns its rows into figures."""

    def __init__(self, warehouse: Warehouse, scope: Scope, wanted: list[str]) -> None:
        self.warehouse, self.scope = warehouse, scope
        self.given = scope.parameters() | criteria.parameters(warehouse.snapshot.settings)
        self.given |= {"wanted": wanted, "first_only": False, "by_quarter": False, "unit": None}
        asked = {FIGURES[id_].query for id_ in wanted if id_ in FIGURES} - {""}
        if "criteria_times" in asked:
            asked.add("criteria")  # a forecast may not contradict the verdict
        if "criteria" in asked:
            asked.add("started_courses")
        self.frames = warehouse.query_all(sorted(asked), **self.given)

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

    def of(self, figure: Figure) -> Row:
        match figure.estimator:
            case "count":
                return {"value": self._found(figure)["value"]}
            case "quarantine":
                table = figure.id.removeprefix("rows_quarantined_")
                return {"value": self.warehouse.snapshot.quarantined[table]}
            case "share" | "mean" | "share_of_course":
                return _estimated(figure, self._found(figure))
            case "reliability":
                (found,) = self.frames[figure.query].to_dicts()
                steady = {key: _steady(found[key]) for key in ("correlation", "sd")}
                return reliability.row(figure.id, found | steady)
            case "survival_median":
                return _survival_median(self._lengths(figure))
            case "plain_median":
                return _plain_median(self.frames[figure.query])
            case "criterion" | "lower_bound" | "upper_bound":
                return self._criterion(figure)
            case "forecast":
                return self._forecast(figure)
            case "rate":
                return _rate(self._found(figure))
            case "difference":
                return self._difference(figure)

    def is_too_few_to_show(self, figure: Figure) -> bool:
        """Anonymous answers from 1-4 people; also where another row would give them away."""
        if figure.parts:  # a difference would give away the share that is not shown
            return any(self.is_too_few_to_show(FIGURES[id_]) for id_ in figure.parts.values())
        return bool(figure.suppressed_with) and any(
            0 < self.of(other)["n"] < MIN_N_SHOWN
            for other in FIGURES.values()
            if other.suppressed_with == figure.suppressed_with
        )

    def _criterion(self, figure: Figure) -> Row:
        started, counts = self.frames["started_courses"], self.frames["criteria"]
        has_several = criteria.have_several_courses(started)
        first = self._first_courses if has_several else None
        return criteria.row(
            figure, counts, first, started, self.warehouse.snapshot, self._may_be_official(figure)
        )

    def _may_be_official(self, figure: Figure) -> bool:
        """Whether the row is of all courses, and what it is counted from is known to be kept."""
        snapshot = self.warehouse.snapshot
        return self.scope.is_everything and all(
            criteria.is_registered(figure.criterion, need.columns, snapshot.settings)
            for need in snapshot.delivered.unfilled(figure.needs)
        )

    def _forecast(self, figure: Figure) -> Row:
        snapshot = self.warehouse.snapshot
        main = self._criterion(FIGURES[f"criterion_{figure.criterion}"])
        (tenth,) = self.frames["started_courses"]["tenth_started_on"]
        times = self.frames[figure.query]
        main |= {"data_to": snapshot.data_to}
        return forecasts.row(figure, times, tenth, main, snapshot.settings)

    @cached_property
    def _first_courses(self) -> pl.DataFrame:
        return self.warehouse.query("criteria", **self.given | {"first_only": True})

    def _found(self, figure: Figure) -> Row:
        """The query's row of the figure; where it has none, zeros over its family's n."""
        frame = self.frames[figure.query]
        own = frame.filter(pl.col("figure_id") == figure.id)
        if not own.is_empty():
            return own.row(0, named=True)
        family = frame.filter(pl.col("family") == figure.family) if figure.family else own
        return {"n": 0 if family.is_empty() else family["n"][0], "k": 0, "mean": None, "sd": None}

    def _difference(self, figure: Figure) -> Row:
        """The first part's share less the second's; n is the smaller group's, the note has both."""
        shares = {name: self.of(FIGURES[id_]) for name, id_ in figure.parts.items()}
        first, second = shares.values()
        notes = [f"n_{name} {row['n']}" for name, row in shares.items()]
        n = min(first["n"], second["n"])
        if not n:
            return {"n": 0, "note": "; ".join(notes)}
        counts = first["k"], first["n"], second["k"], second["n"]
        if not self.is_too_few_to_show(figure):
            notes.append(f"difference:{statistics.difference_verdict(*counts)}")
        low, high = statistics.newcombe(*counts)
        value = first["value"] - second["value"]
        return {"n": n, "value": value, "low": low, "high": high, "note": "; ".join(notes)}

    def _lengths(self, figure: Figure) -> pl.DataFrame:
        """The query's lengths: all of them, or those of the figure's family."""
        frame = self.frames[figure.query]
        return frame.filter(pl.col("family") == figure.family) if figure.family else frame


def _estimated(figure: Figure, found: Row) -> Row:
    """A share or a mean with its interval; found: n and k, or n, mean and sd."""
    if figure.estimator == "share":
        return _share(int(found["k"] or 0), found["n"])
    return _mean(found["n"], _steady(found["mean"]), _steady(found["sd"]), figure.scale)


def _share(k: int, n: int) -> Row:
    low, high = statistics.wilson(k, n) if n else (None, None)
    return {"n": n, "k": k, "value": k / n if n else None, "low": low, "high": high}


def _mean(n: int, mean: float | None, sd: float | None, scale: statistics.MaybeInterval) -> Row:
    low, high = (
        statistics.mean_interval(n, mean, sd, scale)
        if n > 1 and mean is not None and sd is not None
        else (None, None)
    )
    return {"n": n, "value": mean, "low": low, "high": high}


def _steady(amount: float | None) -> float | None:
    """Without the last digits, which depend on the order two cores happened to add in."""
    return None if amount is None else float(f"{amount:.12g}")


def _rate(found: Row) -> Row:
    """Events per 100 years, from 5 events or 20 years; of less the counts alone."""
    k, years = found["k"], found["years"]
    if not years or (k < FEWEST_EVENTS and years < FEWEST_YEARS):
        return {"n": found["n"], "k": k}
    low, high = statistics.poisson_interval(k, years)
    return {"n": found["n"], "k": k, "value": 100 * k / years, "low": 100 * low, "high": 100 * high}


def _survival_median(lengths: pl.DataFrame) -> Row:
    times = lengths["days"].to_numpy() / forecasts.DAYS_PER_MONTH
    ended, still_open = lengths["count_ended"].to_numpy(), lengths["count_open"].to_numpy()
    median, (low, high) = statistics.kaplan_meier_median(times, ended, still_open)
    n = int(ended.sum()) + int(still_open.sum())
    note = f"longer_than:{float(times[-1])!r}" if n and median is None else None
    return {"n": n, "value": median, "low": low, "high": high, "note": note}


def _plain_median(waits: pl.DataFrame) -> Row:
    days = np.repeat(waits["days"].to_numpy(), waits["count_courses"].to_numpy()).astype(float)
    median, (low, high) = statistics.plain_median(days.tolist())
    return {"n": len(days), "value": median, "low": low, "high": high}
