"""Numbers as the rows of a table, each with its interval on a strip: for pages and for print.

Text alone goes in, inert markup comes out; there is no other HTML of our own on a page. A strip is drawn
with positioned spans, so it needs no chart library, follows the theme and is printed as it is shown. Roles are
written out, since a table whose rows become blocks on a phone is none to some browsers.
"""

from collections.abc import Mapping, Sequence

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
from dashboard.charts.strips import Amount, Body, Headings, Line, Mark, Table, ends, marks


def figure_rows(drawn: Table, colours: Ink, amount: Amount) -> Element:
    """The table as HTML. amount: writes an end of a scale."""
    columns = drawn.columns
    kind = ["rows", not columns and "bare"]
    return div(".figures")[
        table(class_=kind, role="table", style=style.of(colours), aria_label=drawn.name)[
            drawn.note and caption[drawn.note],
            thead(role="rowgroup")[
                tr(role="row")[
                    [_heading(key, drawn.headings) for key in ("label", "strip", "told", *columns)]
                ]
            ],
            [_body(body, columns, amount) for body in drawn.bodies()],
        ]
    ]


def strip(line: Line, colours: Ink, amount: Amount) -> Element:
    """A line's strip by itself, with its scale below."""
    first, last = ends([line])
    shown = [span[amount(end, line.unit)] for end in (first, last)]
    return div(".rows.alone", style=style.of(colours))[
        _strip(line, first, last), div(".ends")[shown]
    ]


def _heading(key: str, headings: Headings) -> Element:
    return th(f".{key}", scope="col", role="columnheader")[getattr(headings, key)]


def _body(body: Body, columns: Mapping[str, str], amount: Amount) -> Element:
    """Lines of one unit or under one heading; a scale that is the same as above is not said again."""
    line = body.lines[0]
    rows = [
        [_row(each, columns, body.first, body.last), _said(each, columns)] for each in body.lines
    ]
    return tbody(role="rowgroup")[_heads(line, len(columns), body.scale(amount)), rows]


def _heads(line: Line, columns: int, shown: Sequence[str]) -> list[Node]:
    """The scale, beside the name of the unit; a heading stands in a row of its own below it."""
    named = th(".label", scope="rowgroup", role="rowheader")
    name = named[line.unit_name] if line.unit_name and not line.ends else td(".label", role="cell")
    strip = td(".strip", role="cell")[shown and div(".ends")[[span[end] for end in shown]]]
    axis = tr(".axis", role="row")[name, strip, td(colspan=str(1 + columns), role="cell")]
    heading = th(".heading", scope="rowgroup", role="rowheader", colspan=str(3 + columns))
    return [
        axis if shown or not line.ends else None,
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
    found = [_mark(mark) for mark in marks(line, first, last)]
    if not found:
        return None
    return span(".line", role="img", aria_label=line.interval or line.told)[span(".ground"), found]


def _mark(mark: Mark) -> Element:
    place = f"left:{100 * mark.left:.2f}%"
    if mark.kind in ("good", "span", "bar", "column", "latest"):
        place += f";right:calc(100% - {100 * mark.right:.2f}%)"
    if mark.kind in ("column", "latest"):
        place += f";height:{100 * mark.height:.2f}%"
    return span(class_=["tick own" if mark.kind == "own" else mark.kind], style=place)
