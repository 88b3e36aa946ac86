"""Counts and sums published with discrete Laplace noise: the noise and the intervals.

Source of the mechanism: Ghosh, Roughgarden and Sundararajan 2012. The noise is part of what is
tested, so that an interval is as wide as it must be and no wider.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import cosh, log, sqrt, tanh

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln, log1p, stdtrit

from dashboard.statistics.levels import TAIL, Interval

NEVER = 1e-13  # noise rarer than this is left out of the sum
CLOSE = 1e-9  # shares nearer than this are the same


def noisy_interval(drawn: int, n: int, epsilons: Sequence[float]) -> Interval:
    """The exact 95 % interval for the share behind a noisy count of n.

    drawn: the sum of the published counts of some groups; n: the sum of the groups' sizes;
    epsilons: the e of each draw in the sum. Inverts the test of drawn ~ Binomial(n, p) + noise with
    2.5 % in each tail. A sum so far outside 0..n that no share passes has the interval of the end
    nearest to it. n = 0 gives (0, 1). ValueError for a negative n or e.
    """
    if n < 0 or any(e <= 0 for e in epsilons):
        raise ValueError(n, epsilons)
    if n == 0:
        return 0.0, 1.0
    key = tuple(sorted(epsilons))
    low, high = _limits(drawn, n, key)
    return (low, high) if low <= high else _limits(min(max(drawn, 0), n), n, key)


@dataclass(frozen=True)
class NoisySum:
    """The published numbers behind a mean of `size` people, over all groups together.

    tally: how many have a value; total: the sum of their differences from the typical one; squares: of
    the squares of these. limits: the lowest, the typical, the highest value. of_tally, of_total: the e of
    each, one a group.
    """

    size: int
    tally: int
    total: int
    squares: int
    limits: tuple[int, int, int]
    of_tally: Sequence[float]
    of_total: Sequence[float]

    @property
    def n(self) -> int:
        """How many to divide by: at least two and no more than there are, whatever was drawn."""
        return min(max(self.tally, 2), max(self.size, 2))

    def mean(self) -> float:
        """The mean, within the limits."""
        low, typical, high = self.limits
        return min(max(typical + self.total / self.n, low), high)

    def interval(self) -> Interval:
        """The 95 % t interval, cut to the limits: the spread of the values and the noise together.

        The spread is noisy too: never below 0, nor above what limits and mean allow (Bhatia and Davis
        2000).
        """
        low, typical, high = self.limits
        mean, n = self.mean(), self.n
        of_tally, of_total = (
            sum(map(noise_variance, each)) for each in (self.of_tally, self.of_total)
        )
        apart = mean - typical
        spread = min(max(self.squares / n - apart**2, 0.0), (mean - low) * (high - mean))
        error = sqrt(spread / n + (of_total + apart**2 * of_tally) / n**2)
        half = float(stdtrit(n - 1, 1 - TAIL)) * error
        return max(mean - half, low), min(mean + half, high)


def noise_variance(epsilon: float) -> float:
    """The variance of one discrete Laplace draw with that e."""
    return 1 / (cosh(epsilon) - 1)


@lru_cache(maxsize=4096)
def _limits(drawn: int, n: int, epsilons: tuple[float, ...]) -> Interval:
    """The lowest and the highest share that pass; low above high where none does."""
    centre, at_most = _distribution(epsilons)
    missing = drawn - np.arange(n + 1)  # what the noise must make up for each true count
    places = np.clip(missing + centre, -1, len(at_most) - 1)
    no_more = np.where(places < 0, 0.0, at_most[places])
    before = np.clip(missing + centre - 1, -1, len(at_most) - 1)
    no_less = 1 - np.where(before < 0, 0.0, at_most[before])
    chances = _binomial(n)

    def excess(tail: NDArray[np.float64]) -> Callable[[float], float]:
        return lambda share: float(chances(share) @ tail) - TAIL

    return _root(excess(no_less), rising=True), _root(excess(no_more), rising=False)


def _root(excess: Callable[[float], float], *, rising: bool) -> float:
    """The share at which a tail is 2.5 %: the end of those that pass; outside 0..1 where none does."""
    at_0, at_1 = excess(0.0), excess(1.0)
    if rising and (at_0 > 0 or at_1 < 0):
        return 0.0 if at_0 > 0 else 2.0
    if not rising and (at_1 > 0 or at_0 < 0):
        return 1.0 if at_1 > 0 else -1.0
    return _crossing(excess, at_0, at_1)


def _crossing(excess: Callable[[float], float], at_0: float, at_1: float) -> float:
    """Where it is nought between 0 and 1, where it has opposite signs: false position by Illinois.

    scipy.optimize has such ways too, and takes half a second to import.
    """
    kept, new = (0.0, at_0), (1.0, at_1)
    while new[1]:
        share = (kept[0] * new[1] - new[0] * kept[1]) / (new[1] - kept[1])
        found = (share, excess(share))
        if abs(share - new[0]) < CLOSE:
            return share
        # the newest two enclose it, or the older end counts half
        kept = new if found[1] * new[1] < 0 else (kept[0], kept[1] / 2)
        new = found
    return new[0]


@lru_cache(maxsize=256)
def _binomial(n: int) -> Callable[[float], NDArray[np.float64]]:
    """The chances of 0..n by share."""
    counts = np.arange(n + 1)
    ways = gammaln(n + 1) - gammaln(counts + 1) - gammaln(n - counts + 1)

    def chances(share: float) -> NDArray[np.float64]:
        if share in (0, 1):
            found = np.where(counts == share * n, 1.0, 0.0)
        else:  # as xlogy and xlog1py, which take the logarithm of each
            found = np.exp(ways + counts * log(share) + (n - counts) * log1p(-share))
        return np.asarray(found, np.float64)

    return chances


@lru_cache(maxsize=256)
def _distribution(epsilons: tuple[float, ...]) -> tuple[int, NDArray[np.float64]]:
    """Of the sum of the draws: where 0 lies, and the chance of no more than each value."""
    total = np.ones(1)
    for epsilon in epsilons:
        reach = int(np.ceil(-np.log(NEVER) / epsilon))
        total = np.convolve(
            total, tanh(epsilon / 2) * np.exp(-epsilon * abs(np.arange(-reach, reach + 1)))
        )
    return len(total) // 2, np.cumsum(total)
