"""The mean change in each municipality and each programme, in the order of the alphabet."""

from collections.abc import Sequence

from dashboard.catalogue.row import FigureRow
from dashboard.catalogue.scope import Scope
from dashboard.charts.strips import Line
from dashboard.foundation import terms, words
from dashboard.foundation.words import mark
from dashboard.foundation.words import text as _
from dashboard.presenters.life_wheel import changes
from dashboard.published import reference

UNITS = (
    ("programme", mark("Program for program")),
    ("municipality", mark("Kommune for kommune")),
)  # what they go by, and the heading


def dividing(scope: Scope) -> list[tuple[str, str]]:
    """What to divide the scope by: unit and heading; not what it is already only one of."""
    return [unit for unit in UNITS if getattr(scope, unit[0]) is None]


def by_name(rows: Sequence[FigureRow], unit: str) -> list[FigureRow]:
    """Rows in the order of the alphabet, never of their size; unit: municipality or programme."""
    return sorted(rows, key=lambda row: words.in_danish_order(_unit_name(row, unit)))


def lines(rows: Sequence[FigureRow], unit: str) -> list[Line]:
    """Mean change and how many moved up in each municipality or programme."""
    found: dict[str, dict[str, FigureRow]] = {}
    for row in rows:
        found.setdefault(_unit_name(row, unit), {})[row.id] = row
    return changes.with_moved(
        [
            (name, of["life_wheel_change_mean"], of["life_wheel_moved_up"])
            for name, of in found.items()
        ]
    )


def _unit_name(row: FigureRow, unit: str) -> str:
    if unit == "programme":
        return terms.word(terms.PROGRAMMES, row.scope.programme or "")
    return reference.municipalities()[row.scope.municipality or ""]


def read() -> str:
    """Why a difference between units is no finding."""
    return _(
        "Forskellene er ikke testet: små tal svinger af sig selv, og borgerne er ikke de samme."
    )
