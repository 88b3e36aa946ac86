"""Two kinds of chart for what changes from phase to phase: counts told apart, and a trail.

Every part of a bar is named below it, also one too small to be seen: no count is hidden.
"""

from collections.abc import Sequence
from functools import cache

import altair as alt

from dashboard.charts.grammar import Ink, Record, Spec, filled
from dashboard.charts.marks import number_axis, template

BAR = 22  # pixels
HEADING = 22  # pixels from a bar's heading to its middle
LINE = 19  # pixels a line of names takes
GAP = 16  # pixels between one bar's names and the next heading
ROOM = 170  # pixels for the name of a part; with less the names stand two to a line
FIRST = 0.58  # of such a line for the first name, which is the longest
SQUARE = 15  # pixels from a part's coloured square to its name
TRAIL_ROW = 44  # pixels
AXIS = 30  # pixels
SIZES = 30, 70, 130  # of a trail's dots, from the first phase to the last


def stacked_counts(
    records: Sequence[Record], colours: Ink, inks: Sequence[str] | None = None
) -> Spec:
    """Bars of counts on one scale, each part named below its bar with its count.

    records: name, total_label, and parts: a list of {value, label, tone}, tone an index into the
    calm scale, or None for what stands apart; and total, where the parts are not all of it. inks: instead
    of the calm scale, where no part is better than another.
    """
    tones = [*(inks or colours.scale), colours.apart]
    parts = [
        part | {"row": i, "fill": tones[-1 if part["tone"] is None else part["tone"]]}
        for i, record in enumerate(records)
        for part in _laid_out(record["parts"])
    ]
    bars = [
        {"row": i, "name": record["name"], "total_label": record["total_label"]}
        for i, record in enumerate(records)
    ]
    lines = max((len(record["parts"]) + 1) // 2 for record in records) if records else 1
    height = HEADING + BAR + lines * LINE + GAP
    return filled(
        _stacked_counts(colours),
        {"rows": parts, "bars": bars},
        height * len(records),
        widest=max([1, *(part["to"] for part in parts), *(r.get("total", 0) for r in records)]),
        middle=-(height / 2) + HEADING + BAR / 2,
    )


def _laid_out(parts: Sequence[Record]) -> list[Record]:
    """Where each part begins and ends, and its place in the line of names."""
    reached, placed = 0, []
    for place, part in enumerate(parts):
        here = {"from": reached, "to": reached + part["value"], "place": place, "of": len(parts)}
        placed.append(part | here)
        reached = here["to"]
    return placed


@cache
def _stacked_counts(colours: Ink) -> Spec:
    y = alt.Y("row:O", axis=None)
    scale = alt.Scale(domain=[0, alt.ExprRef("widest")], nice=False)
    parts = alt.Chart(alt.NamedData("rows")).encode(y=y)
    headings = alt.Chart(alt.NamedData("bars")).encode(y=y)
    above = alt.ExprRef("middle - 22")
    is_narrow = f"width < {ROOM} * datum.of"
    across = f"({is_narrow} ? datum.place % 2 * width * {FIRST} : datum.place * width / datum.of)"
    below = f"middle + 24 + ({is_narrow} ? floor(datum.place / 2) * {LINE} : 0)"
    named = parts.encode(x=alt.value(0))
    layers = [
        headings.mark_text(
            align="left", dy=above, fontSize=13, fontWeight=600, color=colours.text
        ).encode(x=alt.value(0), text="name:N"),
        headings.mark_text(align="right", dy=above, fontSize=13, color=colours.text).encode(
            x=alt.value("width"), text="total_label:N"
        ),
        parts.mark_bar(
            height=BAR, yOffset=alt.ExprRef("middle"), stroke=colours.faint, strokeWidth=1
        ).encode(
            x=alt.X("from:Q", scale=scale, axis=None),
            x2="to:Q",
            color=alt.Color("fill:N", scale=None),
        ),
        named.mark_text(
            align="left", fontSize=15, text="■", dx=alt.ExprRef(across), dy=alt.ExprRef(below)
        ).encode(color=alt.Color("fill:N", scale=None)),
        named.mark_text(
            align="left",
            fontSize=12,
            color=colours.text,
            dx=alt.ExprRef(f"{across} + {SQUARE}"),
            dy=alt.ExprRef(below),
        ).encode(text="label:N"),
    ]
    params = [alt.param(name=name, value=1) for name in ("widest", "middle")]
    return template(alt.layer(*layers).add_params(*params))


def trails(records: Sequence[Record], colours: Ink) -> Spec:
    """One labelled row a figure with a dot for each phase, growing from the first to the last.

    records: label, value_label, and values: a share for each phase, None where there is none.
    """
    rows = [
        {
            "row": i,
            "label": record["label"],
            "value_label": record["value_label"],
            "least": min(known, default=None),
            "most": max(known, default=None),
        }
        for i, record in enumerate(records)
        for known in [[value for value in record["values"] if value is not None]]
    ]
    dots = [
        {"row": i, "value": value, "size": SIZES[place]}
        for i, record in enumerate(records)
        for place, value in enumerate(record["values"])
        if value is not None
    ]
    last = min(max((dot["value"] for dot in dots), default=1) * 1.05, 1) or 1
    height = TRAIL_ROW * len(rows) + AXIS
    return filled(_trails(colours), {"rows": rows, "dots": dots}, height, last=last)


@cache
def _trails(colours: Ink) -> Spec:
    y = alt.Y("row:O", axis=None)
    scale = alt.Scale(domain=[0, alt.ExprRef("last")], nice=False)
    rows = alt.Chart(alt.NamedData("rows")).encode(y=y)
    dots = alt.Chart(alt.NamedData("dots")).encode(y=y)
    layers = [
        rows.mark_text(align="left", dy=-8, fontSize=13, color=colours.text).encode(
            x=alt.value(0), text="label:N"
        ),
        rows.mark_text(align="right", dy=-8, fontSize=13, fontWeight=600, color=colours.own).encode(
            x=alt.value("width"), text="value_label:N"
        ),
        rows.transform_filter("isValid(datum.least)")
        .mark_rule(color=colours.own, strokeWidth=2, opacity=0.45, yOffset=10)
        .encode(x=alt.X("least:Q", scale=scale), x2="most:Q"),
        dots.mark_point(color=colours.own, filled=True, opacity=1, yOffset=10).encode(
            x=alt.X("value:Q", scale=scale, title=None, axis=number_axis(colours, "ratio")),
            size=alt.Size("size:Q", scale=None),
        ),
    ]
    return template(alt.layer(*layers).add_params(alt.param(name="last", value=1)))
