"""A row's quantities in words: counts, values and intervals, in the session's language.

Counts come first and percentages second; of fewer than ten there is no percentage at all.
"""

from collections.abc import Sequence
from typing import Any

from dashboard.catalogue.figure import DECIMALS
from dashboard.catalogue.row import FigureRow
from dashboard.foundation import terms, words
from dashboard.foundation.words import mark, number, percent
from dashboard.foundation.words import text as _
from dashboard.statistics import MIN_N_VERDICT
from dashboard.wording import share_words

MOST_NAMED = 3  # of more figures that are not measured, the reason alone is told
CORRELATIONS = ("life_wheel_retest_r",)  # no percentage of anything
CORRELATION_DECIMALS = 2
DIFFERENCES = ("difference", "paired_difference")  # estimators
AVERAGES = ("mean", "share_of_course", "survival_median", "plain_median")  # estimators
WIDE = 0.30  # an interval this wide is no better known than a small number
UNITS = {
    "count": mark("{value}"),
    "months": mark("{value} måneder"),
    "days": mark("{value} dage"),
    "hours": mark("{value} timer"),
    "hours_per_week": mark("{value} timer om ugen"),
    "contacts_per_week": mark("{value} om ugen"),
    "points": mark("{value} point"),
    "per_100_years": mark("{value} pr. 100 forløbsår"),
    "difference": mark("{value} procentpoint"),
}


def unmeasured(row: FigureRow) -> str:
    """ikke opgjort: udtrækket har ingen kolonne for tiltaler; empty where the row is measured."""
    missing = row.notes.not_measured
    if not missing:
        return ""
    told = [_(terms.NOT_DELIVERED[name]) for name in missing if name in terms.NOT_DELIVERED]
    columns = [
        terms.word(terms.COLUMNS, name) for name in missing if name not in terms.NOT_DELIVERED
    ]
    if columns:
        told.append(_("udtrækket har ingen kolonne for {what}", what=words.listing(columns)))
    return _("ikke opgjort: {reasons}", reasons="; ".join(told))


def not_measured(rows: Sequence[FigureRow]) -> str:
    """Which of the rows are not measured, and why; empty where all are.

    Told once a reason: all of a part lack it mostly for the same one.
    """
    lacking = [row for row in rows if not row.is_measured]
    labels: dict[str, list[str]] = {}
    for row in lacking:
        named = labels.setdefault(unmeasured(row), [])
        named += [] if row.label in named else [row.label]
    if len(lacking) == len(rows) or any(len(named) > MOST_NAMED for named in labels.values()):
        return " ".join(f"{words.capital(reason)}." for reason in labels)
    return " ".join(f"{words.listing(named)}: {reason}." for reason, named in labels.items())


def of_n(row: FigureRow) -> str:
    """31 ud af 40, omkring 31 af 40 behind noise; a figure without k says how many it is known for."""
    notes = row.notes
    if not row.is_measured:
        return unmeasured(row)
    if row.n is None:
        return ""
    if row.n == 0:
        return _("ingen data")
    if unit(row) == "difference" and notes.groups:
        return _("n = {n}", n=words.listing([number(n) for _name, n in notes.groups]))
    if row.k is None:
        return _("n = {n}", n=about(number(row.n)) if notes.noise else number(row.n))
    if notes.noise:
        return of_about(row.k, number(row.n))
    return _("{k} ud af {n}", k=number(row.k), n=number(row.n))


def of_about(k: int, whom: str) -> str:
    """omkring 31 af 40; nought behind noise may be a few, and says so."""
    if not k:
        return _("få eller ingen af {whom}", whom=whom)
    return _("omkring {k} af {whom}", k=number(k), whom=whom)


def about(amount: str) -> str:
    """omkring 60: an amount that is not exactly so."""
    return _("omkring {amount}", amount=amount)


def value(row: FigureRow) -> str:
    """The value in its unit: 78 %, 7,8 måneder. Empty where there is none, or too few for a %."""
    if not row.is_measured:
        return _("ikke opgjort")
    if row.suppressed:
        return _("vises ikke")
    if is_withheld(row):
        return _("vises ikke") if row.k is None else of_n(row)
    if row.value is None:
        return longer_than(row)
    if row.notes.rounded and not row.value:  # nobody, or so few that nought is nearest
        return _("højst {most}", most=number(row.notes.rounded // 2))
    is_about = row.notes.rounded or row.notes.noise
    return about(_in_words(row)) if is_about else _in_words(row)


def _in_words(row: FigureRow) -> str:
    if unit(row) == "difference":
        return in_unit(row.amount, "difference", 0)
    if row.id in CORRELATIONS:
        return number(row.amount, CORRELATION_DECIMALS)
    if row.unit in ("share", "ratio"):
        return share_words.beside(row, row.amount)
    told = in_unit(row.amount, row.unit, DECIMALS[row.unit])
    return f"+{told}" if _is_rise(row) else told


def _is_rise(row: FigureRow) -> bool:
    """Whether it is a change, and shows one up; a minus is the number's own."""
    decimals, scale = DECIMALS[row.unit], row.figure.scale
    is_change = scale is not None and (scale[0] or 0) < 0
    return is_change and row.amount > 0 and number(row.amount, decimals) != number(0, decimals)


def is_average(row: FigureRow) -> bool:
    """Whether the figure is a mean or a median of courses, not a count of them."""
    return row.figure.estimator in AVERAGES


def is_withheld(row: FigureRow) -> bool:
    """Whether there are so few that a percentage, a mean or a median would say more than they can."""
    if not row.n or row.n >= MIN_N_VERDICT or row.notes.noise:
        return False
    is_wheel = (row.figure.group, row.unit) == ("life_wheel", "points")
    return row.unit == "share" or is_average(row) or is_wheel


def drawn(row: FigureRow) -> dict[str, Any]:
    """Value, low and high as a chart may draw them: none of what is withheld in words."""
    if is_withheld(row):
        return {"value": None, "low": None, "high": None}
    return {"value": row.value, "low": row.low, "high": row.high}


def is_drawn(row: FigureRow) -> bool:
    """Whether a chart may draw the row."""
    return drawn(row)["value"] is not None


def unit(row: FigureRow) -> str:
    """The row's unit; a difference of two shares has its own, since it is no share of anything."""
    is_difference = row.unit == "share" and row.figure.estimator in DIFFERENCES
    return "difference" if is_difference else row.unit


def in_unit(amount: float, unit: str, decimals: int) -> str:
    """An amount with its unit."""
    if unit in ("share", "ratio"):
        return percent(amount, decimals)
    if unit == "difference":
        return _(UNITS[unit], value=number(100 * amount, decimals))
    return _(UNITS[unit], value=number(amount, decimals))


def longer_than(row: FigureRow) -> str:
    """mere end 23 måneder, for a median that is not reached."""
    months = row.notes.longer_than
    if months is None:
        return ""
    # rounded down: "more than" must stay true
    return _("mere end {months} måneder", months=number(int(months)))


def interval(row: FigureRow) -> str:
    """62–88 %, or 7,1–8,1 måneder; empty without an interval."""
    low, high = row.low, row.high
    if low is None or high is None:
        return ""
    if row.k is None and is_withheld(row):
        return ""  # the middle of it would tell what is not shown
    if row.id in CORRELATIONS:
        return words.span(low, high, CORRELATION_DECIMALS)
    if unit(row) in ("share", "ratio"):
        return share_words.span(row, low, high)
    scale, decimals = (100, 0) if unit(row) == "difference" else (1, DECIMALS[row.unit])
    return _(UNITS[unit(row)], value=words.span(scale * low, scale * high, decimals))


def grounds(row: FigureRow) -> str:
    """31 ud af 40 (78 %); 3,4 timer om ugen (n = 40); of fewer than ten the count alone.

    Behind noise its interval stands beside it: omkring 31 af 40 (62–88 %).
    """
    if not row.is_measured:
        return unmeasured(row)
    told, counted = value(row), of_n(row)
    if row.notes.noise:
        said = told if row.k is None else counted
        return f"{said} ({_ends(row)})"
    if told == counted or not counted:
        return told
    if not told:
        return counted
    if row.k is None:
        return f"{told} ({counted})".strip()
    if is_uncertain(row):
        told = _("{value}, lille antal", value=told)
    return f"{counted} ({told})"


def of_how_many(row: FigureRow) -> str:
    """The grounds; of an average behind noise, on a line of its own, also how many it is of."""
    told = grounds(row)
    return f"{told}\n{of_n(row)}" if row.notes.noise and row.k is None else told


def _ends(row: FigureRow) -> str:
    """The interval beside a value that has the unit already."""
    return interval(row) if row.unit == "share" else words.span(*row.ends, DECIMALS[row.unit])


def is_uncertain(row: FigureRow) -> bool:
    """Few, or so wide an interval that it says as little."""
    if row.n is None or row.low is None or row.high is None:
        return False
    return bool(row.n < share_words.SMALL_N or (row.unit == "share" and row.high - row.low >= WIDE))


def measured(row: FigureRow, *, is_part: bool = False) -> str:
    """Forløbets længde, median: 7,8 måneder (n = 420), 95 %-interval 7,3–8,3 måneder.

    is_part: a part of a whole is called by its own word alone.
    """
    span = "" if row.notes.noise else interval(row)
    label = part(row) if is_part else row.label
    told = _("{label}: {value}", label=label, value=grounds(row))
    return told + (", " + _("95 %-interval {interval}", interval=span) if span else "")


def with_interval(row: FigureRow) -> str:
    """31 ud af 40 (78 %), 62–88 %; 3,0 timer (n = 40), 2,7–3,2 timer; of fewer than ten the count alone."""
    span = "" if is_withheld(row) else interval(row)
    told = grounds(row) if row.is_measured else value(row)
    return ", ".join(filter(None, (told, span)))


def part(row: FigureRow) -> str:
    """What a part of a whole is called beside the others; else the whole label."""
    word = row.figure.values.get("what")
    return _(word) if word else row.label
