"""Figure rows as a table in words, for the pages and for what is printed."""

from collections.abc import Sequence

from dashboard.catalogue.row import FigureRow
from dashboard.foundation import terms, words
from dashboard.foundation.words import mark
from dashboard.foundation.words import text as _
from dashboard.published import reference
from dashboard.wording import against, figure_words, sources

TABLE = {
    "period": mark("Periode"),
    "municipality": mark("Kommune"),
    "programme": mark("Program"),
    "label": mark("Tal"),
    "value": mark("Værdi"),
    "n": mark("Grundlag"),
    "interval": mark("95 %-interval"),
    "benchmark": mark("Sammenlignes med"),
    "comparability": mark("Grad"),
}


def of_figures(rows: Sequence[FigureRow]) -> list[dict[str, str]]:
    """Rows as a table in words, without the columns that no row fills."""
    scopes = [row.scope for row in rows]
    has_periods = len({scope.period_from for scope in scopes}) > 1
    has_places = len({scope.municipality for scope in scopes}) > 1
    has_programmes = len({scope.programme for scope in scopes}) > 1
    table = [
        {
            "period": quarters(row) if has_periods and row.scope.period_from else "",
            "municipality": reference.municipalities().get(row.scope.municipality or "", "")
            if has_places
            else "",
            "programme": terms.word(terms.PROGRAMMES, row.scope.programme or "")
            if has_programmes
            else "",
            "label": row.label,
            "value": figure_words.value(row),
            "n": figure_words.of_n(row),
            "interval": figure_words.interval(row),
            "benchmark": benchmark(row),
            "comparability": sources.comparability(row),
        }
        for row in rows
    ]
    filled = {key: _(TABLE[key]) for key in TABLE if any(cells[key] for cells in table)}
    return [{heading: cells[key] for key, heading in filled.items()} for cells in table]


def quarters(row: FigureRow) -> str:
    """3. kvt. 2026, or 4. kvt. 2022–1. kvt. 2023 of a row of several."""
    first, last = map(words.quarter, row.period)
    return first if first == last else first + words.EN_DASH + last


def benchmark(row: FigureRow) -> str:
    """5,0 måneder · SFI 2015, citeret i KeepGoing 2016 s. 8; empty where there is none."""
    if row.comparison is None:
        return ""
    return " · ".join(against.printed(row, row.comparison))
