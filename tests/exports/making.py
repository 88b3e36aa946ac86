"""One export as a tool wrote it: its files, its recipe, and what must become of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl

Row = dict[str, Any]
Content = str | bytes | Callable[[Path], object]

CASES = "case_id,citizen_id,municipality_code,programme,started_on\n1,B1,0461,mentor,2026-01-05\n"
CONTACTS = "contact_id,case_id,contacted_at,channel,outcome,minutes\n"
K1 = "K1,1,2026-06-02 10:00,meeting,held,60\n"


@dataclass(frozen=True)
class Export:
    """Exact rows, or the exact report of what is wrong; and every notice, but for what was not delivered."""

    name: str
    files: Mapping[str, Content]
    recipe: str | bytes = ""
    rows: Mapping[str, list[Row]] = field(default_factory=dict)  # by table, in the order of keys
    refused: str = ""  # as the terminal shows it
    told: tuple[str, ...] = ()
    mistake: str = ""  # what is said of a recipe that cannot be followed


def course(case_id: str = "1", **given: Any) -> Row:
    """A course of CASES as it must come out."""
    return {
        "case_id": case_id, "citizen_id": f"B{case_id}", "municipality_code": "0461", "programme": "mentor",
        "started_on": date(2026, 1, 5),
    } | given  # fmt: skip


def meeting(contact_id: str = "K1", **given: Any) -> Row:
    """A contact of CONTACTS as it must come out."""
    row = {
        "contact_id": contact_id, "case_id": "1", "contacted_at": datetime(2026, 6, 2, 10), "channel": "meeting",
        "outcome": "held", "minutes": 60.0,
    } | given  # fmt: skip
    return {name: value for name, value in row.items() if value is not None}


def answered(response_id: str, item: str, **given: Any) -> Row:
    """An answer of a citizen of course 1 to the questionnaire of satisfaction."""
    row = {
        "response_id": response_id, "instrument": "satisfaction", "respondent": "citizen", "case_id": "1",
        "invited_on": date(2026, 6, 1), "answered_on": date(2026, 6, 12), "item": item,
    } | given  # fmt: skip
    return {name: value for name, value in row.items() if value is not None}


def with_column(name: str, *values: str, separator: str = ",") -> str:
    """cases.csv with one more column, a course a value."""
    head, row = CASES.splitlines()
    rows = [row.replace("1,B1", f"{n},B{n}") for n in range(1, len(values) + 1)]
    lines = [
        f"{head},{name}",
        *(f"{row},{value}" for row, value in zip(rows, values, strict=True)),
    ]
    return "\n".join(lines).replace(",", separator) + "\n"


def with_minutes(*values: str) -> str:
    """contacts.csv, a contact a value, hour after hour."""
    rows = [
        f"K{n},1,2026-06-02 {9 + n:02}:00,meeting,held,{value}\n"
        for n, value in enumerate(values, 1)
    ]
    return CONTACTS + "".join(rows)


def minutes(*values: float | None) -> list[Row]:
    """What must become of with_minutes."""
    return [
        meeting(f"K{n}", contacted_at=datetime(2026, 6, 2, 9 + n), minutes=value)
        for n, value in enumerate(values, 1)
    ]


def table(text: str) -> list[list[str]]:
    """The rows of a text with commas, for a workbook."""
    return [line.split(",") for line in text.splitlines()]


def workbook(
    *sheets: tuple[str, list[list[Any]]], change: Callable[[Any], object] | None = None
) -> Content:
    """A workbook by openpyxl."""

    def write(path: Path) -> None:
        book = openpyxl.Workbook()
        book.remove(book.active)
        for name, rows in sheets:
            sheet = book.create_sheet(name)
            for row in rows:
                sheet.append(row)
        if change:
            change(book)
        book.save(path)

    return write
