"""What an analyst gets: frames in three lines, and every query in the DuckDB shell."""

import re
from datetime import date
from pathlib import Path

import duckdb
import polars as pl
import pytest

from dashboard.catalogue.row import KEYS
from dashboard.foundation import queries
from dashboard.notebook import Current
from dashboard.snapshots import derived
from tests.builders import answer, case, contact, published, wheel


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    folder = tmp_path_factory.mktemp("notebook")
    published(
        folder,
        cases=[case("F1", ended_on="2025-08-01", end_reason="education"), case("F2", municipality_code="0101")],
        contacts=[contact("K1"), contact("K2", at="2025-02-01 13:00")],
        survey=[
            *wheel("W1", "F1", "2025-01-02", 4), *wheel("W2", "F1", "2025-06-02", 6, "phase_2"),
            *wheel("W3", "F1", "2025-01-12", 5),
            answer("S1", "help", "satisfied"),
            answer("C1", "better_at_challenges", "yes", instrument="coping", case_id="F1"),
        ],
    )  # fmt: skip
    return folder / "data"


def test_figures_are_a_frame_of_the_same_rows(data):
    current = Current(data)
    frame = current.figures(municipality="0360", period_from=date(2025, 1, 1))
    assert tuple(frame.columns) == KEYS
    started = frame.row(by_predicate=pl.col("figure_id") == "courses_started", named=True)
    assert (started["value"], started["municipality_code"]) == (1, "0360")


def test_a_query_is_a_frame_and_takes_parameters(data):
    current = Current(data)
    assert set(current.query("exits")["n"]) == {1}
    assert current.query("exits", municipality="0101").is_empty()


QUERIES = [path.stem for path in sorted(queries.FOLDER.glob("*.sql")) if path.stem != "open"]


@pytest.fixture
def shell(data, monkeypatch):
    """The DuckDB shell after `.read queries/open.sql`, in a project whose data folder is this."""
    root = data.parent / "project"
    if not root.exists():
        root.mkdir()
        (root / "data").symlink_to(data)
        (root / "queries").symlink_to(queries.FOLDER)
    monkeypatch.chdir(root)
    con = duckdb.connect()
    opening = re.sub(r"^\.read (.+)$", read, queries.sql("open"), flags=re.M)
    for statement in duckdb.extract_statements(opening):
        con.execute(statement)
    return con


def read(command: re.Match) -> str:
    """What the shell puts in the place of its own command: the file."""
    return Path(command[1]).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", QUERIES)
def test_every_query_file_runs_by_itself_in_the_shell(data, shell, name):
    assert shell.execute(queries.sql(name)).fetchall() == Current(data).query(name).rows()


SCOPE = {
    "municipality": "0360", "programme": "mentor",
    "period_from": date(2025, 1, 3), "period_to": date(2025, 12, 31),
}  # fmt: skip


@pytest.mark.parametrize("left_out", ["municipality", "programme", "period_from", "period_to", ""])
@pytest.mark.parametrize(
    "name", [name for name in QUERIES if SCOPE.keys() <= queries.parameters(name)]
)
def test_shell_variables_are_the_scope(data, shell, name, left_out):
    scope = {key: value for key, value in SCOPE.items() if key != left_out}
    for key, value in scope.items():
        shell.execute(f"set variable {key} = '{value}'")
    found = shell.execute(queries.sql(name)).fetchall()
    assert found == Current(data).query(name, **scope).rows()


def test_a_shell_variable_leaves_out(shell):
    shell.execute("set variable municipality = '0101'")
    assert shell.execute(queries.sql("course_counts")).fetchall()[-1] == ("courses_started", 1)


@pytest.mark.parametrize("name", queries.names("checks/snapshot"))
def test_the_reconciling_checks_run_in_the_shell_and_find_nothing(shell, name):
    assert shell.execute(queries.sql(name)).fetchall() == []


@pytest.mark.parametrize("name", [*derived.TABLES, "contact_tally"])
def test_what_publish_derives_is_derived_again_in_the_shell(shell, name):
    published_rows = shell.table(name).order("all").fetchall()
    assert published_rows
    derived_again = shell.execute(queries.sql(f"derived/{name}")).fetchall()
    assert sorted(derived_again, key=str) == sorted(published_rows, key=str)


def test_a_misspelt_query_or_parameter_is_refused_and_says_what_there_is(data):
    current = Current(data)
    with pytest.raises(ValueError, match=r"no query 'exit'; there are .*exits"):
        current.query("exit")
    with pytest.raises(ValueError, match=r"exits takes .*programme.*, not program$"):
        current.query("exits", program="mentor")
