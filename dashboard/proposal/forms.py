"""The recipe of the templates: what is filled in says the vocabulary's own words, so nobody writes one."""

import tempfile
from datetime import date, datetime
from pathlib import Path

import duckdb

from dashboard.foundation.words import text as _
from dashboard.ingest import staging, templates
from dashboard.proposal import proposing, writing
from dashboard.proposal.lines import SURE, Line
from dashboard.proposal.peeking import Sheet

DAY = date(2026, 12, 31)  # which nobody reads with the month first
MOMENT = datetime(2026, 12, 31, 13, 30)


def proposal(suffix: str, con: duckdb.DuckDBPyConnection) -> proposing.Proposal:
    """For the workbooks (.xlsx) or the CSV files; con knows typing.sql."""
    sheets = [sheet for each in templates.templates() for sheet in _sheets(each, suffix)]
    found = proposing.of_sheets(sheets, [], con)
    found.unused.clear()
    for source in found.sources:
        source.lines.insert(1, Line("", "skip", [templates.EXAMPLE_CASE], SURE, _("eksemplet")))
        if source.table.name != "cases":
            source.lines.insert(1, Line("", "optional", True, SURE, ""))
    return found


def write(out: Path) -> list[Path]:
    """Writes the templates and the recipes that read them into `out`; says which files.

    DashboardError where `out` cannot be written.
    """
    written = templates.write(out)
    with tempfile.TemporaryDirectory() as work:
        con = staging.connect(Path(work))
        for suffix, folder in ((".xlsx", out), (".csv", out / "csv")):
            written.append(folder / "recipe.toml")
            written[-1].write_text(writing.text(proposal(suffix, con)), encoding="utf-8")
        con.close()
    return written


def _sheets(template: templates.Template, suffix: str) -> list[Sheet]:
    """A template with every word of its lists in its cells; a workbook has other sheets too."""
    file = f"{template.name}{suffix}"
    depth = max(1, *(len(field.choices) for field in template.fields))
    rows = [[_cell(field, nth) for field in template.fields] for nth in range(depth)]
    filled = [[field.heading for field in template.fields], *rows]
    if suffix != ".xlsx":
        return [Sheet(file, "", False, "utf-8", filled)]
    return [Sheet(file, template.sheet, False, "", filled), Sheet(file, "*", False, "", [[""]])]


def _cell(field: templates.Field, nth: int) -> str:
    if field.choices:
        return field.choices[nth] if nth < len(field.choices) else ""
    if field.type in templates.TYPED:
        return f"{MOMENT if field.type == 'timestamp' else DAY:{templates.TYPED[field.type]}}"
    return "3,5" if field.type == "number" else str(field.example or 1)
