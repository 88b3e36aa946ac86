"""Whom each figure says it is about, held against what it counts; and which figures are sensitive."""

import re
from collections import defaultdict
from datetime import date

from dashboard.catalogue.listing import FIGURES
from dashboard.catalogue.scope import Scope
from dashboard.foundation import schema
from dashboard.foundation.schema import SATISFACTION_ANSWERS
from tests.builders import answer, case, contact, figures, published, wheel

SPRING = Scope(period_from=date(2025, 4, 1), period_to=date(2025, 6, 30))
# how many of each the spring has: no two populations are alike in size
SIZES = {
    "started": 3,
    "ended": 5,
    "two_wheels": 7,
    "overlapping": 15,
    "answered": 4,
    "invited": 6,
    "due": 8,
}
DELIVERED = {
    "referred_on": "2024-12-01", "phase_2_on": "2025-04-05", "mentor_wish_met": True,
    "goals_agreed_on": "2025-04-10", "months_on_benefit_before": 12, "birth_year": 1990,
    "granted_hours_per_week": 3.0, "citizen_gender": "male", "benefit_at_start": "kontanthjaelp",
    "readiness_at_start": "activity_ready", "mentor_gender": "male", "mentor_task": "social",
    "roles_agreed_on": "2025-04-10", **{f"need_{need}": True for need in schema.NEEDS},
}  # fmt: skip


def cases() -> list[dict]:
    starting = [case(f"S{i}", "2025-04-02", **DELIVERED) for i in range(3)]
    ending = [
        case(
            f"E{i}",
            ended_on="2025-05-01",
            end_reason="employment",
            retained_3_months=True,
            retained_6_months=True,
            **DELIVERED,
        )
        for i in range(5)
    ]
    lasting = [case(f"L{i}", **DELIVERED) for i in range(7)]
    before = [case(f"B{i}", ended_on="2025-02-01", end_reason="moved") for i in range(9)]
    return [*starting, *ending, *lasting, *before, *(case(f"A{i}", "2025-08-01") for i in range(9))]


def contacts() -> list[dict]:
    return [
        contact(f"{id_}-{month}", id_, f"2025-{month}-15 10:00", topic="housing")
        for id_ in (f"{kind}{i}" for kind, n in (("S", 3), ("E", 5), ("L", 7)) for i in range(n))
        for month in ("04", "06")
        if month == "04" or not id_.startswith("E")
    ]


def documents() -> list[dict]:
    """Of eight courses one of each kind that was due in the spring, and done after it."""
    return [
        {
            "document_id": f"D{id_}{kind}", "case_id": id_, "kind": kind, "party": "internal",
            "due_on": date(2025, 5, 1), "done_on": date(2025, 8, 1),
        }
        for id_ in (f"B{i}" for i in range(8))
        for kind in schema.DOCUMENT_KINDS
    ]  # fmt: skip


def activities() -> list[dict]:
    return [
        {
            "activity_id": f"{id_}{kind}", "case_id": id_, "held_on": date(2025, 4, 15),
            "activity": kind, "outcome": "held", "minutes": 60.0,
        }
        for id_ in (f"{kind}{i}" for kind, n in (("S", 3), ("E", 5), ("L", 7)) for i in range(n))
        for kind in schema.ACTIVITY_KINDS
    ]  # fmt: skip


def survey() -> list[dict]:
    """Wheels before and in the spring; answers in it to what was sent before; and what was sent in it."""
    rows = [
        row
        for i in range(7)
        for phase, on in (("start", "2025-01-02"), ("phase_2", "2025-05-02"))
        for row in wheel(f"W{i}-{phase}", f"L{i}", on, i + 1, phase)
    ]
    asked = {"invited_on": "2025-03-01", "answered_on": "2025-05-01"}
    for i in range(4):
        rows += [
            answer(f"Q{i}", item, answers[0], case_id=f"L{i}", **asked)
            for item, answers in SATISFACTION_ANSWERS.items()
        ]
        rows += [
            answer(f"C{i}-{who}", "better_at_challenges", "yes", instrument="coping", respondent=who, **asked)
            for who in ("citizen", "mentor")
        ]  # fmt: skip
        rows += [
            answer(f"P{i}", item, answers[0], instrument="partner", respondent="caseworker",
                   case_id=f"L{i}", **asked)
            for item, answers in schema.PARTNER_ANSWERS.items()
        ]  # fmt: skip
        rows.append(answer(f"I{i}", "q1", None, instrument="internship", score=4, **asked))
    return rows + [
        answer(f"N{i}-{instrument}", item, None, instrument=instrument, invited_on="2025-05-01",
               answered_on=None)
        for i in range(6)
        for instrument, item in (("satisfaction", "help"), ("coping", "better_at_challenges"))
    ]  # fmt: skip


def test_every_figure_counts_the_population_it_says(tmp_path):
    warehouse = published(
        tmp_path, cases=cases(), contacts=contacts(), survey=survey(), documents=documents(),
        activities=activities(),
    )  # fmt: skip
    sizes = defaultdict(set)
    for row in figures(warehouse, SPRING):
        if row["unit"] != "count":
            sizes[FIGURES[row["figure_id"]].population].add(row["n"])
    # some are of nobody here: a phase nobody was in, a round of wheels nobody filled in
    assert {population: found - {0} for population, found in sizes.items()} == {
        population: {n} for population, n in SIZES.items()
    }
    counted = {row["figure_id"]: row["value"] for row in figures(warehouse, SPRING)}
    assert [counted[f"courses_{of}"] for of in ("started", "closed", "open")] == [3, 5, 10]


def test_charges_progress_wheels_answers_goals_and_topics_are_sensitive():
    of_them = re.compile(
        r"criterion_(charged|progress).*|life_wheel_.*|(satisfaction|coping|response_rate)_.*"
        r"|mentor_unwanted_share|chemistry_good_.*|perception_gap|internship_score_.*|partner_.*"
        r"|need_.*|.*_need_.*_share|order_complete_share"
        r"|goals_agreed_share|(non_employment_)?topic_.*"
        r"|followup_(charged_open|goals_missing|wheel_missing|courses)_count"
    )
    plain = re.compile(
        r"courses_.*|citizens|duration_.*|hours_.*|delivered_.*|contact.*|attendance_.*|exit_.*"
        r"|job_or_education_(strict_)?share|(job_or_education|withdrew)_wish_.*|criterion_completed.*|(age|gender|benefit|readiness)_.*|flow_.*"
    )
    for id_, figure in FIGURES.items():
        if found := of_them.fullmatch(id_) or plain.fullmatch(id_):
            assert figure.is_sensitive is (found.re is of_them), id_


def test_every_answer_says_whose_it_is():
    for figure in FIGURES.values():
        is_of_many = figure.id == "perception_gap" or figure.id.startswith(
            ("internship_", "coping_paired_")
        )
        is_of_somebody = figure.population == "answered" and not is_of_many
        known = schema.RESPONDENTS if is_of_somebody else ("",)
        assert figure.respondent in known, figure.id
