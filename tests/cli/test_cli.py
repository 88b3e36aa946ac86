"""The commands as their callers see them: exit code, stdout for the result, stderr for the rest."""

import csv
import io
import json
import os
import pty
import re
import shutil
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner

from dashboard.__main__ import main
from dashboard.catalogue import listing
from dashboard.catalogue.listing import FIGURES
from dashboard.catalogue.row import KEYS
from dashboard.foundation.words import today
from dashboard.ingest.check import check as check_export
from dashboard.ingest.recipe import Recipe
from dashboard.snapshots import snapshot
from tests.builders import answer, case, contact, days_after, frames, write_export

ROOT = Path(__file__).parents[2]
ID = r"\d{8}T\d{9}Z-[0-9a-f]{12}"


def run(*arguments, **environment):
    return CliRunner().invoke(main, [str(argument) for argument in arguments], env=environment)


def process(*arguments, **options):
    return subprocess.run(
        [sys.executable, "-m", "dashboard", *map(str, arguments)],
        cwd=ROOT, capture_output=True, text=True, check=False, **options,
    )  # fmt: skip


@pytest.fixture(scope="module")
def export(tmp_path_factory):
    return write_export(
        tmp_path_factory.mktemp("cli") / "export",
        cases=[case("F1", ended_on="2025-06-30", end_reason="employment"), case("F2"), case("F3")],
        contacts=[
            contact(f"C{n}", at=f"{days_after('2025-01-02', n % 178)} {8 + n // 178:02}:00")
            for n in range(1_234)
        ],
        survey=[answer("R1", "help", "satisfied")],
    )


@pytest.fixture(scope="module")
def data(export):
    folder = export.parent / "data"
    result = run("publish", export, "--data", folder)
    assert result.exit_code == 0, result.stderr
    return folder


# ---- check


def test_check_prints_one_line_of_row_counts(export):
    result = run("check", export)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == "cases 3, contacts 1.234, survey_results 1\n"


def test_check_prints_faults_to_stderr_and_nothing_to_stdout(tmp_path):
    export = write_export(tmp_path / "export", cases=[case("F1", municipality_code="0999")])
    result = run("check", export, "--faults", tmp_path / "faults.csv")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == (
        "cases · municipality_code: ikke en kommunekode (1)\n"
        "  Forventet: en af de 98 officielle koder med fire cifre, f.eks. 0360.\n"
        "  Gør dette: ret koden.\n"
        "    cases.parquet, række 1: ”0999”\n"
        "Udtrækket har 1 fejl; intet er udgivet, og det nuværende øjebliksbillede er uændret.\n"
    )
    assert (tmp_path / "faults.csv").read_bytes().decode() == (
        "table,file,row,cell,column,rule,finding,found,expected,remedy\r\n"
        "cases,cases.parquet,1,municipality_code,municipality_code,municipality,ikke en kommunekode,0999,"
        '"en af de 98 officielle koder med fire cifre, f.eks. 0360",ret koden\r\n'
    )


def test_an_export_without_rows_checks_as_noughts(tmp_path):
    result = run("check", write_export(tmp_path / "export"))
    assert (result.exit_code, result.stdout) == (0, "cases 0, contacts 0, survey_results 0\n")


def test_a_mapping_beside_the_files_is_used_and_another_may_be_named(tmp_path):
    export = write_export(tmp_path / "export", cases=[case()])
    frames(cases=[case()])["cases"].rename({"case_id": "Forløb"}).write_parquet(
        export / "cases.parquet"
    )
    text = '[cases.columns]\n"Forløb" = "case_id"\n'
    (export / "mapping.toml").write_text(text, encoding="utf-8")
    assert run("check", export).stdout == "cases 1, contacts 0, survey_results 0\n"
    (export / "mapping.toml").rename(tmp_path / "theirs.toml")
    assert run("check", export).exit_code == 1
    named = run("check", export, "--mapping", tmp_path / "theirs.toml")
    assert named.stdout == "cases 1, contacts 0, survey_results 0\n"


# ---- the user's mistakes: one sentence, exit code 1


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["check", "{tmp}/nowhere"], "Mappen {tmp}/nowhere findes ikke."),
        (["check", "{export}/cases.parquet"], "Mappen {export}/cases.parquet findes ikke."),
        (["publish", "{tmp}/nowhere", "--data", "{tmp}/data"], "Mappen {tmp}/nowhere findes ikke."),
        (["check", "{export}", "--mapping", "{tmp}/no.toml"],
         "Oversættelsesfilen {tmp}/no.toml findes ikke."),
        (["check", "{export}", "--faults", "{tmp}"],
         "Fejlene kan ikke skrives i {tmp}; vælg en anden fil."),
        (["check", "{export}", "--faults", "{tmp}/nowhere/faults.csv"],
         "Fejlene kan ikke skrives i {tmp}/nowhere/faults.csv; vælg en anden fil."),
        (["publish", "{export}", "--data", "{export}/cases.parquet"],
         "Der kan ikke skrives i {export}/cases.parquet; vælg en anden mappe med --data."),
        (["publish", "{export}", "--data", "{tmp}/data", "--data-to", "{tomorrow}"],
         "--data-to kan ikke være senere end i dag."),
        (["figures", "--data", "{tmp}/nowhere"],
         "Der er ikke udgivet noget i {tmp}/nowhere endnu; kør ”python -m dashboard publish MAPPE”."),
        (["rollback", "x", "--data", "{tmp}/nowhere"],
         "Der er intet øjebliksbillede ”x”; se listen med snapshots."),
    ],
)  # fmt: skip
def test_a_mistake_is_one_sentence_and_exit_code_1(tmp_path, export, arguments, sentence):
    tomorrow = today() + timedelta(days=1)
    filled = [text.format(tmp=tmp_path, export=export, tomorrow=tomorrow) for text in arguments]
    result = run(*filled)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == sentence.format(tmp=tmp_path, export=export) + "\n"


def test_an_empty_folder_is_told_what_belongs_in_it(tmp_path):
    result = run("check", tmp_path)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == (
        "contacts: tabellen er ikke leveret; tal, der skal bruge den, opgøres ikke.\n"
        "survey_results: tabellen er ikke leveret; tal, der skal bruge den, opgøres ikke.\n"
        "cases: tabellen mangler (1)\n"
        "  Forventet: cases.parquet, cases.csv, cases.xlsx eller mappen cases/.\n"
        "  Gør dette: læg filen i mappen med udtrækket; hedder den noget andet, foreslår ”python -m dashboard "
        "recipe MAPPE” en recipe.toml, der siger det.\n"
        "    cases\n"
        "Udtrækket har 1 fejl; intet er udgivet, og det nuværende øjebliksbillede er uændret.\n"
    )


def test_a_list_of_courses_alone_is_an_export(tmp_path):
    (tmp_path / "export").mkdir()
    (tmp_path / "export" / "cases.csv").write_text(
        "case_id,citizen_id,municipality_code,programme,started_on\nF1,B1,0360,mentor,2025-01-01\n"
    )
    result = run("check", tmp_path / "export")
    assert (result.exit_code, result.stdout) == (0, "cases 1, contacts 0, survey_results 0\n")
    published = run("publish", tmp_path / "export", "--data", tmp_path / "data")
    assert published.exit_code == 0, published.stderr
    shown = run("figures", "--data", tmp_path / "data", "--format", "json")
    assert json.loads(shown.stdout)[0]["value"] == 1


# ---- wrong usage: exit code 2


@pytest.mark.parametrize(
    ("arguments", "last"),
    [
        (["nonsense"], "Error: No such command 'nonsense'."),
        (["publish"], "Error: Missing argument 'FOLDER'."),
        (["demo"], "Error: Missing option '--out'."),
        (["figures", "--format", "xml"], None),
        (["figures", "--municipality", "9999"],
         "Error: Kommunekoden ”9999” findes ikke. Skriv fire cifre, f.eks. 0461 (Odense)."),
        (["figures", "--municipality", "360"],
         "Error: Kommunekoden ”360” findes ikke. Skriv fire cifre, f.eks. 0461 (Odense)."),
        (["figures", "--municipality", "køge"],
         "Error: Kommunekoden ”køge” findes ikke. Skriv fire cifre, f.eks. 0259 (Køge)."),
        (["figures", "--programme", "x"],
         "Error: Programmet ”x” findes ikke; brug den_gode_loesladelse, keepworking, mentor."),
        (["figures", "--from", "2026-01-02", "--to", "2026-01-01"],
         "Error: Perioden slutter, før den begynder."),
        (["figures", "--from", "i går"], "”i går” er ikke en dato; skriv den som 2026-09-30."),
        (["figures", "--only", "criterion_complete"],
         "Error: ”criterion_complete” er hverken et tal eller en gruppe af tal. Mente du criterion_completed?"),
        (["figures", "--only", "courses", "--only", "Contact", "--format", "csv"],
         "Error: ”Contact” er hverken et tal eller en gruppe af tal. Mente du contacts?"),
        (["figures", "--to", "2026-02-30"],
         "”2026-02-30” er ikke en dato; skriv den som 2026-09-30."),
        (["publish", "x", "--data-to", "31-12-2025"],
         "”31-12-2025” er ikke en dato; skriv den som 2026-09-30."),
        (["--lang", "sv", "snapshots"], None),
        (["figures", "--colour", "red"], None),
    ],
)  # fmt: skip
def test_wrong_usage_and_unknown_codes_are_exit_code_2(data, arguments, last):
    result = run("--data", data, *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    if last:
        assert result.stderr.splitlines()[-1].endswith(last)


# ---- publish, snapshots


def test_publish_prints_only_the_id(export, data):
    (found,) = snapshot.all_of(data)
    assert re.fullmatch(ID, found.id)
    listed = run("snapshots", "--data", data)
    assert (listed.exit_code, listed.stdout, listed.stderr) == (0, f"{found.id}  current\n", "")


def test_nothing_published_lists_nothing(tmp_path):
    listed = run("snapshots", "--data", tmp_path / "nowhere")
    assert (listed.exit_code, listed.stdout, listed.stderr) == (0, "", "")
    assert not (tmp_path / "nowhere").exists()


def test_the_data_folder_stands_before_or_after_the_command_or_in_the_environment(data, tmp_path):
    expected = run("snapshots", "--data", data).stdout
    assert expected != ""
    assert run("--data", data, "snapshots").stdout == expected
    assert run("snapshots", DASHBOARD_DATA=str(data)).stdout == expected
    assert run("--data", tmp_path, "snapshots", DASHBOARD_DATA=str(data)).stdout == ""
    assert run("--data", tmp_path, "snapshots", "--data", data).stdout == expected
    assert run("snapshots", "--data", tmp_path, DASHBOARD_DATA=str(data)).stdout == ""


def test_a_pipe_sees_no_progress_bar_and_a_terminal_does(export, tmp_path):
    piped = process("publish", export, "--data", tmp_path / "piped")
    assert piped.returncode == 0
    assert "%" not in piped.stderr and piped.stderr.startswith("Læst, til og med ")
    assert re.fullmatch(ID + "\n", piped.stdout)
    ours, theirs = pty.openpty()
    on_a_terminal = subprocess.Popen(
        [sys.executable, "-m", "dashboard", "check", export],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=theirs, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    os.close(theirs)
    shown = b""
    while True:
        try:
            chunk = os.read(ours, 4096)
        except OSError:  # the other end is closed
            break
        shown += chunk
        if not chunk:
            break
    stdout, _ = on_a_terminal.communicate()
    os.close(ours)
    assert on_a_terminal.returncode == 0
    assert b"100%" in shown
    assert stdout.decode() == "cases 3, contacts 1.234, survey_results 1\n"


# ---- figures


@pytest.fixture(scope="module")
def rows(data):
    return json.loads(run("figures", "--data", data, "--format", "json").stdout)


def test_json_is_one_array_with_every_key_and_null_for_what_is_missing(data, rows):
    assert KEYS == (
        "figure_id", "group", "label", "municipality_code", "programme", "period_from", "period_to",
        "unit", "n", "k", "value", "low", "high", "target", "target_verdict", "target_status",
        "benchmark_id", "benchmark_value", "benchmark_verdict", "comparability", "suppressed",
        "note", "data_to", "snapshot_id", "settings_version",
    )  # fmt: skip
    assert {tuple(row) for row in rows} == {KEYS}
    assert not any(value == "" for row in rows for value in row.values())
    result = run("figures", "--data", data, "--format", "json")
    assert result.stderr == ""
    assert "NaN" not in result.stdout and "Infinity" not in result.stdout
    started = rows[0]
    assert (started["figure_id"], started["value"], started["n"], started["k"]) == (
        "courses_started", 3, None, None
    )  # fmt: skip
    assert {row["data_to"] for row in rows} == {"2025-06-30"}
    assert {row["snapshot_id"] for row in rows} == {snapshot.current_id(data)}
    for name in ("municipality_code", "programme", "period_from", "period_to"):
        assert {row[name] for row in rows} == {None}


def test_csv_has_the_same_rows_with_commas_points_and_empty_cells(data, rows):
    result = run("figures", "--data", data, "--format", "csv")
    assert (result.exit_code, result.stderr) == (0, "")
    reader = csv.DictReader(io.StringIO(result.stdout))
    assert reader.fieldnames == list(KEYS)
    assert [
        {key: "" if value is None else str(value) for key, value in row.items()} for row in rows
    ] == list(reader)


def test_the_table_names_every_figure_once_below_its_words(data, rows):
    result = run("figures", "--data", data)
    assert (result.exit_code, result.stderr) == (0, "")
    said = re.findall(r"^    (\w+)(?: ·|$)", result.stdout, re.MULTILINE)
    assert [id_ for id_ in said if id_ in FIGURES] == sorted(
        FIGURES, key=lambda id_: listing.GROUPS.index(FIGURES[id_].group)
    )


@pytest.mark.parametrize(
    ("name", "ids"),
    [
        ("coping_better_citizen", ["coping_better_citizen"]),
        ("internship", [id_ for id_, figure in FIGURES.items() if figure.group == "internship"]),
    ],
)
def test_figures_are_chosen_by_id_or_group_in_every_form(data, rows, name, ids):
    chosen = [row for row in rows if row["figure_id"] in ids]
    given = ("figures", "--data", data, "--only", name)
    assert json.loads(run(*given, "--format", "json").stdout) == chosen
    assert len(run(*given, "--format", "csv").stdout.splitlines()) == len(chosen) + 1
    table = run(*given).stdout
    assert [id_ for id_ in FIGURES if re.search(rf"^    {id_}\b", table, re.MULTILINE)] == ids


def test_several_choices_are_added(data):
    several = ("--only", "internship", "--only", "courses_started", "--only", "courses_started")
    shown = json.loads(run("figures", "--data", data, "--format", "json", *several).stdout)
    assert shown[0]["figure_id"] == "courses_started"
    assert {row["group"] for row in shown[1:]} == {"internship"}


def test_a_filter_fills_its_fields_on_every_row_and_adds_none(data, rows):
    result = run("figures", "--data", data, "--format", "json", "--municipality", "0360",
                 "--programme", "mentor", "--from", "2025-01-01")  # fmt: skip
    filtered = json.loads(result.stdout)
    assert [(row["figure_id"], row["benchmark_id"]) for row in filtered] == [
        (row["figure_id"], row["benchmark_id"]) for row in rows
    ]
    assert {
        (row["municipality_code"], row["programme"], row["period_from"], row["period_to"])
        for row in filtered
    } == {("0360", "mentor", "2025-01-01", None)}
    assert filtered[0]["value"] == 3


def test_both_ends_of_a_period_are_included(data):
    for first, last, started in (
        ("2025-01-01", "2025-01-01", 3), ("2025-01-02", "2025-12-31", 0), ("2024-01-01", "2024-12-31", 0)
    ):  # fmt: skip
        result = run("figures", "--data", data, "--format", "json", "--from", first, "--to", last)
        assert json.loads(result.stdout)[0]["value"] == started


def test_damage_is_exit_code_1_without_a_traceback(data, tmp_path):
    shutil.copytree(data, tmp_path / "data")
    found = snapshot.current(tmp_path / "data")
    (found.folder / "cases.parquet").chmod(0o644)
    with (found.folder / "cases.parquet").open("r+b") as file:
        file.seek(100)
        byte = file.read(1)
        file.seek(100)
        file.write(bytes([byte[0] ^ 1]))
    result = process("figures", "--data", tmp_path / "data", "--format", "json")
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr == (
        f"cases.parquet i øjebliksbillede {found.id} er ændret eller mangler siden udgivelsen; "
        "udgiv igen, eller vælg et tidligere med rollback.\n"
    )


# ---- English


def test_english_changes_words_and_never_the_outcome(data, export, tmp_path):
    assert (
        run("--lang", "en", "check", export).stdout == "cases 3, contacts 1,234, survey_results 1\n"
    )
    refused = run("--lang", "en", "check", tmp_path / "nowhere")
    assert (refused.exit_code, refused.exception.__class__) == (1, SystemExit)
    figures = run("--lang", "en", "figures", "--data", data, "--format", "json")
    assert figures.exit_code == 0
    assert {tuple(row) for row in json.loads(figures.stdout)} == {KEYS}
    assert run("check", export).stdout == "cases 3, contacts 1.234, survey_results 1\n"  # and back


def test_faults_are_told_in_english_too(tmp_path):
    export = write_export(tmp_path / "export", cases=[case("F1", municipality_code="0999")])
    result = run("--lang", "en", "check", export)
    assert (result.exit_code, result.exception.__class__) == (1, SystemExit)
    assert "cases.parquet" in result.stderr and "”0999”" in result.stderr


def test_the_language_may_stand_after_the_command(data, export, tmp_path):
    assert run("check", export, "--lang", "en").stdout.startswith("cases 3, contacts 1,234,")
    wrong = run("figures", "--from", "yesterday", "--lang", "en")
    assert "is not a date" in wrong.stderr


def test_figures_are_listed_and_an_earlier_snapshot_is_named_by_its_id(data):
    assert "criterion_completed_forecast" in run("figures", "--list").stdout
    assert "criterion_" not in run("figures", "--list", "--only", "courses").stdout
    meant = run("figures", "--list", "--only", "criterion_completed").stdout
    assert "Alle tre faser gennemført, eller sluttet med job" in meant
    assert max(map(len, meant.splitlines())) <= 120
    (id_,) = (line.split()[0] for line in run("snapshots", "--data", data).stdout.splitlines())
    asked = ("figures", "--data", data, "--only", "courses_started", "--snapshot")
    assert id_ in run(*asked, id_).stdout
    unknown = run(*asked, "20200101")
    assert (unknown.exit_code, unknown.stdout) == (1, "")
    assert "intet øjebliksbillede ”20200101”" in unknown.stderr


# ---- templates


def test_templates_prints_the_files_it_wrote(tmp_path):
    result = run("templates", "--out", tmp_path / "forms")
    assert (result.exit_code, result.stderr) == (0, "")
    written = [Path(line) for line in result.stdout.splitlines()]
    assert len(written) == 16  # a recipe for each kind
    assert set(written) == {path for path in (tmp_path / "forms").rglob("*") if path.is_file()}


# ---- demo


def test_demo_says_how_many_rows_it_wrote_and_they_pass_the_check(tmp_path):
    result = run("demo", "--out", tmp_path / "demo", "--cases", "12", "--seed", "3")
    assert (result.exit_code, result.stderr) == (0, "")
    assert re.fullmatch(
        r"cases 12(, (contacts|survey_results|documents|activities|comments) [\d.]+){3,5}\n",
        result.stdout,
    )
    assert run("check", tmp_path / "demo").stdout == result.stdout


def test_demo_as_spreadsheets_says_the_same_and_writes_a_firms_own_files(tmp_path):
    arguments = ("--cases", "5", "--seed", "3")
    result = run("demo", "--as", "spreadsheets", "--out", tmp_path / "sheets", *arguments)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == run("demo", "--out", tmp_path / "demo", *arguments).stdout
    assert (tmp_path / "sheets" / "Borgerliste.xlsx").exists()


def test_demo_without_courses_is_tables_without_rows(tmp_path):
    result = run("demo", "--out", tmp_path / "demo", "--cases", "0")
    assert (result.exit_code, result.stdout) == (0, "cases 0, contacts 0, survey_results 0\n")
    read = duckdb.read_parquet(str(tmp_path / "demo" / "cases.parquet"))
    assert (read.columns[0], read.fetchall()) == ("case_id", [])


def assert_refused(result):
    """One clear sentence: an exit code of 1 or 2, nothing on stdout, no traceback."""
    assert result.exit_code in (1, 2)
    assert isinstance(result.exception, SystemExit), result.exception
    assert result.stdout == ""
    assert re.match(r"[^\n]+[.=0-9]$", result.stderr.splitlines()[-1])


@pytest.mark.parametrize(
    "arguments",
    [
        ["--cases", "-1"],
        ["--cases", "many"],
        ["--as", "paper"],
        ["--as", "spreadsheets", "--cases", "5001"],
        ["--seed", "-1"],
        ["--seed", "x"],
        ["--as-of", "0001-01-01"],
        ["--as-of", "1985-06-30"],
        ["--as-of", "2026-13-01"],
    ],
)
def test_demo_refuses_what_it_cannot_do_in_one_sentence(tmp_path, arguments):
    assert_refused(run("demo", "--out", tmp_path / "demo", *arguments))


@pytest.mark.parametrize("as_of", ["1994-01-01", "1993-12-31"])
def test_demo_never_writes_what_the_check_refuses(tmp_path, as_of):
    result = run("demo", "--out", tmp_path / "demo", "--cases", "60", "--as-of", as_of)
    if result.exit_code:
        assert_refused(result)
    else:
        found = check_export(tmp_path / "demo", Recipe(), tmp_path)
        assert found.findings.groups() == []


def test_demo_into_a_file_is_one_sentence(tmp_path):
    (tmp_path / "file").touch()
    assert_refused(run("demo", "--out", tmp_path / "file", "--cases", "1"))


def test_the_program_says_what_it_can_do():
    result = run("--help")
    assert result.exit_code == 0
    for name in ("demo", "check", "publish", "snapshots", "rollback", "figures", "link"):
        assert re.search(rf"^  {name} ", result.stdout, re.MULTILINE)
