"""The life wheel as citizens know it, and how far people have moved: pure functions of records.

Vega-Lite has no wheel, so places on it are worked out here, as shares of its radius; the picture
itself turns them into pixels, whatever room it has.
"""

import math
from collections.abc import Sequence
from functools import cache
from itertools import groupby

import altair as alt

from dashboard.charts.grammar import Ink, Record, Spec, filled
from dashboard.charts.marks import plain_axis, template

WHEEL = 380  # pixels the wheel takes from top to bottom, its words included
WORDS = 38  # pixels of it above and below that are for words
SIDES = 48  # pixels for words at either side; there they may reach in where the rings curve away
ROUND = 20  # pixels a line of the legend takes
MOST = 10  # points, at the outermost ring
RINGS = range(2, MOST + 1, 2)
OUTSIDE = 1.07  # where words begin, of the radius
LETTER = 7  # pixels
NARROW = 420  # pixels; below this the words at the sides stand higher and lower
STYLES = ("first", "between", "last")
COLUMNS = 230  # pixels


def wheel(records: Sequence[Record], colours: Ink) -> Spec:
    """A wheel with a spoke for each domain and a line for each round of answers.

    records: round and domain (words), value (1-10, None where it is not answered) and value_label
    (words below the domain's, or ""), by round and, in each, by domain in the order of the spokes.
    The last round is drawn solid, the first dashed; a line breaks where an answer is missing.
    """
    rounds = [list(of_round) for _name, of_round in groupby(records, lambda r: r["round"])]
    styled = [(of_round, _style(i, len(rounds))) for i, of_round in enumerate(rounds)]
    newest = rounds[-1] if rounds else []
    data: dict[str, list[Record]] = {
        "rings": [{"ring": ring, "share": ring / MOST} for ring in RINGS],
        "spokes": [_spoke(i, len(newest), record) for i, record in enumerate(newest)],
        "lines": [
            line | {"style": style} for of_round, style in styled for line in _lines(of_round)
        ],
        "points": [
            point | {"style": style}
            for of_round, style in styled
            for point in _places(of_round)
            if point
        ],
        "rounds": [
            {"round": of_round[0]["round"], "style": style, "line": i}
            for i, (of_round, style) in enumerate(styled)
        ],
    }
    return filled(_wheel(colours), data, WHEEL + ROUND * (len(rounds) + 1))


def _style(i: int, count: int) -> str:
    return "last" if i == count - 1 else "first" if i == 0 else "between"


def _direction(i: int, count: int) -> tuple[float, float]:
    """Right and down of the i-th spoke; none points straight to a side, where words have no room."""
    angle = 2 * math.pi * (i + 0.5) / count
    return math.sin(angle), -math.cos(angle)


def _spoke(i: int, count: int, record: Record) -> Record:
    right, down = _direction(i, count)
    lines = [record["domain"], *filter(None, [record["value_label"]])]
    return {
        "x": right,
        "y": down,
        "words": "\n".join(lines),
        "room": LETTER * max(len(line) for line in lines),
        "is_right": right > 0,
        "is_side": abs(right) > abs(down),
    }


def _places(of_round: Sequence[Record]) -> list[Record | None]:
    """Where each domain's answer lies, as shares of the radius; None where there is none."""
    ways = [_direction(i, len(of_round)) for i in range(len(of_round))]
    return [
        None
        if record["value"] is None
        else {"x": record["value"] / MOST * right, "y": record["value"] / MOST * down}
        for record, (right, down) in zip(of_round, ways, strict=True)
    ]


def _lines(of_round: Sequence[Record]) -> list[Record]:
    """From each spoke to the next, where both are answered."""
    places = _places(of_round)
    return [
        here | {"x2": there["x"], "y2": there["y"]}
        for here, there in zip(places, places[1:] + places[:1], strict=True)
        if here and there
    ]


@cache
def _wheel(colours: Ink) -> Spec:
    layers = [*_web(colours), *_rounds(colours), _spoke_words(colours), *_legend(colours)]
    # from the top down, so that a phone's smaller wheel has its legend right below it
    places = {
        "radius": f"min(width / 2 - {SIDES}, {WHEEL / 2 - WORDS})",
        "middle": f"{WORDS} + radius",
        "bottom": f"2 * middle + {ROUND}",
    }
    params = [alt.param(name=name, expr=expr) for name, expr in places.items()]
    return template(alt.layer(*layers).add_params(*params))


def _placed(data: str, **further: str) -> alt.Chart:
    """A chart of the data at the pixels of x and y, with further names computed."""
    names = {"px": _across("datum.x"), "py": _down("datum.y")} | further
    return (
        alt.Chart(alt.NamedData(data))
        .transform_calculate(**names)
        .encode(x=alt.X("px:Q", scale=None, axis=None), y=alt.Y("py:Q", scale=None, axis=None))
    )


def _across(share: str) -> str:
    return f"width / 2 + radius * {share}"


def _down(share: str) -> str:
    return f"middle + radius * {share}"


def _web(colours: Ink) -> list[alt.Chart]:
    """Rings, spokes and the rings' numbers."""
    middle = {"px": "width / 2", "py": "middle"}
    rings = _placed("rings", **middle).mark_point(
        shape="circle",
        filled=False,
        stroke=colours.faint,
        strokeWidth=1,
        opacity=1,
        size=alt.ExprRef("pow(2 * radius * datum.share, 2)"),
    )
    spokes = _placed("spokes", px2="width / 2", py2="middle").mark_rule(
        color=colours.faint, strokeWidth=1
    )
    numbers = _placed("rings", **middle | {"py": _down("-datum.share")}).mark_text(
        fontSize=10, color=colours.target, text=alt.ExprRef("datum.ring")
    )
    return [rings, spokes.encode(x2="px2:Q", y2="py2:Q"), numbers]


def _rounds(colours: Ink) -> list[alt.Chart]:
    lines = _placed("lines", px2=_across("datum.x2"), py2=_down("datum.y2"))
    lines = lines.encode(x2="px2:Q", y2="py2:Q")
    points = _placed("points")
    hollow = points.transform_filter("datum.style != 'last'")
    solid = points.transform_filter("datum.style == 'last'")
    return [
        *(_styled(lines, style, colours) for style in STYLES),
        hollow.mark_point(color=colours.target, filled=False, size=28, strokeWidth=1.5, opacity=1),
        solid.mark_point(color=colours.own, filled=True, size=60, opacity=1),
    ]


def _styled(lines: alt.Chart, style: str, colours: Ink) -> alt.Chart:
    """The rules of one style: dashed, dotted, or solid in KeepGoing's blue."""
    dash, width = {"first": ([5, 4], 1.5), "between": ([2, 3], 1.5), "last": ([1, 0], 2.5)}[style]
    colour = colours.target if style == "first" else colours.own
    chosen = lines.transform_filter(f"datum.style == '{style}'")
    drawn: alt.Chart = chosen.mark_rule(color=colour, strokeDash=dash, strokeWidth=width)
    return drawn


def _spoke_words(colours: Ink) -> alt.Chart:
    """The domains' names outside the wheel, pushed in at a narrow picture's sides."""
    reach = f"{OUTSIDE} * radius"
    px = (
        f"datum.is_right ? min(width / 2 + {reach} * datum.x, width - datum.room)"
        f" : max(width / 2 + {reach} * datum.x, datum.room)"
    )
    py = f"middle + {reach} * datum.y * (datum.is_side && width < {NARROW} ? 1.5 : 1)"
    words: alt.Chart = _placed("spokes", px=px, py=py).mark_text(
        fontSize=12,
        lineBreak="\n",
        lineHeight=15,
        color=colours.text,
        align=alt.ExprRef("datum.is_right ? 'left' : 'right'"),
        baseline=alt.ExprRef("datum.is_side ? 'middle' : datum.y < 0 ? 'bottom' : 'top'"),
        text=alt.ExprRef("datum.words"),
    )
    return words


def _legend(colours: Ink) -> list[alt.Chart]:
    """Which line is which round, below the wheel."""
    line = f"bottom + {ROUND} * datum.line"
    rules = _placed("rounds", px="width / 2 - 90", py=line, px2="width / 2 - 60").encode(x2="px2:Q")
    words = _placed("rounds", px="width / 2 - 52", py=line).mark_text(
        align="left",
        baseline="middle",
        fontSize=12,
        color=colours.text,
        text=alt.ExprRef("datum.round"),
    )
    return [*(_styled(rules, style, colours) for style in STYLES), words]


def columns(records: Sequence[Record], colours: Ink, marked: Sequence[float]) -> Spec:
    """How many moved how far: a column for each stretch of points, its count above it.

    records: low and high (points, the ends of the stretch), value (a count) and value_label.
    marked: points at which a thin line stands, such as the agreed threshold up and down.
    """
    rows = [_column(record, colours) for record in records]
    return filled(
        _columns(colours), {"rows": rows, "marked": [{"at": at} for at in marked]}, COLUMNS
    )


def _column(record: Record, colours: Ink) -> Record:
    """Blue upwards, brown downwards; calmer within one point, and grey for no change at all."""
    middle = (record["low"] + record["high"]) / 2
    up, calm_up, _none, calm_down, down = colours.scale
    if middle == 0:
        fill = colours.apart
    elif abs(middle) < 1:
        fill = calm_up if middle > 0 else calm_down
    else:
        fill = up if middle > 0 else down
    return record | {"middle": middle, "fill": fill}


@cache
def _columns(colours: Ink) -> Spec:
    base = alt.Chart(alt.NamedData("rows"))
    scale = alt.Scale(domain=[-4, 4], nice=False)
    axis = plain_axis(
        colours,
        format="d",
        values=[-3, -2, -1, 0, 1, 2, 3],
        ticks=True,
        labelExpr="datum.value > 0 ? '+' + datum.label : datum.label",
    )
    y = alt.Y("value:Q", axis=None, scale=alt.Scale(zero=True))
    layers = [
        base.mark_bar(stroke=None).encode(
            x=alt.X("low:Q", scale=scale, axis=axis, title=None),
            x2="high:Q",
            y=y,
            y2=alt.Y2(datum=0),
            color=alt.Color("fill:N", scale=None),
        ),
        alt.Chart(alt.NamedData("marked"))
        .mark_rule(color=colours.target, strokeDash=[4, 3])
        .encode(x=alt.X("at:Q", scale=scale)),
        base.mark_text(dy=-8, fontSize=12, color=colours.text).encode(
            x=alt.X("middle:Q", scale=scale), y=y, text="value_label:N"
        ),
    ]
    return template(alt.layer(*layers))
