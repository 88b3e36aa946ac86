"""The charged in the order courses started, and how often by the time courses have lasted."""

import polars as pl

from dashboard.catalogue.row import FigureRow
from dashboard.foundation import words
from dashboard.foundation.words import number, percent
from dashboard.foundation.words import text as _
from dashboard.wording import figure_words

MOST_EVENTS = 300  # of more charges, the chart shows every so many


def rate(row: FigureRow) -> str:
    """Charges by the time courses have lasted, beside their share."""
    if not row.n:
        return ""
    if row.value is None:
        return _("For få tiltalte og for kort tid til at sige, hvor ofte det sker pr. år.")
    return _(
        "Pr. 100 forløbsår er {rate} tiltalt (95 %-interval {interval}). Det er ikke en procent og kan ikke holdes op "
        "mod grænsen.",
        rate=number(row.value, 1),
        interval=words.span(*row.ends, 1),
    )


def in_order(found: pl.DataFrame, row: FigureRow) -> str:
    """How many courses lie between charges, against what the target allows."""
    charged = found.filter(pl.col("is_charged"))
    if not row.n:
        return ""
    if charged.is_empty():
        return _(
            "Ingen af de {n} forløb, der kan bedømmes, er tiltalt. Grænsen på {target} svarer til ét ud af hver "
            "{every}.",
            n=number(row.n),
            target=percent(row.agreed_target),
            every=_every(row.agreed_target),
        )
    return _(
        "Kurven tæller de tiltalte blandt de forløb, der kan bedømmes, i den rækkefølge de startede: {of_n}. Under "
        "den grå linje er under {target} tiltalt. Det er en optælling, ikke et bevis.",
        of_n=figure_words.of_n(row),
        target=percent(row.agreed_target),
    )


def charge_names(row: FigureRow) -> tuple[str, str]:
    """What the line of the limit and the curve of the charged are called at their ends."""
    line = _("grænsen på {target}", target=percent(row.agreed_target))
    return line, _("tiltalte: {k}", k=number(row.count))


def charge_table(found: pl.DataFrame) -> list[dict[str, str]]:
    """Each charged course's place in the order and the courses since the one before."""
    return [
        {
            _("Tiltalt nr."): number(row["charges"]),
            _("Forløb nr. i rækken"): number(row["place"]),
            _("Forløb siden den forrige"): number(row["courses_since"]),
        }
        for row in found.filter(pl.col("is_charged")).to_dicts()
    ]


def _every(target: float) -> str:
    return number(1 / target, 1) if target else "∞"
