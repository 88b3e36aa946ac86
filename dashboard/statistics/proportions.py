"""Shares and rates of counts: their intervals, and the verdict against a fixed share.

Draw Wilson, decide with the exact binomial test: the Wilson interval is what a reader
sees, but at small n it excludes a benchmark too often, so a verdict needs both to agree.
"""

from bisect import bisect_left
from math import hypot, sqrt

import numpy as np
from numpy.typing import NDArray
from scipy.special import bdtr, betaincinv, gammaincinv, gammaln, ndtri

from dashboard.statistics.levels import MIN_N_VERDICT, TAIL, Interval, side

SAME_CHANCE = 1e-7  # tables whose chances differ by less than this are equally likely


def wilson(k: int, n: int) -> Interval:
    """Wilson's score interval for k of n, 95 %, without continuity correction.

    k = 0 gives exactly 0 below and k = n exactly 1 above; n = 0 excludes nothing: (0, 1).
    Source: Wilson 1927, as in PHEindicatormethods. ValueError unless 0 <= k <= n.
    """
    _require_count(k, n)
    if n == 0:
        return 0.0, 1.0
    z = float(ndtri(1 - TAIL))
    centre = (k + z * z / 2) / (n + z * z)
    half = z / (n + z * z) * sqrt(k * (n - k) / n + z * z / 4)
    return (0.0 if k == 0 else centre - half), (1.0 if k == n else centre + half)


def clopper_pearson(k: int, n: int) -> Interval:
    """The exact (Clopper-Pearson 1934) 95 % interval for k of n; n = 0 gives (0, 1)."""
    _require_count(k, n)
    low = 0.0 if k == 0 else float(betaincinv(k, n - k + 1, TAIL))
    high = 1.0 if k == n else float(betaincinv(k + 1, n - k, 1 - TAIL))
    return low, high


def verdict(k: int, n: int, benchmark: float) -> str:
    """Where k of n lies against a fixed share: above, below, borderline, cannot_tell, too_few.

    above/below need both Wilson and the exact one-sided test (each tail 2.5 %) to exclude
    the benchmark; one of the two alone is borderline. Speaks of the number, not of good or bad.
    """
    _require_count(k, n)
    if n < MIN_N_VERDICT:
        return "too_few"
    low, high = wilson(k, n)
    at_most, at_least = tails(k, n, benchmark)
    by_wilson = side(benchmark < low, benchmark > high)
    by_exact = side(at_least <= TAIL, at_most <= TAIL)
    return by_wilson if by_wilson == by_exact else "borderline"


def tails(k: int, n: int, level: float) -> Interval:
    """P(X <= k) and P(X >= k) of n, had `level` (0..1) been the true share: exact binomial."""
    _require_count(k, n)
    return float(bdtr(k, n, level)), 1.0 if k == 0 else float(bdtr(n - k, n, 1 - level))


def verdict_in_band(k: int, n: int, band: Interval) -> str:
    """The verdict that holds at both ends of a published share's rounding band, else borderline.

    A printed 62 % is anything from 61.5 to 62.5 %; the band is cut to 0..1.
    """
    ends = {verdict(k, n, min(max(end, 0.0), 1.0)) for end in band}
    return ends.pop() if len(ends) == 1 else "borderline"


def missing_for_certainty(k: int, n: int, benchmark: float, *, is_high_good: bool) -> int | None:
    """How many more (or fewer, where low is good) of the same n would put it clearly on the good side.

    0 where it already is; None where no outcome of n could.
    """
    good = "above" if is_high_good else "below"
    towards = range(k, n + 1) if is_high_good else range(k, -1, -1)
    # the further, the more certain: among a hundred thousand, seventeen steps find the first
    missing = bisect_left(towards, True, key=lambda count: verdict(count, n, benchmark) == good)
    return missing if missing < len(towards) else None


def enough_for_certainty(k: int, n: int, benchmark: float, most: int) -> int | None:
    """About how many the share k/n would have to stand for to be clearly on one side; None above most.

    n itself where it already is. Rounding k makes it waver by a few: a size, not a promise.
    """
    sizes = range(n, most + 1)
    place = bisect_left(
        sizes, True, key=lambda m: verdict(round(k / n * m), m, benchmark) in ("above", "below")
    )
    return sizes[place] if place < len(sizes) else None


def newcombe(k1: int, n1: int, k2: int, n2: int) -> Interval:
    """The 95 % interval of k1/n1 - k2/n2 (-1..1) from the two Wilson intervals, squared and added.

    A group without anybody excludes nothing. Source: Newcombe 1998, method 10 (hybrid score).
    ValueError unless 0 <= k <= n in both.
    """
    (low1, high1), (low2, high2) = wilson(k1, n1), wilson(k2, n2)
    if not n1 or not n2:
        return -1.0, 1.0
    p1, p2 = k1 / n1, k2 / n2
    return (
        p1 - p2 - hypot(p1 - low1, high2 - p2),
        p1 - p2 + hypot(high1 - p1, p2 - low2),
    )


def fisher(k1: int, n1: int, k2: int, n2: int) -> float:
    """Fisher's exact two-sided p that k1 of n1 and k2 of n2 come from one level.

    All tables with the same totals that are no likelier than this one, as in R; SciPy's own
    (scipy.stats) gives the same but takes a second to import. ValueError unless 0 <= k <= n.
    """
    _require_count(k1, n1)
    _require_count(k2, n2)
    k, n = k1 + k2, n1 + n2
    possible = np.arange(max(0, k - n2), min(k, n1) + 1)
    log_likelihood = _log_choose(n1, possible) + _log_choose(n2, k - possible)
    chance = np.exp(log_likelihood - _log_choose(n, np.array(k)))
    no_likelier = chance <= chance[k1 - possible[0]] * (1 + SAME_CHANCE)
    return min(1.0, float(chance[no_likelier].sum()))


def _log_choose(n: int, k: NDArray[np.int64]) -> NDArray[np.float64]:
    ways: NDArray[np.float64] = gammaln(n + 1) - gammaln(k + 1) - gammaln(n - k + 1)
    return ways


def difference_verdict(k1: int, n1: int, k2: int, n2: int) -> str:
    """Whether k1/n1 is above or below k2/n2: borderline unless Newcombe and Fisher agree.

    too_few below ten in either; cannot_tell where neither of the two tells them apart.
    """
    if min(n1, n2) < MIN_N_VERDICT:
        return "too_few"
    low, high = newcombe(k1, n1, k2, n2)
    by_newcombe = side(low > 0, high < 0)
    by_fisher = fisher(k1, n1, k2, n2) <= 2 * TAIL
    if by_fisher == (by_newcombe != "cannot_tell"):
        return by_newcombe
    return "borderline"


def poisson_interval(events: int, exposure: float) -> Interval:
    """Garwood's (1936) exact 95 % interval of a rate: events per unit of exposure (> 0).

    No events gives exactly 0 below. ValueError unless events >= 0 and exposure > 0.
    """
    if events < 0 or exposure <= 0:
        raise ValueError(f"{events} events over {exposure} give no rate")
    low = float(gammaincinv(events, TAIL)) if events else 0.0
    return low / exposure, float(gammaincinv(events + 1, 1 - TAIL)) / exposure


def funnel_limits(n: int, centre: float, tail: float) -> Interval:
    """The shares of n between which all but `tail` a side lie by chance, had the level been `centre`.

    Exact binomial quantiles, interpolated between the steps of 1/n (Spiegelhalter 2005, appendix
    A.1.1), cut to 0..1. ValueError unless n is positive and centre and tail lie within 0..1.
    """
    if n < 1 or not 0 <= centre <= 1 or not 0 < tail < 0.5:
        raise ValueError(f"no funnel of n = {n} around {centre} with tails of {tail}")
    at_most = bdtr(np.arange(n + 1), n, centre)
    low, high = (_share_reached(at_most, n, chance) for chance in (tail, 1 - tail))
    return low, high


def _share_reached(at_most: NDArray[np.float64], n: int, chance: float) -> float:
    """Where the cumulative chances of 0..n reach `chance`, as a share of n, between the steps."""
    step = min(int(np.searchsorted(at_most, chance)), n)
    before = at_most[step - 1] if step else 0.0
    reached = float(step - (at_most[step] - chance) / (at_most[step] - before)) / n
    return min(max(reached, 0.0), 1.0)


def _require_count(k: int, n: int) -> None:
    if not 0 <= k <= n:
        raise ValueError(f"k must lie in 0..n, got k = {k}, n = {n}")
