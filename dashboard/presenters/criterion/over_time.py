"""A criterion over time: which quarters are drawn with which limits, and what may be called a sign.

Under six quarters dots only; from six a run chart with trial limits; from twelve limits and the
four rules of Making Data Count. A quarter with fewer than ten courses is shown, but never counted,
and it breaks the line and every run: seven in a row are seven quarters after one another.
Source: statistics.md section 9.
"""

from collections.abc import Sequence
from itertools import groupby
from operator import attrgetter
from typing import Any

import numpy as np

from dashboard import statistics
from dashboard.catalogue.row import FigureRow
from dashboard.foundation import words
from dashboard.foundation.words import mark, percent, plural
from dashboard.foundation.words import text as _

FEWEST_FOR_LIMITS = 6
FEWEST_FOR_RULES = 12
SIGNS = {
    "outside": mark("uden for grænserne"),
    "trend": mark("mindst syv i træk, der stiger eller falder"),
    "two_of_three": mark("to ud af tre tæt på samme grænse"),
    "shift": mark("mindst syv i træk på samme side af gennemsnittet"),
}


def of(name: str, rows: Sequence[FigureRow]) -> list[FigureRow]:
    """The quarters of one criterion."""
    return [row for row in rows if row.id == f"criterion_{name}"]


def records(rows: Sequence[FigureRow]) -> list[dict[str, Any]]:
    """Records for criteria_charts.shares_over_time."""
    large = [row for row in rows if row.is_judgeable]
    unbroken = [
        list(run) for is_large, run in groupby(rows, key=attrgetter("is_judgeable")) if is_large
    ]
    limits = _with_limits(large, [len(run) for run in unbroken])
    drawn = {id(row): more for row, more in zip(large, limits, strict=True)}
    nothing = {"centre": None, "low": None, "high": None, "sign": ""}
    return [
        {
            "period": words.quarter(row.period[0]),
            "value": row.value,
            "is_small": not row.is_judgeable,
            "least": row.low,
            "most": row.high,
            **drawn.get(id(row), nothing),
        }
        for row in rows
    ]


def _with_limits(rows: Sequence[FigureRow], runs: Sequence[int]) -> list[dict[str, Any]]:
    """Limits and signs of the large quarters; runs: how many come after one another, in their order."""
    if len(rows) < FEWEST_FOR_LIMITS:
        return [{"centre": None, "low": None, "high": None, "sign": ""} for _row in rows]
    k, n = np.array([row.count for row in rows]), np.array([row.size for row in rows])
    centre, low, high, is_outside = statistics.p_chart(k, n)
    codes, last = [""] * len(rows), np.cumsum(runs)
    if len(rows) >= FEWEST_FOR_RULES:
        codes = [
            code
            for part in map(slice, last - runs, last)
            for code in statistics.signals(
                (k / n)[part], centre, low[part], high[part], is_outside[part]
            )
        ]
    return [
        {
            "centre": centre,
            "low": max(0.0, low[i]),
            "high": min(1.0, high[i]),
            "code": code,
            # a run is named at its last point
            "sign": _("tegn") if code and (i + 1 in last or code != codes[i + 1]) else "",
        }
        for i, code in enumerate(codes)
    ]


def is_drawn(rows: Sequence[FigureRow]) -> bool:
    """Whether any quarter has so many courses that its share says something."""
    return any(row.is_judgeable for row in rows)


def sentence(rows: Sequence[FigureRow]) -> str:
    """How many quarters there are, what may be read from them, and which are a sign of change."""
    drawn = records(rows)
    large = [record for record in drawn if not record["is_small"]]
    if not drawn:
        return _("Ingen kvartaler kan bedømmes endnu.")
    told = (
        _("Intet kvartal har mindst 10 forløb, der kan bedømmes.")
        if not large
        else plural(
            "Et kvartal har mindst 10 forløb, der kan bedømmes.",
            "{n} kvartaler har mindst 10 forløb, der kan bedømmes.",
            len(large),
        )
    )
    if broken := len(drawn) - len(large):
        told += " " + plural(
            "Et kvartal med færre afbryder linjen.",
            "{n} kvartaler med færre afbryder linjen.",
            broken,
        )
    if len(large) < FEWEST_FOR_LIMITS:
        return told + " " + _("Der er for få til at skelne udvikling fra tilfældige udsving.")
    if len(large) < FEWEST_FOR_RULES:
        return (
            told
            + " "
            + _(
                "De stiplede linjer er foreløbige; først ved 12 kvartaler siger vi, om noget er et tegn."
            )
        )
    which = "; ".join(_signs(drawn))
    if not which:
        return told + " " + _("Ingen kvartaler skiller sig ud.")
    return (
        told
        + " "
        + _(
            "Tegn på ændring: {which}. Et tegn er ikke et bevis; undersøg, hvad der er anderledes.",
            which=which,
        )
    )


def _signs(drawn: Sequence[dict[str, Any]]) -> list[str]:
    """Each run of quarters that is a sign, and by which rule."""
    told = []
    for code, run in groupby(drawn, key=lambda record: record.get("code")):
        if code:
            periods = [record["period"] for record in run]
            first, last = periods[0], periods[-1]
            span = first if first == last else _("{first}–{last}", first=first, last=last)
            told.append(f"{span} ({_(SIGNS[code])})")
    return told


def line_names(drawn: Sequence[dict[str, Any]], target: float) -> list[tuple[float, str]]:
    """Where each line of the chart ends, and what it is called there."""
    named = [(target, _("mål {target}", target=percent(target)))]
    if limits := [record for record in drawn if record["centre"] is not None]:
        last = limits[-1]
        named += [
            (last["centre"], _("gennemsnit {share}", share=percent(last["centre"]))),
            (last["low"], _("almindelige udsving")),
            (last["high"], _("almindelige udsving")),
        ]
    return named


def how_to_read(drawn: Sequence[dict[str, Any]]) -> str:
    """What the dots of the chart are."""
    said = [_("Hver prik er de forløb, der startede i kvartalet og kan bedømmes.")]
    if any(record["is_small"] for record in drawn):
        said.append(
            _(
                "Hule prikker har færre end 10 forløb; de står med deres interval og tæller ikke med."
            )
        )
    return " ".join(said)
