"""From a count to its courses: as many as the figure says, in every scope."""

from random import Random

import pytest

from dashboard.catalogue.scope import Scope
from dashboard.figures import criteria, figures
from dashboard.presenters import courses_behind
from tests.builders import published
from tests.figures.test_figures_naive import random_export, scopes


@pytest.fixture(
    scope="module", params=["", "charges_complete_to = 2026-03-31\nprogress_basis = 'wheel'"]
)
def warehouse(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("behind")
    return published(folder, settings=request.param, **random_export(Random(4), 40))


@pytest.mark.parametrize("scope", scopes())
def test_a_list_has_as_many_courses_as_the_figure_says(warehouse, scope):
    rows = {row.id: row for row in figures(warehouse, scope)}
    given = scope.parameters() | criteria.parameters(warehouse.snapshot.settings)

    def count(part: str) -> int:
        found = warehouse.query("courses_behind", part=part, **given)["case_id"]
        assert found.n_unique() == len(found)
        return len(found)

    for name in ("completed", "charged", "progress"):
        row, lower = rows[f"criterion_{name}"], rows[f"criterion_{name}_lower"]
        parts = {kind: count(f"{row.id}_{kind}") for kind in courses_behind.OF_CRITERION}
        assert parts == {
            "reached": row.k, "not_reached": row.n - row.k, "too_new": lower.n - row.n,
        }  # fmt: skip
        linked = courses_behind.of_criterion(row, lower)
        assert set(linked) == {f"{row.id}_{kind}" for kind, n in parts.items() if n}
    for part in courses_behind.EXITS:
        assert count(part) == rows[f"{part}_share"].k


def test_every_part_has_a_name_and_a_figure(warehouse):
    rows = {row.id for row in figures(warehouse, Scope())}
    names = courses_behind.names()
    assert len(set(names.values())) == len(names)
    assert {courses_behind.figure_of(part) for part in names} <= rows


def test_the_first_fifty_are_shown_and_said_to_be():
    course = {"case_id": "F1", "municipality_code": "0360", "programme": "mentor", "end_reason": None,
              "started_on": None, "ended_on": None}  # fmt: skip
    said = courses_behind.sentence("exit_died", [course] * 51)
    assert said == "51 forløb. Afsluttet: død. Her står de første 50; filen har dem alle."
    assert courses_behind.sentence("exit_died", [course]) == "1 forløb. Afsluttet: død."
