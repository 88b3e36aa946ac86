"""The courses behind a count: which parts of figures can be opened, and their lists in words.

For the owner alone: a list is of single people.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from dashboard.catalogue.listing import FIGURES
from dashboard.catalogue.row import FigureRow
from dashboard.foundation import schema, terms, words
from dashboard.foundation.words import mark, number, plural
from dashboard.foundation.words import text as _
from dashboard.published import reference
from dashboard.wording import figure_words

OF_CRITERION = {
    "reached": mark("{what}: talt med"),
    "not_reached": mark("{what}: ikke talt med"),
    "too_new": mark("{what}: endnu for nye til at blive bedømt"),
}
EXITS = tuple(f"exit_{reason}" for reason in schema.END_REASONS)
MOST_SHOWN = 50


def figure_of(part: str) -> str:
    """The id of the figure a part belongs to."""
    if part in EXITS:
        return f"{part}_share"
    return part.removesuffix("_" + _kind(part))


def _kind(part: str) -> str:
    return next(kind for kind in ("not_reached", "too_new", "reached") if part.endswith(kind))


def names() -> dict[str, str]:
    """What every part is called, by its code."""
    found = {}
    for criterion in ("completed", "charged", "progress"):
        title = FIGURES[f"criterion_{criterion}"].title()
        for kind, message in OF_CRITERION.items():
            found[f"criterion_{criterion}_{kind}"] = _(message, what=title)
    return found | {part: FIGURES[figure_of(part)].title() for part in EXITS}


def of_criterion(row: FigureRow, lower: FigureRow) -> dict[str, str]:
    """The parts of a criterion that anybody is in, by code; lower: the bound over all that have started."""
    if not row.is_measured or row.n is None or row.k is None:
        return {}
    counts = {
        "reached": (row.k, mark("{n} talt med")),
        "not_reached": (row.n - row.k, mark("{n} ikke talt med")),
        "too_new": (lower.size - row.n, mark("{n} endnu for nye")),
    }
    return {
        f"{row.id}_{kind}": _(message, n=number(count))
        for kind, (count, message) in counts.items()
        if count
    }


def of_exits(rows: Iterable[FigureRow]) -> dict[str, str]:
    """The exits anybody had, by code, most first."""
    had = sorted((row for row in rows if row.k), key=lambda row: -row.count)
    return {
        row.id.removesuffix("_share"): _(
            "{n} {what}", n=number(row.count), what=figure_words.part(row)
        )
        for row in had
        if row.id.removesuffix("_share") in EXITS
    }


def sentence(part: str, courses: Sequence[Mapping[str, Any]]) -> str:
    """How many courses are behind the part, and that the list has the first of them."""
    if not courses:
        return _("Ingen forløb i det valgte udsnit: {part}.", part=names()[part])
    told = plural("{n} forløb. {part}.", "{n} forløb. {part}.", len(courses), part=names()[part])
    if len(courses) > MOST_SHOWN:
        told += " " + _("Her står de første {n}; filen har dem alle.", n=number(MOST_SHOWN))
    return told


def table(courses: Sequence[Mapping[str, Any]]) -> list[dict[str, str]]:
    """One line a course, in words."""
    return [
        record
        | {
            _("Start"): words.short_day(record[_("Start")]),
            _("Slut"): words.short_day(record[_("Slut")]) if record[_("Slut")] else _("i gang"),
        }
        for record in records(courses)
    ]


def records(courses: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """One line a course with its days as days, for a spreadsheet."""
    return [
        {
            _("Forløb nr."): course["case_id"],
            _("Start"): course["started_on"],
            _("Slut"): course["ended_on"],
            _("Slutårsag"): terms.word(terms.END_REASONS, course["end_reason"] or ""),
            _("Kommune"): reference.municipalities()[course["municipality_code"]],
            _("Program"): terms.word(terms.PROGRAMMES, course["programme"]),
        }
        for course in courses
    ]


def caption() -> str:
    """What a reader should know of the list."""
    return _(
        "Filtrene gælder også her. Listen står efter startdato. Når et forløb åbnes, skrives det ned, hvem der "
        "gjorde det."
    )
