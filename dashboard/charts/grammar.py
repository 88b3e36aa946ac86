"""The grammar every chart and row is drawn in: inks, and templates filled with a reader's data.

KeepGoing is a dot with its interval in blue, a published figure a tick in brown (KeepGoing's own
of 2016 a hollow dot), a target a thin grey line with the good side shaded. Words and numbers in
a picture come ready from the caller; axes speak through Vega-Lite's locale.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from textwrap import wrap
from typing import Any

from dashboard.foundation import words

Record = dict[str, Any]
Spec = dict[str, Any]
NARROW = 500  # pixels; on a chart below this words stand on several lines
LETTER = 7  # pixels
LETTERS = 100  # on a line above a chart that is a file


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
    parts: tuple[str, ...]  # of a whole, of which none is better than another
    apart: str  # "don't know", and answers whose label is lost
    met: str  # an official verdict on the right side of its target, and on the wrong one
    missed: str
    paper: str  # what is drawn on, around a word that lies on something


LIGHT = Ink(
    own="#1f5f8b", national="#a8541f", target="#6b6b6b", good_side="#e6eef4", text="#31333f",
    faint="#dcdfe4", scale=("#1f5f8b", "#7fb0d2", "#c9b8a3", "#d99a68", "#a8541f"),
    parts=("#1f5f8b", "#7fb0d2", "#2a7a6b", "#9cc9b8", "#6a6fa8"), apart="#b4b7bd",
    met="#157a3c", missed="#b3470f",
    paper="#ffffff",
)  # fmt: skip
DARK = Ink(
    own="#74b3e0", national="#e39b63", target="#a3a8b4", good_side="#203040", text="#e8eaed",
    faint="#3a3f4a", scale=("#74b3e0", "#3f7ba6", "#6f665b", "#b07a4e", "#e39b63"),
    parts=("#74b3e0", "#3f7ba6", "#63b8a4", "#3c7d6e", "#9da2d8"), apart="#6a6f7a",
    met="#6fd08c", missed="#f0a070",
    paper="#171614",
)  # fmt: skip


def ink(theme: str | None) -> Ink:
    """The colours for the reader's theme; light until the browser has told."""
    return DARK if theme == "dark" else LIGHT


def locale() -> dict[str, Any]:
    """Vega-Lite's number and date words in the session's language."""
    months = [words.month(number) for number in range(1, 13)]
    days = [words.weekday(number) for number in range(7)]
    return {
        "number": {
            **words.number_marks(),
            "grouping": [3],
            "currency": ["", ""],  # must be there, as date and time; no chart prints one
        },
        "time": {
            "dateTime": "%A %e %B %Y %X",
            "date": "%Y-%m-%d",
            "time": "%H:%M",
            "periods": ["", ""],
            "days": days,
            "shortDays": [day[:3] for day in days],
            "months": months,
            "shortMonths": [month[:3] for month in months],
        },
    }


def apart(ends: Iterable[tuple[float, str]], room: float) -> list[Record]:
    """Names of lines at the height they end at, moved up so that none stands less than `room` above another."""
    placed: list[Record] = []
    for at, name in sorted(ends):
        lowest = placed[-1]["label_at"] + room if placed else at
        placed.append({"name": name, "label_at": max(at, lowest)})
    return placed


def readable(fill: str) -> str:
    """Black or white, whichever reads better on the fill (WCAG relative luminance)."""
    channels = [int(fill[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return "#000000" if luminance > 0.179 else "#ffffff"


def titled(spec: Spec, title: str, told: Iterable[str], colours: Ink) -> Spec:
    """A chart that leaves its page: above it what it is called, what it shows and where it is from."""
    lines = [line for each in told for line in wrap(each, LETTERS)]
    own = spec.get("title", {}).get("text", "")
    called = wrap(": ".join(filter(None, (title, own))), LETTERS * 12 // 16)
    above = {
        "text": called,
        "subtitle": lines,
        "anchor": "start",
        "frame": "group",
        "offset": 14,
        "fontSize": 16,
        "subtitleFontSize": 12,
        "subtitlePadding": 5,
        "color": colours.text,
        "subtitleColor": colours.text,
    }
    return spec | {"title": above, "background": colours.paper, "padding": 12}


def filled(
    template: Spec, datasets: dict[str, list[Record]], height: float, **params: float
) -> Spec:
    """A copy of a template with its data, height and parameters; the template stays as it is."""
    given = [
        param | {"value": params[param["name"]]} if param["name"] in params else param
        for param in template.get("params", [])
    ]
    config = template["config"] | {"locale": locale()}
    filled = {"datasets": datasets, "height": height, "config": config, "width": "container"}
    return template | filled | ({"params": given} if given else {})
