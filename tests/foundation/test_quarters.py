"""Quarters: names, days, order and arithmetic."""

from datetime import date, timedelta

import pytest

from dashboard.foundation.errors import DashboardError
from dashboard.foundation.quarters import Quarter


def test_a_quarter_has_its_first_and_last_day():
    ends = [
        (quarter.first, quarter.last) for quarter in (Quarter(2024, nth) for nth in (1, 2, 3, 4))
    ]
    assert ends == [
        (date(2024, 1, 1), date(2024, 3, 31)), (date(2024, 4, 1), date(2024, 6, 30)),
        (date(2024, 7, 1), date(2024, 9, 30)), (date(2024, 10, 1), date(2024, 12, 31)),
    ]  # fmt: skip


def test_its_name_says_which_it_is_and_nothing_else_is_a_name():
    assert str(Quarter.named("2024-Q4")) == "2024-Q4"
    for wrong in ("2024", "2024-Q5", "24-Q1", "2024-q1", "../x", ""):
        with pytest.raises(DashboardError):
            Quarter.named(wrong)


def test_they_follow_each_other_across_years():
    newest = Quarter(2026, 1)
    assert (newest - 1, newest - 5, newest + 4) == (
        Quarter(2025, 4),
        Quarter(2024, 4),
        Quarter(2027, 1),
    )
    assert (newest - 1).last + timedelta(days=1) == newest.first
    assert sorted([newest, newest - 1]) == [newest - 1, newest]
    assert Quarter.numbered(newest.number - 1) == newest - 1


@pytest.mark.parametrize(
    "day, of, ended",
    [("2026-01-01", "2026-Q1", "2025-Q4"), ("2026-03-30", "2026-Q1", "2025-Q4"),
     ("2026-03-31", "2026-Q1", "2026-Q1"), ("2026-12-31", "2026-Q4", "2026-Q4")],
)  # fmt: skip
def test_a_day_lies_in_one_and_on_its_last_day_a_quarter_is_over(day, of, ended):
    at = date.fromisoformat(day)
    assert (str(Quarter.of(at)), str(Quarter.last_ended(at))) == (of, ended)
