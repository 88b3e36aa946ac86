"""What a municipality's report tells of its closed groups, as data. Nothing else is ever drawn.

A release is what is drawn for a group at once, by one budget: one yes or no, one question with its
answers, or one average. Figures are read off it: an answer, or several added.
"""

from dataclasses import dataclass, field
from typing import Any, Literal

from dashboard.catalogue import group_figures, listing
from dashboard.catalogue.group_figures import exit_id, moved_id, up_id
from dashboard.foundation import schema
from dashboard.foundation.settings import Settings

Kind = Literal["yes_no", "answers", "mean"]
Budget = Literal["charges", "progress", "wheels", "questionnaires", "other"]
Limits = tuple[int, int, int]
Answers = dict[str, tuple[str, ...]]
COURSES = "courses"  # the groups of courses; those of answers are named by their question
YES, TALLIED, SUMMED, SQUARED = "yes", "n", "sum", "squares"
NO_END, NO_PAIR = "open", "none"  # neither is a figure of its own


@dataclass(frozen=True)
class Release:
    """One thing told of a group; `name` is a column of queries/groups/outcomes.sql, or a question."""

    name: str
    kind: Kind
    budget: Budget
    population: str = COURSES
    # which answers each figure adds; of a yes or no, and of an average, the one figure it is
    figures: Answers = field(default_factory=dict, hash=False)
    answers: tuple[str, ...] = (YES,)
    # of an average, in units of which `per_unit` are one of the figure: the most a course counts for
    # (`most_…` of settings, or one figure's unit), and about where courses lie: there the noise is least
    per_unit: int = 1
    limit: str = ""
    typical: int = 0
    # settings that say what is counted: numbers by other ones are not added to these
    agreed_by: tuple[str, ...] = ()

    def epsilon(self, agreed: Settings) -> float:
        """What is agreed for it."""
        return agreed.budgets[self.budget]

    def terms(self, agreed: Settings) -> dict[str, Any]:
        """What is agreed of what it counts, as plain values."""
        plain = agreed.as_json()
        return {key: plain[key] for key in self.agreed_by}

    def limits(self, agreed: Settings) -> Limits:
        """The lowest, the typical and the highest a course counts for in an average, in whole units."""
        most = self.per_unit * (int(getattr(agreed, self.limit)) if self.limit else 1)
        return 0, min(self.typical, most), most


def _yes_no(figure_id: str, budget: Budget, *agreed_by: str) -> Release:
    return Release(figure_id, "yes_no", budget, figures={figure_id: (YES,)}, agreed_by=agreed_by)


def _mean(figure_id: str, per_unit: int, typical: int, limit: str = "") -> Release:
    return Release(
        figure_id, "mean", "other", figures={figure_id: ()}, answers=(TALLIED, SUMMED, SQUARED),
        per_unit=per_unit, typical=typical, limit=limit,
    )  # fmt: skip


def _courses() -> list[Release]:
    exits: Answers = {exit_id(reason): (reason,) for reason in schema.END_REASONS}
    moves: Answers = {moved_id(code): (code,) for code in group_figures.MOVES}
    return [
        _yes_no("criterion_completed", "other", "counted_reasons"),
        _yes_no("criterion_charged", "charges"),
        _yes_no("criterion_progress", "progress", "wheel_threshold_points", "progress_basis", "event_grace_days"),
        _yes_no("criterion_progress_measured_share", "progress", "progress_basis", "event_grace_days"),
        _mean("hours_per_week", 60, 180, "most_hours_per_week"),
        _mean("contacts_per_week", 10, 25, "most_contacts_per_week"),
        _mean("attendance_share", 100, 80),
        _yes_no("goals_agreed_share", "other"),
        Release(
            "exits", "answers", "other",
            figures={exit_id("job_or_education"): ("employment", "education", "flexjob")} | exits,
            answers=(*schema.END_REASONS, NO_END),
            agreed_by=("grouped_reasons",),
        ),
        Release(
            "life_wheel_moved", "answers", "wheels", figures=moves, answers=(*group_figures.MOVES, NO_PAIR)
        ),
        *(_yes_no(up_id(domain), "wheels") for domain in schema.WHEEL_DOMAINS),
    ]  # fmt: skip


def _answers() -> list[Release]:
    added: dict[str, Answers] = {
        "assignment": {"mentor_unwanted_share": ("not_satisfied", "unnecessary")},
        "chemistry": {"chemistry_good_share": ("very_good", "good")},
    }
    satisfaction = [
        Release(
            f"satisfaction_{item}", "answers", "questionnaires", f"satisfaction/citizen/{item}",
            Answers({f"satisfaction_{item}_{answer}": (answer,) for answer in answers})
            | added.get(item, {}),
            answers,
        )
        for item, answers in schema.SATISFACTION_ANSWERS.items()
    ]  # fmt: skip
    coping = [
        Release(
            f"coping_{respondent}", "answers", "questionnaires",
            f"coping/{respondent}/{item}", {f"coping_better_{respondent}_of_all": ("yes",)}, answers,
        )
        for item, answers in schema.COPING_ANSWERS.items()
        for respondent in ("citizen", "mentor")
    ]  # fmt: skip
    return [*satisfaction, *coping]


RELEASES = {release.name: release for release in (*_courses(), *_answers())}
# the figures a report may have, in its order: those of its groups, and what is shown as it is
FIGURES = listing.FIGURES | group_figures.FIGURES
