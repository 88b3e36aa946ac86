"""A share in percent, with no more decimals than tell on which side it lies of what it is held to."""

from decimal import Decimal

from dashboard.catalogue.comparison import value_and_band
from dashboard.catalogue.row import FigureRow
from dashboard.foundation import words
from dashboard.foundation.words import number, percent, percent_range
from dashboard.foundation.words import text as _

HALF_A_PERCENT = 0.005
MOST_DECIMALS = 1
SMALL_N = 30  # below this a share says "few" and its percentage stands in brackets


def share(amount: float, decimals: int = 0) -> str:
    """78 %; of next to nothing under 1 %, since 0 % would say nobody, and so at the other end."""
    if decimals == 0 and 0 < amount < HALF_A_PERCENT:
        return _("under {percent}", percent=percent(0.01))
    if decimals == 0 and 1 - HALF_A_PERCENT <= amount < 1:
        return _("over {percent}", percent=percent(0.99))
    return percent(amount, decimals)


def beside(row: FigureRow, amount: float) -> str:
    """79 %, 74,6 % or lige under 75 %: never on the wrong side of what it is held to."""
    decimals = _share_decimals(row)
    return _edge(row, amount, decimals) or share(amount, decimals)


def span(row: FigureRow, low: float, high: float) -> str:
    """62–88 %, with the decimals of its value and neither end on the wrong side."""
    decimals = _share_decimals(row)
    if any(_edge(row, end, decimals) for end in (low, high)):
        return _("{low} til {high}", low=beside(row, low), high=beside(row, high))
    if low < high and number(100 * low, decimals) == number(100 * high, decimals):
        decimals += 1  # 2–2 % would say that it is known exactly
    return percent_range(low, high, decimals)


def _share_decimals(row: FigureRow) -> int:
    """Decimals only where fewer would move an end across, or onto, what it is clearly apart from.

    The same for every row of a figure, whichever of its benchmarks the row is about.
    """
    if row.n is None or row.n < SMALL_N:
        return 0
    held_to, ends = (
        _held_to(row),
        [end for end in (row.low, row.value, row.high) if end is not None],
    )
    is_clear = all(_side(end, at) == _side(_as_shown(end, 0), at) for end in ends for at in held_to)
    return 0 if is_clear else MOST_DECIMALS


def _held_to(row: FigureRow) -> list[float]:
    """The target, and every published value outside the interval: one inside it has no side to be kept on."""
    printed = [
        value_and_band(each)[0]
        for each in row.figure.benchmarks
        if each.comparability != "not_comparable"
    ]
    low, high = row.low, row.high
    apart = [at for at in printed if low is None or high is None or not low <= at <= high]
    return apart if row.target is None else [*apart, row.target]


def _edge(row: FigureRow, amount: float, decimals: int) -> str:
    """lige over 75 %, where even the decimal would print it as what it is held to."""
    if not decimals:
        return ""
    shown = _as_shown(amount, decimals)
    for at in _held_to(row):
        if _side(amount, at) != _side(shown, at):
            told = percent(at, int(round(100 * at) != round(100 * at, 6)))
            return _("lige over {at}", at=told) if amount > at else _("lige under {at}", at=told)
    return ""


def _as_shown(share_: float, decimals: int) -> float:
    return float(words.rounded(100 * Decimal(repr(share_)), decimals) / 100)


def _side(amount: float, mark_at: float) -> int:
    return (amount > mark_at) - (amount < mark_at)
