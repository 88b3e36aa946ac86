"""A table that is taken as it was published: the same figures, told, and refused where it cannot be honest."""

import json
import shutil
from datetime import date

import polars as pl
import pytest
from click.testing import CliRunner

from dashboard.__main__ import main
from dashboard.catalogue.row import record
from dashboard.catalogue.scope import Scope
from dashboard.demo import writing
from dashboard.figures import figures
from dashboard.foundation import files, words
from dashboard.foundation.errors import DashboardError
from dashboard.foundation.schema import DEMO_KEY
from dashboard.ingest import recipe_file
from dashboard.ingest.recipe import Recipe
from dashboard.snapshots import snapshot
from dashboard.snapshots.publish import publish
from dashboard.snapshots.warehouse import Warehouse
from tests.builders import answer, case, contact, frames, wheel, write_export

SURVEY = 'from_snapshot = ["survey_results"]\n'


def run(*arguments):
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def small(folder, recipe="", **rows):
    """An export of the tables that are given."""
    folder.mkdir(parents=True)
    for name, frame in frames(**rows).items():
        if name in rows or (name == "survey_results" and "survey" in rows):
            frame.write_parquet(folder / f"{name}.parquet")
    if recipe:
        (folder / "recipe.toml").write_text(recipe, encoding="utf-8")
    return folder


@pytest.fixture
def first(tmp_path):
    """A data folder with courses, contacts and answers."""
    export = small(
        tmp_path / "first",
        cases=[case("F1"), case("F2")],
        contacts=[contact("C1")],
        survey=[*wheel("R1", "F1", "2025-01-02", 5), answer("R2", "help", "satisfied")],
    )
    publish(export, tmp_path / "data", Recipe())
    return tmp_path / "data"


def next_month(folder, recipe=SURVEY, **rows):
    given = {"cases": [case("F1"), case("F2")], "contacts": [contact("C1"), contact("C2", "F2")]}
    return small(folder, recipe, **(given | rows))


def told(day=None, n=9):
    return (
        "survey_results: ingen filer i mappen; tabellen er taget fra øjebliksbilledet af "
        f"{words.day(day or words.today())} ({n} rækker)."
    )


def test_a_recipe_names_the_tables_that_are_taken(tmp_path):
    path = tmp_path / "recipe.toml"
    path.write_text('from_snapshot = ["survey_results", "contacts"]\n', encoding="utf-8")
    assert [table.name for table in recipe_file.read(path).from_snapshot] == [
        "survey_results",
        "contacts",
    ]


@pytest.mark.parametrize(("line", "sentence"), [
    ('["survey"]', "”from_snapshot: survey” forstås ikke; brug en af disse: cases, contacts, survey_results"),
    ('"survey_results"', "”from_snapshot” forstås ikke; brug en af disse: [\"…\"]."),
    ("[1]", "”from_snapshot” forstås ikke; brug en af disse: \"…\"."),
    ('["contacts", "contacts"]', "”from_snapshot” nævner contacts flere gange; nævn hver tabel én gang."),
    ('["../../etc"]', "”from_snapshot: ../../etc” forstås ikke"),
])  # fmt: skip
def test_a_table_that_is_none_or_stands_twice_is_one_sentence(tmp_path, first, line, sentence):
    export = next_month(tmp_path / "next", f"from_snapshot = {line}\n")
    for command in ("check", "publish"):
        result = run(command, export, "--data", first)
        assert (result.exit_code, result.stdout) == (1, "")
        assert sentence in result.stderr and result.stderr.count("\n") == 1
    assert len(snapshot.all_of(first)) == 1


def test_check_tells_what_is_taken_and_counts_it(tmp_path, first):
    result = run("check", next_month(tmp_path / "next"), "--data", first)
    assert (result.exit_code, result.stdout) == (0, "cases 2, contacts 2, survey_results 9\n")
    assert told() in result.stderr.splitlines()


def test_the_taken_table_is_the_published_one_and_the_manifest_says_so(tmp_path, first):
    before = snapshot.current(first)
    result = run("publish", next_month(tmp_path / "next"), "--data", first, "--accept-change")
    assert result.exit_code == 0, result.stderr
    after = snapshot.current(first)
    assert after.id == result.stdout.strip() != before.id
    assert pl.read_parquet(after.files()["survey_results.parquet"]).equals(
        pl.read_parquet(before.files()["survey_results.parquet"])
    )
    assert after.manifest["taken"] == {
        "survey_results": {"snapshot": before.id, "since": words.today().isoformat()}
    }
    digest = before.manifest["files"]["survey_results.parquet"]["sha256"]
    assert after.manifest["sources"]["survey_results"] == {
        f"snap-{before.id}/survey_results.parquet": digest
    }
    assert "taken_from_snapshot" in [each["key"] for each in after.manifest["notices"]]
    assert before.manifest["taken"] == {}


def test_the_figures_are_those_of_one_publish_with_every_table(tmp_path):
    writing.write(tmp_path / "old", cases=120, seed=1)
    export = tmp_path / "new"
    shutil.copytree(tmp_path / "old", export)
    cases = pl.read_parquet(export / "cases.parquet")
    more = cases.head(3).with_columns(case_id=pl.concat_str(pl.lit("NY"), "case_id"))
    pl.concat([cases, more]).write_parquet(
        export / "cases.parquet", metadata={DEMO_KEY.decode(): ""}
    )
    whole, _ = publish(export, tmp_path / "whole", Recipe())
    publish(tmp_path / "old", tmp_path / "parts", Recipe())
    (export / "survey_results.parquet").unlink()
    (export / "recipe.toml").write_text(SURVEY, encoding="utf-8")
    recipe = recipe_file.read(export / "recipe.toml")
    parts, _ = publish(export, tmp_path / "parts", recipe)
    assert parts.is_demo and parts.delivered == whole.delivered
    one, other = ([record(row) for row in figures(Warehouse(s), Scope())] for s in (whole, parts))
    assert len(one) == len(other) > 100
    for left, right in zip(one, other, strict=True):
        for key in left.keys() - {"snapshot_id"}:
            is_number = isinstance(left[key], float)
            assert left[key] == (pytest.approx(right[key], abs=1e-9) if is_number else right[key])


def test_files_win_and_nothing_is_said_of_the_snapshot(tmp_path, first):
    export = next_month(tmp_path / "next", survey=[answer("R9", "help", "satisfied", case_id="F2")])
    result = run("check", export, "--data", first)
    assert (result.exit_code, result.stdout) == (0, "cases 2, contacts 2, survey_results 1\n")
    assert "øjebliksbilledet" not in result.stderr
    assert run("check", export, "--data", tmp_path / "nothing").exit_code == 0


def test_files_a_recipe_names_are_no_fault_where_the_table_is_taken(tmp_path, first):
    recipe = SURVEY + '[[source]]\ntable = "survey_results"\nfiles = ["Skema *.csv"]\n'
    result = run("check", next_month(tmp_path / "next", recipe), "--data", first)
    assert (result.exit_code, result.stdout) == (0, "cases 2, contacts 2, survey_results 9\n")


def test_some_of_a_tables_files_are_no_reason_to_take_the_rest(tmp_path, first):
    sources = "".join(
        f'[[source]]\ntable = "survey_results"\nfiles = ["{name}.csv"]\n[source.columns]\n"id" = "response_id"\n'
        for name in ("Skema", "Livshjul")
    )
    export = next_month(tmp_path / "next", SURVEY + sources)
    (export / "Skema.csv").write_text(
        "id,instrument,respondent,invited_on,item\nR9,satisfaction,citizen,2025-06-01,help\n"
    )
    result = run("check", export, "--data", first)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "    survey_results: ”Livshjul.csv”\n" in result.stderr
    assert "øjebliksbilledet af" not in result.stderr


def test_without_anything_published_it_is_said_what_to_do(tmp_path):
    export = next_month(tmp_path / "next")
    for command in ("check", "publish"):
        result = run(command, export, "--data", tmp_path / "data")
        assert (result.exit_code, result.stdout) == (1, "")
        assert result.stderr == (
            "Opskriften tager survey_results fra det, der er udgivet, men der er ikke udgivet noget endnu; "
            "læg tabellens filer i mappen, og prøv igen.\n"
        )


def test_an_answer_of_a_course_that_is_gone_is_a_fault_with_its_place(tmp_path, first):
    export = next_month(tmp_path / "next", cases=[case("F2")], contacts=[contact("C2", "F2")])
    current = snapshot.current_id(first)
    result = run("publish", export, "--data", first, "--accept-change")
    assert result.exit_code == 1
    assert "survey_results · case_id: forløbet findes ikke i cases (8)" in result.stderr
    assert f"snap-{current}/survey_results.parquet, række 1: ”F1”" in result.stderr
    assert snapshot.current_id(first) == current


def test_an_answer_after_the_day_it_goes_to_is_a_fault_as_in_any_export(tmp_path, first):
    result = run(
        "publish", next_month(tmp_path / "next"), "--data", first, "--data-to", "2025-06-01"
    )
    assert result.exit_code == 1
    assert "survey_results · answered_on" in result.stderr


def test_a_table_that_is_taken_again_is_as_old_as_it_was(tmp_path, first, monkeypatch):
    before = snapshot.current(first)
    for n in range(2):
        export = next_month(tmp_path / f"next{n}")
        publish(export, first, recipe_file.read(export / "recipe.toml"), accept_change=True)
    later = snapshot.current(first)
    assert later.manifest["taken"]["survey_results"]["snapshot"] == before.id
    monkeypatch.setattr(words, "today", lambda: date(2030, 1, 1))
    assert (
        told(words.local_day(before.published_at))
        in run("check", tmp_path / "next0", "--data", first).stderr.splitlines()
    )


def test_what_was_not_delivered_is_not_taken_for_empty(tmp_path):
    export = small(
        tmp_path / "first", cases=[case("F1")], survey=[answer("R2", "help", "satisfied")]
    )
    path = export / "survey_results.parquet"
    pl.read_parquet(path).drop("score", "municipality_code").write_parquet(path)
    publish(export, tmp_path / "data", Recipe())
    export = next_month(tmp_path / "next", cases=[case("F1")], contacts=[contact("C1")])
    publish(export, tmp_path / "data", recipe_file.read(export / "recipe.toml"))
    found = snapshot.current(tmp_path / "data")
    lacking = {"survey_results.score", "survey_results.municipality_code"}
    assert lacking <= found.delivered.absent
    assert not lacking & found.delivered.empty
    assert "contacts" not in found.delivered.absent


def test_courses_that_came_without_an_end_do_not_contradict_themselves_when_taken(tmp_path):
    export = small(
        tmp_path / "first", cases=[case("F1", ended_on="2025-06-30", end_reason="other")]
    )
    path = export / "cases.parquet"
    pl.read_parquet(path).drop("end_reason").write_parquet(path)
    publish(export, tmp_path / "data", Recipe())
    export = small(tmp_path / "next", 'from_snapshot = ["cases"]\n', contacts=[contact("C1")])
    found, _ = publish(export, tmp_path / "data", recipe_file.read(export / "recipe.toml"))
    assert found.rows == {"cases": 1, "contacts": 1, "survey_results": 0}
    assert "cases.end_reason" in found.delivered.absent


def test_words_that_are_empty_elsewhere_stay_as_they_were_published(tmp_path):
    export = small(
        tmp_path / "first",
        '[cases.codes.mentor_id]\n"NA" = "NA"\n',
        cases=[case("F1", mentor_id="NA")],
    )
    publish(export, tmp_path / "data", recipe_file.read(export / "recipe.toml"))
    export = small(tmp_path / "next", 'from_snapshot = ["cases"]\n', contacts=[contact("C1")])
    found, checked = publish(export, tmp_path / "data", recipe_file.read(export / "recipe.toml"))
    assert pl.read_parquet(found.files()["cases.parquet"])["mentor_id"].to_list() == ["NA"]
    assert [each.key for each in checked.notices if each.table == "cases"] == [
        "taken_from_snapshot"
    ]


def harmed(data, change):
    """The current snapshot with another file or manifest."""
    folder = snapshot.current(data).folder
    folder.chmod(0o755)
    for path in folder.iterdir():
        path.chmod(0o644)
    change(folder)


@pytest.mark.parametrize("change", [
    lambda folder: (folder / "survey_results.parquet").write_bytes(b"PAR1"),
    lambda folder: (folder / "survey_results.parquet").unlink(),
    lambda folder: (folder / "manifest.json").write_text("{}"),
    lambda folder: (folder.parent / "current").write_text("20200101T000000000Z-000000000000\n"),
])  # fmt: skip
def test_a_damaged_snapshot_gives_nothing(tmp_path, first, change):
    harmed(first, change)
    for command in ("check", "publish"):
        result = run(command, next_month(tmp_path / command), "--data", first)
        assert (result.exit_code, result.stdout) == (1, "")
        assert "øjebliksbillede" in result.stderr and result.stderr.count("\n") == 1
        assert "Traceback" not in result.stderr


def test_a_snapshot_of_an_earlier_version_gives_what_it_has(tmp_path, first):
    """One whose manifest says nothing of what was taken, and whose table lacks a column of today."""
    current = snapshot.current(first)
    earlier = first / "snapshots" / "old"

    def older(folder):
        path = folder / "survey_results.parquet"
        pl.read_parquet(path).drop("score").write_parquet(path)
        manifest = json.loads((folder / "manifest.json").read_text())
        del manifest["taken"], manifest["missing"]["survey_results"]["score"]
        manifest["files"]["survey_results.parquet"]["sha256"] = files.sha256(path)
        (folder / "manifest.json").write_text(json.dumps(manifest))
        folder.rename(earlier)

    harmed(first, older)
    name = f"{current.id[:-12]}{files.sha256(earlier / 'manifest.json')[:12]}"
    earlier.rename(first / "snapshots" / f"snap-{name}")
    (first / "snapshots" / "current").write_text(name + "\n")
    export = next_month(tmp_path / "next")
    found, _ = publish(export, first, recipe_file.read(export / "recipe.toml"), accept_change=True)
    assert "survey_results.score" in found.delivered.absent
    assert found.rows["survey_results"] == 9


def test_a_table_that_was_not_delivered_or_not_whole_is_not_taken(tmp_path):
    publish(small(tmp_path / "a", cases=[case("F1")]), tmp_path / "a.data", Recipe())
    rows = {
        "cases": [case("F1")],
        "survey": [answer("R1", "help", "satisfied"), answer("R2", "help", "x")],
    }
    publish(small(tmp_path / "b", **rows), tmp_path / "b.data", Recipe(), quarantine=True)
    export = small(tmp_path / "next", SURVEY, cases=[case("F1")])
    for data, sentence in (
        ("a.data", "men der er den ikke med"),
        ("b.data", "er 1 af dens rækker holdt tilbage"),
    ):
        result = run("check", export, "--data", tmp_path / data)
        assert (result.exit_code, result.stdout) == (1, "")
        assert sentence in result.stderr and result.stderr.count("\n") == 1


def test_a_folder_with_nothing_new_is_no_publication(tmp_path, first):
    recipe = 'from_snapshot = ["cases", "contacts", "survey_results"]\n'
    result = run("publish", small(tmp_path / "next", recipe), "--data", first)
    assert (result.exit_code, result.stdout, len(snapshot.all_of(first))) == (1, "", 1)
    assert result.stderr == "Der er ingen filer i mappen, som er nye; alt er, som det er udgivet.\n"


def test_invented_people_never_stand_beside_real_ones(tmp_path, first):
    writing.write(tmp_path / "demo", cases=5, seed=1)
    publish(tmp_path / "demo", tmp_path / "data.demo", Recipe())
    real = write_export(tmp_path / "real", cases=[case("F1")], contacts=[contact("C1")])
    for export, data in ((real, tmp_path / "data.demo"), (tmp_path / "demo", first)):
        (export / "survey_results.parquet").unlink()
        (export / "recipe.toml").write_text(SURVEY, encoding="utf-8")
        with pytest.raises(DashboardError, match="ikke begge opdigtet eller begge rigtigt"):
            publish(export, data, recipe_file.read(export / "recipe.toml"), accept_change=True)
