"""From a small firm's own spreadsheets to the figures of the same people in Parquet, by the proposed recipe."""

import math
from collections import Counter

import pytest

from dashboard.catalogue.row import record
from dashboard.catalogue.scope import Scope
from dashboard.demo import spreadsheets
from dashboard.demo import writing as demo
from dashboard.figures import figure_rows
from dashboard.ingest import recipe_file, staging
from dashboard.ingest.recipe import Recipe
from dashboard.proposal import proposing, writing
from dashboard.proposal.matching import Certainty
from dashboard.snapshots.publish import publish
from dashboard.snapshots.warehouse import Warehouse

CASES = 60
OF_THE_SNAPSHOT = {"snapshot_id", "settings_version"}


@pytest.fixture(scope="module")
def firm(tmp_path_factory):
    """The demo as a small firm's files with the recipe proposed for them, and as Parquet."""
    folder = tmp_path_factory.mktemp("firm")
    demo.write(folder / "parquet", cases=CASES)
    spreadsheets.write(folder / "firm", cases=CASES)
    (folder / "work").mkdir()
    con = staging.connect(folder / "work")
    proposal = proposing.propose(folder / "firm", con)
    con.close()
    (folder / "firm" / "recipe.toml").write_text(writing.text(proposal), encoding="utf-8")
    return folder, proposal


def test_nothing_of_the_demos_spreadsheets_is_a_guess_and_no_sheet_is_misread(firm):
    _folder, proposal = firm
    assert [line for line in proposal.lines if line.certainty == Certainty.GUESS] == []
    assert [(source.table.name, source.unused) for source in proposal.sources if source.unused] == [
        ("survey_results", ["keepgoing_demo"]), ("documents", ["keepgoing_demo"]),
    ]  # fmt: skip
    assert proposal.unused == ["Borgerliste.xlsx · Vejledning"]


def test_the_spreadsheets_give_every_figure_of_the_parquet_files(firm):
    folder, _proposal = firm
    recipe = recipe_file.read(folder / "firm" / "recipe.toml")
    ours, _ = publish(folder / "parquet", folder / "a", Recipe())
    theirs, checked = publish(folder / "firm", folder / "b", recipe)
    assert checked.is_demo
    assert theirs.rows == ours.rows
    for scope in (Scope(), Scope(programme="mentor"), Scope(municipality="0461")):
        expected = rows(ours, scope)
        found = rows(theirs, scope)
        assert found.keys() == expected.keys()
        different = {key for key in expected if not same(expected[key], found[key])}
        assert different == set()


def rows(snapshot, scope):
    """By figure and how often it came before: what its row says of people."""
    keyed, seen = {}, Counter()
    for row in figure_rows.figures(Warehouse(snapshot), scope):
        each = record(row)
        name = each["figure_id"]
        keyed[name, seen[name]] = {k: v for k, v in each.items() if k not in OF_THE_SNAPSHOT}
        seen[name] += 1
    return keyed


def same(one, other):
    return all(
        math.isclose(value, other[name], rel_tol=1e-9, abs_tol=1e-9)
        if isinstance(value, float) and isinstance(other[name], float)
        else value == other[name]
        for name, value in one.items()
    )
