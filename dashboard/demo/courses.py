"""The courses of the demo as they will run, and the column builders all its tables share.

A batch knows its whole future; the exports show what had happened by `as_of`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import ArrayLike, NDArray

from dashboard.foundation.schema import Table

Ints: TypeAlias = NDArray[np.int64]
Floats: TypeAlias = NDArray[np.float64]
Bools: TypeAlias = NDArray[np.bool_]
Rng: TypeAlias = np.random.Generator

EPOCH = date(1970, 1, 1)
NEVER = 2**31 - 1  # as a day: later than any as_of
ARROW_TYPES = {
    "string": pa.string(), "code": pa.string(), "municipality": pa.string(), "date": pa.date32(),
    "timestamp": pa.timestamp("us"), "integer": pa.int64(), "number": pa.float64(),
    "boolean": pa.bool_(),
}  # fmt: skip

STARTS_WINDOW = 4 * 365 + 1  # days
STARTS_DENSITY = 0.85, 1.15  # on the first and the last day of the window
NEWEST_COURSE_AGE = 100  # days at most: however few the courses, one is young and still open
MUNICIPALITIES = {  # one large, five middle, two with a handful of courses
    "0101": 0.34, "0461": 0.17, "0370": 0.14, "0259": 0.12, "0615": 0.11, "0813": 0.09,
    "0336": 0.018, "0482": 0.012,
}  # fmt: skip
PROGRAMMES = {  # weight, share that finishes the three phases, share charged
    "mentor": (0.60, 0.70, 0.08),
    "den_gode_loesladelse": (0.22, 0.63, 0.17),
    "keepworking": (0.18, 0.74, 0.05),
}
PROGRAMME_WEIGHT, FINISHES, CHARGED = np.array(list(PROGRAMMES.values())).T
PHASE_MONTHS = np.array([2.9, 3.8, 3.05])  # Klar, Parat, Start, when lived to their end
DAYS_IN_MONTH = 30.4375
PHASE_SHAPE, PACE_SHAPE = 12.0, 5.5  # of the gamma spread of single phases and of whole courses
SECOND_COURSES_TRIED = 0.125  # two in three leave room for a break after the first course
BREAK_DAYS = 30
GROWTH_MEAN, GROWTH_SD = (1.0, 0.2), 0.9  # life wheel points: finished, left
CONTACTS_PER_WEEK, CONTACTS_SHAPE = 2.5, 22.0  # held contacts, and their gamma spread over courses


@dataclass(frozen=True)
class Courses:
    """A batch of courses as they will run: days since 1970, those after `as_of` yet to come."""

    as_of: int
    number: Ints
    citizen: Ints  # position in the batch of the citizen's first course, mostly its own
    municipality: pa.Array
    programme: Ints
    finishes: Bools
    started: Ints
    phase_2: Ints
    phase_3: Ints
    phases_completed: Ints
    ended: Ints
    growth: Floats  # points on the life wheel from the first day to the last
    contacts_per_week: Floats

    @property
    def last_day(self) -> Ints:
        """The last day of the course that the export can know."""
        return np.minimum(self.ended, self.as_of)


def planned_courses(rng: Rng, first: int, size: int, as_of: int) -> Courses:
    """The courses numbered from `first` + 1, in order of their start."""
    started = _starts(rng, size, as_of)
    programme = draw(rng, PROGRAMME_WEIGHT, size)
    finishes = even(rng, size) < FINISHES[programme]
    phase_2, phase_3, phases_completed, ended = _milestones(rng, started, finishes)
    ended[-1] = max(ended[-1], as_of + 1)  # open, so that it can be met on as_of
    citizen = _first_courses(rng, started, ended)
    return Courses(
        as_of=as_of,
        number=np.arange(first + 1, first + size + 1),
        citizen=citizen,
        municipality=drawn(rng, MUNICIPALITIES, size).take(citizen),
        programme=programme,
        finishes=finishes,
        started=started,
        phase_2=phase_2,
        phase_3=phase_3,
        phases_completed=phases_completed,
        ended=ended,
        growth=rng.normal(np.where(finishes, *GROWTH_MEAN), GROWTH_SD),
        contacts_per_week=rng.gamma(CONTACTS_SHAPE, CONTACTS_PER_WEEK / CONTACTS_SHAPE, size),
    )


def drawn(rng: Rng, weights: Mapping[str, float], size: int) -> pa.Array:
    """The keys of `weights`, each as often as its weight says."""
    return coded(draw(rng, list(weights.values()), size), list(weights))


def _starts(rng: Rng, size: int, as_of: int) -> Ints:
    """Start days in order, spread over the window a little more densely towards its end."""
    low, high = STARTS_DENSITY
    share = (np.arange(size) + rng.random(size)) / size
    passed = (np.sqrt(low**2 + (high**2 - low**2) * share) - low) / (high - low)
    started = as_of - STARTS_WINDOW + (passed * (STARTS_WINDOW + 1)).astype(np.int64)
    started[-1] = max(started[-1], as_of - NEWEST_COURSE_AGE)
    return weekday(started)


def _milestones(rng: Rng, started: Ints, finishes: Bools) -> tuple[Ints, ...]:
    """Days of phase 2, phase 3, completion and end; NEVER for what the course does not reach.

    Whoever leaves does so anywhere on the way, in any of the three phases.
    """
    size = len(started)
    pace = rng.gamma(PACE_SHAPE, DAYS_IN_MONTH / PACE_SHAPE, (size, 1))
    lengths = pace * rng.gamma(PHASE_SHAPE, PHASE_MONTHS / PHASE_SHAPE, (size, 3))
    phases_lived = np.where(finishes, 3.0, 3 * even(rng, size))[:, None]
    lived = lengths * np.clip(phases_lived - np.arange(3), 0, 1)
    marks = weekday(started[:, None] + np.cumsum(lived, axis=1).astype(np.int64))
    phase_2, phase_3, completed = np.where(phases_lived >= (1, 2, 3), marks, NEVER).T
    return phase_2, phase_3, completed, weekday(marks[:, 2] + finishes * rng.integers(0, 15, size))


def _first_courses(rng: Rng, started: Ints, ended: Ints) -> Ints:
    """For each course the position of its citizen's first course, mostly itself.

    Courses stand in order of their start; nobody gets more than two.
    """
    pairs = round(len(started) * SECOND_COURSES_TRIED)
    mates = rng.permutation(len(started))[: 2 * pairs].reshape(2, pairs)
    earlier, later = mates.min(axis=0), mates.max(axis=0)
    room = ended[earlier] + BREAK_DAYS <= started[later]
    citizen = np.arange(len(started))
    citizen[later[room]] = earlier[room]
    return citizen


def arrow_table(columns: dict[str, pa.Array], table: Table) -> pa.Table:
    """The columns in the contract's order and types."""
    return pa.table(columns, schema=arrow_schema(table))


def arrow_schema(table: Table) -> pa.Schema:
    """The contract's columns in Arrow's types."""
    return pa.schema([(column.name, ARROW_TYPES[column.type]) for column in table.columns])


def even(rng: Rng, size: int) -> Floats:
    """Random numbers from 0 to 1, one in each of `size` equal parts, in random order.

    Shares then come out as intended in a few hundred courses too, whatever the seed.
    """
    return (rng.permutation(size) + rng.random(size)) / size


def draw(rng: Rng, weights: ArrayLike, size: int) -> Ints:
    """Positions in `weights`, each as often as its weight says."""
    edges = np.cumsum(weights, dtype=np.float64)
    return np.searchsorted(edges[:-1] / edges[-1], even(rng, size), side="right")


def coded(positions: Ints, words: Sequence[str]) -> pa.Array:
    """Positions as words; a negative position is not known."""
    return taken(pa.array(words, pa.string()), positions)


def taken(column: pa.Array, positions: Ints) -> pa.Array:
    """The values at `positions`; a negative position is not known."""
    return column.take(pa.array(positions, mask=positions < 0))


def identifiers(prefix: str, numbers: Ints, digits: int = 6) -> pa.Array:
    """Serial numbers behind a letter, so that none can be read as a CPR number."""
    padded = pc.utf8_lpad(pa.array(numbers).cast(pa.string()), digits, "0")
    return pc.binary_join_element_wise(prefix, padded, "")


def dates(days: Ints, as_of: int) -> pa.Array:
    """Days as dates; what lies after `as_of` has not happened and is null."""
    return pa.array(days.astype(np.int32), pa.date32(), mask=days > as_of)


def weekday(days: Ints) -> Ints:
    """Saturdays and Sundays become the Friday before, which keeps dates in order."""
    return days - np.maximum((days + 3) % 7 - 4, 0)  # day 0 was a Thursday
