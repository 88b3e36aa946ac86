"""Why is my number another one? From all courses to a figure's denominator, step by step.

Pure functions of the counts in queries/course_steps.sql and queries/answer_steps.sql.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from dashboard.catalogue.figure import Figure
from dashboard.catalogue.listing import FIGURES
from dashboard.catalogue.row import FigureRow
from dashboard.foundation import words
from dashboard.foundation.words import mark, number
from dashboard.foundation.words import text as _
from dashboard.presenters.courses_behind import AFTER_A_WEEK

QUERIES = COURSES, ANSWERS = "course_steps", "answer_steps"
STEPS = {
    "is_of_municipality": mark("i den valgte kommune"),
    "is_of_programme": mark("i det valgte program"),
    "is_started_in_period": mark("startet i perioden"),
    "is_ended_in_period": mark("afsluttet i perioden"),
    "is_overlapping_in_period": mark("i gang i perioden"),
    "is_old_enough": mark("gamle nok til at blive bedømt"),
    "is_old_enough_charged": mark("gamle nok til, at tiltaler er med"),
    "is_answered": mark("besvaret"),
    "is_answered_in_period": mark("besvaret i perioden"),
}  # fmt: skip
FIGURES_ASKED = tuple(
    figure.id for figure in FIGURES.values() if figure.estimator == "criterion" or figure.benchmarks
)
# the way to their denominator ends where something is not known; of other figures it is not told
STEPPED = (
    "closed_durations", "contact_measures", "course_durations", "criteria", "exits", "months_on_benefit",
    "profile_shares", "referral_days", "start_shares",
)  # fmt: skip
ANSWER_STEPS = ("is_of_municipality", "is_of_programme", "is_answered", "is_answered_in_period")


@dataclass(frozen=True)
class Steps:
    """The steps to one figure's denominator, and how many each combination of answers counts."""

    counts: pl.DataFrame  # one row a combination of answers, with `count`
    names: tuple[str, ...]
    of_answers: bool
    n: int

    def remaining_after(self, steps: Sequence[str]) -> int:
        """How many remain when these steps are taken."""
        kept = self.counts.filter(pl.all_horizontal(steps)) if steps else self.counts
        return int(kept["count"].sum())


def has_steps(figure: Figure) -> bool:
    """Whether the way to its denominator is known step by step."""
    if figure.population == "answered":
        return figure.query == "answer_shares"
    return figure.query in STEPPED and figure.id != AFTER_A_WEEK


def query(figure: Figure) -> str:
    """The query that counts the steps to a figure."""
    return ANSWERS if figure.population == "answered" else COURSES


def steps_to(row: FigureRow, counts: pl.DataFrame) -> Steps:
    """The steps to the denominator of a figure row; counts: the rows of `query(figure)`."""
    figure = FIGURES[row.id]
    if query(figure) == ANSWERS:
        of_its_kind = counts.filter(
            instrument="partner" if figure.respondent == "caseworker" else figure.group,
            respondent=figure.respondent or "citizen",  # a difference shows one of its two groups
        ).rename({"count_answers": "count"})
        return Steps(of_its_kind, ANSWER_STEPS, True, row.size)
    period = f"is_{figure.population}_in_period"
    steps: tuple[str, ...] = ("is_of_municipality", "is_of_programme", period)
    if figure.estimator == "criterion":
        is_of_charges = figure.criterion == "charged"
        steps += ("is_old_enough_charged" if is_of_charges else "is_old_enough",)
    return Steps(counts.rename({"count_courses": "count"}), steps, False, row.size)


def records(found: Steps, quarantined: int) -> list[dict[str, Any]]:
    """Records for criteria_charts.remaining: one a step that takes something away, and the ends.

    quarantined: rows of the export that were held back.
    """
    published = found.remaining_after(())
    everything = _("skemaer i udtrækket") if found.of_answers else _("forløb i udtrækket")
    steps = [_record(published + quarantined, published + quarantined, everything)]
    if quarantined:
        steps.append(_record(published, published + quarantined, _("uden fejl i udtrækket")))
    before = published
    for i, step in enumerate(found.names, 1):
        remaining = found.remaining_after(found.names[:i])
        if remaining != before:
            steps.append(_record(remaining, before, _(STEPS[step])))
        before = remaining
    if found.n != before:
        known = _("med svar på spørgsmålet") if found.of_answers else _("hvor oplysningen findes")
        steps.append(_record(found.n, before, known))
    return steps


def _record(remaining: int, before: int, what: str) -> dict[str, Any]:
    label = _("{n} {what}", n=number(remaining), what=what)
    if before != remaining:
        label += " " + _("({n} færre)", n=number(before - remaining))
    return {"label": label, "remaining": remaining, "before": before, "what": what}


def sentence(steps: Sequence[dict[str, Any]]) -> str:
    """From the first to the last number, and how many steps lie between."""
    if len(steps) == 1:
        return _("Alle {n} tæller med.", n=number(steps[0]["remaining"]))
    return _(
        "Fra {first} {everything} til {last}, som tallet er regnet af.",
        first=number(steps[0]["remaining"]),
        everything=steps[0]["what"],
        last=number(steps[-1]["remaining"]),
    )


def table(steps: Sequence[dict[str, Any]]) -> list[dict[str, str]]:
    """The steps as a table in words."""
    return [
        {
            _("Trin"): words.capital(step["what"]),
            _("Færre"): number(step["before"] - step["remaining"])
            if step["before"] > step["remaining"]
            else "",
            _("Tilbage"): number(step["remaining"]),
        }
        for step in steps
    ]
