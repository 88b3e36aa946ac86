"""The demo's table of courses: who, why, what came of it, and what nobody wrote down."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from dashboard.demo.courses import (
    CHARGED,
    GROWTH_MEAN,
    NEVER,
    PROGRAMMES,
    Bools,
    Courses,
    Ints,
    Rng,
    arrow_table,
    coded,
    dates,
    draw,
    drawn,
    even,
    identifiers,
    weekday,
)
from dashboard.foundation.schema import CASES

END_REASONS = {  # weight among those who finish the phases, and among those who leave before
    "completed": (0.42, 0.0), "employment": (0.12, 0.14), "education": (0.13, 0.12),
    "flexjob": (0.05, 0.04), "subsidised_job": (0.06, 0.02), "internship": (0.09, 0.03),
    "other_offer": (0.05, 0.07), "early_retirement": (0.02, 0.04), "moved": (0.01, 0.07),
    "leave": (0.0, 0.03), "illness": (0.01, 0.09), "imprisoned": (0.0, 0.07),
    "withdrew": (0.0, 0.13), "no_benefit": (0.01, 0.04), "caseworker_decision": (0.02, 0.07),
    "died": (0.0, 0.01), "other": (0.01, 0.03),
}  # fmt: skip
REASON_FINISHED, REASON_LEFT = np.array(list(END_REASONS.values())).T
WORK = ("employment", "flexjob", "subsidised_job")
CHARGED_WHEN_IMPRISONED = 0.8
# share of courses with each good event
LEISURE, TREATMENT, ASSESSMENT, INITIATIVE, READIER = 0.13, 0.07, 0.04, 0.08, 0.13
EVENT_FACTORS = 1.5, 0.5  # good events come more often to those who move up on the wheel

CITIZEN_GENDER = {"male": 0.64, "female": 0.355, "other": 0.005}
AGE_ABOVE_18, AGE_SHAPE = 13.5, 1.8
BENEFIT = {  # kontanthjaelp becomes uddannelseshjaelp for those under 30
    "kontanthjaelp": 0.70, "uddannelseshjaelp": 0.0, "ressourceforloeb": 0.14,
    "sygedagpenge": 0.06, "other": 0.05, "none": 0.05,
}  # fmt: skip
BENEFIT_MONTHS, BENEFIT_MONTHS_SHAPE = 17.2, 1.6
READY_AT_START = 0.28
MENTOR_GENDER = ("female", "male", "female", "female", "male")  # by mentor number, repeating
MENTOR_WISH_MET = 0.82
MENTOR_TASK = {"social": 0.58, "participation": 0.27, "workplace": 0.15}
NEED = {
    "misuse": 0.38, "diagnosis": 0.44, "debt": 0.52, "housing": 0.27, "crime": 0.31, "gang": 0.05,
}  # fmt: skip
ROLES_AGREED = 0.74
STAYS = ("employment", "education", "flexjob")
RETAINED = 0.78, 0.85  # after three months, and of these after six
MISSING = {  # share of empty cells
    "referred_on": 0.04, "readiness_at_start": 0.03, "readiness_at_end": 0.15,
    "benefit_at_start": 0.02, "months_on_benefit_before": 0.07, "granted_hours_per_week": 0.05,
    "mentor_id": 0.01, "mentor_gender": 0.02, "citizen_gender": 0.01, "birth_year": 0.02,
    "mentor_wish_met": 0.12, "goals_agreed_on": 0.12, "employment_started_on": 0.15,
    "education_started_on": 0.15,
}  # fmt: skip
MISSING_NEWER = {
    "mentor_task": 0.12, "need_misuse": 0.14, "need_diagnosis": 0.14, "need_debt": 0.14,
    "need_housing": 0.14, "need_crime": 0.14, "need_gang": 0.14, "retained_3_months": 0.2,
    "retained_6_months": 0.3,
}  # fmt: skip
HOURS_PER_CONTACT, GRANTED_PER_DELIVERED, GRANTED_SD = 1.36, 1.15, 0.12


def case_table(rng: Rng, newer: Rng, courses: Courses, mentors: int) -> pa.Table:
    """The batch's courses as the export shows them."""
    columns = {
        **_course_columns(rng, courses),
        **_person_columns(rng, courses, mentors),
        **_situation_columns(rng, courses),
        **_outcome_columns(rng, newer, courses),
    }
    columns |= _order_columns(newer, courses, columns["end_reason"])
    for drawn_by, missing in ((rng, MISSING), (newer, MISSING_NEWER)):
        for name, share in missing.items():
            gap = pa.array(drawn_by.random(len(columns[name])) < share)
            columns[name] = pc.if_else(gap, None, columns[name])
    return arrow_table(columns, CASES)


def _course_columns(rng: Rng, courses: Courses) -> dict[str, pa.Array]:
    size, as_of = len(courses.number), courses.as_of
    referred = weekday(courses.started - rng.integers(7, 43, size))
    goals = weekday(courses.started + rng.integers(3, 36, size))
    granted = courses.contacts_per_week * HOURS_PER_CONTACT * GRANTED_PER_DELIVERED
    granted *= rng.normal(1, GRANTED_SD, size)
    return {
        "case_id": identifiers("F", courses.number),
        "citizen_id": identifiers("B", courses.number[courses.citizen]),
        "municipality_code": courses.municipality,
        "programme": coded(courses.programme, list(PROGRAMMES)),
        "referred_on": dates(referred, as_of),
        "started_on": dates(courses.started, as_of),
        "phase_2_on": dates(courses.phase_2, as_of),
        "phase_3_on": dates(courses.phase_3, as_of),
        "phases_completed_on": dates(courses.phases_completed, as_of),
        "ended_on": dates(courses.ended, as_of),
        "goals_agreed_on": dates(np.where(goals <= courses.ended, goals, NEVER), as_of),
        "granted_hours_per_week": pa.array(np.maximum(np.rint(2 * granted) / 2, 1.0)),
    }


def _person_columns(rng: Rng, courses: Courses, mentors: int) -> dict[str, pa.Array]:
    size = len(courses.number)
    mentor = rng.integers(0, mentors, size)
    return {
        "mentor_id": identifiers("M", mentor + 1, digits=2),
        "mentor_gender": coded(mentor % len(MENTOR_GENDER), MENTOR_GENDER),
        "mentor_wish_met": pa.array(rng.random(size) < MENTOR_WISH_MET),
        "citizen_gender": drawn(rng, CITIZEN_GENDER, size).take(courses.citizen),
    }


def _situation_columns(rng: Rng, courses: Courses) -> dict[str, pa.Array]:
    """Age, benefit, readiness: under 30 the benefit is uddannelseshjaelp, the aim education."""
    size = len(courses.number)
    year = courses.started.astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64) + 1970
    age = 18 + np.minimum(rng.gamma(AGE_SHAPE, AGE_ABOVE_18 / AGE_SHAPE, size), 46)
    birth_year = (year - age.astype(np.int64))[courses.citizen]
    months = rng.gamma(BENEFIT_MONTHS_SHAPE, BENEFIT_MONTHS / BENEFIT_MONTHS_SHAPE, size)
    benefit = np.array(list(BENEFIT))[draw(rng, list(BENEFIT.values()), size)]
    months[benefit == "none"] = 0
    young = (benefit == "kontanthjaelp") & (year - birth_year < 30)
    benefit[young] = "uddannelseshjaelp"
    return {
        "birth_year": pa.array(birth_year),
        "benefit_at_start": pa.array(benefit),
        "months_on_benefit_before": pa.array(months.astype(np.int64)),
        **_readiness_columns(rng, courses, np.where(young, "education_ready", "job_ready")),
    }


def _order_columns(rng: Rng, courses: Courses, reason: pa.Array) -> dict[str, pa.Array]:
    """What the order says of the citizen and the task, and who was still in job or education later."""
    size, as_of = len(courses.number), courses.as_of
    at_work = pc.fill_null(pc.is_in(reason, pa.array(STAYS)), False).to_numpy(zero_copy_only=False)
    still = rng.random(size) < RETAINED[0]
    stayed = (still, still & (rng.random(size) < RETAINED[1]))
    roles = weekday(courses.started + rng.integers(5, 60, size))
    return {
        "roles_agreed_on": dates(
            np.where((roles <= courses.ended) & (rng.random(size) < ROLES_AGREED), roles, NEVER),
            as_of,
        ),
        "mentor_task": drawn(rng, MENTOR_TASK, size),
        **{f"need_{need}": pa.array(rng.random(size) < share) for need, share in NEED.items()},
        **{
            f"retained_{months}_months": pa.array(
                so, mask=~(at_work & (courses.ended + months * 31 <= as_of))
            )
            for months, so in zip((3, 6), stayed, strict=True)
        },
    }


def _readiness_columns(rng: Rng, courses: Courses, ready: NDArray[np.str_]) -> dict[str, pa.Array]:
    """`ready` is what being ready means to each; the end is known once the course has ended."""
    at_start = np.where(rng.random(len(ready)) < READY_AT_START, ready, "activity_ready")
    better = np.where(at_start == "activity_ready", ready, "job_ready")
    at_end = np.where(_meets(rng, courses, READIER), better, at_start)
    return {
        "readiness_at_start": pa.array(at_start),
        "readiness_at_end": pa.array(at_end, mask=courses.ended > courses.as_of),
    }


def _meets(rng: Rng, courses: Courses, rate: float) -> Bools:
    """Whom a good event befalls."""
    grows = courses.growth > np.mean(GROWTH_MEAN)
    return even(rng, len(grows)) < rate * np.where(grows, *EVENT_FACTORS)


def _outcome_columns(rng: Rng, newer: Rng, courses: Courses) -> dict[str, pa.Array]:
    size, as_of = len(courses.number), courses.as_of
    finished, left = (draw(rng, weights, size) for weights in (REASON_FINISHED, REASON_LEFT))
    reason = np.where(courses.finishes, finished, left)
    columns = {"end_reason": coded(np.where(courses.ended <= as_of, reason, -1), list(END_REASONS))}
    for name, (happens, day) in _events(rng, newer, courses, reason).items():
        columns[name] = dates(np.where(happens, np.maximum(day, courses.started + 1), NEVER), as_of)
    return columns


def _events(rng: Rng, newer: Rng, courses: Courses, reason: Ints) -> dict[str, tuple[Bools, Ints]]:
    """By column: to which courses it happens, and when."""
    ends_by = np.array(list(END_REASONS))[reason]
    charged = even(rng, len(reason)) < CHARGED[courses.programme]
    charged |= (ends_by == "imprisoned") & (rng.random(len(reason)) < CHARGED_WHEN_IMPRISONED)
    new_place = weekday(courses.ended + rng.integers(-21, 22, len(reason)))
    return {
        "charged_on": (charged, _day_within(rng, courses)),
        "employment_started_on": (np.isin(ends_by, WORK), new_place),
        "education_started_on": (ends_by == "education", new_place),
        "leisure_engaged_on": (_meets(rng, courses, LEISURE), _day_within(rng, courses)),
        "treatment_completed_on": (_meets(rng, courses, TREATMENT), _day_within(rng, courses)),
        "assessment_completed_on": (
            _meets(newer, courses, ASSESSMENT),
            _day_within(newer, courses),
        ),
        "takes_initiative_on": (_meets(newer, courses, INITIATIVE), _day_within(newer, courses)),
    }


def _day_within(rng: Rng, courses: Courses) -> Ints:
    passed = rng.random(len(courses.number)) * (courses.ended - courses.started)
    return weekday(courses.started + passed.astype(np.int64))
