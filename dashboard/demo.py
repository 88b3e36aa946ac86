"""Synthetic exports for trying the product: no citizen, mentor or course in them exists.

Calibrated to what KeepGoing published about 2016 (source 000): courses of just under 8 months, 3.4
mentor hours and two to three contacts a week, meetings in the morning and at midday, 16 months on
benefit before the start. Nothing was published about exits, phases, charges or progress: there the
rates are ours, set so that the three criteria come out undramatic, near 0.78, 0.10 and 0.62.

Courses are drawn in batches, each from its own generator: the same arguments always give the same
bytes, and memory does not grow with the number of courses.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from dashboard.demo_answers import survey_results
from dashboard.demo_cases import case_table
from dashboard.demo_contacts import contact_table
from dashboard.demo_courses import EPOCH, arrow_schema, planned_courses
from dashboard.schema import CASES, CONTACTS, DEMO_KEY, SURVEY_RESULTS, TABLES, Table

DEFAULT_CASES = 420
DEFAULT_SEED = 2016
DEFAULT_AS_OF = date(2026, 9, 30)

BATCH = 10_000  # courses, some 850,000 contacts; another size draws other data

COURSES_PER_MENTOR = 35


def write(
    out: Path,
    cases: int = DEFAULT_CASES,
    seed: int = DEFAULT_SEED,
    as_of: date = DEFAULT_AS_OF,
    progress: Callable[[int], None] | None = None,
) -> dict[str, int]:
    """Write the three exports into `out`, made if missing, and return the rows of each.

    `progress` is called with the number of courses finished since the last call.
    """
    out.mkdir(parents=True, exist_ok=True)
    rows = {table.name: 0 for table in TABLES}
    with ExitStack() as files:
        writers = {table.name: files.enter_context(_writer(out, table)) for table in TABLES}
        for batch in _batches(cases, seed, as_of):
            for name, table in batch.items():
                writers[name].write_table(table)
                rows[name] += len(table)
            if progress:
                progress(len(batch[CASES.name]))
    return rows


def _writer(out: Path, table: Table) -> pq.ParquetWriter:
    schema = arrow_schema(table).with_metadata({DEMO_KEY: b"1"})
    return pq.ParquetWriter(out / f"{table.name}.parquet", schema, compression="zstd")


def _batches(cases: int, seed: int, as_of: date) -> Iterator[dict[str, pa.Table]]:
    mentors = max(1, round(cases / COURSES_PER_MENTOR))
    contact = response = 1
    for batch, first in enumerate(range(0, cases, BATCH)):
        rng = np.random.default_rng([seed, batch])
        courses = planned_courses(rng, first, min(BATCH, cases - first), (as_of - EPOCH).days)
        contacts = contact_table(rng, courses, contact)
        results, response = survey_results(rng, courses, response)
        contact += len(contacts)
        yield {
            CASES.name: case_table(rng, courses, mentors),
            CONTACTS.name: contacts,
            SURVEY_RESULTS.name: results,
        }
