"""How well the life wheel measures: test-retest correlation, and the change it can tell from noise.

The wheel's reliability is not published anywhere and may not be borrowed; it is estimated only
from courses that filled in their first wheel twice within 14 days, and only from 30 of them.
"""

from dashboard import statistics
from dashboard.catalogue.figure import Row

RETESTS_NEEDED = 30
TOO_FEW = f"retests_needed:{RETESTS_NEEDED}"
OFFERED = "offered"  # beside the agreed threshold, which alone decides


def row(figure_id: str, found: Row) -> Row:
    """The row of a figure about reliability; found: the one row of queries/wheel_reliability.sql."""
    n, r, sd = found["count_retests"], found["correlation"], found["sd"]
    match figure_id.removeprefix("life_wheel_"):
        case "retest_pairs":
            return {"value": n}
        case "first_sd":
            return {"n": found["count_firsts"], "value": sd}
    if n < RETESTS_NEEDED:
        return {"n": n, "note": TOO_FEW}
    if figure_id == "life_wheel_retest_r":
        low, high = (None, None) if r is None else statistics.correlation_interval(n, r)
        return {"n": n, "value": r, "low": low, "high": high}
    return {"n": n} | _threshold(n, r, sd)


def _threshold(n: int, r: float | None, sd: float | None) -> Row:
    """The reliable change, and what it would be at either end of the correlation's interval."""
    if r is None or sd is None:
        return {}
    low, high = statistics.correlation_interval(n, r)
    at_r, at_high, at_low = (statistics.reliable_change(sd, each) for each in (r, high, low))
    return {"value": at_r, "low": at_high, "high": at_low, "note": OFFERED}
