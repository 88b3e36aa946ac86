"""Which snapshot the pages show: the current one, or an older whole one and why."""

import shutil
from datetime import date

import pytest

from dashboard.demo import writing
from dashboard.foundation.errors import DamagedSnapshot, NoSnapshot
from dashboard.ingest.recipe import Recipe
from dashboard.owner import store
from dashboard.snapshots import snapshot
from dashboard.snapshots.publish import publish
from tests.builders import case, published, write_export


@pytest.fixture
def data(tmp_path, monkeypatch):
    monkeypatch.setenv("DASHBOARD_DATA", str(tmp_path / "data"))
    store._opened.clear()
    return tmp_path / "data"


def damage(found: snapshot.Snapshot, name: str = "cases.parquet") -> None:
    path = found.folder / name
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.chmod(0o600)
    path.write_bytes(content)


def again(tmp_path, data, *cases) -> snapshot.Snapshot:
    export = write_export(tmp_path / f"export{len(cases)}", cases=cases)
    return publish(export, data, Recipe(), data_to=date(2026, 9, 30), accept_change=True)[0]


def test_nothing_published_is_its_own_state(data):
    with pytest.raises(NoSnapshot, match="Der er ikke udgivet noget i"):
        store.pinned()


def test_the_current_snapshot_is_shown_without_a_warning(tmp_path, data):
    first = published(tmp_path, cases=[case("F1")]).snapshot
    warehouse, why = store.pinned()
    assert (warehouse.snapshot.id, why) == (first.id, "")


def test_a_damaged_snapshot_is_not_shown_and_the_older_one_says_why(tmp_path, data):
    first = published(tmp_path, cases=[case("F1")]).snapshot
    second = again(tmp_path, data, case("F1"), case("F2"))
    assert store.pinned()[0].snapshot.id == second.id
    damage(second)  # while the app is running
    warehouse, why = store.pinned()
    assert warehouse.snapshot.id == first.id
    assert why.startswith(f"cases.parquet i øjebliksbillede {second.id} er ændret")


def test_a_file_that_is_gone_is_named(tmp_path, data):
    published(tmp_path, cases=[case("F1")])
    second = again(tmp_path, data, case("F1"), case("F2"))
    second.folder.chmod(0o700)
    (second.folder / "answers.parquet").unlink()
    assert store.pinned()[1].startswith("answers.parquet i øjebliksbillede")


def test_with_nothing_whole_the_damage_is_told(tmp_path, data):
    damage(published(tmp_path, cases=[case("F1")]).snapshot)
    with pytest.raises(DamagedSnapshot, match=r"cases\.parquet"):
        store.pinned()


def test_a_warehouse_is_opened_once(tmp_path, data):
    published(tmp_path, cases=[case("F1")])
    assert store.pinned()[0] is store.pinned()[0]


def test_the_snapshot_before_is_the_one_compared_with(tmp_path, data):
    first = published(tmp_path, cases=[case("F1")]).snapshot
    assert store.previous(first) is None
    second = again(tmp_path, data, case("F1"), case("F2"))
    assert store.previous(second).snapshot.id == first.id


@pytest.mark.parametrize("days, is_stale", [(35, False), (36, True)])
def test_data_over_35_days_old_are_stale(tmp_path, days, is_stale):
    found = published(tmp_path, data_to="2026-09-30", cases=[case("F1")]).snapshot
    today = date.fromordinal(date(2026, 9, 30).toordinal() + days)
    assert store.is_stale(found, today) is is_stale


def test_a_pointer_to_nothing_falls_back_to_the_older_one_and_says_so(tmp_path, data):
    first = published(tmp_path, cases=[case("F1")]).snapshot
    second = again(tmp_path, data, case("F1"), case("F2"))
    shutil.move(second.folder, tmp_path / "gone")
    warehouse, why = store.pinned()
    assert warehouse.snapshot.id == first.id
    assert why == f"Der er intet øjebliksbillede ”{second.id}”; se listen med snapshots."


def test_invented_people_never_stand_in_for_real_ones(tmp_path, data):
    writing.write(tmp_path / "demo", cases=3)
    publish(tmp_path / "demo", data, Recipe())
    damage(again(tmp_path, data, case("F1")))
    with pytest.raises(DamagedSnapshot, match=r"cases\.parquet"):
        store.pinned()


@pytest.mark.parametrize("name", ["cases.parquet", snapshot.MANIFEST])
def test_demo_data_may_stand_in_for_demo_data(tmp_path, data, name):
    writing.write(tmp_path / "demo", cases=3)
    older, _ = publish(tmp_path / "demo", data, Recipe())
    newest, _ = publish(tmp_path / "demo", data, Recipe())
    damage(newest, name)
    warehouse, why = store.pinned()
    assert warehouse.snapshot.id == older.id
    assert why.startswith(f"{name} i øjebliksbillede {newest.id}")
