"""The life wheel's figures: reliability from retests, and each municipality as if it were the filter."""

from datetime import date
from random import Random

import pytest
from scipy import stats

from dashboard.catalogue import wheel_figures
from dashboard.catalogue.row import KEYS, record
from dashboard.catalogue.scope import Scope
from dashboard.figures import BY_UNIT, wheels_by
from dashboard.foundation import settings
from tests.builders import case, days_after, figures, published, wheel
from tests.figures import naive_wheel
from tests.figures.test_figures_naive import assert_same

DATA_TO = date(2026, 9, 30)


def scores(random: Random, around: int) -> list[int | None]:
    drawn = [min(10, max(1, around + random.choice((-1, 0, 0, 1)))) for _ in range(8)]
    return [None if random.random() < 0.1 else score for score in drawn]


def retested_export(count: int) -> dict[str, list[dict]]:
    """So many courses that fill in the first wheel twice, ten days apart, and a later one."""
    random = Random(7)
    cases, survey = [], []
    for i in range(count):
        name, level = f"F{i:02}", random.randint(2, 8)
        place = ("0360", "0376", "0101")[i % 3]
        programme = ("mentor", "keepworking")[i % 2]
        cases.append(case(name, "2025-01-01", municipality_code=place, programme=programme))
        survey += wheel(f"{name}-1", name, "2025-01-05", scores(random, level))
        survey += wheel(f"{name}-2", name, "2025-01-15", scores(random, level))
        survey += wheel(f"{name}-3", name, days_after("2025-03-01", i), scores(random, level + 1),
                        random.choice(("phase_2", "closing")))  # fmt: skip
    return {"cases": cases, "survey": survey}


def by_id(rows):
    return {row["figure_id"]: row for row in rows}


@pytest.fixture(scope="module")
def export():
    return retested_export(48)


@pytest.fixture(scope="module")
def warehouse(export, tmp_path_factory):
    return published(tmp_path_factory.mktemp("wheels"), **export)


def test_reliability_agrees_with_the_naive_computation(export, warehouse):
    theirs = naive_wheel.figures(export, DATA_TO, {}, None, None, None, None)
    ids = [row["figure_id"] for row in theirs]
    assert_same(figures(warehouse, Scope(), ids), theirs)
    rows = by_id(theirs)
    assert rows["life_wheel_retest_pairs"]["value"] >= 30
    assert rows["life_wheel_retest_r"]["low"] < rows["life_wheel_retest_r"]["value"] < 1
    threshold = rows["life_wheel_reliable_change"]
    assert 0 < threshold["low"] < threshold["value"] < threshold["high"]
    assert threshold["note"] == "offered"
    chance = rows["life_wheel_by_chance_share"]
    assert 0 < chance["low"] < chance["value"] < chance["high"] < 0.5


def test_reliability_is_not_offered_from_fewer_than_thirty_retests(warehouse):
    ids = ("life_wheel_retest_pairs", "life_wheel_retest_r", "life_wheel_reliable_change")
    rows = by_id(figures(warehouse, Scope(municipality="0360"), ids))
    n = rows["life_wheel_retest_pairs"]["value"]
    assert 10 < n < 30
    for id_ in ids[1:]:
        row = rows[id_]
        assert (row["n"], row["value"], row["low"], row["high"]) == (n, None, None, None)
        assert row["note"] == "retests_needed:30"


def test_wheels_that_are_all_alike_have_no_correlation(tmp_path):
    survey = [row for i in range(30) for on in ("2025-01-05", "2025-01-15")
              for row in wheel(f"{i}-{on}", f"F{i}", on, 5)]  # fmt: skip
    rows = by_id(
        figures(
            published(tmp_path, cases=[case(f"F{i}") for i in range(30)], survey=survey), Scope()
        )
    )
    assert rows["life_wheel_retest_pairs"]["value"] == 30
    assert rows["life_wheel_retest_r"]["value"] is None
    assert rows["life_wheel_reliable_change"]["note"] is None
    assert rows["life_wheel_by_chance_share"]["value"] is None


def retested(tmp_path, rises, **given):
    """So many courses whose second wheel lies that much above the first on every domain."""
    survey = [row for i, rise in enumerate(rises)
              for on, score in (("2025-01-05", 4), ("2025-01-15", 4 + rise))
              for row in wheel(f"{i}-{on}", f"F{i}", on, score)]  # fmt: skip
    warehouse = published(
        tmp_path, cases=[case(f"F{i}") for i in range(len(rises))], survey=survey, **given
    )
    (row,) = figures(warehouse, Scope(), ["life_wheel_by_chance_share"])
    return row


def test_domains_that_waver_together_make_more_of_them_move_by_chance(tmp_path):
    """Measured on the mean of the domains: eight that always rise together are no steadier than one."""
    row = retested(tmp_path, [-1, 1] * 5)
    assert (row["n"], row["k"]) == (10, None)
    spread = (10 / 9) ** 0.5
    assert row["value"] == pytest.approx(stats.norm.sf(1 / spread))
    limits = [stats.norm.sf(1 / (spread * (9 / chi) ** 0.5)) for chi in (19.0228, 2.70039)]
    assert (row["low"], row["high"]) == pytest.approx(limits, abs=1e-5)
    higher = retested(tmp_path / "2", [-1, 1] * 5, settings="wheel_threshold_points = 2.0")
    assert higher["value"] == pytest.approx(stats.norm.sf(2 / spread))


def test_what_moves_by_chance_is_not_told_of_nine(tmp_path):
    row = retested(tmp_path, [-1, 1] * 4 + [0])
    assert (row["n"], row["value"], row["note"]) == (9, None, "retests_needed:10")


@pytest.mark.parametrize(
    "scope",
    [Scope(), Scope(municipality="0376"), Scope(programme="mentor", period_to=date(2025, 4, 1)),
     Scope(period_from=date(2026, 1, 1))],
)  # fmt: skip
@pytest.mark.parametrize("unit, codes", [("municipality", ("0101", "0360", "0376")),
                                         ("programme", ("keepworking", "mentor"))])  # fmt: skip
def test_a_unit_has_the_rows_it_has_as_a_filter(warehouse, scope, unit, codes):
    found = [record(row) for row in wheels_by(warehouse, scope, unit)]
    assert all(tuple(row) == KEYS for row in found)
    expected = []
    for code in codes:
        if getattr(scope, unit) in (None, code):
            within = Scope(**vars(scope) | {unit: code})
            rows = by_id(figures(warehouse, within, BY_UNIT))
            if rows["life_wheel_moved_up"]["n"]:
                expected += [rows[id_] for id_ in BY_UNIT]
    assert found == expected


def test_the_other_thresholds_are_those_a_verdict_must_hold_at():
    named = [float(code.replace("_", ".")) for code in wheel_figures.OTHER_THRESHOLDS]
    assert tuple(named) == settings.OTHER_THRESHOLDS


def test_a_picture_shows_the_change(warehouse):
    """The level of the last wheel minus that of the first is the paired change, domain by domain."""
    rows = by_id(figures(warehouse, Scope()))
    for domain in ("housing", "success"):
        first, last, change = (
            rows[f"life_wheel_{what}_{domain}"] for what in ("first", "last", "change")
        )
        assert first["n"] == last["n"] == change["n"]
        assert last["value"] - first["value"] == pytest.approx(change["value"])


def test_the_parts_of_a_whole_are_the_whole(warehouse):
    rows = figures(warehouse, Scope())
    for prefix in ("life_wheel_distribution_", "life_wheel_moved_"):
        parts = [r for r in rows if r["figure_id"].startswith(prefix) and "_at_" not in r["figure_id"]
                 and "phase" not in r["figure_id"] and "closing" not in r["figure_id"]]  # fmt: skip
        assert sum(part["k"] for part in parts) == parts[0]["n"] > 0
    of_all = [
        r
        for r in rows
        if r["figure_id"]
        in [f"life_wheel_{many}_share" for many in ("two_wheels", "one_wheel", "no_wheel")]
    ]
    assert sum(row["k"] for row in of_all) == of_all[0]["n"] == 48


def moves(tmp_path, *wheels, **given):
    course = case("F1", "2025-03-01", ended_on="2025-09-01", end_reason="other") | given
    rows = [row for each in wheels for row in each]
    (found,) = figures(published(tmp_path, cases=[course], survey=rows), Scope(),
                       ["life_wheel_change_mean"])  # fmt: skip
    return found["n"], found["value"]


@pytest.mark.parametrize(
    "first, last, n",
    [
        ("2025-01-29", "2025-10-02", 1),  # 31 days before, 31 days after
        ("2025-01-28", "2025-10-02", 0),
        ("2025-01-29", "2025-10-03", 0),
    ],
)
def test_only_wheels_of_the_course_and_a_month_on_either_side_count(tmp_path, first, last, n):
    pair = wheel("a", "F1", first, 3), wheel("b", "F1", last, 8, "closing")
    assert moves(tmp_path, *pair)[0] == n


def test_wheels_of_one_day_come_in_the_order_of_their_phases_whatever_their_ids(tmp_path):
    on = "2025-05-01"
    pair = wheel("z", "F1", on, 3), wheel("a", "F1", on, 8, "closing")
    assert moves(tmp_path, *pair) == (1, 5.0)
    phases = ("start", "phase_2", "phase_3", "closing")
    four = [
        wheel(name, "F1", on, i + 1, phase)
        for i, (name, phase) in enumerate(zip("dcba", phases, strict=True))
    ]
    assert moves(tmp_path / "four", *four) == (1, 3.0)
