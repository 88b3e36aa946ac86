"""The charts of one course: what happened when, and its life wheel round by round."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache

import altair as alt

from dashboard.charts.grammar import Ink, Record, Spec, filled
from dashboard.charts.marks import plain_axis, template

LANE = 42  # pixels a lane takes, its name above it
AXIS = 30
LETTER = 6.5  # pixels
SHORT = 92  # days: an axis that is shorter says which day of the month


def timeline(records: Mapping[str, Sequence[Record]], colours: Ink) -> Spec:
    """Days as ticks and dots on lanes, phases as bars, all on one axis of time.

    records: lanes {lane, label} from the top, spans {lane, label, from, to} and points {lane, day,
    is_dot}; days are ISO text.
    """
    place = {lane["lane"]: i for i, lane in enumerate(records["lanes"])}
    data = {
        name: [record | {"row": place[record["lane"]]} for record in records[name]]
        for name in ("lanes", "spans", "points")
    }
    days = [point["day"] for point in data["points"]]
    days += [span[end] for span in data["spans"] for end in ("from", "to")]
    lasted = _days(min(days), max(days)) if days else 0
    for span in data["spans"]:  # its name is written where it has room
        span["share"] = _days(span["from"], span["to"]) / lasted
    return filled(_timeline(colours), data, LANE * len(place) + AXIS, days=lasted)


def _days(first: str, last: str) -> int:
    return (date.fromisoformat(last) - date.fromisoformat(first)).days


@cache
def _timeline(colours: Ink) -> Spec:
    y = alt.Y("row:O", axis=None)
    scale = alt.Scale(type="utc", nice=False)  # a day is a day, wherever the browser is
    days = f"datum.value, days < {SHORT} ? '%-d %b' : '%b %Y'"
    axis = plain_axis(
        colours,
        labelExpr=f"utcFormat({days})",
        tickCount=6,
        labelOverlap=True,
        grid=True,
        labelFlush=True,
    )
    lanes = alt.Chart(alt.NamedData("lanes")).encode(y=y)
    spans = alt.Chart(alt.NamedData("spans")).encode(y=y)
    points = alt.Chart(alt.NamedData("points")).encode(
        y=y, x=alt.X("day:T", scale=scale, axis=axis, title=None)
    )
    layers = [
        lanes.mark_text(align="left", dy=-10, fontSize=13, color=colours.text).encode(
            x=alt.value(0), text="label:N"
        ),
        spans.mark_bar(height=16, yOffset=8, color=colours.good_side, stroke=colours.own).encode(
            x=alt.X("from:T", scale=scale, axis=axis, title=None), x2="to:T"
        ),
        spans.transform_filter(f"datum.share * width > 10 + {LETTER} * length(datum.label)")
        .mark_text(align="left", dx=5, dy=8, fontSize=11, color=colours.text)
        .encode(x=alt.X("from:T", scale=scale), text="label:N"),
        points.transform_filter("!datum.is_dot").mark_tick(
            color=colours.own, thickness=2, size=14, yOffset=8
        ),
        points.transform_filter("datum.is_dot").mark_point(
            color=colours.own, filled=True, size=70, opacity=1, yOffset=8
        ),
    ]
    return template(alt.layer(*layers).add_params(alt.param(name="days", value=1)))
