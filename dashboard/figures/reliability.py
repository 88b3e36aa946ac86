"""How well the life wheel measures: test-retest correlation, and the change it can tell from noise.

The wheel's reliability is not published anywhere and may not be borrowed; it is estimated only
from courses that filled in their first wheel twice within 14 days: a correlation from 30 of them, and
what moves by chance from 10, since its interval tells how little so few know.
"""

from collections.abc import Mapping
from typing import Any

from dashboard import statistics
from dashboard.catalogue.notes import Notes
from dashboard.catalogue.row import Estimate
from dashboard.statistics import MIN_N_VERDICT

RETESTS_NEEDED = 30
RETESTS_FOR_CHANCE = MIN_N_VERDICT
SAME = 1e-9  # points: a spread this small is what adding up leaves of none


def estimate(figure_id: str, found: Mapping[str, Any], threshold: float) -> Estimate:
    """A figure about reliability; found: the one row of queries/wheel_reliability.sql.

    threshold: the agreed points a wheel must rise by to count as moved.
    """
    n, r, sd = found["count_retests"], found["correlation"], found["sd"]
    match figure_id.removeprefix("life_wheel_"):
        case "retest_pairs":
            return Estimate(value=n)
        case "first_sd":
            return Estimate(n=found["count_firsts"], value=sd)
        case "by_chance_share":
            return _moved_by_chance(n, found["sd_differences"], threshold)
    if n < RETESTS_NEEDED:
        return Estimate(n=n, notes=Notes(retests_needed=RETESTS_NEEDED))
    if figure_id == "life_wheel_retest_r":
        low, high = (None, None) if r is None else statistics.correlation_interval(n, r)
        return Estimate(n=n, value=r, low=low, high=high)
    return _reliable_change(n, r, sd)


def _moved_by_chance(n: int, sd: float | None, threshold: float) -> Estimate:
    """The share that would have moved up, and as many down, had nobody changed."""
    if n < RETESTS_FOR_CHANCE:
        return Estimate(n=n, notes=Notes(retests_needed=RETESTS_FOR_CHANCE))
    if not sd or sd < SAME:  # all wavered alike: a share of nought would be a false promise
        return Estimate(n=n)
    value, (low, high) = statistics.moved_by_chance(n, sd, threshold)
    return Estimate(n=n, value=value, low=low, high=high)


def _reliable_change(n: int, r: float | None, sd: float | None) -> Estimate:
    """The reliable change, and what it would be at either end of the correlation's interval."""
    if r is None or sd is None:
        return Estimate(n=n)
    low, high = statistics.correlation_interval(n, r)
    at_r, at_high, at_low = (statistics.reliable_change(sd, each) for each in (r, high, low))
    return Estimate(n=n, value=at_r, low=at_high, high=at_low, notes=Notes(offered=True))
