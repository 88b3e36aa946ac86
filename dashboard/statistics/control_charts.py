"""Shares over time: limits from each point's own n, and what may be called a sign of change."""

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
