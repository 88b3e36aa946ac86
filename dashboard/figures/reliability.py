"""How well the life wheel measures: test-retest correlation, and the change it can tell from noise.

The wheel's reliability is not published anywhere and may not be borrowed; it is estimated only
from courses that filled in their first wheel twice within 14 days, and only from 30 of them.
"""

from collections.abc import Mapping
from typing import Any

from dashboard import statistics
from dashboard.catalogue.notes import Notes
from dashboard.catalogue.row import Estimate

RETESTS_NEEDED = 30


def estimate(figure_id: str, found: Mapping[str, Any]) -> Estimate:
    """A figure about reliability; found: the one row of queries/wheel_reliability.sql."""
    n, r, sd = found["count_retests"], found["correlation"], found["sd"]
    match figure_id.removeprefix("life_wheel_"):
        case "retest_pairs":
            return Estimate(value=n)
        case "first_sd":
            return Estimate(n=found["count_firsts"], value=sd)
    if n < RETESTS_NEEDED:
        return Estimate(n=n, notes=Notes(retests_needed=RETESTS_NEEDED))
    if figure_id == "life_wheel_retest_r":
        low, high = (None, None) if r is None else statistics.correlation_interval(n, r)
        return Estimate(n=n, value=r, low=low, high=high)
    return _reliable_change(n, r, sd)


def _reliable_change(n: int, r: float | None, sd: float | None) -> Estimate:
    """The reliable change, and what it would be at either end of the correlation's interval."""
    if r is None or sd is None:
        return Estimate(n=n)
    low, high = statistics.correlation_interval(n, r)
    at_r, at_high, at_low = (statistics.reliable_change(sd, each) for each in (r, high, low))
    return Estimate(n=n, value=at_r, low=at_high, high=at_low, notes=Notes(offered=True))
