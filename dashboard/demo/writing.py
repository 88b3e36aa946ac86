"""Synthetic exports for trying the product: no citizen, mentor or course in them exists.

Calibrated to what KeepGoing published about 2016: courses of just under 8 months, 3.4
mentor hours and two to three contacts a week, meetings in the morning and at midday, 16 months on
benefit before the start. Nothing was published about exits, phases, charges or progress: there the
rates are ours, set so that the three criteria come out undramatic, near 0.78, 0.10 and 0.62.

Courses are drawn in batches, each from its own generator: the same arguments always give the same
bytes, and memory does not grow with the number of courses.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from dashboard.demo.answers import survey_results
from dashboard.demo.cases import case_table
from dashboard.demo.comments import comment_table
from dashboard.demo.contacts import contact_table
from dashboard.demo.courses import EPOCH, arrow_schema, planned_courses
from dashboard.demo.documents import activity_table, document_table
from dashboard.foundation.errors import DashboardError
from dashboard.foundation.schema import (
    ACTIVITIES,
    CASES,
    COMMENTS,
    CONTACTS,
    DEMO_KEY,
    DOCUMENTS,
    SURVEY_RESULTS,
    TABLES,
    Table,
)
from dashboard.foundation.words import text as _

DEFAULT_CASES = 420
DEFAULT_SEED = 2016
DEFAULT_AS_OF = date(2026, 9, 30)
EARLIEST_AS_OF = date(1996, 1, 1)  # its four years, and what came before them, are after 1990

BATCH = 10_000  # courses, some 850,000 contacts; another size draws other data

COURSES_PER_MENTOR = 35


def write(
    out: Path,
    cases: int = DEFAULT_CASES,
    seed: int = DEFAULT_SEED,
    as_of: date = DEFAULT_AS_OF,
    progress: Callable[[int], None] = lambda courses: None,
) -> dict[str, int]:
    """Write the exports into `out`, made if missing, and return the rows of each.

    `progress` is called with the number of courses finished since the last call. DashboardError
    for a day before EARLIEST_AS_OF, and where `out` cannot be written.
    """
    found = batches(cases, seed, as_of)
    with made(out):
        return _write(out, found, progress)


def batches(
    cases: int = DEFAULT_CASES, seed: int = DEFAULT_SEED, as_of: date = DEFAULT_AS_OF
) -> Iterator[dict[str, pa.Table]]:
    """The demo's tables, so many courses at a time. DashboardError for a day before EARLIEST_AS_OF."""
    if as_of < EARLIEST_AS_OF:
        raise DashboardError(_("Demodata kan tidligst gælde til {day}.", day=EARLIEST_AS_OF))
    return _batches(cases, seed, as_of)


@contextmanager
def made(out: Path) -> Iterator[None]:
    """A folder to write in, made if missing. DashboardError where it cannot be."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        yield
    except OSError:
        raise DashboardError(
            _("Der kan ikke skrives i {out}; vælg en anden mappe med --out.", out=out)
        ) from None


def _write(
    out: Path, batches: Iterator[dict[str, pa.Table]], progress: Callable[[int], None]
) -> dict[str, int]:
    rows = {table.name: 0 for table in TABLES}
    with ExitStack() as files:
        writers = {table.name: files.enter_context(_writer(out, table)) for table in TABLES}
        for batch in batches:
            for name, table in batch.items():
                writers[name].write_table(table)
                rows[name] += len(table)
            progress(len(batch[CASES.name]))
    return rows


def _writer(out: Path, table: Table) -> pq.ParquetWriter:
    schema = arrow_schema(table).with_metadata({DEMO_KEY: b"1"})
    return pq.ParquetWriter(out / f"{table.name}.parquet", schema, compression="zstd")


def _batches(cases: int, seed: int, as_of: date) -> Iterator[dict[str, pa.Table]]:
    mentors = max(1, round(cases / COURSES_PER_MENTOR))
    contact = response = document = activity = comment = 1
    for batch, first in enumerate(range(0, cases, BATCH)):
        rng = np.random.default_rng([seed, batch])
        # so that what came later moves nothing of before
        newer, newest = (np.random.default_rng([seed, batch, nth]) for nth in (1, 2))
        courses = planned_courses(rng, first, min(BATCH, cases - first), (as_of - EPOCH).days)
        contacts = contact_table(rng, newest, courses, contact)
        results, response = survey_results(rng, newer, courses, response)
        documents = document_table(newer, courses, document)
        activities = activity_table(newer, newest, courses, activity)
        comments = comment_table(newer, results, comment)
        contact += len(contacts)
        document += len(documents)
        activity += len(activities)
        comment += len(comments)
        yield {
            CASES.name: case_table(rng, newer, courses, mentors),
            CONTACTS.name: contacts,
            SURVEY_RESULTS.name: results,
            DOCUMENTS.name: documents,
            ACTIVITIES.name: activities,
            COMMENTS.name: comments,
        }
