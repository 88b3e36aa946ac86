"""Attacks on editions: an LP attacker with every table, quarter and level finds nothing.

Attack 26 of the list: total less cells, period less period, table less table, all together.
"""

import json
from itertools import product
from math import ceil, floor

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.catalogue.listing import FIGURES
from dashboard.catalogue.row import KEYS
from dashboard.disclosure import audit, control
from dashboard.disclosure.audit import Known
from dashboard.disclosure.control import Rule
from dashboard.disclosure.edition_cells import CELLS
from dashboard.editions import edition, true_rows, writer
from dashboard.foundation.quarters import Quarter
from dashboard.published import reference
from tests.disclosure.attacker import Attack
from tests.disclosure.towns import snapshot_of, together, town

RULE = Rule(5, 10, 5, 50)
CLOSE = 1e-6
SIZES = (3, 5, 7, 12, 18, 25, 25, 33, 45, 60, 80)  # citizens


def contents(data, code, level="."):
    home = writer.folder(data) / code / level
    return [json.loads(path.read_bytes()) for path in sorted(home.rglob("*.json"))]


def found_out(attack):
    """What either way of attacking finds."""
    return [*too_close(attack.solve()), *too_close(attack.subtract())]


def too_close(found):
    """Hidden counts that fewer than five whole numbers fit, though not everything does."""
    return [
        (quarter, figure, low, high)
        for quarter, figure, low, high, most in found
        if floor(high + CLOSE) - ceil(low - CLOSE) + 1 < 5
        and not (low <= CLOSE and high >= most - CLOSE)
    ]


@pytest.fixture(scope="module")
def towns_attacked(tmp_path_factory):
    """Towns of 3 to 80 citizens in one snapshot, their reports written."""
    folder = tmp_path_factory.mktemp("attacked")
    codes = sorted(reference.municipalities())
    sizes = dict(zip(codes, SIZES, strict=False))
    rows = [town(code, size, size, charged=0.3, repeats=0) for code, size in sizes.items()]
    data, current = snapshot_of(folder, together(*rows))
    outcomes = list(writer.write(data, current))
    assert not [outcome for outcome in outcomes if outcome.state == "held"]
    return data, sizes


@pytest.mark.parametrize("place", range(len(SIZES)), ids=map(str, SIZES))
def test_attack_26_an_attacker_with_every_report_finds_nothing(towns_attacked, place):
    data, sizes = towns_attacked
    code = list(sizes)[place]
    public, everything = contents(data, code, "public"), contents(data, code)
    for attack in (Attack(public), Attack(everything, after="authority")):
        assert attack.hidden
        assert found_out(attack) == []


def test_the_attacker_is_a_real_one():
    """Of what the audit would not let out, the same attacker finds something, either way."""
    counts = (5, 5, 0, 0)
    rows = [shown(figure, k, 10) for figure, k in zip(HELP, counts, strict=True)]
    content = {"quarter": "2026-Q1", "level": "public", "guards": [], "rows": rows}
    attack = Attack([content])
    for found in (attack.solve(), attack.subtract()):
        assert {figure for _q, figure, _low, _high in too_close(found)} == {
            f"{figure}rounded:5; fewer_than:5" for figure in HELP[2:]
        }
    safe, unprotectable = audit.protect(
        [], Known(8000, {row["figure_id"]: row for row in rows}, RULE)
    )
    assert unprotectable == []
    assert found_out(Attack([content | {"rows": list(safe.values())}])) == []


def test_the_truth_fits_what_the_attacker_knows(tmp_path):
    data, current = snapshot_of(tmp_path, town("0461", 80, 3, charged=0.3, repeats=0))
    list(writer.write(data, current))
    from dashboard.snapshots.snapshot import AsOf
    from dashboard.snapshots.warehouse import Warehouse

    for quarter in edition.quarters(writer.folder(data), "0461", "public")[:3]:
        day = Quarter.named(quarter).last
        truth = true_rows.true_rows(Warehouse(AsOf(current.folder, day)), "0461", quarter).rows
        for level in ("public", "authority"):
            for key, row in (
                edition.read(writer.folder(data), "0461", level, quarter).by_key().items()
            ):
                if key.partition("@")[0] not in CELLS or row["unit"] not in ("share", "count"):
                    continue
                true = truth[key][0]
                if FIGURES[row["figure_id"]].estimator == "share_of_course":
                    continue
                k = true["value"] if row["unit"] == "count" else true["k"]
                low, high = control.k_span(row, RULE)
                assert low <= (k or 0) <= high, (quarter, key)


# ---- the audit itself, on invented tables: quick, so many


def shown(figure_id, k, n):
    blank = dict.fromkeys(KEYS) | {"suppressed": False, "unit": "share", "figure_id": figure_id}
    return control.protected(
        CELLS[figure_id], blank | {"k": k, "n": n}, RULE, 0, is_authority=False
    )


HELP = [
    f"satisfaction_help_{answer}"
    for answer in ("very_satisfied", "satisfied", "not_satisfied", "very_dissatisfied")
]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.tuples(st.integers(0, 9), st.integers(0, 5), st.integers(0, 3), st.integers(0, 2)),
        min_size=8,
        max_size=8,
    )
)
def test_attack_26_nothing_follows_from_eight_reports_of_one_question(quarters):
    out = []
    for last in range(3, 8):
        window = quarters[last - 3 : last + 1]
        counts = [sum(quarter[place] for quarter in window) for place in range(4)]
        rows = {
            figure: shown(figure, k, sum(counts)) for figure, k in zip(HELP, counts, strict=True)
        }
        safe, unprotectable = audit.protect(out, Known(8000 + last, rows, RULE))
        assert unprotectable == []
        out.append(Known(8000 + last, safe, RULE))
    attack = Attack(
        {"quarter": f"2000-Q{last - 2}" if last < 7 else "2001-Q1", "level": "public", "guards": [],
         "rows": list(out[last - 3].rows.values())}
        for last in range(3, 8)
    )  # fmt: skip
    assert found_out(attack) == []


def test_what_is_hidden_next_is_the_smallest_and_never_by_what_is_hidden():
    rows = {HELP[0]: shown(HELP[0], 12, 17), HELP[1]: shown(HELP[1], 5, 17),
            HELP[2]: shown(HELP[2], 0, 17), HELP[3]: shown(HELP[3], 0, 17)}  # fmt: skip
    again = rows | {HELP[2]: shown(HELP[2], 4, 17), HELP[3]: shown(HELP[3], 3, 17)}
    first, second = (audit.protect([], Known(8000, each, RULE)) for each in (rows, again))
    assert first == second


def test_a_late_registration_does_not_switch_the_audit_off():
    """Ten of charged before, nine now, and numbers that do not quite fit: it is hidden all the same."""

    def charged(quarter, k, n, started):
        rows = {"courses_started": dict.fromkeys(KEYS) | {"figure_id": "courses_started", "unit": "count",
                "value": started, "suppressed": False, "note": "exact"}}  # fmt: skip
        true = dict.fromkeys(KEYS) | {
            "figure_id": "criterion_charged",
            "unit": "share",
            "k": k,
            "n": n,
        }
        rows["criterion_charged"] = control.protected(
            CELLS["criterion_charged"], true, RULE, 0, is_authority=True
        )
        return Known(quarter, rows, RULE)

    for late in (0, 1, 3):
        before = charged(8000, 10, 23, 1)  # one course began in the last year, so at most two left
        now = charged(8001, 9, 22 + late, 1)
        started = charged(7997, 0, 30, 22)
        safe, unprotectable = audit.protect([started, before], now)
        assert unprotectable == []
        assert "fewer_than" not in (safe["criterion_charged"]["note"] or ""), late


def test_what_every_label_can_mean():
    """Over all counts: whatever is published alike may be five numbers at least, or anything."""
    for figure_id, is_authority in product(
        ("criterion_completed", "criterion_charged", "goals_agreed_share", HELP[0]), (True, False)
    ):
        cell = CELLS[figure_id]
        if cell.is_exact and is_authority:
            continue
        meant = {}
        for n in range(1, 90):
            for k in range(n + 1):
                true = dict.fromkeys(KEYS) | {
                    "figure_id": figure_id,
                    "unit": "share",
                    "k": k,
                    "n": n,
                }
                row = control.protected(cell, true, RULE, 0, is_authority=is_authority)
                meant.setdefault((row["n"], row["k"], row["note"]), set()).add((k, n))
        for (n, k, note), pairs in meant.items():
            if k is None and (n is None or n < 85):
                counts, most = {pair[0] for pair in pairs}, max(pair[1] for pair in pairs)
                assert len(counts) >= 5 or counts >= set(range(most + 1)), (
                    figure_id,
                    n,
                    note,
                    counts,
                )


def test_towns_do_not_change_each_others_reports(tmp_path):
    own = town("0461", 40, 5)
    alone, first = snapshot_of(tmp_path / "alone", own)
    both, second = snapshot_of(tmp_path / "both", together(own, town("0101", 25, 6)))
    for data, current in ((alone, first), (both, second)):
        list(writer.write(data, current))
    codes = [[each["report_code"] for each in contents(data, "0461")] for data in (alone, both)]
    assert codes[0] == codes[1]
