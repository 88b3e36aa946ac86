"""The figures of the page Livshjul, and what its rounds are called."""

from collections.abc import Mapping
from typing import Any

from dashboard.catalogue import wheel_figures
from dashboard.catalogue.listing import FIGURES
from dashboard.catalogue.row import FigureRow
from dashboard.foundation import terms
from dashboard.foundation.words import capital, mark
from dashboard.foundation.words import text as _

Rows = Mapping[str, FigureRow]  # the first row of each figure
Records = list[dict[str, Any]]
PHASES = tuple(terms.WHEEL_ROUNDS)
ROUNDS = ("last", *PHASES)
ROUND_NAMES = terms.WHEEL_ROUNDS | {"last": mark("sidste hjul")}
DOMAINS = tuple(terms.DOMAINS)
MOVES = {
    "up": (mark("rykkede op"), 0),
    "unchanged": (mark("rykkede mindre"), None),
    "down": (mark("rykkede ned"), 4),
}
HALF_OF_NONE = 0.12  # points to either side that "no change at all" is drawn as
STRETCHES = {  # of the distribution: where its column begins and ends; the outermost have no end
    "down_3": (-4, -3), "down_2_3": (-3, -2), "down_1_2": (-2, -1), "down_0_1": (-1, -HALF_OF_NONE),
    "none": (-HALF_OF_NONE, HALF_OF_NONE), "up_0_1": (HALF_OF_NONE, 1), "up_1_2": (1, 2),
    "up_2_3": (2, 3), "up_3": (3, 4),
}  # fmt: skip
IDS = tuple(id_ for id_, figure in FIGURES.items() if figure.group == "life_wheel")
COVERAGE_IDS = tuple(f"life_wheel_{code}_share" for code in ("two_wheels", "one_wheel", "no_wheel"))
DISTRIBUTION_IDS = tuple(f"life_wheel_distribution_{code}_share" for code in STRETCHES)
THRESHOLD_IDS = (
    "life_wheel_moved_up",
    *(f"life_wheel_moved_up_at_{code}" for code in wheel_figures.OTHER_THRESHOLDS),
    "life_wheel_ceiling_share",
)
RELIABILITY_IDS = (
    "life_wheel_retest_pairs", "life_wheel_retest_r", "life_wheel_first_sd",
    "life_wheel_reliable_change",
)  # fmt: skip
BY_CHANCE = "life_wheel_by_chance_share"


def moved_ids(code: str = "last") -> tuple[str, ...]:
    """The figures of who moved up, not, and down by that round."""
    return tuple(f"life_wheel_moved_{move}{_suffix(code)}" for move in MOVES)


def change_ids(code: str) -> tuple[str, ...]:
    """The figures of the change to that round: the mean first, then each domain."""
    return tuple(f"life_wheel_change_{what}{_suffix(code)}" for what in ("mean", *DOMAINS))


def level_ids(code: str) -> tuple[str, ...]:
    """The figures of the first wheel and of that round's, by domain in the order of the spokes."""
    first = "first" if code == "last" else f"first_of_{code}"
    return tuple(f"life_wheel_{end}_{domain}" for end in (first, code) for domain in DOMAINS)


def _suffix(code: str) -> str:
    return "" if code == "last" else f"_{code}"


def round_name(code: str) -> str:
    """Sidste hjul, Ved begyndelsen af Parat ..."""
    return capital(_(ROUND_NAMES[code]))
