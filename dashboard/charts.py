"""Charts as pure functions of plain records: nothing is fetched, nothing computed, one grammar.

KeepGoing is a dot with its interval in blue, a published figure a tick in brown (KeepGoing's own
of 2016 a hollow dot), a target a thin grey line with the good side shaded. Words and numbers in
a picture come ready from the caller; axes speak through Vega-Lite's locale.
"""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from dashboard import words

Record = dict[str, Any]


@dataclass(frozen=True)
class Ink:
    """The house's colours on one background; each has 3:1 against it."""

    own: str
    national: str
    target: str
    good_side: str
    text: str
    faint: str
    scale: tuple[str, ...]  # diverging, most to least satisfied, for Likert answers
    apart: str  # "don't know", and answers whose label is lost


LIGHT = Ink(
    own="#1f5f8b", national="#a8541f", target="#6b6b6b", good_side="#e6eef4", text="#31333f",
    faint="#dcdfe4", scale=("#1f5f8b", "#7fb0d2", "#c9b8a3", "#d99a68", "#a8541f"), apart="#b4b7bd",
)  # fmt: skip
DARK = Ink(
    own="#74b3e0", national="#e39b63", target="#a3a8b4", good_side="#203040", text="#e8eaed",
    faint="#3a3f4a", scale=("#74b3e0", "#3f7ba6", "#6f665b", "#b07a4e", "#e39b63"), apart="#6a6f7a",
)  # fmt: skip
ROW = 46  # pixels a labelled row takes: a line of words and a strip below it
STRIP = 24  # pixels of a tile's strip, its axis apart
MARK_NAMES = 22  # pixels more for the names below the marks
LINE = 16  # pixels a second line of words takes
NARROW = 500  # pixels; below this a label stands on several lines
NARROW_LETTERS = 29  # of about this many letters, beside its value
NARROW_LINE = 50  # unless label and value have no more letters than this together
AXIS = 30  # pixels an axis or a line of legend takes


def ink(theme: str | None) -> Ink:
    """The colours for the reader's theme; light until the browser has told."""
    return DARK if theme == "dark" else LIGHT


def locale() -> dict[str, Any]:
    """Vega-Lite's number and date words in the session's language."""
    is_danish = words.language() == "da"
    months = [words.month(number) for number in range(1, 13)]
    days = [words.weekday(number) for number in range(7)]
    return {
        "number": {
            "decimal": "," if is_danish else ".",
            "thousands": "." if is_danish else ",",
            "grouping": [3],
            "currency": ["", " kr."] if is_danish else ["DKK ", ""],
            "percent": f"{words.NO_BREAK}%" if is_danish else "%",
        },
        "time": {
            "dateTime": "%A %e %B %Y %X",
            "date": "%d.%m.%Y" if is_danish else "%d/%m/%Y",
            "time": "%H:%M",
            "periods": ["", ""],
            "days": days,
            "shortDays": [day[:3] for day in days],
            "months": months,
            "shortMonths": [month[:3] for month in months],
        },
    }


def target_strip(record: Record, colours: Ink) -> alt.LayerChart:
    """A share with its interval on 0-100 %, the target as a line, the good side shaded.

    record: value, low, high (None where there is none), target, is_high_good.
    """
    good = (record["target"], 1) if record["is_high_good"] else (0, record["target"])
    known = {key: record[key] for key in ("value", "low", "high", "target")}
    base = alt.Chart(alt.Data(values=[known | {"good_from": good[0], "good_to": good[1]}]))
    scale = alt.Scale(domain=[0, 1])
    middle = alt.value(STRIP / 2)
    layers = [
        base.mark_rect(color=colours.good_side).encode(
            x=alt.X("good_from:Q", scale=scale, axis=_axis(colours, is_percent=True), title=None),
            x2="good_to:Q",
            y=alt.value(0),
            y2=alt.value(STRIP),
        ),
        base.mark_tick(color=colours.target, thickness=2, size=STRIP).encode(
            x=alt.X("target:Q", scale=scale), y=middle
        ),
        *(layer.encode(y=middle) for layer in _dot_with_interval(base, colours, scale)),
    ]
    return _finish(alt.layer(*layers).properties(height=STRIP))


def interval_rows(records: Sequence[Record], colours: Ink, unit: str) -> alt.LayerChart:
    """One labelled row a figure: dot, interval, and marks for what it may be compared with.

    records: label, value_label, value, low, high (None where there is none), and marks: a list of
    {at, is_own, name}. Rows keep their order; a share's axis is 0-100 %, every other's from nought.
    """
    rows = [
        record | {"row": i} | on_lines for i, (record, on_lines) in enumerate(_on_lines(records))
    ]
    marks = [mark | {"row": row["row"]} for row in rows for mark in _levelled(row["marks"])]
    y = alt.Y("row:O", axis=None, scale=alt.Scale(domain=list(range(len(rows)))))
    scale = alt.Scale(domain=[0, 1]) if unit == "share" else alt.Scale(domain=_from_nought(rows))
    base = alt.Chart(alt.Data(values=rows)).encode(y=y)
    axis = _axis(colours, is_percent=unit in ("share", "ratio"), is_share=unit == "share")
    lines = max((row["label_lines"].count("\n") for row in rows), default=0) + 1
    said = base.transform_calculate(
        label=f"width < {NARROW} ? datum.label_lines : datum.label",
        value_label=f"width < {NARROW} ? datum.value_lines : datum.value_label",
    )
    above: dict[str, Any] = {
        "baseline": "line-bottom",
        "dy": alt.ExprRef(f"width < {NARROW} ? {-5 - LINE * (lines - 1)} : -5"),
        "fontSize": 13,
        "lineBreak": "\n",
        "lineHeight": LINE,
    }
    layers = [
        said.mark_text(align="left", color=colours.text, **above).encode(
            x=alt.value(0), text="label:N"
        ),
        said.mark_text(align="right", color=colours.own, fontWeight=600, **above).encode(
            x=alt.value("width"), text="value_label:N"
        ),
        *_dot_with_interval(base, colours, scale, below=8, axis=axis),
        *_marks(marks, colours, y, scale),
    ]
    height = ROW + (MARK_NAMES if marks else 0) + LINE * (lines - 1)
    return _finish(alt.layer(*layers).properties(height=height * len(rows) + AXIS))


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
    values = [record["value_label"].split("  ", 1) for record in records]
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


def _levelled(marks: Sequence[Record]) -> list[Record]:
    """Neighbouring marks get their names on different lines."""
    ordered = sorted(marks, key=lambda mark: mark["at"])
    return [mark | {"level": i % 2} for i, mark in enumerate(ordered)]


def _from_nought(rows: Sequence[Record]) -> list[float]:
    known = [
        amount
        for row in rows
        for amount in (row["value"], row["high"], row["low"], *(m["at"] for m in row["marks"]))
        if amount is not None
    ]
    return [min(0, *known, 0), max(*known, 0) * 1.04 or 1] if known else [0, 1]


def _dot_with_interval(
    base: alt.Chart, colours: Ink, scale: alt.Scale, below: int = 0, axis: alt.Axis | None = None
) -> list[alt.Chart]:
    known = base.transform_filter("isValid(datum.value)")
    spanned = base.transform_filter("isValid(datum.low) && isValid(datum.high)")
    value = alt.X("value:Q", scale=scale, title=None)
    return [
        spanned.mark_bar(color=colours.own, opacity=0.45, height=5, yOffset=below).encode(
            x=alt.X("low:Q", scale=scale), x2="high:Q"
        ),
        known.mark_point(color=colours.own, filled=True, size=90, opacity=1, yOffset=below).encode(
            x=value.axis(axis) if axis else value
        ),
    ]


def _marks(marks: list[Record], colours: Ink, y: alt.Y, scale: alt.Scale) -> list[alt.Chart]:
    """Ticks for what others published, hollow dots for KeepGoing's own of 2016."""
    own = [mark for mark in marks if mark["is_own"]]
    others = [mark for mark in marks if not mark["is_own"]]
    x = alt.X("at:Q", scale=scale)
    layers = [
        alt.Chart(alt.Data(values=[mark for mark in marks if mark["level"] == level]))
        .mark_text(fontSize=11, dy=25 + 12 * level, color=colours.text)
        .encode(x=x, y=y, text="name:N")
        for level in {mark["level"] for mark in marks}
    ]
    if others:
        ticks = alt.Chart(alt.Data(values=others))
        layers.append(
            ticks.mark_tick(color=colours.national, thickness=3, size=20, yOffset=8, opacity=1)
            .encode(x=x, y=y)
        )  # fmt: skip
    if own:
        dots = alt.Chart(alt.Data(values=own))
        layers.append(
            dots.mark_point(
                color=colours.own, filled=False, strokeWidth=2, size=90, yOffset=8, opacity=1
            ).encode(x=x, y=y)
        )
    return layers


def counts_over_time(records: Sequence[Record], colours: Ink) -> alt.LayerChart:
    """Counts by period as points on lines, each line named at its end.

    records: period (a word), series (a word), value, in the order of time.
    """
    periods = list(dict.fromkeys(record["period"] for record in records))
    series = list(dict.fromkeys(record["series"] for record in records))
    base = alt.Chart(alt.Data(values=list(records))).encode(
        x=alt.X("period:O", sort=periods, title=None,
                axis=_plain_axis(colours, labelOverlap=True)),
        y=alt.Y("value:Q", title=None, scale=alt.Scale(zero=True),
                axis=_plain_axis(colours, tickMinStep=1, grid=True, format=",d")),
    )  # fmt: skip
    dashes = alt.StrokeDash(
        "series:N",
        legend=None,
        scale=alt.Scale(domain=series, range=[[1, 0], [6, 3], [2, 3]][: len(series)]),
    )
    names = alt.Chart(alt.Data(values=_end_labels(records, periods))).encode(
        x=alt.X("period:O", sort=periods), y=alt.Y("label_at:Q"), text="end_label:N"
    )
    layers = [
        base.mark_line(strokeWidth=2, color=colours.own).encode(strokeDash=dashes),
        base.mark_point(filled=True, size=36, opacity=1, color=colours.own),
        names.mark_text(align="left", dx=10, fontSize=13, fontWeight=600, color=colours.text),
    ]
    longest = max((len(record["end_label"]) for record in records), default=0)
    room = {"right": 7 * longest, "left": 0, "top": 5, "bottom": 0}
    return _finish(alt.layer(*layers).properties(height=260, padding=room))


def _end_labels(records: Sequence[Record], periods: Sequence[str]) -> list[Record]:
    """The last point of each line with room between their names."""
    last = sorted(
        (record for record in records if record["period"] == periods[-1]),
        key=lambda record: record["value"],
    ) if periods else []  # fmt: skip
    room = max((record["value"] for record in records), default=0) * 0.1
    placed: list[Record] = []
    for record in last:
        lowest = placed[-1]["label_at"] + room if placed else 0
        placed.append(record | {"label_at": max(record["value"], lowest)})
    return placed


def stacked_answers(records: Sequence[Record], colours: Ink) -> alt.LayerChart:
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
        record["ink"] = _readable(record["fill"])
    surveys = list(dict.fromkeys(record["survey"] for record in records))
    y = alt.Y("survey:N", sort=surveys, title=None, axis=None)
    widest = max([1.0, *(record["to"] for record in placed)])
    scale = alt.Scale(domain=[0, widest], nice=False)
    base = alt.Chart(alt.Data(values=placed)).encode(y=y)
    names = alt.Chart(alt.Data(values=[{"survey": survey} for survey in surveys])).encode(y=y)
    legend = {record["label"]: record["fill"] for record in placed}
    layers = [
        names.mark_text(
            align="left", baseline="bottom", dy=-5, fontSize=13, color=colours.text
        ).encode(x=alt.value(0), text="survey:N"),
        base.mark_bar(height=24, yOffset=10, stroke=colours.faint, strokeWidth=1).encode(
            x=alt.X("from:Q", scale=scale, axis=None),
            x2="to:Q",
            color=alt.Color(
                "label:N",
                scale=alt.Scale(domain=list(legend), range=list(legend.values())),
                legend=_legend(colours),
            ),
        ),
        # a name is drawn where its part is wide enough for it, some 7 pixels a letter
        base.transform_filter(f"(datum.to - datum.from) / {widest} * width > 7 * length(datum.part_label)")
        .mark_text(fontSize=12, dy=10)
        .encode(x=alt.X("middle:Q", scale=scale), text="part_label:N",
                color=alt.Color("ink:N", scale=None)),
    ]  # fmt: skip
    return _finish(alt.layer(*layers).properties(height=52 * len(surveys) + 2 * AXIS))


def _legend(colours: Ink) -> alt.Legend:
    return alt.Legend(
        orient="bottom", title=None, labelFontSize=12, labelColor=colours.text, labelLimit=300,
        symbolType="square", columns=alt.ExprRef("width < 500 ? 1 : 5"),
    )  # fmt: skip


def _placed(records: Sequence[Record]) -> list[Record]:
    """Where each part of a stacked bar begins and ends."""
    reached: dict[str, float] = {}
    placed = []
    for record in records:
        start = reached.get(record["survey"], 0.0)
        end = reached[record["survey"]] = start + record["share"]
        placed.append(record | {"from": start, "to": end, "middle": (start + end) / 2})
    return placed


def _readable(fill: str) -> str:
    """Black or white, whichever reads better on the fill (WCAG relative luminance)."""
    channels = [int(fill[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return "#000000" if luminance > 0.179 else "#ffffff"


def _axis(colours: Ink, *, is_percent: bool, is_share: bool = True) -> alt.Axis:
    if not is_percent:
        return _plain_axis(colours, tickCount=6, format="~r", grid=True)
    values = {"values": [0, 0.25, 0.5, 0.75, 1]} if is_share else {"tickCount": 6}
    return _plain_axis(colours, format=".0%", grid=True, **values)


def _plain_axis(colours: Ink, **given: Any) -> alt.Axis:
    plain: dict[str, Any] = {
        "domain": False,
        "ticks": False,
        "grid": False,
        "gridColor": colours.faint,
        "labelColor": colours.text,
        "labelFontSize": 12,
        "labelAngle": 0,
        "labelFlush": True,
    }
    return alt.Axis(**plain | given)


def _finish(chart: alt.LayerChart | alt.FacetChart) -> alt.LayerChart:
    size = alt.AutoSizeParams(type="fit-x", contains="padding")  # a legend adds to the height
    # a screen reader gets the page's sentence instead of every mark's raw values
    settled = chart.properties(autosize=size).configure(locale=locale(), aria=False)
    finished: alt.LayerChart = settled.configure_view(stroke=None)
    return finished
