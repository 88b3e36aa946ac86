"""What each figure is, as data: unit, estimator, needs, suppression and benchmarks.

The figures themselves are gathered in `listing`, what they may be compared with stands in
`benchmarks`. Nothing is computed here.
"""

from dataclasses import dataclass, field
from typing import Literal

from dashboard.foundation.delivery import Need
from dashboard.foundation.schema import NEEDS
from dashboard.foundation.words import capital, text

Side = Literal["", "above", "below"]
Estimator = Literal[
    "count", "share", "mean", "share_of_course", "survival_median", "plain_median",
    "criterion", "lower_bound", "upper_bound", "forecast", "rate", "quarantine", "difference",
    "paired_difference", "reliability",
]  # fmt: skip
Population = Literal[  # whom a figure counts, by what a period picks
    "started",  # courses that started in it
    "ended",  # courses that ended in it
    "overlapping",  # courses under way in it
    "due",  # papers that were due in it
    "citizens",  # people with a course under way in it
    "two_wheels",  # courses with two life wheels, the later one answered in it
    "answered",  # questionnaires answered in it
    "invited",  # questionnaires sent out in it
    "exported",  # rows of the export, whatever the period
]
# digits after the comma, by unit
DECIMALS = {"count": 0, "days": 0, "months": 1, "hours": 1, "hours_per_week": 1, "contacts_per_week": 1,
            "points": 1, "per_100_years": 1}  # fmt: skip
SENSITIVE = {  # columns; and whatever was answered
    "charged_on", "goals_agreed_on", "topic", "employment_started_on", "education_started_on",
    "leisure_engaged_on", "treatment_completed_on", "assessment_completed_on", "takes_initiative_on",
    "readiness_at_end", *(f"need_{need}" for need in NEEDS),
}  # fmt: skip
Comparability = Literal["A", "B", "C", "not_comparable"]


@dataclass(frozen=True)
class Benchmark:
    """One published figure another may be held against, and why only that loosely."""

    benchmark_id: str
    comparability: Comparability
    reason: str  # finishes "kun løst sammenligneligt, fordi ..."
    year: int
    numerators: tuple[str, ...] = ()  # published counts to add; else the printed value is used
    of: int | None = None  # what they are added over
    less: str = ""  # a published share to subtract from the first of them
    name: str = ""  # what sentences call it; else what its system is called
    short: str = ""  # the same in a chart

    @property
    def is_computed(self) -> bool:
        """Whether it is computed from published figures, none of which was printed as it is."""
        return bool(self.of or self.less)

    @property
    def published_id(self) -> str:
        """The published figure whose document and page stand for it."""
        return self.numerators[0] if self.numerators else self.benchmark_id


@dataclass(frozen=True)
class Figure:
    """One figure_id of the contract."""

    id: str
    group: str
    unit: str
    estimator: Estimator
    query: str  # a file of queries/, "" for what the manifest knows
    population: Population
    label: str
    definition: str
    needs: tuple[Need, ...] = ()  # what an export must have delivered for it to be measured
    needs_with_period: tuple[Need, ...] = ()  # and what more where a period is asked for
    uses: tuple[Need, ...] = ()  # what it is counted from besides, where it was delivered
    respondent: str = ""  # of answers: whose; "" where anybody's, or more than one kind's
    family: str = ""  # shares of one family have one n
    scale: tuple[float | None, float | None] = (None, None)
    is_of_closed: bool = False  # of courses that have ended alone: too short, and said to be so
    suppressed_with: str = ""  # small n hides the row; rows of one name hide each other
    shown_with: tuple[str, ...] = ()  # figures that must be shown for it to be
    criterion: str = ""
    parts: dict[str, str] = field(
        default_factory=dict, hash=False
    )  # first minus second share, by name
    values: dict[str, str] = field(default_factory=dict, hash=False)  # words for {placeholders}
    benchmarks: tuple[Benchmark, ...] = ()
    better: Side = ""  # the side of them that is, where one is
    is_step: bool = False  # of an order, as ages are, that its parts are told in

    @property
    def has_target(self) -> bool:
        """Whether it is a criterion, one of its bounds or its forecast."""
        return self.estimator in ("criterion", "lower_bound", "upper_bound", "forecast")

    @property
    def is_sensitive(self) -> bool:
        """Whether it tells of charges, progress, needs, life wheels, answers, written goals or topics.

        It then is counted from what does, so that no figure of them can fail to say so.
        """
        return any(
            need.table == "survey_results" or SENSITIVE.intersection(need.columns)
            for need in (*self.needs, *self.uses)
        )

    @property
    def is_high_good(self) -> bool:
        """Whether more of it is better: of all criteria but charges."""
        return self.criterion != "charged"

    def title(self) -> str:
        """The label in the session's language."""
        return capital(self._filled(self.label))

    def explanation(self) -> str:
        """The definition in the session's language."""
        return self._filled(self.definition)

    def _filled(self, message: str) -> str:
        return text(message, **{key: text(word) for key, word in self.values.items()})
