"""The guarantee: who knows everything but one answer, and reads every byte, hardly learns it.

Mechanism: tests/disclosure/test_draws.py. Accounting: test_accounting.py. Use: test_publishing.py.
"""

from collections import Counter
from dataclasses import replace
from itertools import product
from math import exp, sqrt
from random import Random

import pytest

from dashboard.catalogue.released import RELEASES
from dashboard.disclosure import draws
from dashboard.editions.release_table import key
from dashboard.statistics import noisy_interval
from tests.editions.invented import SECRET, release, report, town

TOWNS = 2000


def drawn_sum(row, noise):
    """What was drawn, from k where it is inside, and from the interval where it was cut."""
    if 0 < row["k"] < row["n"]:
        return row["k"]
    reach = range(-25, 1) if row["k"] == 0 else range(row["n"], row["n"] + 26)
    ends = {drawn: noisy_interval(drawn, row["n"], noise) for drawn in reach}
    return min(
        reach, key=lambda each: abs(ends[each][0] - row["low"]) + abs(ends[each][1] - row["high"])
    )


def guess(people, known, file):
    """Whether the one whose charge is not known was charged, by the likelier of the two."""
    (row,) = (each for each in file["rows"] if each["figure_id"] == "criterion_charged")
    drawn = drawn_sum(row, [people.settings.noise_charges] * len(file["groups"]))
    return abs(drawn - known - 1) < abs(drawn - known)


def test_the_best_guess_of_one_charge_is_hardly_better_than_its_budget_allows():
    """Finds charged and not charged equally likely before; knows every other course of the town."""
    right = tried = 0
    for nth in range(TOWNS):
        rng = Random(f"attack-{nth}")
        people = town(nth, rng.randrange(14, 40))
        is_charged = rng.random() < 0.5
        secret = rng.randbytes(32)
        first = people.starts[0]["member"]  # the first group's first course
        for outcome in people.outcomes:
            outcome["criterion_charged"] = rng.random() < 0.15
            if outcome["member"] == first:
                outcome["criterion_charged"] = is_charged
        table = release(people, secret=secret, only="criterion_charged")
        file = report(people, table)
        if not file["groups"]:
            continue
        keys = {key for told in table.groups["0461", "courses"] for key in told.members}
        known = sum(
            outcome["criterion_charged"]
            for outcome in people.outcomes
            if key(secret, outcome["member"]) in keys and outcome["member"] != first
        )
        if key(secret, first) not in keys:
            continue
        tried += 1
        right += guess(people, known, file) == is_charged
    bound = exp(1) / (1 + exp(1))
    error = sqrt(bound * (1 - bound) / tried)
    assert tried > 0.7 * TOWNS
    assert right / tried <= bound + 3 * error
    assert right / tried >= 0.6  # an attacker who could not win would prove nothing


@pytest.mark.parametrize("seed", range(20))
def test_the_same_draws_make_the_same_bytes_whatever_the_truth(monkeypatch, seed):
    """Noise that always leads to the same drawn number, from two truths that share nothing but days."""
    one, other = town(seed, 60), town(seed, 60)
    rng = Random(seed)
    changed = town(f"other-{seed}", 60)
    for outcome, wholly_other in zip(other.outcomes, changed.outcomes, strict=True):
        outcome |= {key: value for key, value in wholly_other.items() if key != "member"}
    for answer in other.answers:
        answer["answer"] = rng.choice(["very_satisfied", "satisfied", "very_dissatisfied"])
    assert one.outcomes != other.outcomes

    def files(people):
        truths = []
        monkeypatch.setattr(
            draws, "chance", lambda _secret, _place, truth: truths.append(truth) or 0.5
        )
        monkeypatch.setattr(
            draws,
            "noise",
            lambda chances, _scales: [9 - truth for truth in truths[-len(chances) :]],
        )
        return report(people, release(people))

    assert files(one) == files(other)


def seen_in(numbers):
    """What tells the two towns apart best: the count, or which of the two answers came out high."""
    if "yes" in numbers:
        return numbers["yes"]
    return numbers["satisfied"] >= 12, numbers["very_satisfied"] >= 1


@pytest.mark.parametrize(
    ("release_name", "budget"),
    [("criterion_charged", "charges"), ("satisfaction_help", "questionnaires")],
)
def test_what_one_course_says_moves_no_file_by_more_than_the_budget(release_name, budget):
    """Every published table of two neighbouring towns, counted over many secrets."""
    people = town("neighbours", 12)
    people.starts = [row | {"day": people.starts[0]["day"]} for row in people.starts]
    people.answers = [
        {**row, "day": people.starts[0]["day"], "population": "satisfaction/citizen/help", "answer": "satisfied"}
        for row in people.starts
    ]  # fmt: skip
    for outcome in people.outcomes:
        outcome["criterion_charged"] = False

    def published(changed):
        if changed:
            people.outcomes[0]["criterion_charged"] = True
            people.answers[0]["answer"] = "very_satisfied"
        found = Counter()
        for nth in range(2500):
            secret = Random(f"{nth}/{changed}").randbytes(32)
            table = release(people, secret=secret, only=release_name)
            numbers = next(
                each[release_name].numbers for each in table.draws.values() if release_name in each
            )
            found[seen_in(numbers)] += 1
        return found

    one, other = published(False), published(True)
    most = exp(people.settings.budgets[budget])
    seen = [told for told in one.keys() | other.keys() if min(one[told], other[told]) >= 60]
    assert seen
    for told in seen:
        ratio, error = one[told] / other[told], 4 * sqrt(1 / one[told] + 1 / other[told])
        assert (1 - error) / most <= ratio <= most * (1 + error)


def test_no_release_is_without_a_budget_and_every_budget_is_used():
    people = town("budgets", 1)
    assert {each.budget for each in RELEASES.values()} == set(people.settings.budgets)
    assert all(each.epsilon(people.settings) > 0 for each in RELEASES.values())


@pytest.mark.parametrize(("size", "nth"), list(product((3, 9, 12), range(3))))
def test_whether_a_part_stands_there_follows_from_days_alone(size, nth):
    people = town(f"{size}-{nth}", size)
    shown = {row["figure_id"] for row in report(people, release(people))["rows"]}
    for outcome in people.outcomes:
        outcome |= {"criterion_charged": False, "exits": "open", "life_wheel_moved": "none"}
        outcome |= dict.fromkeys(("hours_per_week", "contacts_per_week", "attendance_share"))
    blank = replace(people)
    assert {
        row["figure_id"] for row in report(blank, release(blank, secret=SECRET))["rows"]
    } == shown
