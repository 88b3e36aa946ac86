"""Figures quarter by quarter: the rows each quarter has as a filter, few as few, none as none."""

from datetime import date
from random import Random

import pytest

from dashboard.catalogue.scope import Scope
from dashboard.charts.grammar import LIGHT
from dashboard.figures import figures, figures_by_quarter
from dashboard.foundation import words
from dashboard.presenters import quarters
from tests.builders import answer, case, published
from tests.figures.test_figures_naive import random_export, scopes

IDS = (*quarters.OF_COURSES, *quarters.OF_ANSWERS)


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory):
    return published(tmp_path_factory.mktemp("quarters"), **random_export(Random(5), 40))


@pytest.mark.parametrize("scope", scopes()[:4])
def test_a_quarter_has_the_row_it_has_as_a_filter(warehouse, scope):
    rows = figures_by_quarter(warehouse, scope, IDS)
    periods = list(dict.fromkeys(row.period for row in rows))
    assert len(rows) == len(IDS) * len(periods) > 0
    starts = [first for first, _last in periods]
    assert starts == sorted(starts)
    for row in rows:
        same = figures(warehouse, row.scope, [row.id])[0]
        for name in ("n", "k", "suppressed", "notes"):
            assert getattr(row, name) == getattr(same, name), (row.id, row.period, name)
        for name in ("value", "low", "high"):
            assert getattr(row, name) == pytest.approx(getattr(same, name), abs=1e-9)


def test_other_figures_about_contacts_are_asked_for_quarter_by_quarter(warehouse):
    ids = ("attendance_share", "contacts_per_week")
    rows = figures_by_quarter(warehouse, Scope(municipality="0360"), ids)
    assert {row.id for row in rows} == set(ids)
    for row in rows:
        assert row.n == figures(warehouse, row.scope, [row.id])[0].n
    assert any(row.id == "contacts_per_week" and row.value for row in rows)


def plain(text: str) -> str:
    return text.replace(words.NO_BREAK, " ")


def waits(count_by_quarter: dict[str, int]) -> list[dict]:
    return [
        case(f"F{day}-{i}", day, referred_on="2024-12-01" if day < "2025-03" else "2025-06-01")
        for day, count in count_by_quarter.items()
        for i in range(count)
    ]


def test_every_quarter_is_on_the_axis_and_the_line_is_broken_where_there_is_none(tmp_path):
    cases = waits({"2025-01-11": 12, "2025-07-01": 3, "2025-10-01": 11})
    found = published(tmp_path, cases=cases, data_to="2025-12-31")
    rows = figures_by_quarter(found, Scope(), ["days_referral_to_start_median"])
    drawn = quarters.records(rows)
    assert [(r["period"], r["n_label"], r["value"], r["is_few"]) for r in drawn] == [
        ("1. kvt. 2025", "12", 41, False), ("2. kvt. 2025", "0", None, True),
        ("3. kvt. 2025", "3", 30, True), ("4. kvt. 2025", "11", 122, False),
    ]  # fmt: skip
    assert plain(quarters.sentence(rows)) == (
        "Ventetid fra henvisning til start, median: 122 dage i 4. kvt. 2025 (n = 11); fra 41 dage til 122 dage i "
        "de 2 kvartaler med mindst 10."
    )
    ((spec, said),) = quarters.charts(rows, LIGHT)
    assert said == quarters.sentence(rows)
    joined = [row["joined"] for row in spec["datasets"]["rows"]]
    assert joined == [41, None, None, 122]
    # the layer that gives the axis its order leaves out no quarter
    assert "transform" not in spec["layer"][0] or len(spec["layer"][0]["transform"]) == 1
    assert spec["title"]["text"] == "Ventetid fra henvisning til start, median"
    assert quarters.how_to_read(rows)


def test_a_period_without_a_whole_quarter_says_so(warehouse):
    scope = Scope(period_from=date(2025, 5, 10), period_to=date(2025, 5, 25))
    rows = figures_by_quarter(warehouse, scope, IDS)
    assert rows == []
    assert quarters.sentence(rows) == "Der er ikke et helt kvartal i den valgte periode."
    assert quarters.charts(rows, LIGHT) == []
    assert quarters.how_to_read(rows) == ""


def test_a_quarter_of_a_few_anonymous_answers_is_not_shown(tmp_path):
    survey = [answer(f"S{i}", "help", "very_satisfied") for i in range(4)]
    found = published(tmp_path, cases=[case()], survey=survey)
    rows = figures_by_quarter(found, Scope(), ["satisfaction_help_very_satisfied"])
    assert [row.n for row in rows] == [0, 4, 0, 0, 0, 0, 0]
    assert [record["value"] for record in quarters.records(rows)] == [None] * 7
    assert quarters.charts(rows, LIGHT) == []
    assert quarters.sentence(rows).endswith("intet kvartal har mindst 10.")
