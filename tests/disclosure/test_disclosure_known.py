"""A reader who knows the rule: not only every table, but how each came to be as it is.

Whatever is published alike must be meant by at least five counts of whoever is hidden; and what a
table does not say must not follow from the same people being counted again a quarter later.
"""

from collections import defaultdict
from datetime import date

import pytest

from dashboard.catalogue.row import KEYS
from dashboard.disclosure import audit, control
from dashboard.disclosure.control import Rule
from dashboard.disclosure.edition_cells import CELLS, MEASURED, WHEEL_MOVES
from dashboard.disclosure.tables import TABLES, Known
from dashboard.editions import edition, writer
from dashboard.foundation import schema
from dashboard.snapshots.snapshot import AsOf
from dashboard.snapshots.warehouse import Warehouse
from tests.builders import case, wheel
from tests.disclosure.towns import snapshot_of

RULE = Rule(5, 10, 5, 50)
TOWN = "0482"
MIDSUMMER, AUTUMN = ("2026-Q2", date(2026, 6, 30)), ("2026-Q3", date(2026, 9, 30))
QUESTIONS = {item: [f"satisfaction_{item}_{code}" for code in answers]
             for item, answers in schema.SATISFACTION_ANSWERS.items()}  # fmt: skip
WHEEL = [f"life_wheel_moved_{code}" for code in WHEEL_MOVES]


def tables(n, parts):
    """Every way n people can give so many answers."""
    if parts == 1:
        yield (n,)
        return
    for first in range(n + 1):
        for rest in tables(n - first, parts - 1):
            yield first, *rest


def published(figure_ids, table, only, monkeypatch):
    rows = {}
    for figure_id, k in zip(figure_ids, table, strict=True):
        true = dict.fromkeys(KEYS) | {"figure_id": figure_id, "unit": "share", "n": sum(table)}
        cell = CELLS[figure_id]
        rows[figure_id] = control.protected(cell, true | {"k": k}, RULE, 0, is_authority=False)
    monkeypatch.setattr(audit, "TABLES", {only: TABLES[only]})
    safe, unprotectable = audit.protect([], Known(8000, rows, RULE))
    assert not unprotectable
    return tuple((row["k"], row["n"], row["note"]) for row in safe.values())


@pytest.mark.parametrize(
    ("only", "figure_ids", "sizes", "fewest"),
    [
        ("goals_clear", QUESTIONS["goals_clear"], range(10, 33), 5),
        ("help", QUESTIONS["help"], range(10, 18), 5),
        # of 25, none shown: one is 0 or 1 and the others 13 or 14, and nothing says which
        ("wheel", WHEEL, range(20, 33), 4),
    ],
)
def test_attack_26_whatever_is_published_alike_may_be_five_counts(
    only, figure_ids, sizes, fewest, monkeypatch
):
    """Of every table there can be; those of the largest sizes share a label with larger ones."""
    meant = defaultdict(set)
    for n in sizes:
        for table in tables(n, len(figure_ids)):
            meant[published(figure_ids, table, only, monkeypatch)].add(table)
    hidden = 0
    for labels, counts in meant.items():
        for place, (k, n, _note) in enumerate(labels):
            if k is None and n and n + 2 <= max(sizes):
                hidden += 1
                assert len({table[place] for table in counts}) >= fewest, (labels, counts)
    assert hidden


def two_quarters(tmp_path, rows, settings=""):
    """The jobcenter's reports of two quarters in a row, the second of one person fewer."""
    data, current = snapshot_of(tmp_path, rows, settings=settings)
    writer._basis(data).mkdir()
    for quarter, day in (MIDSUMMER, AUTUMN):
        warehouse = Warehouse(AsOf(current.folder, day))
        outcomes = writer._Writing(data, warehouse, TOWN, quarter, "x").outcomes()
        assert {outcome.state for outcome in outcomes} == {"written"}
        yield edition.read(writer.folder(data), TOWN, "authority", quarter).by_key()


def one_leaves(charged):
    """Of 23 who began, one a quarter before the others and charged."""
    cases = [
        case(f"A{nth}", "2025-01-03", municipality_code=TOWN,
             charged_on=date(2025, 2, 1) if nth < charged else None)
        for nth in range(22)
    ]  # fmt: skip
    left = case("L", "2024-08-15", municipality_code=TOWN, charged_on=date(2024, 9, 15))
    return {"cases": [*cases, left], "contacts": [], "survey": []}


@pytest.mark.parametrize("settings", ["", "charges_complete_to = 2026-06-30\n"])
@pytest.mark.parametrize("charged", [9, 10])
def test_who_leaves_the_group_is_not_told_by_charges(tmp_path, settings, charged):
    """Ten or eleven charged of 23; then the same 22 without one who was: hidden, whichever it is."""
    before, after = two_quarters(tmp_path, one_leaves(charged), settings)
    assert (before["criterion_charged"]["k"], before["criterion_charged"]["n"]) == (10, 23)
    assert (after["criterion_charged"]["k"], after["criterion_charged"]["n"]) == (None, 22)
    assert after["criterion_charged"]["note"] == "rounded:5; n_exact; hidden"


def test_groups_of_starts_that_are_no_whole_quarters_are_put_beside_each_other(tmp_path):
    data, current = snapshot_of(tmp_path, one_leaves(9), settings="horizon_months = 13\n")
    outcomes = list(writer.write(data, current))
    assert {outcome.state for outcome in outcomes} == {"written"}
    charged = {
        quarter: edition.read(writer.folder(data), TOWN, "authority", quarter).by_key()[
            "criterion_charged"
        ]
        for quarter in ("2026-Q1", "2026-Q3")
    }
    assert (charged["2026-Q1"]["k"], charged["2026-Q1"]["n"]) == (10, 23)
    assert charged["2026-Q3"]["note"] == "rounded:5; n_exact; hidden"


def test_who_leaves_the_group_is_not_told_by_the_wheel(tmp_path):
    """Nobody is open and nobody began, so that nobody's outcome can have changed."""
    ended = {"municipality_code": TOWN, "end_reason": "withdrew"}
    cases = [
        case(f"A{nth}", "2025-02-03", ended_on=date(2025, 12, 1), **ended,
             employment_started_on=date(2025, 6, 1) if nth < 9 else None)
        for nth in range(22)
    ]  # fmt: skip
    cases.append(case("L", "2024-08-15", ended_on=date(2025, 3, 15), **ended,
                      employment_started_on=date(2024, 10, 15)))  # fmt: skip
    survey = [
        row for nth in range(22)
        for row in (*wheel(f"a{nth}", f"A{nth}", "2025-02-10", 5),
                    *wheel(f"b{nth}", f"A{nth}", "2025-11-10", 5, "closing"))
    ]  # fmt: skip
    rows = {"cases": cases, "contacts": [], "survey": survey}
    before, after = two_quarters(tmp_path, rows)
    assert before["criterion_progress"]["k"] == 10
    for key in ("criterion_progress", "criterion_progress@1.2", "criterion_progress@2.1"):
        assert after[key]["k"] is None and "fewer_than" not in after[key]["note"]


def test_thresholds_are_nested_by_their_points():
    """An agreed threshold above the others is reached by fewer, not by more."""

    def moved(key, k):
        true = dict.fromkeys(KEYS) | {"figure_id": key.partition("@")[0], "unit": "share"}
        cell = CELLS[key.partition("@")[0]]
        row = control.protected(cell, true | {"n": 60, "k": k}, rule, 0, is_authority=True)
        points = key.partition("@")[2]
        return row | ({"note": f"threshold_points:{points}; {row['note']}"} if points else {})

    rule = Rule(5, 10, 5, 50, threshold=1.5)
    counts = {"criterion_progress": 12, "criterion_progress@1.2": 29, "criterion_progress@1.7": 3}
    counts[MEASURED] = 60
    rows = {key: moved(key, k) for key, k in counts.items()}
    known = Known(8000, rows, rule)
    assert known.nested[1:] == [
        "criterion_progress@1.2",
        "criterion_progress",
        "criterion_progress@1.7",
    ]
    safe, unprotectable = audit.protect([], known)
    assert not unprotectable
    assert [safe[key]["k"] for key in known.nested[1:]] == [30, 10, None]


def test_that_nobody_began_looks_like_one_or_a_few(tmp_path):
    """Neither how many courses nor how many people leave a trace where both are fewer than five."""
    old = case("F0", "2022-01-05", municipality_code=TOWN, ended_on=date(2022, 11, 5),
               end_reason="completed")  # fmt: skip
    other = case("F9", "2026-01-05", municipality_code="0101")
    codes = []
    for name, citizens in (
        ("none", []),
        ("one", ["a"]),
        ("three", ["a", "b", "c"]),
        ("two", ["a", "a", "c"]),
    ):
        begun = [
            case(f"F{nth + 1}", date(2025, 1 + 3 * nth, 3), citizen_id=citizen,
                 municipality_code=TOWN, ended_on=date(2025, 2 + 3 * nth, 5), end_reason="withdrew")
            for nth, citizen in enumerate(citizens)
        ]  # fmt: skip
        rows = {"cases": [old, other, *begun], "contacts": [], "survey": []}
        data, current = snapshot_of(tmp_path / name, rows)
        writer._basis(data).mkdir()
        warehouse = Warehouse(AsOf(current.folder, AUTUMN[1]))
        list(writer._Writing(data, warehouse, TOWN, AUTUMN[0], "x").outcomes())
        found = edition.read(writer.folder(data), TOWN, "public", AUTUMN[0])
        codes.append(found.report_code)
    assert len(set(codes)) == 1
