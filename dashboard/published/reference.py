"""The published figures, their documents and discrepancies, and the official municipalities.

Read from data/reference/, which ships with the program; a figure is shown as it was printed.
"""

import csv
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from dashboard.foundation import words
from dashboard.foundation.words import text as _

EXAMPLE = "0461"  # Odense
FOLDER = Path(__file__).parents[2] / "data" / "reference"


@dataclass(frozen=True)
class Published:
    """One printed figure: value in the unit's own scale (a share is 0..1), None where lost."""

    figure_id: str
    source: str
    source_title: str
    source_year: int | None
    population: str
    system: str
    group: str
    measure: str
    unit: str
    value: float | None
    numerator: int | None
    denominator: int | None
    qualifier: str
    as_printed: str
    printed_words_da: (
        str  # as they stand before the number, or instead of one: ”knap”, ”Over halvdelen”
    )
    printed_words_en: str
    page: str
    cited_source: str
    note_da: str
    note_en: str
    discrepancy_ids: tuple[str, ...]
    measure_da: str  # what measure, group and population are called: part_* is empty where the
    measure_en: str  # group is a place or a project, which is called what it is
    part_da: str
    part_en: str
    population_da: str
    population_en: str

    def said(self, name: Literal["note", "measure", "part", "population", "printed_words"]) -> str:
        """One of its texts in the session's language."""
        return words.in_language(vars(self), name)

    @property
    def is_in_words(self) -> bool:
        """Whether the printed words stand for the value itself: ”Over halvdelen”, ”ca. 1/3”."""
        return bool(self.as_printed) and self.as_printed in self.printed_words_da

    @property
    def decimals(self) -> int:
        """Digits printed after the decimal comma."""
        printed = re.search(r"\d+(?:,(\d+))?", self.as_printed)
        return len(printed[1] or "") if printed else 0

    @property
    def printed_value(self) -> float:
        """The value. ValueError where it was printed in words or its digits are lost."""
        if self.value is None:
            raise ValueError(f"{self.figure_id} was printed without a value")
        return self.value

    @property
    def rounding_band(self) -> tuple[float, float]:
        """All values that print as this one: half a step of the last printed digit either way."""
        half = 0.5 * 10.0**-self.decimals / (100 if self.unit == "share" else 1)
        return self.printed_value - half, self.printed_value + half


@cache
def figures() -> dict[str, Published]:
    """Every published figure by its id, in the order of the documents."""
    return {row["figure_id"]: _published(row) for row in rows("figures")}


def _published(row: dict[str, str]) -> Published:
    numbers = {"value": float, "numerator": int, "denominator": int, "source_year": int}
    read = {key: kind(row[key]) if row[key] else None for key, kind in numbers.items()}
    ids = tuple(filter(None, row["discrepancy_ids"].split(";")))
    return Published(**{**row, **read, "discrepancy_ids": ids})  # type: ignore[arg-type]


@cache
def discrepancies() -> tuple[dict[str, str], ...]:
    """The known inconsistencies of the documents, each in Danish and English."""
    return tuple(rows("discrepancies"))


@cache
def municipalities() -> dict[str, str]:
    """The 98 official municipality codes and names."""
    return {row["municipality_code"]: row["name"] for row in rows("municipalities")}


def no_municipality(asked: str | None) -> str:
    """What to say to whoever asked for a code there is none of: the one of that name, or one to copy."""
    codes = {name.casefold(): code for code, name in municipalities().items()}
    code = codes.get((asked or "").strip().casefold(), EXAMPLE)
    return _(
        "Kommunekoden ”{asked}” findes ikke. Skriv fire cifre, f.eks. {code} ({name}).",
        asked=asked,
        code=code,
        name=municipalities()[code],
    )


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a file of data/reference/, as text."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
