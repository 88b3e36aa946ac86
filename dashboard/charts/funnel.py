"""The funnel: units of different size around one level, and the limits that size alone explains."""

from collections.abc import Sequence
from functools import cache
from typing import Any

import altair as alt

from dashboard.charts.grammar import Ink, Record, Spec, filled
from dashboard.charts.marks import number_axis, plain_axis, template

HEIGHT = 380
NAME_WIDTH = 12  # of n, and share, that a project's name takes
NAME_HEIGHT = 0.03
NARROW = 500  # pixels; below this only what is in doubt is named
LIMITS = {"low95": [4, 3], "high95": [4, 3], "low998": [1, 0], "high998": [1, 0]}  # its dashes


def funnel(
    points: Sequence[Record],
    limits: Sequence[Record],
    levels: Sequence[Record],
    colours: Ink,
    across: str,
) -> Spec:
    """A dot a unit, hollow diamonds for doubtful ones, between 95 % and 99.8 % limits.

    points: share, n, name, is_doubtful, is_named. limits: n, low95, high95, low998, high998, in the
    order of n. levels: at, name, is_printed - lines across the chart. across: what n counts.
    A funnel is about distance from a level, so its axis of shares need not begin at nought.
    """
    lowest = min((point["share"] for point in points), default=0)
    highest = max((level["at"] for level in levels), default=0)
    data = {
        "rows": _with_sides(points),
        "limits": list(limits),
        "levels": [level | {"is_upper": level["at"] == highest} for level in levels],
    }
    last = max((limit["n"] for limit in limits), default=1)
    return filled(_funnel(colours, across), data, HEIGHT, first=_step_below(lowest), last=last)


def _step_below(share: float) -> float:
    """The tenth below a share, with room for its dot."""
    return max(0.0, int(share * 10 - 0.5) / 10)


def _with_sides(points: Sequence[Record]) -> list[Record]:
    """Each point with whether its name stands to its left, where another is just to the right."""
    return [
        point
        | {
            "is_left": any(
                0 < other["n"] - point["n"] < NAME_WIDTH
                and abs(other["share"] - point["share"]) < NAME_HEIGHT
                for other in points
            )
        }
        for point in points
    ]


@cache
def _funnel(colours: Ink, across: str) -> Spec:
    x_scale = alt.Scale(domain=[0, alt.ExprRef("last")], nice=False)
    y_scale = alt.Scale(domain=[alt.ExprRef("first"), 1], nice=False)
    axis = plain_axis(
        colours,
        tickCount=6,
        format="d",
        title=across,
        titleColor=colours.text,
        titleFontWeight="normal",
    )
    x = alt.X("n:Q", scale=x_scale, axis=axis)
    y = alt.Y("share:Q", scale=y_scale, axis=number_axis(colours, "share"), title=None)
    ends = [alt.param(name=name, value=1) for name in ("first", "last")]
    rows = alt.Chart(alt.NamedData("rows")).encode(x=x, y=y)
    layers = [
        *_limits(colours, x, y_scale),
        *_levels(colours, y_scale),
        # paper around each word, in a layer of its own below: what draws files would lay it above the word
        *_names(rows, y_scale, colours.paper, stroke=colours.paper, strokeWidth=3),
        *_points(rows, colours),
        *_names(rows, y_scale, colours.text),
    ]
    return template(alt.layer(*layers).add_params(*ends))


def _limits(colours: Ink, x: alt.X, scale: alt.Scale) -> list[alt.Chart]:
    base = alt.Chart(alt.NamedData("limits"))
    return [
        base.mark_line(color=colours.target, strokeWidth=1.2, strokeDash=dash, clip=True).encode(
            x=x, y=alt.Y(f"{name}:Q", scale=scale, title=None)
        )
        for name, dash in LIMITS.items()
    ]


def _levels(colours: Ink, scale: alt.Scale) -> list[alt.Chart]:
    base = alt.Chart(alt.NamedData("levels")).encode(y=alt.Y("at:Q", scale=scale))
    return [
        base.transform_filter("!datum.is_printed").mark_rule(color=colours.target, strokeWidth=1),
        base.transform_filter("datum.is_printed").mark_rule(
            color=colours.national, strokeWidth=1.5, strokeDash=[2, 2]
        ),
    ]


def _points(base: alt.Chart, colours: Ink) -> list[alt.Chart]:
    certain = base.transform_filter("!datum.is_doubtful")
    doubtful = base.transform_filter("datum.is_doubtful")
    return [
        certain.mark_point(color=colours.national, filled=True, size=60, opacity=0.9),
        doubtful.mark_point(
            color=colours.national,
            filled=False,
            shape="diamond",
            size=110,
            strokeWidth=2,
            opacity=1,
        ),
    ]


def _names(points: alt.Chart, scale: alt.Scale, ink: str, **edge: Any) -> list[alt.Chart]:
    """The names of units and levels, wherever they lie. edge: around a word."""
    words: dict[str, Any] = {"fontSize": 11, "color": ink} | edge
    named = points.transform_filter(f"datum.is_named && (width >= {NARROW} || datum.is_doubtful)")
    levels = alt.Chart(alt.NamedData("levels")).encode(y=alt.Y("at:Q", scale=scale))
    return [
        named.mark_text(
            **words,
            align=alt.ExprRef("datum.is_left ? 'right' : 'left'"),
            dx=alt.ExprRef("datum.is_left ? -8 : 8"),
        ).encode(text="name:N"),
        # at the left, where a funnel is too wide for any unit to be judged
        levels.mark_text(**words, align="left", dy=alt.ExprRef("datum.is_upper ? -7 : 11")).encode(
            x=alt.value(4), text="name:N"
        ),
    ]
