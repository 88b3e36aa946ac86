"""Numbers as the rows of a table, each with its interval on a strip: for pages and for print.

Text alone goes in, inert markup comes out; there is no other HTML of our own on a page. A strip is drawn
with positioned spans, so it needs no chart library, follows the theme and is printed as it is shown. Roles are
written out, since a table whose rows become blocks on a phone is none to some browsers.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import floor, log10

from htpy import (
    Element,
    Node,
    a,
    caption,
    details,
    div,
    p,
    span,
    summary,
    table,
    tbody,
    td,
    th,
    thead,
    tr,
)

from dashboard.charts import style
from dashboard.charts.grammar import Ink

Drawn = Element  # for whoever hands it on
Amount = Callable[[float, str], str]  # an end of a scale and its unit, in words
ENDS = (0.1, 0.25, 0.5, 1.0)  # of a scale of shares: the first that holds them all
ROUND = (1, 1.5, 2, 3, 4, 5, 6, 8, 10)  # ends of a scale of amounts, by their first digits


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
    more: tuple[str, ...] = ()  # what the row opens to
    link: tuple[str, str] | None = None  # address and words, last of what it opens to
    is_quiet: bool = False  # it says that there is no number
    says: str = ""  # a sentence below the row

    @property
    def is_drawn(self) -> bool:
        """Whether its number, or the span it lies in, stands on the strip."""
        return self.value is not None or self.low is not None


@dataclass(frozen=True)
class Headings:
    """What stands above the columns."""

    label: str
    strip: str
    told: str
    held: str
    verdict: str
    grade: str


def figure_rows(
    lines: Sequence[Line],
    headings: Headings,
    name: str,
    colours: Ink,
    amount: Amount,
    note: str = "",
) -> Drawn:
    """The lines as an HTML table; lines of one unit that follow each other share a scale.

    name: of the table, for who cannot see it. amount: writes an end of a scale. note: below the table.
    """
    has = {
        "held": any(line.held for line in lines),
        "verdict": any(line.verdict for line in lines),
        "grade": any(line.grade for line in lines),
    }
    columns = {column: getattr(headings, column) for column, is_filled in has.items() if is_filled}
    kind = ["rows", not columns and "bare"]
    return div(".figures")[
        table(class_=kind, role="table", style=style.of(colours), aria_label=name)[
            note and caption[note],
            thead(role="rowgroup")[
                tr(role="row")[
                    [_heading(key, headings) for key in ("label", "strip", "told", *columns)]
                ]
            ],
            list(_bodies(lines, columns, amount)),
        ]
    ]


def strip(line: Line, colours: Ink, amount: Amount) -> Drawn:
    """A line's strip by itself, with its scale below."""
    first, last = _ends([line])
    ends = [span[amount(end, line.unit)] for end in (first, last)]
    return div(".rows.alone", style=style.of(colours))[
        _strip(line, first, last), div(".ends")[ends]
    ]


def _unit(line: Line) -> tuple[str, str]:
    return line.unit, line.unit_name


def _heading(key: str, headings: Headings) -> Element:
    return th(f".{key}", scope="col", role="columnheader")[getattr(headings, key)]


def _bodies(lines: Sequence[Line], columns: Mapping[str, str], amount: Amount) -> Iterator[Element]:
    """Those of one unit or under one heading; a scale that is the same as above is not said again."""
    before = None
    for _of, same in groupby(lines, _unit):
        inside = list(same)
        first, last = _ends(inside)
        shown = (amount(first, inside[0].unit), amount(last, inside[0].unit))
        is_drawn = any(line.is_drawn or line.ticks for line in inside)
        heads = _heads(inside[0], len(columns), shown if is_drawn and shown != before else ())
        rows = [[_row(line, columns, first, last), _said(line, columns)] for line in inside]
        yield tbody(role="rowgroup")[heads, rows]
        before = shown if inside[0].ends else None


def _heads(line: Line, columns: int, ends: Sequence[str]) -> list[Node]:
    """The scale, beside the name of the unit; a heading stands in a row of its own below it."""
    named = th(".label", scope="rowgroup", role="rowheader")
    name = named[line.unit_name] if line.unit_name and not line.ends else td(".label", role="cell")
    strip = td(".strip", role="cell")[ends and div(".ends")[[span[end] for end in ends]]]
    axis = tr(".axis", role="row")[name, strip, td(colspan=str(1 + columns), role="cell")]
    heading = th(".heading", scope="rowgroup", role="rowheader", colspan=str(3 + columns))
    return [
        axis if ends or not line.ends else None,
        tr(role="row")[heading[line.unit_name]] if line.ends and line.unit_name else None,
    ]


def _said(line: Line, columns: Mapping[str, str]) -> Node:
    every = str(3 + len(columns))
    return tr(".says", role="row")[td(colspan=every, role="cell")[line.says]] if line.says else None


def _row(line: Line, columns: Mapping[str, str], first: float, last: float) -> Element:
    verdict: Node = line.verdict
    if line.is_judged and line.verdict:
        verdict = span(".badge")[line.verdict]
    cells = {"held": line.held, "verdict": verdict, "grade": line.grade}
    opens = line.more or line.link
    # the row is called its label, however much stands in it once it is opened
    name = line.label if opens else None
    return tr(role="row")[
        th(".label", scope="row", role="rowheader", aria_label=name)[
            _opening(line) if opens else line.label
        ],
        td(".strip", role="cell")[_strip(line, first, last)],
        td(class_=["told", line.is_quiet and "quiet"], role="cell")[line.told],
        # on a phone, where the headings are out of sight, each cell says its own
        [
            td(f".{column}", role="cell", data_label=told)[cells[column]]
            for column, told in columns.items()
        ],
    ]


def _opening(line: Line) -> Node:
    link = None
    if line.link:
        address, told = line.link
        link = p[a(href=address, target="_self", aria_label=f"{told}: {line.label}")[told]]
    # among answers to several questions each stands more than once
    name = f"{line.label}: {line.unit_name}" if line.unit_name else None
    return details[summary(aria_label=name)[line.label], [p[told] for told in line.more], link]


def _strip(line: Line, first: float, last: float) -> Node:
    """The number where it stands between the ends; nothing where nothing may be drawn."""
    marks = list(_marks(line, first, last))
    if not marks:
        return None
    return span(".line", role="img", aria_label=line.interval or line.told)[span(".ground"), marks]


def _marks(line: Line, first: float, last: float) -> Iterator[Element]:
    def at(amount: float) -> str:
        return f"{100 * min(max((amount - first) / (last - first), 0), 1):.2f}%"

    if line.target is not None:
        good = (line.target, last) if line.is_high_good else (first, line.target)
        yield span(".good", style=f"left:{at(good[0])};right:calc(100% - {at(good[1])})")
        yield span(".target", style=f"left:{at(line.target)}")
    if first < 0:
        yield span(".nought", style=f"left:{at(0)}")
    if line.low is not None and line.high is not None:
        yield span(".span", style=f"left:{at(line.low)};right:calc(100% - {at(line.high)})")
    for tick in line.ticks:
        yield span(class_=["tick", tick.is_own and "own"], style=f"left:{at(tick.at)}")
    if line.value is not None and line.is_bar:
        yield span(".bar", style=f"left:{at(0)};right:calc(100% - {at(line.value)})")
    elif line.value is not None:
        yield span(".dot", style=f"left:{at(line.value)}")


def _ends(lines: Sequence[Line]) -> tuple[float, float]:
    """Of the scale: of shares the first round one that holds all, of amounts from nought or below."""
    if given := lines[0].ends:
        return given
    known = [
        amount
        for line in lines
        for amount in (line.value, line.low, line.high, line.target, *(t.at for t in line.ticks))
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
