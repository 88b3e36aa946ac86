"""Intervals of counts and means behind noise: a second computation, coverage and width."""

from itertools import product
from math import comb, sqrt

import numpy as np
import pytest
from scipy.special import stdtrit
from scipy.stats import dlaplace

from dashboard.disclosure.draws import epsilons
from dashboard.statistics import NoisySum, clopper_pearson, noisy_interval

GROUPS = {10: 1, 22: 2, 40: 3, 96: 7, 150: 10}


def tails(drawn, n, noise, share):
    """P(no more) and P(no less) than drawn, term by term."""
    reach = range(-60, 61)
    chance = {0: 1.0}
    for e in noise:
        step = {x: float(dlaplace.pmf(x, e)) for x in reach}
        chance = {
            total: sum(chance.get(total - x, 0) * p for x, p in step.items())
            for total in range(-90, 91)
        }
    below = above = 0.0
    for k in range(n + 1):
        p = comb(n, k) * share**k * (1 - share) ** (n - k)
        below += p * sum(c for x, c in chance.items() if k + x <= drawn)
        above += p * sum(c for x, c in chance.items() if k + x >= drawn)
    return below, above


@pytest.mark.parametrize(
    ("drawn", "n", "noise"), [(6, 12, (1.0,)), (13, 24, (1.0, 1.0)), (7, 12, (2.0,))]
)
def test_the_ends_are_where_a_tail_is_two_and_a_half_per_cent(drawn, n, noise):
    low, high = noisy_interval(drawn, n, noise)
    assert tails(drawn, n, noise, low)[1] == pytest.approx(0.025, abs=1e-6)
    assert tails(drawn, n, noise, high)[0] == pytest.approx(0.025, abs=1e-6)


def test_without_noise_to_speak_of_it_is_the_exact_interval():
    for k, n in [(0, 10), (3, 12), (12, 12), (29, 40)]:
        assert noisy_interval(k, n, [40.0]) == pytest.approx(clopper_pearson(k, n), abs=1e-7)


@pytest.mark.parametrize("drawn", [-20, -3, 13, 40])
def test_a_sum_far_outside_has_the_interval_of_the_nearest_end(drawn):
    low, high = noisy_interval(drawn, 10, [1.0])
    end = 0.0 if drawn < 0 else 1.0
    assert low <= end <= high
    assert high - low < 0.9


def test_nobody_and_wrong_numbers():
    assert noisy_interval(0, 0, []) == (0.0, 1.0)
    for wrong in [(-1, [1.0]), (10, [0.0])]:
        with pytest.raises(ValueError):
            noisy_interval(1, *wrong)


@pytest.mark.parametrize(("n", "share"), list(product(GROUPS, (0.11, 0.5, 0.79))))
def test_intervals_cover_and_are_no_wider_than_they_must(n, share):
    rng = np.random.default_rng(n)
    noise = [1.0] * GROUPS[n]
    tries = 3000
    counts = rng.binomial(n, share, tries)
    drawn = counts + dlaplace.rvs(1.0, size=(len(noise), tries), random_state=rng).sum(axis=0)
    found = [noisy_interval(int(each), n, noise) for each in drawn]
    covered = sum(low <= share <= high for low, high in found) / tries
    assert covered >= 0.945 - 2 * sqrt(0.05 * 0.95 / tries)
    width = sum(high - low for low, high in found)
    without = sum(high - low for low, high in (clopper_pearson(int(k), n) for k in counts))
    assert width / without <= (1.5 if n >= 40 else 1.95)


LIMITS = {"hours": (0, 180, 360), "contacts": (0, 25, 70), "attendance": (0, 80, 100)}


@pytest.mark.parametrize(
    ("limits", "centre", "spread"),
    [
        (LIMITS["hours"], 200, 75),
        (LIMITS["contacts"], 27, 12),
        (LIMITS["attendance"], 85, 15),
        (LIMITS["attendance"], 97, 6),
    ],
)
@pytest.mark.parametrize("n", GROUPS)
def test_intervals_of_means_cover(limits, centre, spread, n):
    rng = np.random.default_rng(n)
    low, typical, high = limits
    everybody = np.clip(np.rint(rng.normal(centre, spread, 400_000)), low, high)
    truth, tries = everybody.mean(), 1000
    noise = [epsilons("mean", 2.0, limits, ()) for _group in range(GROUPS[n])]
    of_tally, of_total, of_squares = zip(*noise, strict=True)
    drawn = np.array([
        dlaplace.rvs(each[0], size=(GROUPS[n], tries), random_state=rng).sum(axis=0)
        for each in (of_tally, of_total, of_squares)
    ])  # fmt: skip
    covered = width = 0.0
    for nth in range(tries):
        apart = rng.choice(everybody, n)[: n - rng.binomial(n, 0.03)] - typical
        sums = np.array([len(apart), apart.sum(), (apart**2).sum()]) + drawn[:, nth]
        found = NoisySum(n, *map(int, sums), limits, of_tally, of_total)
        ends = found.interval()
        assert low <= ends[0] <= found.mean() <= ends[1] <= high
        covered += ends[0] <= truth <= ends[1]
        width += ends[1] - ends[0]
    assert covered / tries >= 0.945 - 2 * sqrt(0.05 * 0.95 / tries)
    if n >= 40 and limits != LIMITS["attendance"]:  # near its end the noise is most of the width
        without = 2 * stdtrit(n - 1, 0.975) * everybody.std() / sqrt(n)
        assert width / tries / without <= 3
