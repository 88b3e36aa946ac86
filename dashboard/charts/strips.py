"""Numbers on strips, as data: a line a number, what is held together, and where each mark stands.

Drawn as HTML by `figure_rows` and in a PDF by `paper`: both from here, so that they say the same.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import floor, log10

ENDS = (0.1, 0.25, 0.5, 1.0)  # of a scale of shares: the first that holds them all
COLUMN = 0.8  # of the room there is for one
ROUND = (1, 1.5, 2, 3, 4, 5, 6, 8, 10)  # ends of a scale of amounts, by their first digits

Amount = Callable[[float, str], str]  # an end of a scale and its unit, in words


@dataclass(frozen=True)
class Tick:
    """What a line is held against: where it stands, and whether it is KeepGoing's own of 2016."""

    at: float
    is_own: bool = False


@dataclass(frozen=True)
class Line:
    """One number: everything but where it stands on the strip is ready in words."""

    label: str
    told: str  # 240 ud af 304 (79 %)
    value: float | None = None  # and its interval, as they may be drawn; None where they may not
    low: float | None = None
    high: float | None = None
    interval: str = ""  # in words, for who cannot see the strip
    unit: str = "share"
    unit_name: str = ""  # a heading above those of the unit
    ends: tuple[float, float] | None = None  # of the strip; else of all lines of the unit
    ticks: tuple[Tick, ...] = ()
    held: str = ""  # SFI 69 %
    verdict: str = ""
    grade: str = ""
    is_judged: bool = False  # comparable enough for the verdict to be shown as one
    target: float | None = None
    is_high_good: bool = True
    is_bar: bool = False  # from nought to the number, instead of a dot
    over_time: tuple[
        float | None, ...
    ] = ()  # a column each, oldest first; the last is what is told
    more: tuple[str, ...] = ()  # what the row opens to
    link: tuple[str, str] | None = None  # address and words, last of what it opens to
    is_quiet: bool = False  # it says that there is no number
    says: str = ""  # a sentence below the row

    @property
    def is_drawn(self) -> bool:
        """Whether its number, or the span it lies in, stands on the strip."""
        return bool(self.over_time) or self.value is not None or self.low is not None


@dataclass(frozen=True)
class Headings:
    """What stands above the columns."""

    label: str
    strip: str
    told: str
    held: str
    verdict: str
    grade: str


@dataclass(frozen=True)
class Table:
    """Lines below their headings."""

    lines: Sequence[Line]
    headings: Headings
    name: str  # for who cannot see it
    note: str = ""  # below it
    times: tuple[str, str] | None = None  # first and last, where the strips go through time

    @property
    def columns(self) -> dict[str, str]:
        """Headings of the columns that a table may do without, where any line fills them."""
        return {
            column: getattr(self.headings, column)
            for column in ("held", "verdict", "grade")
            if any(getattr(line, column) for line in self.lines)
        }

    def bodies(self) -> Iterator["Body"]:
        """Lines of one unit, or under one heading, that follow each other share a scale."""
        before = None
        for _of, same in groupby(self.lines, lambda line: (line.unit, line.unit_name)):
            inside = tuple(same)
            first, last = ends(inside)
            shown = (first, last, inside[0].unit)
            is_drawn = any(line.is_drawn or line.ticks for line in inside)
            yield Body(inside, first, last, self.times, is_scaled=is_drawn and shown != before)
            before = shown if inside[0].ends else None


@dataclass(frozen=True)
class Body:
    """Lines on one scale."""

    lines: tuple[Line, ...]
    first: float
    last: float
    times: tuple[str, str] | None
    is_scaled: bool  # the scale stands above them; not where it is that of the body before

    def scale(self, amount: Amount) -> tuple[str, ...]:
        """What stands at the two ends of the strips; nothing where it need not be said."""
        unit = self.lines[0].unit
        ends_ = self.times or (amount(self.first, unit), amount(self.last, unit))
        return ends_ if self.is_scaled else ()


@dataclass(frozen=True)
class Mark:
    """What stands on a strip, as shares of its length; right is left where it is one place."""

    kind: str  # good, target, nought, span, tick, own, bar, dot, column or latest
    left: float
    right: float
    height: float = 1  # of a column, as a share of the strip's


def marks(line: Line, first: float, last: float) -> Iterator[Mark]:
    """Of a line between the ends of its scale, from the ground up; none where nothing may be drawn."""

    def at(amount: float) -> float:
        return min(max((amount - first) / (last - first), 0), 1)

    def place(kind: str, amount: float) -> Mark:
        return Mark(kind, at(amount), at(amount))

    if line.target is not None:
        good = (line.target, last) if line.is_high_good else (first, line.target)
        yield Mark("good", at(good[0]), at(good[1]))
        yield place("target", line.target)
    if first < 0:
        yield place("nought", 0)
    if line.low is not None and line.high is not None:
        yield Mark("span", at(line.low), at(line.high))
    for tick in line.ticks:
        yield place("own" if tick.is_own else "tick", tick.at)
    times = len(line.over_time)
    for i, amount in enumerate(line.over_time):
        kind = "column" if i + 1 < times else "latest"
        if amount is not None:
            yield Mark(kind, i / times, (i + COLUMN) / times, at(amount))
    if line.value is not None and line.is_bar:
        yield Mark("bar", at(0), at(line.value))
    elif line.value is not None:
        yield place("dot", line.value)


def ends(lines: Sequence[Line]) -> tuple[float, float]:
    """Of the scale: of shares the first round one that holds all, of amounts from nought or below."""
    if given := lines[0].ends:
        return given
    known = [
        amount
        for line in lines
        for amount in (
            line.value,
            line.low,
            line.high,
            line.target,
            *line.over_time,
            *(t.at for t in line.ticks),
        )
        if amount is not None
    ]
    most, least = max(known, default=1), min(known, default=0)
    if lines[0].unit == "share" and least >= 0:
        return 0, next((end for end in ENDS if most <= end), most)
    return -_round_above(-min(least, 0)), _round_above(max(most, 0)) or 1


def _round_above(amount: float) -> float:
    if not amount:
        return 0
    magnitude: float = 10 ** floor(log10(amount))
    return next(first * magnitude for first in ROUND if first * magnitude >= amount)
