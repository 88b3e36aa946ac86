"""The folder somebody's files lie in between upload and publishing: names, ids, and that it goes."""

import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from dashboard.foundation.errors import DashboardError
from dashboard.owner import intake


@pytest.fixture
def work(tmp_path):
    return intake.begin(tmp_path, "lokal:ejer")


@pytest.mark.parametrize("given, kept", [
    ("../../x.csv", "x.csv"),
    ("/etc/passwd", "passwd"),
    ("..\\..\\Borgere.xlsx", "Borgere.xlsx"),
    (".hidden.csv", "hidden.csv"),
    ("~$Borgere.xlsx", "Borgere.xlsx"),
    ("_x.csv", "x.csv"),
    ("..", "fil"),
    ("", "fil"),
    ("a\nb\0c.csv", "a_b_c.csv"),
    ("Kontakter – marts.xlsx", "Kontakter – marts.xlsx"),
])  # fmt: skip
def test_a_name_is_its_last_part_and_never_hidden(work, given, kept):
    work.keep([(given, b"a;b")])
    assert work.names == [kept]
    assert (work.folder / "files" / kept).read_bytes() == b"a;b"


@pytest.mark.parametrize("letter", ["x", "å", "😀"])
def test_a_long_name_is_cut_and_keeps_its_ending(work, letter):
    work.keep([(letter * 300 + ".xlsx", b"")])
    (name,) = work.names
    assert len(name.encode()) <= intake.LONGEST
    assert name.startswith(letter * 20) and name.endswith(".xlsx")


def test_a_name_like_a_persons_number_is_refused_unsaid_and_nothing_is_kept(work):
    with pytest.raises(DashboardError) as refused:
        work.keep([("Forløb.csv", b""), ("010190-1234.csv", b"")])
    assert "CPR-nummer" in str(refused.value) and "0101" not in str(refused.value)
    assert work.names == []


def test_two_files_of_one_name_that_come_together_are_both_kept_and_the_same_file_once(work):
    work.keep([("Marts.csv", b"1"), ("Marts.csv", b"2"), ("Marts.csv", b"1")])
    assert work.names == ["Marts (2).csv", "Marts.csv"]
    assert (work.files / "Marts (2).csv").read_bytes() == b"2"


def test_a_file_that_comes_again_takes_the_place_of_the_one_of_its_name(work):
    work.keep([("Marts.csv", b"1")])
    work.keep([("Marts.csv", b"2")])
    assert work.names == ["Marts.csv"]
    assert (work.files / "Marts.csv").read_bytes() == b"2"


def test_one_file_can_be_taken_away_alone_and_the_answers_stay(work):
    work.keep([("Marts.csv", b"1"), ("April.csv", b"2")])
    work.note(said={"a": "b"})
    work.remove("Marts.csv")
    work.remove("../work.json")  # no file of theirs
    assert work.names == ["April.csv"]
    assert work.state["said"] == {"a": "b"}


def test_only_its_owner_may_read_it(work):
    work.keep([("Marts.csv", b"1")])
    for path in (work.folder.parent, work.folder, work.folder / "files"):
        assert stat.S_IMODE(path.stat().st_mode) == 0o700
    for path in (work.folder / "work.json", work.folder / "files" / "Marts.csv"):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_work_is_found_by_its_id_alone(tmp_path, work):
    assert intake.find(tmp_path, work.id) == work
    (tmp_path / "intake" / ("a" * 32)).mkdir()
    for other in (
        "",
        ".",
        "..",
        f"../intake/{work.id}",
        f"{work.id}/",
        work.id.upper(),
        "a" * 32,
        "b" * 32,
    ):
        assert intake.find(tmp_path, other) is None


def test_an_id_has_no_digits_that_could_be_a_persons_for_addresses_lose_those(tmp_path):
    """Of ids with digits 1 in 400 looked like a CPR number, and led to the first step."""
    for _i in range(50):
        assert intake.begin(tmp_path, "lokal:ejer").id.isalpha()


def test_two_at_once_have_each_their_own(tmp_path, work):
    other = intake.begin(tmp_path, "lokal:anden")
    work.keep([("Marts.csv", b"1")])
    assert other.names == []
    assert intake.all_of(tmp_path) == [work, other]


def test_what_nobody_has_touched_for_a_day_is_removed(tmp_path, work):
    work.keep([("Marts.csv", b"1")])
    now = datetime.now(UTC)
    intake.remove_old(tmp_path, now + timedelta(hours=23))
    assert intake.all_of(tmp_path) == [work]
    intake.remove_old(tmp_path, now + timedelta(hours=25))
    assert list((tmp_path / "intake").iterdir()) == []


def test_files_go_and_what_was_done_stays_known(work):
    work.keep([("Marts.csv", b"1")])
    work.keep_recipe("x")
    work.note(step=intake.PUBLISHED, snapshot="s")
    work.clear()
    assert [path.name for path in work.folder.iterdir()] == ["work.json"]
    assert (work.step, work.state["by"], work.names) == (intake.PUBLISHED, "lokal:ejer", [])


def test_a_folder_on_the_server_must_exist(tmp_path):
    assert intake.folder_on_server(f" {tmp_path} ") == tmp_path
    (tmp_path / "fil.csv").touch()
    for other in (tmp_path / "ingen", tmp_path / "fil.csv", "tests", "", "x" * 5000, "/\0"):
        with pytest.raises(DashboardError, match="ingen mappe"):
            intake.folder_on_server(str(other))


def test_where_nobody_may_write_it_is_said(tmp_path):
    (tmp_path / "data").write_text("")
    with pytest.raises(DashboardError, match="kan ikke skrives"):
        intake.begin(tmp_path / "data", "lokal:ejer")


def test_a_folder_that_can_only_be_read_is_known_and_one_that_is_not_there_yet_is_none(tmp_path):
    assert intake.may_write(tmp_path / "not" / "yet")
    assert not intake.may_write(Path("/proc"))


def test_all_that_waits_can_be_forgotten(tmp_path, work):
    work.keep([("Marts.csv", b"1")])
    intake.begin(tmp_path, "lokal:anden")
    assert intake.forget(tmp_path) == 2
    assert intake.all_of(tmp_path) == [] and intake.forget(tmp_path) == 0
