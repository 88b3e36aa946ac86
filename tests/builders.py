"""Small exports for tests: rows with sensible defaults, written as Parquet, published for real."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import polars as pl

from dashboard.catalogue.listing import FIGURES
from dashboard.catalogue.row import KEYS, FigureRow, Record, from_record, record
from dashboard.catalogue.scope import Scope
from dashboard.figures import figure_rows
from dashboard.foundation.schema import TABLES, WHEEL_DOMAINS
from dashboard.foundation.settings import NULLABLE
from dashboard.ingest.check import Checked, check
from dashboard.ingest.recipe import Recipe
from dashboard.ingest.recipe_file import read as read_recipe
from dashboard.snapshots.publish import publish
from dashboard.snapshots.warehouse import Warehouse

POLARS = {
    "string": pl.String,
    "code": pl.String,
    "municipality": pl.String,
    "date": pl.Date,
    "timestamp": pl.Datetime("us"),
    "integer": pl.Int64,
    "number": pl.Float64,
    "boolean": pl.Boolean,
}
Row = dict[str, Any]


def case(case_id: str = "F1", started_on: str = "2025-01-01", **given: Any) -> Row:
    """An open mentor course in Lolland; dates may be ISO text."""
    row = {
        "case_id": case_id,
        "citizen_id": f"B-{case_id}",
        "municipality_code": "0360",
        "programme": "mentor",
        "started_on": started_on,
    }
    return {key: _dated(key, value) for key, value in (row | given).items()}


def contact(
    contact_id: str, case_id: str = "F1", at: str = "2025-01-10 10:00", **given: Any
) -> Row:
    """A held meeting of an hour."""
    row = {
        "contact_id": contact_id,
        "case_id": case_id,
        "contacted_at": datetime.fromisoformat(at),
        "channel": "meeting",
        "outcome": "held",
        "minutes": 60.0,
    }
    return row | given


def answer(response_id: str, item: str, answer: str | None, **given: Any) -> Row:
    """One citizen's answer to one question of the satisfaction questionnaire."""
    row = {
        "response_id": response_id,
        "instrument": "satisfaction",
        "respondent": "citizen",
        "invited_on": "2025-06-01",
        "answered_on": "2025-06-10",
        "item": item,
        "answer": answer,
    }
    return {key: _dated(key, value) for key, value in (row | given).items()}


def wheel(
    response_id: str,
    case_id: str,
    on: str,
    scores: Iterable[int | None] | int,
    phase: str = "start",
) -> list[Row]:
    """A life wheel: one score for all eight domains, or eight scores."""
    values = [scores] * 8 if isinstance(scores, int) else list(scores)
    return [
        answer(
            response_id, domain, None, instrument="life_wheel", case_id=case_id, phase=phase,
            score=score, invited_on=on, answered_on=on,
        )
        for domain, score in zip(WHEEL_DOMAINS, values, strict=True)
    ]  # fmt: skip


def frames(
    cases: Iterable[Row] = (),
    contacts: Iterable[Row] = (),
    survey: Iterable[Row] = (),
    **newer: Iterable[Row],
) -> dict[str, pl.DataFrame]:
    """The three tables, and of the newer ones those given, with every column of the contract."""
    rows = {"cases": list(cases), "contacts": list(contacts), "survey_results": list(survey)}
    rows |= {name: list(given) for name, given in newer.items()}
    return {
        table.name: pl.DataFrame(
            [{name: row.get(name) for name in table.names} for row in rows[table.name]],
            schema={column.name: POLARS[column.type] for column in table.columns},
        )
        for table in TABLES
        if table.name in rows
    }


def write_export(folder: Path, **rows: Iterable[Row]) -> Path:
    """Writes the three tables as Parquet files."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, frame in frames(**rows).items():
        frame.write_parquet(folder / f"{name}.parquet")
    return folder


def published(
    folder: Path,
    *,
    data_to: str = "2026-09-30",
    settings: str = "",
    is_kept: bool = True,
    **rows: Iterable[Row],
) -> Warehouse:
    """Writes, publishes and opens an export; settings is the text of a settings.toml.

    is_kept: a column that no row fills is agreed to be kept, so that nothing of it has happened.
    """
    if is_kept:
        settings = f"registered = {list(NULLABLE)}\n{settings}"
    export = write_export(folder / "export", **rows)
    data = folder / "data"
    data.mkdir(exist_ok=True)
    if settings:
        (data / "settings.toml").write_text(settings, encoding="utf-8")
    snapshot, _ = publish(export, data, Recipe(), data_to=date.fromisoformat(data_to))
    return Warehouse(snapshot)


def figures(warehouse: Warehouse, scope: Scope, *ids: Iterable[str]) -> list[Record]:
    """The rows of the figure path as the contract has them, which is what most tests ask of them."""
    return [record(row) for row in figure_rows.figures(warehouse, scope, *ids)]


QUARTERS = [  # records of a figure over time, for quarter_charts.figure_over_time
    {
        "period": f"{q}. kvt. 2026", "n_label": "12", "value": q, "low": None, "high": None,
        "is_few": False,
    }
    for q in (1, 2)
]  # fmt: skip


def row_of(figure_id: str, **given: Any) -> FigureRow:
    """A figure row of its record: everything empty but what is given."""
    blank = dict.fromkeys(KEYS) | {
        "suppressed": False, "data_to": date(2026, 9, 30), "snapshot_id": "20260930T000000000Z-0",
        "settings_version": "0",
    }  # fmt: skip
    return from_record(blank | given, FIGURES[figure_id])


def altered(row: FigureRow, **given: Any) -> FigureRow:
    """The row with some keys of its record otherwise."""
    return from_record(record(row) | given, FIGURES[given.get("figure_id", row.id)])


def checked(export: Path, mapping: str = "", **options: Any) -> Checked:
    """The export of a folder, checked beside it; mapping is the text of a mapping.toml."""
    work = export.with_name(f"{export.name}.work")
    work.mkdir()
    own = work / "mapping.toml"
    own.write_text(mapping, encoding="utf-8")
    return check(export, read_recipe(own), work, **options)


def faults(found: Checked, table: str) -> list[tuple[Any, ...]]:
    """(column, rule, file, row, found) of each fault of a table, in the report's order."""
    return [
        (column, rule, fault.file, fault.row, fault.found)
        for name, column, rule, _total in found.findings.groups()
        if name == table
        for fault in found.findings.rows((name, column, rule), found.sources, None)
    ]


def cells(found: Checked, table: str) -> list[Row]:
    """A checked table's rows by key; only the cells that hold something."""
    spec = next(spec for spec in TABLES if spec.name == table)
    frame = found.con.view(table).pl().select(spec.names).sort(spec.key)
    return [
        {name: value for name, value in row.items() if value is not None}
        for row in frame.to_dicts()
    ]


def days_after(day: str, days: int) -> str:
    """ISO date that many days later."""
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()


def _dated(key: str, value: Any) -> Any:
    return date.fromisoformat(value) if key.endswith("_on") and isinstance(value, str) else value
