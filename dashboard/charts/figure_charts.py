"""Answers as stacked bars of shares."""

from collections.abc import Sequence
from functools import cache

import altair as alt

from dashboard.charts.grammar import LETTER, NARROW, Ink, Record, Spec, filled, readable
from dashboard.charts.marks import template


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
        orient="bottom",
        title=None,
        labelFontSize=12,
        labelColor=colours.text,
        labelLimit=300,
        symbolType="square",
        symbolStrokeWidth=0,
        symbolSize=130,
        columns=alt.ExprRef(f"width < {NARROW} ? 1 : 5"),
    )
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
        base.transform_filter(has_room)
        .mark_text(fontSize=12, dy=10)
        .encode(
            x=alt.X("middle:Q", scale=scale),
            text="part_label:N",
            color=alt.Color("ink:N", scale=None),
        ),
    ]
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
