"""Charts as files: of every chart on a page, with its sentence, and nothing is drawn before it is asked for."""

import re
from itertools import pairwise

import pytest
import vl_convert

from dashboard.charts import grammar
from dashboard.charts.flow_charts import SQUARE, stacked_counts
from dashboard.charts.funnel import funnel
from dashboard.charts.grammar import DARK, LETTERS, LIGHT, titled
from dashboard.charts.quarter_charts import figure_over_time
from dashboard.foundation import words
from dashboard.owner import chart_files
from dashboard.presenters import diagrams
from dashboard.typesetting import pictures
from tests.builders import QUARTERS
from tests.owner.test_pages import open_page  # noqa: F401 - a fixture


@pytest.mark.parametrize("ink", [LIGHT, DARK], ids=["light", "dark"])
def test_a_file_is_on_the_paper_of_the_reader_s_theme_in_our_font(ink):
    says = (
        "Forløbene blev flere, og det står her på så mange linjer, som sætningen fylder ved siden af. "
        * 2
    )
    spec = titled(
        figure_over_time(QUARTERS, "forløb 2", "count", ink),
        "Forløb",
        (says, "KeepGoing · demo"),
        ink,
    )
    made = {kind: make(spec) for kind, (_type, make) in chart_files.FILES.items()}
    assert made["png"].startswith(b"\x89PNG")
    svg = made["svg"].decode()
    assert ink.paper in svg
    for told in (">Forløb: forløb 2<", "Forløbene blev flere", ">KeepGoing · demo<"):
        assert told in svg
    assert max(len(line) for line in re.findall(r">([^<]+)</text>", svg)) <= LETTERS
    assert 'font-family="Source Sans Pro, sans-serif"' in svg
    assert "http" not in svg.replace("http://www.w3.org", "")


@pytest.mark.parametrize(
    ("page", "asked", "told"),
    [
        ("tilfredshed", {}, [diagrams.heading(each) for each in diagrams.DIAGRAMS]),
        (
            "livshjul",
            {},
            ["Livshjul: Sidste hjul · Område for område", "Livshjul: Hvor langt rykker de?"],
        ),
        ("succeskriterier", {"loefte": "progress"}, ["Rykker frem · Over tid"]),
        ("andre_indsatser", {"kilde": "Empowerment 2015"}, ["Empowerment 2015 · "]),
    ],
)
def test_a_file_is_called_what_its_chart_is_of(
    open_page,  # noqa: F811
    demo_data,
    monkeypatch,
    page,
    asked,
    told,
):
    titles, titled_ = [], grammar.titled

    def noted(spec, title, told, colours):
        titles.append(title)
        return titled_(spec, title, told, colours)

    monkeypatch.setattr(grammar, "titled", noted)
    app = open_page(demo_data, page, **asked)
    for key in ("chart-files", "diagrammer"):
        app.session_state[key] = True
    app.run()
    assert not app.exception
    assert [each for each in told if not any(each in title for title in titles)] == []
    assert all(title.startswith(app.title[0].value) for title in titles)
    assert len(set(titles)) == len(titles)


def test_names_on_lines_are_read_in_a_file_too():
    """What draws files lays a word's edge above the word: an edge has a word of its own, below."""
    point = {"share": 0.5, "n": 40, "name": "Odder", "is_doubtful": False, "is_named": True}
    limits = [{"n": 99, "low95": 0.4, "high95": 0.6, "low998": 0.3, "high998": 0.7}]
    svg = pictures.svg(funnel([point], limits, [], LIGHT, "borgere"))
    drawn = re.findall(r"<text[^>]*>Odder</text>", svg)
    assert [LIGHT.paper in each for each in drawn] == [True, False]
    assert LIGHT.text in drawn[1]
    assert "stroke=" not in drawn[1]


@pytest.mark.parametrize("width", [328, 620, 1100])
def test_the_names_of_a_bar_s_parts_stand_clear_of_each_other(width):
    names = ["alle tre faser gennemført 212", "job inden da 11", "uddannelse inden da 11",
             "fleksjob inden da 6", "ikke nået 64"]  # fmt: skip
    parts = [{"value": 9, "label": name, "tone": i} for i, name in enumerate(names)]
    bar = {"name": "A", "total_label": "n = 45", "parts": parts}
    svg = vl_convert.vegalite_to_svg(stacked_counts([bar], LIGHT) | {"width": width})
    at = re.findall(r'transform="translate\(([\d.]+),([\d.]+)\)"[^>]*>([^<]*\d+)</text>', svg)
    rows: dict[str, list[tuple[float, float]]] = {}
    for x, y, name in at:
        if name in names:
            rows.setdefault(y, []).append((float(x), float(x) + 5.8 * len(name)))
    assert sum(map(len, rows.values())) == len(names)
    for placed in map(sorted, rows.values()):
        assert all(end <= begin - SQUARE for (_x, end), (begin, _e) in pairwise(placed))
        assert placed[-1][1] <= width + 5


@pytest.mark.parametrize(("page", "charts"), [("livshjul", 3), ("andre_indsatser", 1), ("data", 0)])
def test_each_chart_of_a_page_is_offered_once(open_page, demo_data, page, charts):  # noqa: F811
    app = open_page(demo_data, page)
    offered = [each for each in app.expander if each.label == "Billeder som filer"]
    assert bool(offered) == bool(charts)
    if not charts:
        return
    app.session_state["chart-files"] = True
    app.run()
    assert not app.exception
    buttons = [
        each for each in app.get("download_button") if "PNG" in each.label or "SVG" in each.label
    ]
    name = words.for_a_file(app.title[0].value)
    names = re.findall(r"demo-[^\]]+", " ".join(each.label for each in buttons).replace("\\", ""))
    assert len(set(names)) == len(buttons)
    assert all(each.startswith(f"demo-{name}-") for each in names)
    assert len(buttons) == 2 * len(app.get("vega_lite_chart")) >= 2 * charts
