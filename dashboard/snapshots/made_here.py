"""Progression reports made on a course's own page are done in the table of documents, where an export lacks it."""

from collections.abc import Callable, Sequence
from datetime import date

import duckdb

from dashboard.foundation import queries
from dashboard.foundation.schema import DOCUMENTS
from dashboard.ingest.check import Checked
from dashboard.ingest.notices import Notice

KEY = "made_here"
WITH_THEM = "documents_with_made"


def mark(checked: Checked, reports: Callable[[], Sequence[tuple[str, date]]]) -> None:
    """Marks the documents of a checked export as done, and notes how many; nothing where none was delivered.

    reports: gives the course and the day of each report made. OSError when it cannot.
    """
    made = reports() if checked.sources[DOCUMENTS.name].is_delivered else []
    if not made:
        return
    case_ids, days = map(list, zip(*made, strict=True))
    given = {"case_ids": case_ids, "days": days}
    queries.run(checked.con, "publishing/documents", given).create(WITH_THEM)
    found = checked.con.table(WITH_THEM)
    ((marked,),) = found.filter(duckdb.ColumnExpression("is_made_here")).count("*").fetchall()
    if marked:
        kept = found.select(duckdb.StarExpression(exclude=["is_made_here"]))
        kept.create_view(DOCUMENTS.name, replace=True)
        checked.notices.append(Notice(KEY, DOCUMENTS.name, n=marked))
