"""One figure over time: a dot with its interval for each quarter, few as few, none as none."""

from collections.abc import Sequence
from functools import cache

import altair as alt

from dashboard.charts.grammar import Ink, Record, Spec, filled
from dashboard.charts.marks import number_axis, plain_axis, template

HEIGHT = 150  # pixels; one of several below each other


def figure_over_time(records: Sequence[Record], label: str, unit: str, colours: Ink) -> Spec:
    """A figure by quarter as dots with their intervals, joined where they come after one another.

    records: period (a word), n_label, value, low, high (None where there is none), is_few (hollow, joined
    to nothing), in the order of time, every quarter; label: what stands above; unit: share or another.
    """
    rows = [
        record | {"place": i, "joined": None if record["is_few"] else record["value"]}
        for i, record in enumerate(records)
    ]
    ends = [
        end for record in records for end in (record["value"], record["high"]) if end is not None
    ]
    most = 1.0 if unit == "share" else max(ends, default=1) * 1.05 or 1.0
    spec = filled(_figure_over_time(colours, unit), {"rows": rows}, HEIGHT, most=most)
    return spec | {
        "title": {
            "text": label,
            "anchor": "start",
            "fontSize": 13,
            "color": colours.text,
            "offset": 8,
        }
    }


@cache
def _figure_over_time(colours: Ink, unit: str) -> Spec:
    # the quarter, and below it how many stand behind it
    axis = plain_axis(colours, labelOverlap=True, labelExpr="split(datum.label, '|')")
    x = alt.X("tick:O", sort=None, title=None, axis=axis)
    scale = alt.Scale(domain=[0, alt.ExprRef("most")], nice=False)
    y = alt.Y("value:Q", scale=scale, title=None, axis=number_axis(colours, unit))
    base = (
        alt.Chart(alt.NamedData("rows"))
        .transform_calculate(tick="datum.period + '|' + datum.n_label")
        .encode(x=x)
    )
    known = base.transform_filter("isValid(datum.value)")
    layers = [
        # first the one that leaves out no quarter: it gives the axis its order
        base.mark_line(color=colours.own, strokeWidth=2).encode(
            y=alt.Y("joined:Q", scale=scale), order="place:Q"
        ),
        base.mark_rule(color=colours.own, strokeWidth=5, opacity=0.35)
        .transform_filter("isValid(datum.low) && isValid(datum.high) && !datum.is_few")
        .encode(y=alt.Y("low:Q", scale=scale), y2="high:Q"),
        known.transform_filter("!datum.is_few")
        .mark_point(filled=True, size=60, opacity=1, color=colours.own)
        .encode(y=y),
        known.transform_filter("datum.is_few")
        .mark_point(filled=False, size=60, strokeWidth=1.5, opacity=1, color=colours.own)
        .encode(y=y),
    ]
    return template(alt.layer(*layers).add_params(alt.param(name="most", value=1)))
