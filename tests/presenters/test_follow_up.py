"""Who waits for somebody: each reason from the very day it begins, and the list in words."""

from datetime import date, timedelta
from random import Random

import pytest

from dashboard.catalogue.scope import Scope
from dashboard.figures import figures
from dashboard.foundation import schema, words
from dashboard.presenters import follow_up
from tests.builders import answer, case, contact, published, wheel
from tests.figures import naive_follow_up
from tests.figures.test_figures_naive import DATA_TO, complete, random_export

NB = "\N{NO-BREAK SPACE}"
TODAY = "2026-09-30"
FINE = {"goals_agreed_on": "2026-09-01"}


def reasons(folder, cases, contacts=(), survey=(), settings="") -> dict[tuple[str, str], tuple]:
    """(case_id, reason) -> (since, days, times, phase)."""
    warehouse = published(
        folder, data_to=TODAY, cases=cases, contacts=contacts, survey=survey, settings=settings
    )
    rows = warehouse.query("follow_up_list", case_id=None, **follow_up.EVERYTHING).to_dicts()
    return {
        (row["case_id"], row["reason"]): (row["since"], row["days"], row["times"], row["phase"])
        for row in rows
    }


def only(found, reason) -> dict[str, tuple]:
    return {case_id: row for (case_id, name), row in found.items() if name == reason}


def test_no_contact_begins_on_the_fourteenth_day_and_only_held_contacts_count(tmp_path):
    cases = [case(name, "2026-09-01", **FINE) for name in ("A", "B", "C", "D")]
    cases.append(case("E", "2026-09-17", **FINE))
    contacts = [
        contact("A1", "A", "2026-09-16 23:59"),
        contact("B1", "B", "2026-09-17 00:00", channel="text"),
        contact("C1", "C", "2026-09-10 10:00"),
        contact("C2", "C", "2026-09-29 10:00", outcome="no_show"),
        contact("C3", "C", "2026-09-29 12:00", outcome="cancelled"),
        contact("D0", "D", "2026-08-31 10:00"),  # before the course
    ]
    assert only(reasons(tmp_path, cases, contacts), "no_contact") == {
        "A": (date(2026, 9, 16), 14, None, None),
        "C": (date(2026, 9, 10), 20, None, None),
        "D": (date(2026, 9, 1), 29, None, None),  # never any: from the start
    }


def test_no_shows_are_counted_from_the_newest_held_meeting_on(tmp_path):
    def missed(case_id, *days):
        return [
            contact(f"{case_id}{i}", case_id, f"2026-09-{day} 10:00", outcome="no_show")
            for i, day in enumerate(days)
        ]

    contacts = [
        *missed("A", "10", "12", "14"),
        contact("A9", "A", "2026-09-13 10:00", outcome="cancelled"),
        contact("A8", "A", "2026-09-20 10:00", channel="phone"),  # a call is no meeting
        *missed("B", "10", "12", "14"),
        contact("B9", "B", "2026-09-13 10:00"),  # one held between them
        *missed("C", "10", "12"),
        *missed("D", "01", "02", "03", "05"),
        contact("D9", "D", "2026-09-02 10:00"),  # at the very minute of the second
        contact("E1", "E", "2026-09-20 10:00", channel="phone", outcome="no_show"),
        contact("E2", "E", "2026-09-21 10:00", channel="phone", outcome="no_show"),
        contact("E3", "E", "2026-09-22 10:00", channel="phone", outcome="no_show"),
    ]
    cases = [case(name, "2026-09-01", **FINE) for name in "ABCDE"]
    assert only(reasons(tmp_path, cases, contacts), "no_shows") == {
        "A": (date(2026, 9, 10), 20, 3, None)
    }
    two = {
        name: row[2]
        for name, row in only(
            reasons(tmp_path / "two", cases, contacts, settings="follow_up_no_shows = 2"),
            "no_shows",
        ).items()
    }
    assert two == {"A": 3, "C": 2, "D": 2}


def test_the_wheel_that_is_missing_is_that_of_the_newest_phase_begun(tmp_path):
    cases = [
        case("A", "2026-09-16"),
        case("B", "2026-09-17"),
        case("C", "2026-01-01", phase_2_on="2026-09-01"),
        case("D", "2026-01-01", phase_2_on="2026-05-01", phase_3_on="2026-09-02"),
        case("E", "2026-01-01", phase_2_on="2026-05-01", phase_3_on="2026-11-01"),
        case("F", "2026-01-01"),
        case("G", "2026-01-01"),
    ]
    survey = [
        *wheel("C1", "C", "2026-01-05", 5),
        *wheel("D1", "D", "2026-09-05", 5, "phase_3"),  # an older one cannot be made up for
        *wheel("E1", "E", "2026-05-05", 5, "phase_2"),  # phase 3 is planned, not begun
        *wheel("F1", "F", "2026-01-05", [5, 5, 5, 5, 5, None, None, None]),  # too few to be valid
        *[row | {"answered_on": None, "score": None} for row in wheel("G1", "G", "2026-01-05", 5)],
    ]
    assert only(reasons(tmp_path, cases, survey=survey), "wheel_missing") == {
        "A": (date(2026, 9, 30), 0, None, "start"),  # since the day it should have been there
        "C": (date(2026, 9, 15), 15, None, "phase_2"),
        "F": (date(2026, 1, 15), 258, None, "start"),
        "G": (date(2026, 1, 15), 258, None, "start"),
    }


def test_goals_are_missed_on_the_thirtieth_day(tmp_path):
    cases = [
        case("A", "2026-08-31"),
        case("B", "2026-09-01"),
        case("C", "2026-01-01", goals_agreed_on="2026-09-30"),
        case("D", "2026-01-01", goals_agreed_on="2026-10-01"),  # after the data
    ]
    found = only(reasons(tmp_path, cases), "goals_missing")
    assert {name: row[:2] for name, row in found.items()} == {
        "A": (date(2026, 9, 30), 0),  # since the day they should have been agreed
        "D": (date(2026, 1, 31), 242),
    }


def test_a_course_is_over_the_horizon_on_the_day_it_is_judged(tmp_path):
    cases = [case("A", "2025-09-30"), case("B", "2025-10-01"), case("C", "2024-02-29")]
    found = only(reasons(tmp_path, cases), "over_horizon")
    assert {name: row[:2] for name, row in found.items()} == {
        "A": (date(2026, 9, 30), 0),
        "C": (date(2025, 2, 28), 579),
    }
    later = reasons(tmp_path / "13", cases, settings="horizon_months = 13")
    assert set(only(later, "over_horizon")) == {"C"}


def test_a_charge_counts_from_the_start_of_the_course(tmp_path):
    cases = [
        case("A", "2026-01-01", charged_on="2026-01-01"),
        case("B", "2026-01-01", charged_on="2025-12-31"),
        case("C", "2026-01-01", charged_on="2026-02-01", ended_on="2026-09-30", end_reason="other"),
    ]
    assert only(reasons(tmp_path, cases), "charged_open") == {
        "A": (date(2026, 1, 1), 272, None, None)
    }


def paper(id_: str, case_id: str, due: str | None, done: str | None = None, **given) -> dict:
    row = {"document_id": id_, "case_id": case_id, "kind": "status_report", "party": None}
    days = {"due_on": due, "done_on": done}
    dated = {key: day and date.fromisoformat(day) for key, day in days.items()}
    return row | dated | given


def test_a_paper_is_missing_seven_days_after_it_was_due_until_it_or_a_later_one_is_done(tmp_path):
    cases = [case(name, "2026-08-01") for name in "ABCDEF"]
    documents = [
        paper("A1", "A", "2026-09-23"),  # due seven days ago
        paper("B1", "B", "2026-09-24"),  # due six days ago
        paper("C1", "C", "2026-08-10"),
        paper("C2", "C", "2026-09-10", "2026-09-29"),  # makes up for the one before
        paper("D1", "D", "2026-08-10", "2026-08-09"),
        paper("D2", "D", "2026-09-10"),
        paper("D3", "D", "2026-08-20", kind="goal_review"),
        paper("D4", "D", "2026-09-12", kind="goal_review"),
        paper("E1", "E", "2026-09-10"),
        paper("E2", "E", None, "2026-09-20"),  # nobody asked for it, and it is newer
        paper("F1", "F", "2026-10-10"),
    ]
    warehouse = published(tmp_path, data_to=TODAY, cases=cases, documents=documents)
    listed = warehouse.query("follow_up_list", case_id=None, **follow_up.EVERYTHING).to_dicts()
    found = {row["case_id"]: row for row in listed if row["reason"] == "document_overdue"}
    assert {key: (row["since"], row["kinds"]) for key, row in found.items()} == {
        "A": (date(2026, 9, 23), ["status_report"]),
        "D": (date(2026, 8, 20), ["goal_review", "status_report", "goal_review"]),
    }
    assert follow_up.reason_words(found["A"]) == "statusrapport ikke gjort"
    assert follow_up.reason_words(found["D"]) == "gennemgang af mål (2) og statusrapport ikke gjort"


def test_a_course_that_ended_on_the_last_day_waits_for_nobody(tmp_path):
    cases = [case("A", "2025-01-01", ended_on=TODAY, end_reason="completed", charged_on=TODAY)]
    assert reasons(tmp_path, cases) == {}


def test_the_counts_are_rows_of_figures_in_every_scope(tmp_path):
    cases = [case("A", "2026-01-01"), case("B", "2026-02-01", municipality_code="0376")]
    of_a = {"contacts": [contact("A1", "A", "2026-01-02 10:00")],
            "survey": wheel("W1", "A", "2026-01-02", 5), "documents": [paper("D1", "A", "2026-09-01")]}  # fmt: skip
    warehouse = published(tmp_path, data_to=TODAY, cases=cases, **of_a)
    rows = figures(warehouse, Scope(municipality="0376"), follow_up.IDS)
    assert {row.id: row.value for row in rows} == {
        "followup_no_shows_count": 0, "followup_no_contact_count": 1,
        "followup_charged_open_count": 0, "followup_goals_missing_count": 1,
        "followup_wheel_missing_count": 1, "followup_document_overdue_count": 0,
        "followup_over_horizon_count": 0, "followup_courses_count": 1,
    }  # fmt: skip
    assert {(row.unit, row.figure.group, row.n, row.k) for row in rows} == {
        ("count", "courses", None, None)
    }


def test_what_is_true_of_none_is_told_where_the_list_is(tmp_path):
    warehouse = published(tmp_path, data_to=TODAY, cases=[case("A", "2026-01-01")])
    rows = figures(warehouse, Scope(), follow_up.IDS)
    # without contacts and documents nobody knows whether anybody stayed away
    assert follow_up.nobody(rows) == (
        "Gælder ingen den dag: tiltalt, mens forløbet er i gang; i gang længere end aftalt."
    )
    assert follow_up.nobody([row for row in rows if row.value]) == ""


def test_weeks_without_contact_are_whole_weeks_of_the_course_counted_back(tmp_path):
    cases = [
        case("A", "2026-09-01", mentor_id="M2"),  # thirty days: four whole weeks
        case("B", "2020-01-01", mentor_id="M1"),  # the last twelve
        case("C", "2026-09-25", mentor_id="M1"),  # six days: none
        case("D", "2026-01-01"),
        case("E", "2020-01-01", mentor_id="M3", ended_on="2026-09-30", end_reason="other"),
    ]
    contacts = [
        contact("A1", "A", "2026-09-24 10:00", outcome="cancelled"),  # the newest week's first day
        contact("A2", "A", "2026-09-23 10:00", outcome="no_show"),  # the last day of the one before
        contact("A3", "A", "2026-09-23 12:00"),  # the same week counts once
        contact("A4", "A", "2026-09-02 12:00"),  # in the two days before the four weeks
        contact("B1", "B", "2026-07-09 10:00"),  # the first day of the twelfth week
        contact("B2", "B", "2026-07-08 10:00"),  # the day before it
    ]
    warehouse = published(tmp_path, data_to=TODAY, cases=cases, contacts=contacts)
    assert warehouse.query("mentor_weeks", **follow_up.EVERYTHING).rows() == [
        ("M1", 2, 12, 11),
        ("M2", 1, 4, 2),
        (None, 1, 12, 12),
    ]


# ---- in words


def row(case_id: str, reason: str, **given) -> dict:
    return {"case_id": case_id, "municipality_code": "0360", "programme": "mentor", "mentor_id": "M1",
            "reason": reason, "since": date(2026, 9, 1), "days": 29, "times": None, "phase": None,
            } | given  # fmt: skip


LISTED = [
    row("A", "no_shows", times=3),
    row("B", "no_contact", mentor_id=None),
    row("A", "wheel_missing", phase="phase_2", since=date(2026, 8, 1), days=60),
]


def test_a_course_is_listed_once_with_all_its_reasons_and_the_days_of_each():
    assert follow_up.course_table(follow_up.waiting(LISTED), {"B"}) == [
        {
            "Forløb nr.": "A", "Hvorfor": "3 udeblivelser i træk (29 dage); intet livshjul i fase Parat (60 dage)",
            "Mentor": "M1", "Kommune og program": "Lolland, Mentor",
        },
        {
            "Forløb nr.": "B", "Hvorfor": "Ny: ingen afholdt kontakt (29 dage)",
            "Mentor": "ikke oplyst",
            "Kommune og program": "Lolland, Mentor",
        },
    ]  # fmt: skip


def test_new_are_those_nobody_waited_for_when_the_data_came_last():
    assert follow_up.new(LISTED, [row("A", "goals_missing"), row("C", "no_contact")]) == {"B"}
    assert follow_up.new(LISTED, []) == {"A", "B"}
    assert follow_up.new(LISTED, None) == frozenset()  # nothing to be newer than
    courses = follow_up.waiting(LISTED)
    assert follow_up.list_sentence(courses, {"B", "C"}, date(2026, 8, 31)) == (
        "2 forløb kræver opfølgning, 1 nyt siden data til den 31.\N{NO-BREAK SPACE}august\N{NO-BREAK SPACE}2026."
    )
    assert follow_up.list_sentence(courses) == "2 forløb kræver opfølgning."
    in_summer = Scope(period_from=date(2026, 7, 1), period_to=date(2026, 9, 30))
    assert (
        follow_up.list_sentence(courses, scope=in_summer)
        == "Startet i perioden: 2 forløb kræver opfølgning."
    )


def test_courses_stand_under_the_urgency_of_the_reason_told_first():
    listed = [
        *LISTED,
        row("C", "document_overdue", kind="status_report", times=1),
        row("D", "goals_missing"),
    ]
    found = follow_up.by_urgency(follow_up.waiting(listed))
    assert [(heading, [c[0]["case_id"] for c in under]) for heading, under in found] == [
        ("Kontakt og tiltale", ["A", "B"]), ("Mål og livshjul", ["D"]), ("Dokumenter og længde", ["C"]),
    ]  # fmt: skip
    assert {reason for _heading, reasons in follow_up.URGENCY for reason in reasons} == set(
        follow_up.REASONS
    )
    chosen = follow_up.by_urgency(follow_up.waiting(LISTED, reason="wheel_missing"))
    assert [heading for heading, _under in chosen] == ["Mål og livshjul"]
    assert follow_up.by_urgency([]) == []


@pytest.mark.parametrize(
    "case_id, beside", [("A", (1, "", "B")), ("B", (2, "A", "")), ("C", (0, "", ""))]
)
def test_a_course_has_those_before_and_after_it_in_the_list(case_id, beside):
    assert follow_up.neighbours(follow_up.waiting(LISTED), case_id) == beside


def test_only_reasons_somebody_has_can_be_chosen_each_with_its_count(tmp_path):
    cases = [case("A", "2026-01-01"), case("B", "2026-02-01")]
    survey = [*wheel("W1", "A", "2026-01-02", 5), *wheel("W2", "B", "2026-02-02", 5)]
    warehouse = published(tmp_path, data_to=TODAY, cases=cases, survey=survey)
    names = follow_up.reason_names(figures(warehouse, Scope(), follow_up.IDS))
    assert names == {"goals_missing": "Mål ikke aftalt (2)"}  # contacts were not delivered


def test_a_chosen_reason_stands_first_and_a_chosen_mentor_alone():
    (course,) = follow_up.waiting(LISTED, reason="wheel_missing")
    assert [reason["reason"] for reason in course] == ["wheel_missing", "no_shows"]
    assert [course[0]["case_id"] for course in follow_up.waiting(LISTED, mentor="M1")] == ["A"]
    assert follow_up.waiting(LISTED, reason="no_contact", mentor="M1") == []
    assert follow_up.waiting(LISTED, reason="charged_open") == []


def test_the_file_has_a_line_a_course_and_reason():
    records = follow_up.course_records(follow_up.waiting(LISTED))
    assert [(r["Forløb nr."], r["Hvorfor"], r["Siden"], r["Dage"]) for r in records] == [
        ("A", "3 udeblivelser i træk", date(2026, 9, 1), 29),
        ("A", "intet livshjul i fase Parat", date(2026, 8, 1), 60),
        ("B", "ingen afholdt kontakt", date(2026, 9, 1), 29),
    ]


@pytest.mark.parametrize(
    "count, told",
    [
        (0, "Ingen forløb kræver opfølgning."),
        (1, "1 forløb kræver opfølgning."),
        (51, "51 forløb kræver opfølgning. Her står de første 50; filen har dem alle."),
    ],
)
def test_the_sentence_above_the_list_is_calm(count, told):
    courses = follow_up.waiting([row(f"F{i}", "no_contact") for i in range(count)])
    assert follow_up.list_sentence(courses) == told
    assert follow_up.mentor_caption(courses).endswith("filen har dem alle.") == (count > 50)


def test_a_long_list_names_the_agreed_limits_in_both_languages(tmp_path):
    agreed = published(tmp_path, cases=[case("A")], settings="follow_up_no_contact_days = 21")
    rules = follow_up.rules(agreed.snapshot.settings)
    assert (
        rules["no_contact"]
        == "den seneste afholdte kontakt, ellers starten, er mindst 21 dage gammel"
    )
    with words.speaking("en"):
        assert "at least 21 days old" in follow_up.rules(agreed.snapshot.settings)["no_contact"]


def test_mentors_are_told_in_their_order_without_a_share():
    weeks = [
        {"mentor_id": "M1", "count_open": 7, "count_weeks": 1000, "count_weeks_without": 0},
        {"mentor_id": None, "count_open": 1, "count_weeks": 4, "count_weeks_without": 4},
    ]
    assert [list(line.values()) for line in follow_up.mentor_table(weeks)] == [
        ["M1", "7", "0 ud af 1.000"], ["ikke oplyst", "1", "4 ud af 4"],
    ]  # fmt: skip
    assert len(follow_up.mentor_table(weeks, "M1")) == 1
    assert follow_up.mentor_names(weeks) == {"M1": "M1"}


def test_answers_that_carry_a_course_number_are_not_part_of_a_courses_days(tmp_path):
    survey = [answer("S1", "help", "not_satisfied", case_id="A")]
    warehouse = published(tmp_path, cases=[case("A", "2025-01-01")], survey=survey)
    days = warehouse.query("course_days", case_id="A")
    assert days["kind"].to_list() == ["start"]


# ---- once more, by plain loops


def weeks_of(case: dict, contacts: list[dict], data_to: date) -> tuple[int, int]:
    """The whole weeks of an open course, at most twelve, and those nothing is written of."""
    days = {c["contacted_at"].date() for c in contacts if c["case_id"] == case["case_id"]}
    whole = empty = 0
    for week in range(12):
        span = [data_to - timedelta(days=7 * week + n) for n in range(7)]
        if min(span) < case["started_on"]:
            break
        whole += 1
        empty += not days & set(span)
    return whole, empty


def test_random_exports_agree_with_plain_loops_course_by_course(tmp_path):
    seen = set()
    for seed in range(5):
        export = random_export(random := Random(seed), 40)
        for c in export["cases"]:
            c["mentor_id"] = random.choice(("M1", "M2", None))
        warehouse = published(
            tmp_path / str(seed), data_to=str(DATA_TO), settings="follow_up_no_shows = 1", **export
        )
        survey = complete(export["survey"], schema.SURVEY_RESULTS)
        rules = naive_follow_up.DEFAULTS | {"horizon_months": 12, "follow_up_no_shows": 1}
        expected, weeks = set(), {}
        for c in complete(export["cases"], schema.CASES):
            if c["ended_on"] is not None:
                continue
            why = naive_follow_up.reasons(
                c, export["contacts"], survey, export["documents"], DATA_TO, rules
            )
            expected |= {(c["case_id"], reason) for reason in why}
            whole, empty = weeks_of(c, export["contacts"], DATA_TO)
            before = weeks.get(c["mentor_id"], (0, 0, 0))
            weeks[c["mentor_id"]] = (before[0] + 1, before[1] + whole, before[2] + empty)
        rows = warehouse.query("follow_up_list", case_id=None, **follow_up.EVERYTHING)
        assert set(rows.select("case_id", "reason").rows()) == expected
        found = warehouse.query("mentor_weeks", **follow_up.EVERYTHING).rows()
        assert {row[0]: row[1:] for row in found} == weeks
        seen |= {reason for _case_id, reason in expected}
    assert seen == set(follow_up.REASONS)
