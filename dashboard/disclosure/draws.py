"""Draws from the discrete Laplace distribution that are the same for ever: of a secret and a truth.

The same true count in the same place has the same draw on every machine that has the secret; another
count there has an independent one. Sources: Dwork, McSherry, Nissim and Smith 2006; Ghosh, Roughgarden
and Sundararajan 2012; a draw by key as in the cell-key method of statistical offices.
"""

import hmac
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from hashlib import sha256

import numpy as np

SECRET_BYTES = 32
UNIFORM_BITS = 53  # what a float holds exactly


@dataclass(frozen=True)
class Place:
    """Where a count is published: one answer of one figure for one group of a municipality."""

    municipality: str
    group: str
    figure: str
    answer: str = ""


def chance(secret: bytes, place: Place, truth: int) -> float:
    """A number above 0 and below 1, uniform to whoever lacks the secret. ValueError unless it is 32 bytes."""
    if len(secret) != SECRET_BYTES:
        raise ValueError(len(secret))
    told = "|".join((place.municipality, place.group, place.figure, place.answer, str(truth)))
    digest = hmac.digest(secret, told.encode(), sha256)
    return float(((int.from_bytes(digest[:7]) >> (56 - UNIFORM_BITS)) + 0.5) / 2**UNIFORM_BITS)


def noise(chances: Sequence[float], epsilons: Sequence[float]) -> list[int]:
    """Whole numbers from discrete Laplace distributions, P(x) proportional to exp(-epsilon |x|).

    epsilons: one for each chance; over a sum whose terms may each change by `range`, it is e / range.
    ValueError where one is not above 0.
    """
    if any(epsilon <= 0 for epsilon in epsilons):
        raise ValueError(epsilons)
    from scipy.stats import dlaplace  # a second to import, and seldom is anything drawn

    drawn = dlaplace.ppf(np.asarray(chances), np.asarray(epsilons))
    return [int(number) for number in drawn]


def epsilons(
    kind: str, epsilon: float, limits: tuple[int, int, int], answers: Collection[str]
) -> list[float]:
    """The e of each number of a draw, in the order of its answers.

    One course moves a yes by one; an answer, if it changes, two answers by one each. Of an average it
    moves the tally by one, the sum (of differences from the typical) by no more than the range, and the
    sum of their squares by no more than the largest: a quarter, five eighths and an eighth of e.
    """
    if kind == "yes_no":
        return [epsilon]
    if kind == "answers":
        return [epsilon / 2] * len(answers)
    low, typical, high = limits
    farthest = max(typical - low, high - typical)
    return [epsilon / 4, epsilon * 5 / 8 / (high - low), epsilon / 8 / farthest**2]
