"""The demo's papers and activities: what is due each month, who did it in time, and what was held."""

import numpy as np
import pyarrow as pa

from dashboard.demo.courses import (
    DAYS_IN_MONTH,
    NEVER,
    PROGRAMMES,
    Courses,
    Floats,
    Ints,
    Rng,
    arrow_table,
    coded,
    dates,
    draw,
    identifiers,
    weekday,
)
from dashboard.foundation.schema import ACTIVITIES, DOCUMENT_KINDS, DOCUMENTS, OUTCOMES, PARTIES

DONE = 0.93  # of what is due; the rest is never written
DELAY_DAYS, DELAY_SHAPE, EARLY_DAYS = 6.0, 1.2, 4  # after four days before it is due
MONTHLY = ("status_report", "progression_report")
MEETING_MONTHS = 3
MEETING_PARTY = (0.35, 0.45, 0.20)  # as PARTIES
INTERNSHIPS, EXIT_INTERVIEWS = 0.35, 0.70  # of those in phase 3, of those who finish
ACTIVITY = {  # where in the course (0 its start, 1 its end), share of courses, sessions, minutes
    "release_plan": (0.00, 0.25, 0.85, 2.0, 75),  # of people leaving prison alone
    "civic_understanding": (0.30, 0.65, 0.34, 4.0, 60),
    "art": (0.30, 0.65, 0.22, 7.0, 90),
    "health": (0.15, 0.90, 0.30, 4.0, 60),
    "leisure": (0.20, 1.00, 0.26, 5.0, 90),
    "keepworking": (0.25, 0.95, 0.28, 9.0, 150),
    "mini_internship": (0.65, 1.00, 0.16, 6.0, 240),
    "education_guidance": (0.60, 1.00, 0.24, 2.0, 45),
}
ATTENDS = (0.80, 0.14, 0.06)  # as OUTCOMES
MINUTES_MISSING = 0.06
RELEASED, KEEPWORKING = map(list(PROGRAMMES).index, ("den_gode_loesladelse", "keepworking"))
AT_KEEPWORKING = 0.85  # of those who are there for it come to it besides
KEEPWORKING_KIND = list(ACTIVITY).index("keepworking")


def document_table(rng: Rng, courses: Courses, first: int) -> pa.Table:
    """The batch's documents, numbered from `first`: course, kind and the day each is due."""
    parts = [_every(courses, DOCUMENT_KINDS.index(kind), DAYS_IN_MONTH) for kind in MONTHLY]
    parts.append(
        _every(courses, DOCUMENT_KINDS.index("cooperation_meeting"), MEETING_MONTHS * DAYS_IN_MONTH)
    )
    reviews = DOCUMENT_KINDS.index("goal_review")
    parts += [_once(courses.phase_2, 1.0, rng, reviews), _once(courses.phase_3, 1.0, rng, reviews)]
    after = np.where(courses.phase_3 < NEVER, courses.phase_3 + 60, NEVER)
    parts.append(_once(after, INTERNSHIPS, rng, DOCUMENT_KINDS.index("internship_evaluation")))
    ended = np.where(courses.finishes, courses.ended, NEVER)
    parts.append(_once(ended, EXIT_INTERVIEWS, rng, DOCUMENT_KINDS.index("exit_interview")))
    course, kind, due = np.hstack(parts)
    known = due <= np.minimum(courses.ended[course], courses.as_of + 31)
    course, kind, due = course[known], kind[known], weekday(due[known])
    order = np.lexsort((kind, due, course))
    course, kind, due = course[order], kind[order], due[order]
    delay = rng.gamma(DELAY_SHAPE, DELAY_DAYS / DELAY_SHAPE, len(due)).astype(np.int64) - EARLY_DAYS
    done = np.maximum(weekday(due + delay), courses.started[course])
    done = np.where((rng.random(len(due)) < DONE) & (done <= courses.as_of), done, NEVER)
    is_meeting = kind == DOCUMENT_KINDS.index("cooperation_meeting")
    party = np.where(is_meeting, draw(rng, MEETING_PARTY, len(due)), -1)
    columns = {
        "document_id": identifiers("D", np.arange(first, first + len(due))),
        "case_id": identifiers("F", courses.number).take(course),
        "kind": coded(kind, DOCUMENT_KINDS),
        "party": coded(party, PARTIES),
        "due_on": dates(due, courses.as_of + 31),
        "done_on": dates(done, courses.as_of),
    }
    return arrow_table(columns, DOCUMENTS)


def _every(courses: Courses, kind: int, days: float) -> Ints:
    """Rows of course, kind and due day: each so many days while the course lasts."""
    last = np.minimum(courses.ended, courses.as_of + 31)
    counts = ((last - courses.started) / days).astype(np.int64)
    course = np.repeat(np.arange(len(counts)), counts)
    turn = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts) + 1
    due = courses.started[course] + np.rint(turn * days).astype(np.int64)
    return np.stack([course, np.full(len(course), kind), due])


def _once(day: Ints, share: float, rng: Rng, kind: int) -> Ints:
    course = np.flatnonzero((day < NEVER) & (rng.random(len(day)) < share))
    return np.stack([course, np.full(len(course), kind), day[course]])


def activity_table(rng: Rng, later: Rng, courses: Courses, first: int) -> pa.Table:
    """The batch's activities, numbered from `first`, up to the last day that is known.

    later: draws what came to the demo later, so that the rest stays as it was.
    """
    parts = [_sessions(rng, courses, nth, *each) for nth, each in enumerate(ACTIVITY.values())]
    known = _known(rng, courses, np.hstack(parts))
    begins, ends, _share, count, minutes = ACTIVITY["keepworking"]
    asked = (begins, ends, AT_KEEPWORKING, count, minutes)
    more = _sessions(later, courses, KEEPWORKING_KIND, *asked)
    more = more[:, courses.programme[more[0].astype(np.int64)] == KEEPWORKING]
    rows = np.hstack([known, _known(later, courses, more)])
    course, activity, day, _minutes, outcome, _missing = rows.astype(np.int64)
    order = np.lexsort((activity, day, course))
    columns = {
        "activity_id": identifiers("A", np.arange(first, first + len(course))),
        "case_id": identifiers("F", courses.number).take(course[order]),
        "held_on": dates(day[order], courses.as_of),
        "activity": coded(activity[order], list(ACTIVITY)),
        "outcome": coded(outcome[order], OUTCOMES),
        "minutes": pa.array(rows[3][order], mask=rows[5][order] > 0),
    }
    return arrow_table(columns, ACTIVITIES)


def _known(rng: Rng, courses: Courses, rows: Floats) -> Floats:
    """The sessions whose day has come, with two rows more: how each went, and whether its length is missing."""
    course, activity, day = rows[:3].astype(np.int64)
    order = np.lexsort((activity, day, course))
    found = rows[:, order[day[order] <= courses.last_day[course[order]]]]
    outcome = draw(rng, ATTENDS, found.shape[1])
    missing = (rng.random(found.shape[1]) < MINUTES_MISSING) | (outcome != 0)
    return np.vstack([found, outcome, missing])


def _sessions(
    rng: Rng, courses: Courses, nth: int, begins: float, ends: float, share: float, count: float, minutes: int
) -> Floats:  # fmt: skip
    """Rows of course, activity, day and minutes of one kind."""
    size = len(courses.number)
    chosen = rng.random(size) < share
    if list(ACTIVITY)[nth] == "release_plan":
        chosen &= courses.programme == RELEASED
    counts = np.where(chosen, 1 + rng.poisson(count - 1, size), 0)
    course = np.repeat(np.arange(size), counts)
    passed = begins + (ends - begins) * rng.random(len(course))
    length = (courses.ended - courses.started)[course]
    day = weekday(courses.started[course] + (passed * length).astype(np.int64))
    day = np.maximum(day, courses.started[course])
    lasted = 15.0 * np.maximum(np.rint(minutes * rng.gamma(9, 1 / 9, len(course)) / 15), 1)
    return np.stack([course, np.full(len(course), nth), day, lasted])
