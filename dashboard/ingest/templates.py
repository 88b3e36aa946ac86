"""Workbooks to fill in, in Danish: headings, drop-down lists, dates, an example; the same as CSV.

Their headings and words are the first of the vocabulary, so that what is filled in needs no recipe.
What is in each stands in templates.toml.
"""

import csv
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from dashboard.foundation import words
from dashboard.foundation.errors import DashboardError
from dashboard.foundation.schema import SCORE_RANGES, TABLES, Column
from dashboard.foundation.words import text as _
from dashboard.ingest import vocabulary

PATH = Path(__file__).parent / "templates.toml"
EXAMPLE_CASE = "EKSEMPEL-1"  # the invented course of the example rows
NEVER_EMPTY = {"life_wheel": ("case_id", "phase")}  # more than the table asks for
ROWS = 5000  # with lists and dates ready to be filled in
EARLIEST, LATEST = date(1990, 1, 1), date(2100, 12, 31)
MADE = datetime(2026, 1, 1)  # the same bytes each time
NARROWEST, WIDEST = 14, 44  # letters of a column
FORMATS = {"date": "dd-mm-yyyy", "timestamp": "dd-mm-yyyy hh:mm"}
TYPED = {"date": "%d-%m-%Y", "timestamp": "%d-%m-%Y %H:%M"}  # the same in a CSV file


@dataclass(frozen=True)
class Field:
    """One column of a template: its heading, what may stand in it, an example."""

    heading: str
    type: str
    is_required: bool
    example: Any
    explanation: str
    choices: tuple[str, ...] = ()
    low: int | None = None
    high: int | None = None


@dataclass(frozen=True)
class Template:
    """One workbook to fill in."""

    name: str  # of its files
    sheet: str
    about: str
    fields: tuple[Field, ...]


def write(out: Path) -> list[Path]:
    """Writes every template into `out`, made if missing, and as CSV into a folder in it; says which files.

    DashboardError where `out` cannot be written.
    """
    written = []
    try:
        (out / "csv").mkdir(parents=True, exist_ok=True)
        for template in templates():
            written += [out / f"{template.name}.xlsx", out / "csv" / f"{template.name}.csv"]
            _write_workbook(written[-2], template)
            _write_csv(written[-1], template)
    except (OSError, xlsxwriter.exceptions.FileCreateError):
        raise DashboardError(
            _("Der kan ikke skrives i {out}; vælg en anden mappe med --out.", out=out)
        ) from None
    return sorted(written, key=lambda path: (path.suffix != ".xlsx", path.name))


@cache
def templates() -> tuple[Template, ...]:
    """All of them."""
    return tuple(_template(name, each) for name, each in _content()["workbooks"].items())


@cache
def _content() -> dict[str, Any]:
    return tomllib.loads(PATH.read_text(encoding="utf-8"))


def _template(name: str, section: Mapping[str, Any]) -> Template:
    instrument = section.get("instrument", "")
    fields = [_field(section["table"], instrument, *each) for each in section["columns"]]
    sheet = name
    if instrument:
        fields += _item_fields(instrument, *section["items"])
        sheet = vocabulary.codes("survey_results", "instrument")[instrument][0]
    return Template(name, sheet, section["about"], tuple(fields))


def _field(table: str, instrument: str, name: str, example: Any, explanation: str) -> Field:
    column = next(
        column for each in TABLES if each.name == table for column in each.columns if column.name == name
    )  # fmt: skip
    return Field(
        heading=vocabulary.headings(table, name)[0],
        type=column.type,
        is_required=not column.nullable or name in NEVER_EMPTY.get(instrument, ()),
        example=example,
        explanation=explanation,
        choices=_choices(table, instrument, column),
        low=column.low,
        high=column.high,
    )


def _choices(table: str, instrument: str, column: Column) -> tuple[str, ...]:
    said = {code: each[0] for code, each in vocabulary.codes(table, column.name).items()}
    if column.type == "municipality":
        return tuple(sorted(said.values(), key=words.in_danish_order))
    if instrument == "coping" and column.name == "respondent":
        return said["citizen"], said["mentor"]
    return tuple(said.values())


def _item_fields(instrument: str, example: Any, explanation: str) -> Iterator[Field]:
    for item, questions in vocabulary.items(instrument).items():
        choices = tuple(each[0] for each in vocabulary.answers(instrument, item).values())
        low, high = SCORE_RANGES.get(instrument, (None, None))
        yield Field(
            heading=questions[0],
            type="code" if choices else "integer",
            is_required=False,
            example=example or choices[0],
            explanation=explanation,
            choices=choices,
            low=low,
            high=high,
        )


def _write_workbook(path: Path, template: Template) -> None:
    said = _content()["words"]
    with xlsxwriter.Workbook(
        path, {"strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        book.set_properties({"title": template.name, "author": "KeepGoing", "created": MADE})
        sheet, explained, lists = (
            book.add_worksheet(name)
            for name in (template.sheet, said["explanation"], said["lists"])
        )
        lists.hide()
        heading = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        formats = {kind: book.add_format({"num_format": form}) for kind, form in FORMATS.items()}
        formats["string"] = book.add_format({"num_format": "@"})  # leading zeros stay
        sheet.freeze_panes(1, 0)
        for place, field in enumerate(template.fields):
            width = min(max(len(field.heading) + 2, NARROWEST), WIDEST)
            sheet.set_column(place, place, width, formats.get(field.type))
            sheet.write_string(0, place, field.heading, heading)
            _write_cell(sheet, place, field)
            allowed = _allowed(field, _list(lists, place, field.choices)) | _shown(field)
            sheet.data_validation(1, place, ROWS, place, allowed)
        _explain(
            explained, template, heading, book.add_format({"text_wrap": True, "valign": "top"})
        )


def _write_cell(sheet: Worksheet, place: int, field: Field) -> None:
    """The example, in the format of its column."""
    if isinstance(field.example, date):
        sheet.write_datetime(1, place, field.example)
    elif isinstance(field.example, str) and field.example:
        sheet.write_string(1, place, field.example)
    elif not isinstance(field.example, str):
        sheet.write_number(1, place, field.example)


def _list(lists: Worksheet, place: int, choices: Sequence[str]) -> str:
    """Writes a list into its column and says where it stands; nothing where there is none."""
    for row, choice in enumerate(choices):
        lists.write_string(row, place, choice)
    column = xlsxwriter.utility.xl_col_to_name(place)
    name = _content()["words"]["lists"]
    return f"={name}!${column}$1:${column}${len(choices)}" if choices else ""


def _allowed(field: Field, source: str) -> dict[str, Any]:
    said = _content()["words"]
    if source:
        return {"validate": "list", "source": source, "error_message": said["not_in_list"]}
    if field.type in FORMATS:
        error = said["no_time" if field.type == "timestamp" else "no_date"]
        between = {"criteria": "between", "minimum": EARLIEST, "maximum": LATEST}
        return {"validate": "date", "error_message": error, **between}
    if field.low is None:
        return {"validate": "any"}
    kind = {"validate": "integer" if field.type == "integer" else "decimal"}
    if field.high is None:
        error = said["no_number"].format(low=field.low)
        return kind | {"criteria": ">=", "value": field.low, "error_message": error}
    error = said["not_in_range"].format(low=field.low, high=field.high)
    return kind | {
        "criteria": "between", "minimum": field.low, "maximum": field.high, "error_message": error,
    }  # fmt: skip


def _shown(field: Field) -> dict[str, str]:
    """What Excel shows beside a cell of the column that somebody goes to."""
    return {"input_message": field.explanation, "error_title": "KeepGoing"}


def _explain(sheet: Worksheet, template: Template, heading: Any, wrapped: Any) -> None:
    said = _content()["words"]
    lines = [template.about, *said["intro"]]
    for row, line in enumerate(lines):
        sheet.write_string(row, 0, line)
    below = len(lines) + 1
    sheet.write_row(below, 0, said["heading"], heading)
    for row, field in enumerate(template.fields, below + 1):
        needed = said["yes" if field.is_required else "no"]
        sheet.write_row(row, 0, (field.heading, needed, field.explanation), wrapped)
    for place, width in enumerate((40, 24, 90)):
        sheet.set_column(place, place, width)


def _write_csv(path: Path, template: Template) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        lines = csv.writer(file, delimiter=";", lineterminator="\r\n")
        lines.writerow(field.heading for field in template.fields)
        lines.writerow(_as_text(field) for field in template.fields)


def _as_text(field: Field) -> str:
    if isinstance(field.example, date):
        return field.example.strftime(TYPED[field.type])
    text = str(field.example)
    return text.replace(".", ",") if isinstance(field.example, float) else text
