"""A figure as a dot with its interval on the strip of its target."""

from functools import cache

import altair as alt

from dashboard.charts.grammar import (
    Ink,
    Record,
    Spec,
    dot_with_interval,
    filled,
    number_axis,
    template,
)

STRIP = 24  # pixels of a tile's strip, its axis apart


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
