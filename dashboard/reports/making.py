"""Documents as files, for the page and for the command alike: made first, and then written down by their code."""

from pathlib import Path

from dashboard.catalogue.scope import Scope
from dashboard.figures import figure_rows, verdicts
from dashboard.foundation.errors import DashboardError
from dashboard.foundation.words import text as _
from dashboard.presenters import scope_words
from dashboard.reports import annual as yearly
from dashboard.reports import dated_notes, figure_book, foreword, register
from dashboard.reports.source import Source
from dashboard.snapshots.warehouse import Warehouse


def annual(data: Path, warehouse: Warehouse, year: int, asked_for: Path | None = None) -> bytes:
    """The evaluation of a year as a PDF. asked_for: another foreword than the data folder's."""
    words = foreword.paragraphs(data, year, asked_for)
    source = Source(warehouse, year, verdicts.issued(data), dated_notes.read(data))
    code = register.code_of("annual", source.snapshot, source.told)
    content = yearly.written(source, code, words)
    register.keep(data, "annual", source.snapshot, source.told)
    return content


def workbook(data: Path, warehouse: Warehouse, scope: Scope) -> bytes:
    """Every figure of a scope as a workbook."""
    rows, notes = figure_rows.figures(warehouse, scope), dated_notes.read(data)
    if not any(row.value for row in rows if row.id == "citizens"):
        raise DashboardError(
            _(
                "Der er ingen forløb i det valgte ({scope}); vælg noget andet.",
                scope=scope_words.in_words(scope),
            )
        )
    code = register.code_of("workbook", warehouse.snapshot, rows)
    content = figure_book.written(warehouse.snapshot, scope, rows, code, notes)
    register.keep(data, "workbook", warehouse.snapshot, rows)
    return content
