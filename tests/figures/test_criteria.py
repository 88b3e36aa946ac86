"""The verdict, the guards and the status of the three promises, on exports made for each rule."""

from datetime import date

import pytest

from dashboard.catalogue.scope import Scope
from dashboard.figures import criteria
from tests.builders import case, days_after, figures, published, wheel

START = "2025-01-01"


def criterion(warehouse, name, scope=None):
    rows = figures(
        warehouse, scope or Scope(), [f"criterion_{name}{end}" for end in ("", "_lower", "_upper")]
    )
    return {row["figure_id"].removeprefix(f"criterion_{name}"): row for row in rows}


def courses(completed=0, failed=0, still_open=0, start=START, prefix="F"):
    """Courses of one outcome each, started on one day."""
    ended = days_after(start, 200)
    return (
        [case(f"{prefix}c{i}", start, phases_completed_on=ended, ended_on=ended, end_reason="completed")
         for i in range(completed)]
        + [case(f"{prefix}f{i}", start, ended_on=ended, end_reason="withdrew") for i in range(failed)]
        + [case(f"{prefix}o{i}", start) for i in range(still_open)]
    )  # fmt: skip


@pytest.mark.parametrize(
    "completed, failed, code",
    [
        (36, 4, "above"),
        (35, 5, "cannot_tell"),
        (24, 16, "borderline"),
        (20, 20, "below"),
        (9, 0, "too_few"),
    ],
)
def test_the_verdict_on_completion(tmp_path, completed, failed, code):
    # one open course keeps the cohort to those that are old enough; it is younger than that
    cases = [*courses(completed, failed), *courses(still_open=1, start="2026-09-01", prefix="G")]
    row = criterion(published(tmp_path, cases=cases), "completed")[""]
    assert (row["k"], row["n"], row["target"], row["target_verdict"]) == (
        completed, completed + failed, 0.75, code,
    )  # fmt: skip


@pytest.mark.parametrize(
    "data_to, started, n",
    [("2026-02-28", "2025-02-28", 1), ("2026-02-28", "2025-03-01", 0), ("2025-02-28", "2024-02-28", 1),
     ("2025-02-28", "2024-02-29", 0), ("2026-08-31", "2025-08-31", 1)],
)  # fmt: skip
def test_a_course_matures_after_twelve_calendar_months(tmp_path, data_to, started, n):
    row = criterion(published(tmp_path, data_to=data_to, cases=[case("F1", started)]), "completed")[
        ""
    ]
    assert row["n"] == n


def test_without_an_open_course_everybody_is_judged(tmp_path):
    cases = courses(2, 1, start="2026-01-01")
    assert criterion(published(tmp_path, cases=cases), "completed")[""]["n"] == 3


def test_a_course_still_open_counts_as_not_reached_and_is_told(tmp_path):
    row = criterion(published(tmp_path, cases=courses(10, 2, 3)), "completed")[""]
    assert (row["k"], row["n"], row["note"]) == (10, 15, "open_after_h 3")


def test_bounds_describe_all_courses_started(tmp_path):
    cases = [*courses(6, 2, 1), *courses(still_open=3, start="2026-08-01", prefix="G")]
    rows = criterion(published(tmp_path, cases=cases), "completed")
    assert [(rows[end]["k"], rows[end]["n"]) for end in ("", "_lower", "_upper")] == [
        (6, 9), (6, 12), (10, 12),
    ]  # fmt: skip
    for end in ("_lower", "_upper"):
        row = rows[end]
        assert row["value"] == row["k"] / row["n"]
        assert (row["low"], row["high"], row["target_verdict"], row["target_status"]) == (None,) * 4
        assert row["target"] == 0.75


@pytest.mark.parametrize(
    "completed, failed, still_open, status",
    [
        (9, 3, 0, "settled_met"),  # 9 of 12 is exactly 75 %
        (9, 3, 1, "official"),
        (8, 4, 0, "settled_missed"),
        (2, 8, 2, "settled_missed"),  # at best 4 of 12
        (7, 2, 0, "official"),  # 9 started: too few to settle anything
    ],
)
def test_the_status_of_completion(tmp_path, completed, failed, still_open, status):
    row = criterion(published(tmp_path, cases=courses(completed, failed, still_open)), "completed")[
        ""
    ]
    assert row["target_status"] == status


def test_between_verdict_dates_the_status_is_provisional(tmp_path):
    cases = courses(9, 3, 1)
    row = criterion(published(tmp_path, data_to="2026-09-29", cases=cases), "completed")[""]
    assert row["target_status"] == "provisional"


def test_no_course_started_has_no_status_and_no_number(tmp_path):
    rows = criterion(
        published(tmp_path, cases=[case("F1", START)]), "completed", Scope(municipality="0101")
    )
    assert [rows[""][key] for key in ("n", "k", "value", "low", "target_verdict", "target_status")] == [
        0, 0, None, None, None, None,
    ]  # fmt: skip


def test_a_verdict_against_settled_bounds_is_provisional(tmp_path):
    """The cohort is above 75 %, but so many young courses have already failed that 75 % is gone."""
    young = courses(failed=20, start="2026-01-01", prefix="G")
    cases = [*courses(40, 2), *young, *courses(still_open=1, start="2026-01-01", prefix="H")]
    row = criterion(published(tmp_path, cases=cases), "completed")[""]
    assert (row["target_verdict"], row["target_status"], row["note"]) == (
        "above", "provisional", "bounds_disagree",
    )  # fmt: skip


def charged(count, of, **given):
    return [
        case(f"F{i}", START, ended_on="2025-06-01", end_reason="withdrew",
             charged_on="2025-03-01" if i < count else None, **given)
        for i in range(of)
    ]  # fmt: skip


def test_few_charges_are_settled_only_when_charges_are_known_to_be_complete(tmp_path):
    cases = charged(1, 20)
    for name, settings, status in (
        ("a", "", "official"),
        ("b", "charges_complete_to = 2025-05-31", "provisional"),  # nobody is old enough then
        ("c", "charges_complete_to = 2026-06-30", "settled_met"),
    ):
        rows = criterion(published(tmp_path / name, cases=cases, settings=settings) if (
            tmp_path / name).mkdir() is None else None, "charged")  # fmt: skip
        assert rows[""]["target_status"] == status


def test_many_charges_are_settled_without_that(tmp_path):
    row = criterion(published(tmp_path, cases=charged(8, 20)), "charged")[""]
    assert (row["k"], row["n"], row["target_verdict"], row["target_status"]) == (
        8, 20, "above", "settled_missed",
    )  # fmt: skip


@pytest.mark.parametrize(
    "charged_on, k",
    [("2024-12-31", 0), ("2025-01-01", 1), ("2025-06-01", 1), ("2025-06-02", 0)],
)
def test_a_charge_counts_from_the_first_to_the_last_day(tmp_path, charged_on, k):
    cases = [case("F1", START, ended_on="2025-06-01", end_reason="moved", charged_on=charged_on)]
    assert criterion(published(tmp_path, cases=cases), "charged")[""]["k"] == k


def moved(case_id, points, *, start=START, **given):
    """A closed course whose wheel moved by so many points on all eight domains."""
    row = case(case_id, start, ended_on=days_after(start, 100), end_reason="other", **given)
    wheels = [
        *wheel(f"{case_id}-1", case_id, days_after(start, 1), 3),
        *wheel(f"{case_id}-2", case_id, days_after(start, 60), 3 + points, "phase_2"),
    ]
    return row, wheels


def progress(tmp_path, points, closed_without_wheels=0, events=0):
    pairs = [moved(f"F{i}", p) for i, p in enumerate(points)]
    cases = [pair[0] for pair in pairs] + courses(failed=closed_without_wheels)
    cases += [
        case(
            f"E{i}",
            START,
            ended_on="2025-05-01",
            end_reason="other",
            leisure_engaged_on="2025-05-01",
        )
        for i in range(events)
    ]
    survey = [row for pair in pairs for row in pair[1]]
    return criterion(published(tmp_path, cases=cases, survey=survey), "progress")


def guards(row):
    """The codes of the note but for the event columns these exports leave empty."""
    codes = (row["note"] or "").split("; ")
    return [code for code in codes if code and not code.startswith("all_empty:")]


@pytest.mark.parametrize(
    ("day", "grace", "is_counted"),
    [("2025-01-01", 0, False), ("2025-01-02", 0, True), ("2025-05-01", 0, True), ("2025-05-02", 0, False),
     ("2025-05-31", 30, True), ("2025-06-01", 30, False)],
)  # fmt: skip
@pytest.mark.parametrize("column", ["takes_initiative_on", "assessment_completed_on"])
def test_an_event_counts_while_the_course_lasts(tmp_path, day, grace, is_counted, column):
    row = case("E", "2025-01-01", ended_on="2025-05-01", end_reason="other", **{column: day})
    found = published(tmp_path, cases=[row], settings=f"event_grace_days = {grace}")
    assert criterion(found, "progress")[""]["k"] == int(is_counted)


@pytest.mark.parametrize(
    ("basis", "k", "measured"),
    [("wheel_or_event", 4, 5), ("wheel", 1, 4), ("wheel_or_event_unless_down", 3, 5)],
)
def test_what_progress_is_judged_on_is_agreed_and_both_are_told(tmp_path, basis, k, measured):
    """Up, level and down with an event, level without, and an event without wheels."""
    event = {"leisure_engaged_on": "2025-02-01"}
    pairs = [moved("U", 3), moved("L", 0, **event), moved("D", -2, **event), moved("N", 0)]
    cases = [row for row, _wheels in pairs]
    cases.append(case("E", START, ended_on="2025-05-01", end_reason="other", **event))
    survey = [each for _row, wheels in pairs for each in wheels]
    warehouse = published(
        tmp_path, cases=cases, survey=survey, settings=f'progress_basis = "{basis}"'
    )
    rows = {row["figure_id"]: (row["k"], row["n"]) for row in figures(warehouse, Scope())}
    assert rows["criterion_progress"] == (k, 5)
    assert rows["criterion_progress_measured_share"] == (measured, 5)
    assert rows["criterion_progress_on_wheel_share"] == (1, 5)
    assert rows["criterion_progress_with_events_share"] == (4, 5)
    assert rows["criterion_progress_event_but_down_share"] == (1, 5)


def test_movement_and_events_count_together(tmp_path):
    rows = progress(tmp_path, [3] * 20 + [0] * 5, events=3)
    assert (rows[""]["k"], rows[""]["n"], rows[""]["target_verdict"]) == (23, 28, "above")


def test_a_verdict_that_depends_on_the_threshold_is_not_given(tmp_path):
    row = progress(tmp_path, [1] * 25 + [0] * 5)[""]
    assert (row["k"], row["n"]) == (25, 30)
    assert (row["target_verdict"], guards(row)) == ("cannot_tell", ["threshold"])


def test_under_half_measured_gives_no_verdict(tmp_path):
    row = progress(tmp_path, [3] * 9, closed_without_wheels=10)[""]
    assert (row["target_verdict"], guards(row)) == (None, ["coverage"])


def test_below_must_hold_had_the_unmeasured_moved(tmp_path):
    row = progress(tmp_path, [3] * 5 + [0] * 15, closed_without_wheels=10)[""]
    assert (row["k"], row["n"]) == (5, 30)
    assert (row["target_verdict"], guards(row)) == ("cannot_tell", ["coverage"])
    row = progress(tmp_path / "more", [0] * 40, closed_without_wheels=5)[""]
    assert (row["target_verdict"], guards(row)) == ("below", [])


def test_an_open_course_is_safe_only_by_an_event(tmp_path):
    row, wheels = moved("F1", 3)
    still_open = row | {"ended_on": None, "end_reason": None}
    with_event = case("F2", START, employment_started_on="2025-02-01")
    rows = criterion(published(tmp_path, cases=[still_open, with_event], survey=wheels), "progress")
    assert [(rows[end]["k"], rows[end]["n"]) for end in ("", "_lower", "_upper")] == [
        (2, 2), (1, 2), (2, 2),
    ]  # fmt: skip


@pytest.mark.parametrize("days, upper_k", [(30, 1), (31, 0)])
def test_a_course_that_has_just_ended_may_still_have_an_event(tmp_path, days, upper_k):
    row, wheels = moved("F1", 0)
    data_to = days_after(row["ended_on"].isoformat(), days)
    found = published(
        tmp_path, data_to=data_to, cases=[row], survey=wheels, settings="event_grace_days = 31"
    )
    assert criterion(found, "progress")["_upper"]["k"] == upper_k


def test_citizens_with_several_courses_are_told_apart(tmp_path):
    """24 of 40 courses, but each citizen's first course only says 4 of 20."""
    first = courses(4, 16)
    later = courses(20, 0, start="2025-02-01", prefix="L")
    for i, row in enumerate([*first, *later]):
        row["citizen_id"] = f"B{i % 20}"
    row = criterion(published(tmp_path, cases=[*first, *later]), "completed")[""]
    assert (row["k"], row["n"]) == (24, 40)
    assert "first_course 4/20" in row["note"]
    assert row["target_verdict"] == "cannot_tell"  # borderline for courses, below for citizens


def test_the_target_and_the_counted_reasons_are_settings(tmp_path):
    settings = 'target_completed = 0.5\ncounted_reasons = ["withdrew"]\nhorizon_months = 1'
    rows = criterion(published(tmp_path, cases=courses(5, 5), settings=settings), "completed")
    assert (rows[""]["k"], rows[""]["n"], rows[""]["target"]) == (10, 10, 0.5)


def test_a_changed_wheel_threshold_is_used(tmp_path):
    pairs = [moved(f"F{i}", 2) for i in range(10)]
    survey = [row for pair in pairs for row in pair[1]]
    warehouse = published(tmp_path, cases=[p[0] for p in pairs], survey=survey,
                          settings="wheel_threshold_points = 2.5", data_to="2026-09-30")  # fmt: skip
    assert criterion(warehouse, "progress")[""]["k"] == 0
    assert date(2026, 9, 30) == warehouse.snapshot.data_to


@pytest.mark.parametrize(
    "started, matures",
    [
        (date(2025, 10, 1), date(2026, 10, 1)),
        (date(2024, 2, 29), date(2025, 3, 1)),  # 28 February counts back to the 28th
    ],
)
def test_a_course_matures_on_the_first_day_that_counts_back_to_its_start(started, matures):
    assert criteria.matures_on(started, 12) == matures
