"""Livshjul in words and records: paired people only, no mean of fewer than ten, nothing ranked."""

from dataclasses import replace
from datetime import date

import pytest

from dashboard.catalogue.scope import Scope
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
        "mange ned: så meget svinger hjulet af sig selv hos de 30, der har udfyldt det første hjul to gange."
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
    found, warehouse = rows_of(tmp_path, **rows)
    assert plain(moved.coverage(found)) == (
        "Af startede forløb har 10 ud af 13 (77 %, lille antal) to livshjul, der kan sammenlignes; kun de "
        "er med i ændringen. 1 har kun ét, og 2 har intet."
    )
    year = by_id(figures(warehouse, Scope(period_to=date(2026, 12, 31)), figure_ids.IDS))
    assert plain(moved.coverage(year)).startswith(
        "Ændringen gælder dem, hvis sidste hjul er udfyldt i perioden."
    )
    bar = moved.bar(found)
    assert bar["total_label"] == "n = 10"
    assert [(part["label"], part["value"]) for part in bar["parts"]] == [
        ("rykkede op 7", 7), ("rykkede mindre 0", 0), ("rykkede ned 3", 3),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "basis, ending",
    [
        ("wheel", "og det bedømmes på hjulet alene."),
        ("wheel_or_event", "og en begivenhed kan erstatte hjulet."),
    ],
)
def test_the_promise_is_said_to_be_another_number(basis, ending):
    told = moved.not_the_promise(from_values({"progress_basis": basis, "horizon_months": 6}))
    assert "startet for mindst 6 måneder siden" in told
    assert told.endswith(ending)


def test_fewer_than_ten_have_no_mean_in_word_or_picture(nine):
    rows, warehouse = nine
    assert changes.wheel_records(rows, "last") == []
    assert changes.changed(rows, "last") == (
        "For få til et gennemsnit: 9 forløb har begge hjul. Under 10 vises kun, hvor mange der rykkede."
    )
    (line,) = units.lines(wheels_by(warehouse, Scope(), "municipality"), "municipality")
    assert (line.value, line.low, line.high) == (None, None, None)
    assert line.told == "for få til et gennemsnit (6 ud af 9 op)"
    assert all(line.value is None for line in changes.domains(rows, "last"))
    assert [line.told for line in changes.phases(rows)][-1] == (
        "for få til et gennemsnit (6 ud af 9 op)"
    )


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
        ("+0,8 point", "n = 10", "−0,6 til 2,2 point"), ("0,0 point", "n = 10", ""),
    ]  # fmt: skip
    row = replace(ten[0]["life_wheel_change_mean"], low=-0.04)
    assert figure_words.interval(row) == "0,0–2,2 point"  # what is not shown as below nought


def test_ten_have_a_wheel_with_both_rounds_and_the_change_beside_it(ten):
    rows, _warehouse = ten
    records = changes.wheel_records(rows, "closing")
    assert [r["round"] for r in records] == ["Første hjul"] * 8 + ["Ved afslutningen"] * 8
    assert (records[0]["domain"], records[0]["value"], records[8]["value"]) == ("Bolig", 4.0, 4.8)
    assert records[0]["value_label"] == "4,0 → 4,8"
    assert changes.wheel_records(rows, "phase_2") == []
    first, *_rest = changes.domains(rows, "last")
    assert (first.label, first.told, first.value, first.unit) == (
        "Gennemsnit", "+0,8 point (n = 10)", pytest.approx(0.8), "points",
    )  # fmt: skip
    assert plain(changes.changed(rows, "last")) == (
        "De samme 10 forløb begge gange: +0,8 point i gennemsnit (−0,6 til 2,2 point)."
    )
    assert [line.told for line in changes.phases(rows)] == [
        "ingen data", "ingen data", "+0,8 point (7 ud af 10 op)",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "value, told",
    [(0.04, "0,0 point"), (0.05, "+0,1 point"), (-0.3, "−0,3 point"), (0.0, "0,0 point")],
)
def test_a_change_says_which_way_it_goes_if_any(ten, value, told):
    assert figure_words.value(replace(ten[0]["life_wheel_change_mean"], value=value)) == told


def test_the_distribution_is_drawn_where_the_changes_are(ten, none):
    records = measuring.distribution_records(ten[0])
    assert [(r["low"], r["high"], r["value_label"]) for r in records if r["value"]] == [
        (-3, -2, "3"), (2, 3, "7"),
    ]  # fmt: skip
    ends = [end for record in records for end in (record["low"], record["high"])]
    assert ends == sorted(ends)  # no gap and no overlap
    assert ends[1:-1:2] == ends[2::2]
    assert (ends[0], ends[-1]) == (-4, 4)
    assert measuring.distribution(ten[0]) == (
        "Under 1 point rykkede 0 op og 0 ned, og 0 stod præcis stille."
    )
    assert measuring.distribution(none[0]) == "Der er ingen data."


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
    for unit, names in (("municipality", ["Lolland", "Aarhus"]), ("programme", ["Mentor"])):
        inside = units.by_name(wheels_by(warehouse, Scope(), unit), unit)
        assert [line.label for line in units.lines(inside, unit)] == names


def test_what_is_already_one_municipality_is_not_divided_by_it():
    names = [unit for unit, _heading in units.dividing(Scope(municipality="0360"))]
    assert names == ["programme"]
    assert len(units.dividing(Scope())) == 2


def test_the_share_at_other_thresholds_and_those_who_could_not_move(ten):
    told = [
        (line.label, plain(line.told), line.value) for line in measuring.thresholds(ten[0], AGREED)
    ]
    assert told[0] == ("Mindst 1,0 point (aftalt)", "7 ud af 10 (70 %, lille antal)", 0.7)
    assert told[3][:2] == ("Mindst 2,1 point", "0 ud af 10 (0 %, lille antal)")
    assert told[4][0] == "Begyndte over 9,0 point og havde ikke plads til at rykke"
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
