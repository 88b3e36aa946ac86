"""Charts are specs: what is drawn where, in whose colour, with what words."""

import pytest

from dashboard.charts import criteria_charts, figure_charts, grammar
from dashboard.charts.grammar import DARK, LIGHT
from dashboard.foundation import words


def layers(spec: dict) -> list[dict]:
    return spec["layer"]


def kinds(spec: dict) -> list[str]:
    return [layer["mark"]["type"] for layer in layers(spec)]


def data_of(spec: dict, layer: dict) -> list[dict]:
    return spec["datasets"][(layer.get("data") or spec["data"])["name"]]


def given(spec: dict) -> dict:
    return {param["name"]: param["value"] for param in spec["params"]}


def share(period: str, **given) -> dict:
    return {"period": period, "value": 0.5, "is_small": False, "least": 0.3, "most": 0.7, "centre": None,
            "low": None, "high": None, "sign": ""} | given  # fmt: skip


def test_a_chart_is_built_once_and_filled_anew_for_every_reader():
    first = criteria_charts.shares_over_time([share("1. kvt. 2026")], 0.75, [], LIGHT)
    other = criteria_charts.shares_over_time([share("2. kvt. 2026")] * 3, 0.6, [], LIGHT)
    assert [row["period"] for row in first["datasets"]["rows"]] == ["1. kvt. 2026"]
    assert (len(other["datasets"]["rows"]), other["datasets"]["targets"]) == (3, [{"target": 0.6}])


def test_lines_that_end_beside_each_other_are_named_apart():
    names = [(0.75, "mål 75 %"), (0.78, "gennemsnit 78 %"), (0.95, "udsving")]
    spec = criteria_charts.shares_over_time([share("1. kvt. 2026")], 0.75, names, LIGHT)
    named = data_of(spec, layers(spec)[-1])
    assert [(line["name"], round(line["label_at"], 2)) for line in named] == [
        ("mål 75 %", 0.75), ("gennemsnit 78 %", 0.81), ("udsving", 0.95),
    ]  # fmt: skip


def test_shares_that_are_all_small_have_the_lower_half_of_the_axis():
    few = share("1. kvt. 2026", value=0.1, centre=0.1, low=0.0, high=0.3)
    unsure = share("1. kvt. 2026", value=0.1, is_small=True)  # drawn to 0.7
    tops = [
        given(criteria_charts.shares_over_time(drawn, target, [], LIGHT))["top"]
        for drawn, target in (([few], 0.15), ([few], 0.6), ([few, unsure], 0.15), ([], 0.15))
    ]
    assert tops == [0.5, 1, 1, 0.5]


def test_a_quarter_of_few_is_a_hollow_dot_with_its_interval_that_no_line_joins():
    small = share("2. kvt. 2026", value=1.0, is_small=True, least=0.4, most=1.0)
    spec = criteria_charts.shares_over_time([share("1. kvt. 2026"), small], 0.75, [], LIGHT)
    assert [row["joined"] for row in spec["datasets"]["rows"]] == [0.5, None]
    few = [
        layer for layer in layers(spec) if layer.get("transform") == [{"filter": "datum.is_small"}]
    ]
    assert [layer["mark"]["type"] for layer in few] == ["rule", "point"]
    assert (few[0]["encoding"]["y"]["field"], few[0]["encoding"]["y2"]["field"]) == (
        "least",
        "most",
    )
    assert few[1]["mark"]["filled"] is False


def test_the_room_between_events_has_its_limits_named_and_the_last_wait_hollow():
    limits = {"centre": 4.2, "high": 40.0, "sign": ""}
    records = [limits | {"number": i, "courses": 6, "is_open": i == 3} for i in (1, 2, 3)]
    spec = criteria_charts.room_between(records, ("midten: 4", "grænsen: 40"), LIGHT)
    assert kinds(spec) == ["rule", "line", "point", "point", "text", "text"]
    named = data_of(spec, layers(spec)[4])
    assert [(line["name"], line["at"]) for line in named] == [
        ("midten: 4", 4.2),
        ("grænsen: 40", 40.0),
    ]
    assert given(spec) == {"last": 3.5, "most": pytest.approx(46)}  # the limit is seen
    hollow = layers(spec)[3]
    assert (hollow["transform"], hollow["mark"]["filled"]) == ([{"filter": "datum.is_open"}], False)
    assert criteria_charts.room_between([], ("", ""), LIGHT)["datasets"] == {
        "rows": [],
        "limits": [],
    }


def part(survey: str, share: float, label: str, tone: int | None) -> dict:
    return {"survey": survey, "share": share, "label": label, "part_label": label, "tone": tone}


def test_a_printed_bar_that_adds_up_to_103_per_cent_is_drawn_as_that():
    parts = [part("2016", s, "mangler", None) for s in (0.375, 0.5, 0.155)]
    spec = figure_charts.stacked_answers([*parts, part("Nu", 1.0, "tilfreds", 1)], LIGHT)
    bars = layers(spec)[1]
    placed = data_of(spec, bars)
    assert [round(p["to"], 3) for p in placed] == [0.375, 0.875, 1.03, 1.0]
    assert bars["encoding"]["x"]["scale"]["domain"] == [0, {"expr": "widest"}]
    assert given(spec) == {"widest": pytest.approx(1.03)}
    assert [p["fill"] for p in placed] == [LIGHT.apart] * 3 + [LIGHT.scale[1]]


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("ink, paper", [(LIGHT, "#ffffff"), (DARK, "#171717")])
def test_inks_can_be_seen_on_their_paper(ink, paper):
    assert contrast(ink.text, paper) >= 4.5
    # each of them also writes words or values
    assert min(contrast(colour, paper) for colour in (ink.own, ink.national, ink.target)) >= 4.5


@pytest.mark.parametrize("ink", [LIGHT, DARK])
def test_words_on_a_bar_can_be_read(ink):
    for tone in (*ink.scale, ink.apart):
        assert contrast(grammar.readable(tone), tone) >= 4.5


def test_numbers_in_a_chart_are_in_the_readers_language():
    spec = figure_charts.stacked_answers([], LIGHT)
    assert spec["config"]["locale"]["number"]["decimal"] == ","
    assert spec["config"]["locale"]["number"]["percent"] == "\N{NO-BREAK SPACE}%"
    assert spec["config"]["locale"]["time"]["months"][2] == "marts"
    with words.speaking("en"):
        spec = figure_charts.stacked_answers([], LIGHT)
    assert spec["config"]["locale"]["number"]["decimal"] == "."
    assert spec["config"]["locale"]["time"]["days"][0] == "Sunday"


def test_inks_follow_the_theme():
    assert grammar.ink("dark") is DARK
    assert grammar.ink("light") is grammar.ink(None) is LIGHT
