"""The year of days that are written without one: said by the recipe, or by the name of the file or the sheet."""

import re
from dataclasses import replace
from functools import cache

from dashboard.foundation.plain_text import heading_key, plain
from dashboard.ingest import vocabulary
from dashboard.ingest.recipe import OF_FILE, OF_SHEET
from dashboard.ingest.recipe_columns import SHEET
from dashboard.ingest.source import Piece, Source

YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")


def in_name(name: str, *, is_sheet: bool = False) -> str:
    """The year a name says, in four digits or, of a sheet, two after a month ("jan 26"); "" of none, or of two."""
    key = heading_key(plain(name))
    found = set(YEAR.findall(key))
    if not found and is_sheet:
        found = {f"20{digits}" for digits in _after_month().findall(key)}
    return found.pop() if len(found) == 1 else ""


@cache
def _after_month() -> re.Pattern[str]:
    months = "|".join(re.escape(heading_key(w)) for each in vocabulary.months() for w in each)
    return re.compile(rf"(?<![a-zæøå])(?:{months})[ ._'’-]*([0-9]{{2}})(?![0-9])")


def known(source: Source, piece: Piece) -> Piece:
    """The piece with the year of each of its parts, where its recipe says where that is."""
    mapping = piece.mapping
    if not mapping.year:
        return piece
    years = {n: _year(source.files[n], mapping.year) for n in sorted(piece.part_numbers)}
    return replace(piece, mapping=replace(mapping, years=years))


def _year(name: str, said: str) -> str:
    file, _shown, sheet = name.partition(SHEET)
    if said == OF_SHEET:
        return in_name(sheet, is_sheet=True)
    return in_name(file) if said == OF_FILE else said
