"""What the check noted of somebody's own files, in the words of the page."""

from collections.abc import Iterable
from dataclasses import replace

from dashboard.foundation import words
from dashboard.foundation.schema import TABLES
from dashboard.foundation.words import mark
from dashboard.foundation.words import text as _
from dashboard.ingest import vocabulary
from dashboard.ingest.notices import Notice
from dashboard.presenters import own_files

UNUSED = ("unknown_column", "unread_status")
OF_COLUMNS = {
    "missing_nullable_column": mark("{table}: ikke i filerne, så det regnes som tomt: {names}."),
    "unknown_column": mark("{table}: kolonner, der ikke bruges: {names}."),
}


def told(notices: Iterable[Notice], limit: str) -> list[str]:
    """A line a notice; one a table for all its columns of a kind. limit: the last day the data go to."""
    columns: dict[tuple[str, str], list[str]] = {}
    found = []
    for notice in notices:
        if notice.key in OF_COLUMNS:
            columns.setdefault((notice.key, notice.table), []).append(_column(notice))
        else:
            table = own_files.table_word(notice.table)
            found.append(replace(notice, table=table, column=_column(notice)).said(limit))
    return found + [
        _(OF_COLUMNS[key], table=own_files.table_word(table), names=words.listing(names))
        for (key, table), names in columns.items()
    ]


def unread(notices: Iterable[Notice]) -> list[str]:
    """The columns of theirs a recipe does not read, in sentences."""
    return told((each for each in notices if each.key in UNUSED), "")


def _column(notice: Notice) -> str:
    known = next((table.names for table in TABLES if table.name == notice.table), ())
    name = notice.column
    return vocabulary.headings(notice.table, name)[0] if name in known else name
