"""Paper: text stays text, every picture is told, the same bytes each time, and nothing of the machine's."""

import io
from datetime import date

import pypdf
import pytest
import typst

from dashboard.charts.blocks import Block, Paper, Picture
from dashboard.charts.grammar import LIGHT
from dashboard.charts.quarter_charts import figure_over_time
from dashboard.charts.strips import Headings, Line, Table, Tick
from dashboard.foundation.errors import DashboardError
from dashboard.typesetting import paper
from tests.builders import QUARTERS

HOSTILE = '#panic("x") *y* _z_ $a^2$ `c` @ref <label> \\ // [b] "'
ABOUT = Paper("Prøve", "da", date(2026, 9, 30), ("a", "b"), "c")
CHART = Picture(figure_over_time(QUARTERS, "forløb 2", "count", LIGHT), "Fra 1 til 2 forløb")


def amount(end: float, unit: str) -> str:
    return f"{end:g} {unit}"


def made(*blocks: Block, about: Paper = ABOUT) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(paper.pdf(about, blocks, amount)))


def text_of(found: pypdf.PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in found.pages).split())


def parts_of(found: pypdf.PdfReader) -> list[dict]:
    """Every element of the structure that is read aloud."""
    root = found.trailer["/Root"]["/StructTreeRoot"]
    waiting, elements = [root["/K"]], []
    while waiting:
        each = waiting.pop()
        each = each.get_object() if hasattr(each, "get_object") else each
        if isinstance(each, list):
            waiting += each
        elif isinstance(each, dict):
            elements.append(each)
            waiting += [each["/K"]] if "/K" in each else []
    return elements


def table(*lines: Line) -> Table:
    return Table(lines, Headings("Tal", "Strimmel", "KeepGoing", "Mod", "Vurdering", "Grad"), "Tal")


def line(**given) -> Line:
    return Line(
        **{"label": "Fremmøde", "told": "79 %", "value": 0.5, "low": 0.4, "high": 0.7} | given
    )


def test_no_text_becomes_markup():
    hostile = line(
        label=HOSTILE, told=HOSTILE, held=HOSTILE, verdict=HOSTILE, grade=HOSTILE, says=HOSTILE
    )
    block = Block(
        HOSTILE, 2, told=(HOSTILE,), figures=table(hostile), cells=[{"x": HOSTILE, "y": "z"}]
    )
    said = text_of(made(block)).replace(" ", "")
    assert said.count(HOSTILE.replace(" ", "")) == 8
    assert HOSTILE.replace("`", "").replace(" ", "") in said  # what is told may stand on one line


def test_what_is_weighty_is_marked_and_its_marks_are_not_printed():
    said = text_of(made(Block("A", told=("**To** af `KG-1234`",))))
    assert "To af KG-1234" in said
    assert "*" not in said


def test_a_table_has_headings_and_a_strip_is_no_more_than_the_words_beside_it():
    found = made(
        Block("A", figures=table(line(ticks=(Tick(0.3), Tick(0.6, is_own=True)), target=0.75)))
    )
    kinds = [each.get("/S") for each in parts_of(found)]
    assert kinds.count("/TH") == 3
    assert "/Figure" not in kinds
    assert "79 %" in text_of(found)


def test_every_picture_is_told_and_one_that_is_not_is_refused():
    found = [
        each
        for each in parts_of(made(Block("A", pictures=(CHART,))))
        if each.get("/S") == "/Figure"
    ]
    assert [each["/Alt"] for each in found] == ["Fra 1 til 2 forløb"]
    with pytest.raises(typst.TypstError, match="alt"):
        made(Block("A", pictures=(Picture(CHART.spec, ""),)))


@pytest.mark.parametrize("letter", ["😀", "م", "\x07"])
def test_a_letter_the_font_has_not_is_a_sentence(letter):
    with pytest.raises(DashboardError, match="kan ikke trykkes"):
        made(Block("A", told=(f"a{letter}b",)))


def test_a_heading_alone_goes_to_the_page_of_what_follows_it():
    room = [Block(told=(f"linje {n}",)) for n in range(36)]
    lines = table(*(line(label=f"tal {n}") for n in range(14)))
    found = made(*room, Block("Kapitel"), Block("Del", 3, figures=lines))
    (chapter,) = (i for i, page in enumerate(found.pages) if "Kapitel" in page.extract_text())
    (first,) = (i for i, page in enumerate(found.pages) if "tal 0" in page.extract_text())
    assert chapter == first > 0


@pytest.mark.parametrize("said", [(), ("54 ud af 80 har svaret.",)])
def test_a_heading_with_a_sentence_is_not_left_at_the_foot_of_a_page(said):
    room = [Block(told=(f"linje {n}",)) for n in range(34)]
    lines = table(*(line(label=f"tal {n}") for n in range(14)))
    found = made(*room, Block("Kapitel", told=said), Block("Del", 3, figures=lines))
    assert ["Kapitel" in page.extract_text() for page in found.pages] == [False, True]


def test_what_is_told_on_more_than_a_page_is_all_there():
    said = tuple(f"Afsnit{n}. " + "Året gik med mange ord og mere til. " * 12 for n in range(40))
    found = made(Block("Forord", told=said), Block("Bilag", notes=said))
    seen: list[str] = []

    def on_the_paper(text, cm, tm, _font, _size):
        if 0 < cm[5] + cm[3] * tm[5] < found.pages[0].mediabox.height:
            seen.append(text)

    for page in found.pages:
        page.extract_text(visitor_text=on_the_paper)
    told = "".join(seen)
    assert all(told.count(f"Afsnit{n}.") == 2 for n in range(40))


@pytest.mark.parametrize("rows", [30, 60])
def test_two_columns_stay_together_where_a_page_can_hold_them_and_nothing_is_lost_where_none_can(
    rows,
):
    long, short = (table(*(line(label=f"tal{name}{n:02}") for n in range(of))) for name, of in
                   (("v", rows), ("h", 8)))  # fmt: skip
    room = [Block(told=(f"linje {n}",)) for n in range(20)]
    found = made(
        *room,
        Block("Venstre", figures=long, kind="half"),
        Block("Højre", figures=short, kind="half"),
    )
    places: dict[str, tuple[int, float]] = {}
    for nth, page in enumerate(found.pages):
        page.extract_text(visitor_text=lambda text, cm, tm, _font, _size, nth=nth: places.update(
            {text.strip(): (nth, cm[5] + cm[3] * tm[5])}))  # fmt: skip
    of_long = [places[f"talv{n:02}"] for n in range(rows)]
    assert len(set(of_long)) == rows  # none upon another
    assert all(0 < y < found.pages[0].mediabox.height for _page, y in of_long)
    assert len({page for page, _y in of_long}) == (1 if rows == 30 else 2)


def test_the_file_does_not_say_what_poppler_takes_for_an_error():
    file = paper.pdf(ABOUT, [Block("A")], amount)
    assert b"/Marked true" in file
    assert b"/Suspects" not in file


def test_a_word_that_cannot_be_parted_stays_on_the_page():
    long = "satisfaction_mentor_gender_matters_answer_share"
    found = made(Block("A", cells=[{"Ord": "x " * 60, "Betydning": "y " * 200, "Kode": long}]))
    right = []
    found.pages[0].extract_text(visitor_text=lambda text, _cm, tm, _font, size: right.append(
        tm[4] + 0.5 * size * len(text.strip())) if long[:10] in text else None)  # fmt: skip
    assert right
    assert max(right) < 595 - 51 + 20


def test_few_rows_of_many_words_go_on_where_the_page_ends():
    words = [" · ".join(f"ord{row}-{n}" for n in range(700)) for row in range(3)]
    found = made(Block("Lang", cells=[{"Tal": each, "Betydning": "kort"} for each in words]))
    foot: list[float] = []
    body: list[float] = []

    def place(text, cm, tm, _font, _size):
        height = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
        if text.strip():
            (body if "ord" in text else foot).append(height)

    for page in found.pages:
        page.extract_text(visitor_text=place)
    assert len(found.pages) > 1
    assert min(body) > min(foot)  # nothing runs over the foot of a page


def test_a_word_leaves_its_column_no_more_than_it_must():
    rows = [{"Kort": "Kontanthjælpsreformen 2014", "Lang": "ord " * 30, "Mere": "ord " * 9}]
    (first, *_others) = paper._in_words(rows)["widths"]
    assert first >= 2 * len("Kontanthjælpsreformen")


def test_the_same_bytes_each_time_and_no_day_but_the_data_s():
    block = Block("A", told=("b",), figures=table(line()), pictures=(CHART,))
    first, again = (paper.pdf(ABOUT, [block], amount) for _time in "12")
    assert first == again
    about = pypdf.PdfReader(io.BytesIO(first)).metadata
    assert (about.creation_date.date(), about.modification_date.date()) == (ABOUT.on, ABOUT.on)


def test_it_speaks_its_language_and_every_letter_is_of_our_font():
    found = made(Block("Æblegrød ≥ ½ – − ” →", pictures=(CHART,)))
    assert found.trailer["/Root"]["/Lang"] == "da"
    assert found.trailer["/Root"]["/MarkInfo"]["/Marked"]
    fonts = {
        font.get_object()["/BaseFont"]
        for page in found.pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert fonts
    assert all("SourceSansPro" in name for name in fonts)


def test_a_book_has_a_cover_a_table_of_contents_and_bookmarks():
    about = Paper(
        "Bog", "da", date(2026, 9, 30), ("a", "b"), "c", cover=("Til dem",), contents="Indhold"
    )
    found = made(Block("Første", told=("x",)), Block("Under", 3, told=("y",)), about=about)
    assert "Til dem" in found.pages[0].extract_text()
    assert "Indhold" in found.pages[1].extract_text()
    assert "Under" in found.pages[1].extract_text()
    assert [each["/Title"] for each in found.outline if isinstance(each, dict)] == ["Første"]
