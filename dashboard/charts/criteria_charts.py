"""Charts of a criterion over time and of what it is made of, in the house's grammar."""

from collections.abc import Sequence
from functools import cache
from itertools import chain
from typing import Any

import altair as alt

from dashboard.charts.grammar import Ink, Record, Spec, apart, filled
from dashboard.charts.marks import plain_axis, template

HEIGHT = 240
ROOM = 0.06  # of the axis, between the names of two lines
HALF = 0.5  # where an axis of shares ends that all lies below
STEP = 42  # pixels of a step: its words and its bar
DASHES = {"centre": [1, 0], "high": [2, 3]}  # of the lines of a chart of what lies between events
PERCENT = alt.Scale(domain=[0, 1], nice=False)


def shares_over_time(
    records: Sequence[Record], target: float, names: Sequence[tuple[float, str]], colours: Ink
) -> Spec:
    """Shares by period as dots, with centre and limits where there are enough, and the target.

    records: period (a word), value, is_small (hollow with its interval `least` to `most`, joined to nothing),
    centre, low, high (None where no limits are drawn), sign (a word at a point that is one, else ""), in
    the order of time. names: what each line is called, and where it ends.
    """
    rows = [
        record | {"joined": None if record["is_small"] else record["value"]} for record in records
    ]
    drawn = ((each["value"], each["most" if each["is_small"] else "high"]) for each in records)
    highest = max([target, *filter(None, chain.from_iterable(drawn))])
    top = HALF if highest < HALF - ROOM else 1
    return filled(
        _shares_over_time(colours),
        {"rows": rows, "targets": [{"target": target}], "names": apart(names, ROOM * top)},
        HEIGHT,
        top=top,
    )


@cache
def _shares_over_time(colours: Ink) -> Spec:
    scale = alt.Scale(domain=[0, alt.ExprRef("top")], nice=False)
    x = alt.X("period:O", sort=None, title=None, axis=plain_axis(colours, labelOverlap=True))
    y = alt.Y(
        "value:Q",
        scale=scale,
        title=None,
        axis=plain_axis(colours, format=".0%", grid=True, values=[0, 0.25, 0.5, 0.75, 1]),
    )
    base = alt.Chart(alt.NamedData("rows")).encode(x=x)
    limits: dict[str, Any] = {
        "color": colours.own,
        "strokeDash": [2, 3],
        "interpolate": "step",
        "strokeWidth": 1,
    }
    layers = [
        alt.Chart(alt.NamedData("targets"))
        .mark_rule(color=colours.target, strokeWidth=2)
        .encode(y=alt.Y("target:Q", scale=scale)),
        base.mark_line(**limits).encode(y=alt.Y("low:Q", scale=scale)),
        base.mark_line(**limits).encode(y=alt.Y("high:Q", scale=scale)),
        base.mark_line(color=colours.own, strokeWidth=1).encode(y=alt.Y("centre:Q", scale=scale)),
        base.mark_line(color=colours.own, strokeWidth=2).encode(y=alt.Y("joined:Q", scale=scale)),
        base.transform_filter("!datum.is_small")
        .mark_point(filled=True, size=60, opacity=1, color=colours.own)
        .encode(y=y),
        base.transform_filter("datum.is_small")
        .mark_rule(color=colours.own, opacity=0.45)
        .encode(y=alt.Y("least:Q", scale=scale), y2="most:Q"),
        base.transform_filter("datum.is_small")
        .mark_point(filled=False, size=60, strokeWidth=1.5, opacity=1, color=colours.own)
        .encode(y=y),
        base.transform_filter("datum.sign != ''")
        .mark_text(dy=-14, fontSize=12, fontWeight=600, color=colours.national)
        .encode(y=y, text="sign:N"),
        alt.Chart(alt.NamedData("names"))
        .mark_text(align="left", dx=6, fontSize=12, color=colours.text)
        .encode(x=alt.value("width"), y=alt.Y("label_at:Q", scale=scale), text="name:N"),
    ]
    return template(alt.layer(*layers).add_params(alt.param(name="top", value=1)))


def charges_in_order(
    records: Sequence[Record], target: float, names: tuple[str, str], colours: Ink
) -> Spec:
    """Courses charged so far, in the order the courses started, under the line of the target.

    records: place (1-based), charges (charged so far), at the courses charged and at the last;
    names: what the line and the curve are called at their ends.
    """
    last = max((record["place"] for record in records), default=1)
    most = max([target * last, *(record["charges"] for record in records)])
    line: list[Record] = [{"place": 0, "charges": 0}, {"place": last, "charges": target * last}]
    begin: list[Record] = [{"place": 0, "charges": 0}]
    datasets: dict[str, list[Record]] = {"rows": begin + list(records), "line": line}
    ends = (line[-1], (begin + list(records))[-1])
    datasets["names"] = [end | {"name": name} for end, name in zip(ends, names, strict=True)]
    return filled(_charges_in_order(colours), datasets, HEIGHT, last=last, most=most * 1.05)


@cache
def _charges_in_order(colours: Ink) -> Spec:
    x = alt.X(
        "place:Q",
        title=None,
        scale=alt.Scale(domain=[0, alt.ExprRef("last")], nice=False),
        axis=plain_axis(colours, format=",d", tickMinStep=1),
    )
    y = alt.Y(
        "charges:Q",
        title=None,
        scale=alt.Scale(domain=[0, alt.ExprRef("most")], nice=False),
        axis=plain_axis(colours, format=",d", tickMinStep=1, grid=True),
    )
    base = alt.Chart(alt.NamedData("rows")).encode(x=x, y=y)
    line = alt.Chart(alt.NamedData("line")).encode(x=x, y=y)
    layers = [
        line.mark_area(color=colours.good_side),
        line.mark_line(color=colours.target, strokeWidth=2),
        base.mark_line(color=colours.own, strokeWidth=2, interpolate="step-after"),
        alt.Chart(alt.NamedData("names"))
        .mark_text(
            align="right",
            baseline="bottom",
            dx=-6,
            dy=-6,
            fontSize=13,
            fontWeight=600,
            color=colours.text,
        )
        .encode(x=x, y=y, text="name:N"),
    ]
    params = [alt.param(name=name, value=1) for name in ("last", "most")]
    return template(alt.layer(*layers).add_params(*params))


def room_between(records: Sequence[Record], names: tuple[str, str], colours: Ink) -> Spec:
    """How many courses from one event to the next, with the middle and the upper limit named at their ends.

    records: number (1-based), courses, is_open (hollow: the wait since the last), centre, high, sign (a
    word at a point that is one, else ""), in order; names: of the middle and of the limit.
    """
    limits = [
        {"name": name, "at": records[0][key], "line": key}
        for name, key in zip(names, DASHES, strict=True)
        if records
    ]
    most = max((record["courses"] for record in records), default=1)
    most = max([most, *(limit["at"] for limit in limits)])
    last = max((record["number"] for record in records), default=1)
    datasets: dict[str, list[Record]] = {"rows": list(records), "limits": limits}
    return filled(_room_between(colours), datasets, HEIGHT, last=last + 0.5, most=most * 1.15)


@cache
def _room_between(colours: Ink) -> Spec:
    x = alt.X(
        "number:Q",
        title=None,
        scale=alt.Scale(domain=[0.5, alt.ExprRef("last")], nice=False),
        axis=plain_axis(colours, format=",d", tickMinStep=1),
    )
    scale = alt.Scale(domain=[0, alt.ExprRef("most")], nice=False)
    axis = plain_axis(colours, format=",d", tickMinStep=1, grid=True)
    base = alt.Chart(alt.NamedData("rows")).encode(
        x=x, y=alt.Y("courses:Q", title=None, scale=scale, axis=axis)
    )
    limits = alt.Chart(alt.NamedData("limits")).encode(y=alt.Y("at:Q", scale=scale))
    dashes = alt.Scale(domain=list(DASHES), range=list(DASHES.values()))
    dot: dict[str, Any] = {"size": 60, "opacity": 1, "color": colours.own}
    layers = [
        limits.mark_rule(color=colours.own, strokeWidth=1).encode(
            strokeDash=alt.StrokeDash("line:N", legend=None, scale=dashes)
        ),
        base.transform_filter("!datum.is_open").mark_line(color=colours.own, strokeWidth=2),
        base.transform_filter("!datum.is_open").mark_point(filled=True, **dot),
        base.transform_filter("datum.is_open").mark_point(filled=False, strokeWidth=1.5, **dot),
        limits.mark_text(align="left", dx=8, fontSize=12, color=colours.text).encode(
            x=alt.value("width"), text="name:N"
        ),
        base.transform_filter("datum.sign != ''")
        .mark_text(dy=-14, fontSize=12, fontWeight=600, color=colours.national)
        .encode(text="sign:N"),
    ]
    params = [alt.param(name=name, value=1) for name in ("last", "most")]
    return template(alt.layer(*layers).add_params(*params))


def share_by_threshold(
    records: Sequence[Record], target: float, chosen: float, colours: Ink
) -> Spec:
    """A share with its interval as a band over the threshold it depends on, and the target.

    records: threshold, value, low, high, lowest threshold first; chosen: the one to point out.
    """
    datasets = {
        "rows": list(records),
        "targets": [{"target": target}],
        "chosen": [record for record in records if record["threshold"] == chosen],
    }
    ends = [record["threshold"] for record in records] or [0.0, 1.0]
    return filled(_share_by_threshold(colours), datasets, HEIGHT, first=ends[0], last=ends[-1])


@cache
def _share_by_threshold(colours: Ink) -> Spec:
    x = alt.X(
        "threshold:Q",
        title=None,
        scale=alt.Scale(domain=[alt.ExprRef("first"), alt.ExprRef("last")], nice=False),
        axis=plain_axis(colours, format=".1f", tickCount=6),
    )
    y = alt.Y(
        "value:Q",
        scale=PERCENT,
        title=None,
        axis=plain_axis(colours, format=".0%", grid=True, values=[0, 0.25, 0.5, 0.75, 1]),
    )
    base = alt.Chart(alt.NamedData("rows")).encode(x=x)
    chosen = alt.Chart(alt.NamedData("chosen")).encode(x=x)
    layers = [
        base.mark_area(color=colours.own, opacity=0.25).encode(
            y=alt.Y("low:Q", scale=PERCENT), y2="high:Q"
        ),
        alt.Chart(alt.NamedData("targets"))
        .mark_rule(color=colours.target, strokeWidth=2)
        .encode(y=alt.Y("target:Q", scale=PERCENT)),
        base.mark_line(color=colours.own, strokeWidth=2).encode(y=y),
        chosen.mark_point(filled=True, size=110, opacity=1, color=colours.own).encode(y=y),
    ]
    params = [alt.param(name=name, value=1) for name in ("first", "last")]
    return template(alt.layer(*layers).add_params(*params))


def remaining(records: Sequence[Record], colours: Ink) -> Spec:
    """What remains after each step, as bars one below the other; what a step takes away is faint.

    records: label, remaining (after the step), before (how many there were).
    """
    rows = [record | {"row": i} for i, record in enumerate(records)]
    most = max((record["before"] for record in records), default=1) or 1
    return filled(_remaining(colours), {"rows": rows}, STEP * len(rows), most=most)


@cache
def _remaining(colours: Ink) -> Spec:
    scale = alt.Scale(domain=[0, alt.ExprRef("most")], nice=False)
    base = alt.Chart(alt.NamedData("rows")).encode(y=alt.Y("row:O", axis=None))
    bar: dict[str, Any] = {"height": 14, "yOffset": 9}
    layers = [
        base.mark_bar(color=colours.faint, **bar).encode(
            x=alt.X("remaining:Q", scale=scale, axis=None), x2="before:Q"
        ),
        base.mark_bar(color=colours.own, **bar)
        .encode(x=alt.X("zero:Q", scale=scale, axis=None), x2="remaining:Q")
        .transform_calculate(zero="0"),
        base.mark_text(align="left", dy=-9, fontSize=13, color=colours.text).encode(
            x=alt.value(0), text="label:N"
        ),
    ]
    return template(alt.layer(*layers).add_params(alt.param(name="most", value=1)))
