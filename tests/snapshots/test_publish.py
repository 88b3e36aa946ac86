"""Publishing: what a snapshot holds, and that the old one stays whatever stops the new one."""

import errno
import hashlib
import json
import os
import resource
import shutil
import signal
import stat
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import duckdb
import filelock
import polars as pl
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from dashboard.__main__ import main
from dashboard.demo import writing
from dashboard.foundation import files
from dashboard.foundation.delivery import Delivered
from dashboard.foundation.errors import DamagedSnapshot, DashboardError, ExportRefused
from dashboard.foundation.schema import TABLES
from dashboard.foundation.words import today
from dashboard.ingest.cells import DUCKDB_TYPES
from dashboard.ingest.recipe import Recipe
from dashboard.snapshots import publish as publisher
from dashboard.snapshots import snapshot
from dashboard.snapshots.publish import publish
from dashboard.snapshots.warehouse import Warehouse
from tests.builders import answer, case, contact, wheel, write_export

ROOT = Path(__file__).parents[2]
PUBLISHED = [
    "activities.parquet", "answers.parquet", "case_facts.parquet", "cases.parquet", "comments.parquet",
    "contact_months.parquet", "contact_phases.parquet", "contacts.parquet", "coping_answers.parquet",
    "documents.parquet",
    "follow_up_facts.parquet", "follow_up_reasons.parquet",
    "phases.parquet", "responses.parquet", "retests.parquet", "survey_results.parquet",
    "valid_wheels.parquet", "wheel_pairs.parquet", "wheel_rounds.parquet", "wheels.parquet",
]  # fmt: skip


def small_export(folder, cases=2):
    return write_export(
        folder,
        cases=[case(f"F{n}") for n in range(1, cases + 1)],
        contacts=[contact("C1"), contact("C2", at="2025-02-01 09:00")],
        survey=[*wheel("R1", "F1", "2025-01-02", 5), answer("R2", "help", "satisfied")],
    )


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    """An export, the data folder it was published in, and the snapshot; copy before changing."""
    folder = tmp_path_factory.mktemp("published")
    export = small_export(folder / "export")
    (folder / "data").mkdir()
    (folder / "data" / "settings.toml").write_text("stale_after_days = 40\n")
    return export, folder / "data", publish(export, folder / "data", Recipe())[0]


@pytest.fixture
def data(published, tmp_path):
    """A data folder of its own with one snapshot, which a test may harm."""
    shutil.copytree(published[1], tmp_path / "data")
    for path in (tmp_path / "data").rglob("*"):
        path.chmod(0o755 if path.is_dir() else 0o644)
    return tmp_path / "data"


def run(*arguments):
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def only_snapshot(data):
    (found,) = snapshot.all_of(data)
    return found


def contents(data):
    """Everything in a data folder by name, with its bytes."""
    return {
        path.relative_to(data).as_posix(): path.read_bytes()
        for path in sorted(data.rglob("*"))
        if path.is_file()
    }


# ---- what a snapshot holds


def test_the_manifest_describes_every_file_as_it_is(published):
    _export, _data, found = published
    manifest = json.loads((found.folder / "manifest.json").read_bytes())
    assert sorted(manifest["files"]) == PUBLISHED
    assert sorted(path.name for path in found.folder.iterdir()) == sorted(
        [*PUBLISHED, "manifest.json"]
    )
    for name, said in manifest["files"].items():
        content = (found.folder / name).read_bytes()
        frame = duckdb.read_parquet(str(found.folder / name))
        assert said["sha256"] == hashlib.sha256(content).hexdigest()
        assert said["bytes"] == len(content)
        assert said["rows"] == len(frame.fetchall())
        assert said["columns"] == dict(zip(frame.columns, map(str, frame.types), strict=True))


def test_the_published_tables_have_the_contracts_columns_in_order_and_type(published):
    for table in TABLES[:3]:
        frame = duckdb.read_parquet(str(published[2].folder / f"{table.name}.parquet"))
        assert dict(zip(frame.columns, map(str, frame.types), strict=True)) == {
            column.name: DUCKDB_TYPES[column.type] for column in table.columns
        }
        kept = published[2].manifest["files"][f"{table.name}.parquet"]["columns"]
        assert list(kept) == list(table.names)
        assert frame.columns == list(table.names)


def test_the_manifest_says_where_it_came_from_and_what_was_agreed(published):
    export, _data, found = published
    manifest = found.manifest
    assert manifest["sources"] == {
        table.name: {
            f"{table.name}.parquet": hashlib.sha256(
                (export / f"{table.name}.parquet").read_bytes()
            ).hexdigest()
        }
        for table in TABLES[:3]
    }
    assert manifest["rows"] == {"cases": 2, "contacts": 2, "survey_results": 9}
    assert manifest["quarantined"] == {"cases": 0, "contacts": 0, "survey_results": 0}
    assert manifest["quarantine_reasons"] == []
    assert manifest["data_to"] == "2025-06-10"
    assert manifest["is_demo"] is False
    assert manifest["settings"]["stale_after_days"] == 40
    assert manifest["settings"]["horizon_months"] == 12
    assert manifest["settings_version"] == found.settings.version
    assert manifest["versions"]["duckdb"] == duckdb.__version__
    assert manifest["missing"]["contacts"] == {
        "contact_id": 0, "case_id": 0, "contacted_at": 0, "channel": 0, "outcome": 0, "minutes": 0,
        "topic": 2,
    }  # fmt: skip


def test_files_and_folder_are_read_only_and_the_pointer_names_the_snapshot(published):
    _export, data, found = published
    assert stat.S_IMODE(found.folder.stat().st_mode) == 0o550
    assert {stat.S_IMODE(path.stat().st_mode) for path in found.folder.iterdir()} == {0o440}
    assert (data / "snapshots" / "current").read_text() == found.id + "\n"
    manifest = (found.folder / "manifest.json").read_bytes()
    assert found.id[-12:] == hashlib.sha256(manifest).hexdigest()[:12]
    assert found.published_at.strftime("%Y%m%dT%H%M%S") == found.id[:15]
    assert sorted(path.name for path in (data / "snapshots").iterdir()) == [
        "current", "lock", "log.jsonl", f"snap-{found.id}"
    ]  # fmt: skip
    (line,) = (data / "snapshots" / "log.jsonl").read_text().splitlines()
    assert (json.loads(line)["event"], json.loads(line)["id"]) == ("published", found.id)


def test_publishing_takes_its_steps_and_leaves_the_export_as_it_was(tmp_path):
    export = small_export(tmp_path / "export")
    before, taken = contents(export), []
    publish(export, tmp_path / "data", Recipe(), step=lambda: taken.append(1))
    assert len(taken) == publisher.STEPS
    assert contents(export) == before


# ---- quarantine


def damaged_export(folder):
    return write_export(
        folder,
        cases=[
            case("F1"),
            case("F2", municipality_code="0999", mentor_id="æ"),
            case("F3", birth_year=1850),
            case("F4", ended_on="2025-03-01"),
        ],
        contacts=[
            contact("C1"),
            contact("C2", "F2"),
            contact("C3", minutes=2000.0),
            contact("C4", "F9"),
        ],
        survey=[
            answer("R1", "help", "satisfied", case_id="F1"),
            answer("R2", "help", "satisfied", case_id="F3"),
            answer("R3", "help", "ja"),
        ],
    )


@pytest.fixture(scope="module")
def quarantined(tmp_path_factory):
    folder = tmp_path_factory.mktemp("quarantine")
    export = damaged_export(folder / "export")
    return publish(export, folder / "data", Recipe(), quarantine=True)[0]


def held_back(found, table):
    frame = pl.read_parquet(found.folder / f"quarantine_{table}.parquet")
    return [
        (row["file"], row["row"],
         [(r["column_name"], r["rule"], r["found"]) for r in row["reasons"]])
        for row in frame.sort("row").to_dicts()
    ]  # fmt: skip


def test_quarantine_publishes_the_good_rows_only(quarantined):
    tables = {
        table.name: pl.read_parquet(quarantined.files()[f"{table.name}.parquet"])[
            table.key[0]
        ].to_list()
        for table in TABLES[:3]
    }
    assert tables == {"cases": ["F1"], "contacts": ["C1"], "survey_results": ["R1"]}
    assert quarantined.rows == {"cases": 1, "contacts": 1, "survey_results": 1}


def test_quarantine_keeps_the_bad_rows_with_their_reasons(quarantined):
    assert held_back(quarantined, "cases") == [
        ("cases.parquet", 2, [("municipality_code", "municipality", "0999")]),
        ("cases.parquet", 3, [("birth_year", "too_low", "1850")]),
        ("cases.parquet", 4, [("end_reason", "end_without_reason", None)]),
    ]
    kept = pl.read_parquet(quarantined.folder / "quarantine_cases.parquet").sort("row").to_dicts()
    assert (kept[0]["case_id"], kept[0]["mentor_id"], kept[1]["birth_year"]) == ("F2", "æ", 1850)


def test_contacts_and_answers_of_a_quarantined_course_go_with_it(quarantined):
    assert held_back(quarantined, "contacts") == [
        ("contacts.parquet", 2, [("case_id", "unknown_case", "F2")]),
        ("contacts.parquet", 3, [("minutes", "too_high", "2000")]),
        ("contacts.parquet", 4, [("case_id", "unknown_case", "F9")]),
    ]
    assert held_back(quarantined, "survey_results") == [
        ("survey_results.parquet", 2, [("case_id", "unknown_case", "F3")]),
        ("survey_results.parquet", 3, [("answer", "unknown_answer", "ja")]),
    ]


def test_the_manifest_and_the_figures_say_how_many_rows_are_missing(quarantined):
    counts = {"cases": 3, "contacts": 3, "survey_results": 2}
    assert quarantined.quarantined == counts
    assert sorted(map(tuple, quarantined.manifest["quarantine_reasons"])) == sorted(
        [
            ("cases", "birth_year", "too_low", 1),
            ("cases", "end_reason", "end_without_reason", 1),
            ("cases", "municipality_code", "municipality", 1),
            ("contacts", "case_id", "unknown_case", 2),
            ("contacts", "minutes", "too_high", 1),
            ("survey_results", "answer", "unknown_answer", 1),
            ("survey_results", "case_id", "unknown_case", 1),
        ]
    )
    result = run("figures", "--data", quarantined.folder.parents[1], "--format", "json")
    shown = {row["figure_id"]: row["value"] for row in json.loads(result.stdout)}
    assert {name: shown[f"rows_quarantined_{name}"] for name in counts} == counts


def test_the_same_export_without_quarantine_names_no_consequence(tmp_path):
    with pytest.raises(ExportRefused) as refused:
        publish(damaged_export(tmp_path / "export"), tmp_path / "data", Recipe())
    said = refused.value.report
    assert "contacts · case_id: forløbet findes ikke i cases (1)" in said  # F9, not F2's contact
    assert "survey_results · case_id" not in said
    assert snapshot.all_of(tmp_path / "data") == []


def test_a_fault_of_a_whole_file_cannot_be_quarantined(tmp_path):
    export = small_export(tmp_path / "export")
    (export / "contacts.parquet").write_bytes(b"PAR1")
    with pytest.raises(ExportRefused, match=r"^Udtrækket har 1 fejl; intet er udgivet"):
        publish(export, tmp_path / "data", Recipe(), quarantine=True)
    assert snapshot.all_of(tmp_path / "data") == []


def test_a_ragged_row_is_quarantined_with_its_place(tmp_path):
    export = small_export(tmp_path / "export")
    (export / "contacts.parquet").unlink()
    (export / "contacts.csv").write_text(
        "contact_id,case_id,contacted_at,channel,outcome\n"
        "C1,F1,2025-01-10 10:00,meeting,held\n\nC2,F1\nC3,F1,2025-01-11 10:00,meeting,held\n"
    )
    found, _ = publish(export, tmp_path / "data", Recipe(), quarantine=True)
    assert held_back(found, "contacts") == [("contacts.csv", 4, [(None, "ragged", None)])]
    assert pl.read_parquet(found.files()["contacts.parquet"])["contact_id"].sort().to_list() == [
        "C1",
        "C3",
    ]


@pytest.mark.parametrize(("bad", "is_refused"), [(8, False), (9, True), (10, True)])
def test_a_table_of_which_nearly_all_is_held_back_is_a_fault(tmp_path, bad, is_refused):
    export = write_export(
        tmp_path / "export",
        cases=[case("F1")],
        contacts=[contact(f"C{n}", "F1" if n >= bad else "1") for n in range(10)],
    )
    result = run("publish", export, "--data", tmp_path / "data", "--quarantine")
    if not is_refused:
        assert result.exit_code == 0, result.stderr
        assert only_snapshot(tmp_path / "data").quarantined["contacts"] == bad
        return
    assert (result.exit_code, result.stdout) == (1, "")
    assert f"contacts · case_id: forløbet findes ikke i cases ({bad})" in result.stderr
    assert result.stderr.endswith(
        f"Der er fejl i for mange rækker til, at de kan holdes tilbage: contacts ({bad} af 10). "
        "Intet er udgivet, og det nuværende øjebliksbillede er uændret.\n"
    )
    assert snapshot.all_of(tmp_path / "data") == []


def test_every_table_that_is_nearly_all_faults_is_named_ragged_rows_too(tmp_path):
    export = write_export(
        tmp_path / "export",
        cases=[case("F1", programme="x")],
        survey=[answer("R1", "help", "satisfied")],
    )
    (export / "contacts.parquet").unlink()
    heading = "contact_id,case_id,contacted_at,channel,outcome\n"
    (export / "contacts.csv").write_text(heading + "C1,F1\n" * 1_200)
    result = run("publish", export, "--data", tmp_path / "data", "--quarantine")
    assert result.exit_code == 1
    assert "tilbage: cases (1 af 1) og contacts (1.200 af 1.200). Intet" in result.stderr


# ---- CPR numbers reach nothing that is kept or said


class Numbers:
    """A CPR-like number for each place, and where any of them has come out again."""

    def __init__(self):
        self.by_place = {}

    def __call__(self, place, form="{}-{}"):
        serial = f"{4000 + len(self.by_place)}"
        self.by_place[place] = serial
        return form.format("010170", serial)

    def found_in(self, text):
        return [
            place
            for place, serial in self.by_place.items()
            if any(f"10170{between}{serial}" in text for between in ("", "-", " "))
        ]


def everything_said(data):
    """All text and numbers of a data folder: every file as bytes, every Parquet as cells."""
    for path in sorted(data.rglob("*")):
        yield path.name
        if path.suffix == ".parquet":
            table = pq.read_table(path)
            yield str(table.schema)
            for column in table.columns:
                yield str(column.to_pylist())
        if path.is_file():
            yield path.read_bytes().decode("latin-1")


def test_a_cpr_number_comes_out_nowhere(tmp_path):
    number = Numbers()
    export = small_export(tmp_path / "export")
    good = write_export(tmp_path / "good", cases=[case("F1")], contacts=[contact("C1")])
    for table in ("cases", "contacts", "survey_results"):
        (export / f"{table}.parquet").unlink()

    texts = ("case_id", "citizen_id", "municipality_code", "programme", "end_reason", "mentor_id",
             "started_on", "ended_on", "birth_year", "months_on_benefit_before", "mentor_wish_met",
             "granted_hours_per_week")  # fmt: skip
    one = pl.read_parquet(good / "cases.parquet").cast(dict.fromkeys(texts, pl.String))
    bad = [one.with_columns(pl.lit(number(name)).alias(name)) for name in texts]
    bad += [
        one.with_columns(ended_on=pl.lit(f"2025-01-01 {number('in a date')}")),
        one.with_columns(programme=pl.lit("x" * 55 + f" {number('where the text is cut')}")),
        one.with_columns(months_on_benefit_before=pl.lit(f"-{number('below zero', '{}{}')}")),
        one.with_columns(unknown=pl.lit(number("unknown column"))),
    ]
    rows = [*bad[1:], one, one]  # enough good ones: a table of nothing but faults is refused
    numbered = [row.with_columns(case_id=pl.lit(f"F-{n}")) for n, row in enumerate(rows)]
    (export / "cases").mkdir()
    part = export / "cases" / f"part-{number('name of a part', '{}{}')}.parquet"
    pl.concat([bad[0], *numbered, one], how="diagonal").write_parquet(part)

    held = pl.read_parquet(good / "contacts.parquet").drop("channel")
    held = held.with_columns(unknown=pl.lit(None, pl.Int64), fraction=pl.lit(None, pl.Float64))
    rows = [
        held,
        held.with_columns(minutes=pl.lit(float(number("minutes", "{}{}")))),
        held.with_columns(unknown=pl.lit(int(number("unknown integer", "{}{}")), pl.Int64)),
        held.with_columns(fraction=pl.lit(float(number("float", "{}{}")))),
    ]
    partition = number("name of a partition")
    for folder, kept in {"meeting": pl.concat(rows), partition: held}.items():
        path = export / "contacts" / f"channel={folder}" / "part-0.parquet"
        path.parent.mkdir(parents=True)
        ids = [f"C-{folder[:1]}{n}" for n in range(len(kept))]
        kept.with_columns(contact_id=pl.Series(ids)).write_parquet(path)

    response, item = number("response_id"), number("item")
    (export / "survey_results.csv").write_text(
        "response_id,instrument,respondent,invited_on,item,answer,score\n"
        f"{response},satisfaction,citizen,2025-01-01,help,satisfied,\n"
        f"{response},satisfaction,mentor,2025-01-01,outcome,satisfied,{number('score', '{}{}')}\n"
        f"R1,satisfaction,citizen,2025-01-01,{item},satisfied,\n"
        f"R1,satisfaction,citizen,2025-01-01,{item},satisfied,\n"
        f"R2,satisfaction,citizen,2025-01-01,help,{number('answer')},\n"
        f'R3,"{number("ragged row")}"\n'
        "R4,satisfaction,citizen,2025-01-01,help,satisfied,\n"
    )

    for names in ("as they are", "mended"):  # while names are wrong, what they name is not read
        check = run("check", export, "--faults", tmp_path / "faults.csv")
        assert check.exit_code == 1
        assert "survey_results.csv, række 2" in check.stderr
        assert ("1.parquet, række" in check.stderr) == (names == "mended")
        assert number.found_in(check.stdout + check.stderr) == []
        assert number.found_in((tmp_path / "faults.csv").read_text(encoding="utf-8")) == []
        if names == "as they are":
            part.rename(part.with_name("1.parquet"))
            (export / "contacts" / f"channel={partition}").rename(
                export / "contacts" / "channel=phone"
            )
    result = run("publish", export, "--quarantine", "--data", tmp_path / "data")
    assert result.exit_code == 0, result.stderr
    assert number.found_in(result.stdout + result.stderr) == []
    found = only_snapshot(tmp_path / "data")
    assert found.rows == {"cases": 3, "contacts": 2, "survey_results": 1}
    leaks = {
        place for text in everything_said(tmp_path / "data") for place in number.found_in(text)
    }
    assert leaks == set()


@pytest.mark.parametrize(
    "name",
    ["part-0101701234.parquet", "mentor_id=010170-1234/part-0.parquet", "x/101701234.parquet"],
)
def test_the_name_of_a_part_is_refused_and_never_repeated_with_a_cpr_number_in_it(tmp_path, name):
    export = small_export(tmp_path / "export")
    (export / "cases" / name).parent.mkdir(parents=True)
    (export / "cases.parquet").rename(export / "cases" / name)
    for quarantine in ([], ["--quarantine"]):
        result = run("publish", export, "--data", tmp_path / "data", *quarantine)
        assert result.exit_code == 1
        assert "    1.parquet\n" in result.stderr
        assert "1234" not in result.stderr
    assert [text for text in everything_said(tmp_path / "data") if "1701234" in text] == []


def test_a_heading_in_the_mapping_is_never_kept_with_a_cpr_number_in_it(tmp_path):
    export = small_export(tmp_path / "export")
    (tmp_path / "mapping.toml").write_text('[cases.columns]\n"010170-1234" = "mentor_id"\n')
    result = run(
        "publish", export, "--mapping", tmp_path / "mapping.toml", "--data", tmp_path / "data"
    )
    assert result.exit_code == 1
    assert "cases: noget i oversættelsen ligner et CPR-nummer" in result.stderr
    assert "010170" not in result.stderr
    assert [text for text in everything_said(tmp_path / "data") if "010170" in text] == []


# ---- what was not delivered


def test_the_manifest_says_which_tables_and_columns_were_not_delivered(tmp_path):
    export = small_export(tmp_path / "export")
    (export / "survey_results.parquet").unlink()
    whole = pl.read_parquet(export / "contacts.parquet")
    (export / "contacts.parquet").unlink()
    (export / "contacts").mkdir()
    whole[:1].drop("topic").write_parquet(export / "contacts" / "part-0.parquet")
    whole[1:].drop("minutes").write_parquet(export / "contacts" / "part-1.parquet")
    cases = pl.read_parquet(export / "cases.parquet").drop("charged_on", "mentor_id")
    cases.rename({"goals_agreed_on": "Mål"}).write_parquet(export / "cases.parquet")
    (export / "mapping.toml").write_text('[cases.columns]\n"MÅL" = "goals_agreed_on"\n')
    assert run("publish", export, "--data", tmp_path / "data").exit_code == 0
    manifest = only_snapshot(tmp_path / "data").manifest
    assert manifest["absent"] == [
        "cases.charged_on", "cases.mentor_id", "contacts.minutes", "contacts.topic", "survey_results",
        *(f"survey_results.{name}" for name in sorted(TABLES[2].names)),
    ]  # fmt: skip
    assert manifest["rows"] == {"cases": 2, "contacts": 2, "survey_results": 0}
    assert manifest["sources"]["survey_results"] == {}
    frame = duckdb.read_parquet(
        str(only_snapshot(tmp_path / "data").files()["survey_results.parquet"])
    )
    assert frame.columns == list(TABLES[2].names)


def test_everything_delivered_is_said_too(published):
    assert published[2].manifest["absent"] == []


@pytest.mark.parametrize("gone", [["end_reason"], ["ended_on"], ["ended_on", "end_reason"]])
def test_an_end_or_a_reason_that_is_absent_as_a_column_contradicts_nothing(tmp_path, gone):
    ended = case("F1", ended_on="2025-03-01", end_reason="moved")
    export = write_export(tmp_path / "export", cases=[ended, case("F2")], contacts=[contact("C1")])
    cases = pl.read_parquet(export / "cases.parquet").drop(gone)
    cases.write_parquet(export / "cases.parquet")
    found, _ = publish(export, tmp_path / "data", Recipe(), data_to=date(2026, 9, 30))
    assert found.manifest["absent"] == [f"cases.{name}" for name in sorted(gone)]
    assert run("figures", "--data", tmp_path / "data").exit_code == 0


def test_a_part_that_has_both_columns_is_held_to_them_beside_one_that_has_not(tmp_path):
    export = write_export(tmp_path / "export", cases=[case("F1", ended_on="2025-03-01")])
    wrong = pl.read_parquet(export / "cases.parquet")
    (export / "cases.parquet").unlink()
    (export / "cases").mkdir()
    lacking = wrong.drop("end_reason").with_columns(case_id=pl.lit("F2"))
    lacking.write_parquet(export / "cases" / "part-0.parquet")
    wrong.write_parquet(export / "cases" / "part-1.parquet")
    with pytest.raises(ExportRefused) as refused:
        publish(export, tmp_path / "data", Recipe())
    assert "afsluttet uden årsag (1)" in refused.value.report
    assert "part-1.parquet, række 1" in refused.value.report


def test_a_table_that_is_no_longer_delivered_needs_consent_and_one_that_is_new_none(tmp_path):
    export, data = small_export(tmp_path / "export"), tmp_path / "data"
    publish(export, data, Recipe())
    contacts = (export / "contacts.parquet").read_bytes()
    (export / "contacts.parquet").unlink()
    with pytest.raises(DashboardError) as refused:
        publish(export, data, Recipe())
    assert str(refused.value) == (
        "contacts er ikke leveret, men havde 2 rækker sidst; er det rigtigt, så udgiv med --accept-change."
    )
    publish(export, data, Recipe(), accept_change=True)
    publish(export, data, Recipe())  # not delivered then, not delivered now
    (export / "contacts.parquet").write_bytes(contacts)
    found, _ = publish(export, data, Recipe())
    assert found.rows["contacts"] == 2


def test_a_snapshot_of_an_earlier_version_says_what_was_absent_in_its_notices(data):
    export = small_export(data.parent / "narrow")
    cases = pl.read_parquet(export / "cases.parquet").drop("charged_on")
    cases.write_parquet(export / "cases.parquet")
    found, _ = publish(export, data, Recipe())
    older = {key: value for key, value in found.manifest.items() if key != "absent"}
    assert Delivered.of_manifest(older) == found.delivered
    absent = {name for name in found.delivered.absent if name.startswith("cases.")}
    assert absent == {"cases.charged_on"}


# ---- gates


def test_more_than_a_fifth_more_or_fewer_rows_need_consent(tmp_path):
    data = tmp_path / "data"
    real, _ = publish(small_export(tmp_path / "10", 10), data, Recipe())
    writing.write(tmp_path / "demo", cases=1, as_of=date(2026, 9, 30))
    invented, _ = publish(tmp_path / "demo", data, Recipe())  # which is exempt
    assert (invented.is_demo, snapshot.current_id(data)) == (True, invented.id)
    for allowed in (8, 12):  # held against the last real snapshot; a fifth is not more than one
        publisher._require_no_drift(data, real.rows | {"cases": allowed})
    for count in (7, 13):
        with pytest.raises(DashboardError) as refused:
            publisher._require_no_drift(data, real.rows | {"cases": count})
        assert str(refused.value) == (
            f"cases har {count} rækker mod 10 sidst, en forskel på mere end 20\N{NO-BREAK SPACE}%; "
            "er det rigtigt, så udgiv med --accept-change."
        )
    export = small_export(tmp_path / "13", 13)
    with pytest.raises(DashboardError, match=r"^cases har 13 rækker mod 10 sidst"):
        publish(export, data, Recipe())
    assert snapshot.current_id(data) == invented.id
    grown, _ = publish(export, data, Recipe(), accept_change=True)
    assert grown.rows["cases"] == 13
    publisher.rollback(data, real.id)  # and then the one that was chosen again is what counts
    publisher._require_no_drift(data, real.rows | {"cases": 8})
    with pytest.raises(DashboardError, match=r"mod 10 sidst"):
        publisher._require_no_drift(data, grown.rows)


def test_an_export_is_only_demo_when_every_file_says_so(tmp_path):
    writing.write(tmp_path / "demo", cases=3)
    pl.read_parquet(tmp_path / "demo" / "contacts.parquet").write_parquet(
        tmp_path / "demo" / "contacts.parquet"
    )
    assert publish(tmp_path / "demo", tmp_path / "data", Recipe())[0].is_demo is False
    (tmp_path / "demo" / "contacts.parquet").unlink()  # what is not there says nothing
    assert publish(tmp_path / "demo", tmp_path / "more", Recipe())[0].is_demo is True


def test_data_to_is_kept_and_nothing_may_lie_after_it(tmp_path, published):
    export = published[0]
    assert publish(export, tmp_path / "data", Recipe(), data_to=date(2025, 6, 10))[
        0
    ].data_to == date(2025, 6, 10)
    with pytest.raises(ExportRefused) as refused:
        publish(export, tmp_path / "data", Recipe(), data_to=date(2025, 6, 9))
    assert (
        "survey_results · answered_on: datoen ligger efter 2025-06-09 (1)" in refused.value.report
    )
    with pytest.raises(DashboardError, match=r"^--data-to kan ikke være senere end i dag[.]$"):
        publish(export, tmp_path / "data", Recipe(), data_to=today() + timedelta(days=1))
    assert len(snapshot.all_of(tmp_path / "data")) == 1


def test_an_export_without_any_date_needs_data_to(tmp_path):
    export = write_export(tmp_path / "export")
    with pytest.raises(DashboardError) as refused:
        publish(export, tmp_path / "data", Recipe())
    assert str(refused.value) == (
        "Udtrækket har ingen datoer; angiv med --data-to, hvilken dag det går til."
    )
    found, _ = publish(export, tmp_path / "data", Recipe(), data_to=date(2026, 9, 30))
    assert found.rows == {"cases": 0, "contacts": 0, "survey_results": 0}
    assert run("figures", "--data", tmp_path / "data").exit_code == 0


def test_a_second_publisher_is_told_to_wait(data, published):
    with filelock.FileLock(data / "snapshots" / "lock"), pytest.raises(DashboardError) as refused:
        publish(published[0], data, Recipe())
    assert str(refused.value) == (
        "En anden udgivelse er i gang; vent, til den er færdig, og prøv igen."
    )
    assert snapshot.current_id(data) == published[2].id


# ---- keeping and going back


def copy_with_id(found, moment):
    """An older snapshot: the same content under another time."""
    older = found.folder.with_name(f"snap-{moment}-{found.id[-12:]}")
    shutil.copytree(found.folder, older)
    return older.name.removeprefix("snap-")


def test_the_eight_newest_snapshots_are_kept(data, published):
    found = only_snapshot(data)
    older = [copy_with_id(found, f"2024010{n}T000000000Z") for n in range(1, 10)]
    newest, _ = publish(published[0], data, Recipe())
    kept = [each.id for each in snapshot.all_of(data)]
    assert kept == [newest.id, found.id, *reversed(older[3:])]
    log = [json.loads(line) for line in (data / "snapshots" / "log.jsonl").read_text().splitlines()]
    assert [(line["event"], line["id"]) for line in log] == [
        ("published", found.id), ("published", newest.id),
        ("removed", older[2]), ("removed", older[1]), ("removed", older[0]),
    ]  # fmt: skip


def test_rollback_moves_the_pointer_and_notes_it(data):
    found = only_snapshot(data)
    older = copy_with_id(found, "20240101T000000000Z")
    result = run("rollback", older, "--data", data)
    assert (result.exit_code, result.stdout, result.stderr) == (0, f"{older}\n", "")
    assert snapshot.current_id(data) == older
    listed = run("snapshots", "--data", data)
    assert listed.stdout == f"{found.id}\n{older}  current\n"
    last = json.loads((data / "snapshots" / "log.jsonl").read_text().splitlines()[-1])
    assert (last["event"], last["id"]) == ("rolled_back", older)
    shown = json.loads(run("figures", "--data", data, "--format", "json").stdout)
    assert {row["snapshot_id"] for row in shown} == {older}


def test_rollback_refuses_what_is_damaged_or_not_there(data):
    found = only_snapshot(data)
    older = copy_with_id(found, "20240101T000000000Z")
    flip(data / "snapshots" / f"snap-{older}" / "cases.parquet")
    result = run("rollback", older, "--data", data)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == damage("cases.parquet", older)
    unknown = run("rollback", "20240101T000000000Z-000000000000", "--data", data)
    assert unknown.exit_code in (1, 2)
    assert unknown.stderr.endswith(
        "Der er intet øjebliksbillede ”20240101T000000000Z-000000000000”; se listen med snapshots.\n"
    )
    assert snapshot.current_id(data) == found.id


# ---- damage is found before use


def flip(path, byte=None):
    content = bytearray(path.read_bytes())
    content[len(content) // 2 if byte is None else byte] ^= 1
    path.write_bytes(content)


def damage(name, snapshot_id):
    return (
        f"{name} i øjebliksbillede {snapshot_id} er ændret eller mangler siden udgivelsen; "
        "udgiv igen, eller vælg et tidligere med rollback.\n"
    )


@pytest.mark.parametrize("name", [*PUBLISHED, "manifest.json"])
def test_one_flipped_bit_in_any_file_is_named_before_a_figure_is_shown(data, name):
    found = only_snapshot(data)
    flip(found.folder / name)
    result = run("figures", "--data", data)
    assert (result.exit_code, result.stdout, result.stderr) == (1, "", damage(name, found.id))


@pytest.mark.parametrize("name", [*PUBLISHED, "manifest.json"])
def test_a_missing_file_is_named(data, name):
    found = only_snapshot(data)
    (found.folder / name).unlink()
    result = run("figures", "--data", data)
    assert (result.exit_code, result.stdout, result.stderr) == (1, "", damage(name, found.id))


def test_a_manifest_rewritten_to_fit_changed_data_is_found_out(data):
    found = only_snapshot(data)
    flip(found.folder / "cases.parquet", byte=-1)
    manifest = json.loads((found.folder / "manifest.json").read_text())
    content = (found.folder / "cases.parquet").read_bytes()
    manifest["files"]["cases.parquet"]["sha256"] = hashlib.sha256(content).hexdigest()
    (found.folder / "manifest.json").write_text(json.dumps(manifest, indent=1, sort_keys=True))
    with pytest.raises(DamagedSnapshot, match=r"^manifest[.]json i øjebliksbillede"):
        Warehouse(snapshot.current(data))


def test_a_damaged_snapshot_is_healed_by_publishing_again_as_it_says(data, published):
    flip(only_snapshot(data).folder / "manifest.json")
    healed, _ = publish(published[0], data, Recipe())
    assert snapshot.current_id(data) == healed.id
    assert run("figures", "--data", data).exit_code == 0


@pytest.mark.parametrize(
    "pointer", ["", "nonsense\n", "../..\n", "20240101T000000000Z-000000000000\n", None]
)
def test_a_pointer_to_nothing_is_one_sentence(data, published, pointer):
    if pointer is None:
        (data / "snapshots" / "current").unlink()
        sentence = (
            f"Der er ikke udgivet noget i {data} endnu; kør ”python -m dashboard publish MAPPE”.\n"
        )
    else:
        (data / "snapshots" / "current").write_text(pointer)
        sentence = f"Der er intet øjebliksbillede ”{pointer.strip()}”; se listen med snapshots.\n"
    result = run("figures", "--data", data)
    assert (result.exit_code, result.stdout, result.stderr) == (1, "", sentence)


def test_what_an_interrupted_publisher_left_is_removed(data, published):
    home = data / "snapshots"
    (home / "work.tmp" / "draft").mkdir(parents=True)
    (home / "work.tmp" / "draft" / "cases.parquet").write_text("half")
    (home / "work.tmp" / "draft" / "cases.parquet").chmod(0o440)
    (home / "snap-20260101.tmp").mkdir(mode=0o500)
    (home / "current.tmp").write_text("half")
    found, _ = publish(published[0], data, Recipe())
    assert sorted(path.name for path in home.iterdir()) == sorted(
        ["current", "lock", "log.jsonl", f"snap-{published[2].id}", f"snap-{found.id}"]
    )


def test_a_data_folder_named_like_a_partition_or_a_pattern_adds_no_column(tmp_path, published):
    found, _ = publish(published[0], tmp_path / "programme=x [1]" / "data", Recipe())
    frame = pl.read_parquet(found.files()["cases.parquet"], glob=False)
    assert frame.columns == list(TABLES[0].names)
    assert frame["programme"].unique().to_list() == ["mentor"]
    shown = run("figures", "--data", tmp_path / "programme=x [1]" / "data", "--programme", "mentor",
                "--format", "json")  # fmt: skip
    assert (
        json.loads(shown.stdout)[0] | {"figure_id": "courses_started", "value": 2}
        == json.loads(shown.stdout)[0]
    )


# ---- full disks, read-only folders


@pytest.mark.parametrize(
    ("call", "code"),
    [
        ("fsync", errno.ENOSPC),
        ("rename", errno.EIO),
        ("replace", errno.EDQUOT),
    ],
)
def test_an_error_of_the_disk_at_any_step_keeps_the_old_snapshot(
    data, published, monkeypatch, call, code
):
    def failing(*_given, **_more):
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, call, failing)
    result = run("publish", published[0], "--data", data)
    monkeypatch.undo()
    assert result.exit_code == 1
    assert result.stdout == ""
    if code != errno.EIO:
        assert result.stderr == "Disken er fuld; intet er udgivet. Skaf plads, og prøv igen.\n"
    assert snapshot.current(data).id == published[2].id
    assert run("figures", "--data", data).exit_code == 0
    assert not list((data / "snapshots").glob("*.tmp/*"))


def limited(bytes_):
    def limit():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (bytes_, bytes_))

    return limit


def without_privileges():
    """Root minus the right to write where the file's mode forbids it; others never had it."""
    if os.geteuid() == 0:
        import ctypes

        libc = ctypes.CDLL(None, use_errno=True)
        for capability in (1, 2):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
            if libc.prctl(24, capability, 0, 0, 0) != 0:  # PR_CAPBSET_DROP
                raise OSError(ctypes.get_errno(), "the test cannot give up its privileges")


def command(*arguments, before=None):
    return subprocess.run(
        [sys.executable, "-m", "dashboard", *map(str, arguments)],
        cwd=ROOT, capture_output=True, text=True, check=False, preexec_fn=before,
    )  # fmt: skip


def test_a_disk_that_fills_within_duckdb_is_one_sentence(data, published):
    result = command("publish", published[0], "--data", data, before=limited(20_000))
    assert (result.returncode, result.stdout, result.stderr) == (
        1, "", "Disken er fuld; intet er udgivet. Skaf plads, og prøv igen.\n"
    )  # fmt: skip
    assert snapshot.current(data).id == published[2].id
    snapshot.current(data).verify()


def test_a_disk_that_fills_during_a_check_is_the_same_sentence(published):
    result = command("check", published[0], before=limited(5_000))
    assert (result.returncode, result.stdout, result.stderr) == (
        1, "", "Disken er fuld; intet er udgivet. Skaf plads, og prøv igen.\n"
    )  # fmt: skip


def test_a_data_folder_the_scratch_file_cannot_have_is_one_sentence(tmp_path, published):
    data = tmp_path / "hvad?"
    result = run("publish", published[0], "--data", data)
    assert (result.exit_code, result.stdout, result.stderr) == (
        1, "", f"Der kan ikke skrives i {data}; vælg en anden mappe med --data.\n"
    )  # fmt: skip
    assert not data.exists()


@pytest.mark.parametrize("folder", [".", "snapshots"])
def test_a_folder_that_cannot_be_written_is_one_sentence(data, published, folder):
    (data / "snapshots" / "lock").unlink(missing_ok=True)
    if folder == ".":
        shutil.rmtree(data / "snapshots")
    (data / folder).chmod(0o555)
    result = command("publish", published[0], "--data", data, before=without_privileges)
    (data / folder).chmod(0o755)
    assert (result.returncode, result.stdout, result.stderr) == (
        1, "", f"Der kan ikke skrives i {data}; vælg en anden mappe med --data.\n"
    )  # fmt: skip


def test_a_lock_that_is_there_in_a_folder_that_cannot_be_written_is_the_same_sentence(
    data, published
):
    (data / "snapshots" / "lock").touch()
    (data / "snapshots").chmod(0o555)
    result = command("publish", published[0], "--data", data, before=without_privileges)
    shown = command("figures", "--data", data, "--format", "csv", before=without_privileges)
    (data / "snapshots").chmod(0o755)
    assert (shown.returncode, shown.stderr) == (0, "")
    assert (result.returncode, result.stdout, result.stderr) == (
        1, "", f"Der kan ikke skrives i {data}; vælg en anden mappe med --data.\n"
    )  # fmt: skip


# ---- kill -9

# Publishes in forked children, each of which dies without cleaning up: at the k-th call that
# forces or moves something (every second k from the first argument on), or after some time.
DYING = """
import json, os, random, signal, sys, time
from pathlib import Path
import duckdb, filelock, polars
from dashboard.ingest.recipe import Recipe
from dashboard.snapshots import snapshot
from dashboard.snapshots.publish import publish

export, data, first = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])

def die_at(stop, report):
    count = 0
    for name in ("fsync", "rename", "replace"):
        def call(*given, _real=getattr(os, name), _name=name, **more):
            nonlocal count
            count += 1
            if count == stop:
                os.write(report, _name.encode())
                os._exit(9)
            return _real(*given, **more)
        setattr(os, name, call)

def attempt(stop=0, seconds=0.0):
    ready, report = os.pipe()
    child = os.fork()
    if not child:
        if stop:
            die_at(stop, report)
        publish(export, data, Recipe())
        os._exit(0)
    os.close(report)
    if seconds:
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    name = os.read(ready, 100).decode()
    current = snapshot.current(data)
    current.verify()
    return [name, current.id, os.waitstatus_to_exitcode(status)]

outcomes = []
if first:
    while not outcomes or outcomes[-1][2]:
        outcomes.append(attempt(stop=first + 2 * len(outcomes)))
else:
    random.seed(9)
    outcomes = [attempt(seconds=random.uniform(0.05, 1.2)) for _ in range(3)]
    outcomes.append(attempt())
print(json.dumps(outcomes))
"""


@pytest.fixture(scope="module")
def killed(published, tmp_path_factory):
    """The outcomes of publishers killed at odd steps, at even steps, and at random moments."""
    folder = tmp_path_factory.mktemp("killed")
    running = []
    for n in (1, 2, 0):
        shutil.copytree(published[1], folder / str(n))
        running.append(
            subprocess.Popen(
                [sys.executable, "-c", DYING, published[0], folder / str(n), str(n)],
                cwd=ROOT,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
            )
        )
    outcomes = []
    for process in running:
        stdout, stderr = process.communicate()
        assert process.returncode == 0, stderr
        outcomes.append(json.loads(stdout))
    return folder, outcomes


def test_killed_at_any_step_the_old_snapshot_stands_until_the_pointer_moves(killed, published):
    _folder, (odd, even, _random) = killed
    died = [outcome for pair in zip(odd, even, strict=False) for outcome in pair if outcome[2]]
    names = [name for name, _id, _status in died]
    # each table, the manifest and the folder forced, it is named, its parent forced; then the pointer
    # and the line of the log
    forced = ["fsync"] * (len(PUBLISHED) + 2)
    assert names == [*forced, "rename", "fsync", "fsync", "replace", "fsync", "fsync"]
    before, after = died[: names.index("replace") + 1], died[names.index("replace") + 1 :]
    assert {snapshot_id for _name, snapshot_id, _status in before} == {published[2].id}
    assert published[2].id not in {snapshot_id for _name, snapshot_id, _status in after}


def test_killed_at_any_moment_a_whole_snapshot_is_served_and_the_next_publisher_succeeds(
    killed, published
):
    folder, outcomes = killed
    for n, attempts in zip((1, 2, 0), outcomes, strict=True):
        data = folder / str(n)
        assert attempts[-1][2] == 0
        assert snapshot.current_id(data) == attempts[-1][1] != published[2].id
        assert not list((data / "snapshots").glob("*.tmp"))
        for found in snapshot.all_of(data):
            found.verify()
    result = run("figures", "--data", folder / "0", "--format", "csv")
    assert (result.exit_code, result.stderr) == (0, "")


def test_a_refused_export_changes_nothing_in_the_data_folder(data, tmp_path):
    before = contents(data)
    export = damaged_export(tmp_path / "damaged")
    result = run("publish", export, "--data", data)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.endswith(
        "Udtrækket har 6 fejl; intet er udgivet, og det nuværende øjebliksbillede er uændret.\n"
    )
    after = contents(data)
    after.pop("snapshots/lock", None)
    before.pop("snapshots/lock", None)
    assert after == before


def test_notices_are_said_and_kept_but_stop_nothing(tmp_path):
    export = write_export(tmp_path / "export", cases=[case("F1", charged_on="2024-12-31")])
    result = run("publish", export, "--data", tmp_path / "data")
    assert result.exit_code == 0
    told = "Forløb (cases): tiltaler før forløbets start, som ikke tælles med: 1."
    assert f"Udeladt eller antaget:\n  {told}\nÆndret:\n" in result.stderr
    found = only_snapshot(tmp_path / "data")
    assert result.stdout == f"{found.id}\n"
    assert found.manifest["notices"] == [
        {
            "key": "charged_before_start",
            "table": "cases",
            "column": "",
            "n": 1,
            "names": [],
            "on": "",
        }
    ]


# ---- after the swap, and beside it


def test_once_the_pointer_has_moved_a_log_that_cannot_be_written_stops_nothing(data, published):
    (data / "snapshots" / "log.jsonl").unlink()
    (data / "snapshots" / "log.jsonl").mkdir()
    newest, _ = publish(published[0], data, Recipe())
    assert snapshot.current_id(data) == newest.id


def test_rollback_reads_what_it_points_to_under_the_lock(data, monkeypatch):
    found = only_snapshot(data)
    older = copy_with_id(found, "20240101T000000000Z")
    held = []

    def verify(self):
        try:
            with filelock.FileLock(data / "snapshots" / "lock", timeout=0):
                held.append(False)
        except filelock.Timeout:
            held.append(True)

    monkeypatch.setattr(snapshot.Snapshot, "verify", verify)
    publisher.rollback(data, older)
    assert held == [True]


def test_a_full_disk_stops_a_rollback_with_a_sentence(data, monkeypatch):
    older = copy_with_id(only_snapshot(data), "20240101T000000000Z")
    before = snapshot.current_id(data)

    def full(*_given):
        raise OSError(errno.ENOSPC, "no space")

    monkeypatch.setattr(files.os, "fsync", full)
    with pytest.raises(DashboardError, match=r"^Disken er fuld"):
        publisher.rollback(data, older)
    assert snapshot.current_id(data) == before


def test_quarantine_is_said_on_the_command_line(tmp_path):
    export = write_export(tmp_path / "export", cases=[case("F1"), case("F2", programme="x")])
    result = run("publish", export, "--data", tmp_path / "data", "--quarantine")
    assert result.exit_code == 0
    assert (
        "Rækker holdt tilbage, som ikke er med i noget tal: 1. Årsag: Forløb (cases), programme: ukendt kode (1)."
        in " ".join(result.stderr.split())  # however its lines are broken
    )


def test_when_no_course_is_left_the_faults_are_told_instead(tmp_path):
    export = write_export(tmp_path / "export", cases=[case("F1", programme="x")])
    result = run("publish", export, "--data", tmp_path / "data", "--quarantine")
    assert result.exit_code == 1
    assert "cases · programme: ukendt kode (1)" in result.stderr
    assert snapshot.current_id(tmp_path / "data") is None


def test_a_manifest_from_before_a_setting_was_has_its_default(data, monkeypatch):
    found = only_snapshot(data)
    without = {k: v for k, v in found.manifest["settings"].items() if k != "stale_after_days"}
    monkeypatch.setitem(found.manifest, "settings", without)
    assert found.settings.stale_after_days == 35
