"""Figure rows as a table in words, for the pages and for what is printed."""

from collections.abc import Sequence

from dashboard.catalogue.figure import Row
from dashboard.foundation import terms, words
from dashboard.foundation.words import mark
from dashboard.foundation.words import text as _
from dashboard.published import reference
from dashboard.wording import figure_words, sources

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


def of_figures(rows: Sequence[Row]) -> list[dict[str, str]]:
    """Rows as a table in words, without the columns that no row fills."""
    differs = {
        key: len({row[key] for row in rows}) > 1
        for key in ("period_from", "municipality_code", "programme")
    }
    table = [
        {
            "period": words.quarter(row["period_from"]) if differs["period_from"] else "",
            "municipality": reference.municipalities()[row["municipality_code"]]
            if differs["municipality_code"]
            else "",
            "programme": terms.word(terms.PROGRAMMES, row["programme"])
            if differs["programme"]
            else "",
            "label": row["label"],
            "value": figure_words.value(row),
            "n": figure_words.of_n(row),
            "interval": figure_words.interval(row),
            "benchmark": yardstick(row),
            "comparability": sources.comparability(row),
        }
        for row in rows
    ]
    filled = {key: _(TABLE[key]) for key in TABLE if any(cells[key] for cells in table)}
    return [{heading: cells[key] for key, heading in filled.items()} for cells in table]


def yardstick(row: Row) -> str:
    """5,0 måneder · SFI 2015, citeret i KeepGoing 2016 s. 8."""
    if not row["benchmark_id"]:
        return ""
    published = sources.published_behind(sources.yardstick_of(row))
    return f"{sources.benchmark(row)} · {sources.source(published)}"
