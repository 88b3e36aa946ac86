"""What is expected of all started courses, and when the rule forbids saying so."""

from datetime import date, timedelta

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.catalogue.scope import Scope
from dashboard.figures import forecasts
from tests.builders import case, days_after, figures, published

FORECAST = "criterion_completed_forecast"


def courses(count: int, start: str, prefix: str, done_after: int | None = None, **given):
    """Courses of one start, done after so many days or on a day (end_on), or open."""
    found = []
    end_on = given.pop("end_on", None) or (done_after is not None and days_after(start, done_after))
    for i in range(count):
        ended = {} if not end_on else {
            "ended_on": end_on,
            "end_reason": given.get("end_reason", "completed"),
        }  # fmt: skip
        if ended and "end_reason" not in given:
            ended["phases_completed_on"] = ended["ended_on"]
        found.append(case(f"{prefix}{i}", start, **ended))
    return found


def forecast(folder, cases, **given):
    (row,) = figures(published(folder, cases=cases, **given), Scope(), [FORECAST])
    return row


def test_the_worked_example_of_early_leavers_and_late_completers(tmp_path):
    # 6 leave after 30 days, 6 complete after 200; 8 are open and followed for 100 days only:
    # S(30) = 14/20; of the 6 still followed at 200 days all complete, so 14/20 will
    cases = [
        *courses(6, "2025-01-01", "l", 30, end_reason="withdrew"),
        *courses(6, "2025-01-01", "c", 200),
        *courses(8, days_after("2026-09-30", -100), "o"),
    ]
    row = forecast(tmp_path, cases)
    assert (row["n"], row["k"], row["value"]) == (20, None, pytest.approx(14 / 20))
    assert row["low"] < 0.7 < row["high"]
    assert (row["target_verdict"], row["target_status"], row["note"]) == (None, "provisional", None)


def test_it_speaks_of_the_last_month_ten_are_followed_to(tmp_path):
    cases = [
        *courses(6, "2025-12-15", "c", 100),
        *courses(4, "2026-03-10", "o"),  # the tenth: six whole months before the data end
        *courses(30, "2026-09-01", "n"),
    ]
    assert forecast(tmp_path, cases)["note"] == "at_months:6"


@pytest.mark.parametrize(
    "completed, still_open, note",
    [(4, 6, "too_few_reached"), (5, 4, "too_few_followed"), (5, 5, None)],
)
def test_few_followed_or_few_reached_give_no_forecast(tmp_path, completed, still_open, note):
    cases = [*courses(completed, "2025-01-01", "c", 100), *courses(still_open, "2025-02-01", "o")]
    row = forecast(tmp_path, cases)
    assert row["note"] == note
    assert (row["value"] is None) == (note is not None)
    assert (row["target_status"] is None) == (note is not None)


def test_courses_followed_for_less_than_a_month_give_no_forecast(tmp_path):
    cases = [*courses(8, "2026-09-10", "c", 10), *courses(8, "2026-09-10", "o")]
    assert forecast(tmp_path, cases)["note"] == "too_few_followed"


def test_where_everybody_completes_the_interval_is_exact(tmp_path):
    row = forecast(tmp_path, courses(12, "2026-01-01", "c", 100))
    assert (row["value"], row["low"], row["high"]) == (1.0, pytest.approx(0.025 ** (1 / 12)), 1.0)
    assert row["target_verdict"] is None  # 0.735 < 0.75


def test_a_verdict_needs_the_whole_interval_and_the_cohort_on_its_side(tmp_path):
    early = [*courses(30, "2025-01-01", "c", 100)]
    assert forecast(tmp_path / "a", early)["target_verdict"] == "above"
    # completed after a year: reached as counted, and hardly any by twelve months
    late = [*courses(6, "2024-01-01", "e", 100), *courses(60, "2024-01-01", "c", 500)]
    row = forecast(tmp_path / "b", late)
    assert row["high"] < 0.75
    assert row["target_verdict"] is None


def test_charges_are_followed_as_far_as_they_are_known(tmp_path):
    cases = [
        case(f"F{i}", "2025-01-01", charged_on="2025-02-01" if i < 6 else None) for i in range(12)
    ] + [case(f"G{i}", "2026-08-01", charged_on="2026-08-02") for i in range(5)]
    warehouse = published(tmp_path, cases=cases, settings="charges_complete_to = 2026-06-30")
    (row,) = figures(warehouse, Scope(), ["criterion_charged_forecast"])
    assert (row["n"], row["value"]) == (12, 0.5)


@given(st.dates(date(2019, 1, 1), date(2026, 12, 31)), st.integers(0, 2000))
def test_whole_months_are_those_the_criteria_count_back(first, days):
    last = first + timedelta(days=days)
    months = forecasts.whole_months(first, last)
    back = lambda m: pl.Series([last]).dt.offset_by(f"-{m}mo")[0]  # noqa: E731
    assert back(months) >= first > back(months + 1)


def test_a_rate_needs_events_or_years(tmp_path):
    def rate(folder, cases):
        (row,) = figures(published(folder, cases=cases), Scope(), ["criterion_charged_rate"])
        return row

    few = [
        case(f"F{i}", "2025-09-30", charged_on="2025-12-01" if i < 3 else None) for i in range(8)
    ]
    row = rate(tmp_path / "few", few)
    assert (row["n"], row["k"], row["value"], row["unit"]) == (8, 3, None, "per_100_years")
    many = [
        case(f"F{i}", "2025-09-30", charged_on="2025-12-01" if i < 5 else None) for i in range(8)
    ]
    row = rate(tmp_path / "many", many)
    years = (5 * 62 + 3 * 365) / 365.25
    assert row["value"] == pytest.approx(100 * 5 / years)
    assert row["low"] < row["value"] < row["high"]


def test_twelve_months_are_counted_by_the_calendar_across_a_29_february(tmp_path):
    """366 days from 1 June 2023 are twelve months; 12 times 30.4375 days are not."""
    cases = [
        row
        for month in range(4, 13)
        for row in courses(5, f"2023-{month:02}-03", f"m{month}-", end_on=f"2024-{month:02}-03")
    ]
    row = forecast(tmp_path, cases)
    assert (row["n"], row["value"], row["target_verdict"]) == (45, 1.0, "above")
    late = [
        row
        | dict.fromkeys(("ended_on", "phases_completed_on"), row["ended_on"] + timedelta(days=1))
        for row in cases
    ]
    row = forecast(tmp_path / "late", [*late, *courses(5, "2023-01-01", "in", 100)])
    assert (row["n"], row["value"]) == (50, pytest.approx(5 / 50))


def test_a_month_that_is_too_short_ends_on_its_last_day(tmp_path):
    """Twelve months from 29 February 2024 end on 28 February 2025."""
    on_time = courses(6, "2024-02-29", "a", end_on="2025-02-28")
    late = courses(6, "2024-02-29", "b", end_on="2025-03-01")
    assert forecast(tmp_path, [*on_time, *late])["value"] == pytest.approx(1 / 2)


def test_charges_known_to_a_day_before_the_first_start_give_no_forecast_and_no_fault():
    assert forecasts.whole_months(date(2026, 6, 30), date(2026, 3, 31)) == -3
