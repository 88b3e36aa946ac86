"""The rows of the figure path: which there are, what they keep quiet about, what they compare with."""

import csv
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from dashboard.catalogue.listing import FIGURES
from dashboard.catalogue.row import KEYS, record
from dashboard.catalogue.scope import Scope
from dashboard.demo.courses import MUNICIPALITIES
from dashboard.figures import courses_by_quarter, figures_by_municipality
from dashboard.foundation import schema
from dashboard.foundation.errors import DashboardError
from dashboard.published import reference
from dashboard.snapshots import snapshot
from dashboard.snapshots.warehouse import Warehouse
from tests.builders import answer, case, contact, days_after, figures, published

EXPECTED = Path(__file__).parents[1] / "expected"
PUBLISHED_2016 = list(
    csv.DictReader((EXPECTED / "published_2016.csv").read_text(encoding="utf-8").splitlines())
)


def by_id(warehouse, scope=None):
    return {row["figure_id"]: row for row in reversed(figures(warehouse, scope or Scope()))}


def test_every_figure_of_the_contract_is_there_in_its_order():
    """That there is no other but those with a naive twin, test_figures_naive holds."""
    agreed = (EXPECTED / "figure_ids.txt").read_text().split()
    assert [id_ for id_ in FIGURES if id_ in agreed] == agreed


def test_every_row_has_every_key_and_its_own_key(tmp_path):
    rows = figures(published(tmp_path, cases=[case()]), Scope(municipality="0360"))
    assert all(tuple(row) == KEYS for row in rows)
    keys = Counter((row["figure_id"], row["benchmark_id"]) for row in rows)
    assert set(keys.values()) == {1}
    assert {row["municipality_code"] for row in rows} == {"0360"}


@pytest.mark.parametrize(
    "scope", [Scope(), Scope(None, "mentor", date(2025, 7, 1), date(2026, 6, 15))]
)
def test_every_municipality_at_once_has_the_rows_it_has_as_the_filter(demo_data, scope):
    """Every figure there is: a municipality's report may be agreed to show any of them."""
    warehouse = Warehouse(snapshot.current(demo_data))
    found = figures_by_municipality(warehouse, scope, FIGURES, list(MUNICIPALITIES))
    for code in MUNICIPALITIES:
        rows = [record(row) for row in found[code]]
        assert rows == figures(warehouse, replace(scope, municipality=code)), code


def answers_of_2016() -> list[dict]:
    """Ten citizens who answered what the print of 2016 has kept, and passed the rest over."""
    given = {item: [] for item in schema.SATISFACTION_ANSWERS}
    for row in PUBLISHED_2016:
        item, chosen = split(row["figure_id"])
        given[item] += [chosen] * int(row["k"])
    given["assignment"].append("satisfied")  # the tenth, whose label the print has lost
    return [
        answer(f"S{i}", item, chosen[i] if i < len(chosen) else None)
        for i in range(10)
        for item, chosen in given.items()
    ]


def split(figure_id: str) -> tuple[str, str]:
    for item in schema.SATISFACTION_ANSWERS:
        if figure_id.startswith(f"satisfaction_{item}_"):
            return item, figure_id.removeprefix(f"satisfaction_{item}_")
    raise AssertionError(figure_id)


@pytest.fixture(scope="module")
def rows_of_2016(tmp_path_factory):
    folder = tmp_path_factory.mktemp("published")
    return by_id(published(folder, data_to="2016-09-30", survey=[
        row | {"invited_on": date(2016, 7, 1), "answered_on": date(2016, 8, 1)}
        for row in answers_of_2016()
    ]))  # fmt: skip


@pytest.mark.parametrize("expected", PUBLISHED_2016, ids=lambda row: row["figure_id"])
def test_the_answers_of_2016_give_the_printed_figures(rows_of_2016, expected):
    row = rows_of_2016[expected["figure_id"]]
    assert (row["k"], row["n"]) == (int(expected["k"]), int(expected["n"]))
    assert row["value"] == reference.figures()[expected["published_id"]].value
    assert row["benchmark_id"] == expected["published_id"]
    assert row["benchmark_value"] == row["value"]
    # ten people or fewer are compared with nobody
    assert row["benchmark_verdict"] == ("cannot_tell" if row["n"] == 10 else "too_few")


@pytest.mark.parametrize(
    "given, figure_id, verdict",
    [
        ("help", "satisfaction_help_very_satisfied", "too_few"),  # 8 answered in 2016
        ("assignment", "satisfaction_assignment_very_satisfied", "above"),  # 10 answered
    ],
)
def test_what_few_answered_in_2016_judges_nobody(tmp_path, given, figure_id, verdict):
    survey = [answer(f"S{i}", given, "very_satisfied") for i in range(120)]
    row = by_id(published(tmp_path, survey=survey))[figure_id]
    assert (row["n"], row["k"], row["benchmark_verdict"]) == (120, 120, verdict)


def test_the_headline_means_of_2016_can_be_reproduced(tmp_path):
    """Just under 8 months, 3.4 hours and 2-3 contacts a week, 16 months on benefit before."""
    cases = [
        case(f"F{i}", "2015-06-01", ended_on=days_after("2015-06-01", 238), end_reason="completed",
             months_on_benefit_before=16)
        for i in range(3)
    ]  # fmt: skip
    contacts = [
        contact(f"F{i}-{j}", f"F{i}", f"{days_after('2015-06-01', 3 * j)} 10:00", minutes=81.6)
        for i in range(3)
        for j in range(79)  # 2.5 a week in 34 weeks is 85; the last six do not come
    ] + [contact(f"F{i}-x{j}", f"F{i}", f"2015-06-0{j + 2} 12:00", minutes=81.6)
         for i in range(3) for j in range(6)]  # fmt: skip
    rows = by_id(published(tmp_path, data_to="2016-09-30", cases=cases, contacts=contacts))
    assert rows["duration_median_months"]["value"] == pytest.approx(238 / 30.4375)
    assert rows["contacts_per_week"]["value"] == pytest.approx(2.5)
    assert rows["hours_per_week"]["value"] == pytest.approx(3.4)
    assert rows["months_on_benefit_before_mean"]["value"] == 16
    assert rows["months_on_benefit_before_mean"]["low"] is None  # three alike: no interval


@pytest.mark.parametrize("given, is_hidden", [(4, True), (5, False)])
def test_answers_from_fewer_than_five_are_not_shown(tmp_path, given, is_hidden):
    survey = [answer(f"S{i}", "assignment", "very_satisfied") for i in range(given)]
    rows = by_id(published(tmp_path, survey=survey))
    for name in ("satisfaction_assignment_very_satisfied", "satisfaction_assignment_unnecessary",
                 "mentor_unwanted_share"):  # fmt: skip
        row = rows[name]
        assert row["suppressed"] is is_hidden
        assert (row["n"], row["benchmark_verdict"] or "too_few") == (given, "too_few")
        hidden = [row[key] for key in ("k", "value", "low", "high")]
        assert (hidden == [None] * 4) is is_hidden
    assert rows["satisfaction_help_satisfied"]["suppressed"] is False  # nobody answered: n = 0


def test_few_yes_and_no_hide_the_share_of_all_answers_too(tmp_path):
    survey = [
        answer(
            f"C{i}", "better_at_challenges", "yes" if i < 3 else "dont_know", instrument="coping"
        )
        for i in range(20)
    ]
    rows = by_id(published(tmp_path, survey=survey))
    assert (rows["coping_better_citizen"]["n"], rows["coping_better_citizen"]["suppressed"]) == (
        3,
        True,
    )
    of_all = rows["coping_better_citizen_of_all"]
    assert (of_all["n"], of_all["k"], of_all["value"], of_all["suppressed"]) == (
        20,
        None,
        None,
        True,
    )
    assert of_all["benchmark_verdict"] is None  # a verdict would tell what the share does not
    assert rows["coping_better_mentor"]["suppressed"] is False


def test_several_benchmarks_give_several_rows_alike_but_for_the_comparison(tmp_path):
    ended = case(ended_on="2025-06-01", end_reason="moved")
    rows = [row for row in figures(published(tmp_path, cases=[ended]), Scope())
            if row["figure_id"] == "job_or_education_strict_share"]  # fmt: skip
    assert [row["benchmark_id"] for row in rows] == [
        "ny_indsats_glaed_dig_job_or_education",
        "kvik_2013_assens_job_or_education", "kvik_2013_broendby_job_or_education",
        "kvik_2013_esbjerg_job_or_education",
    ]  # fmt: skip
    assert [row["benchmark_value"] for row in rows] == [0.23, 14 / 72, 18 / 119, 48 / 185]
    assert [row["note"] for row in rows] == [
        "yardstick_age:16",
        *["yardstick_age:13; computed"] * 3,
    ]
    compared = {"benchmark_id", "benchmark_value", "benchmark_verdict", "comparability", "note"}
    assert len({tuple(row[key] for key in KEYS if key not in compared) for row in rows}) == 1


def test_a_value_printed_with_a_reservation_is_shown_and_not_judged(tmp_path):
    cases = [case(f"F{i}", ended_on=days_after("2025-01-01", 90 + i), end_reason="moved")
             for i in range(20)]  # fmt: skip
    rows = figures(published(tmp_path, cases=cases), Scope(), ["duration_mean_closed_months"])
    assert [(r["benchmark_value"], r["benchmark_verdict"], r["note"]) for r in rows] == [
        (5.0, "below", "kun_afsluttede; yardstick_age:11"),
        (8.0, None, "kun_afsluttede; qualifier:less_than; yardstick_age:10"),
    ]


def test_what_was_printed_in_words_is_not_compared(tmp_path):
    (row,) = figures(published(tmp_path), Scope(), ["chemistry_good_share"])
    assert (row["benchmark_value"], row["benchmark_verdict"], row["comparability"]) == (
        None, "not_comparable", "not_comparable",
    )  # fmt: skip
    assert row["note"] == "yardstick_age:11; lidt under halvdelen"


def test_a_median_that_is_not_reached_says_longer_than(tmp_path):
    cases = [case(f"F{i}", "2026-01-01") for i in range(3)]
    row = by_id(published(tmp_path, cases=cases))["duration_median_months"]
    assert (row["n"], row["value"]) == (3, None)
    assert row["note"] == f"longer_than:{272 / 30.4375}; all_empty:ended_on"


def test_quarterly_counts_are_the_figures_of_each_quarter(tmp_path):
    cases = [
        case("F1", "2025-01-15", ended_on="2025-05-01", end_reason="moved"),
        case("F2", "2025-03-31"), case("F3", "2025-04-01"), case("F4", "2025-12-31", municipality_code="0376"),
    ]  # fmt: skip
    warehouse = published(tmp_path, data_to="2026-02-01", cases=cases)
    for scope in (Scope(), Scope(municipality="0360")):
        for row in courses_by_quarter(warehouse, scope):
            (same,) = figures(warehouse, row.scope, [row.id])
            assert record(row) == same


@pytest.mark.parametrize(
    "scope, sentence",
    [
        ({"municipality": "9999"}, "Kommunekoden ”9999” findes ikke. Skriv fire cifre, f.eks. 0461 \\(Odense\\)."),
        ({"programme": "x"}, "Programmet ”x” findes ikke; brug den_gode_loesladelse, keepworking, mentor."),
        ({"period_from": date(2026, 2, 1), "period_to": date(2026, 1, 1)},
         "Perioden slutter, før den begynder."),
    ],
)  # fmt: skip
def test_a_scope_that_cannot_be_is_refused(scope, sentence):
    with pytest.raises(DashboardError, match="^" + sentence.replace(".", r"\.") + "$"):
        Scope(**scope)
