"""Charts as pure functions of plain records: nothing is fetched, nothing computed, one grammar."""

import textwrap
from collections.abc import Sequence
from functools import cache
from typing import Any

import altair as alt

from dashboard.charts.grammar import (
    Ink,
    Record,
    Spec,
    dot_with_interval,
    filled,
    number_axis,
    plain_axis,
    readable,
    template,
)

STRIP = 24  # pixels of a tile's strip, its axis apart
ROW = 46  # pixels a labelled row takes: a line of words and a strip below it
MARK_NAME = 12  # pixels a line of names below the marks takes
NAME_LETTER = 6 / 310  # one of its letters, as a share of the narrowest chart
LINE = 16  # pixels a second line of words takes
AXIS = 30  # pixels an axis takes
NARROW = 500  # pixels; below this a label stands on several lines
NARROW_LETTERS = 29  # of about this many letters, beside its value
NARROW_LINE = 50  # unless label and value have no more letters than this together
LETTER = 7  # pixels


def target_strip(record: Record, colours: Ink) -> Spec:
    """A share with its interval on 0-100 %, the target as a line, the good side shaded.

    record: value, low, high (None where there is none), target, is_high_good.
    """
    good = (record["target"], 1) if record["is_high_good"] else (0, record["target"])
    known = {key: record[key] for key in ("value", "low", "high", "target")}
    row = known | {"good_from": good[0], "good_to": good[1]}
    return filled(_target_strip(colours), {"rows": [row]}, STRIP)


@cache
def _target_strip(colours: Ink) -> Spec:
    base = alt.Chart(alt.NamedData("rows"))
    scale = alt.Scale(domain=[0, 1])
    middle = alt.value(STRIP / 2)
    layers = [
        base.mark_rect(color=colours.good_side).encode(
            x=alt.X("good_from:Q", scale=scale, axis=number_axis(colours, "share"), title=None),
            x2="good_to:Q",
            y=alt.value(0),
            y2=alt.value(STRIP),
        ),
        base.mark_tick(color=colours.target, thickness=2, size=STRIP).encode(
            x=alt.X("target:Q", scale=scale), y=middle
        ),
        *(layer.encode(y=middle) for layer in dot_with_interval(base, colours, scale)),
    ]
    return template(alt.layer(*layers))


def interval_rows(records: Sequence[Record], colours: Ink, unit: str) -> Spec:
    """One labelled row a figure: dot, interval, and marks for what it may be compared with.

    records: label, value_label, value, low, high (None where there is none), and marks: a list of
    {at, is_own, name}. Rows keep their order; a share's axis is 0-100 %, every other's from nought,
    or from below it where a change is: then nought has a line of its own.
    """
    rows = [
        record | {"row": i} | on_lines for i, (record, on_lines) in enumerate(_on_lines(records))
    ]
    first, last = (
        (0, 1)
        if unit == "share"
        else _from_nought(rows, 1 if unit in ("ratio", "difference") else 0)
    )
    marks = [
        mark | {"row": row["row"]}
        for row in rows
        for mark in _placed_marks(row["marks"], first, last)
    ]
    lines = max((row["label_lines"].count("\n") for row in rows), default=0) + 1
    named = max((mark["level"] for mark in marks), default=-1) + 1
    height = ROW + (10 + MARK_NAME * named if marks else 0) + LINE * (lines - 1)
    kind = (
        unit if unit in ("share", "ratio", "difference") else "amount" if first == 0 else "change"
    )
    return filled(
        _interval_rows(colours, kind),
        {"rows": rows, "marks": marks},
        height * len(rows) + AXIS,
        first=first,
        last=last,
        lines=lines,
    )


@cache
def _interval_rows(colours: Ink, kind: str) -> Spec:
    base = alt.Chart(alt.NamedData("rows")).encode(y=alt.Y("row:O", axis=None))
    scale = alt.Scale(domain=[alt.ExprRef("first"), alt.ExprRef("last")], nice=False)
    layers = [
        *_words_above(base, colours),
        *([_nought(base, colours, scale)] if kind == "change" else []),
        *dot_with_interval(base, colours, scale, below=8, axis=number_axis(colours, kind)),
        *_marks(colours, scale),
    ]
    params = [alt.param(name=name, value=1) for name in ("first", "last", "lines")]
    return template(alt.layer(*layers).add_params(*params))


def _nought(base: alt.Chart, colours: Ink, scale: alt.Scale) -> alt.Chart:
    """Where nothing has changed, in each row's strip so that it crosses no words."""
    line = base.mark_tick(color=colours.target, thickness=1, size=STRIP, yOffset=8, opacity=1)
    placed: alt.Chart = line.encode(x=alt.X(datum=0, type="quantitative", scale=scale))
    return placed


def _words_above(base: alt.Chart, colours: Ink) -> list[alt.Chart]:
    """A row's label to the left and its value to the right, on several lines on a phone."""
    said = base.transform_calculate(
        label=f"width < {NARROW} ? datum.label_lines : datum.label",
        value_label=f"width < {NARROW} ? datum.value_lines : datum.value_label",
    )
    above: dict[str, Any] = {
        "baseline": "line-bottom",
        "dy": alt.ExprRef(f"width < {NARROW} ? -5 - {LINE} * (lines - 1) : -5"),
        "fontSize": 13,
        "lineBreak": "\n",
        "lineHeight": LINE,
    }
    return [
        said.mark_text(align="left", color=colours.text, **above).encode(
            x=alt.value(0), text="label:N"
        ),
        said.mark_text(align="right", color=colours.own, fontWeight=600, **above).encode(
            x=alt.value("width"), text="value_label:N"
        ),
    ]


def _on_lines(records: Sequence[Record]) -> list[tuple[Record, Record]]:
    """Each record with its words as a phone shows them: labels wrapped, values above their grounds.

    All have the same number of lines, the last of them just above the strip; one where a phone has
    room for both.
    """
    if all(len(r["label"]) + len(r["value_label"]) <= NARROW_LINE for r in records):
        return [
            (record, {"label_lines": record["label"], "value_lines": record["value_label"]})
            for record in records
        ]
    wrapped = [textwrap.wrap(record["label"], NARROW_LETTERS) or [""] for record in records]
    values = [record["value_label"].replace(" (", "\n(").split("\n") for record in records]
    most = max((len(lines) for lines in (*wrapped, *values)), default=1)
    return [
        (
            record,
            {
                "label_lines": "\n".join([""] * (most - len(label)) + label),
                "value_lines": "\n".join([""] * (most - len(value)) + value),
            },
        )
        for record, label, value in zip(records, wrapped, values, strict=True)
    ]


def _placed_marks(marks: Sequence[Record], first: float, last: float) -> list[Record]:
    """Where each mark's name is written: on the first line where it meets no other, also on a phone.

    first, last: the ends of the axis. A name near an end is written inwards.
    """
    ends: list[float] = []  # how far each line of names is written, as a share of the axis
    placed = []
    for mark in sorted(marks, key=lambda mark: mark["at"]):
        at, width = (mark["at"] - first) / (last - first), len(mark["name"]) * NAME_LETTER
        align = "left" if at < width / 2 else "right" if at > 1 - width / 2 else "center"
        begin = at - {"left": 0.0, "center": width / 2, "right": width}[align]
        level = next((i for i, end in enumerate(ends) if end <= begin), len(ends))
        ends[level : level + 1] = [begin + width + NAME_LETTER]
        placed.append(mark | {"level": level, "align": align})
    return placed


def _from_nought(rows: Sequence[Record], at_least: float) -> tuple[float, float]:
    known = [
        amount
        for row in rows
        for amount in (row["value"], row["high"], row["low"], *(m["at"] for m in row["marks"]))
        if amount is not None
    ]
    return (min(*known, 0) * 1.04, max(*known, at_least) * 1.04 or 1) if known else (0, 1)


def _marks(colours: Ink, scale: alt.Scale) -> list[alt.Chart]:
    """Ticks for what others published, hollow dots for KeepGoing's own of 2016, named below."""
    base = alt.Chart(alt.NamedData("marks")).encode(x=alt.X("at:Q", scale=scale), y=alt.Y("row:O"))
    return [
        base.mark_text(
            fontSize=11,
            dy=alt.ExprRef(f"25 + {MARK_NAME} * datum.level"),
            align=alt.ExprRef("datum.align"),
            color=colours.text,
        ).encode(text="name:N"),
        base.transform_filter("!datum.is_own").mark_tick(
            color=colours.national, thickness=3, size=20, yOffset=8, opacity=1
        ),
        base.transform_filter("datum.is_own").mark_point(
            color=colours.own, filled=False, strokeWidth=2, size=90, yOffset=8, opacity=1
        ),
    ]


def counts_over_time(records: Sequence[Record], colours: Ink) -> Spec:
    """Counts by period as points on lines, each line named at its end.

    records: period (a word), series (a word), value, end_label, in the order of time.
    """
    longest = max((len(record["end_label"]) for record in records), default=0)
    spec = filled(
        _counts_over_time(colours), {"rows": list(records), "names": _end_labels(records)}, 260
    )
    return spec | {"padding": {"right": LETTER * longest, "left": 0, "top": 5, "bottom": 0}}


@cache
def _counts_over_time(colours: Ink) -> Spec:
    base = alt.Chart(alt.NamedData("rows")).encode(
        x=alt.X("period:O", sort=None, title=None, axis=plain_axis(colours, labelOverlap=True)),
        y=alt.Y("value:Q", title=None, scale=alt.Scale(zero=True),
                axis=plain_axis(colours, tickMinStep=1, grid=True, format=",d")),
    )  # fmt: skip
    dashes = alt.StrokeDash("series:N", legend=None, sort=None,
                            scale=alt.Scale(range=[[1, 0], [6, 3], [2, 3]]))  # fmt: skip
    names = alt.Chart(alt.NamedData("names")).encode(
        x=alt.X("period:O", sort=None), y=alt.Y("label_at:Q"), text="end_label:N"
    )
    layers = [
        base.mark_line(strokeWidth=2, color=colours.own).encode(strokeDash=dashes),
        base.mark_point(filled=True, size=36, opacity=1, color=colours.own),
        names.mark_text(align="left", dx=10, fontSize=13, fontWeight=600, color=colours.text),
    ]
    return template(alt.layer(*layers))


def _end_labels(records: Sequence[Record]) -> list[Record]:
    """The last point of each line with room between their names."""
    last = [record for record in records if record["period"] == records[-1]["period"]]
    room = max((record["value"] for record in records), default=0) * 0.1
    placed: list[Record] = []
    for record in sorted(last, key=lambda record: record["value"]):
        lowest = placed[-1]["label_at"] + room if placed else 0
        placed.append(record | {"label_at": max(record["value"], lowest)})
    return placed


def stacked_answers(records: Sequence[Record], colours: Ink) -> Spec:
    """Answers as stacked bars of shares, one bar a survey, the parts named where there is room.

    records: survey (a word), share, label, part_label, and tone: an index into the calm scale, or
    None for what stands apart (don't know, or a label the print has lost).
    """
    tones = [*colours.scale, colours.apart]
    placed = [
        record | {"fill": tones[-1 if record["tone"] is None else record["tone"]]}
        for record in _placed(records)
    ]
    for record in placed:
        record["ink"] = readable(record["fill"])
    surveys = [{"survey": name} for name in dict.fromkeys(record["survey"] for record in records)]
    legend = [{"label": k, "fill": f} for k, f in {r["label"]: r["fill"] for r in placed}.items()]
    spec = filled(
        _stacked_answers(colours),
        {"rows": placed, "surveys": surveys},
        62 * len(surveys),
        widest=max([1.0, *(record["to"] for record in placed)]),
    )
    fills = {"domain": [e["label"] for e in legend], "range": [e["fill"] for e in legend]}
    bars = spec["layer"][1]
    coloured = bars["encoding"] | {"color": bars["encoding"]["color"] | {"scale": fills}}
    layers = [spec["layer"][0], bars | {"encoding": coloured}, *spec["layer"][2:]]
    return spec | {"layer": layers}


@cache
def _stacked_answers(colours: Ink) -> Spec:
    y = alt.Y("survey:N", sort=None, title=None, axis=None)
    scale = alt.Scale(domain=[0, alt.ExprRef("widest")], nice=False)
    base = alt.Chart(alt.NamedData("rows")).encode(y=y)
    names = alt.Chart(alt.NamedData("surveys")).encode(y=y)
    legend = alt.Legend(
        orient="bottom", title=None, labelFontSize=12, labelColor=colours.text, labelLimit=300,
        symbolType="square", columns=alt.ExprRef(f"width < {NARROW} ? 1 : 5"),
    )  # fmt: skip
    has_room = f"(datum.to - datum.from) / widest * width > {LETTER} * length(datum.part_label)"
    layers = [
        names.mark_text(
            align="left", baseline="bottom", dy=-5, fontSize=13, color=colours.text
        ).encode(x=alt.value(0), text="survey:N"),
        base.mark_bar(height=24, yOffset=10, stroke=colours.faint, strokeWidth=1).encode(
            x=alt.X("from:Q", scale=scale, axis=None),
            x2="to:Q",
            color=alt.Color("label:N", legend=legend),
        ),
        base.transform_filter(has_room).mark_text(fontSize=12, dy=10).encode(
            x=alt.X("middle:Q", scale=scale), text="part_label:N",
            color=alt.Color("ink:N", scale=None),
        ),
    ]  # fmt: skip
    return template(alt.layer(*layers).add_params(alt.param(name="widest", value=1)))


def _placed(records: Sequence[Record]) -> list[Record]:
    """Where each part of a stacked bar begins and ends."""
    reached: dict[str, float] = {}
    placed = []
    for record in records:
        start = reached.get(record["survey"], 0.0)
        end = reached[record["survey"]] = start + record["share"]
        placed.append(record | {"from": start, "to": end, "middle": (start + end) / 2})
    return placed
