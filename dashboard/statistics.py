"""Intervals, medians and verdicts: pure functions of counts and summaries.

Draw Wilson, decide with the exact binomial test: the Wilson interval is what a reader
sees, but at small n it excludes a benchmark too often, so a verdict needs both to agree.
Every function is checked against tests/vectors.json, computed with independent libraries.
"""

from bisect import bisect_left
from collections.abc import Sequence
from math import atanh, sqrt, tanh
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.special import bdtr, betaincinv, ndtri, stdtrit

CONFIDENCE = 0.95
TAIL = (1 - CONFIDENCE) / 2
MIN_N_VERDICT = 10  # below this a verdict would be about chance, not about the level
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
    # P(X >= k) and P(X <= k) had the benchmark been the true level
    at_least = 1.0 if k == 0 else float(bdtr(n - k, n, 1 - benchmark))
    at_most = float(bdtr(k, n, benchmark))
    by_wilson = _side(benchmark < low, benchmark > high)
    by_exact = _side(at_least <= TAIL, at_most <= TAIL)
    return by_wilson if by_wilson == by_exact else "borderline"


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


def _first_at_half(times: NDArray[np.float64], curve: NDArray[np.float64]) -> float | None:
    reached = np.flatnonzero(curve <= 0.5 + EQUAL)  # NaN compares false
    return float(times[reached[0]]) if reached.size else None


def _side(is_above: bool, is_below: bool) -> str:
    return "above" if is_above else "below" if is_below else "cannot_tell"


def _require_count(k: int, n: int) -> None:
    if not 0 <= k <= n:
        raise ValueError(f"k must lie in 0..n, got k = {k}, n = {n}")
