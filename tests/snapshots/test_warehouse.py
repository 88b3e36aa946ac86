"""The warehouse reads its snapshot and nothing else, whatever is asked of it."""

import hashlib
from dataclasses import replace
from datetime import date
from pathlib import Path

import duckdb
import pytest

from dashboard.catalogue.scope import Scope
from dashboard.figures import figures
from dashboard.foundation import queries, words
from dashboard.foundation.errors import DamagedSnapshot, DashboardError
from dashboard.snapshots import warehouse as module
from dashboard.snapshots.warehouse import Warehouse
from tests.builders import case, published


@pytest.fixture(scope="module")
def open_warehouse(tmp_path_factory):
    return published(tmp_path_factory.mktemp("warehouse"), cases=[case("F1"), case("F2")])


def cursor(warehouse: Warehouse) -> duckdb.DuckDBPyConnection:
    return warehouse._con.cursor()


def hashes(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}


@pytest.mark.parametrize(
    "attack",
    [
        "select * from read_text('/etc/passwd')",
        "select * from read_csv('/etc/passwd')",
        "select * from glob('/etc/*')",
        "select * from read_parquet('{folder}/../../../export/cases.parquet')",
        "copy (select 1) to '/tmp/stolen.csv'",
        "attach '/tmp/other.duckdb'",
        "install httpfs",
        "load httpfs",
        "set enable_external_access = true",
        "set lock_configuration = false",
        "reset allowed_directories",
        "set memory_limit = '1TB'",
        "select * from secret_frame",
    ],
)
def test_attack_25_statements_are_refused_and_the_files_are_as_they_were(open_warehouse, attack):
    secret_frame = duckdb.sql("select 42 as secret").pl()  # what a replacement scan would find
    folder = open_warehouse.snapshot.folder
    before = hashes(folder)
    with pytest.raises(duckdb.Error):
        cursor(open_warehouse).execute(attack.format(folder=folder)).fetchall()
    assert hashes(folder) == before
    assert secret_frame.item() == 42


def test_a_lock_that_did_not_take_is_a_fault_in_the_program(tmp_path, monkeypatch):
    monkeypatch.setitem(module.LOCKED, "autoload_known_extensions", True)
    with pytest.raises(RuntimeError, match="autoload_known_extensions"):
        published(tmp_path, cases=[case()])


def test_a_query_takes_what_it_needs_of_the_given_values(open_warehouse):
    rows = open_warehouse.query("filter_values", municipality="ignored").rows()
    assert rows == [("0360", "mentor", date(2025, 1, 1))]
    with pytest.raises(KeyError, match=r"municipality|programme|period"):
        open_warehouse.query("exits")


def test_a_query_that_takes_too_long_is_stopped_with_a_sentence(open_warehouse, monkeypatch):
    monkeypatch.setattr(module, "QUERY_SECONDS", 0.2)
    endless = "select count(*) as n from range(1000000) as a, range(1000000) as b"
    monkeypatch.setattr(module.queries, "sql", lambda name: endless)
    with pytest.raises(DashboardError, match=r"^Opslaget tog for lang tid og blev stoppet"):
        open_warehouse.query("endless")


def test_queries_side_by_side_give_their_own_rows_and_fail_in_the_readers_language(
    open_warehouse, monkeypatch
):
    texts = {
        "one": "select 1 as found",
        "two": "select 2 as found",
        "endless": "select count(*) as n from range(1000000) as a, range(1000000) as b",
    }
    monkeypatch.setattr(module.queries, "sql", texts.__getitem__)
    frames = open_warehouse.query_all(["two", "one"])
    assert {name: frame.item() for name, frame in frames.items()} == {"one": 1, "two": 2}
    assert open_warehouse.query_all([]) == {}
    monkeypatch.setattr(module, "QUERY_SECONDS", 0.2)
    with words.speaking("en"), pytest.raises(DashboardError, match=r"^The query took too long"):
        open_warehouse.query_all(["one", "endless"])


def test_a_changed_file_is_named_before_anything_is_opened(tmp_path):
    snapshot = published(tmp_path, cases=[case()]).snapshot
    path = snapshot.folder / "case_facts.parquet"
    content = bytearray(path.read_bytes())
    content[100] ^= 1
    path.chmod(0o600)
    path.write_bytes(content)
    with pytest.raises(DamagedSnapshot, match=r"^case_facts\.parquet i øjebliksbillede "):
        Warehouse(snapshot)


def test_a_snapshot_of_an_earlier_version_is_read_by_todays_rules(tmp_path, monkeypatch):
    from tests.builders import contact, wheel

    export = {
        "cases": [case("F1", employment_started_on="2025-03-01"), case("F2")],
        "contacts": [contact("K1"), contact("K2", at="2025-02-10 10:00")],
        "survey": [
            *wheel("W1", "F1", "2025-01-05", 4),
            *wheel("W2", "F1", "2025-06-01", 6, "phase_2"),
        ],
    }
    with monkeypatch.context() as earlier:
        earlier.setattr("dashboard.snapshots.derived.version", lambda: "earlier")
        path = "dashboard.snapshots.publish.queries.run"
        run = queries.run

        def without_newest_columns(con, name, given):
            found = run(con, name, given)
            if name == "derived/wheel_pairs":
                return found.select(duckdb.StarExpression(exclude=["sum_first"]))
            return found

        earlier.setattr(path, without_newest_columns)
        older = published(tmp_path / "older", **export).snapshot
    assert older.manifest["versions"]["derived_sql"] == "earlier"
    today = published(tmp_path / "today", **export)
    assert "sum_first" not in older.manifest["files"]["wheel_pairs.parquet"]["columns"]
    rows = [
        [replace(row, snapshot_id="") for row in figures(each, Scope())]
        for each in (Warehouse(older), today)
    ]
    assert rows[0] == rows[1]
