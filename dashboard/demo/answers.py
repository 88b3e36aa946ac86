"""What is asked and answered in the demo: life wheels, two survey rounds, internships.

The survey answers resemble the nine diagrams of 2016 (source 000, diagrams 3.1.1 to 3.2.6). Where
the print has lost which value belongs to which label, the split is ours, as are response rates,
coping and the movement on the wheel.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeAlias

import numpy as np
import pyarrow as pa

from dashboard.demo.courses import (
    EPOCH,
    NEVER,
    Bools,
    Courses,
    Floats,
    Ints,
    Rng,
    arrow_table,
    coded,
    dates,
    draw,
    identifiers,
    taken,
    weekday,
)
from dashboard.foundation.schema import PHASES, SURVEY_RESULTS

Items: TypeAlias = Mapping[str, Mapping[str, float]]  # item -> answer -> weight

WHEEL_LEVEL = {
    "housing": 5.2, "leisure": 3.9, "health": 4.3, "social": 4.5, "family": 5.0, "economy": 3.6,
    "education": 4.0, "success": 4.2,
}  # fmt: skip
# Spread between people, between one person's domains, between two sittings, and of one score:
# together a first-wheel SD near 1.4 and a test-retest correlation near 0.9.
PERSON_SD, DOMAIN_SD, SITTING_SD, SCORE_SD = 1.3, 1.0, 0.4, 0.8
GROWTH_SEEN = np.array([0.0, 0.4, 0.75, 1.0])  # by phase: how much of its growth a course has had
WHEEL_RESPONSE = 0.87, 0.76, 0.74, 0.80  # by phase
WHEEL_DAYS = 7  # from the start of a phase, or before the end, in which a wheel is handed out
CLOSING_WHEEL_ASKED = 0.88, 0.40  # finished, left: few who leave are there to be asked
RETESTED = 0.09  # two wheels within a fortnight show how much the wheel moves by itself
HALF_FILLED = 0.05  # wheels given up half-way: fewer than six scores do not count
SCORE_MISSING = 0.45, 0.03  # on half-filled wheels, on the others

SURVEY_MONTH, SURVEY_DAY, SURVEY_DAYS = 4, 15, 21
SURVEY_RESPONSE = {"citizen": 0.65, "mentor": 0.85, "employer": 0.75, "caseworker": 0.55}
SKIPPED = 0.08
ANONYMOUS, ANONYMOUS_WITHOUT_PLACE = 0.30, 0.05
SATISFACTION = {
    "mentor_gender_matters": {"yes": 0.39, "no": 0.61},
    "contact_frequency": {"0_1": 0.12, "2_3": 0.86, "4_5": 0.02},
    "preferred_time": {"morning": 0.62, "midday": 0.26, "evening": 0.12},
    "assignment": {
        "very_satisfied": 0.90, "slightly_satisfied": 0.02, "satisfied": 0.05,
        "not_satisfied": 0.02, "unnecessary": 0.01,
    },
    "availability": {
        "very_satisfied": 0.40, "satisfied": 0.48, "very_dissatisfied": 0.02, "dont_know": 0.10,
    },
    "help": {"very_satisfied": 0.86, "satisfied": 0.12, "not_satisfied": 0.02},
    "own_effort": {
        "very_satisfied": 0.12, "satisfied": 0.40, "not_satisfied": 0.38, "very_dissatisfied": 0.10,
    },
    "chemistry": {"very_good": 0.96, "good": 0.03, "none": 0.01},
    "outcome": {"very_satisfied": 0.49, "satisfied": 0.46, "dissatisfied": 0.05},
    "goals_clear": {"yes": 0.66, "partly": 0.24, "no": 0.10},  # not asked in 2016
}  # fmt: skip
COPING = {  # mentors see more progress than citizens, as in SFI 2015 (81 % against 37 %)
    "citizen": {"better_at_challenges": {"yes": 0.50, "no": 0.34, "dont_know": 0.16}},
    "mentor": {"better_at_challenges": {"yes": 0.74, "no": 0.15, "dont_know": 0.11}},
}
PARTNER = {  # caseworkers, of the cooperation; not asked in 2016
    "cooperation": {
        "very_satisfied": 0.46,
        "satisfied": 0.42,
        "not_satisfied": 0.09,
        "very_dissatisfied": 0.03,
    },
    "information": {
        "very_satisfied": 0.34,
        "satisfied": 0.44,
        "not_satisfied": 0.17,
        "very_dissatisfied": 0.05,
    },
    "progress_seen": {
        "very_satisfied": 0.24,
        "satisfied": 0.47,
        "not_satisfied": 0.22,
        "very_dissatisfied": 0.07,
    },
    "would_order_again": {"yes": 0.78, "no": 0.09, "dont_know": 0.13},
}
INTERNSHIPS, INTERNSHIP_DAYS = 0.35, (30, 60)  # of those in the third phase; days into it
INTERNSHIP_LEVEL = {"fremmøde": 3.3, "samarbejde": 3.9, "indsats": 3.8, "initiativ": 3.2}


@dataclass(frozen=True)
class _Questionnaires:
    """Questionnaires with the same items; `answers` or `scores` holds them one after another."""

    instrument: str
    respondent: str
    items: Sequence[str]
    case: Ints  # position of the course; negative where the answer is anonymous
    place: Ints  # position of the course whose municipality is given
    phase: Ints
    invited: Ints
    answered: Ints
    answers: pa.Array | None = None
    scores: pa.Array | None = None


def survey_results(rng: Rng, newer: Rng, courses: Courses, first: int) -> tuple[pa.Table, int]:
    """The batch's questionnaires, numbered from `first`, and the number that comes next."""
    tables = []
    for asked in _everything_asked(rng, newer, courses):
        tables.append(arrow_table(_columns(asked, courses, first), SURVEY_RESULTS))
        first += len(asked.invited)
    return pa.concat_tables(tables), first


def _everything_asked(rng: Rng, newer: Rng, courses: Courses) -> Iterator[_Questionnaires]:
    yield _wheels(rng, courses)
    for day in _survey_days(courses.as_of):
        yield _survey(rng, courses, day, "satisfaction", "citizen", SATISFACTION, ANONYMOUS)
        for respondent, items in COPING.items():
            yield _survey(rng, courses, day, "coping", respondent, items)
        yield _survey(newer, courses, day, "partner", "caseworker", PARTNER)
    yield _internships(rng, courses)


def _columns(asked: _Questionnaires, courses: Courses, first: int) -> dict[str, pa.Array]:
    """One row for each item of each questionnaire."""
    count, items = len(asked.invited), len(asked.items)
    response = {
        "response_id": identifiers("S", np.arange(first, first + count)),
        "instrument": pa.repeat(asked.instrument, count),
        "respondent": pa.repeat(asked.respondent, count),
        "case_id": taken(identifiers("F", courses.number), asked.case),
        "municipality_code": taken(courses.municipality, asked.place),
        "phase": coded(asked.phase, PHASES),
        "invited_on": dates(asked.invited, courses.as_of),
        "answered_on": dates(asked.answered, courses.as_of),
    }
    row = np.repeat(np.arange(count), items)
    return {name: column.take(row) for name, column in response.items()} | {
        "item": coded(np.tile(np.arange(items), count), asked.items),
        "answer": pa.nulls(count * items) if asked.answers is None else asked.answers,
        "score": pa.nulls(count * items) if asked.scores is None else asked.scores,
    }


def _replies(rng: Rng, invited: Ints, rate: float, days: int, latest: Ints | int) -> Ints:
    """The day of each answer, at most `days` after the invitation, or NEVER."""
    answered = np.maximum(weekday(invited + rng.integers(1, days + 1, len(invited))), invited)
    replied = (rng.random(len(invited)) < rate) & (answered <= latest)
    return np.where(replied, answered, NEVER)


def _wheels(rng: Rng, courses: Courses) -> _Questionnaires:
    rounds = [_wheel_round(rng, courses, phase) for phase in range(len(PHASES))]
    course, phase, invited, answered = np.hstack([*rounds, _retests(rng, courses, rounds[0])])
    scores = _scores(_wheel_scores(rng, courses, course, phase), (1, 10), answered < NEVER)
    return _Questionnaires(
        "life_wheel",
        "citizen",
        tuple(WHEEL_LEVEL),
        course,
        course,
        phase,
        invited,
        answered,
        scores=scores,
    )


def _wheel_round(rng: Rng, courses: Courses, phase: int) -> Ints:
    """Rows of course, phase, invited, answered: a wheel for each course that entered the phase."""
    closing = np.maximum(courses.ended - WHEEL_DAYS, courses.started)
    entered = (courses.started, courses.phase_2, courses.phase_3, closing)[phase]
    invited = weekday(entered + rng.integers(0, WHEEL_DAYS, len(entered)))
    asked = invited <= courses.last_day
    if PHASES[phase] == "closing":
        share = np.where(courses.finishes, *CLOSING_WHEEL_ASKED)
        asked &= (courses.ended <= courses.as_of) & (rng.random(len(entered)) < share)
    latest = np.minimum(courses.ended + WHEEL_DAYS, courses.as_of)
    answered = _replies(rng, invited, WHEEL_RESPONSE[phase], WHEEL_DAYS, latest)
    course = np.flatnonzero(asked)
    return np.stack([course, np.full(len(course), phase), invited[course], answered[course]])


def _retests(rng: Rng, courses: Courses, starts: Ints) -> Ints:
    """Second start wheels, answered within 14 days of the first: never counted as movement."""
    course, phase, _, first = starts
    invited = weekday(first + 9)
    latest = np.minimum(courses.phase_2, courses.last_day)[course]
    answered = _replies(rng, invited, 1.0, 5, latest)
    chosen = (rng.random(len(course)) < RETESTED) & (invited <= latest)
    return np.stack([course, phase, invited, answered])[:, chosen]


def _wheel_scores(rng: Rng, courses: Courses, course: Ints, phase: Ints) -> Floats:
    domains = (len(courses.number), len(WHEEL_LEVEL))
    person = rng.normal(list(WHEEL_LEVEL.values()), DOMAIN_SD, domains)
    person += rng.normal(0, PERSON_SD, (len(person), 1))
    sitting = courses.growth[course] * GROWTH_SEEN[phase] + rng.normal(0, SITTING_SD, len(course))
    scores: Floats = rng.normal(person[course] + sitting[:, None], SCORE_SD)
    half_filled = rng.random((len(course), 1)) < HALF_FILLED
    scores[rng.random(scores.shape) < np.where(half_filled, *SCORE_MISSING)] = np.nan
    return scores


def _scores(scores: Floats, limits: tuple[int, int], replied: Bools) -> pa.Array:
    known = replied[:, None] & ~np.isnan(scores)
    whole = np.where(known, np.clip(np.rint(scores), *limits), 0).astype(np.int64)
    return pa.array(whole.ravel(), mask=~known.ravel())


def _survey_days(as_of: int) -> list[int]:
    """The survey day of the last two springs."""
    newest = EPOCH + timedelta(as_of)
    passed = newest >= date(newest.year, SURVEY_MONTH, SURVEY_DAY)
    years = (newest.year - 1, newest.year) if passed else (newest.year - 2, newest.year - 1)
    return [(date(year, SURVEY_MONTH, SURVEY_DAY) - EPOCH).days for year in years]


def _survey(
    rng: Rng,
    courses: Courses,
    day: int,
    instrument: str,
    respondent: str,
    items: Items,
    anonymous: float = 0.0,
) -> _Questionnaires:
    """One survey round: every course that runs on `day` gives one invitation."""
    course = np.flatnonzero((courses.started <= day) & (courses.ended >= day))
    invited = np.full(len(course), day)
    answered = _replies(rng, invited, SURVEY_RESPONSE[respondent], SURVEY_DAYS, courses.as_of)
    hidden = rng.random(len(course)) < anonymous
    placeless = hidden & (rng.random(len(course)) < ANONYMOUS_WITHOUT_PLACE)
    return _Questionnaires(
        instrument,
        respondent,
        tuple(items),
        np.where(hidden, -1, course),
        np.where(placeless, -1, course),
        np.full(len(course), -1),
        invited,
        answered,
        answers=_answers(rng, items, answered < NEVER),
    )


def _answers(rng: Rng, items: Items, replied: Bools) -> pa.Array:
    words = list(dict.fromkeys(word for choices in items.values() for word in choices))
    weights = [[choices.get(word, 0.0) for word in words] for choices in items.values()]
    chosen = np.column_stack([draw(rng, choices, len(replied)) for choices in weights])
    blank = ~replied[:, None] | (rng.random(chosen.shape) < SKIPPED)
    return coded(np.where(blank, -1, chosen).ravel(), words)


def _internships(rng: Rng, courses: Courses) -> _Questionnaires:
    begun = weekday(courses.phase_3 + rng.integers(*INTERNSHIP_DAYS, len(courses.phase_3)))
    chosen = rng.random(len(begun)) < INTERNSHIPS
    course = np.flatnonzero(chosen & (begun <= courses.last_day))
    invited, phase = begun[course], np.full(len(course), -1)
    answered = _replies(rng, invited, SURVEY_RESPONSE["employer"], SURVEY_DAYS, courses.as_of)
    levels = list(INTERNSHIP_LEVEL.values())
    scores = rng.normal(levels, SCORE_SD, (len(course), len(levels)))
    return _Questionnaires(
        "internship",
        "employer",
        tuple(INTERNSHIP_LEVEL),
        course,
        course,
        phase,
        invited,
        answered,
        scores=_scores(scores, (1, 5), answered < NEVER),
    )
