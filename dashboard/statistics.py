"""Intervals, medians and verdicts: pure functions of counts and summaries.

Draw Wilson, decide with the exact binomial test: the Wilson interval is what a reader
sees, but at small n it excludes a benchmark too often, so a verdict needs both to agree.
Every function is checked against tests/vectors.json, computed with independent libraries.
"""

from bisect import bisect_left
from collections.abc import Sequence
from math import atanh, exp, hypot, log, sqrt, tanh
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.special import bdtr, betaincinv, gammaincinv, gammaln, ndtri, stdtrit

CONFIDENCE = 0.95
TAIL = (1 - CONFIDENCE) / 2
MIN_N_VERDICT = 10  # below this a verdict would be about chance, not about the level
SIGMA_3 = 0.00135  # the tail beyond three standard deviations
RUN = 7  # points in a row on one side, or rising or falling, that are a sign
SAME_CHANCE = 1e-7  # tables whose chances differ by less than this are equally likely
EQUAL = 1e-12  # two shares of whole numbers closer than this are the same share

Interval: TypeAlias = tuple[float, float]
MaybeInterval: TypeAlias = tuple[float | None, float | None]


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
    by_wilson = _side(benchmark < low, benchmark > high)
    by_exact = _side(at_least <= TAIL, at_most <= TAIL)
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


def mean_interval(n: int, mean: float, sd: float, scale: MaybeInterval) -> MaybeInterval:
    """The 95 % t interval of a mean over n cases, cut to its scale (None = open end).

    (None, None) for n < 2 or when all cases are equal: a width of 0 would be a false promise.
    """
    if n < 2 or sd <= EQUAL * max(1.0, abs(mean)):
        return None, None
    half = float(stdtrit(n - 1, 1 - TAIL)) * sd / sqrt(n)
    floor, ceiling = scale
    low, high = mean - half, mean + half
    return (low if floor is None else max(low, floor)), (
        high if ceiling is None else min(high, ceiling)
    )


def sd_behind(n: int, mean: float, high: float) -> float:
    """The standard deviation a 95 % t interval's upper end was made of (mean_interval undone)."""
    return (high - mean) * sqrt(n) / float(stdtrit(n - 1, 1 - TAIL))


def mean_verdict(n: int, interval: MaybeInterval, band: Interval) -> str:
    """above/below when the benchmark's whole rounding band lies outside the interval."""
    if n < MIN_N_VERDICT:
        return "too_few"
    low, high = interval
    if low is None or high is None:
        return "cannot_tell"
    return _side(band[1] < low, band[0] > high)


def reliable_change(sd: float, r: float, confidence: float = CONFIDENCE) -> float:
    """The smallest change in one person's score that measurement error alone seldom gives.

    sd: of the first scores; r: test-retest correlation, -1..1; the answer is in the score's unit.
    Source: Jacobson & Truax 1991. ValueError for r outside -1..1 or a negative sd.
    """
    if not -1 <= r <= 1 or sd < 0:
        raise ValueError(f"needs sd >= 0 and r in -1..1, got sd = {sd}, r = {r}")
    return float(ndtri((1 + confidence) / 2)) * sd * sqrt(2) * sqrt(1 - r)


def correlation_interval(n: int, r: float) -> Interval:
    """The 95 % interval of a correlation over n pairs by Fisher's z (1921), as scipy's pearsonr.

    n > 3; r = 1 or -1 has no width, as the transformation has none there.
    """
    if n <= 3:
        raise ValueError(f"a correlation needs more than 3 pairs for an interval, got {n}")
    if abs(r) >= 1 - EQUAL:
        return r, r
    half = float(ndtri(1 - TAIL)) / sqrt(n - 3)
    return tanh(atanh(r) - half), tanh(atanh(r) + half)


def plain_median(sorted_values: Sequence[float]) -> tuple[float | None, MaybeInterval]:
    """Median and its order-statistic 95 % interval; the interval is None for n < 6.

    Limits are the j-th value from either end, j the largest with P(Bin(n, 1/2) <= j-1) <= 2.5 %.
    """
    n = len(sorted_values)
    if n == 0:
        return None, (None, None)
    middle = (sorted_values[(n - 1) // 2] + sorted_values[n // 2]) / 2
    ranks = np.arange(n // 2 + 1)
    j = int(np.count_nonzero(bdtr(ranks, n, 0.5) <= TAIL))
    limits = (sorted_values[j - 1], sorted_values[n - j]) if j else (None, None)
    return middle, limits


def kaplan_meier(
    times: NDArray[np.float64], ended: NDArray[np.int64], censored: NDArray[np.int64]
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Survival just after each time, with its 95 % log(-log) limits (NaN where undefined).

    times ascending and distinct; ended and censored count the courses leaving at each time,
    an end at t before a censoring at t. Greenwood's variance; as R's conf.type = "log-log".
    Source: Kalbfleisch & Prentice 1980. statsmodels and SciPy give the curve but take one row
    a course; this takes counts, so 1.2 million courses cost what their distinct days cost.
    """
    left = ended + censored
    at_risk = left[::-1].cumsum()[::-1]
    with np.errstate(divide="ignore", invalid="ignore"):
        survival = np.cumprod(1 - ended / at_risk)
        greenwood = np.cumsum(ended / (at_risk * (at_risk - ended)))
        log_survival = np.log(survival)
        spread = float(ndtri(1 - TAIL)) * np.sqrt(greenwood) / np.abs(log_survival)
        low = survival ** np.exp(spread)
        high = survival ** np.exp(-spread)
    # all still there, or nobody left: log(-log S) does not exist and no limit may be drawn
    undefined = (survival <= EQUAL) | (survival >= 1 - EQUAL)
    low[undefined] = np.nan
    high[undefined] = np.nan
    return survival, low, high


def kaplan_meier_median(
    times: NDArray[np.float64], ended: NDArray[np.int64], censored: NDArray[np.int64]
) -> tuple[float | None, MaybeInterval]:
    """The smallest time with survival <= 1/2, and the first times its log(-log) limits are.

    None where the curve, or a limit, never comes down to one half within the data.
    """
    if not times.size:
        return None, (None, None)
    survival, low, high = kaplan_meier(times, ended, censored)
    return _first_at_half(times, survival), (
        _first_at_half(times, low),
        _first_at_half(times, high),
    )


def aalen_johansen(
    times: NDArray[np.float64],
    reached: NDArray[np.int64],
    left: NDArray[np.int64],
    censored: NDArray[np.int64],
    at: float,
) -> tuple[float, MaybeInterval]:
    """The share that has reached its end by `at`, other exits competing, with 95 % log(-log) limits.

    times ascending and distinct; reached, left and censored count the courses going each way at
    each time, both kinds of exit before a censoring. Variance by the infinitesimal jackknife, as R's
    survival has it: each course's influence on the estimate, squared and added. No limits where
    nobody or everybody has reached it. Source: Aalen & Johansen 1978; statsmodels agrees but takes
    one row a course, and lifelines draws ties at random and names its limits the wrong way round.
    """
    exits = reached + left
    at_risk = (exits + censored)[::-1].cumsum()[::-1]
    survival = np.cumprod(1 - exits / np.maximum(at_risk, 1))
    before = np.concatenate(([1.0], survival[:-1]))
    is_by_then = times <= at
    steps = np.where(is_by_then, before * reached / np.maximum(at_risk, 1), 0.0)
    incidence = np.cumsum(steps)
    if not times.size or not EQUAL < incidence[-1] < 1 - EQUAL:
        return float(incidence[-1]) if times.size else 0.0, (None, None)
    value = float(incidence[-1])
    variance = _jackknife_variance(
        (reached, left, censored), at_risk, before, steps, value - incidence, is_by_then
    )
    spread = float(ndtri(1 - TAIL)) * sqrt(variance) / (value * abs(log(value)))
    return value, (value ** exp(spread), value ** exp(-spread))


def _jackknife_variance(
    ways: tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]],
    at_risk: NDArray[np.int64],
    before: NDArray[np.float64],
    steps: NDArray[np.float64],
    still_to_come: NDArray[np.float64],
    is_by_then: NDArray[np.bool_],
) -> float:
    """Sum of squared influences of every course on the Aalen-Johansen estimate.

    still_to_come: what is added to the estimate after each time.
    """
    reached, left, censored = ways
    staying = np.maximum(at_risk - reached - left, 1)  # where nobody stays, nothing is to come
    being_at_risk = np.cumsum(
        is_by_then * (reached + left) / (at_risk * staying) * still_to_come - steps / at_risk
    )
    leaving = being_at_risk - is_by_then * still_to_come / staying
    reaching = leaving + is_by_then * before / at_risk
    influences = zip((reaching, leaving, being_at_risk), (reached, left, censored), strict=True)
    return float(sum((count * influence**2).sum() for influence, count in influences))


def poisson_interval(events: int, exposure: float) -> Interval:
    """Garwood's (1936) exact 95 % interval of a rate: events per unit of exposure (> 0).

    No events gives exactly 0 below. ValueError unless events >= 0 and exposure > 0.
    """
    if events < 0 or exposure <= 0:
        raise ValueError(f"{events} events over {exposure} give no rate")
    low = float(gammaincinv(events, TAIL)) if events else 0.0
    return low / exposure, float(gammaincinv(events + 1, 1 - TAIL)) / exposure


def p_chart(
    k: NDArray[np.int64], n: NDArray[np.int64]
) -> tuple[float, NDArray[np.float64], NDArray[np.float64], NDArray[np.bool_]]:
    """Centre, lower and upper 3-sigma limits of shares k/n over time, and which points are outside.

    A point is outside only where its exact binomial tail is under 0.00135 too: of ten at 15 %,
    five pass the limit in every hundredth quarter. Limits may lie beyond 0..1: they are cut for
    drawing, never for the rules. Every n is positive.
    """
    centre = float(k.sum() / n.sum())
    sigma = np.sqrt(centre * (1 - centre) / n)
    low, high = centre - 3 * sigma, centre + 3 * sigma
    is_beyond = (k / n < low) | (k / n > high)
    at_most = bdtr(k, n, centre)
    at_least = np.where(k == 0, 1.0, bdtr(n - k, n, 1 - centre))
    return centre, low, high, is_beyond & (np.minimum(at_most, at_least) < SIGMA_3)


def signals(
    values: NDArray[np.float64],
    centre: float,
    low: NDArray[np.float64],
    high: NDArray[np.float64],
    is_outside: NDArray[np.bool_],
) -> list[str]:
    """Each point's sign of change by the four rules of Making Data Count; "" for ordinary ones.

    outside: beyond its limits; trend: seven rising or falling in a row; two_of_three: two of
    three in the outer third of one side; shift: seven on one side of the centre. The first that
    fits, in that order, and every point of a run is part of it.
    """
    side = np.sign(values - centre).astype(int)
    step = np.sign(np.diff(values, prepend=values[:1])).astype(int)
    third = np.where(side > 0, centre + (high - centre) * 2 / 3, centre + (low - centre) * 2 / 3)
    is_outer = np.where(side > 0, values > third, values < third) & (side != 0)
    found = {
        "outside": is_outside,
        "trend": _in_trend(step),
        "two_of_three": _in_two_of_three(is_outer, side),
        "shift": _in_run(side, RUN),
    }
    return [next((name for name, at in found.items() if at[i]), "") for i in range(len(values))]


def _in_run(signs: NDArray[np.int64], length: int) -> NDArray[np.bool_]:
    """Which points belong to a run of that many equal, non-zero signs."""
    found = np.zeros(len(signs), dtype=bool)
    for end in range(length, len(signs) + 1):
        window = signs[end - length : end]
        if window[0] != 0 and (window == window[0]).all():
            found[end - length : end] = True
    return found


def _in_trend(step: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which points belong to seven that rise, or fall, one after another: six equal steps."""
    steps = _in_run(step[1:], RUN - 1)
    found = np.zeros(len(step), dtype=bool)
    found[1:] |= steps
    found[:-1] |= steps
    return found


def _in_two_of_three(is_outer: NDArray[np.bool_], side: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which outer points have another one on their side within three points on that side."""
    found = np.zeros(len(side), dtype=bool)
    for end in range(3, len(side) + 1):
        within = slice(end - 3, end)
        if abs(int(side[within].sum())) == 3 and is_outer[within].sum() >= 2:
            found[within] |= is_outer[within]
    return found


def _first_at_half(times: NDArray[np.float64], curve: NDArray[np.float64]) -> float | None:
    reached = np.flatnonzero(curve <= 0.5 + EQUAL)  # NaN compares false
    return float(times[reached[0]]) if reached.size else None


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
    by_newcombe = _side(low > 0, high < 0)
    by_fisher = fisher(k1, n1, k2, n2) <= 2 * TAIL
    if by_fisher == (by_newcombe != "cannot_tell"):
        return by_newcombe
    return "borderline"


def _side(is_above: bool, is_below: bool) -> str:
    return "above" if is_above else "below" if is_below else "cannot_tell"


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
