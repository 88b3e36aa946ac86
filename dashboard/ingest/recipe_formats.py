"""How a recipe spells a day: strptime's letters or a spreadsheet's, with the year or without it."""

import re
from typing import Any

import duckdb

from dashboard.ingest.recipe import OF_FILE, OF_SHEET, SERIAL

# dd-mm-åååå as a spreadsheet writes a format, longest first
LETTERS = {
    "åååå": "%Y", "yyyy": "%Y", "åå": "%y", "yy": "%y", "mmmm": "%B", "mmm": "%b", "mm": "%m",
    "dd": "%d", "d": "%d", "tt": "%H", "hh": "%H", "nn": "%M", "ss": "%S",
}  # fmt: skip
YEARLESS = (
    "%d/%m",
    "d. %d/%m",
    "%d. %B",
    "%d. %b",
    "%d. %b.",
    "d. %d. %B",
    "d. %d. %b",
)  # as people write them
ANY_YEAR = "2000"  # has a 29th of February
FORMATS = ("%d", "%m", "%Y", "%H", "%M", "%S")
YEARS = ("2025", f'"{OF_FILE}"', f'"{OF_SHEET}"')
FIRST_YEAR, LAST_YEAR = 1900, 2099


def strptime(form: str) -> str | None:
    """A format as DuckDB understands it; None where it is none of a day."""
    if "%" not in form and form != SERIAL:
        form = re.sub("(?:tt|hh)([:.])(?:mm|nn)", r"%H\1%M", form.lower())
        form = re.sub("|".join(LETTERS), lambda found: LETTERS[found[0]], form)
    if form == SERIAL:
        return form
    if not re.search("%-?[dj]", form):  # "%M" of a month would leave every day out
        return None
    try:
        with duckdb.connect() as con:
            con.execute("select try_strptime('', $form)", {"form": form})
    except duckdb.InvalidInputException:
        return None
    return form


def year(value: Any) -> str | None:
    """Where a recipe says the year of its days is, "" where it says nothing; None where it is not understood."""
    if value in ("", OF_FILE, OF_SHEET):
        return str(value)
    is_year = type(value) is int and FIRST_YEAR <= value <= LAST_YEAR
    return str(value) if is_year else None
