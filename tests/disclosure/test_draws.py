"""The draws: their distribution, that they are the same for ever, and what neighbours can tell."""

from collections import Counter
from math import exp

import numpy as np
import pytest
from scipy.stats import chisquare, dlaplace

from dashboard.disclosure.draws import Place, chance, epsilons, noise

SECRET = bytes(range(32))
PLACE = Place("0461", "2023-Q1/2023-Q4", "criterion_charged")


def drawn(truth, count, epsilon=1.0, secret=SECRET):
    """Draws of one truth in as many places."""
    places = (Place("0461", str(i), "criterion_charged") for i in range(count))
    return noise([chance(secret, place, truth) for place in places], [epsilon] * count)


@pytest.mark.parametrize("epsilon", [0.5, 1.0, 2.0])
def test_a_million_draws_fit_the_distribution(epsilon):
    found = Counter(drawn(7, 1_000_000, epsilon))
    reach = range(-int(8 / epsilon), int(8 / epsilon) + 1)
    observed = [found[x] for x in reach]
    expected = dlaplace.pmf(np.array(reach), epsilon) * 1_000_000
    rest = 1_000_000 - sum(observed), 1_000_000 - expected.sum()
    assert chisquare([*observed, rest[0]], [*expected, rest[1]]).pvalue > 0.001


def test_the_same_truth_has_the_same_draw_and_another_an_independent_one():
    assert drawn(7, 1000) == drawn(7, 1000)
    assert drawn(7, 1000) != drawn(7, 1000, secret=bytes(32))
    seven, eight = np.array(drawn(7, 100_000)), np.array(drawn(8, 100_000))
    assert abs(np.corrcoef(seven, eight)[0, 1]) < 0.02


def test_each_part_of_a_place_counts():
    places = [PLACE, Place("0461", PLACE.group, PLACE.figure, "x"), Place("0101", PLACE.group, PLACE.figure),
              Place("0461", "2024-Q1/2024-Q1", PLACE.figure), Place("0461", PLACE.group, "goals")]  # fmt: skip
    assert len({chance(SECRET, place, 7) for place in places}) == len(places)


@pytest.mark.parametrize("epsilon", [1.0, 2.0])
def test_neighbouring_truths_are_published_about_equally_often(epsilon):
    """What is read under one truth is never more than exp(e) times as likely as under its neighbour."""
    count = 400_000
    one = Counter(7 + x for x in drawn(7, count, epsilon))
    other = Counter(8 + x for x in drawn(8, count, epsilon))
    for told in one.keys() | other.keys():
        if min(one[told], other[told]) < 1000:
            continue
        ratio, error = one[told] / other[told], 4 * (1 / one[told] + 1 / other[told]) ** 0.5
        assert exp(-epsilon) * (1 - error) <= ratio <= exp(epsilon) * (1 + error)


@pytest.mark.parametrize("wrong", [b"", bytes(31), bytes(33)])
def test_a_secret_of_another_length_draws_nothing(wrong):
    with pytest.raises(ValueError):
        chance(wrong, PLACE, 7)


@pytest.mark.parametrize("wrong", [0.0, -1.0])
def test_without_a_budget_nothing_is_drawn(wrong):
    with pytest.raises(ValueError):
        noise([0.5], [wrong])


def test_the_rarest_chances_have_a_draw():
    ends = noise([0.5 / 2**53, 1 - 2**-53], [1.0, 1.0])
    assert -60 < ends[0] < -30 and 30 < ends[1] < 60


LIMITS = (0, 80, 100)


@pytest.mark.parametrize("kind", ["yes_no", "answers", "mean"])
def test_one_course_changes_the_odds_by_no_more_than_its_budget(kind):
    """The worst change of one course, number by number, times the e of each."""
    budget = 1.5
    if kind == "mean":
        low, typical, high = LIMITS
        values = [None, *range(low, high + 1)]
        sums = {v: (0, 0, 0) if v is None else (1, v - typical, (v - typical) ** 2) for v in values}
        spent = epsilons(kind, budget, LIMITS, ())
    elif kind == "answers":
        sums = {v: tuple(int(v == each) for each in "abc") for v in "abc"}
        spent = epsilons(kind, budget, LIMITS, "abc")
    else:
        sums, spent = {0: (0,), 1: (1,)}, epsilons(kind, budget, LIMITS, ("yes",))
    worst = max(
        sum(e * abs(x - y) for e, x, y in zip(spent, one, other, strict=True))
        for one in sums.values()
        for other in sums.values()
    )
    assert worst <= budget + 1e-9
