"""Editions: made as of their quarter's last day, frozen, audited, and alike whatever they hide."""

import errno
import json
import os
import signal
import subprocess
import sys
import time
from copy import deepcopy
from datetime import date
from pathlib import Path

import pytest

from dashboard.access.register import LinkRegister
from dashboard.catalogue.row import KEYS
from dashboard.catalogue.scope import Scope
from dashboard.disclosure.edition_cells import CELLS, EXACT_ONLY
from dashboard.editions import edition, writer
from dashboard.foundation.errors import DashboardError
from dashboard.ingest.mapping import Mapping
from dashboard.presenters import report_status
from dashboard.snapshots.publish import publish
from dashboard.snapshots.snapshot import AsOf
from dashboard.snapshots.warehouse import Warehouse
from tests import builders
from tests.disclosure.towns import DATA_TO, files, snapshot_of, together, town

ROOT = Path(__file__).parents[2]
LARGE, SMALL = "0461", "0482"


@pytest.fixture(scope="module")
def towns(tmp_path_factory):
    """A town of 180 citizens and one of 7, their editions written."""
    folder = tmp_path_factory.mktemp("towns")
    rows = together(town(LARGE, 180, 1), town(SMALL, 7, 1))
    data, current = snapshot_of(folder, rows)
    return rows, data, current, list(writer.write(data, current))


def read(data, code=LARGE, level="public", quarter="2026-Q3"):
    return edition.read(writer.folder(data), code, level, quarter)


def row_of(found, figure_id):
    return found.by_key()[figure_id]


def test_every_municipality_closed_quarter_and_level_has_one(towns):
    _rows, data, _current, outcomes = towns
    assert {outcome.state for outcome in outcomes} == {"written"}
    quarters = [
        "2026-Q3",
        "2026-Q2",
        "2026-Q1",
        "2025-Q4",
        "2025-Q3",
        "2025-Q2",
        "2025-Q1",
        "2024-Q4",
    ]
    for code in (LARGE, SMALL):
        for level in ("public", "authority"):
            assert edition.quarters(writer.folder(data), code, level) == quarters
    assert edition.newest(writer.folder(data), "0101", "public") is None


@pytest.mark.parametrize(
    ("data_to", "newest"),
    [("2026-09-30", "2026-Q3"), ("2026-09-29", "2026-Q2"), ("2026-12-31", "2026-Q4"),
     ("2027-01-01", "2026-Q4"), ("2026-03-31", "2026-Q1")],
)  # fmt: skip
def test_a_quarter_is_closed_on_its_last_day(data_to, newest):
    quarters = writer.closed_quarters(date.fromisoformat(data_to))
    assert (len(quarters), quarters[-1]) == (8, newest)


def test_an_edition_says_what_it_is(towns):
    _rows, data, current, _outcomes = towns
    found = read(data)
    assert (found.municipality, found.level, found.quarter, found.version) == (
        LARGE, "public", "2026-Q3", 1,
    )  # fmt: skip
    assert found.period == (date(2025, 10, 1), date(2026, 9, 30))
    assert found.cohort == (date(2024, 10, 1), date(2026, 9, 30))
    assert (found.data_to, found.is_demo) == (date(2026, 9, 30), False)
    assert found.snapshot == current.id.partition("-")[0]
    assert found.settings.disclosure_decided_on == date(2026, 11, 22)
    assert all(set(row) == set(KEYS) for row in found.content["rows"])


def test_public_rows_hold_no_count_that_is_not_a_multiple_of_five(towns):
    _rows, data, _current, _outcomes = towns
    for code in (LARGE, SMALL):
        for quarter in edition.quarters(writer.folder(data), code, "public"):
            for row in [*read(data, code, "public", quarter).by_key().values()]:
                counts = [row["n"], row["k"], row["value"] if row["unit"] == "count" else None]
                assert not any(count % 5 for count in counts if count is not None)


def test_both_levels_hide_the_same_and_only_the_authority_has_exact_rows(towns):
    _rows, data, _current, _outcomes = towns
    public, authority = (read(data, level=level).by_key() for level in ("public", "authority"))
    exact = {key for key, row in authority.items() if "exact" in (row["note"] or "").split("; ")}
    assert exact == set(EXACT_ONLY) | {id_ for id_, cell in CELLS.items() if cell.is_exact}
    assert set(authority) - set(public) == set(EXACT_ONLY)
    for key in set(public) - exact:
        assert authority[key]["k"] == public[key]["k"]
        assert authority[key]["suppressed"] == public[key]["suppressed"]


def test_exact_rows_are_those_of_the_figure_path(towns):
    _rows, data, current, _outcomes = towns
    warehouse = Warehouse(AsOf(current.folder, DATA_TO))
    found = read(data, level="authority")
    period = Scope(LARGE, None, *found.period)
    for true in builders.figures(warehouse, period, EXACT_ONLY):
        own = next(
            row for row in found.content["rows"]
            if (row["figure_id"], row["benchmark_id"]) == (true["figure_id"], true["benchmark_id"])
        )  # fmt: skip
        assert {
            key: own[key] for key in ("n", "k", "value", "low", "high", "benchmark_verdict")
        } == ({key: true[key] for key in ("n", "k", "value", "low", "high", "benchmark_verdict")})


def test_seen_from_its_data_date_a_snapshot_is_what_it_is(towns):
    _rows, _data, current, _outcomes = towns
    ids = [*CELLS, *EXACT_ONLY]
    for scope in (Scope(), Scope(LARGE, None, date(2025, 10, 1), DATA_TO)):
        now = builders.figures(Warehouse(current), scope, ids)
        assert builders.figures(Warehouse(AsOf(current.folder, DATA_TO)), scope, ids) == now


def test_seen_from_an_earlier_day_it_is_what_would_have_been_published_then(towns, tmp_path):
    rows, _data, current, _outcomes = towns
    day = date(2025, 6, 30)
    then = {
        "cases": [_known(case, day) for case in rows["cases"] if case["started_on"] <= day],
        "contacts": [each for each in rows["contacts"] if each["contacted_at"].date() <= day],
        "survey": [
            each if each["answered_on"] is None or each["answered_on"] <= day
            else each | {"answered_on": None, "answer": None, "score": None}
            for each in rows["survey"] if each["invited_on"] <= day
        ],
    }  # fmt: skip
    _folder, earlier = snapshot_of(tmp_path, then, data_to=day)
    ids = [*CELLS, *EXACT_ONLY]
    for scope in (Scope(), Scope(LARGE, None, date(2024, 7, 1), day)):
        expected = builders.figures(Warehouse(earlier), scope, ids)
        seen = builders.figures(Warehouse(AsOf(current.folder, day)), scope, ids)
        assert [row | {"snapshot_id": None} for row in seen] == [
            row | {"snapshot_id": None} for row in expected
        ]


def _known(case, day):
    """What was known of a course on a day."""
    known = {
        key: None if isinstance(value, date) and value > day else value
        for key, value in case.items()
    }
    return known | ({} if known.get("ended_on") else {"end_reason": None})


# ---- frozen


def test_writing_again_changes_nothing(towns):
    _rows, data, current, _outcomes = towns
    before = files(data)
    assert {outcome.state for outcome in writer.write(data, current)} == {"unchanged"}
    assert files(data) == before


def test_a_later_snapshot_leaves_closed_quarters_as_they_are(tmp_path):
    rows = town(LARGE, 60, 2)
    data, first = snapshot_of(tmp_path, rows, data_to=date(2026, 9, 30))
    list(writer.write(data, first))
    before = files(data)
    later = deepcopy(rows)
    for case in later["cases"][:5]:  # what happens in October is of no closed quarter
        case["goals_agreed_on"] = case.get("goals_agreed_on") or date(2026, 10, 5)
    later["cases"].append(town(LARGE, 1, 9)["cases"][0] | {
        "case_id": "new", "started_on": date(2026, 10, 7), "ended_on": None, "end_reason": None,
        "phases_completed_on": None, "charged_on": None, "goals_agreed_on": None,
    })  # fmt: skip
    _data, second = snapshot_of(tmp_path, later, data=data, data_to=date(2026, 11, 5))
    assert {outcome.state for outcome in writer.write(data, second)} == {"unchanged"}
    assert files(data) == before


def test_a_correction_of_a_few_is_held_back_and_the_owner_is_told(tmp_path):
    rows = town(LARGE, 180, 3)
    data, first = snapshot_of(tmp_path, rows)
    list(writer.write(data, first))
    before = files(data)
    mended = deepcopy(rows)
    changed = [case for case in mended["cases"] if case.get("phases_completed_on")]
    for case in changed[:2]:
        case |= {"phases_completed_on": None, "end_reason": "withdrew"}
    _data, second = snapshot_of(tmp_path, mended, data=data)
    outcomes = list(writer.write(data, second))
    held = [outcome for outcome in outcomes if outcome.state == "held"]
    assert held
    assert not any(outcome.state == "written" for outcome in outcomes)
    assert {outcome.why for outcome in held} == {"few"}
    first, *_more = report_status.held_back(held)
    assert first.startswith("Odense, ")
    assert "en rettelse vedrører for få borgere" in first
    assert writer.held(data) == held
    assert files(data) == before
    # put right again: nothing is held, nothing has changed
    _data, third = snapshot_of(tmp_path, rows, data=data)
    assert {outcome.state for outcome in writer.write(data, third)} == {"unchanged"}
    assert writer.held(data) == []


def registered_late(rows, ids):
    """The rows with these courses twice: as if another mentor's list had been forgotten."""
    more = deepcopy(rows)
    for case in rows["cases"]:
        if case["case_id"] in ids:
            name = "late" + case["case_id"]
            more["cases"].append(case | {"case_id": name, "citizen_id": name})
    return more


def test_a_correction_of_many_is_a_new_version_and_the_old_one_stays(tmp_path):
    rows = town(LARGE, 240, 4, charged=0, repeats=0)
    data, first = snapshot_of(tmp_path, rows)
    list(writer.write(data, first))
    before = files(data)
    more = registered_late(rows, {case["case_id"] for case in rows["cases"]})
    _data, second = snapshot_of(tmp_path, more, data=data)
    written = [outcome for outcome in writer.write(data, second) if outcome.state == "written"]
    assert any(outcome.version == 2 for outcome in written)
    assert before.items() <= files(data).items()
    quarter = written[-1].quarter
    assert read(data, level=written[-1].level, quarter=quarter).version == 2


def test_a_correction_that_was_cut_short_is_written_by_the_next(tmp_path, monkeypatch):
    data, first = snapshot_of(tmp_path, charged_and_goals(0, 30))
    newest_of(data, first, "first")
    _data, second = snapshot_of(tmp_path, charged_and_goals(0, 10), data=data)
    with monkeypatch.context() as patched:
        patched.setattr(writer._Writing, "_put", lambda *_given: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            newest_of(data, second, "second")
    assert {outcome.version for outcome in newest_of(data, second, "second")} == {2}
    # and put back to what it was, it is a version of its own again
    assert {outcome.version for outcome in newest_of(data, first, "first")} == {3}
    assert {outcome.version for outcome in newest_of(data, second, "second")} == {4}


def test_one_charge_among_many_corrections_is_held_back(tmp_path):
    """Fifteen goals and one charge are corrected: what was 10 of charged would become 15."""
    rows = town(LARGE, 240, 5, charged=0, repeats=0)
    cohort = [
        case
        for case in rows["cases"]
        if date(2024, 10, 1) <= case["started_on"] <= date(2025, 9, 30)
    ]
    for case in cohort[:12]:
        case["charged_on"] = case["started_on"]
    data, first = snapshot_of(tmp_path, rows)
    list(writer.write(data, first))
    assert row_of(read(data), "criterion_charged")["k"] == 10
    before = files(data)
    mended = deepcopy(rows)
    ids = {case["case_id"] for case in cohort}
    own = [case for case in mended["cases"] if case["case_id"] in ids]
    own[12]["charged_on"] = own[12]["started_on"]
    for case in [each for each in mended["cases"] if each.get("goals_agreed_on")][-15:]:
        case["goals_agreed_on"] = None
    _data, second = snapshot_of(tmp_path, mended, data=data)
    newest = [each for each in writer.write(data, second) if each.quarter == "2026-Q3"]
    assert {outcome.state for outcome in newest} == {"held"}
    assert not {name for name in files(data).keys() - before.keys() if "2026-Q3" in name}


def test_a_setting_that_changes_no_number_makes_no_new_report(tmp_path):
    rows = town(LARGE, 30, 6)
    data, first = snapshot_of(tmp_path, rows)
    list(writer.write(data, first))
    before = files(data)
    _data, second = snapshot_of(tmp_path, rows, data=data, settings="stale_after_days = 90\n")
    assert {outcome.state for outcome in writer.write(data, second)} == {"unchanged"}
    assert files(data) == before


def test_another_way_of_hiding_the_same_counts_makes_no_new_report(tmp_path, monkeypatch):
    """A newer program that hides less, or more, would give away what each of the two hides."""
    rows = town(LARGE, 60, 6)
    data, first = snapshot_of(tmp_path, rows)
    list(writer.write(data, first))
    before = files(data)
    monkeypatch.setattr(writer, "__version__", "999")
    monkeypatch.setattr(writer.audit, "protect", lambda _others, own: (own.rows, []))
    assert {outcome.state for outcome in writer.write(data, first)} == {"unchanged"}
    assert files(data) == before


def test_a_new_rule_is_for_quarters_without_a_report(tmp_path):
    rows = town(LARGE, 180, 6)
    data, first = snapshot_of(tmp_path, rows)
    list(writer.write(data, first))
    before = files(data)
    _data, second = snapshot_of(tmp_path, rows, data=data, settings="disclosure_k_sensitive = 15\n")
    assert {outcome.state for outcome in writer.write(data, second)} == {"unchanged"}
    assert files(data) == before


@pytest.mark.parametrize(
    ("table", "column", "value"), [("survey", "score", 9), ("contacts", "minutes", 5.0)]
)
def test_equal_changes_of_many_rows_are_seen(tmp_path, table, column, value):
    rows = town(LARGE, 20, 7)
    _data, first = snapshot_of(tmp_path / "first", rows)
    mended = deepcopy(rows)
    for row in mended[table]:
        if row.get(column) is not None:
            row[column] = value
    _data, second = snapshot_of(tmp_path / "second", mended)
    seen = [Warehouse(AsOf(each.folder, DATA_TO)).query("as_of/fingerprints").rows()
            for each in (first, second)]  # fmt: skip
    assert seen[0] != seen[1]


def test_another_municipality_changes_no_number_of_ones_own(tmp_path):
    own = {table: [row for row in rows if not isinstance(row.get("ended_on"), type(None))]
           if table == "cases" else rows for table, rows in town(LARGE, 60, 8).items()}  # fmt: skip
    ids = {case["case_id"] for case in own["cases"]}
    own["contacts"] = [row for row in own["contacts"] if row["case_id"] in ids]
    own["survey"] = [row for row in own["survey"] if row["case_id"] in ids]
    codes = []
    for name, rows in (("alone", own), ("both", together(own, town("0101", 20, 9)))):
        data, current = snapshot_of(tmp_path / name, rows)
        list(writer.write(data, current))
        codes.append([read(data, quarter=q).report_code for q in ("2026-Q3", "2026-Q1")])
    assert codes[0] == codes[1]


def test_attack_27_add_and_remove_one_citizen_every_day_and_nothing_moves(tmp_path):
    rows = town(LARGE, 60, 6)
    data, first = snapshot_of(tmp_path, rows)
    list(writer.write(data, first))
    before = files(data)
    extra = deepcopy(rows["cases"][0]) | {"case_id": "one", "citizen_id": "one"}
    for day in range(3):
        more = rows | {"cases": [*rows["cases"], extra]} if day % 2 == 0 else rows
        _data, found = snapshot_of(tmp_path, more, data=data)
        assert not [each for each in writer.write(data, found) if each.state == "written"]
        assert files(data) == before


# ---- C11: what is hidden leaves no trace


def test_attack_28_a_hidden_one_made_four_or_nought_leaves_the_same_bytes(tmp_path):
    rows = town(LARGE, 60, 7, charged=0)
    in_cohort = [
        case
        for case in rows["cases"]
        if date(2024, 10, 1) <= case["started_on"] <= date(2025, 9, 30)
    ]
    written = []
    for charged in (0, 1, 4, 9):
        swapped = deepcopy(rows)
        ids = {case["case_id"] for case in in_cohort[:charged]}
        for case in swapped["cases"]:
            if case["case_id"] in ids:
                case["charged_on"] = case["started_on"]
        kept = 'registered = ["charged_on"]'  # else a firm without any is told so
        data, found = snapshot_of(tmp_path / str(charged), swapped, settings=kept)
        list(writer.write(data, found))
        moment = found.id.partition("-")[0].encode()
        written.append(
            {_unnamed(name): content.replace(moment, b"") for name, content in files(data).items()}
        )
    assert len(in_cohort) >= 10
    assert written[0] == written[1] == written[2] == written[3]


def _unnamed(path):
    """The path without the hash of the content, in which the moment of publishing stands."""
    return path.rpartition("-")[0]


# ---- demo data


def test_invented_people_never_stand_beside_real_ones(tmp_path):
    from dashboard.demo import writing
    from dashboard.ingest.mapping import Mapping
    from dashboard.snapshots.publish import publish

    data = tmp_path / "data"
    data.mkdir()
    writing.write(tmp_path / "demo", cases=30, seed=1)
    invented, _checked = publish(tmp_path / "demo", data, Mapping())
    list(writer.write(data, invented))
    codes = {path.name for path in writer.folder(data).iterdir()}
    assert read(data, sorted(codes)[0]).is_demo
    _data, real = snapshot_of(tmp_path, town("0376", 12, 8), data=data)
    list(writer.write(data, real))
    assert {path.name for path in writer.folder(data).iterdir()} == {"0376"}
    before = files(data)
    with pytest.raises(DashboardError, match="demodata i en anden mappe"):
        list(writer.write(data, invented))
    assert files(data) == before


# ---- reading


def test_attack_29_a_flipped_bit_is_found_before_anything_is_shown(towns, tmp_path):
    _rows, data, _current, _outcomes = towns
    (path,) = (writer.folder(data) / LARGE / "public" / "2026-Q3").glob("*.json")
    home = tmp_path / LARGE / "public" / "2026-Q3"
    home.mkdir(parents=True)
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    (home / path.name).write_bytes(content)
    with pytest.raises(DashboardError, match="kan ikke læses"):
        edition.newest(tmp_path, LARGE, "public")


def test_attack_29_a_damaged_edition_blocks_nobody_and_the_older_one_is_read(tmp_path):
    data, current = snapshot_of(tmp_path, together(town(LARGE, 60, 17), town(SMALL, 7, 17)))
    list(writer.write(data, current))
    (path,) = (writer.folder(data) / LARGE / "public" / "2026-Q3").glob("*.json")
    path.chmod(0o600)
    path.write_bytes(path.read_bytes()[:-1] + b" ")
    assert edition.newest(writer.folder(data), LARGE, "public").quarter == "2026-Q2"
    outcomes = list(writer.write(data, current))
    assert [each.version for each in outcomes if each.state == "written"] == [2]
    assert read(data).version == 2


@pytest.mark.parametrize(
    ("code", "level"),
    [("../0461", "public"), ("0461", "../public"), ("", ""), ("9999", "public"), ("0461", "ejer")],
)
def test_no_other_folder_can_be_asked_for(towns, code, level):
    with pytest.raises(DashboardError):
        edition.newest(writer.folder(towns[1]), code, level)


def test_only_files_with_a_whole_name_count(towns, tmp_path):
    home = tmp_path / LARGE / "public" / "2026-Q3"
    home.mkdir(parents=True)
    for name in ("v1-0123456789ab.tmp", "v0-0123456789ab.json", "v1-xyz.json", "readme.json"):
        (home / name).write_text("{}")
    assert edition.newest(tmp_path, LARGE, "public") is None


def test_files_can_be_read_by_others_and_what_they_are_made_of_cannot(towns):
    _rows, data, _current, _outcomes = towns
    for path in writer.folder(data).rglob("*.json"):
        assert path.stat().st_mode & 0o777 == 0o444
    for path in (data / "editions-basis").rglob("*"):
        assert not path.stat().st_mode & 0o077


# ---- killed, and no space


def test_attack_29_killed_while_writing_every_edition_is_whole_and_the_next_writer_succeeds(
    tmp_path,
):
    data, current = snapshot_of(tmp_path, town(LARGE, 30, 10))
    command = [sys.executable, "-m", "dashboard", "--data", str(data), "editions"]
    for seconds in (0.9, 1.4, 1.9, 2.6):
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL,
                              stderr=subprocess.DEVNULL) as child:  # fmt: skip
            time.sleep(seconds)
            child.send_signal(signal.SIGKILL)
        for quarter in edition.quarters(writer.folder(data), LARGE, "public"):
            assert read(data, quarter=quarter).rows
    outcomes = list(writer.write(data, current))
    assert {outcome.state for outcome in outcomes} <= {"written", "unchanged"}
    assert len(outcomes) == 16


def test_a_level_that_was_not_written_when_the_writer_was_killed_is_written_by_the_next(tmp_path):
    data, current = snapshot_of(tmp_path, town(LARGE, 8, 14))
    list(writer.write(data, current))
    before = files(data)
    (lost,) = (writer.folder(data) / LARGE / "authority" / "2026-Q3").glob("*.json")
    lost.unlink()
    states = [outcome.state for outcome in writer.write(data, current)]
    assert (states.count("written"), set(states)) == (1, {"written", "unchanged"})
    del before[str(lost.relative_to(data))]
    assert before.items() <= files(data).items()
    assert read(data, level="authority").rows


def test_without_knowing_what_is_out_was_made_of_nothing_is_corrected(tmp_path):
    data, current = snapshot_of(tmp_path, town(LARGE, 60, 15))
    list(writer.write(data, current))
    before = files(data)
    for path in (data / "editions-basis" / LARGE).iterdir():
        path.unlink()
    _data, other = snapshot_of(tmp_path, town(LARGE, 90, 16), data=data)
    assert {outcome.state for outcome in writer.write(data, other)} <= {"held", "unchanged"}
    assert files(data) == before


def test_two_writers_do_not_meet(tmp_path):
    data, current = snapshot_of(tmp_path, town(LARGE, 8, 11))
    first = writer.write(data, current)
    next(first)
    with pytest.raises(DashboardError, match="skrives allerede"):
        next(writer.write(data, current))
    first.close()


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="a small disk needs root to mount")
def test_attack_29_a_full_disk_is_said_and_what_was_there_stays(tmp_path):
    _data, current = snapshot_of(tmp_path, town(LARGE, 30, 12))
    small = tmp_path / "small"
    small.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(small)], check=True)
    try:
        with pytest.raises(DashboardError, match="plads"):
            list(writer.write(small, current))
        for quarter in edition.quarters(writer.folder(small), LARGE, "public"):
            assert read(small, quarter=quarter).rows
    finally:
        subprocess.run(["umount", str(small)], check=True)


def test_attack_29_an_error_of_the_disk_leaves_whole_files(tmp_path, monkeypatch):
    data, current = snapshot_of(tmp_path, town(LARGE, 8, 13))
    list(writer.write(data, current))
    before = files(data)
    mended = town(LARGE, 90, 13)
    _data, second = snapshot_of(tmp_path, mended, data=data)

    def broken(_path):
        raise OSError(errno.EIO, "io")

    monkeypatch.setattr("dashboard.foundation.files.sync", broken)
    with pytest.raises(DashboardError, match="kan ikke skrives"):
        list(writer.write(data, second))
    after = files(data)
    assert before.items() <= after.items()
    for name, content in after.items():
        assert json.loads(content), name


# ---- the command


def test_the_command_prints_a_line_an_edition(towns):
    done = command(towns)
    lines = done.stdout.splitlines()
    assert len(lines) == 32
    assert lines[-1].split()[:5] == [SMALL, "2026-Q3", "authority", "unchanged", "v1"]
    assert done.stderr == ""


def command(towns, **environment):
    _rows, data, _current, _outcomes = towns
    return subprocess.run(
        [sys.executable, "-m", "dashboard", "--data", str(data), "editions"],
        cwd=ROOT, capture_output=True, text=True, check=True, env=os.environ | environment,
    )  # fmt: skip


def test_the_rules_the_reports_were_written_by_are_in_the_links_audit(towns, tmp_path):
    place = f"sqlite:///{tmp_path}/ledger.db"
    for _time in range(2):
        command(towns, DASHBOARD_LEDGER=place)
    register = LinkRegister(place)
    (line,) = register.audit.events()
    assert (line["event"], line["facts"]["disclosure_decided_on"]) == (
        "agreed",
        str(towns[2].settings.disclosure_decided_on),
    )
    register.close()


def test_reports_are_written_where_the_links_cannot_be_reached(towns):
    done = command(towns, DASHBOARD_LEDGER="sqlite:////dev/null/ledger.db")
    assert len(done.stdout.splitlines()) == 32
    assert done.stderr.count("\n") == 1 and "Traceback" not in done.stderr


# ---- corrections of what is hidden, and under another rule


def charged_and_goals(charged, goals):
    cases = [builders.case(f"A{nth}", "2025-01-15", municipality_code=SMALL,
                  charged_on=date(2025, 2, 1) if nth < charged else None) for nth in range(20)]  # fmt: skip
    cases += [builders.case(f"B{nth}", "2026-01-15", municipality_code=SMALL,
                   goals_agreed_on=date(2026, 2, 1) if nth < goals else None) for nth in range(40)]  # fmt: skip
    return {"cases": cases, "contacts": [], "survey": []}


def newest_of(data, current, name):
    writer._basis(data).mkdir(exist_ok=True)
    warehouse = Warehouse(AsOf(current.folder, DATA_TO))
    return list(writer._Writing(data, warehouse, SMALL, "2026-Q3", name).outcomes())


def test_another_word_for_what_is_hidden_is_a_change_too(tmp_path):
    """Fifteen goals and two charges are corrected: what was fewer than ten would be hidden otherwise."""
    data, first = snapshot_of(tmp_path, charged_and_goals(9, 30))
    assert {outcome.state for outcome in newest_of(data, first, "first")} == {"written"}
    _data, second = snapshot_of(tmp_path, charged_and_goals(11, 15), data=data)
    assert {outcome.why for outcome in newest_of(data, second, "second")} == {"few"}


def test_a_correction_under_another_rule_is_told(tmp_path):
    data, first = snapshot_of(tmp_path, charged_and_goals(9, 30))
    newest_of(data, first, "first")
    rule = "disclosure_k_sensitive = 15\n"
    _data, same = snapshot_of(tmp_path, charged_and_goals(9, 30), data=data, settings=rule)
    assert {outcome.state for outcome in newest_of(data, same, "same")} == {"unchanged"}
    _data, second = snapshot_of(tmp_path, charged_and_goals(0, 0), data=data, settings=rule)
    outcomes = newest_of(data, second, "second")
    assert {(outcome.state, outcome.why) for outcome in outcomes} == {("held", "rule")}


# ---- folders that cannot be read or written


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"seen": 1}', b"\xff"])
def test_a_damaged_basis_corrects_nothing_and_blocks_nobody(tmp_path, content):
    rows = town(LARGE, 40, 3)
    data, first = snapshot_of(tmp_path, rows)
    list(writer.write(data, first))
    before = files(data)
    for path in (writer._basis(data) / LARGE).glob("*.json"):
        path.write_bytes(content)
    writer._held_file(data).write_bytes(content)
    assert writer.held(data) == []
    _data, second = snapshot_of(tmp_path, town(LARGE, 80, 4), data=data)
    assert not [each for each in writer.write(data, second) if each.state == "written"]
    assert files(data) == before


@pytest.mark.parametrize("code", [errno.EROFS, errno.EACCES])
def test_a_folder_that_cannot_be_written_is_a_sentence(tmp_path, monkeypatch, code):
    data, current = snapshot_of(tmp_path, town(LARGE, 5, 3))

    def refuse(*_given, **_named):
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr("dashboard.foundation.files.replace", refuse)
    with pytest.raises(DashboardError, match="kan ikke skrives"):
        list(writer.write(data, current))


def test_the_folder_of_reports_stays_itself_when_demo_gives_way(tmp_path):
    """Its owner and group were set by hand, and the partner app has it open."""
    data, current = snapshot_of(tmp_path, town(LARGE, 5, 3))
    list(writer.write(data, current))
    (writer._basis(data) / "demo").touch()
    number = writer.folder(data).stat().st_ino
    list(writer.write(data, current))
    assert writer.folder(data).stat().st_ino == number


@pytest.mark.parametrize("kept", [("cases",), ("cases", "contacts"), ("cases", "survey_results")])
def test_what_was_not_delivered_is_not_measured_in_the_reports_either(tmp_path, kept):
    export = builders.write_export(tmp_path / "export", **town(LARGE, 90, 1))
    for path in export.iterdir():
        if path.stem not in kept:
            path.unlink()
    current, _checked = publish(export, tmp_path / "data", Mapping(), data_to=DATA_TO)
    assert {each.state for each in writer.write(tmp_path / "data", current)} == {"written"}
    for level in ("public", "authority"):
        row = row_of(read(tmp_path / "data", level=level), "criterion_progress")
        is_measured = "survey_results" in kept
        assert ("not_measured:survey_results" in row["note"]) == (not is_measured)
        if not is_measured:
            assert (row["n"], row["k"], row["target_verdict"]) == (0, None, None)
