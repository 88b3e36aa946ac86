"""What the cells of a column show of how they are written: days, decimals, durations, words for nothing."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

import duckdb

from dashboard.foundation import cpr
from dashboard.foundation.plain_text import heading_key, plain
from dashboard.foundation.schema import ColumnType
from dashboard.ingest import vocabulary
from dashboard.ingest.cells import parsed
from dashboard.ingest.recipe import is_yearless
from dashboard.ingest.recipe_formats import ANY_YEAR, YEARLESS

DAYS = (
    "%d-%m-%Y", "%d.%m.%Y", "%d/%m/%Y", "%Y/%m/%d", "%Y.%m.%d", "%m/%d/%Y", "%d-%m-%y", "%d.%m.%y", "%d/%m/%y",
    "%d. %B %Y", "%d. %b %Y", "%d. %b. %Y", "%d %B %Y", "%d %b %Y", "%d-%b-%Y", "%d-%b-%y", "%a %d-%m-%Y",
    "%A %d-%m-%Y", "%A den %d. %B %Y", "%B %d, %Y", "%Y%m%d", "%d%b%Y", "%d/%m-%Y", "%d/%m-%y",
    "d. %d/%m-%Y", "%d/%m %Y", "d. %d. %B %Y", "d. %d. %b %Y",
)  # fmt: skip
CLOCKS = ("", " %H:%M:%S", " %H:%M", " %H.%M.%S", " %H.%M", " kl. %H:%M", " kl. %H.%M", ", %H:%M:%S",
           " %I:%M:%S %p", " %I.%M.%S %p", " %I:%M %p")  # fmt: skip
UNSURE = "%d/%m"  # the month may stand first too, where no other day of the column says
SWAPPED = {"%d/%m/%Y": "%m/%d/%Y", "%d/%m/%y": "%m/%d/%y", "%m/%d/%Y": "%d/%m/%Y"}
MOST_FORMATS = 6  # of one column
TIME_OF_DAY = ("1899-12-31 ", "1899-12-30 ")  # as a spreadsheet keeps it
MOST_UNREAD = 10  # cells that are no day
MOST_TRIED = 3000  # different cells of a column
DURATION = re.compile(
    r"[0-9]{1,3}:[0-5][0-9](:[0-5][0-9])?|(1899-12-3[01]) .*|[0-9].*[a-zæøå].*", re.IGNORECASE
)
COMMA = re.compile(r"[+-]?([0-9]+|[0-9]{1,3}(\.[0-9]{3})+),[0-9]+")
GROUPED = re.compile(r"[+-]?[1-9][0-9]{0,2}(\.[0-9]{3})+(,[0-9]+)?")
PARTS_OF_A_DAY = re.compile(r"0[.,][0-9]+")
LONGEST_HOURS = 12.0
SHORT = 10.0  # minutes: most meetings are longer
CLOCK = re.compile(
    r"(1899-12-3[01] )?(kl\.? ?)?[0-9]{1,2}[:.][0-9]{2}(:[0-9]{2})?( ?(-|–|til) ?[0-9]{1,2}[:.][0-9]{2})?",
    re.IGNORECASE,
)  # also from one to another
RANGE = re.compile(
    r"(kl\.? ?)?[0-9]{1,2}[.:][0-9]{2} ?(-|–|til) ?[0-9]{1,2}[.:][0-9]{2}", re.IGNORECASE
)
MOSTLY = 0.5  # of the cells
MOST_PARTS = 7  # of a word for a code, or an answer
MOST_WORDS = 60  # different ones of a column; more are no codes
DAY = re.compile(
    r"[0-9]{1,4}\.? ?[./-] ?[0-9]{1,2}\b.*|.*[0-9]{1,2}\.? [a-zæøå]{3,9}\.? [0-9]{4}.*",
    re.IGNORECASE,
)
MOST_HOURS = 15.0  # granted a week: more are hours of a whole course
NUMBER = re.compile(r"[+-]?[0-9]+([.,][0-9]+)?")


@dataclass(frozen=True)
class Written:
    """How the days of a column are written: formats of those that are not ISO, whether a time of day is there."""

    formats: tuple[str, ...]
    has_time: bool
    unread: tuple[str, ...]  # cells that are no day by any of them
    swapped: str = ""  # the format by which every cell is another day


def days(con: duckdb.DuckDBPyConnection, cells: Iterable[str]) -> Written:
    """By which formats cells are days or times; con knows typing.sql."""
    left = list(dict.fromkeys(plain(cell) for cell in cells))[:MOST_TRIED]
    iso = _read(con, left, None)
    has_time = any(when and ("00:00:00" not in when) for when in iso.values())
    left = [cell for cell in left if not iso[cell]]
    chosen: list[str] = []
    unread: list[str] = []
    swapped = ""
    while left and len(chosen) < MOST_FORMATS and len(unread) < MOST_UNREAD:
        form, found = max(
            ((form, _read(con, left, form)) for form in _likely(left)),
            key=lambda each: sum(map(bool, each[1].values())),
            default=("", {}),
        )
        read = [cell for cell in left if found.get(cell)]
        if not read:
            unread.append(left.pop(0))
            continue
        chosen.append(form)
        has_time |= "%H" in form or "%I" in form
        other = _swapped(form)
        if other and all(_read(con, read, other).values()):
            swapped = other
        left = [cell for cell in left if not found.get(cell)]
    if is_yearless(swapped) and any(not _swapped(form) for form in chosen):
        swapped = ""  # whoever writes 1. april elsewhere writes the day first
    return Written(tuple(chosen), has_time, (*unread, *left), swapped)


def _swapped(form: str) -> str:
    """The format by which the day of another is the month; "" where nobody would read it so."""
    if form.startswith(UNSURE) and is_yearless(form):
        return form.replace(UNSURE, "%m/%d")
    return next((form.replace(a, b) for a, b in SWAPPED.items() if a in form), "")


def _likely(cells: Sequence[str]) -> list[str]:
    """The formats worth trying on cells: those with the separators of the first."""
    signs = set(re.sub(r"[0-9a-zæøåA-ZÆØÅ]", "", cells[0]))
    is_timed = ":" in cells[0] or len(re.findall(r"[0-9]+", cells[0])) > 3
    return [
        day + clock
        for day in (*DAYS, *YEARLESS)
        for clock in CLOCKS
        if bool(clock) == is_timed
        and set(re.sub("%[a-zA-Z]|[a-z]", "", day + clock)) <= signs | {" "}
    ] + (["excel"] if re.fullmatch("[0-9]{5}", cells[0]) else [])


def _read(
    con: duckdb.DuckDBPyConnection, cells: Sequence[str], form: str | None
) -> dict[str, str | None]:
    """Each cell as a time in text, or None; days before 1900 and after 2100 are a misread year."""
    cell = duckdb.ColumnExpression("cell")
    year = duckdb.ConstantExpression(ANY_YEAR)
    time = parsed(cell, form, year) if form else duckdb.FunctionExpression("as_timestamp", cell)
    rows = con.sql("select unnest($cells::varchar[]) as cell", params={"cells": list(cells)})
    found = rows.select(cell, time.cast(duckdb.sqltype("VARCHAR"))).fetchall()
    return {cell: when if when and "1900" < when < "2100" else None for cell, when in found}


def nothing(cells: Iterable[str], *, are_days: bool) -> set[str]:
    """Which cells are words for nothing."""
    known = _nothing_of_days() if are_days else _nothing()
    return {cell for cell in set(cells) if heading_key(cell) in known}


@cache
def _nothing() -> frozenset[str]:
    return frozenset(map(heading_key, vocabulary.missing()))


@cache
def _nothing_of_days() -> frozenset[str]:
    return _nothing() | frozenset(map(heading_key, vocabulary.missing_dates()))


def are_numbers(cells: Sequence[str]) -> bool:
    """Whether nearly all cells are numbers."""
    return bool(cells) and sum(bool(NUMBER.fullmatch(cell)) for cell in cells) >= 0.9 * len(cells)


def are_clocks(cells: Sequence[str]) -> bool:
    """Whether a column holds times of day alone."""
    return bool(cells) and all(CLOCK.fullmatch(cell) for cell in cells)


def may_be_clocks(cells: Sequence[str]) -> bool:
    """Whether a column may hold times of day: what is no time of day in it is no day."""
    return not look_like_days([cell for cell in cells if not CLOCK.fullmatch(cell)])


def are_ranges(cells: Sequence[str]) -> bool:
    """Whether most cells are a time of day and another, as `last_time` of typing.sql reads them."""
    return bool(cells) and sum(map(bool, map(RANGE.fullmatch, cells))) > MOSTLY * len(cells)


def may_be(kind: ColumnType, cells: Sequence[str]) -> bool:
    """Whether the cells of a column may be values of a kind: days and numbers have digits, and no text is a code."""
    different = set(cells)
    filled = list(different - nothing(different, are_days=True))
    if not filled:
        return True
    if kind in ("date", "timestamp"):
        happened = [cell for cell in filled if heading_key(cell) not in vocabulary.no_day()]
        return (
            bool(happened) and not are_clocks(happened) and _share(happened, r".*[0-9].*") >= MOSTLY
        )
    if kind in ("integer", "number"):
        return _share(filled, r"[+-]?[0-9].*") >= MOSTLY
    if kind == "string":
        return True
    return _share(filled, r".{1,60}") >= MOSTLY and not look_like_days(filled)


def are_sentences(cells: Sequence[str]) -> bool:
    """Whether most cells are more words than a word for a code has."""
    return bool(cells) and _share(list(set(cells)), r"\S+( \S+){4,}") > MOSTLY


def look_like_days(cells: Sequence[str]) -> bool:
    """Whether most cells begin with a day."""
    return bool(cells) and sum(bool(DAY.fullmatch(cell)) for cell in cells) > MOSTLY * len(cells)


def are_hours_of_a_course(cells: Sequence[str]) -> bool:
    """Whether most numbers are more hours than anybody is granted a week."""
    numbers = [float(cell.replace(",", ".")) for cell in cells if NUMBER.fullmatch(cell)]
    return sum(number > MOST_HOURS for number in numbers) > MOSTLY * len(numbers) > 0


def _share(cells: Sequence[str], pattern: str) -> float:
    return sum(bool(re.fullmatch(pattern, cell)) for cell in cells) / len(cells)


def have_comma(cells: Iterable[str]) -> bool:
    """Whether a cell is a number with a decimal comma."""
    return any(COMMA.fullmatch(cell) for cell in cells)


def have_groups(cells: Iterable[str]) -> bool:
    """Whether a cell has a point before three digits, and the column decimal commas."""
    return any(GROUPED.fullmatch(cell) for cell in cells)


def are_durations(cells: Iterable[str]) -> bool:
    """Whether a cell is a duration with hours and minutes, or a unit of its own."""
    return any(DURATION.fullmatch(cell) for cell in cells)


def are_parts_of_a_day(cells: Sequence[str]) -> bool:
    """Whether every cell is a number below 1, as Excel keeps a time of day."""
    return bool(cells) and all(PARTS_OF_A_DAY.fullmatch(cell) for cell in cells)


def may_be_hours(cells: Sequence[str]) -> bool:
    """Whether the numbers of a column are too small for the minutes of meetings."""
    numbers = [float(cell.replace(",", ".")) for cell in cells if NUMBER.fullmatch(cell)]
    filled = [number for number in numbers if number]
    are_short = sum(number < SHORT for number in filled) > MOSTLY * len(filled)
    return bool(filled) and are_short and max(filled) <= LONGEST_HOURS


def is_no_code(word: str) -> bool:
    """Whether a word is a sentence or holds a person's number: it is repeated nowhere."""
    return cpr.holds(word) or is_sentence(word)


def is_sentence(word: str) -> bool:
    """Whether a word is longer than words for codes are."""
    return len(word.split()) > MOST_PARTS
