"""Charts are specs: what is drawn where, in whose colour, with what words."""

import pytest

from dashboard.charts import criteria_charts, figure_charts, grammar, interval_charts
from dashboard.charts.grammar import DARK, LIGHT
from dashboard.foundation import words


def record(**given) -> dict:
    return {"label": "Mål aftalt", "value_label": "78 % (31 ud af 40)", "value": 0.775, "low": 0.62,
            "high": 0.88, "marks": []} | given  # fmt: skip


def layers(spec: dict) -> list[dict]:
    return spec["layer"]


def kinds(spec: dict) -> list[str]:
    return [layer["mark"]["type"] for layer in layers(spec)]


def data_of(spec: dict, layer: dict) -> list[dict]:
    return spec["datasets"][(layer.get("data") or spec["data"])["name"]]


def given(spec: dict) -> dict:
    return {param["name"]: param["value"] for param in spec["params"]}


def test_a_target_strip_shades_the_good_side():
    promise = record(target=0.75, is_high_good=True)
    spec = interval_charts.target_strip(promise, LIGHT)
    assert kinds(spec) == ["rect", "tick", "bar", "point"]
    (values,) = data_of(spec, layers(spec)[0])
    assert (values["good_from"], values["good_to"], values["target"]) == (0.75, 1, 0.75)
    limit = record(target=0.15, is_high_good=False)
    (values,) = data_of(spec := interval_charts.target_strip(limit, LIGHT), layers(spec)[0])
    assert (values["good_from"], values["good_to"]) == (0, 0.15)


def test_a_row_has_its_words_its_interval_its_dot_and_its_marks():
    marks = [
        {"at": 0.29, "is_own": False, "name": "SFI"},
        {"at": 0.5, "is_own": True, "name": "2016"},
    ]
    spec = interval_charts.interval_rows([record(marks=marks)], LIGHT, "share")
    assert kinds(spec) == ["text", "text", "bar", "point", "text", "tick", "point"]
    bar, dot, tick, hollow = (layers(spec)[i]["mark"] for i in (2, 3, 5, 6))
    assert bar["color"] == dot["color"] == hollow["color"] == LIGHT.own
    assert (dot["filled"], hollow["filled"]) == (True, False)
    assert tick["color"] == LIGHT.national
    assert data_of(spec, layers(spec)[4]) == [
        mark | {"row": 0, "level": 0, "align": "center"} for mark in marks
    ]


def test_what_is_missing_is_not_drawn_as_nought():
    empty = record(value=None, low=None, high=None)
    spec = interval_charts.interval_rows([empty], LIGHT, "share")
    filters = [layer["transform"][-1]["filter"] for layer in layers(spec)[2:4]]
    assert filters == ["isValid(datum.low) && isValid(datum.high)", "isValid(datum.value)"]
    assert data_of(spec, layers(spec)[2])[0]["value"] is None


@pytest.mark.parametrize(
    "unit, records, domain",
    [
        ("share", [record()], [0, 1]),
        ("months", [record(value=7.6, low=7.1, high=8.1, marks=[{"at": 5.0, "is_own": False, "name": "SFI"}])],
         [0, pytest.approx(8.1 * 1.04)]),
        ("points", [record(value=-0.5, low=-1.0, high=0.2)], [-1.04, pytest.approx(0.208)]),
        ("points", [record(value=0.5, low=0.2, high=1.0)], [0, pytest.approx(1.04)]),
        ("months", [record(value=None, low=None, high=None)], [0, 1]),
        ("months", [], [0, 1]),
    ],
)  # fmt: skip
def test_axes_begin_at_nought_where_length_means_amount(unit, records, domain):
    spec = interval_charts.interval_rows(records, LIGHT, unit)
    for layer in layers(spec)[2:]:
        assert layer["encoding"]["x"]["scale"]["domain"] == [{"expr": "first"}, {"expr": "last"}]
    assert [given(spec)["first"], given(spec)["last"]] == domain


def test_nought_has_its_own_line_where_a_change_may_go_below_it():
    fall = record(value=-0.5, low=-1.0, high=0.2)
    spec = interval_charts.interval_rows(
        [fall, record(value=None, low=None, high=None)], LIGHT, "points"
    )
    assert kinds(spec) == ["text", "text", "tick", "bar", "point", "text", "tick", "point"]
    nought = layers(spec)[2]
    assert nought["encoding"]["x"]["datum"] == 0
    assert nought["encoding"]["x"]["scale"]["domain"] == [{"expr": "first"}, {"expr": "last"}]
    assert nought["mark"]["color"] == LIGHT.target
    assert "transform" not in nought  # also in a row without a change, so that it reads as a line
    rise = record(value=0.5, low=0.2, high=1.0)
    assert (
        kinds(interval_charts.interval_rows([rise], LIGHT, "points")).count("tick") == 1
    )  # nought is the edge


def test_words_that_do_not_fit_a_phone_stand_on_several_lines():
    long = record(label="Bedre til at klare udfordringer, borgere: ja af alle svar")
    short = record(label="Kvinder")
    rows = data_of(
        spec := interval_charts.interval_rows([long, short], LIGHT, "share"), layers(spec)[0]
    )
    assert [row["label_lines"].count("\n") for row in rows] == [2, 2]
    assert rows[0]["value_lines"] == "\n78 %\n(31 ud af 40)"
    assert rows[1]["label_lines"] == "\n\nKvinder"
    (row,) = data_of(
        spec := interval_charts.interval_rows([short], LIGHT, "share"), layers(spec)[0]
    )
    assert row["label_lines"] == "Kvinder"


def test_names_at_the_ends_of_an_axis_stay_inside():
    marks = [{"at": at, "is_own": False, "name": "Empowerment"} for at in (0.01, 0.5, 0.98)]
    spec = interval_charts.interval_rows([record(marks=marks)], LIGHT, "share")
    assert [m["align"] for m in data_of(spec, layers(spec)[4])] == ["left", "center", "right"]


def test_names_that_would_meet_on_a_phone_are_written_on_different_lines():
    marks = [
        {"at": at, "is_own": False, "name": name}
        for at, name in (
            (0.26, "Esbjerg"),
            (0.15, "Brøndby"),
            (0.19, "Assens"),
            (0.39, "Empowerment"),
        )
    ]
    spec = interval_charts.interval_rows([record(marks=marks)], LIGHT, "share")
    levels = {m["name"]: m["level"] for m in data_of(spec, layers(spec)[4])}
    assert levels == {"Brøndby": 0, "Assens": 1, "Esbjerg": 2, "Empowerment": 0}
    one = interval_charts.interval_rows([record(marks=marks[:1])], LIGHT, "share")
    assert spec["height"] == one["height"] + 2 * interval_charts.MARK_NAME


def counted(period: str, series: str, value: int) -> dict:
    return {"period": period, "series": series, "value": value, "end_label": f"{series} {value}"}


def test_lines_over_time_are_named_at_their_ends_with_room_between():
    records = [counted("2026-Q2", "open", 70), counted("2026-Q2", "closed", 33),
               counted("2026-Q3", "open", 68), counted("2026-Q3", "closed", 34),
               counted("2026-Q3", "started", 31)]  # fmt: skip
    spec = figure_charts.counts_over_time(records, LIGHT)
    names = data_of(spec, layers(spec)[2])
    assert [(n["end_label"], n["label_at"]) for n in names] == [
        ("started 31", 31), ("closed 34", 38), ("open 68", 68),
    ]  # fmt: skip
    assert figure_charts.counts_over_time([], LIGHT)["datasets"] == {"rows": [], "names": []}


def test_a_chart_is_built_once_and_filled_anew_for_every_reader():
    first = interval_charts.interval_rows([record()], LIGHT, "share")
    other = interval_charts.interval_rows([record(label="Kvinder")] * 3, LIGHT, "share")
    assert [row["label"] for row in first["datasets"]["rows"]] == ["Mål aftalt"]
    assert (first["height"] < other["height"], given(first)["last"]) == (True, 1)


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
    written = (ink.text, ink.own, ink.national, ink.target)  # values and names, not marks alone
    assert min(contrast(colour, paper) for colour in written) >= 4.5


@pytest.mark.parametrize("ink", [LIGHT, DARK])
def test_words_on_a_bar_can_be_read(ink):
    for tone in (*ink.scale, ink.apart):
        assert contrast(grammar.readable(tone), tone) >= 4.5


def test_numbers_in_a_chart_are_in_the_readers_language():
    spec = interval_charts.interval_rows([record()], LIGHT, "share")
    assert spec["config"]["locale"]["number"]["decimal"] == ","
    assert spec["config"]["locale"]["number"]["percent"] == "\N{NO-BREAK SPACE}%"
    assert spec["config"]["locale"]["time"]["months"][2] == "marts"
    with words.speaking("en"):
        spec = interval_charts.interval_rows([record()], LIGHT, "share")
    assert spec["config"]["locale"]["number"]["decimal"] == "."
    assert spec["config"]["locale"]["time"]["days"][0] == "Sunday"


def test_inks_follow_the_theme():
    assert grammar.ink("dark") is DARK
    assert grammar.ink("light") is grammar.ink(None) is LIGHT
