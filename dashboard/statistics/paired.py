"""Two answers about the same: how far their shares lie apart, where each pair has both."""

from collections.abc import Callable
from math import sqrt

from scipy.special import bdtr, ndtri

from dashboard.statistics.levels import MIN_N_VERDICT, TAIL, Interval, side

NEAR = 1e-12  # of a limit that is searched for


def paired_interval(only_first: int, only_second: int, n: int) -> Interval:
    """The 95 % interval of the first share less the second (-1..1) over n pairs that have both.

    only_first: pairs where the first alone says yes; only_second: where the second alone does. Those
    who agree say nothing of the difference but through n. Tango's score interval: it excludes nought
    exactly where McNemar's test without correction does at 5 %. n = 0 excludes nothing: (-1, 1).
    Source: Tango 1998, Statistics in Medicine 17:891. ValueError unless 0 <= both together <= n.
    """
    if only_first < 0 or only_second < 0 or only_first + only_second > n:
        raise ValueError(f"{only_first} and {only_second} do not differ among {n} pairs")
    if not n:
        return -1.0, 1.0
    seen, z = (only_first - only_second) / n, float(ndtri(1 - TAIL))

    def score(difference: float) -> float:
        return _score(difference, only_first, only_second, n)

    low = -1.0 if seen <= -1 else _where(lambda at: score(at) > z, -1.0, seen)
    high = 1.0 if seen >= 1 else _where(lambda at: score(at) > -z, seen, 1.0)
    return low, high


def _score(difference: float, only_first: int, only_second: int, n: int) -> float:
    """How many standard errors what was seen lies above that difference; falls as it grows."""
    b = -only_first - only_second + (2 * n - only_first + only_second) * difference
    c = -only_second * difference * (1 - difference)
    second = (sqrt(max(0.0, b * b - 8 * n * c)) - b) / (
        4 * n
    )  # the likeliest share of the second alone
    variance = n * (2 * second + difference * (1 - difference))
    above = only_first - only_second - n * difference
    if variance <= 0:
        return 0.0 if not above else float("inf") if above > 0 else float("-inf")
    return above / sqrt(variance)


def _where(is_before: Callable[[float], bool], low: float, high: float) -> float:
    """Where on the way from low to high it stops being so, by halving."""
    while high - low > NEAR:
        middle = (low + high) / 2
        low, high = (middle, high) if is_before(middle) else (low, middle)
    return (low + high) / 2


def mcnemar(only_first: int, only_second: int) -> float:
    """McNemar's exact two-sided p that those who differ do so either way alike; 1 where none differ."""
    n = only_first + only_second
    return min(1.0, 2 * float(bdtr(min(only_first, only_second), n, 0.5)))


def paired_verdict(only_first: int, only_second: int, n: int) -> str:
    """Whether the first share is above or below the second: borderline unless both tests agree.

    too_few below ten pairs; cannot_tell where neither Tango's interval nor McNemar's exact test tells
    them apart.
    """
    low, high = paired_interval(only_first, only_second, n)
    if n < MIN_N_VERDICT:
        return "too_few"
    by_tango = side(low > 0, high < 0)
    by_mcnemar = mcnemar(only_first, only_second) <= 2 * TAIL
    return by_tango if by_mcnemar == (by_tango != "cannot_tell") else "borderline"
