"""The third criterion at other thresholds on the life wheel; the official one stays what it is."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from dashboard.catalogue.row import FigureRow
from dashboard.foundation import words
from dashboard.foundation.settings import Settings
from dashboard.foundation.words import number
from dashboard.foundation.words import text as _
from dashboard.wording import figure_words, judgements


def in_points(points_: float) -> str:
    """1,2 point; an agreed threshold may have up to three decimals."""
    decimals = next(digits for digits in (1, 2, 3) if round(points_, digits) == points_)
    return _("{value} point", value=number(points_, decimals))


def points(row: FigureRow) -> float:
    """The threshold a row of progress_by_threshold is at."""
    return row.notes.threshold_points or 0.0


def records(rows: Sequence[FigureRow]) -> list[dict[str, Any]]:
    """Records for criteria_charts.share_by_threshold."""
    return [
        {"threshold": points(row), "value": row.value, "low": row.low, "high": row.high}
        for row in rows
    ]


def at_threshold(rows: Sequence[FigureRow], chosen: float, agreed: Settings) -> str:
    """The share and the verdict at the chosen threshold, and that the official one stays."""
    row = next(row for row in rows if points(row) == chosen)
    said = _(
        "Med en grænse på {points} point er {grounds} rykket frem: {verdict}.",
        points=number(chosen, 1),
        grounds=figure_words.grounds(row),
        verdict=words.uncapital(judgements.verdict(row)),
    )
    return (
        said
        + " "
        + _(
            "Det officielle tal bruger den aftalte grænse på {points} point.",
            points=number(agreed.wheel_threshold_points, 1),
        )
    )


def flips(rows: Sequence[FigureRow]) -> str:
    """From which thresholds the verdict changes."""
    spans = [
        (verdict, [points(row) for row in same])
        for verdict, same in groupby(rows, key=judgements.verdict)
    ]
    if len(spans) == 1:
        return _(
            "Vurderingen er den samme ved alle grænser: {verdict}.",
            verdict=words.uncapital(spans[0][0]),
        )
    told = [
        _(
            "{low}–{high} point: {verdict}",
            low=number(span[0], 1),
            high=number(span[-1], 1),
            verdict=words.uncapital(verdict),
        )
        if len(span) > 1
        else _(
            "{points} point: {verdict}", points=number(span[0], 1), verdict=words.uncapital(verdict)
        )
        for verdict, span in spans
    ]
    return _(
        "Her skifter vurderingen: {spans}. ”Klart på den forkerte side” siges kun, når det også gælder, hvis alle "
        "uden måling var rykket.",
        spans="; ".join(told),
    )
