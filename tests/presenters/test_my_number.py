"""Somebody's own number: every count that is printed is found, with the way to it; else the nearest."""

from random import Random

import pytest

from dashboard.catalogue.listing import FIGURES
from dashboard.catalogue.scope import Scope
from dashboard.figures import criteria, figures
from dashboard.presenters import my_number
from dashboard.presenters.criterion import denominator
from tests.builders import answer, case, published
from tests.figures.test_figures_naive import random_export, scopes


def found_in(warehouse, scope):
    rows = figures(warehouse, scope)
    given = scope.parameters() | criteria.parameters(warehouse.snapshot.settings)
    counts = {name: warehouse.query(name, **given) for name in denominator.QUERIES}
    return rows, my_number.printed(rows, counts)


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory):
    return published(tmp_path_factory.mktemp("number"), **random_export(Random(3), 40))


@pytest.mark.parametrize("scope", scopes())
def test_every_count_of_every_row_is_found(warehouse, scope):
    rows, found = found_in(warehouse, scope)
    for row in rows:
        printed = {"k": row.k, "n": row.n or None,
                   "count": int(row.value) if row.unit == "count" and row.value is not None else None}  # fmt: skip
        for role, amount in printed.items():
            same = [
                e for e in my_number.matches(found, amount) if (e.row.id, e.role) == (row.id, role)
            ]
            assert len(same) == (amount is not None), (row.id, role)


def test_nothing_that_is_not_shown_is_found(tmp_path):
    survey = [answer(f"S{i}", "help", "very_satisfied") for i in range(3)]
    _rows, found = found_in(published(tmp_path, cases=[case()], survey=survey), Scope())
    of_help = {e.role for e in found if e.row.id == "satisfaction_help_very_satisfied"}
    assert "k" not in of_help


@pytest.fixture(scope="module")
def eleven(tmp_path_factory):
    cases = [
        *(case(f"F{i}", "2025-01-01") for i in range(5)),
        *(case(f"N{i}", "2025-01-01", municipality_code="0376") for i in range(4)),
        *(case(f"Y{i}", "2026-09-01") for i in range(2)),
    ]
    return published(tmp_path_factory.mktemp("eleven"), cases=cases)


def test_a_number_is_told_with_its_way_and_what_is_left_out_on_it(eleven):
    _rows, found = found_in(eleven, Scope(municipality="0360"))
    said = my_number.answer(found, 4, "Lolland")
    assert (
        said
        == "4 står ét sted (Lolland):\n- holdt ude, hvor kun forløb i den valgte kommune tæller med"
    )
    (table,) = my_number.table(my_number.matches(found, 4), "Lolland")
    assert (table["Som"], table["Gælder"]) == ("holdt ude på vejen", "Lolland")
    said = my_number.answer(found, 5, "Lolland")
    assert "- grundlaget for 24 tal, det første er ”Gennemfører eller går videre”\n" in said
    assert said.endswith("- og 2 andre, som står i tabellen")
    five = my_number.matches(found, 5)
    assert [each.role for each in five] == sorted(
        (each.role for each in five), key=list(my_number.ROLES).index
    )
    (judged,) = (e for e in five if (e.row.id, e.role) == ("criterion_completed", "n"))
    assert judged.way == (
        "11 forløb i udtrækket → 7 i den valgte kommune (4 færre) → 5 gamle nok til at blive bedømt (2 færre)"
    )


def test_a_number_that_stands_nowhere_gets_the_three_nearest_and_no_guess(eleven):
    _rows, found = found_in(eleven, Scope())
    assert my_number.answer(found, 8, "alle") == "8 står ingen steder (alle)."
    lines = my_number.nearest(found, 8).splitlines()
    assert lines[0] == "De nærmeste er:"
    assert [line.split(":")[0] for line in lines[1:]] == ["- 9", "- 11", "- 2"]
    assert my_number.nearest([], 8) == ""


def test_figures_are_told_in_the_order_of_the_catalogue(warehouse):
    _rows, found = found_in(warehouse, Scope())
    ids = list(dict.fromkeys(each.row.id for each in found))
    assert ids == sorted(ids, key=list(FIGURES).index)
