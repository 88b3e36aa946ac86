"""Disclosure control of single rows: true row in, published row out, and what a reader can know."""

from datetime import date
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard import statistics
from dashboard.catalogue.listing import FIGURES
from dashboard.catalogue.row import KEYS
from dashboard.disclosure import control
from dashboard.disclosure.control import Rule
from dashboard.disclosure.edition_cells import CELLS, MEASURED, Cell

RULE = Rule(5, 10, 5, 50)
COMPLETED, CHARGED = CELLS["criterion_completed"], CELLS["criterion_charged"]


def true(figure_id: str, **given):
    figure = FIGURES[figure_id]
    blank = dict.fromkeys(KEYS) | {"suppressed": False}
    return blank | {"figure_id": figure_id, "unit": figure.unit, "group": figure.group} | given


def published(figure_id, k=None, n=None, value=None, repeats=0, *, is_authority=False, **more):
    row = true(figure_id, k=k, n=n, value=value, **more)
    return control.protected(CELLS[figure_id], row, RULE, repeats, is_authority=is_authority)


def shown(row):
    return row["k"], row["n"], row["note"]


@pytest.mark.parametrize(
    ("count", "expected"),
    [(0, None), (1, None), (4, None), (5, 5), (7, 5), (8, 10), (12, 10), (13, 15), (1002, 1000)],
)
def test_a_count_is_rounded_or_fewer_than_five_nought_with_it(count, expected):
    row = published("courses_started", value=count)
    assert row["value"] == expected
    assert row["note"] == ("rounded:5" if expected else "fewer_than:5")
    assert row["suppressed"] is (expected is None)


@pytest.mark.parametrize(
    ("k", "n", "expected"),
    [
        (18, 24, (20, 25, "rounded:5")),
        (4, 24, (None, 25, "rounded:5; fewer_than:5")),
        (0, 24, (None, 25, "rounded:5; fewer_than:5")),
        (24, 24, (None, 25, "rounded:5; hidden")),  # everybody: known of each of them
        (23, 24, (None, 25, "rounded:5; hidden")),  # and published alike
        (3, 4, (None, None, "fewer_than:5; n_fewer_than:5")),
        (0, 0, (None, None, "fewer_than:5; n_fewer_than:5")),
    ],
)
def test_a_share_shows_what_may_be_shown(k, n, expected):
    assert shown(published("criterion_completed", k, n)) == expected


@pytest.mark.parametrize("k", range(10))
def test_nought_to_nine_charged_are_published_alike(k):
    assert shown(published("criterion_charged", k, 60)) == (None, 60, "rounded:5; fewer_than:10")


def test_of_so_few_that_fewer_than_ten_says_nothing_it_says_that_it_is_not_shown():
    assert shown(published("criterion_charged", 1, 7)) == (None, 5, "rounded:5; hidden")


def test_events_of_too_few_people_are_hidden():
    # twelve courses of eight people: more courses than five, but perhaps of fewer people
    assert shown(published("criterion_completed", 8, 12, repeats=4)) == (
        None, 10, "rounded:5; hidden",
    )  # fmt: skip
    assert shown(published("criterion_completed", 4, 6, repeats=4))[1] is None


def test_the_authority_sees_phases_and_exits_as_they_are_and_charges_protected():
    completed = published("criterion_completed", 3, 7, 3 / 7, is_authority=True)
    assert (completed["k"], completed["n"], completed["note"]) == (3, 7, "exact")
    charged = published("criterion_charged", 3, 57, is_authority=True)
    assert shown(charged) == (None, 57, "rounded:5; n_exact; fewer_than:10")


def test_that_everybody_was_measured_is_said():
    assert shown(published(MEASURED, 24, 24)) == (25, 25, "rounded:5")


def test_a_percentage_needs_fifty_and_is_of_the_published_numbers():
    few = control.finished(published("criterion_completed", 40, 47, target=0.75), RULE)
    assert (few["k"], few["n"], few["value"]) == (40, 45, None)
    assert "percent_hidden" in few["note"]
    many = control.finished(published("criterion_completed", 47, 58, target=0.75), RULE)
    assert many["value"] == 45 / 60
    assert (many["low"], many["high"]) == statistics.wilson(45, 60)
    assert many["target_status"] == "provisional"


def test_a_mean_is_a_sum_over_the_rounded_n_and_has_no_interval():
    row = published("hours_per_week", n=52, value=3.4, low=3.0, high=3.8)
    assert (row["n"], row["value"], row["low"], row["high"]) == (
        50,
        round(3.4 * 52 / 50, 1),
        None,
        None,
    )


def test_a_mean_of_few_or_of_one_persons_sum_is_hidden():
    assert published("hours_per_week", n=47, value=3.4, low=3.0, high=3.8)["value"] is None
    # one person with nearly everything: a mean of 1 with an interval up to 2.9
    assert published("hours_per_week", n=60, value=1.0, low=0.0, high=2.9)["value"] is None
    assert (
        published("hours_per_week", n=60, value=1.0, low=0.9, high=1.1, repeats=40)["value"] is None
    )


def test_the_dominance_bound_is_never_below_what_two_people_have():
    values = [0.1] * 58 + [20.0, 30.0]
    n, mean = len(values), sum(values) / len(values)
    sd = (sum((value - mean) ** 2 for value in values) / (n - 1)) ** 0.5
    _low, high = statistics.mean_interval(n, mean, sd, (0.0, None))
    assert statistics.sd_behind(n, mean, high) == pytest.approx(sd)
    assert control._is_dominated(true("hours_per_week", n=n, value=mean, high=high), 0)


@settings(deadline=None)
@given(k=st.integers(0, 120), n=st.integers(0, 120), is_sensitive=st.booleans(), data=st.data())
def test_the_truth_is_always_among_what_a_reader_can_know(k, n, is_sensitive, data):
    k = min(k, n)
    figure_id = "criterion_charged" if is_sensitive else "criterion_completed"
    row = published(figure_id, k, n, target=0.5)
    (n_low, n_high), (k_low, k_high) = control.n_span(row, RULE), control.k_span(row, RULE)
    assert n_low <= n <= n_high
    assert k_low <= k <= k_high
    assert k_high - k_low >= 2 or k_high >= n_high


@settings(deadline=None)
@given(k=st.integers(0, 200), n=st.integers(1, 200), target=st.sampled_from([0.15, 0.6, 0.75]))
def test_a_verdict_holds_for_every_count_that_would_be_published_alike(k, n, target):
    k = min(k, n)
    row = control.finished(published("criterion_completed", k, n, target=target), RULE)
    if row["k"] is None:
        assert row["target_verdict"] is None
        return
    alike = {
        statistics.verdict(other_k, other_n, target)
        for other_n, other_k in product(range(max(1, n - 8), n + 9), range(max(0, k - 8), k + 9))
        if other_k <= other_n and shown(published("criterion_completed", other_k, other_n)) == (
            shown(published("criterion_completed", k, n))
        )
    }  # fmt: skip
    expected = alike.pop() if len(alike) == 1 else "cannot_tell"
    assert row["target_verdict"] == ("cannot_tell" if expected == "borderline" else expected)


@settings(deadline=None)
@given(k=st.integers(0, 9), other=st.integers(0, 9), n=st.integers(0, 80))
def test_a_hidden_count_changes_nothing_that_is_published(k, other, n):
    rows = [
        control.finished(published("criterion_charged", min(each, n), n, target=0.15), RULE)
        for each in (k, other)
    ]
    assert rows[0] == rows[1]


def test_a_yardsticks_verdict_is_the_one_every_compatible_count_has():
    figure = FIGURES["job_or_education_share"]
    given = {"data_to": date(2026, 9, 30)}
    high = control.finished(published("job_or_education_share", 70, 100, **given), RULE)
    assert {row["benchmark_verdict"] for row in control.compared(figure, high, RULE)} == {"above"}
    hidden = published("job_or_education_share", 3, 100, **given)
    rows = control.compared(figure, hidden, RULE)
    assert {row["benchmark_verdict"] for row in rows} == {None}
    assert all(row["benchmark_value"] is not None for row in rows)


def test_every_cell_is_a_figure_and_charges_and_the_wheel_are_sensitive():
    assert all(isinstance(cell, Cell) for cell in CELLS.values())
    sensitive = {id_ for id_, cell in CELLS.items() if cell.has_higher_k}
    assert sensitive == {
        "criterion_charged", "criterion_progress", "life_wheel_moved_up",
        "life_wheel_moved_unchanged", "life_wheel_moved_down",
    }  # fmt: skip
    exact = {id_ for id_, cell in CELLS.items() if cell.is_exact}
    assert not exact & sensitive
    assert not any(id_.startswith(("satisfaction", "coping", "life_wheel")) for id_ in exact)
