"""From a count to its courses: as many as the figure says, in every scope."""

from random import Random

import pytest

from dashboard.catalogue.scope import Scope
from dashboard.figures import criteria, figures
from dashboard.presenters import courses_behind
from tests.builders import case, published, wheel
from tests.figures.test_figures_naive import random_export, scopes

NB = "\N{NO-BREAK SPACE}"


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
    for figure in courses_behind.openable():
        found = warehouse.query("courses_behind", figure=figure, **given)
        assert found["case_id"].n_unique() == len(found)
        row, answers = rows[figure], found["is_counted"].to_list()
        if row.unit == "count":
            assert answers == [True] * int(row.value)
            continue
        if row.suppressed:
            continue
        assert (answers.count(True), len(answers) - answers.count(None)) == (row.k, row.n), figure
        told = courses_behind.kinds(figure, found)
        listed = {kind: len(courses_behind.of_kind(found, kind)) for kind in told}
        assert listed == {
            kind: answers.count(answer)
            for answer, kind in courses_behind.KINDS.items()
            if answer is not None or None in answers
        }
        if row.id.startswith("criterion_") and f"{row.id}_lower" in rows:
            lower = rows[f"{row.id}_lower"]
            linked = courses_behind.of_criterion(row, lower)
            assert linked == {(figure, kind): word for kind, word in told.items() if listed[kind]}
            assert answers.count(None) == lower.n - row.n


def test_behind_a_promise_each_course_says_why_it_counts(tmp_path):
    cases = [
        case("A", "2025-01-01", phases_completed_on="2025-03-01", ended_on="2025-04-01", end_reason="no_benefit"),
        case("B", "2025-01-01", ended_on="2025-04-01", end_reason="employment", employment_started_on="2025-04-01"),
        case("C", "2025-01-01", ended_on="2025-04-01", end_reason="withdrew", charged_on="2025-02-01"),
        case("D", "2025-01-01", employment_started_on="2025-02-01"),
    ]  # fmt: skip
    survey = [*wheel("W1", "D", "2025-01-05", 3), *wheel("W2", "D", "2025-05-05", 6, "phase_2")]
    warehouse = published(tmp_path, data_to="2026-09-30", cases=cases, survey=survey)
    given = Scope().parameters() | criteria.parameters(warehouse.snapshot.settings)

    def why(figure: str, kind: str = courses_behind.COUNTED) -> dict[str, str | None]:
        found = courses_behind.of_kind(
            warehouse.query("courses_behind", figure=figure, **given), kind
        )
        listed = courses_behind.table(figure, found)
        return {row["Forløb nr."]: row.get("Talt med, fordi") for row in listed}

    assert why("criterion_completed") == {
        "A": f"faserne er gennemført 1.{NB}mar.{NB}2025",
        "B": "job",
    }
    assert why("criterion_charged") == {"C": f"tiltalt 1.{NB}feb.{NB}2025"}
    assert why("criterion_progress") == {
        "B": "der er en begivenhed",
        "D": "livshjulet er steget og der er en begivenhed",
    }
    assert set(why("criterion_completed", courses_behind.NOT_COUNTED).values()) == {None}
    assert set(why("courses_started").values()) == {None}


def test_only_figures_that_are_counted_over_courses_have_lists():
    ids = courses_behind.openable()
    assert {
        "criterion_charged",
        "exit_died_share",
        "need_debt_share",
        "withdrew_wish_met_share",
    } <= set(ids)
    assert not [id_ for id_ in ids if id_.startswith("chemistry_") or id_.endswith("_gap")]


def test_the_first_forty_are_shown_and_said_to_be():
    assert courses_behind.sentence(41) == "Her står de første 40; filen har dem alle."
    assert not courses_behind.sentence(40)
    assert courses_behind.sentence(0) == "Ingen forløb med de valgte filtre."
