"""The life wheel as a picture: spokes, rounds, missing answers and words; and columns of change."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.charts import wheel_charts
from dashboard.charts.grammar import DARK, LIGHT

DOMAINS = ("Bolig", "Fritid", "Helbred", "Netværk", "Familie", "Økonomi", "Uddannelse", "Succes")


def round_of(name: str, *values: float | None) -> list[dict]:
    return [
        {"round": name, "domain": domain, "value": value, "value_label": ""}
        for domain, value in zip(DOMAINS, values, strict=True)
    ]


def data_of(spec: dict) -> dict[str, list[dict]]:
    return spec["datasets"]


@given(st.lists(st.floats(1, 10), min_size=8, max_size=8))
def test_an_answer_lies_as_far_from_the_middle_as_it_is_high(values):
    points = data_of(wheel_charts.wheel(round_of("Sidste hjul", *values), LIGHT))["points"]
    assert [math.hypot(p["x"], p["y"]) for p in points] == pytest.approx([v / 10 for v in values])


def test_the_spokes_go_round_with_the_clock_from_the_top_and_none_to_a_side():
    spokes = data_of(wheel_charts.wheel(round_of("Sidste hjul", *[5] * 8), LIGHT))["spokes"]
    angles = [math.degrees(math.atan2(s["x"], -s["y"])) % 360 for s in spokes]
    assert angles == pytest.approx([22.5 + 45 * i for i in range(8)])
    assert [s["words"] for s in spokes] == list(DOMAINS)
    assert [s["is_right"] for s in spokes] == [True] * 4 + [False] * 4
    assert [s["is_side"] for s in spokes] == [False, True, True, False] * 2


def test_a_round_is_closed_and_breaks_where_an_answer_is_missing():
    whole = data_of(wheel_charts.wheel(round_of("Sidste hjul", *[5] * 8), LIGHT))
    assert len(whole["lines"]) == 8
    last, first = whole["lines"][-1], whole["points"][0]
    assert (last["x2"], last["y2"]) == (first["x"], first["y"])
    broken = data_of(wheel_charts.wheel(round_of("Sidste hjul", 5, 5, 5, 5, None, 5, 5, 5), LIGHT))
    assert (len(broken["points"]), len(broken["lines"])) == (7, 6)
    nothing = data_of(wheel_charts.wheel(round_of("Sidste hjul", *[None] * 8), LIGHT))
    assert (nothing["points"], nothing["lines"], len(nothing["spokes"])) == ([], [], 8)


@pytest.mark.parametrize(
    "count, styles",
    [(1, ["last"]), (2, ["first", "last"]), (4, ["first", "between", "between", "last"])],
)
def test_the_first_round_is_dashed_and_the_last_solid(count, styles):
    rounds = [record for i in range(count) for record in round_of(f"Hjul {i}", *[i + 1] * 8)]
    spec = wheel_charts.wheel(rounds, LIGHT)
    legend = data_of(spec)["rounds"]
    assert [(line["round"], line["style"]) for line in legend] == [
        (f"Hjul {i}", style) for i, style in enumerate(styles)
    ]
    assert {p["style"] for p in data_of(spec)["points"]} == set(styles)
    rules = [layer["mark"] for layer in spec["layer"] if "strokeDash" in layer["mark"]]
    drawn = {(mark["color"], tuple(mark["strokeDash"])) for mark in rules}
    assert drawn == {(LIGHT.target, (5, 4)), (LIGHT.own, (2, 3)), (LIGHT.own, (1, 0))}


def test_every_second_point_has_a_ring_and_the_outermost_is_ten():
    rings = data_of(wheel_charts.wheel([], DARK))["rings"]
    assert [(ring["ring"], ring["share"]) for ring in rings] == [
        (2, 0.2), (4, 0.4), (6, 0.6), (8, 0.8), (10, 1.0),
    ]  # fmt: skip


def test_words_stand_on_lines_and_have_the_room_the_longest_needs():
    record = {"round": "Nu", "domain": "Bolig", "value": 5.0, "value_label": "4,9 → 5,9"}
    (spoke,) = data_of(wheel_charts.wheel([record], LIGHT))["spokes"]
    assert spoke["words"] == "Bolig\n4,9 → 5,9"
    assert spoke["room"] == wheel_charts.LETTER * len("4,9 → 5,9")


def test_the_legend_adds_to_the_height():
    one = wheel_charts.wheel(round_of("Første", *[5] * 8), LIGHT)
    two = wheel_charts.wheel([*round_of("Første", *[5] * 8), *round_of("Sidste", *[6] * 8)], LIGHT)
    assert two["height"] == one["height"] + wheel_charts.ROUND


def column(low: float, high: float, value: int = 3) -> dict:
    return {"low": low, "high": high, "value": value, "value_label": str(value)}


def test_columns_say_which_way_and_stand_on_nought():
    stretches = [column(-4, -3), column(-1, -0.1), column(-0.1, 0.1), column(0.1, 1), column(1, 2)]
    spec = wheel_charts.columns(stretches, LIGHT, (1.0, -1.0))
    rows = data_of(spec)["rows"]
    up, calm_up, _none, calm_down, down = LIGHT.scale
    assert [row["fill"] for row in rows] == [down, calm_down, LIGHT.apart, calm_up, up]
    assert [row["middle"] for row in rows] == pytest.approx([-3.5, -0.55, 0, 0.55, 1.5])
    assert spec["layer"][0]["encoding"]["y2"] == {"datum": 0}
    assert data_of(spec)["marked"] == [{"at": 1.0}, {"at": -1.0}]
