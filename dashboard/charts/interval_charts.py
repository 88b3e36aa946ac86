"""Figures as dots with their intervals: one on the strip of its target, several in labelled rows."""

import textwrap
from collections.abc import Sequence
from functools import cache
from typing import Any

import altair as alt

from dashboard.charts.grammar import NARROW, Ink, Record, Spec, filled
from dashboard.charts.marks import dot_with_interval, number_axis, template

STRIP = 24  # pixels of a tile's strip, its axis apart
ROW = 46  # pixels a labelled row takes: a line of words and a strip below it
MARK_NAME = 12  # pixels a line of names below the marks takes
NAME_LETTER = 6 / 310  # one of its letters, as a share of the narrowest chart
LINE = 16  # pixels a second line of words takes
AXIS = 30  # pixels an axis takes
NARROW_LETTERS = 29  # of about this many letters, beside its value
NARROW_LINE = 50  # unless label and value have no more letters than this together


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
    first, last = (0, 1) if unit == "share" else _from_nought(rows)
    marks = [
        mark | {"row": row["row"]}
        for row in rows
        for mark in _placed_marks(row["marks"], first, last)
    ]
    lines = max((row["label_lines"].count("\n") for row in rows), default=0) + 1
    named = max((mark["level"] for mark in marks), default=-1) + 1
    height = ROW + (10 + MARK_NAME * named if marks else 0) + LINE * (lines - 1)
    kind = "share" if unit == "share" else "amount" if first == 0 else "change"
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


def _from_nought(rows: Sequence[Record]) -> tuple[float, float]:
    known = [
        amount
        for row in rows
        for amount in (row["value"], row["high"], row["low"], *(m["at"] for m in row["marks"]))
        if amount is not None
    ]
    return (min(*known, 0) * 1.04, max(*known, 0) * 1.04 or 1) if known else (0, 1)


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
