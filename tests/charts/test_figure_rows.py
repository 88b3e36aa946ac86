"""Numbers as rows: where each stands on its strip, who is told what, and nothing a text can do to the page."""

import re
from html.parser import HTMLParser

import pytest

from dashboard.charts.blocks import Block
from dashboard.charts.figure_rows import figure_rows
from dashboard.charts.grammar import DARK, LIGHT
from dashboard.charts.printed_page import printed
from dashboard.charts.strips import Headings, Line, Table, Tick
from dashboard.charts.style import STYLE

HEADINGS = Headings("Tal", "Strimmel", "KeepGoing", "Mod", "Vurdering", "Grad")
HOSTILE = """<img src=x onerror=alert(1)>"'&</td><script>"""


def amount(end: float, unit: str) -> str:
    return f"{end:g} {unit}"


def drawn(*lines: Line, name: str = "Prøve", note: str = "", colours=LIGHT) -> str:
    return str(figure_rows(Table(lines, HEADINGS, name, note), colours, amount))


def line(**given) -> Line:
    return Line(**{"label": "Fremmøde", "told": "79 %", "value": 0.5} | given)


class Shape(HTMLParser):
    """Every element with its attributes, and whether each that was opened was closed."""

    def __init__(self, html: str):
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        self.open += [] if tag in ("meta", "br") else [tag]

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def of(self, name: str) -> list[str]:
        """The style of each element of that class."""
        return [
            attrs.get("style") or ""
            for _tag, attrs in self.elements
            if name in (attrs.get("class") or "").split()
        ]


def test_a_number_its_interval_and_what_it_is_held_against_stand_where_they_are():
    shape = Shape(
        drawn(line(value=0.5, low=0.4, high=0.7, ticks=(Tick(0.25), Tick(1, is_own=True))))
    )
    assert shape.open == []
    assert shape.of("dot") == ["left:50.00%"]
    assert shape.of("span") == ["left:40.00%;right:calc(100% - 70.00%)"]
    assert shape.of("tick") == ["left:25.00%", "left:100.00%"]
    assert len(shape.of("own")) == 1


def test_a_target_has_its_good_side():
    high, low = (
        Shape(drawn(line(value=0.9, target=0.75, is_high_good=is_high))).of("good")
        for is_high in (True, False)
    )
    assert high == ["left:75.00%;right:calc(100% - 100.00%)"]
    assert low == ["left:0.00%;right:calc(100% - 75.00%)"]


@pytest.mark.parametrize(
    "values, ends",
    [
        ((0.03, 0.08), "0.1"), ((0.11, 0.2), "0.25"), ((0.3,), "0.5"), ((0.51,), "1"),
        ((1.0,), "1"), ((0.0,), "0.1"),
    ],
)  # fmt: skip
def test_shares_have_a_round_scale_that_holds_them_all(values, ends):
    html = drawn(*(line(value=value) for value in values))
    assert f"<span>0 share</span><span>{ends} share</span>" in html


@pytest.mark.parametrize(
    "values, ends",
    [((7.8, 5), "8"), ((16.3,), "20"), ((0.04,), "0.04"), ((0,), "1"), ((1234,), "1500")],
)
def test_amounts_have_a_round_scale_from_nought(values, ends):
    html = drawn(*(line(value=value, unit="months") for value in values))
    assert f"<span>0 months</span><span>{ends} months</span>" in html


def test_below_nought_is_on_the_strip_and_nought_has_a_line():
    shape = Shape(drawn(line(value=-1, low=-2, high=2, unit="points")))
    assert shape.of("nought") == ["left:50.00%"]
    assert shape.of("dot") == ["left:25.00%"]


def test_lines_of_one_unit_share_a_scale_and_others_have_their_own():
    html = drawn(line(value=5, unit="months"), line(value=10, unit="months"), line(value=0.5))
    assert html.count('<tr class="axis"') == 2
    assert Shape(html).of("dot") == ["left:50.00%", "left:100.00%", "left:100.00%"]


def test_what_has_no_number_has_an_empty_strip_and_says_so_quietly():
    html = drawn(line(value=None, told="ikke opgjort", is_quiet=True), line())
    assert (
        '<td class="strip" role="cell"></td><td class="told quiet" role="cell">ikke opgjort</td>'
        in html
    )
    assert len(Shape(html).of("dot")) == 1


def test_a_bar_goes_from_nought_to_its_number():
    shape = Shape(drawn(line(value=0.25, is_bar=True)))
    assert shape.of("bar") == ["left:0.00%;right:calc(100% - 100.00%)"]
    assert not shape.of("dot")


def test_columns_nobody_fills_are_left_out():
    assert "Vurdering" not in drawn(line())
    assert 'class="rows bare"' in drawn(line())
    html = drawn(line(held="SFI 37 %", verdict="ligger over", grade="B", is_judged=True), line())
    assert html.count('scope="col"') == 6
    assert '<span class="badge">ligger over</span>' in html


def test_a_verdict_that_is_only_loose_does_not_look_like_one():
    html = drawn(line(held="SFI 37 %", verdict="ligger over", grade="C"))
    assert "badge" not in html
    assert "ligger over" in html


def test_answers_to_several_questions_are_called_after_theirs():
    html = drawn(*(line(label="ja", unit_name=asked, more=("x",)) for asked in ("Mål?", "Plan?")))
    assert '<summary aria-label="ja: Mål?">ja</summary>' in html
    assert '<summary aria-label="ja: Plan?">ja</summary>' in html


def test_a_row_is_called_its_label_also_when_it_is_open():
    assert 'role="rowheader" aria-label="Fremmøde">' in drawn(line(more=("Andel af forløb.",)))
    assert 'role="rowheader">Fremmøde' in drawn(line())


def test_a_row_opens_to_what_it_is_and_to_its_courses():
    html = drawn(
        line(more=("Andel af forløb.",), link=("forloebene?tal=x&hvilke=ja", "Se forløbene"))
    )
    assert "<details><summary>Fremmøde</summary><p>Andel af forløb.</p>" in html
    # called after its row: there are many of them on a page
    assert (
        '<a href="forloebene?tal=x&amp;hvilke=ja" target="_self" '
        'aria-label="Se forløbene: Fremmøde">Se forløbene</a>'
    ) in html
    assert "<details" not in drawn(line())


def test_who_cannot_see_it_is_told_the_interval():
    html = drawn(line(interval="95 %-interval 74–83 %"), name="Tre løfter")
    assert 'role="img" aria-label="95 %-interval 74–83 %"' in html
    assert 'aria-label="Tre løfter"' in html
    assert html.count('scope="row"') == 1


def test_no_text_becomes_markup():
    """Attack 23, against the one module that writes HTML."""
    plain = Shape(drawn(line(more=("x",), link=("x", "x"), held="x", verdict="x", grade="x", interval="x",
                             unit_name="x", says="x"), note="x"))  # fmt: skip
    hostile = Shape(drawn(
        Line(
            label=HOSTILE, told=HOSTILE, value=0.5, interval=HOSTILE, unit_name=HOSTILE, held=HOSTILE,
            verdict=HOSTILE, grade=HOSTILE, more=(HOSTILE,), link=(HOSTILE, HOSTILE), says=HOSTILE,
        ),
        name=HOSTILE, note=HOSTILE,
    ))  # fmt: skip
    assert [tag for tag, _attrs in hostile.elements] == [tag for tag, _attrs in plain.elements]
    assert not [attrs for _tag, attrs in hostile.elements if "onerror" in attrs]


def test_no_text_becomes_markup_on_paper():
    """Attack 23, against the page that is printed."""
    pages = [
        Shape(printed(told, "da", "", [
            Block(
                told, told=(told, f"**{told}**", f"`{told}`"), cells=[{told: told, "y": told}], notes=(told,)
            )
        ], amount))
        for told in ("x", HOSTILE)
    ]  # fmt: skip
    plain, hostile = ([tag for tag, _attrs in page.elements] for page in pages)
    assert hostile == plain
    assert {"main", "h2", "strong", "code", "th", "td"} <= set(plain)


def test_a_sentence_stands_below_its_row_and_a_scale_is_not_said_twice():
    lines = [
        line(unit_name="Ja?", ends=(0, 1), says="Det holder."),
        line(unit_name="Nej?", ends=(0, 1)),
    ]
    html = drawn(*lines)
    assert '<tr class="says" role="row"><td colspan="3" role="cell">Det holder.</td></tr>' in html
    assert html.count('class="ends"') == 1
    assert html.count('class="heading" scope="rowgroup" role="rowheader" colspan="3"') == 2
    apart = [
        line(unit="days", unit_name="Dage", value=3),
        line(unit="hours", unit_name="Timer", value=3),
    ]
    assert drawn(*apart).count('class="ends"') == 2


def test_each_theme_has_its_inks_and_the_look_uses_no_other():
    assert LIGHT.own in drawn(line())
    assert DARK.own in drawn(line(), colours=DARK)
    assert not re.findall(r"#[0-9a-fA-F]{3,6}\b", STYLE)
    named = set(re.findall(r"var\(--(\w+)\)", STYLE))
    assert named == set(re.findall(r"--(\w+):", drawn(line())))


def test_a_cell_says_its_heading_where_the_headings_are_out_of_sight():
    cells = Shape(drawn(line(held="SFI 69 %", verdict="over", grade="B"))).elements
    said = [attrs["data-label"] for tag, attrs in cells if "data-label" in attrs]
    assert said == ["Mod", "Vurdering", "Grad"]
    (told,) = [
        attrs
        for _tag, attrs in Shape(
            printed("", "da", "", [Block(cells=[{"Tal": "A", "Værdi": "1"}])], amount)
        ).elements
        if "data-label" in attrs
    ]
    assert told["data-label"] == "Værdi"
    assert "attr(data-label)" in STYLE
