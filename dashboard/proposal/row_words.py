"""Rows that are none: sums, and headings among the rows, each known by the word it begins with."""

import re
from collections.abc import Sequence
from functools import cache

from dashboard.foundation.plain_text import heading_key
from dashboard.ingest import vocabulary
from dashboard.proposal import values

COUNTED = (re.compile(r"antal [^\W\d]+"), re.compile(r"[^\W\d]+ i alt"))  # of something by name
NAMED = re.compile(r"[^\W\d]{2,}(?: [^\W\d]+)?:(?=.*[^\W\d])")  # "Mentor: Gitte"
DASHES = re.compile(r"[-–—=*_]{2,}")  # round a heading among the rows
LEAST_BESIDE = 4  # columns, of which a heading among the rows fills one


def total(row: Sequence[str]) -> str:
    """The word a row of sums begins with; "" of another row."""
    first = next(filter(None, row), "")
    key = heading_key(first)
    words = [word for word in _totals() if re.match(rf"{re.escape(word)}( ?[:=(0-9].*)?$", key)]
    words += [word for word in _totals() if " " in word and key.startswith(word + " ")]
    words += [found[0] for pattern in COUNTED if (found := pattern.fullmatch(key))]
    return first[: len(max(words, key=len))] if words else ""  # next month's sum is another


def between_rows(row: Sequence[str]) -> str:
    """The word a heading among the rows begins with ("I GANG (8)", "--- 2024 ---"); "" of another row."""
    if len(row) < LEAST_BESIDE or not row[0] or any(row[1:]) or total(row):
        return ""
    if named := NAMED.match(row[0]):
        return named[0]
    dashes = DASHES.match(row[0])
    word = (
        dashes[0] if dashes else re.sub(r"[\s:]*(\b|[(\s])[0-9][0-9.]*\)?:?$", "", row[0]).strip()
    )
    is_said = bool(dashes) or (re.search("[^\\W\\d]", word) and not re.search("[0-9]", word))
    return word if is_said and not values.is_no_code(word) else ""


def is_row(cells: Sequence[str]) -> bool:
    """Whether cells are a row of theirs."""
    return any(cells) and not total(cells) and not between_rows(cells)


@cache
def _totals() -> tuple[str, ...]:
    return tuple(heading_key(word) for word in vocabulary.totals())
