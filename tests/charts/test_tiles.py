"""Tiles: what each says, in its order, and nothing a text can do to the page."""

from dashboard.charts.grammar import LIGHT
from dashboard.charts.strips import Line
from dashboard.charts.tiles import Tile, badges, tiles
from tests.charts.test_figure_rows import HOSTILE, Shape


def drawn(*found: Tile) -> Shape:
    return Shape(str(tiles(found, LIGHT, lambda amount, unit: f"{amount:g} {unit}")))


def test_a_tile_without_a_number_has_neither_heading_nor_strip():
    shape = drawn(Tile("Rykker frem", "mål mindst 60 %", says="Ingen forløb er startet."))
    assert [tag for tag, _attrs in shape.elements] == ["div", "div", "p", "strong", "br", "p"]


def test_a_verdict_by_itself_says_each_word_apart():
    shape = Shape(str(badges((("Klart", "good"), (HOSTILE, "")), LIGHT)))
    assert [attrs.get("class") for _tag, attrs in shape.elements] == [
        "badges",
        "badge good",
        "badge",
    ]


def test_no_text_becomes_markup():
    def of(told: str) -> Shape:
        line = Line(told, told, value=0.5, interval=told, ends=(0, 1), target=0.6)
        return drawn(
            Tile(told, told, told, told, line, ((told, "good"),), told, told, (told, told))
        )

    hostile = of(HOSTILE)
    assert [tag for tag, _attrs in hostile.elements] == [tag for tag, _attrs in of("x").elements]
    assert not [attrs for _tag, attrs in hostile.elements if "onerror" in attrs]
