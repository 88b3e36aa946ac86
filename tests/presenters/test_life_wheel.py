"""Livshjul in words and records: paired people only, no mean of fewer than ten, nothing ranked."""

from dataclasses import replace

import pytest

from dashboard.catalogue.scope import Scope
from dashboard.charts.grammar import LIGHT
from dashboard.figures import figures, wheels_by
from dashboard.foundation import words
from dashboard.foundation.settings import from_values
from dashboard.presenters.life_wheel import changes, figure_ids, measuring, moved, units
from dashboard.presenters.section import by_id
from dashboard.wording import figure_words
from tests.builders import case, published, wheel

AGREED = from_values({})


def export(count: int, **given) -> dict[str, list[dict]]:
    """So many courses from 4 to 6 on every domain at the end; the first three fall to 2."""
    cases = [case(f"F{i:02}", "2025-01-01", **given) for i in range(count)]
    survey = [row for i in range(count) for row in wheel(f"A{i:02}", f"F{i:02}", "2025-01-05", 4)]
    survey += [
        row
        for i in range(count)
        for row in wheel(f"B{i:02}", f"F{i:02}", "2025-09-01", 2 if i < 3 else 6, "closing")
    ]
    return {"cases": cases, "survey": survey}


def rows_of(folder, **rows):
    warehouse = published(folder, **rows)
    return by_id(figures(warehouse, Scope(), figure_ids.IDS)), warehouse


@pytest.fixture(scope="module")
def ten(tmp_path_factory):
    return rows_of(tmp_path_factory.mktemp("ten"), **export(10))


@pytest.fixture(scope="module")
def nine(tmp_path_factory):
    return rows_of(tmp_path_factory.mktemp("nine"), **export(9))


@pytest.fixture(scope="module")
def none(tmp_path_factory):
    return rows_of(tmp_path_factory.mktemp("none"), cases=[case("F1")])


def plain(text: str) -> str:
    return text.replace(words.NO_BREAK, " ")


def test_the_answer_counts_first_and_says_that_chance_moves_some(ten, nine, none):
    assert plain(moved.answer(ten[0], AGREED)) == (
        "**7 ud af 10 forløb med to livshjul rykkede mindst 1,0 point op** (70 %, lille antal), 0 "
        "flyttede sig mindre, og 3 rykkede mindst 1,0 point ned. Selv uden reel ændring ville "
        "nogle rykke ved tilfældighed; hvor mange, vides først, når mindst 10 har udfyldt det første hjul to "
        "gange."
    )
    known = {"n": 30, "value": 0.1294, "low": 0.06, "high": 0.2}
    rows = ten[0] | {figure_ids.BY_CHANCE: replace(ten[0][figure_ids.BY_CHANCE], **known)}
    assert plain(moved.answer(rows, AGREED)).endswith(
        " ned. Havde ingen ændret sig, ville 13 % (6–20 %) alligevel rykke mindst 1,0 point op og lige så "
        "mange ned: så meget svinger hjulet af sig selv hos de 30, der har udfyldt det to gange."
    )
    assert "%" not in moved.answer(nine[0], AGREED)
    assert moved.answer(none[0], AGREED).startswith("Ingen forløb har to livshjul")


def test_those_without_two_wheels_are_told_apart(tmp_path):
    rows = export(10)
    rows["cases"] += [case("X1"), case("X2"), case("X3")]
    rows["survey"] += [
        *wheel("X1-1", "X1", "2025-01-05", 5),
        *wheel("X3-1", "X3", "2025-01-05", [5] * 5 + [None] * 3),
    ]
    found, _warehouse = rows_of(tmp_path, **rows)
    assert plain(moved.coverage(found)) == (
        "Af startede forløb har 10 ud af 13 (77 %, lille antal) to livshjul, der kan sammenlignes; kun de "
        "er med i ændringen. 1 har kun ét, og 2 har intet."
    )
    parts = moved.covered_parts(found)
    assert [(p["part_label"], p["survey"]) for p in parts] == [
        (label, "Alle startede forløb (n = 13)")
        for label in ("to livshjul 10", "kun ét 1", "intet 2")
    ]
    assert sum(part["share"] for part in parts) == pytest.approx(1)


def test_fewer_than_ten_have_no_mean_in_word_or_picture(nine):
    rows, warehouse = nine
    assert changes.wheel_pictures(rows, "last", LIGHT) == []
    assert changes.changed(rows, "last") == (
        "For få til et gennemsnit: 9 forløb har begge hjul. Under 10 vises kun, hvor mange der rykkede."
    )
    (record,) = units.records(wheels_by(warehouse, Scope(), "municipality"), "municipality")
    assert (record["value"], record["low"], record["high"]) == (None, None, None)
    assert record["value_label"] == "for få til et gennemsnit (6 ud af 9 op)"
    assert changes.interval_pictures([record], LIGHT) == []
    assert units.sentence([record]).startswith("1 ud af 1 har under 10 forløb med to livshjul")
    assert "alfabetisk" not in units.sentence([record])
    assert "1 ud af 2 har under 10" in units.sentence([record, record | {"value": 0.4}])
    assert all(r["value"] is None for r in changes.wheel_records(rows, "last"))
    assert len(changes.phase_pictures(rows, LIGHT)) == 1  # counts may be shown


def test_a_table_has_no_mean_of_fewer_than_ten_either(nine, ten):
    told = [
        (
            figure_words.value(rows[name]),
            figure_words.of_n(rows[name]),
            figure_words.interval(rows[name]),
        )
        for rows in (nine[0], ten[0])
        for name in ("life_wheel_change_mean", "life_wheel_first_sd")
    ]
    assert told == [
        ("vises ikke", "n = 9", ""), ("vises ikke", "n = 9", ""),
        ("0,8 point", "n = 10", "-0,6 til 2,2 point"), ("0,0 point", "n = 10", ""),
    ]  # fmt: skip
    row = replace(ten[0]["life_wheel_change_mean"], low=-0.04)
    assert figure_words.interval(row) == "0,0–2,2 point"  # what is not shown as below nought


def test_ten_have_a_wheel_with_both_rounds_and_the_change_beside_it(ten):
    rows, _warehouse = ten
    records = changes.wheel_records(rows, "closing")
    assert [r["round"] for r in records] == ["Første hjul"] * 8 + ["Ved afslutningen"] * 8
    assert (records[0]["domain"], records[0]["value"], records[8]["value"]) == ("Bolig", 4.0, 4.8)
    assert records[0]["value_label"] == "4,0 → 4,8"
    assert len(changes.wheel_pictures(rows, "closing", LIGHT)) == 2
    assert changes.wheel_pictures(rows, "phase_2", LIGHT) == []
    first, *_rest = changes.change_records(rows, "last")
    assert (first["label"], first["value_label"], first["value"]) == (
        "Gennemsnit", "+0,8 point (n = 10)", pytest.approx(0.8),
    )  # fmt: skip
    assert plain(changes.changed(rows, "last")).startswith(
        "De samme forløb begge gange: +0,8 point i gennemsnit (n = 10), 95 %-interval -0,6 til 2,2 "
        "point. Område for område, i point: bolig +0,8, fritid +0,8,"
    )


@pytest.mark.parametrize(
    "value, told",
    [(0.04, "0,0 point"), (0.05, "+0,1 point"), (-0.3, "-0,3 point"), (0.0, "0,0 point")],
)
def test_a_change_says_which_way_it_goes_if_any(ten, value, told):
    assert changes.signed(replace(ten[0]["life_wheel_change_mean"], value=value)) == told


def test_the_distribution_is_drawn_where_the_changes_are(ten, none):
    records = measuring.distribution_records(ten[0])
    assert [(r["low"], r["high"], r["value_label"]) for r in records if r["value"]] == [
        (-3, -2, "3"), (2, 3, "7"),
    ]  # fmt: skip
    ends = [end for record in records for end in (record["low"], record["high"])]
    assert ends == sorted(ends)  # no gap and no overlap
    assert ends[1:-1:2] == ends[2::2]
    assert (ends[0], ends[-1]) == (-4, 4)
    assert "0 rykkede mindst 3 point op" in measuring.distribution(ten[0], AGREED)
    assert measuring.distribution(none[0], AGREED) == "Ingen data med de valgte filtre."


def test_municipalities_stand_in_the_order_of_the_alphabet_not_of_their_change(tmp_path):
    rows = export(3, municipality_code="0360")  # Lolland falls, and its code is the lower
    better = export(12, municipality_code="0751")
    for name in ("cases", "survey"):
        rows[name] += [
            row
            | {
                key: f"X{row[key]}"
                for key in ("case_id", "response_id", "citizen_id")
                if row.get(key)
            }
            for row in better[name]
        ]
    _found, warehouse = rows_of(tmp_path, **rows)
    for unit, names in (("municipality", ["Aarhus", "Lolland"]), ("programme", ["Mentor"])):
        inside = units.by_name(wheels_by(warehouse, Scope(), unit), unit)
        records = units.records(inside, unit)
        assert [record["label"] for record in records] == names
    assert "ikke afprøvet" in units.sentence(records)


def test_what_is_already_one_municipality_is_not_divided_by_it():
    names = [unit for unit, _heading, _name in units.dividing(Scope(municipality="0360"))]
    assert names == ["programme"]
    assert len(units.dividing(Scope())) == 2


def test_the_share_at_other_thresholds_and_those_who_could_not_move(ten):
    told = plain(measuring.thresholds(ten[0], AGREED))
    assert told.startswith(
        "Mindst 1,0 point (aftalt): 7 ud af 10 (70 %, lille antal); Mindst 1,2 point: 7"
    )
    assert "Mindst 2,1 point: 0 ud af 10" in told
    assert "0 ud af 10 begyndte over 9,0 point i gennemsnit" in told
    assert measuring.marked(from_values({"wheel_threshold_points": 1.5})) == (1.5, -1.5)


def test_reliability_is_offered_and_never_put_in_the_place_of_the_agreed(ten):
    rows = dict(ten[0])
    assert measuring.reliability(rows, AGREED) == (
        "0 forløb har udfyldt det første livshjul to gange inden for 14 dage. Der skal 30 til, før det kan "
        "anslås, hvor langt én borger skal rykke, før det er mere, end hjulet svinger af sig selv. Indtil da "
        "gælder den aftalte grænse på 1,0 point alene."
    )
    known = {
        "retest_pairs": {"value": 40},
        "retest_r": {"n": 40, "value": 0.8, "low": 0.65, "high": 0.89},
        "first_sd": {"n": 10, "value": 1.4},
        "reliable_change": {"n": 40, "value": 1.735, "low": 1.3, "high": 2.3},
    }
    for name, cells in known.items():
        rows[f"life_wheel_{name}"] = replace(rows[f"life_wheel_{name}"], **cells)
    told = plain(measuring.reliability(rows, AGREED))
    assert "korrelation på 0,80 (95 %-interval 0,65–0,89; 1 er helt ens)" in told
    assert "mindst 1,7 point (1,3–2,3 point)" in told
    assert told.endswith("tallene her følger stadig den aftalte grænse på 1,0 point.")
