"""Words with ways in them: where each leads, in which tab, and nothing a text can do to the page."""

from dashboard.charts.grammar import LIGHT
from dashboard.charts.linked_words import listing, sentence
from tests.charts.test_figure_rows import HOSTILE, Shape


def test_a_way_leads_where_it_says_and_opens_in_the_same_tab():
    shape = Shape(sentence(["38 forløb ", ("opfoelgning?lang=da", "se dem →")], LIGHT))
    assert shape.open == []
    assert [attrs for tag, attrs in shape.elements if tag == "a"] == [
        {"href": "opfoelgning?lang=da", "target": "_self"}
    ]


def test_a_listing_is_a_table_under_the_keys_of_its_rows():
    rows = [{"Forløb nr.": ("forloebet?sag=F1", "F1"), "Hvorfor": "tiltalt"}] * 2
    shape = Shape(listing(rows, "Forløb", LIGHT))
    assert [attrs["role"] for tag, attrs in shape.elements if tag in ("table", "tr")] == [
        "table", "row", "row", "row",
    ]  # fmt: skip
    assert [tag for tag, _attrs in shape.elements].count("th") == 2
    assert Shape(listing([], "Forløb", LIGHT)).open == []


def test_a_hostile_text_is_the_text():
    for made in (
        sentence([HOSTILE, (HOSTILE, HOSTILE)], LIGHT),
        listing([{HOSTILE: HOSTILE, "x": (HOSTILE, HOSTILE)}], HOSTILE, LIGHT),
    ):
        shape = Shape(made)
        assert shape.open == []
        assert {tag for tag, _attrs in shape.elements} <= {
            "p", "a", "div", "table", "thead", "tbody", "tr", "th", "td",
        }  # fmt: skip
        assert not any(name.startswith("on") for _tag, attrs in shape.elements for name in attrs)
