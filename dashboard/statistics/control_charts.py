"""Shares over time and the room between rare events: limits, and what may be called a sign of change."""

from math import ceil, log, log1p

import numpy as np
from numpy.typing import NDArray
from scipy.special import bdtr

SIGMA_3 = 0.00135  # the tail beyond three standard deviations
RUN = 7  # points in a row on one side, or rising or falling, that are a sign


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


def g_chart(gaps: NDArray[np.int64]) -> tuple[float, float, list[str]]:
    """Middle and upper limit of the numbers counted until each rare event, and each one's sign.

    gaps: 1 where an event follows at once on the one before, in order; two or more of them. They are
    taken as geometric, with the chance of an event estimated by Benneyan's (N - 1) / (N times mean).
    The middle is the median, between whole numbers; the limit is the longest wait that comes no less often
    than 0.00135, as a geometric chart is too skewed for 3 sigma; below there is none, so that a crowd is
    told by its run.
    Signs, the first that fits: outside: a longer wait would come less often than 0.00135; crowd: at
    once, one after another, so often that it would come less often than that; trend: seven rising or
    falling; shift: seven on one side of the middle, and as many more as make it no more frequent where
    whole numbers do not halve at the middle.
    Source: Benneyan 2001, Health Care Management Science 4:305, as Minitab's G chart; the run of seven
    as Making Data Count's. ValueError for fewer than two gaps, or one below 1.
    """
    if len(gaps) < 2 or gaps.min() < 1:
        raise ValueError(f"no chart of the gaps {gaps.tolist()}")
    chance = (len(gaps) - 1) / len(gaps) / float(gaps.mean())
    centre = _waited(chance, 0.5)
    at_once = ceil(log(SIGMA_3) / log(chance))  # so many in a row are as seldom as a point outside
    above = (1 - chance) ** int(centre)
    found = {
        "outside": is_long_wait(gaps - 1, chance),
        "crowd": _in_run((gaps == 1).astype(int), at_once),
        "trend": _in_trend(np.sign(np.diff(gaps, prepend=gaps[:1])).astype(int)),
        "shift": _in_rare_run(gaps > centre, above) | _in_rare_run(gaps < centre, 1 - above),
    }
    signs = [next((name for name, at in found.items() if at[i]), "") for i in range(len(gaps))]
    longest = 1 + int(log(SIGMA_3) / log1p(-chance))  # that is no sign
    return centre, float(longest), signs


def is_long_wait(without: NDArray[np.int64], chance: float) -> NDArray[np.bool_]:
    """Whether so many in a row without an event would come less often than 0.00135."""
    return without * log1p(-chance) < log(SIGMA_3)


def _in_rare_run(is_there: NDArray[np.bool_], chance: float) -> NDArray[np.bool_]:
    """Which points belong to a run, of what has that chance, no more frequent than seven halves."""
    if not 0 < chance < 1:
        return np.zeros(len(is_there), dtype=bool)
    return _in_run(is_there.astype(int), max(RUN, ceil(RUN * log(0.5) / log(chance))))


def _waited(chance: float, share: float) -> float:
    """How many are counted until the event, for that share of events; between whole numbers."""
    above = ceil(log1p(-share) / log1p(-chance))
    below, reached = 1 - (1 - chance) ** (above - 1), 1 - (1 - chance) ** above
    return above - 1 + (share - below) / (reached - below)


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
