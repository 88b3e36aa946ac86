"""The three criteria: the verdict on the mature cohort, its guards, the bounds and the status."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl

from dashboard import statistics
from dashboard.catalogue.figure import Figure
from dashboard.catalogue.notes import Notes
from dashboard.catalogue.row import Estimate, FigureRow
from dashboard.figures import estimates
from dashboard.foundation.settings import Settings
from dashboard.snapshots.snapshot import Snapshot

Counts = dict[str, Any]  # a row of a query
SEVERAL_COURSES = Decimal("0.10")  # share of citizens from which courses are not independent
FEWEST_STARTED = 10  # below this nothing is settled


def parameters(agreed: Settings) -> dict[str, object]:
    """What the queries of the criteria and the life wheel need of the settings."""
    return {
        "horizon_months": agreed.horizon_months,
        "counted_reasons": list(agreed.counted_reasons),
        "thresholds": agreed.thresholds,
        "threshold": agreed.wheel_threshold_points,
        "progress_basis": agreed.progress_basis,
        "event_grace_days": agreed.event_grace_days,
        "charges_complete_to": agreed.charges_complete_to,
    }


def target(criterion: str, agreed: Settings) -> float:
    """The criterion's target share, 0..1."""
    return float(getattr(agreed, f"target_{criterion}"))


def known_to(criterion: str, agreed: Settings, data_to: date) -> date:
    """The last day the criterion is known to: charges may be complete to an earlier one."""
    if criterion == "charged" and agreed.charges_complete_to:
        return min(data_to, agreed.charges_complete_to)
    return data_to


def is_registered(criterion: str, columns: Iterable[str], agreed: Settings) -> bool:
    """Whether it is agreed that these wholly empty columns are kept: then nothing had happened."""
    if criterion == "charged" and agreed.charges_complete_to:
        return True
    return not set(columns).isdisjoint(agreed.registered)


def have_several_courses(started: pl.DataFrame) -> bool:
    """Whether so many citizens have several courses that courses are hardly independent.

    started: the one row of queries/started_courses.sql.
    """
    (counts,) = started.to_dicts()
    return bool(counts["count_with_several"] > SEVERAL_COURSES * counts["count_citizens"])


def judged(counts: pl.DataFrame, agreed: Settings) -> pl.DataFrame:
    """The rows of queries/criteria.sql, with its columns, at the agreed threshold and with n > 0."""
    is_agreed = pl.col("threshold").is_null() | (
        pl.col("threshold") == agreed.wheel_threshold_points
    )
    return counts.filter(is_agreed & (pl.col("n") > 0))


def every_quarter(judged: pl.DataFrame) -> pl.DataFrame:
    """The quarters of each criterion from its first to its last, oldest first; without courses n is 0.

    judged: the rows of `judged`. Columns criterion, period_from, period_to, k, n.
    """
    spans = judged.group_by("criterion").agg(
        pl.date_ranges(pl.min("period_from"), pl.max("period_from"), "3mo")
        .explode()
        .alias("period_from")
    )
    quarters = spans.explode("period_from").with_columns(
        pl.col("period_from").dt.offset_by("3mo").dt.offset_by("-1d").alias("period_to")
    )
    counted = judged.select("criterion", "period_from", "k", "n")
    filled = quarters.join(counted, on=["criterion", "period_from"], how="left")
    return filled.with_columns(pl.col("k", "n").fill_null(0)).sort("period_from", "criterion")


def verdict_at(name: str, counts: Counts, target_share: float) -> tuple[str | None, bool]:
    """The verdict on one row of queries/criteria.sql, and whether too few are measured for it."""
    k, n, unknown = (counts[key] for key in ("k", "n", "unknown"))
    if not n:
        return None, False
    code = statistics.verdict(k, n, target_share)
    if name != "progress" or code == "too_few":
        return code, False
    if 2 * (n - unknown) < n:
        return None, True
    # "below" must hold even if everyone without a second wheel and an event had moved
    if code == "below" and statistics.verdict(k + unknown, n, target_share) != "below":
        return "cannot_tell", True
    return code, False


def matures_on(started_on: date, horizon_months: int) -> date:
    """The day a course started then is old enough to be judged."""
    start = pl.Series([started_on])
    # from the 29th on, a day counted forward may lie before the first that counts back to it
    days = start.dt.offset_by(f"{horizon_months}mo").dt.offset_by(
        pl.Series(["0d", "1d", "2d", "3d"])
    )
    matures: date = days.filter(days.dt.offset_by(f"-{horizon_months}mo") >= started_on)[0]
    return matures


def settled_on(days: pl.DataFrame, lower: FigureRow, last_started_on: date) -> date:
    """Since when a settled criterion has been settled, at every threshold.

    days: queries/criteria_days.sql; lower: the row of its lower bound. Not before the last course
    started, for until then there were fewer to count.
    """
    n, figure = lower.n or 0, lower.figure
    limit = float(Decimal(str(lower.target)) * n)
    safe = pl.col("count_safe").cum_sum().over("threshold")
    possible = n - pl.col("count_out").cum_sum().over("threshold")
    is_settled = (
        (safe >= limit) | (possible < limit)
        if figure.is_high_good
        else (possible <= limit) | (safe > limit)
    )
    settled = days.filter(criterion=figure.criterion).sort("day").filter(is_settled)
    firsts = settled.group_by("threshold").agg(pl.col("day").min())["day"]
    latest: date = max(last_started_on, *firsts)
    return latest


def estimate(
    figure: Figure,
    counts: pl.DataFrame,
    first: pl.DataFrame | None,
    started: pl.DataFrame,
    snapshot: Snapshot,
    may_be_official: bool,
) -> Estimate:
    """A criterion or one of its bounds.

    counts: queries/criteria.sql; first: the same for first courses only, where citizens have
    several; started: the one row of queries/started_courses.sql; may_be_official: it is about all courses, and
    nothing it is counted from is in doubt.
    """
    own = pl.col("criterion") == figure.criterion
    criterion = Criterion(
        figure,
        counts.filter(own).to_dicts(),
        None if first is None else first.filter(own).to_dicts(),
        started.to_dicts()[0],
        snapshot,
        may_be_official,
    )
    if figure.estimator == "criterion":
        return criterion.main()
    return criterion.bound("lower_k" if figure.estimator == "lower_bound" else "upper_k")


@dataclass(frozen=True)
class Criterion:
    """One criterion in one scope. `at` has one dict of counts per wheel threshold, or one.

    first: the same for each citizen's first course, where that is to be told apart.
    """

    figure: Figure
    at: list[Counts]
    first: list[Counts] | None
    started: Counts
    snapshot: Snapshot
    may_be_official: bool

    @property
    def name(self) -> str:
        """completed, charged or progress."""
        return self.figure.criterion

    @property
    def agreed(self) -> Settings:
        """The settings of the snapshot."""
        return self.snapshot.settings

    @property
    def target(self) -> float:
        """The target share, 0..1."""
        return target(self.name, self.agreed)

    @property
    def counts(self) -> Counts:
        """The counts at the agreed threshold (or the only ones)."""
        return self._agreed(self.at)

    def _agreed(self, at: list[Counts]) -> Counts:
        agreed = self.agreed.wheel_threshold_points
        return next((counts for counts in at if counts["threshold"] in (None, agreed)), NOTHING)

    def main(self) -> Estimate:
        """The cohort's share with interval, verdict, status and notes."""
        n = self.counts["n"]
        code, notes = self._verdict(self.at) if n else (None, Notes())
        if self.first is not None:
            first = self._agreed(self.first)
            notes = replace(notes, first_course=(first["k"], first["n"]))
            if code is not None and self._verdict(self.first)[0] != code:
                code = "cannot_tell"
        settled = self._settled()
        is_against = settled is not None and code == self._wrong_side(settled)
        return replace(
            estimates.share(self.counts["k"], n),
            target=self.target,
            target_verdict=code,
            target_status=self._status(None if is_against else settled, is_against),
            notes=replace(
                notes, open_after_h=self.counts["count_open"], bounds_disagree=is_against
            ),
        )

    def bound(self, which: str) -> Estimate:
        """The share of all courses started that is safe (lower_k) or still possible (upper_k)."""
        k, n = self.counts[which], self.counts["n_started"]
        return Estimate(n=n, k=k, value=k / n if n else None, target=self.target)

    def _verdict(self, at: list[Counts]) -> tuple[str | None, Notes]:
        """The verdict on a cohort, which must be the same at every threshold, and what guarded it."""
        code, is_coverage = verdict_at(self.name, self._agreed(at), self.target)
        is_steady = code in (None, "too_few") or all(
            verdict_at(self.name, counts, self.target)[0] == code for counts in at
        )
        notes = Notes(coverage=is_coverage, threshold=not is_steady)
        return (code if is_steady else "cannot_tell"), notes

    def _status(self, settled: str | None, is_against: bool) -> str | None:
        """How final the target's answer is; None where nobody has started."""
        if not self.counts["n_started"]:
            return None
        if is_against or not (self.may_be_official and self.counts["n"]):
            return "provisional"
        if settled:
            return f"settled_{settled}"
        return "official" if self.agreed.is_verdict_date(self.snapshot.data_to) else "provisional"

    def _wrong_side(self, settled: str) -> str:
        return "below" if self.figure.is_high_good == (settled == "met") else "above"

    def _settled(self) -> str | None:
        """met or missed when no open course can change it, at every threshold; else None."""
        answers = {self._settled_at(counts) for counts in self.at}
        answer = answers.pop() if len(answers) == 1 else None
        if self.counts["n_started"] < FEWEST_STARTED:
            return None
        if self.name == "charged" and answer == "met" and not self._charges_are_complete():
            return None
        return answer

    def _settled_at(self, counts: Counts) -> str | None:
        worst, best = counts["lower_k"], counts["upper_k"]
        if self.figure.is_high_good:
            reached, possible = self._reaches(worst), self._reaches(best)
        else:  # a share that may be at most the target: the upper bound is the worst case
            reached, possible = self._within(best), self._within(worst)
        return "met" if reached else None if possible else "missed"

    def _reaches(self, k: int) -> bool:
        return Decimal(k) >= Decimal(str(self.target)) * int(self.counts["n_started"])

    def _within(self, k: int) -> bool:
        return Decimal(k) <= Decimal(str(self.target)) * int(self.counts["n_started"])

    def _charges_are_complete(self) -> bool:
        complete_to, last = self.agreed.charges_complete_to, self.started["last_ended_on"]
        return complete_to is not None and (last is None or complete_to >= last)


NOTHING: Counts = dict.fromkeys(
    ("n", "k", "count_open", "unknown", "n_started", "lower_k", "upper_k"), 0
)
