"""Figure rows as text for programs: CSV and JSON; and any rows of words lined up for a terminal."""

import csv
import io
import json
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from dashboard.catalogue.row import KEYS, FigureRow, record
from dashboard.foundation import harmless
from dashboard.foundation.words import mark
from dashboard.foundation.words import text as _

COLUMNS = {  # of a file of rows, in words
    "figure_id": mark("Kode"),
    "group": mark("Gruppe"),
    "label": mark("Tal"),
    "municipality_code": mark("Kommune"),
    "programme": mark("Program"),
    "period_from": mark("Fra"),
    "period_to": mark("Til"),
    "unit": mark("Enhed"),
    "n": mark("Ud af"),
    "k": mark("Antal"),
    "value": mark("Værdi"),
    "low": mark("Interval fra"),
    "high": mark("Interval til"),
    "target": mark("Mål"),
    "target_verdict": mark("Vurdering mod målet"),
    "target_status": mark("Hvor endelig"),
    "benchmark_id": mark("Sammenlignes med"),
    "benchmark_value": mark("Sammenligningstal"),
    "benchmark_verdict": mark("Vurdering"),
    "comparability": mark("Grad"),
    "suppressed": mark("Vises ikke"),
    "note": mark("Bemærkning"),
    "data_to": mark("Data til"),
    "snapshot_id": mark("Øjebliksbillede"),
    "settings_version": mark("Version af aftalen"),
}


def as_json(rows: Sequence[FigureRow]) -> str:
    """One array; dates ISO, missing null, numbers unrounded."""
    return (
        json.dumps(list(map(record, rows)), ensure_ascii=False, indent=1, default=date.isoformat)
        + "\n"
    )


def as_csv(rows: Sequence[FigureRow]) -> str:
    """Comma and decimal point; missing is an empty cell."""
    text = io.StringIO()
    writer = csv.DictWriter(text, KEYS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(map(record, rows))
    return text.getvalue()


def as_download(rows: Sequence[FigureRow]) -> bytes:
    """The same rows for a Danish spreadsheet: semicolons, decimal comma, UTF-8 with BOM; words beside codes."""
    named = {key: f"{_(COLUMNS[key])} ({key})" for key in KEYS}
    records = [{named[key]: value for key, value in record(row).items()} for row in rows]
    return as_spreadsheet(records, named.values())


def as_spreadsheet(records: Sequence[dict[str, Any]], headings: Iterable[str]) -> bytes:
    """Any records for a Danish spreadsheet; what would run as a formula there is text."""
    text = io.StringIO()
    writer = csv.DictWriter(text, list(headings), delimiter=";", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows({key: _spreadsheet(value) for key, value in row.items()} for row in records)
    return text.getvalue().encode("utf-8-sig")


def _spreadsheet(value: Any) -> Any:
    if isinstance(value, float):
        return repr(value).replace(".", ",")
    return harmless.cell(value) if isinstance(value, str) else value


def lined_up(rows: Sequence[dict[str, str]], headings: Sequence[str]) -> str:
    """Rows of words under their headings, for a terminal."""
    cells = [headings, *([row[key] for key in headings] for row in rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    lines = (
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in cells
    )
    return "\n".join(lines) + "\n"
