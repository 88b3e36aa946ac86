"""Erasing a citizen: a canary planted in two snapshots is in no file afterwards."""

import shutil
import signal
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner

from dashboard.__main__ import main
from dashboard.access import access_log
from dashboard.foundation.errors import DashboardError
from dashboard.ingest.recipe import Recipe
from dashboard.snapshots import erasure, publish, snapshot
from tests.builders import case, contact, wheel, write_export

ROOT = Path(__file__).parents[2]
CANARY = "KANARIE-79194206"  # the citizen; their course's number holds it too
COURSE = "F-KANARIE-79194206"


def publish_export(folder: Path, name: str, *, canary: bool) -> str:
    cases = [case("F1"), case("F2"), case("F3")]
    survey = wheel("W1", "F1", "2025-01-05", 5)
    if canary:
        cases.append(case(COURSE, citizen_id=CANARY, gender="woman", birth_year=1979))
        survey += wheel("W2", COURSE, "2025-01-06", 4)
    export = write_export(
        folder / name,
        cases=cases,
        contacts=[contact("K1", "F1"), *([contact("K2", COURSE)] if canary else [])],
        survey=survey,
    )
    return publish.publish(export, folder / "data", Recipe(), accept_change=True)[0].id


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """Two snapshots with the canary, one before that without, and the current without."""
    folder = tmp_path_factory.mktemp("house")
    ids = [publish_export(folder, f"export-{n}", canary=n in (1, 2)) for n in range(4)]
    for opened in ("F1", COURSE, "F2", COURSE):
        access_log.append(folder / "data", "ejer@example.dk", opened)
    return folder / "data", ids


@pytest.fixture
def house(built, tmp_path):
    """The same in a folder of its own, which a test may change."""
    data, ids = built
    return shutil.copytree(data, tmp_path / "data"), ids


def holding(data: Path) -> list[str]:
    """Every file with the canary in its bytes or, of Parquet, in any value."""
    found = []
    for path in sorted(data.rglob("*")):
        if not path.is_file():
            continue
        content = path.read_bytes()
        if path.suffix == ".parquet":
            content += repr(pl.read_parquet(path).rows()).encode()
        if b"79194206" in content:
            found.append(str(path.relative_to(data)))
    return found


def test_the_canary_is_in_no_file_afterwards(house):
    data, (first, second, third, current) = house
    before = holding(data)
    assert {f"snapshots/snap-{each}/cases.parquet" for each in (second, third)} < set(before)
    assert "access/log.jsonl" in before
    gone = erasure.erase(data, CANARY)
    assert holding(data) == []
    assert set(gone.snapshots) == {second, third}
    assert gone.openings == 2
    assert [found.id for found in snapshot.all_of(data)] == [current, first]
    snapshot.current(data).verify()
    assert (data / "access" / "log.jsonl").read_text().count("\n") == 2


@pytest.mark.parametrize(
    "asked",
    [" KANARIE-79194206 ", "KANARIE\N{ZERO WIDTH SPACE}-79194206", "ＫＡＮＡＲＩＥ-79194206"],
)
def test_the_canary_is_found_however_its_id_is_written(house, asked):
    data, (_first, second, third, _current) = house
    assert set(erasure.erase(data, asked).snapshots) == {second, third}
    assert holding(data) == []


def test_the_log_says_which_snapshots_went_and_not_who(house):
    data, (_first, second, third, _current) = house
    erasure.erase(data, CANARY)
    lines = (data / "snapshots" / "log.jsonl").read_text().splitlines()
    erased = [line for line in lines if '"erased"' in line]
    assert len(erased) == 2
    assert all(any(each in line for line in erased) for each in (second, third))


def test_the_current_snapshot_must_be_without_them_first(house, tmp_path):
    data, _ids = house
    publish_export(tmp_path, "again", canary=True)
    before = holding(data)
    with pytest.raises(DashboardError, match="vises nu, indeholder borgeren") as told:
        erasure.erase(data, CANARY)
    assert CANARY not in str(told.value)
    assert holding(data) == before


@pytest.mark.parametrize("unknown", ["KANARIE-791", "", "kanarie-79194206", "B-F9", COURSE])
def test_an_id_that_is_nobodys_is_told_and_removes_nothing(house, unknown):
    data, ids = house
    with pytest.raises(DashboardError, match="Intet øjebliksbillede"):
        erasure.erase(data, unknown)
    assert [found.id for found in snapshot.all_of(data)] == ids[::-1]


def test_what_cannot_be_read_cannot_be_shown_to_be_without_them(house):
    data, (first, *_rest) = house
    path = data / "snapshots" / f"snap-{first}" / "cases.parquet"
    path.chmod(0o600)
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    assert first in erasure.erase(data, CANARY).snapshots


KILLED = """import os, shutil, signal, sys
from pathlib import Path
from dashboard.snapshots import erasure

remove_whole = shutil.rmtree

def cut_short(folder, **given):
    first = Path(folder) / "cases.parquet"
    if not first.exists():
        return remove_whole(folder, **given)
    first.unlink()
    os.kill(os.getpid(), signal.SIGKILL)

shutil.rmtree = cut_short
erasure.erase(Path(sys.argv[1]), sys.argv[2])
"""


def test_an_erasure_that_was_killed_half_way_is_finished_by_the_next(house):
    data, (first, _second, _third, current) = house
    for left in (2, 1):  # each is killed with one more snapshot half gone
        done = subprocess.run([sys.executable, "-c", KILLED, data, CANARY], cwd=ROOT, check=False)
        assert done.returncode == -signal.SIGKILL
        assert any("survey_results" in path for path in holding(data))
        assert len(snapshot.all_of(data)) == left + 1
    with pytest.raises(DashboardError, match="Intet øjebliksbillede"):
        erasure.erase(data, CANARY)  # nobody has them any more, and so it says
    assert holding(data) == []
    assert [found.id for found in snapshot.all_of(data)] == [current, first]


@pytest.mark.parametrize("broken", ["cases.parquet", "manifest.json"])
def test_what_cannot_be_read_goes_and_is_named_where_nothing_else_holds_them(house, broken):
    data, (first, second, third, current) = house
    for each in (second, third):
        folder = data / "snapshots" / f"snap-{each}"
        folder.chmod(0o700)
        (folder / broken).unlink()
    result = CliRunner().invoke(main, ["erase", CANARY, "--data", str(data)])
    assert result.exit_code == 0, result.output
    assert set(result.stdout.split()) == {second, third}
    assert "der kan læses, indeholder en borger" in result.stderr
    assert second in result.stderr and third in result.stderr
    assert [found.id for found in snapshot.all_of(data)] == [current, first]
    assert not any("snapshots" in path for path in holding(data))


def publish_held_back(folder: Path, name: str, *, is_case_known: bool) -> str:
    """A snapshot in which the canary stands in the quarantine alone."""
    bad = [case(COURSE, citizen_id=CANARY, started_on="2025-06-01", ended_on="2025-01-01")]
    export = write_export(
        folder / name,
        cases=[case("F1"), case("F2"), case("F3"), *(bad if is_case_known else [])],
        contacts=[contact("K1", "F1"), contact("K2", COURSE)],
        survey=[*wheel("W1", "F1", "2025-01-05", 5), *wheel("W2", COURSE, "2025-01-06", 4)],
    )
    published = publish.publish(
        export, folder / "data", Recipe(), quarantine=True, accept_change=True
    )
    return published[0].id


def test_whoever_was_only_held_back_is_erased_too(tmp_path):
    held = publish_held_back(tmp_path, "held", is_case_known=True)
    orphans = publish_held_back(tmp_path, "orphans", is_case_known=False)
    current = publish_export(tmp_path, "current", canary=False)
    data = tmp_path / "data"
    assert not any("/cases.parquet" in path for path in holding(data))
    assert any("quarantine_cases" in path for path in holding(data))
    assert set(erasure.erase(data, CANARY).snapshots) == {held, orphans}
    assert holding(data) == []
    assert [found.id for found in snapshot.all_of(data)] == [current]


@pytest.mark.parametrize("is_case_known", [True, False])
def test_the_current_snapshot_may_not_hold_them_back_either(house, tmp_path, is_case_known):
    data, _ids = house
    publish_held_back(tmp_path, "again", is_case_known=is_case_known)
    before = holding(data)
    with pytest.raises(DashboardError, match="vises nu, indeholder borgeren"):
        erasure.erase(data, CANARY)
    assert holding(data) == before


def test_nothing_published_is_one_sentence_and_makes_no_folder(tmp_path):
    with pytest.raises(DashboardError):
        erasure.erase(tmp_path / "nowhere", CANARY)
    assert not (tmp_path / "nowhere").exists()


def test_a_log_that_cannot_be_changed_stops_it_before_anything_is_gone(house, monkeypatch):
    data, ids = house

    def refuse(*_given):
        raise PermissionError

    monkeypatch.setattr(access_log, "forget", refuse)
    with pytest.raises(DashboardError, match="intet er slettet"):
        erasure.erase(data, CANARY)
    assert len(snapshot.all_of(data)) == len(ids)


def test_the_command_asks_so_that_no_history_keeps_the_id(house):
    data, (_first, second, third, _current) = house
    result = CliRunner().invoke(main, ["erase", "--data", str(data)], input=f"{CANARY}\n")
    assert result.exit_code == 0, result.output
    assert set(result.stdout.split()) == {second, third}
    assert "releases" in result.stderr  # what is left is said
    assert holding(data) == []
    again = CliRunner().invoke(main, ["erase", CANARY, "--data", str(data)])
    assert (again.exit_code, again.stdout) == (1, "")
