"""The thirty projects of Empowerment 2015: their printed shares, which are in doubt, and the funnel.

What is misprinted leaves the level and the limits alone. Projects stand by name, never by share.
"""

from dataclasses import dataclass
from functools import cache
from math import ceil, floor

from dashboard.foundation.words import mark
from dashboard.presenters.published import sheets
from dashboard.published import computed
from dashboard.published.reference import Published
from dashboard.statistics import MIN_N_VERDICT, funnel_limits, tails

MENTOR, INITIATIVE = "received_mentor_support_share", "at_least_one_initiative_share"
TAIL_95, TAIL_998 = 0.025, 0.001
BEYOND = 5  # how much wider than its largest project a funnel is drawn
DECEMBER = "emp_2015_frederikshavn_dec15_"
_FROM_LOLLAND = mark(
    "en sætning i samme kommunestatus er Lollands, så siden er ikke til at stole på"
)
_FROM_ANOTHER = mark(
    "et antal i samme kommunestatus er en anden kommunes, så siden er ikke til at stole på"
)
_IMPOSSIBLE = mark("procenten kan ikke opstå af det offentliggjorte antal")
_NO_N = mark("antallet er ikke oplyst, kun antaget")
DOUBTS: dict[str, dict[str, str]] = {
    MENTOR: {
        "Odder": _FROM_LOLLAND,
        "Sønderborg": mark("andelen er oplyst af 41, men projektet har 84 aktive"),
        "Vallensbæk/Ishøj": mark("andelen er oplyst af 73, men 112 aktive følger af afgangene"),
        "Middelfart": _IMPOSSIBLE,
        "Skive": mark("procenten passer kun, hvis decimalerne er skåret af"),
        "København": _NO_N,
        "Slagelse": _NO_N,
    },
    INITIATIVE: {
        "Odder": _FROM_LOLLAND,
        "Sønderborg": _FROM_ANOTHER,
        "Vallensbæk/Ishøj": mark("både 93 % og 73 er formentlig Bornholms"),
        "Horsens": _IMPOSSIBLE,
        "Middelfart": mark("antallet er ikke oplyst her, og det på samme side passer ikke med mentorandelen"),
        "København": _NO_N,
    },
}  # fmt: skip


@dataclass(frozen=True)
class Point:
    """A project's printed share and n, why it is in doubt, and where in the funnel it lies."""

    published: Published
    doubt: str
    side: str  # outside (of 99.8 %), watch (between 95 and 99.8 %), inside

    @property
    def n(self) -> int:
        """The printed, or assumed, number of citizens."""
        return self.published.denominator or 0

    @property
    def share(self) -> float:
        """The printed share."""
        return self.published.printed_value


@cache
def projects() -> tuple[str, ...]:
    """The thirty projects, by name as Danes sort them: æ, ø, å and aa last."""
    named = {p.group for p in sheets.of_system("Empowerment 2015") if p.measure == MENTOR}
    alphabet = "abcdefghijklmnopqrstuvwxyzæøå"

    def as_danes_sort(name: str) -> list[int]:
        return [alphabet.find(letter) for letter in name.lower().replace("aa", "å")]

    return tuple(sorted(named - {sheets.ALL_PROJECTS}, key=as_danes_sort))


def of_measure(measure: str) -> list[Published]:
    """The projects' printed shares of a measure; those without one are left out."""
    by_project = {p.group: p for p in sheets.of_system("Empowerment 2015") if p.measure == measure}
    found = [by_project[name] for name in projects() if name in by_project]
    return [each for each in found if each.value is not None]


def centre(measure: str) -> float:
    """The share of all citizens in the projects that are not in doubt."""
    return computed.weighted_share(
        (each.printed_value, each.denominator or 0)
        for each in of_measure(measure)
        if each.group not in DOUBTS[measure]
    )


def points(measure: str) -> list[Point]:
    """Every printed share with its place in the funnel."""
    level = centre(measure)
    return [
        Point(each, DOUBTS[measure].get(each.group, ""), side(each, level))
        for each in of_measure(measure)
    ]


def side(published: Published, level: float) -> str:
    """Where every count that prints as this share lies, by the exact binomial tail.

    The drawn limits run between the steps of 1/n, so a count can lie just beyond one that chance
    passes more often than it says; what is outside by the exact tail is always outside the drawn one.
    """
    n = published.denominator or 0
    low, high = published.rounding_band
    fewest, most = ceil(low * n), min(floor(high * n), n)
    for name, tail in (("outside", TAIL_998), ("watch", TAIL_95)):
        if tails(most, n, level)[0] <= tail or tails(fewest, n, level)[1] <= tail:
            return name
    return "inside"


@cache
def limits(measure: str) -> tuple[dict[str, float], ...]:
    """The limits for every n that a funnel of the measure is drawn for."""
    level = centre(measure)
    largest = max(point.n for point in points(measure))
    found = []
    for n in range(MIN_N_VERDICT, largest + BEYOND):
        low95, high95 = funnel_limits(n, level, TAIL_95)
        low998, high998 = funnel_limits(n, level, TAIL_998)
        found.append(
            {"n": n, "low95": low95, "high95": high95, "low998": low998, "high998": high998}
        )
    return tuple(found)


def is_of_project(published: Published) -> bool:
    """Whether the figure is of one project alone."""
    return published.system == "Empowerment 2015" and published.group in projects()


def of_project(project: str) -> list[Published]:
    """Everything printed about one project."""
    return [each for each in sheets.of_system("Empowerment 2015") if each.group == project]


def active(project: str) -> int:
    """The project's active citizens: as printed, else (or if contradicted) referred less exits."""
    found = {p.measure: p for p in of_project(project) if not p.figure_id.startswith(DECEMBER)}
    printed = found["active"].value
    if printed is not None and project != "Vallensbæk/Ishøj":
        return int(printed)
    exits = sum(each.value or 0 for key, each in found.items() if key.startswith("exit_"))
    return int(found["referred"].printed_value - exits)
