"""Means and medians over cases, and how far one person must move for it to be more than noise."""

from collections.abc import Sequence
from math import atanh, sqrt, tanh

import numpy as np
from scipy.special import bdtr, chdtri, ndtr, ndtri, stdtrit

from dashboard.statistics.levels import (
    CONFIDENCE,
    EQUAL,
    MIN_N_VERDICT,
    TAIL,
    Interval,
    MaybeInterval,
    side,
)


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
    return side(band[1] < low, band[0] > high)


def reliable_change(sd: float, r: float, confidence: float = CONFIDENCE) -> float:
    """The smallest change in one person's score that measurement error alone seldom gives.

    sd: of the first scores; r: test-retest correlation, -1..1; the answer is in the score's unit.
    Source: Jacobson & Truax 1991. ValueError for r outside -1..1 or a negative sd.
    """
    if not -1 <= r <= 1 or sd < 0:
        raise ValueError(f"needs sd >= 0 and r in -1..1, got sd = {sd}, r = {r}")
    return float(ndtri((1 + confidence) / 2)) * sd * sqrt(2) * sqrt(1 - r)


def moved_by_chance(n: int, sd: float, points: float) -> tuple[float, Interval]:
    """The chance that a score rises by `points` (> 0) where nothing changed, and its 95 % interval.

    n: people measured twice while nothing changed; sd: of their n differences, which is the standard
    error of measurement times the root of 2, and is measured on the score as it is used, so that
    domains that waver together count as they do. Errors are taken as normal, so a fall is as likely.
    The interval is the chi-square interval of the standard deviation (n - 1 degrees of freedom),
    carried over. Source: Bland & Altman 1996, BMJ 313:744 (measurement error); Jacobson & Truax 1991.
    ValueError for n < 2, or an sd or points that are not positive.
    """
    if n < 2 or sd <= 0 or points <= 0:
        raise ValueError(f"no chance of {points} points from n = {n} and sd = {sd}")
    squares = (n - 1) * sd * sd
    ends = (sqrt(squares / float(chdtri(n - 1, tail))) for tail in (TAIL, 1 - TAIL))
    value, low, high = (float(ndtr(-points / spread)) for spread in (sd, *ends))
    return value, (low, high)


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
