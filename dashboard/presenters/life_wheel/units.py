"""The mean change in each municipality and each programme, in the order of the alphabet."""

from collections.abc import Sequence

from dashboard.catalogue.row import FigureRow
from dashboard.catalogue.scope import Scope
from dashboard.foundation import terms
from dashboard.foundation.words import mark, number
from dashboard.foundation.words import text as _
from dashboard.presenters.life_wheel.changes import change_record
from dashboard.presenters.life_wheel.figure_ids import Records
from dashboard.published import reference
from dashboard.statistics import MIN_N_VERDICT

UNITS = (
    ("programme", mark("Program for program"), "livshjul-programmer"),
    ("municipality", mark("Kommune for kommune"), "livshjul-kommuner"),
)  # what they go by, the heading, and the name of the file


def dividing(scope: Scope) -> list[tuple[str, str, str]]:
    """What to divide the scope by: unit, heading and file; not what it is already only one of."""
    return [unit for unit in UNITS if getattr(scope, unit[0]) is None]


def by_name(rows: Sequence[FigureRow], unit: str) -> list[FigureRow]:
    """Rows in the order of the alphabet, never of their size; unit: municipality or programme."""
    return sorted(rows, key=lambda row: _unit_name(row, unit))


def records(rows: Sequence[FigureRow], unit: str) -> Records:
    """Mean change and how many moved up in each municipality or programme, for interval_rows."""
    found: dict[str, dict[str, FigureRow]] = {}
    for row in rows:
        found.setdefault(_unit_name(row, unit), {})[row.id] = row
    return [
        change_record(of["life_wheel_change_mean"], name, _moved_up(of["life_wheel_moved_up"]))
        for name, of in found.items()
    ]


def _unit_name(row: FigureRow, unit: str) -> str:
    if unit == "programme":
        return terms.word(terms.PROGRAMMES, row.scope.programme or "")
    return reference.municipalities()[row.scope.municipality or ""]


def sentence(records: Records) -> str:
    """What the picture shows, how many are too few, and why a difference is no finding."""
    if not records:
        return _("Ingen data med de valgte filtre.")
    few = sum(record["value"] is None for record in records)
    too_few = _(
        "{few} ud af {n} har under {least} forløb med to livshjul og vises uden gennemsnit; antallene står "
        "i tabellen.",
        few=number(few),
        n=number(len(records)),
        least=number(MIN_N_VERDICT),
    )
    if few == len(records):
        return too_few
    return " ".join(
        (
            _(
                "Gennemsnitlig ændring med 95 %-interval, og hvor mange der rykkede op, i alfabetisk orden."
            ),
            *([too_few] if few else []),
            _(
                "Forskellene er ikke afprøvet: små tal svinger af sig selv, og borgerne er ikke de samme."
            ),
        )
    )


def _moved_up(row: FigureRow) -> str:
    return _("{k} ud af {n} op", k=number(row.count), n=number(row.size))
