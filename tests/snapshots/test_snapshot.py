"""Where published data live: which folders are snapshots, and where the pointer points."""

import hashlib
import json
from datetime import UTC, date, datetime

import pytest

from dashboard.foundation.errors import DamagedSnapshot, DashboardError, NoSnapshot
from dashboard.snapshots import snapshot
from dashboard.snapshots.snapshot import Snapshot


def make(data, moment="20261001T060000000Z", content=b"cases", **given):
    """A snapshot with one file."""
    manifest = {
        "files": {"cases.parquet": {"sha256": hashlib.sha256(content).hexdigest()}},
        "data_to": "2026-09-30", "published_at": "2026-10-01T06:00:00.000+00:00", "is_demo": False,
        "rows": {"cases": 3}, "quarantined": {"cases": 1},
    } | given  # fmt: skip
    text = json.dumps(manifest)
    folder = data / "snapshots" / f"snap-{moment}-{hashlib.sha256(text.encode()).hexdigest()[:12]}"
    folder.mkdir(parents=True)
    (folder / "manifest.json").write_text(text)
    (folder / "cases.parquet").write_bytes(content)
    return Snapshot(folder)


def test_a_snapshot_says_what_its_manifest_says(tmp_path):
    made = make(tmp_path)
    assert made.id == made.folder.name.removeprefix("snap-")
    assert made.data_to == date(2026, 9, 30)
    assert made.published_at == datetime(2026, 10, 1, 6, tzinfo=UTC)
    assert (made.is_demo, made.rows, made.quarantined) == (False, {"cases": 3}, {"cases": 1})
    assert made.files() == {"cases.parquet": made.folder / "cases.parquet"}
    made.verify()


def test_snapshots_are_listed_newest_first_and_nothing_else_is_one(tmp_path):
    made = [make(tmp_path, f"2026100{day}T060000000Z") for day in (2, 1, 3)]
    home = tmp_path / "snapshots"
    for name in (
        "snap-x",
        "snap-20261001.tmp",
        "work.tmp",
        "snap-20261001T060000000Z-3F9A2C81D07E",
    ):
        (home / name).mkdir()
    (home / "lock").touch()
    assert [found.id for found in snapshot.all_of(tmp_path)] == [made[2].id, made[0].id, made[1].id]
    assert snapshot.all_of(tmp_path / "nowhere") == []


def test_a_file_with_the_name_of_a_snapshot_is_none(tmp_path):
    made = make(tmp_path)
    (tmp_path / "snapshots" / "snap-20991001T060000000Z-0123456789ab").touch()
    assert [found.id for found in snapshot.all_of(tmp_path)] == [made.id]


def test_without_a_pointer_nothing_is_published(tmp_path):
    with pytest.raises(NoSnapshot) as error:
        snapshot.current(tmp_path)
    assert str(error.value) == (
        f"Der er ikke udgivet noget i {tmp_path} endnu; kør ”python -m dashboard publish MAPPE”."
    )
    assert snapshot.current_id(tmp_path) is None


def test_the_pointer_moves_whole_and_every_move_is_logged(tmp_path):
    first, second = make(tmp_path), make(tmp_path, "20261002T060000000Z")
    snapshot.point_to(tmp_path, first, "published")
    assert snapshot.current(tmp_path).id == first.id
    snapshot.point_to(tmp_path, second, "published")
    snapshot.point_to(tmp_path, first, "rolled_back")
    assert (tmp_path / "snapshots" / "current").read_text() == f"{first.id}\n"
    assert not (tmp_path / "snapshots" / "current.tmp").exists()
    log = [
        json.loads(line) for line in (tmp_path / "snapshots" / "log.jsonl").read_text().splitlines()
    ]
    assert [(line["event"], line["id"]) for line in log] == [
        ("published", first.id), ("published", second.id), ("rolled_back", first.id)
    ]  # fmt: skip
    assert all(datetime.fromisoformat(line["at"]).tzinfo for line in log)


@pytest.mark.parametrize(
    "name", ["", "x", "..", "20261001T060000000Z-000000000000", "20261001T060000000Z-00000000000/"]
)
def test_an_unknown_id_is_one_sentence(tmp_path, name):
    make(tmp_path)
    with pytest.raises(DashboardError) as error:
        snapshot.find(tmp_path, name)
    assert str(error.value) == f"Der er intet øjebliksbillede ”{name}”; se listen med snapshots."


def damaged(made, name):
    return (
        f"{name} i øjebliksbillede {made.id} er ændret eller mangler siden udgivelsen; "
        "udgiv igen, eller vælg et tidligere med rollback."
    )


def test_each_bit_of_a_file_and_of_the_manifest_counts(tmp_path):
    made = make(tmp_path)
    for path in (made.folder / "cases.parquet", made.folder / "manifest.json"):
        good = path.read_bytes()
        for bit in range(0, 8 * len(good), 7):
            bad = bytearray(good)
            bad[bit // 8] ^= 1 << bit % 8
            path.write_bytes(bad)
            with pytest.raises(DamagedSnapshot) as error:
                Snapshot(made.folder).verify()
            assert str(error.value) == damaged(made, path.name)
        path.write_bytes(good)
    Snapshot(made.folder).verify()


def test_a_file_that_is_gone_or_a_folder_is_damage(tmp_path):
    made = make(tmp_path)
    (made.folder / "cases.parquet").unlink()
    with pytest.raises(DamagedSnapshot, match=r"^cases[.]parquet i"):
        made.verify()
    (made.folder / "cases.parquet").mkdir()
    with pytest.raises(DamagedSnapshot, match=r"^cases[.]parquet i"):
        made.verify()


def test_the_signature_changes_when_a_file_does(tmp_path):
    made = make(tmp_path)
    before = made.signature()
    assert made.signature() == before
    path = made.folder / "cases.parquet"
    path.rename(made.folder / "old")
    path.write_bytes(b"cases")  # the same bytes in another file
    assert made.signature() != before
