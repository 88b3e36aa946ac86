"""Reports from an export to the files: every number is there, frozen, told once, and never half written."""

import errno
import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest

from dashboard.access.register import LinkRegister
from dashboard.catalogue.released import COURSES, RELEASES
from dashboard.catalogue.row import KEYS, record
from dashboard.catalogue.scope import Scope
from dashboard.demo import writing
from dashboard.editions import edition, publishing, release_table, revisions, writer
from dashboard.figures import figures, verdicts
from dashboard.foundation.errors import DashboardError
from dashboard.ingest.recipe import Recipe
from dashboard.snapshots.publish import publish
from dashboard.snapshots.warehouse import Warehouse
from tests import builders
from tests.disclosure.towns import DATA_TO, files, snapshot_of, together, town

ROOT = Path(__file__).parents[2]
LARGE, SMALL = "0461", "0482"


def read(data, code=LARGE, level="public", quarter="2026-Q3"):
    return edition.read(writer.folder(data), code, level, quarter)


def states(data, current):
    return [outcome.state for outcome in publishing.write(data, current)]


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """The demo, published with its reports."""
    folder = tmp_path_factory.mktemp("demo")
    writing.write(folder / "export")
    current, _checked = publish(folder / "export", folder / "data", Recipe())
    verdicts.issue(folder / "data", current)
    assert set(states(folder / "data", current)) == {"written"}
    return folder / "data", current


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A town of 120 citizens and one of 7, their reports written."""
    folder = tmp_path_factory.mktemp("towns")
    data, current = snapshot_of(folder, together(town(LARGE, 120, 1), town(SMALL, 7, 1)))
    list(publishing.write(data, current))
    return data, current


@pytest.fixture
def towns(built, tmp_path):
    """The same in a folder of its own, which a test may change."""
    data, current = built
    shutil.copytree(data, tmp_path / "data", symlinks=True)
    return tmp_path / "data", current


# ---- what is in a report


@pytest.mark.parametrize("code", ["0101", "0259", "0370", "0461", "0615", "0813"])
@pytest.mark.parametrize("level", ["public", "authority"])
def test_every_municipality_with_a_ripe_group_sees_every_number(demo, code, level):
    data, _current = demo
    rows = {row.id: row for row in read(data, code, level).rows}
    asked = {
        id_
        for release in RELEASES.values()
        if release.population == COURSES
        for id_ in release.figures
        if not id_.startswith(("group_exit_illness", "group_exit_imprisoned", "group_exit_died"))
    }
    assert asked <= set(rows)
    for row in rows.values():
        assert row.value is not None
        assert 0 <= row.ends[0] <= row.ends[1]
        assert row.notes.noise and not row.suppressed
    for name in ("completed", "charged", "progress"):
        found = rows[f"criterion_{name}"]
        assert (found.target_status, found.n) == ("provisional", read(data, code).size)


def test_a_municipality_without_a_group_is_told_when_the_first_comes(demo):
    data, _current = demo
    for code in ("0336", "0482"):
        found = read(data, code)
        assert (found.rows, found.groups, found.trend) == ([], [], [])
        assert str(found.expected) > "2026-Q4"
    assert read(data).expected is None


def test_there_is_a_trend_from_four_groups_on(demo):
    data, _current = demo
    assert read(data, "0461").trend == []
    large = read(data, "0101")
    assert len(large.groups) >= 4
    assert [row.period for row in large.trend[: len(large.groups)]] == [g[:2] for g in large.groups]


def test_both_levels_hold_the_same_draws(demo):
    data, _current = demo
    for code in ("0101", "0461", "0813"):
        public, authority = read(data, code).content, read(data, code, "authority").content
        for part in ("rows", "trend", "groups", "firm", "expected"):
            assert public[part] == authority[part]


def test_the_authority_sees_the_last_four_quarters_as_the_figure_path_has_them(demo):
    data, current = demo
    found = {row.id: row for row in read(data, level="authority").activity}
    scope = Scope(LARGE, None, date(2025, 10, 1), date(2026, 9, 30))
    true = {row.id: row for row in figures(Warehouse(current), scope)}
    agreed = current.settings
    assert set(found) == {
        id_
        for id_ in true
        if publishing.is_exact(id_, agreed)
        and id_ not in {f"exit_{reason}_share" for reason in agreed.grouped_reasons}
    }
    for id_, row in found.items():
        assert row.notes.exact
        if id_ != "exit_other_share":
            own = true[id_]
            assert (row.n, row.k, row.value, row.low) == (own.n, own.k, own.value, own.low)
    grouped = ("other", *agreed.grouped_reasons)
    assert found["exit_other_share"].k == sum(true[f"exit_{each}_share"].k or 0 for each in grouped)


def test_the_public_sees_four_counts_of_the_last_four_quarters_to_the_nearest_five(demo):
    data, current = demo
    found = read(data).activity
    assert {row.id for row in found} == set(publishing.ACTIVITY)
    scope = Scope(LARGE, None, date(2025, 10, 1), date(2026, 9, 30))
    true = {row.id: row for row in figures(Warehouse(current), scope, publishing.ACTIVITY)}
    for row in found:
        assert row.amount % 5 == 0
        assert abs(row.amount - true[row.id].amount) <= 2
        assert (row.notes.rounded, row.notes.exact) == (5, False)


def test_the_firms_own_verdict_is_in_every_report_without_counts(demo):
    data, current = demo
    true = {row.id: row for row in figures(Warehouse(current), Scope(), verdicts.CRITERIA)}
    for code in ("0101", "0482"):
        for told in read(data, code).firm:
            assert told.percent == round(100 * true[told.figure_id].amount)
            assert told.verdict == true[told.figure_id].target_verdict
        assert len(read(data, code).firm) == 3


def test_a_small_firms_verdict_has_no_percent(towns):
    data, current = towns
    verdicts.issue(data, current)
    shutil.rmtree(data / "editions")
    list(publishing.write(data, current))
    cohort = {row.id: row.size for row in verdicts.issued(data)[-1].rows}
    assert all(told.percent is None or cohort[told.figure_id] >= 100 for told in read(data).firm)


def test_rows_have_the_contracts_keys_and_the_codes_of_noise(demo):
    data, _current = demo
    content = read(data).content
    for row in (*content["rows"], *content["trend"], *content["activity"]):
        assert set(row) == set(KEYS)
    assert all("noise:" in row["note"] for row in content["rows"])
    for row in read(data).rows:
        assert record(row)["municipality_code"] == LARGE


def test_comparisons_are_those_the_contract_allows(demo):
    data, _current = demo
    rows = {row.id: row for row in read(data, "0101").rows}
    assert rows["goals_agreed_share"].comparison.comparability == "C"
    assert rows["coping_better_mentor_of_all"].comparison.comparability == "B"
    assert (
        rows["group_exit_employment_share"].comparison is None
    )  # of another base than the printed
    for row in read(data, "0101").rows:
        if row.comparison and row.comparison.verdict in ("above", "below"):
            low, high = row.ends
            value = row.comparison.value
            assert (low > value) if row.comparison.verdict == "above" else (high < value)


@pytest.mark.parametrize("kept", [("cases",), ("cases", "contacts"), ("cases", "survey_results")])
def test_what_was_not_delivered_is_not_measured_in_the_reports_either(tmp_path, kept):
    export = builders.write_export(tmp_path / "export", **town(LARGE, 90, 1))
    for path in export.iterdir():
        if path.stem not in kept:
            path.unlink()
    current, _checked = publish(export, tmp_path / "data", Recipe(), data_to=DATA_TO)
    assert set(states(tmp_path / "data", current)) == {"written"}
    found = read(tmp_path / "data")
    shown, missing = {row.id for row in found.rows}, set(found.not_measured)
    assert not shown & missing
    assert ("criterion_progress" in missing) == ("survey_results" not in kept)
    assert ("hours_per_week" in missing) == ("contacts" not in kept)
    assert "criterion_completed" in shown


def test_charges_nobody_keeps_are_no_nought(tmp_path):
    rows = town(LARGE, 90, 1, charged=0)
    data, current = snapshot_of(tmp_path / "not", rows)
    list(publishing.write(data, current))
    assert "criterion_charged" in read(data).not_measured
    data, current = snapshot_of(tmp_path / "kept", rows, settings='registered = ["charged_on"]\n')
    list(publishing.write(data, current))
    assert "criterion_charged" in {row.id for row in read(data).rows}


def test_charges_are_told_of_once_they_are_complete_for_the_group(tmp_path):
    rows = town(LARGE, 90, 1)
    early = "charges_complete_to = 2025-03-01\n"
    data, current = snapshot_of(tmp_path, rows, settings=early)
    list(publishing.write(data, current))
    sizes = {row.id: row.n for row in read(data).rows}
    assert sizes["criterion_charged"] < sizes["criterion_completed"]
    later = "charges_complete_to = 2026-09-30\n"
    _data, second = snapshot_of(tmp_path, rows, data=data, settings=later)
    list(publishing.write(data, second))
    sizes = {row.id: row.n for row in read(data).rows}
    assert sizes["criterion_charged"] == sizes["criterion_completed"]


# ---- written once


def test_the_same_data_write_nothing_and_open_no_snapshot(towns, monkeypatch):
    data, current = towns
    before = files(data)
    monkeypatch.setattr(publishing, "Warehouse", lambda *_given: pytest.fail("opened"))
    assert set(states(data, current)) == {"unchanged"}
    assert files(data) == before


def test_another_snapshot_that_tells_nothing_new_writes_nothing(towns, tmp_path):
    data, _current = towns
    rows = together(town(LARGE, 120, 1), town(SMALL, 7, 1))
    rows["contacts"] = rows["contacts"][::-1]
    _data, second = snapshot_of(tmp_path, rows, data=data)
    before = files(data)
    assert set(states(data, second)) == {"unchanged"}
    assert files(data) == before


def test_a_correction_changes_no_draw_and_a_revision_says_so(towns, tmp_path):
    data, _current = towns
    rows = together(town(LARGE, 120, 1), town(SMALL, 7, 1))
    for row in rows["cases"]:
        row["charged_on"] = None if row.get("charged_on") else row["started_on"]
    _data, second = snapshot_of(tmp_path, rows, data=data)
    before = read(data).content
    list(publishing.write(data, second))
    assert read(data).content["rows"] == before["rows"]
    assert not read(data).is_revised
    revisions.order(data, LARGE, "ejer")
    assert "written" in states(data, second)
    assert read(data).is_revised
    assert read(data).content["rows"] != before["rows"]
    assert read(data).version == 2
    assert not read(data, SMALL).is_revised
    assert set(states(data, second)) == {"unchanged"}
    # killed before it was written down that it was done: the table knows
    (release_table.folder(data) / "state.json").unlink()
    drawn = (release_table.folder(data) / "table.jsonl").read_bytes()
    assert set(states(data, second)) == {"unchanged"}
    assert (release_table.folder(data) / "table.jsonl").read_bytes() == drawn


def test_lost_editions_are_written_again_byte_for_byte(towns):
    data, current = towns
    before = files(data)
    shutil.rmtree(data / "editions")
    assert set(states(data, current)) == {"written"}
    assert files(data) == before


def test_a_lost_secret_or_table_stops_the_writing(towns, tmp_path):
    data, _current = towns
    _data, second = snapshot_of(tmp_path, town(LARGE, 130, 1), data=data)
    before = files(data)
    for lost in ("secret", "table.jsonl"):
        where = release_table.folder(data) / lost
        content = where.read_bytes()
        where.unlink()
        with pytest.raises(DashboardError, match="sikkerhedskopien"):
            states(data, second)
        assert files(data) == before
        where.write_bytes(content)
    assert "written" in states(data, second)


def test_a_table_older_than_the_reports_stops_the_writing(towns, tmp_path):
    """As after a restore: its groups would be cut and drawn once more."""
    data, _current = towns
    _data, second = snapshot_of(tmp_path, town(LARGE, 130, 1), data=data)
    table = release_table.folder(data) / "table.jsonl"
    lines = table.read_bytes().splitlines(keepends=True)
    at_large = [
        line
        for line in lines
        if b'"group"' in line and LARGE.encode() in line and b"courses" in line
    ]
    groups = [line for line in at_large if json.loads(line)["line"] == "group"]
    before = files(data)
    table.write_bytes(b"".join(line for line in lines if line != groups[-1]))
    with pytest.raises(DashboardError, match="ældre end rapporterne"):
        states(data, second)
    assert files(data) == before
    table.write_bytes(b"".join(lines))
    assert "written" in states(data, second)


def test_another_machine_with_the_secret_writes_the_same(towns, tmp_path):
    data, _current = towns
    rows = together(town(LARGE, 120, 1), town(SMALL, 7, 1))
    other, current = snapshot_of(tmp_path / "other", rows)
    release_table.folder(other).mkdir()
    shutil.copy(release_table.folder(data) / "secret", release_table.folder(other))
    list(publishing.write(other, current))
    for code in (LARGE, SMALL):
        for level in ("public", "authority"):
            assert read(other, code, level).report_code == read(data, code, level).report_code


def test_reports_by_the_rule_before_are_removed_and_the_owner_told(towns):
    data, current = towns
    home = writer.folder(data) / LARGE / "public" / "2026-Q2"
    home.mkdir()
    content = json.dumps({"format": 1, "municipality": LARGE}).encode()
    old = home / f"v1-{hashlib.sha256(content).hexdigest()[:12]}.json"
    old.write_bytes(content)
    (data / "editions-basis").mkdir()
    (release_table.folder(data) / "state.json").unlink()  # not known before this rule
    assert read(data, quarter="2026-Q2") is None
    told = []
    list(publishing.write(data, current, tell=told.append))
    assert [sentence.count("fjernet") for sentence in told] == [1]
    assert not old.exists() and not (data / "editions-basis").exists()


# ---- reading


def damage(path, content=b"x"):
    path.chmod(0o644)
    path.write_bytes(path.read_bytes() + content)


def test_a_flipped_bit_is_no_report_and_brings_back_no_older_one(towns, tmp_path):
    data, _current = towns
    _data, second = snapshot_of(tmp_path, town(LARGE, 150, 2), data=data)
    list(publishing.write(data, second))
    assert read(data).version == 2
    (newest,) = (writer.folder(data) / LARGE / "public" / "2026-Q3").glob("v2-*.json")
    damage(newest)
    with pytest.raises(DashboardError, match="skriv den igen"):
        edition.newest(writer.folder(data), LARGE, "public")
    code = read(data, level="authority").report_code
    list(publishing.write(data, second))
    assert read(data).version == 3
    assert read(data, level="authority").report_code == code


@pytest.mark.parametrize(
    "place", [f"{SMALL}/public/2026-Q3", f"{LARGE}/authority/2026-Q3", f"{LARGE}/public/2026-Q4"]
)
def test_a_file_in_anothers_place_is_not_read(towns, place):
    data, _current = towns
    (own,) = (writer.folder(data) / LARGE / "public" / "2026-Q3").glob("*.json")
    home = writer.folder(data) / place
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True)
    shutil.copy(own, home)
    code, level, quarter = place.split("/")
    with pytest.raises(DashboardError, match="skriv den igen"):
        edition.read(writer.folder(data), code, level, quarter)


@pytest.mark.parametrize(
    ("code", "level"),
    [("../0461", "public"), ("0461", "../public"), ("", ""), ("9999", "public"), ("0461", "ejer")],
)
def test_no_other_folder_can_be_asked_for(towns, code, level):
    with pytest.raises(DashboardError):
        edition.newest(writer.folder(towns[0]), code, level)


def test_only_files_with_a_whole_name_count(tmp_path):
    home = tmp_path / LARGE / "public" / "2026-Q3"
    home.mkdir(parents=True)
    for name in ("v1-0123456789ab.tmp", "v0-0123456789ab.json", "v1-xyz.json", "readme.json"):
        (home / name).write_text("{}")
    assert edition.newest(tmp_path, LARGE, "public") is None


def test_reports_can_be_read_by_others_and_what_is_behind_them_cannot(towns):
    data, _current = towns
    for path in writer.folder(data).rglob("*.json"):
        assert path.stat().st_mode & 0o777 == 0o444
    for path in (release_table.folder(data), *release_table.folder(data).rglob("*")):
        assert not path.stat().st_mode & 0o077


# ---- killed, and no space


def test_attack_29_killed_while_writing_nothing_is_out_that_was_not_drawn_first(tmp_path):
    data, current = snapshot_of(tmp_path, town(LARGE, 90, 10))
    command = [sys.executable, "-m", "dashboard", "--data", str(data), "editions"]
    for seconds in (0.9, 1.4, 1.7, 2.0, 2.4, 3.0):
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL,
                              stderr=subprocess.DEVNULL) as child:  # fmt: skip
            time.sleep(seconds)
            child.send_signal(signal.SIGKILL)
        if found := read(data):
            table = release_table.read(data)
            assert [group.size for group in table.groups[LARGE, COURSES]] == [
                g[2] for g in found.groups
            ]
    out = files(data)
    assert set(states(data, current)) <= {"written", "unchanged"}
    assert out.items() <= files(data).items()


def test_two_writers_do_not_meet(towns, tmp_path):
    data, _current = towns
    _data, second = snapshot_of(tmp_path, town(LARGE, 130, 2), data=data)
    first = publishing.write(data, second)
    next(first)
    with pytest.raises(DashboardError, match="skrives allerede"):
        next(publishing.write(data, second))
    first.close()


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="a small disk needs root to mount")
@pytest.mark.parametrize("kilobytes", [40, 160, 300])
def test_attack_29_a_full_disk_is_said_and_what_is_out_was_drawn(tmp_path, kilobytes):
    _data, current = snapshot_of(tmp_path, together(town(LARGE, 90, 12), town("0101", 90, 12)))
    small = tmp_path / "small"
    small.mkdir()
    size = f"size={kilobytes}k"
    subprocess.run(["mount", "-t", "tmpfs", "-o", size, "tmpfs", str(small)], check=True)
    try:
        with pytest.raises(DashboardError, match="plads"):
            list(publishing.write(small, current))
        for code in (LARGE, "0101"):
            if found := read(small, code):
                drawn = release_table.read(small).groups[code, COURSES]
                assert [group.size for group in drawn] == [g[2] for g in found.groups]
    finally:
        subprocess.run(["umount", str(small)], check=True)


def test_attack_29_an_error_of_the_disk_leaves_whole_files(towns, tmp_path, monkeypatch):
    data, _current = towns
    _data, second = snapshot_of(tmp_path, town(LARGE, 150, 13), data=data)
    before = files(data)

    def broken(_path):
        raise OSError(errno.EIO, "io")

    monkeypatch.setattr("dashboard.foundation.files.sync", broken)
    with pytest.raises(DashboardError, match="kan ikke skrives"):
        list(publishing.write(data, second))
    after = files(data)
    assert before.items() <= after.items()
    for name, content in after.items():
        assert json.loads(content), name


@pytest.mark.parametrize("code", [errno.EROFS, errno.EACCES])
def test_a_folder_that_cannot_be_written_is_a_sentence(tmp_path, monkeypatch, code):
    data, current = snapshot_of(tmp_path, town(LARGE, 5, 3))

    def refuse(*_given, **_named):
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr("dashboard.foundation.files.replace", refuse)
    with pytest.raises(DashboardError, match="kan ikke skrives"):
        list(publishing.write(data, current))


# ---- invented and real people


def test_invented_people_never_stand_beside_real_ones(demo, towns, tmp_path):
    """The folder stays itself: its owner and group were set by hand, and the partner app has it open."""
    data = tmp_path / "both"
    shutil.copytree(demo[0], data, symlinks=True)
    number = writer.folder(data).stat().st_ino
    _data, real = snapshot_of(tmp_path, town(LARGE, 60, 3), data=data)
    list(publishing.write(data, real))
    assert writer.folder(data).stat().st_ino == number
    assert {path.name for path in writer.folder(data).iterdir()} == {LARGE}
    for _lost in range(2):  # and where the files are lost, the table is not
        with pytest.raises(DashboardError, match="rigtige forløb"):
            list(publishing.write(towns[0], demo[1]))
        shutil.rmtree(towns[0] / "editions", ignore_errors=True)


# ---- the commands


def command(data, *more, **environment):
    return subprocess.run(
        [sys.executable, "-m", "dashboard", "--data", str(data), "editions", *more],
        cwd=ROOT, capture_output=True, text=True, check=False, env=os.environ | environment,
    )  # fmt: skip


def test_the_command_prints_a_line_an_edition(towns):
    done = command(towns[0])
    lines = done.stdout.splitlines()
    assert len(lines) == 4
    assert lines[-1].split()[:4] == [SMALL, "2026-Q3", "unchanged", "v1"]
    assert lines[-1].endswith("  Kun til det ansvarlige jobcenter")
    assert (done.returncode, done.stderr) == (0, "")


def test_a_revision_says_what_it_costs(towns):
    done = command(towns[0], "--revise", LARGE)
    assert "koster beskyttelse" in done.stderr
    assert done.returncode == 0
    assert read(towns[0]).is_revised
    assert command(towns[0], "--revise", "9999").returncode == 2


def test_another_secret_changes_nothing_that_is_out(towns):
    before = files(towns[0])
    (release_table.folder(towns[0]) / "secret").unlink()
    assert command(towns[0]).returncode == 0  # nothing is written, so none is needed
    assert command(towns[0], "--new-secret").returncode == 0
    assert files(towns[0]) == before


def test_the_rules_the_reports_were_written_by_are_in_the_links_audit(towns, tmp_path):
    place = f"sqlite:///{tmp_path}/ledger.db"
    for _time in range(2):
        command(towns[0], DASHBOARD_LEDGER=place)
    register = LinkRegister(place)
    (line,) = register.audit.events()
    decided_on = str(towns[1].settings.report_decided_on)
    assert (line["event"], line["facts"]["report_decided_on"]) == ("agreed", decided_on)
    register.close()


def test_reports_are_written_where_the_links_cannot_be_reached(towns):
    done = command(towns[0], DASHBOARD_LEDGER="sqlite:////dev/null/ledger.db")
    assert len(done.stdout.splitlines()) == 4
    assert done.stderr.count("\n") == 1 and "Traceback" not in done.stderr
