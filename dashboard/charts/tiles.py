"""Answers side by side, each as a tile: what was asked, what was counted, its strip, and what that says."""

from collections.abc import Sequence
from dataclasses import dataclass

from htpy import Element, Node, a, br, details, div, h2, p, small, span, strong, summary

from dashboard.charts import figure_rows, style
from dashboard.charts.grammar import Ink
from dashboard.charts.linked_words import Way
from dashboard.charts.strips import Amount, Line

Badge = tuple[str, str]  # its words, and "good", "bad" or "" for neither


@dataclass(frozen=True)
class Tile:
    """One answer, ready in words."""

    name: str
    target: str
    counted: str = ""  # 240 ud af 304; empty where there is nothing to count
    share: str = ""  # (79 %)
    line: Line | None = None
    badges: tuple[Badge, ...] = ()
    says: str = ""
    more: str = ""  # small, below it
    way: Way | None = None
    opened: tuple[str, str] | None = None  # what opens, and what it opens to


def tiles(found: Sequence[Tile], colours: Ink, amount: Amount) -> Element:
    """The tiles in their order. amount: writes an end of a strip's scale."""
    return div(".tiles", style=style.of(colours))[[_tile(each, colours, amount) for each in found]]


def badges(found: Sequence[Badge], colours: Ink) -> Element:
    """What is said in a word or two, by itself."""
    return p(".badges", style=style.of(colours))[_badges(found)]


def _badges(found: Sequence[Badge]) -> list[Node]:
    # the space is for who hears them
    return [[span(class_=["badge", side])[told], " "] for told, side in found]


def _tile(tile: Tile, colours: Ink, amount: Amount) -> Element:
    return div(".tile")[
        p[strong[tile.name], br, tile.target],
        tile.counted and h2[tile.counted, tile.share and [" ", small[tile.share]]],
        figure_rows.strip(tile.line, colours, amount) if tile.line else None,
        p[_badges(tile.badges)] if tile.badges else None,
        tile.says and p[tile.says],
        (tile.more or tile.way)
        and p(".more")[
            tile.more, tile.way and [" ", a(href=tile.way[0], target="_self")[tile.way[1]]]
        ],
        tile.opened and details(".more")[summary[tile.opened[0]], p[tile.opened[1]]],
    ]
