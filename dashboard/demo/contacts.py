"""The demo's table of contacts: how often, when, how long, and what the talk was about."""

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from dashboard.demo.courses import (
    EPOCH,
    Bools,
    Courses,
    Floats,
    Ints,
    Rng,
    arrow_table,
    coded,
    draw,
    identifiers,
    weekday,
)
from dashboard.foundation.schema import CONTACTS

CHANNELS = {  # weight, mean minutes
    "meeting": (0.57, 138.0), "phone": (0.22, 22.0), "text": (0.13, 6.0), "email": (0.03, 12.0),
    "video": (0.04, 45.0), "other": (0.01, 30.0),
}  # fmt: skip
CHANNEL_WEIGHT, CHANNEL_MINUTES = np.array(list(CHANNELS.values())).T
MEETING_OUTCOME = {"held": 0.82, "no_show": 0.12, "cancelled": 0.06}  # all else is held
MEETING, HELD = list(CHANNELS).index("meeting"), list(MEETING_OUTCOME).index("held")
FIRST_DAYS = 0.35  # chance each working day that the first contact comes about
SATURDAYS = 0.12  # of what would be on a Friday
HELD_OF_CONTACTS = 1 - CHANNEL_WEIGHT[MEETING] * (1 - MEETING_OUTCOME["held"])
MINUTES_SHAPE, MINUTES_STEP, MINUTES_MISSING = 5.0, 5, 0.02
USUAL_HOUR = {9.75: 0.60, 13.5: 0.29, 17.25: 0.11}  # each course has its own time of day
HOUR_SD, HOURS_OPEN = 1.2, (8.0, 20.0)
OTHER_TOPICS = {
    "daily_structure": 0.20, "economy": 0.14, "housing": 0.11, "health": 0.14, "social": 0.10,
    "family": 0.10, "authorities": 0.12, "leisure": 0.06, "other": 0.03,
}  # fmt: skip
JOB_TOPICS = {"employment": 0.6, "education": 0.4}
JOB_TALK = 0.18, 0.44  # share of contacts about a job or education, on the first day and the last
TOPIC_MISSING = 0.05


def contact_table(rng: Rng, later: Rng, courses: Courses, first: int) -> pa.Table:
    """The batch's contacts, numbered from `first`, course by course and day by day.

    later: draws what came to the demo later, so that the rest stays as it was.
    """
    weeks = np.maximum((courses.last_day - courses.started) / 7, 1)
    counts = rng.poisson(courses.contacts_per_week / HELD_OF_CONTACTS * weeks)
    counts[-1] = max(counts[-1], 1)
    course = np.repeat(np.arange(len(counts)), counts)
    passed = _shares_passed(rng, counts)
    channel = draw(rng, CHANNEL_WEIGHT, len(course))
    outcome = draw(rng, list(MEETING_OUTCOME.values()), len(course))
    outcome[channel != MEETING] = HELD
    contacted = _days(later, courses, course, passed) + _times(rng, len(counts), course)
    columns = {
        "contact_id": identifiers("K", np.arange(first, first + len(course))),
        "case_id": identifiers("F", courses.number).take(course),
        "contacted_at": pa.array(contacted.astype("datetime64[us]")),
        "channel": coded(channel, list(CHANNELS)),
        "outcome": coded(outcome, list(MEETING_OUTCOME)),
        "minutes": _minutes(rng, channel, outcome == HELD),
        "topic": _topics(rng, passed, outcome == HELD),
    }
    return arrow_table(columns, CONTACTS)


def _shares_passed(rng: Rng, counts: Ints) -> Floats:
    """How far into its course each contact falls: one in each of so many equal parts."""
    turn = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    return (turn + rng.random(len(turn))) / np.repeat(counts, counts)


def _days(rng: Rng, courses: Courses, course: Ints, passed: Floats) -> NDArray[np.datetime64]:
    """Working days and some Saturdays, from a few days after the start to the last known; the newest
    course is met on as_of itself.
    """
    first, last = (
        np.busday_count(EPOCH, weekday(days).astype("datetime64[D]"))
        for days in (courses.started, courses.last_day)
    )
    first += np.minimum(rng.geometric(FIRST_DAYS, len(first)) - 1, (last - first) // 2)
    working_days = first[course] + (passed * (last - first + 1)[course]).astype(np.int64)
    days = np.busday_offset(np.datetime64(EPOCH), working_days)
    is_friday = ~np.is_busday(days + 1)
    is_known = days.astype(np.int64) < courses.last_day[course]
    days += is_friday & is_known & (rng.random(len(days), np.float32) < SATURDAYS)
    days[-1] = np.datetime64(courses.as_of, "D")
    return days


def _times(rng: Rng, courses: int, course: Ints) -> NDArray[np.timedelta64]:
    """Quarters of an hour after midnight, around the time of day the course usually meets."""
    usual: Floats = np.array(list(USUAL_HOUR))[draw(rng, list(USUAL_HOUR.values()), courses)]
    hours = usual[course] + HOUR_SD * rng.standard_normal(len(course), np.float32)
    quarters = np.rint(np.clip(hours, *HOURS_OPEN) * 4).astype(np.int64)
    times: NDArray[np.timedelta64] = quarters * np.timedelta64(15, "m")
    return times


def _minutes(rng: Rng, channel: Ints, held: Bools) -> pa.Array:
    spread = rng.standard_gamma(MINUTES_SHAPE, len(channel), np.float32) / MINUTES_SHAPE
    steps = np.ceil(CHANNEL_MINUTES[channel] * spread / MINUTES_STEP).astype(np.int64)
    missing = rng.random(len(channel), np.float32) < MINUTES_MISSING
    return pa.array(steps * MINUTES_STEP, mask=missing | ~held)


def _topics(rng: Rng, passed: Floats, held: Bools) -> pa.Array:
    """Jobs and education take a growing share of the talk as the course goes on."""
    first, last = JOB_TALK
    about_job = rng.random(len(passed), np.float32) < first + (last - first) * passed
    other = draw(rng, list(OTHER_TOPICS.values()), len(passed))
    job = draw(rng, list(JOB_TOPICS.values()), len(passed)) + len(OTHER_TOPICS)
    known = held & (rng.random(len(passed), np.float32) >= TOPIC_MISSING)
    topic = np.where(known, np.where(about_job, job, other), -1)
    return coded(topic, (*OTHER_TOPICS, *JOB_TOPICS))
