"""Figures quarter by quarter: every quarter with its n and interval, few as few, none as none.

No sign of change is looked for: means have no limits of their own here, and the intervals say enough.
"""

from collections.abc import Sequence
from typing import Any

from dashboard.catalogue.row import FigureRow
from dashboard.charts.grammar import Ink, Spec
from dashboard.charts.quarter_charts import figure_over_time
from dashboard.foundation import words
from dashboard.foundation.words import number
from dashboard.foundation.words import text as _
from dashboard.wording import figure_words

OF_COURSES = ("hours_per_week", "attendance_share", "days_referral_to_start_median")
OF_ANSWERS = (
    "satisfaction_help_very_satisfied", "satisfaction_outcome_very_satisfied", "chemistry_good_share",
)  # fmt: skip


def charts(rows: Sequence[FigureRow], colours: Ink) -> list[tuple[Spec, str]]:
    """One small chart a figure with its sentence, from the first quarter anything is known of of any."""
    known = [row.period for row in rows if row.n]
    since = [row for row in rows if known and row.period >= min(known)]
    return [
        (figure_over_time(records(own), own[0].label, own[0].unit, colours), sentence(own))
        for own in _by_figure(since)
        if any(row.value is not None for row in own)
    ]


def records(rows: Sequence[FigureRow]) -> list[dict[str, Any]]:
    """One figure's quarters as records for quarter_charts.figure_over_time."""
    return [
        {
            "period": words.quarter(row.period[0]),
            "n_label": number(row.n or 0),
            "value": row.value,
            "low": row.low,
            "high": row.high,
            "is_few": not row.is_judgeable,
        }
        for row in rows
    ]


def sentence(rows: Sequence[FigureRow]) -> str:
    """Each figure's last quarter that has enough, and between what it has been."""
    if not rows:
        return _("Der er ikke et helt kvartal i den valgte periode.")
    return " ".join(_told(own) for own in _by_figure(rows) if own[0].is_measured)


def _told(rows: Sequence[FigureRow]) -> str:
    large = [row for row in rows if row.is_judgeable and row.value is not None]
    if not large:
        return _("{label}: intet kvartal har mindst 10.", label=rows[0].label)
    last = large[-1]
    latest = _(
        "{label}: {value} i {quarter} (n = {n})",
        label=last.label,
        value=figure_words.value(last),
        quarter=words.quarter(last.period[0]),
        n=number(last.size),
    )
    least, most = (pick(large, key=_amount) for pick in (min, max))
    if figure_words.value(least) == figure_words.value(most):
        return latest + "."
    return _(
        "{latest}; fra {least} til {most} i de {quarters} kvartaler med mindst 10.",
        latest=latest,
        least=figure_words.value(least),
        most=figure_words.value(most),
        quarters=number(len(large)),
    )


def how_to_read(rows: Sequence[FigureRow]) -> str:
    """What the marks of the charts are; empty where nothing is drawn."""
    if not any(row.value is not None for row in rows):
        return ""
    return _(
        "Under hvert kvartal står, hvor mange tallet er kendt for; bjælken er 95 "
        "%-intervallet. Hule prikker har færre end 10, og linjen brydes, hvor der er færre "
        "eller ingen. Figuren viser ikke, om to kvartaler adskiller sig mere, end "
        "tilfældigheder normalt giver."
    )


def _by_figure(rows: Sequence[FigureRow]) -> list[list[FigureRow]]:
    return [[row for row in rows if row.id == id_] for id_ in dict.fromkeys(r.id for r in rows)]


def _amount(row: FigureRow) -> float:
    return row.amount
