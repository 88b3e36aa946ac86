"""Given rows, exact rows: every query on one small export that can be followed by hand.

Five courses, data to 30 June 2026:
F1  Lolland, mentor       1 Jan - 30 Jul 2025  completed; wheels up; ready for education at the end
F2  Lolland, mentor       1 Sep 2025 - open    the same citizen as F1
F3  Næstved, keepworking  1 Feb - 12 May 2025  employment; charged; started work after the end
F4  Næstved, mentor       1 Jun 2026 - open
F5  København, løsladelse 1 Mar - 31 Dec 2025  withdrew; one valid wheel
"""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from dashboard.catalogue.listing import FIGURES
from dashboard.catalogue.scope import Scope
from dashboard.figures import criteria
from dashboard.foundation import queries, schema
from dashboard.foundation.quarters import Quarter
from tests.builders import answer, case, contact, published, wheel

CASES = [
    case(
        "F1", "2025-01-01", citizen_id="B1", referred_on="2024-12-22", phase_2_on="2025-03-01",
        phase_3_on="2025-05-01", phases_completed_on="2025-07-01", ended_on="2025-07-30",
        end_reason="completed", months_on_benefit_before=12, granted_hours_per_week=4.0,
        citizen_gender="female", birth_year=1990, mentor_wish_met=True,
        goals_agreed_on="2025-01-05", readiness_at_start="activity_ready",
        readiness_at_end="education_ready", benefit_at_start="kontanthjaelp",
    ),
    case("F2", "2025-09-01", citizen_id="B1", birth_year=1990, goals_agreed_on="2026-12-24"),
    case(
        "F3", "2025-02-01", municipality_code="0376", programme="keepworking",
        ended_on="2025-05-12", end_reason="employment", charged_on="2025-03-01",
        takes_initiative_on="2025-05-01", referred_on="2025-01-30", mentor_wish_met=False,
        citizen_gender="male", granted_hours_per_week=0.0,
    ),
    case("F4", "2026-06-01", municipality_code="0376", referred_on="2026-05-30"),
    case(
        "F5", "2025-03-01", municipality_code="0101", programme="den_gode_loesladelse",
        ended_on="2025-12-31", end_reason="withdrew", months_on_benefit_before=24,
        granted_hours_per_week=2.0, birth_year=2001, citizen_gender="male",
    ),
]  # fmt: skip
CONTACTS = [
    contact("K1", "F1", "2025-01-10 09:00", topic="daily_structure"),
    contact("K2", "F1", "2025-01-20 13:00", minutes=30.0, topic="employment"),
    contact("K3", "F1", "2025-02-03 18:00", outcome="no_show", minutes=None),
    contact("K4", "F1", "2025-02-10 10:00", channel="phone", minutes=None),
    contact("K5", "F1", "2024-12-31 10:00", topic="health"),  # the day before the course
    contact("K6", "F3", "2025-02-10 17:00", minutes=120.0, topic="health"),
    contact("K7", "F5", "2025-03-10 11:59", outcome="cancelled"),
]
SURVEY = [
    *wheel("W1", "F1", "2025-01-05", 4),
    *wheel("W2", "F1", "2025-01-15", 9),  # ten days after the first: a retest
    *wheel("W3", "F1", "2025-03-02", [7, None, 5, 5, 5, 5, 5, 5], "phase_2"),
    *wheel("W4", "F5", "2025-03-05", 5),
    *wheel("W5", "F5", "2025-12-20", [9, 9, 9, 9, 9, None, None, None], "closing"),
    answer("S1", "help", "very_satisfied", case_id="F1", municipality_code="0101"),
    answer("S1", "assignment", "unnecessary", case_id="F1", municipality_code="0101"),
    answer("S1", "chemistry", "good", case_id="F1", municipality_code="0101"),
    answer("S2", "help", "satisfied", municipality_code="0360"),
    answer("S2", "assignment", None, municipality_code="0360"),
    answer("S3", "help", None, case_id="F3", answered_on=None),
    answer("C1", "better_at_challenges", "yes", instrument="coping", case_id="F1"),
    answer("C2", "better_at_challenges", "dont_know", instrument="coping", case_id="F3"),
    answer(
        "C3", "better_at_challenges", "no", instrument="coping", respondent="mentor", case_id="F1"
    ),
    answer("I1", "punctuality", None, instrument="internship", respondent="employer", score=4),
    answer("I1", "effort", None, instrument="internship", respondent="employer", score=5),
    answer("I1", "other", None, instrument="internship", respondent="employer"),
]

DOCUMENTS = [
    {"document_id": "D1", "case_id": "F5", "kind": "status_report", "due_on": date(2025, 4, 1),
     "done_on": date(2025, 4, 3)},
    {"document_id": "D2", "case_id": "F5", "kind": "exit_interview", "due_on": date(2025, 12, 30)},
    {"document_id": "D3", "case_id": "F5", "kind": "cooperation_meeting", "party": "external",
     "due_on": date(2025, 9, 1), "done_on": date(2025, 9, 1)},
    {"document_id": "D4", "case_id": "F5", "kind": "goal_review", "due_on": date(2026, 7, 1)},
]  # fmt: skip
ACTIVITIES = [
    {"activity_id": "A1", "case_id": "F5", "held_on": date(2025, 3, 9), "activity": "art",
     "outcome": "held", "minutes": 90.0},
]  # fmt: skip
COMMENTS = [
    {"comment_id": "T1", "response_id": "S1", "question": "benefit", "answered_on": date(2025, 6, 10),
     "text": "Jeg kommer ud."},
    {"comment_id": "T2", "question": "improvement", "answered_on": date(2025, 6, 10), "text": "Intet."},
]  # fmt: skip


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory):
    folder = tmp_path_factory.mktemp("queries")
    return published(
        folder, data_to="2026-06-30", cases=CASES, contacts=CONTACTS, survey=SURVEY,
        documents=DOCUMENTS, activities=ACTIVITIES, comments=COMMENTS,
    )  # fmt: skip


@pytest.fixture
def rows(warehouse):
    agreed = criteria.parameters(warehouse.snapshot.settings)

    def run(name: str, *columns: str, **given: object) -> list[tuple]:
        wanted = (
            {
                "first_only": False,
                "by_quarter": False,
                "wanted": None,
                "unit": None,
                "case_id": None,
            }
            | Scope().parameters()
            | agreed
            | given
        )
        frame = warehouse.query(name, **wanted)
        return frame.select(columns or frame.columns).rows()

    return run


def close(*numbers: float):
    return pytest.approx(numbers, abs=1e-12)


def near(*numbers: float) -> list:
    return [pytest.approx(number, abs=1e-12) for number in numbers]


def test_course_counts(rows):
    assert rows("course_counts") == [
        ("citizens", 4), ("courses_closed", 3), ("courses_open", 2), ("courses_started", 5),
    ]  # fmt: skip
    in_2025_h2 = {"period_from": date(2025, 7, 30), "period_to": date(2025, 12, 30)}
    assert rows("course_counts", **in_2025_h2) == [
        ("citizens", 2), ("courses_closed", 1), ("courses_open", 2), ("courses_started", 1),
    ]  # fmt: skip
    assert rows("course_counts", municipality="0376", programme="mentor") == [
        ("citizens", 1), ("courses_closed", 0), ("courses_open", 1), ("courses_started", 1),
    ]  # fmt: skip


def test_course_durations(rows):
    assert rows("course_durations") == [
        (29, 0, 1),
        (100, 1, 0),
        (210, 1, 0),
        (302, 0, 1),
        (305, 1, 0),
    ]
    assert rows("course_durations", period_from=date(2025, 9, 1), period_to=date(2025, 9, 1)) == [
        (302, 0, 1)
    ]


def test_closed_durations(rows):
    ((name, n, mean, sd),) = rows("closed_durations")
    months = [length / 30.4375 for length in (100, 210, 305)]
    average = sum(months) / 3
    assert (name, n) == ("duration_mean_closed_months", 3)
    assert (mean, sd) == close(average, (sum((m - average) ** 2 for m in months) / 2) ** 0.5)
    assert rows("closed_durations", "n", "mean", period_to=date(2025, 5, 12)) == [
        (1, pytest.approx(100 / 30.4375))
    ]


def test_referral_days(rows):
    assert rows("referral_days") == [(2, 2), (10, 1)]
    assert rows("referral_days", municipality="0360") == [(10, 1)]


def test_months_on_benefit(rows):
    assert rows("months_on_benefit") == [
        ("months_on_benefit_before_mean", 2, 18.0, pytest.approx(72**0.5))
    ]


def test_exits(rows):
    found = {row[0]: row[1:] for row in rows("exits")}
    assert len(found) == len(schema.END_REASONS) + 2
    assert {name: row for name, row in found.items() if row != (0, 3)} == {
        "exit_completed_share": (1, 3), "exit_employment_share": (1, 3), "exit_withdrew_share": (1, 3),
        "job_or_education_share": (1, 3), "job_or_education_strict_share": (1, 3),
    }  # fmt: skip
    own = rows("exits", municipality="0101")
    assert [row for row in own if row[1:] != (0, 1)] == [("exit_withdrew_share", 1, 1)]


def test_profile_shares(rows):
    found = {row[0]: row[1:] for row in rows("profile_shares")}
    assert len(found) == 17
    assert {name: row for name, row in found.items() if row[0]} == {
        "age_30_39_share": (2, 3), "age_under_25_share": (1, 3), "benefit_kontanthjaelp_share": (1, 1),
        "gender_female_share": (1, 3), "gender_male_share": (2, 3), "readiness_activity_ready_share": (1, 1),
    }  # fmt: skip
    assert found["age_25_29_share"] == (0, 3)


def test_contact_measures_over_whole_courses(rows):
    found = {name: (n, k, mean) for name, n, k, mean in rows(
        "contact_measures", "figure_id", "n", "k", "mean")}  # fmt: skip
    # F1: 3 held in 30 weeks, 1.5 h on record; F3: 1 held and 2 h in 100/7 weeks; the rest none
    f1, f3 = 3 / 30, 1 / (100 / 7)
    assert found["contacts_per_week"] == (5, *near(f1 + f3, (f1 + f3) / 5))
    hours = [1.5 / 30, 0, 2 / (100 / 7), 0, 0]
    assert found["hours_per_week"] == (5, *near(sum(hours), sum(hours) / 5))
    # F1 has 4 granted hours, F5 has 2 and gets none; F3's 0 granted hours say nothing
    assert found["delivered_of_granted_hours"] == (2, *near(0.05 / 4, 0.05 / 8))
    assert found["contact_band_0_1"] == (5, 5, 1)
    assert found["contact_band_6_7"] == (5, 0, 0)
    assert found["attendance_share"] == (2, *near(2 / 3 + 1, 5 / 6))
    assert found["contact_time_morning"] == (2, 0.5, 0.25)
    assert found["contact_time_midday"] == (2, 0.5, 0.25)
    assert found["contact_time_evening"] == (2, 1.0, 0.5)
    assert found["topic_health_share"] == (2, 1.0, 0.5)
    assert found["non_employment_topic_share"] == (2, 1.5, 0.75)


@pytest.mark.parametrize(
    "first, last",
    [("2025-02-01", "2025-02-28"), ("2025-01-15", "2025-02-28"), ("2025-01-15", "2025-03-14")],
)
def test_contact_measures_of_whole_and_partial_months(rows, first, last):
    begin, end = date.fromisoformat(first), date.fromisoformat(last)
    given = {"period_from": begin, "period_to": end}
    found = {name: (n, mean) for name, n, mean in rows(
        "contact_measures", "figure_id", "n", "mean", **given)}  # fmt: skip
    f1_held = 1 if first == "2025-02-01" else 2  # K4, and K2 from mid January
    f1_weeks = (end - begin).days / 7
    f3_weeks = (end - date(2025, 2, 1)).days / 7
    courses = 3 if last == "2025-03-14" else 2  # F5 starts on 1 March
    expected = (f1_held / f1_weeks + 1 / f3_weeks) / courses
    assert found["contacts_per_week"] == (courses, pytest.approx(expected))
    # K4 has no minutes: alone it says nothing about hours, beside K2 it is left out of them
    hours = [] if f1_held == 1 else [0.5 / f1_weeks]
    hours += [2 / f3_weeks] + [0.0] * (courses - 2)
    assert found["hours_per_week"] == (len(hours), pytest.approx(sum(hours) / len(hours)))


def test_contact_measures_gives_only_what_is_wanted(rows):
    assert rows("contact_measures", "figure_id", wanted=["attendance_share"]) == [
        ("attendance_share",)
    ]


def test_criteria(rows):
    columns = ("criterion", "n", "k", "count_open", "unknown", "n_started", "lower_k", "upper_k")
    # mature: started by 30 June 2025, so F1, F3 and F5
    assert rows("criteria", *columns) == [
        ("charged", 3, 1, 0, 0, 5, 1, 3),
        ("completed", 3, 2, 0, 0, 5, 2, 4),
        # F1 and F3 have an event; F5 one wheel and no event; F2 and F4 are open
        *[("progress", 3, 2, 0, 1, 5, 2, 5)] * 4,
    ]
    assert rows("criteria", "threshold") == [(None,), (None,), (1.0,), (1.2,), (1.7,), (2.1,)]


def test_criteria_of_first_courses_leaves_out_a_citizens_later_ones(rows):
    assert rows("criteria", "criterion", "n_started", "upper_k", first_only=True)[:2] == [
        ("charged", 4, 2), ("completed", 4, 3),
    ]  # fmt: skip


def test_criteria_with_a_longer_horizon_and_charges_known_to_an_earlier_day(rows):
    assert rows("criteria", "criterion", "n", horizon_months=17)[:2] == [
        ("charged", 1),
        ("completed", 1),
    ]
    known = {"charges_complete_to": date(2025, 2, 28)}  # the day before F3's charge
    assert rows("criteria", "criterion", "n", "k", "lower_k", "upper_k", **known)[0] == (
        "charged", 0, 0, 0, 5,
    )  # fmt: skip


def test_started_courses(rows):
    assert rows("started_courses") == [
        (4, 1, date(2025, 1, 1), None, date(2026, 6, 1), date(2025, 12, 31))
    ]
    assert rows("started_courses", municipality="0411") == [(0, 0, None, None, None, None)]


def test_criteria_by_quarter(rows):
    columns = ("criterion", "period_from", "period_to", "n", "k", "n_started")
    assert rows("criteria", *columns, by_quarter=True, thresholds=[1.0])[3:6] == [
        # F1, F3 and F5; F2; F4
        ("completed", date(2025, 1, 1), date(2025, 3, 31), 3, 2, 3),
        ("completed", date(2025, 7, 1), date(2025, 9, 30), 0, 0, 1),
        ("completed", date(2026, 4, 1), date(2026, 6, 30), 0, 0, 1),
    ]


def test_criteria_times(rows):
    assert rows("criteria_times") == [
        ("charged", 28, 1, True, 1, 0, 0),  # F3
        ("charged", 29, 0, False, 0, 0, 1),  # F4
        ("charged", 210, 6, False, 0, 1, 0),  # F1
        ("charged", 302, 9, False, 0, 0, 1),  # F2
        ("charged", 305, 9, False, 0, 1, 0),  # F5
        ("completed", 29, 0, False, 0, 0, 1),
        ("completed", 100, 3, False, 1, 0, 0),  # F3 went to work
        ("completed", 181, 6, True, 1, 0, 0),  # F1 completed the phases a month before the end
        ("completed", 302, 9, False, 0, 0, 1),
        ("completed", 305, 9, False, 0, 1, 0),
        ("progress", 29, 0, False, 0, 0, 1),
        (
            "progress",
            60,
            2,
            False,
            1,
            0,
            0,
        ),  # F1's last wheel, before the better visitation at the end
        ("progress", 89, 3, True, 1, 0, 0),  # F3 took the initiative while the course lasted
        ("progress", 302, 9, False, 0, 0, 1),
        ("progress", 305, 9, False, 0, 1, 0),
    ]
    known = {"charges_complete_to": date(2025, 2, 28)}  # F5, F2 and F4 had not started
    assert rows("criteria_times", **known)[:2] == [
        ("charged", 27, 0, False, 0, 0, 1),
        ("charged", 58, 1, False, 0, 0, 1),
    ]


def test_criteria_parts(rows):
    assert rows("criteria_parts") == [
        ("closed", "criterion_charged_closed_share", 1, 3),
        ("closed", "criterion_completed_closed_share", 2, 3),
        ("closed", "criterion_progress_closed_share", 2, 3),
        ("parts", "criterion_completed_by_employment_share", 1, 3),
        ("parts", "criterion_completed_by_phases_share", 1, 3),
        ("parts", "criterion_progress_by_both_share", 1, 3),  # F1: wheel and visitation
        ("parts", "criterion_progress_by_event_share", 1, 3),
        ("parts", "criterion_progress_event_but_down_share", 0, 3),
        ("parts", "criterion_progress_measured_share", 2, 3),
        ("parts", "criterion_progress_near_top_share", 0, 3),
        ("parts", "criterion_progress_on_wheel_share", 1, 3),
        ("parts", "criterion_progress_with_events_share", 2, 3),
        ("parts", "criterion_progress_without_two_wheels_share", 2, 3),
    ]
    # F1's first wheel is 4 in all: with a threshold over 6 points there is no room
    high = rows("criteria_parts", threshold=6.5)
    assert ("parts", "criterion_progress_near_top_share", 1, 3) in high


def test_criteria_days(rows):
    assert rows("criteria_days", thresholds=[1.0]) == [
        ("charged", None, date(2025, 3, 1), 1, 0),
        ("charged", None, date(2025, 7, 30), 0, 1),
        ("charged", None, date(2025, 12, 31), 0, 1),
        ("completed", None, date(2025, 5, 12), 1, 0),
        ("completed", None, date(2025, 7, 1), 1, 0),
        ("completed", None, date(2025, 12, 31), 0, 1),
        # F5 has no second wheel and can never be ruled out
        ("progress", 1.0, date(2025, 5, 1), 1, 0),
        ("progress", 1.0, date(2025, 7, 30), 1, 0),
    ]


def test_charge_rate(rows):
    days = 28 + 29 + 210 + 302 + 305  # F3 until the charge
    assert rows("charge_rate") == [("criterion_charged_rate", 5, 1, pytest.approx(days / 365.25))]


def test_charges_in_order(rows):
    # F1, F3 and F5 can be judged
    assert rows("charges_in_order", most_points=9) == [(2, 1, 2, True), (3, 1, 1, False)]


def test_course_steps(rows):
    given = {
        "municipality": "0376",
        "period_from": date(2025, 1, 1),
        "period_to": date(2025, 6, 30),
    }
    columns = ("is_of_municipality", "is_of_programme", "is_started_in_period", "is_ended_in_period",
               "is_overlapping_in_period", "is_old_enough", "count_courses")  # fmt: skip
    assert rows("course_steps", *columns, **given) == [
        (False, True, False, False, False, False, 1),  # F2
        (False, True, True, False, True, True, 2),  # F1 and F5
        (True, True, False, False, False, False, 1),  # F4
        (True, True, True, True, True, True, 1),  # F3
    ]


def test_answer_steps(rows):
    columns = ("is_of_municipality", "is_of_programme", "is_answered", "count_answers")
    found = rows("answer_steps", "instrument", *columns, municipality="0360", programme="mentor")
    assert [row[1:] for row in found if row[0] == "satisfaction"] == [
        (False, False, False, 1),  # S3, of F3
        (True, False, True, 1),  # S2, of nobody's course
        (True, True, True, 1),  # S1, of F1
    ]


def test_courses_by_quarter(rows):
    assert rows(
        "courses_by_quarter", "period_from", "courses_started", "courses_closed", "courses_open"
    ) == [
        (date(2025, 1, 1), 3, 0, 3),
        (date(2025, 4, 1), 0, 1, 2),
        (date(2025, 7, 1), 1, 1, 2),
        (date(2025, 10, 1), 0, 1, 1),
        (date(2026, 1, 1), 0, 0, 1),
        (date(2026, 4, 1), 1, 0, 2),
    ]
    inside = {"period_from": date(2025, 2, 1), "period_to": date(2025, 9, 30)}
    assert rows("courses_by_quarter", "period_from", "period_to", **inside) == [
        (date(2025, 4, 1), date(2025, 6, 30)), (date(2025, 7, 1), date(2025, 9, 30)),
    ]  # fmt: skip


def test_contacts_by_quarter(rows):
    own = {"municipality": "0360", "period_to": date(2025, 6, 30)}
    found = rows("contacts_by_quarter", "period_from", "figure_id", "n", "mean", **own)
    quarters = (date(2025, 1, 1), date(2025, 4, 1))
    expected = [
        (first, *row)
        for first in quarters
        for row in rows("contact_measures", "figure_id", "n", "mean", municipality="0360",
                        period_from=first, period_to=Quarter.of(first).last)
        if row[0] in ("attendance_share", "hours_per_week") and row[1]
    ]  # fmt: skip
    assert found == expected
    assert len(found) == 3  # nobody was to meet in the second


@pytest.mark.parametrize(
    "figure, expected",
    [
        (
            "criterion_completed",
            [("F1", True), ("F3", True), ("F5", False), ("F2", None), ("F4", None)],
        ),
        ("exit_employment_share", [("F1", False), ("F3", True), ("F5", False)]),
        (
            "mentor_wish_met_share",
            [("F1", True), ("F3", False), ("F5", None), ("F2", None), ("F4", None)],
        ),
    ],
)
def test_courses_behind(rows, figure, expected):
    assert rows("courses_behind", "case_id", "is_counted", figure=figure) == expected


def test_a_quarter_cut_short_is_left_out(rows):
    found = rows("courses_by_quarter", "period_to", period_to=date(2026, 5, 31))
    assert found[-1] == (date(2026, 3, 31),)


def test_wheel_changes(rows):
    # F1: W1 all 4 to W3: housing +3, six domains +1, leisure unknown: 9 points over 7 domains
    found = {name: (n, k, mean) for name, n, k, mean in rows(
        "wheel_changes", "figure_id", "n", "k", "mean")}  # fmt: skip
    assert found["life_wheel_change_housing"] == (1, 3, 3)
    assert found["life_wheel_change_leisure"] == (0, None, None)
    assert found["life_wheel_change_mean"] == (1, *near(9 / 7, 9 / 7))
    assert found["life_wheel_moved_up"] == (1, 1, 1)
    assert found["life_wheel_moved_down"] == (1, 0, 0)
    stricter = rows(
        "wheel_changes", "figure_id", "k", threshold=1.3, wanted=["life_wheel_moved_up"]
    )
    assert stricter == [("life_wheel_moved_up", 0)]
    assert rows("wheel_changes", "n", period_from=date(2025, 3, 3)) == []


def test_wheel_changes_of_each_unit(rows):
    wanted = {"wanted": ["life_wheel_moved_up"]}
    columns = ("wheel_changes", "unit", "figure_id", "n", "k")
    moved = ("life_wheel_moved_up", 1, 1)
    assert rows(*columns, **wanted) == [(None, *moved)]
    assert rows(*columns, unit="municipality", **wanted) == [("0360", *moved)]
    assert rows(*columns, unit="programme", **wanted) == [("mentor", *moved)]


def test_wheel_rounds(rows):
    # F1 only: W1 (all 4) and W3, its wheel of phase 2 and also its last; leisure is not answered
    found = {row[0]: row[1:] for row in rows("wheel_rounds", "figure_id", "n", "mean")}
    assert len(found) == 2 * (3 * 8 + 4)
    assert (
        found["life_wheel_first_housing"] == found["life_wheel_first_of_phase_2_housing"] == (1, 4)
    )
    assert found["life_wheel_last_housing"] == found["life_wheel_phase_2_housing"] == (1, 7)
    assert found["life_wheel_first_leisure"] == found["life_wheel_phase_2_leisure"] == (0, None)
    assert found["life_wheel_change_housing_phase_2"] == (1, 3)
    assert found["life_wheel_change_mean_phase_2"] == (1, *near(9 / 7))
    assert found["life_wheel_moved_up_phase_2"] == (1, 1)
    assert found["life_wheel_moved_unchanged_phase_2"] == (1, 0)
    stricter = {row[0]: row[1] for row in rows("wheel_rounds", "figure_id", "k", threshold=1.3)}
    assert stricter["life_wheel_moved_up_phase_2"] == 0
    assert stricter["life_wheel_moved_unchanged_phase_2"] == 1
    assert rows("wheel_rounds", period_from=date(2025, 3, 3)) == []
    assert rows("wheel_rounds", municipality="0101") == []


def test_wheel_spread(rows):
    # F1 alone: 9 points over 7 domains, from 4
    found = {row[0]: row[1:] for row in rows("wheel_spread")}
    assert len(found) == 3 + 1 + 9
    assert {name for name, (n, k) in found.items() if k} == {
        "life_wheel_moved_up_at_1_2", "life_wheel_distribution_up_1_2_share",
    }  # fmt: skip
    assert {n for n, _k in found.values()} == {1}
    high = {row[0]: row[2] for row in rows("wheel_spread", threshold=6.0)}
    assert high["life_wheel_ceiling_share"] == 0  # 4 + 6 is 10: just possible
    high = {row[0]: row[2] for row in rows("wheel_spread", threshold=6.001)}
    assert high["life_wheel_ceiling_share"] == 1
    assert {row[1:] for row in rows("wheel_spread", period_from=date(2025, 3, 3))} == {(0, 0)}


def test_groups(rows):
    assert rows("groups/starts", "municipality_code", "member", "citizen", "day") == [
        ("0101", "F5", "B-F5", date(2025, 3, 1)),
        ("0360", "F1", "B1", date(2025, 1, 1)),
        ("0360", "F2", "B1", date(2025, 9, 1)),
        ("0376", "F3", "B-F3", date(2025, 2, 1)),
        ("0376", "F4", "B-F4", date(2026, 6, 1)),
    ]
    on, help_ = date(2025, 6, 10), "satisfaction/citizen/help"
    coping = "coping/citizen/better_at_challenges"
    assert rows("groups/answers") == [  # S2 is anonymous, so a member of its own
        ("0360", coping, "F1", "B1", on, "yes"),
        ("0360", "coping/mentor/better_at_challenges", "F1", "B1", on, "no"),
        ("0360", "satisfaction/citizen/assignment", "F1", "B1", on, "unnecessary"),
        ("0360", "satisfaction/citizen/chemistry", "F1", "B1", on, "good"),
        ("0360", help_, "F1", "B1", on, "very_satisfied"),
        ("0360", help_, "anonymous|S2", "anonymous|S2", on, "satisfied"),
        ("0376", coping, "F3", "B-F3", on, "dont_know"),
    ]
    nothing = (False,) * 8
    assert rows("groups/outcomes") == [
        (
            "F1",
            True,
            False,
            True,
            True,
            True,
            "completed",
            "up",
            3,
            1,
            67,
            True,
            False,
            *(True,) * 6,
        ),
        ("F2", False, False, False, False, False, "open", "none", 0, 0, None, *nothing),
        ("F3", True, True, True, True, False, "employment", "none", 8, 1, 100, *nothing),
        ("F4", False, False, False, False, False, "open", "none", 0, 0, None, *nothing),
        ("F5", False, False, False, False, False, "withdrew", "none", 0, 0, None, *nothing),
    ]


def test_wheel_reliability(rows):
    assert rows("wheel_reliability") == [(1, None, None, 1, None)]
    assert rows("wheel_reliability", period_to=date(2025, 1, 14)) == [(0, None, None, 0, None)]
    assert rows("wheel_reliability", period_from=date(2025, 1, 15), programme="mentor") == [
        (1, None, None, 1, None)
    ]


def test_answer_shares(rows):
    assert rows("answer_shares") == [
        ("assignment", "satisfaction_assignment_unnecessary", 1, 1),
        ("chemistry", "satisfaction_chemistry_good", 1, 1),
        ("citizen", "coping_better_citizen", 1, 1),
        ("citizen_of_all", "coping_better_citizen_of_all", 1, 2),
        ("good_chemistry", "chemistry_good_share", 1, 1),
        ("help", "satisfaction_help_satisfied", 1, 2),
        ("help", "satisfaction_help_very_satisfied", 1, 2),
        ("mentor", "coping_better_mentor", 0, 1),
        ("mentor_of_all", "coping_better_mentor_of_all", 0, 1),
        ("unwanted", "mentor_unwanted_share", 1, 1),
    ]
    # S1 says København, but its course is in Lolland; S2 has only its own word, and no programme
    assert [row[1:] for row in rows("answer_shares", municipality="0360") if row[0] == "help"] == [
        ("satisfaction_help_satisfied", 1, 2), ("satisfaction_help_very_satisfied", 1, 2),
    ]  # fmt: skip
    assert [row[1:] for row in rows("answer_shares", programme="mentor") if row[0] == "help"] == [
        ("satisfaction_help_very_satisfied", 1, 1)
    ]


def test_answered_items(rows):
    assert rows("answered_items") == [("assignment", 1, 1), ("chemistry", 1, 0), ("help", 2, 0)]


def test_response_rates(rows):
    assert rows("response_rates") == [
        ("response_rate_coping", False, 3, 3),
        ("response_rate_internship", False, 1, 1),
        ("response_rate_life_wheel", False, 5, 5),
        ("response_rate_satisfaction", True, 2, 3),
    ]


def test_internship_scores(rows):
    assert rows("internship_scores") == [("internship_score_mean", 1, 4.5, None)]


def test_flow_counts(rows):
    found = dict(rows("flow_counts"))
    assert len(found) == 3 * 8 + 3
    assert {name: value for name, value in found.items() if value} == {
        "flow_klar_entered_count": 5, "flow_klar_open_count": 2, "flow_klar_left_count": 2,
        "flow_klar_moved_on_count": 1, "flow_klar_left_job_or_education_count": 1,
        "flow_klar_left_broken_off_count": 1, "flow_parat_entered_count": 1,
        "flow_parat_moved_on_count": 1, "flow_start_entered_count": 1,
        "flow_start_moved_on_count": 1, "flow_completed_count": 1,
    }  # fmt: skip
    later = dict(rows("flow_counts", period_from=date(2025, 9, 1), municipality="0360"))
    assert {name for name, value in later.items() if value} == {
        "flow_klar_entered_count", "flow_klar_open_count",
    }  # fmt: skip


def test_flow_days(rows):
    assert rows("flow_days") == [
        ("klar", 29, 0, 1), ("klar", 59, 1, 0), ("klar", 100, 1, 0), ("klar", 302, 0, 1),
        ("klar", 305, 1, 0), ("parat", 61, 1, 0), ("start", 61, 1, 0),
    ]  # fmt: skip
    assert rows("flow_days", programme="keepworking") == [("klar", 100, 1, 0)]


def test_start_shares(rows):
    found = {row[0]: row[1:] for row in rows("start_shares")}
    assert {name: row for name, row in found.items() if row[0]} == {
        # F2's goals are agreed after the data date, so they are not agreed yet
        "goals_agreed_share": (1, 5), "mentor_wish_met_share": (1, 2),
        "life_wheel_no_wheel_share": (3, 5), "life_wheel_one_wheel_share": (1, 5),
        "life_wheel_two_wheels_share": (1, 5),
        "referral_within_7_days_share": (2, 3), "referral_within_14_days_share": (3, 3),
        "referral_within_28_days_share": (3, 3),
    }  # fmt: skip
    in_march = {"period_from": date(2025, 3, 1), "period_to": date(2025, 3, 1)}
    assert [row for row in rows("start_shares", **in_march) if "wheel" in row[0]] == [
        ("life_wheel_no_wheel_share", 0, 1), ("life_wheel_one_wheel_share", 1, 1),
        ("life_wheel_two_wheels_share", 0, 1),
    ]  # fmt: skip


def test_wish_outcomes(rows):
    assert rows("wish_outcomes") == [
        ("chemistry_good_wish_met_share", 1, 1),
        ("job_or_education_wish_met_share", 0, 1), ("job_or_education_wish_not_met_share", 1, 1),
        ("withdrew_wish_met_share", 0, 1), ("withdrew_wish_not_met_share", 0, 1),
    ]  # fmt: skip
    in_may = {"period_from": date(2025, 5, 1), "period_to": date(2025, 5, 31)}
    assert [row[0] for row in rows("wish_outcomes", **in_may)] == [
        "job_or_education_wish_not_met_share", "withdrew_wish_not_met_share",
    ]  # fmt: skip


def test_phase_contacts(rows):
    found = {row[0]: row[1:] for row in rows("phase_contacts")}
    assert len(found) == 12  # everyone was met in Klar alone
    assert found["attendance_klar_share"] == (2, pytest.approx(5 / 6), pytest.approx(50**0.5 / 30))
    assert found["topic_health_klar_share"] == (2, 0.5, pytest.approx(0.5**0.5))
    assert found["topic_employment_klar_share"] == (2, 0.25, pytest.approx(0.125**0.5))
    february = {"period_from": date(2025, 2, 1), "period_to": date(2025, 2, 28)}
    in_february = {row[0]: row[1] for row in rows("phase_contacts", **february)}
    assert in_february["attendance_klar_share"] == 2
    assert in_february["topic_health_klar_share"] == 1
    part = rows("phase_contacts", period_from=date(2025, 2, 4), period_to=date(2025, 3, 31))
    assert dict(row[:2] for row in part)["attendance_klar_share"] == 1  # the no-show is before it


def test_filter_values(rows):
    assert rows("filter_values", "municipality_code", "programme") == [
        ("0101", "den_gode_loesladelse"), ("0360", "mentor"), ("0376", "keepworking"), ("0376", "mentor"),
    ]  # fmt: skip


def test_follow_up_counts(rows):
    assert rows("follow_up_counts") == [
        ("followup_charged_open_count", 0),
        ("followup_courses_count", 2),
        ("followup_document_overdue_count", 0),
        ("followup_goals_missing_count", 1),  # F4 has been open for 29 days
        ("followup_no_contact_count", 2),
        ("followup_no_shows_count", 0),
        ("followup_over_horizon_count", 0),
        ("followup_wheel_missing_count", 2),
    ]
    started_in_june = {"period_from": date(2026, 6, 1), "period_to": date(2026, 6, 30)}
    assert dict(rows("follow_up_counts", **started_in_june))["followup_courses_count"] == 1
    for nobody in ({"municipality": "0101"}, {"programme": "keepworking"}):
        assert {count for _id, count in rows("follow_up_counts", **nobody)} == {0}


def test_follow_up_list(rows):
    columns = ("case_id", "reason", "since", "days", "phase")
    listed = [
        ("F2", "no_contact", date(2025, 9, 1), 302, None),
        ("F4", "no_contact", date(2026, 6, 1), 29, None),
        ("F2", "goals_missing", date(2025, 10, 1), 272, None),
        ("F2", "wheel_missing", date(2025, 9, 15), 288, "start"),
        ("F4", "wheel_missing", date(2026, 6, 15), 15, "start"),
    ]
    assert rows("follow_up_list", *columns) == listed
    assert rows("follow_up_list", *columns, case_id="F4") == [listed[1], listed[4]]
    assert rows("follow_up_list", *columns, municipality="0376") == [listed[1], listed[4]]
    assert rows("follow_up_list", *columns, period_to=date(2026, 5, 31)) == [
        row for row in listed if row[0] == "F2"
    ]


def test_mentor_weeks(rows):
    # F2's last twelve weeks, and the four whole weeks of F4's thirty days
    assert rows("mentor_weeks") == [(None, 2, 16, 16)]
    assert rows("mentor_weeks", municipality="0376") == [(None, 1, 4, 4)]


def test_course(rows):
    assert rows("course", case_id="F9") == rows("course") == []
    columns = ("case_id", "ended_on", "count_held", "count_held_meetings", "count_no_show_meetings")
    found = rows("course", *columns, case_id="F1", municipality="0376")  # filters do not apply
    assert found == [("F1", date(2025, 7, 30), 3, 2, 1)]
    assert rows("course", "citizen_id", "other_courses", case_id="F1") == [("B1", ["F2"])]
    assert rows("course", "citizen_id", "other_courses", case_id="F5") == [("B-F5", None)]
    columns = ("roles_agreed_on", "mentor_task", "mentor_wish_met", "need_debt")
    assert rows("course", *columns, case_id="F1") == [(None, None, True, None)]
    # F2's goals are dated after the data
    assert rows("course", "goals_agreed_on", "phase_2_on", case_id="F2") == [(None, None)]


def test_course_days(rows):
    columns = ("on_day", "lane", "kind", "channel", "topic", "minutes")
    assert rows("course_days", *columns, case_id="F1") == [
        (date(2024, 12, 22), "phase", "referred", None, None, None),
        (date(2025, 1, 1), "phase", "start", None, None, None),
        (date(2025, 1, 5), "event", "goals_agreed", None, None, None),
        (date(2025, 1, 5), "wheel", "start", None, None, None),
        (date(2025, 1, 10), "contact", "held", "meeting", "daily_structure", 60.0),
        (date(2025, 1, 20), "contact", "held", "meeting", "employment", 30.0),
        (date(2025, 2, 3), "contact", "no_show", "meeting", None, None),
        (date(2025, 2, 10), "contact", "held", "phone", None, None),
        (date(2025, 3, 1), "phase", "phase_2", None, None, None),
        (date(2025, 3, 2), "wheel", "phase_2", None, None, None),
        (date(2025, 5, 1), "phase", "phase_3", None, None, None),
        (date(2025, 7, 1), "phase", "phases_completed", None, None, None),
        (date(2025, 7, 30), "phase", "ended", None, None, None),
    ]
    assert [row[2] for row in rows("course_days", *columns, case_id="F3")] == [
        "referred", "start", "held", "charged", "takes_initiative", "ended",
    ]  # fmt: skip
    columns = ("on_day", "lane", "kind", "state", "minutes")
    lanes = ("document", "activity")
    assert [row for row in rows("course_days", *columns, case_id="F5") if row[1] in lanes] == [
        (date(2025, 3, 9), "activity", "art", "held", 90.0),
        (date(2025, 4, 3), "document", "status_report", "late", None),
        (date(2025, 9, 1), "document", "cooperation_meeting", "done", None),
        (date(2025, 12, 30), "document", "exit_interview", "missing", None),
    ]
    # the goals of F2 are agreed after the data date
    assert rows("course_days", "kind", case_id="F2") == [("start",)]
    assert rows("course_days", case_id=None) == []


def test_course_wheels(rows):
    columns = ("response_id", "phase", "answered_on", "housing", "leisure")
    assert rows("course_wheels", *columns, case_id="F1") == [
        ("W1", "start", date(2025, 1, 5), 4, 4),
        ("W3", "phase_2", date(2025, 3, 2), 7, None),
    ]
    assert rows("course_wheels", case_id="F2") == []


def test_comments_say_nothing_but_question_and_words(rows, warehouse):
    assert warehouse.query("comments").columns == ["question", "text"]
    assert rows("comments") == [("benefit", "Jeg kommer ud."), ("improvement", "Intet.")]


def test_internship_items(rows):
    assert rows("internship_items") == [
        ("effort", 1, 5.0, None), ("punctuality", 1, 4.0, None),
    ]  # fmt: skip
    assert rows("internship_items", municipality="0360") == []


def derived(warehouse, name: str, *columns: str) -> list[tuple]:
    path = warehouse.snapshot.files()[f"{name}.parquet"]
    return pl.read_parquet(path).select(columns).rows()


def test_phases(warehouse):
    columns = ("case_id", "phase", "entered_on", "left_on", "next_phase", "left_for")
    assert derived(warehouse, "phases", *columns) == [
        ("F1", "klar", date(2025, 1, 1), date(2025, 3, 1), "parat", None),
        ("F1", "parat", date(2025, 3, 1), date(2025, 5, 1), "start", None),
        ("F1", "start", date(2025, 5, 1), date(2025, 7, 1), "completed", None),
        ("F3", "klar", date(2025, 2, 1), date(2025, 5, 12), None, "employment"),
        ("F5", "klar", date(2025, 3, 1), date(2025, 12, 31), None, "withdrew"),
        ("F2", "klar", date(2025, 9, 1), None, None, None),
        ("F4", "klar", date(2026, 6, 1), None, None, None),
    ]


def test_contact_phases(warehouse):
    columns = ("case_id", "phase", "count_held", "count_held_meetings", "count_no_show_meetings")
    assert derived(warehouse, "contact_phases", *columns) == [
        ("F1", "klar", 3, 2, 1), ("F3", "klar", 1, 1, 0), ("F5", "klar", 0, 0, 0),
    ]  # fmt: skip


def test_contact_months(warehouse):
    columns = ("case_id", "month", "count_held", "count_held_with_minutes", "held_minutes",
               "count_held_meetings", "count_no_show_meetings", "count_with_topic")  # fmt: skip
    assert derived(warehouse, "contact_months", *columns) == [
        ("F1", date(2025, 1, 1), 2, 2, 90.0, 2, 0, 2),
        ("F1", date(2025, 2, 1), 1, 0, 0.0, 0, 1, 0),
        ("F3", date(2025, 2, 1), 1, 1, 120.0, 1, 0, 1),
        ("F5", date(2025, 3, 1), 0, 0, 0.0, 0, 0, 0),
    ]
    assert {row for (row,) in derived(warehouse, "contact_months", "phase")} == {"klar"}


def test_valid_wheels_and_retests(warehouse):
    columns = ("response_id", "place_in_phase", "is_retest")
    assert derived(warehouse, "valid_wheels", *columns) == [
        ("W1", 1, False), ("W2", 2, True), ("W3", 1, False), ("W4", 1, False),
    ]  # fmt: skip
    columns = (
        "case_id",
        "municipality_code",
        "programme",
        "retest_on",
        "first_mean",
        "retest_mean",
    )
    assert derived(warehouse, "retests", *columns) == [
        ("F1", "0360", "mentor", date(2025, 1, 15), 4.0, 9.0)
    ]


def test_wheel_rounds_are_first_and_later_of_the_same_course(warehouse):
    columns = ("case_id", "round", "first_on", "later_on", "first_housing", "first_leisure",
               "later_housing", "later_leisure", "common_domains", "sum_first", "sum_change")  # fmt: skip
    of_f1 = (date(2025, 1, 5), date(2025, 3, 2), 4, None, 7, None, 7, 28, 9)
    assert derived(warehouse, "wheel_rounds", *columns) == [
        ("F1", "last", *of_f1), ("F1", "phase_2", *of_f1),
    ]  # fmt: skip


def test_wheels_and_pairs(warehouse):
    assert derived(warehouse, "wheels", "case_id", "response_id", "count_domains") == [
        ("F1", "W1", 8), ("F1", "W3", 7), ("F5", "W4", 8),
    ]  # fmt: skip
    columns = ("case_id", "first_wheel_on", "last_wheel_on", "common_domains", "sum_change")
    assert derived(warehouse, "wheel_pairs", *columns) == [
        ("F1", date(2025, 1, 5), date(2025, 3, 2), 7, 9)
    ]


def test_case_facts(warehouse):
    columns = ("case_id", "citizen_number", "last_on", "weeks", "has_event", "goals_agreed_on")
    assert derived(warehouse, "case_facts", *columns) == [
        ("F1", 4, date(2025, 7, 30), 30.0, True, date(2025, 1, 5)),
        ("F3", 1, date(2025, 5, 12), pytest.approx(100 / 7), True, None),
        ("F5", 3, date(2025, 12, 31), pytest.approx(305 / 7), False, None),
        ("F2", 4, date(2026, 6, 30), pytest.approx(302 / 7), False, None),
        ("F4", 2, date(2026, 6, 30), pytest.approx(29 / 7), False, None),
    ]


def test_follow_up_facts_and_reasons(warehouse):
    columns = ("case_id", "phase", "phase_began_on", "last_held_on", "count_no_shows", "has_wheel",
               "count_weeks", "count_weeks_without")  # fmt: skip
    assert derived(warehouse, "follow_up_facts", *columns) == [
        ("F2", "start", date(2025, 9, 1), None, 0, False, 12, 12),
        ("F4", "start", date(2026, 6, 1), None, 0, False, 4, 4),
    ]
    assert derived(warehouse, "follow_up_reasons", "case_id", "reason") == [
        ("F2", "no_contact"), ("F2", "goals_missing"), ("F2", "wheel_missing"),
        ("F4", "no_contact"), ("F4", "wheel_missing"),
    ]  # fmt: skip


def test_responses_and_answers(warehouse):
    columns = ("response_id", "municipality_code", "programme", "answered_on", "mean_score")
    found = {row[0]: row[1:] for row in derived(warehouse, "responses", *columns)}
    assert found["S1"] == ("0360", "mentor", date(2025, 6, 10), None)
    assert found["S2"] == ("0360", None, date(2025, 6, 10), None)
    assert found["S3"] == ("0376", "keepworking", None, None)
    assert found["I1"] == (None, None, date(2025, 6, 10), 4.5)
    given = derived(warehouse, "answers", "item", "answer", "respondent", "given")
    assert ("assignment", None, "citizen", 1) in given
    assert sum(row[-1] for row in given) == 8


def test_coping_answers(warehouse):
    columns = ("case_id", "municipality_code", "programme", "respondent", "answered_on", "is_yes")
    on = date(2025, 6, 10)
    assert derived(warehouse, "coping_answers", *columns) == [
        ("F1", "0360", "mentor", "citizen", on, True),
        ("F1", "0360", "mentor", "mentor", on, False),
        ("F3", "0376", "keepworking", "citizen", on, False),
    ]


def test_coping_pairs(rows):
    alone = ("coping_paired", "coping_paired_citizen_alone_share", 1, 1)
    assert rows("coping_pairs") == [alone]  # of F3 nobody knows what the mentor says
    assert rows("coping_pairs", municipality="0376") == []


def test_every_query_is_tested_here():
    """A query without exact rows fails this test, unless every row it gives is a figure with a naive twin."""
    text = Path(__file__).read_text(encoding="utf-8")
    of_figures = {figure.query for figure in FIGURES.values()}
    names = [path.stem for path in queries.FOLDER.glob("*.sql")
             if path.stem != "open" and path.stem not in of_figures]  # fmt: skip
    names += ["phases", "contact_phases", "contact_months", "valid_wheels", "wheels", "retests",
              "wheel_rounds", "wheel_pairs", "case_facts", "responses", "answers",
              "coping_answers", "follow_up_facts", "follow_up_reasons"]  # fmt: skip
    assert [name for name in names if f'"{name}"' not in text] == []
