"""Numbers as the rows of a table, each with its interval on a strip: for pages and for print.

Text alone goes in, inert markup comes out; there is no other HTML of our own on a page. A strip is drawn
with positioned spans, so it needs no chart library, follows the theme and is printed as it is shown. Roles are
written out, since a table whose rows become blocks on a phone is none to some browsers.
"""

from collections.abc import Callable, Iterator, Sequence
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

from dashboard.charts.grammar import Ink

Amount = Callable[[float, str], str]  # an end of a scale and its unit, in words
ENDS = (0.1, 0.25, 0.5, 1.0)  # of a scale of shares: the first that holds them all
ROUND = (1, 1.5, 2, 3, 4, 5, 6, 8, 10)  # ends of a scale of amounts, by their first digits
# of the page, in its head; each table brings its inks
STYLE = """
.figures { container-type: inline-size; }
.rows { width: 100%; border-collapse: collapse; font-size: .875rem; line-height: 1.35; margin: 0; }
.rows th, .rows td { border: 0; border-bottom: 1px solid var(--faint); padding: .3rem .6rem .3rem 0;
  text-align: left; vertical-align: top; font-weight: 400; }
.rows thead th, .rows .axis th, .rows .axis td { color: var(--quiet); font-size: .8125rem; }
.rows .label { width: 30%; } .rows .strip { width: 28%; min-width: 9rem; }
.rows .told { text-align: right; font-weight: 600; white-space: nowrap; }
.rows thead .told { font-weight: 400; }
.rows td.held { color: var(--national); } .rows .held { text-align: right; min-width: 7.5rem; }
.rows .verdict { white-space: nowrap; }
.rows .quiet { color: var(--quiet); font-weight: 400; }
.rows summary { cursor: pointer; padding: .1rem 0; }
.rows details p { margin: .2rem 0 .2rem .9rem; color: var(--quiet); font-size: .8125rem; }
.rows details a { color: var(--own); }
.rows .badge { border: 1px solid var(--quiet); border-radius: .5rem; padding: 0 .4rem; white-space: nowrap; }
.rows .ends { display: flex; justify-content: space-between; }
.rows .line { position: relative; display: block; height: 1.35rem; }
.rows .line > * { position: absolute; top: 50%; transform: translateY(-50%); }
.rows .ground { left: 0; right: 0; height: 1px; background: var(--faint); }
.rows .good { height: 1.1rem; background: var(--good); }
.rows .span { height: .35rem; border-radius: .2rem; background: var(--own); opacity: .45; }
.rows .dot { width: .7rem; height: .7rem; margin-left: -.35rem; border-radius: 50%; background: var(--own); }
.rows .bar { height: .8rem; background: var(--own); }
.rows .tick { width: 3px; height: 1.1rem; margin-left: -1.5px; background: var(--national); }
.rows .tick.own { width: .7rem; height: .7rem; margin-left: -.35rem; border-radius: 50%; background: none;
  border: 2px solid var(--own); box-sizing: border-box; }
.rows .target, .rows .nought { width: 2px; height: 1.1rem; margin-left: -1px; background: var(--target); }
.rows .nought { width: 1px; }
.rows caption { caption-side: bottom; text-align: left; color: var(--quiet); font-size: .8125rem; padding-top: .3rem; }
.rows.bare thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
@media print { .rows tr { break-inside: avoid; } }
/* room for a finger, into the air around it */
@media (pointer: coarse), (max-width: 640px) {
  .rows .label summary { padding: .85rem 0; margin: -.75rem 0 0; }
  .rows .label details a { display: inline-block; padding: .9rem 0; margin: -.35rem 0; }
}
"""
# where a table has no room: each row on two lines, the strip below its label
STACKED = """
  .rows thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .rows { display: flex; flex-direction: column; } .rows tbody, .rows caption { display: block; }
  .rows caption { order: 1; }
  .rows tr { display: flex; flex-wrap: wrap; justify-content: flex-end; gap: 0 .6rem; padding: .35rem 0;
    border-bottom: 1px solid var(--faint); }
  .rows th, .rows td { border: 0; padding: 0; } .rows .label, .rows .strip { width: 100%; }
  .rows summary { padding: .5rem 0; } .rows .label summary { margin: -.35rem 0; }
  .rows td:empty { display: none; } .rows .told { white-space: normal; }
"""
for _room, _rows in (("400px", ".rows.bare"), ("600px", ".rows:not(.bare)")):
    STYLE += f"@container (max-width: {_room}) {{{STACKED.replace('.rows', _rows)}}}\n"


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
) -> str:
    """The lines as an HTML table; lines of one unit that follow each other share a scale.

    name: of the table, for who cannot see it. amount: writes an end of a scale. note: below the table.
    """
    has = {
        "held": any(line.held for line in lines),
        "verdict": any(line.verdict for line in lines),
        "grade": any(line.grade for line in lines),
    }
    columns = [column for column, is_filled in has.items() if is_filled]
    inks = {
        "own": colours.own, "national": colours.national, "target": colours.target, "faint": colours.faint,
        "good": colours.good_side, "quiet": colours.target,
    }  # fmt: skip
    look = ";".join(f"--{key}:{ink}" for key, ink in inks.items())
    return str(
        div(".figures")[
            table(
                class_=["rows", not columns and "bare"], role="table", style=look, aria_label=name
            )[
                note and caption[note],
                thead(role="rowgroup")[
                    tr(role="row")[
                        [_heading(key, headings) for key in ("label", "strip", "told", *columns)]
                    ]
                ],
                [_of_unit(list(same), columns, amount) for _unit, same in groupby(lines, _unit)],
            ]
        ]
    )


def _unit(line: Line) -> tuple[str, str]:
    return line.unit, line.unit_name


def _heading(key: str, headings: Headings) -> Element:
    return th(f".{key}", scope="col", role="columnheader")[getattr(headings, key)]


def _of_unit(lines: Sequence[Line], columns: Sequence[str], amount: Amount) -> Element:
    first, last = _ends(lines)
    ends = div(".ends")[span[amount(first, lines[0].unit)], span[amount(last, lines[0].unit)]]
    axis = tr(".axis", role="row")[
        th(".label", scope="rowgroup", role="rowheader")[name]
        if (name := lines[0].unit_name)
        else td(".label", role="cell"),
        td(".strip", role="cell")[
            ends if any(line.value is not None or line.ticks for line in lines) else None
        ],
        td(colspan=str(1 + len(columns)), role="cell"),
    ]
    return tbody(role="rowgroup")[axis, [_row(line, columns, first, last) for line in lines]]


def _row(line: Line, columns: Sequence[str], first: float, last: float) -> Element:
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
        [td(f".{column}", role="cell")[cells[column]] for column in columns],
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
