"""The rows of a report, from what was drawn, how large the groups are, what is agreed and the days.

Nothing here sees a snapshot or a figure: whatever the truth, the same draws make the same rows.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from dashboard import statistics
from dashboard.catalogue import comparison
from dashboard.catalogue.notes import Notes
from dashboard.catalogue.released import (
    COURSES,
    FIGURES,
    RELEASES,
    SQUARED,
    SUMMED,
    TALLIED,
    YES,
    Limits,
    Release,
)
from dashboard.catalogue.row import Estimate, FigureRow
from dashboard.catalogue.scope import Scope
from dashboard.disclosure.draws import epsilons
from dashboard.editions.release_table import Drawn, ReleaseTable, Told
from dashboard.foundation.quarters import Quarter
from dashboard.foundation.settings import Settings

MEASURED = "criterion_progress_measured_share"
PROGRESS = "criterion_progress"
FEWEST_IN_A_TREND = 4  # groups
QUARTERS = 4  # in a year


@dataclass(frozen=True)
class Published:
    """One municipality's part of the release table, and what a report of it is made with."""

    municipality: str
    quarter: Quarter
    table: ReleaseTable
    agreed: Settings
    moment: str  # when the snapshot was published

    def groups(self, population: str) -> list[Told]:
        """Those of the years a report is of, oldest first; where none is so young, the newest there is."""
        since = self.quarter - (QUARTERS * self.agreed.report_years - 1)
        found = self.table.groups.get((self.municipality, population), [])
        over = [told for told in found if told.last <= self.quarter]
        return [told for told in over if since <= told.last] or over[-1:]

    @property
    def is_revised(self) -> bool:
        """Whether any of it was drawn again after a correction."""
        return any(
            drawn.revision
            for release in RELEASES.values()
            for told in self.groups(release.population)
            for drawn in self.table.of(told).values()
        )

    @cached_property
    def rows(self) -> list[FigureRow]:
        """Every figure of the groups together, in the catalogue's order; a row for each benchmark."""
        found: dict[str, list[FigureRow]] = {}
        for release in RELEASES.values():
            drawn = self._drawn(release, self.groups(release.population))
            for row in self._of(release, drawn):
                found[row.id] = comparison.compared(row)
        return [row for id_ in FIGURES for row in found.get(id_, [])]

    @cached_property
    def trend(self) -> list[FigureRow]:
        """Each criterion for each group by itself, oldest first, from four groups on."""
        told = self.groups(COURSES)
        if len(told) < FEWEST_IN_A_TREND:
            return []
        criteria = [each for each in RELEASES.values() if FIGURES[_first(each)].has_target]
        return [
            row
            for release in criteria
            for group in told
            for row in self._of(release, self._drawn(release, [group]))
        ]

    def _drawn(self, release: Release, told: Sequence[Told]) -> list[tuple[Told, Drawn]]:
        """What there is of a release, as far as it is of the same as the newest."""
        found = [(each, drawn) for each in told if (drawn := self.table.of(each).get(release.name))]
        return [pair for pair in found if _counts(pair[1]) == _counts(found[-1][1])]

    def _of(self, release: Release, drawn: list[tuple[Told, Drawn]]) -> list[FigureRow]:
        """The rows of a release; none before anything is drawn."""
        if not drawn:
            return []
        ends = (drawn[0][0].first.first, drawn[-1][0].last.last)
        size = sum(told.size for told, _drawn in drawn)
        notes = Notes(noise=len(drawn))
        rows = []
        for id_, answers in release.figures.items():
            if not all(answer in each.numbers for answer in answers for _told, each in drawn):
                continue  # a reason counted with the others
            numbers = [each for _told, each in drawn]
            estimate = (
                _mean(release, numbers, size, notes)
                if release.kind == "mean"
                else _share(release, numbers, answers, size, notes)
            )
            if FIGURES[id_].has_target:
                estimate = self._judged(id_, estimate, drawn)
            rows.append(self._row(id_, ends, estimate))
        return rows

    def _judged(
        self, figure_id: str, estimate: Estimate, drawn: list[tuple[Told, Drawn]]
    ) -> Estimate:
        target = float(getattr(self.agreed, f"target_{FIGURES[figure_id].criterion}"))
        verdict = statistics.mean_verdict(estimate.size, estimate.ends, (target, target))
        estimate = replace(estimate, target=target, target_status="provisional")
        if figure_id != PROGRESS or verdict == "too_few":
            return replace(estimate, target_verdict=verdict)
        measured = self._drawn(RELEASES[MEASURED], [told for told, _drawn in drawn])
        return self._covered(estimate, verdict, [each for _told, each in drawn + measured])

    def _covered(self, estimate: Estimate, verdict: str, both: list[Drawn]) -> Estimate:
        """Progress is not judged where it is measured for fewer than half, and is below only if it
        were so had everybody it is not measured for moved.
        """
        n = estimate.size
        reached, known = (
            sum(each.numbers[YES] for each in both if each.release == name)
            for name in (PROGRESS, MEASURED)
        )
        noted = replace(estimate.notes, coverage=True)
        if 2 * known < n:
            return replace(estimate, notes=noted)
        at_best = statistics.noisy_interval(reached + n - known, n, [each.epsilon for each in both])
        if verdict == "below" and at_best[1] >= estimate.agreed_target:
            return replace(estimate, target_verdict="cannot_tell", notes=noted)
        return replace(estimate, target_verdict=verdict)

    def _row(self, figure_id: str, ends: tuple[date, date], estimate: Estimate) -> FigureRow:
        blank = FigureRow(
            figure=FIGURES[figure_id],
            scope=Scope(self.municipality, None, *ends),
            data_to=self.quarter.last,
            snapshot_id=self.moment,
            settings_version=self.agreed.version,
        )
        return blank.counted(estimate)


def _counts(drawn: Drawn) -> tuple[Limits, dict[str, Any]]:
    """What a number counts: numbers of different things are not added."""
    return drawn.limits, drawn.terms


def _first(release: Release) -> str:
    return next(iter(release.figures))


def _share(
    release: Release, drawn: Iterable[Drawn], answers: Sequence[str], n: int, notes: Notes
) -> Estimate:
    """A share of everybody in the groups; what lies outside 0..n is shown as the end it passed."""
    total, noise = 0, []
    for each in drawn:
        total += sum(each.numbers[answer] for answer in answers)
        noise += epsilons(release.kind, each.epsilon, each.limits, answers)
    k = min(max(total, 0), n)
    low, high = statistics.noisy_interval(total, n, noise)
    return Estimate(n=n, k=k, value=k / n, low=low, high=high, notes=notes)


def _mean(release: Release, drawn: Sequence[Drawn], size: int, notes: Notes) -> Estimate:
    """A mean over those that have a value, how many that is also drawn."""
    limits = drawn[-1].limits
    tally, total, squares = (
        sum(each.numbers[name] for each in drawn) for name in (TALLIED, SUMMED, SQUARED)
    )
    noise = [epsilons("mean", each.epsilon, limits, each.numbers) for each in drawn]
    of_tally, of_total, _of_squares = zip(*noise, strict=True)
    found = statistics.NoisySum(size, tally, total, squares, limits, of_tally, of_total)
    low, high = (end / release.per_unit for end in found.interval())
    value = found.mean() / release.per_unit
    return Estimate(n=min(max(tally, 0), size), value=value, low=low, high=high, notes=notes)
