"""What `publish` says in one screen, and its exit code, for whoever has it run by cron."""

import polars as pl
import pytest
from click.testing import CliRunner

from dashboard.__main__ import main
from dashboard.foundation import words
from dashboard.presenters import publication
from dashboard.snapshots import snapshot
from tests.builders import NULLABLE, answer, case, contact, write_export


def run(*arguments):
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    return result.exit_code, result.stdout, result.stderr.replace("\N{NO-BREAK SPACE}", " ")


def courses(completed, of=12):
    """Courses of a year and more ago, the first of them through all phases."""
    return [
        case(
            f"F{n}", "2024-01-02", citizen_id=f"B{n}",
            phases_completed_on="2024-09-01" if n < completed else None,
        )
        for n in range(of)
    ]  # fmt: skip


@pytest.fixture
def data(tmp_path):
    """A data folder with twelve courses, all of them through all phases; every column is agreed to be kept."""
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "settings.toml").write_text(f"registered = {list(NULLABLE)}\n")
    export = write_export(
        tmp_path / "first",
        cases=courses(12),
        contacts=[contact("C1", "F1", at="2025-09-30 10:00")],
        survey=[answer("R1", "help", "satisfied")],
    )
    code, _out, said = run("publish", export, "--data", tmp_path / "data")
    assert code == 0, said
    return tmp_path / "data"


def test_the_first_publication_says_what_was_read_and_that_there_is_no_before(tmp_path):
    export = write_export(tmp_path / "first", cases=courses(12))
    (export / "survey_results.parquet").unlink()
    code, out, said = run("publish", export, "--data", tmp_path / "data", "--data-to", "2025-09-30")
    assert (code, out) == (0, f"{snapshot.current_id(tmp_path / 'data')}\n")
    lines = said.splitlines()
    assert lines[:4] == [
        "Læst, til og med 30. september 2025:",
        "  Forløb                     12 rækker  1 fil",
        "  Kontakter                   0 rækker  1 fil",
        "  Spørgeskemaer og livshjul   0 rækker  0 filer",
    ]
    assert lines[4] == "Udeladt eller antaget:"
    assert lines[5].startswith(
        "  Spørgeskemaer og livshjul (survey_results): tabellen er ikke leveret"
    )
    assert lines[-3:] == ["Ændret:", "  Der er intet fra før, som det kan holdes op mod.",
                          "2 rapporter er nye."]  # fmt: skip


def test_the_next_month_says_what_is_taken_what_has_changed_and_which_promise_has_turned(
    data, tmp_path
):
    day = words.day(words.today()).replace("\N{NO-BREAK SPACE}", " ")
    room = " " * (len(f"taget fra {day}") - len("1 fil"))
    cases = [*courses(2)[1:], case("F20", "2024-01-02", citizen_id="B20")]
    export = write_export(
        tmp_path / "next", cases=cases, contacts=[contact("C1", "F1", at="2025-09-30 10:00")]
    )
    (export / "survey_results.parquet").unlink()
    (export / "recipe.toml").write_text('from_snapshot = ["survey_results"]\n', encoding="utf-8")
    code, out, said = run("publish", export, "--data", data)
    assert (code, out) == (0, f"{snapshot.current_id(data)}\n")
    assert said.splitlines() == [
        "Læst, til og med 30. september 2025:",
        f"  Forløb                     12 rækker  1 fil{room}  før 12",
        f"  Kontakter                    1 række  1 fil{room}  før 1",
        f"  Spørgeskemaer og livshjul    1 række  taget fra {day}  før 1",
        "Udeladt eller antaget:",
        "  Forløb (cases): forløb med gennemførte faser, men uden dato for fase 3: 1.",
        f"Ændret siden {day}:",
        "  Forløb: 1 nye, 1 er væk, 10 er ændret, 1 er som før.",
        "Løfter, der har skiftet side:",
        "  Gennemfører eller går videre. Før: 100 % er over målet; om det er sikkert, er lige på grænsen. Nu:",
        "    8 % er under målet, og forskellen er større, end tilfældigheder normalt giver – se nærmere på",
        "    årsagen.",
        "2 rapporter er nye.",
    ]


def test_whatever_there_is_to_say_it_is_one_screen_and_says_how_much_more(data, tmp_path):
    export = write_export(tmp_path / "next", cases=courses(2), survey=[answer("R1", "help", "satisfied")],
                          contacts=[contact("C1", "F1", at="2025-09-30 10:00")])  # fmt: skip
    extra = {f"en temmelig lang overskrift med nummer {n:02}": "x" for n in range(40)}
    cases = pl.read_parquet(export / "cases.parquet")
    cases.with_columns(**{name: pl.lit(value) for name, value in extra.items()}).write_parquet(
        export / "cases.parquet"
    )
    code, _out, said = run("publish", export, "--data", data)
    lines = said.splitlines()
    assert code == 0 and len(lines) <= publication.HIGH
    assert max(map(len, lines)) <= publication.WIDE
    assert "kolonner, der ikke bruges: 40 (" in said


def test_what_there_is_no_room_for_is_counted():
    told = [f"sætning {n}" for n in range(9)]
    assert publication.as_many_as(told, 4) == [
        "  sætning 0", "  sætning 1", "  sætning 2", "  … og 6 mere: se check eller siden Data og metode.",
    ]  # fmt: skip
    assert len(publication.as_many_as(told, 9)) == 9


def test_an_earlier_snapshot_that_is_damaged_is_nothing_to_hold_it_against(data, tmp_path):
    path = snapshot.current(data).files()["cases.parquet"]
    path.chmod(0o644)
    path.write_bytes(b"PAR1")
    export = write_export(tmp_path / "next", cases=courses(2), survey=[answer("R1", "help", "satisfied")],
                          contacts=[contact("C1", "F1", at="2025-09-30 10:00")])  # fmt: skip
    code, _out, said = run("publish", export, "--data", data)
    assert code == 0
    assert "Ændret:\n  Der er intet fra før" in said and "skiftet side" not in said


def test_refused_is_exit_code_1_without_an_id_and_what_stood_stands(data, tmp_path):
    before = snapshot.current_id(data)
    export = write_export(tmp_path / "next", cases=[case("F1", programme="x")])
    code, out, said = run("publish", export, "--data", data)
    assert (code, out, snapshot.current_id(data)) == (1, "", before)
    assert said.splitlines()[-1].endswith(
        "intet er udgivet, og det nuværende øjebliksbillede er uændret."
    )


def test_rows_held_back_are_the_first_thing_left_out(data, tmp_path):
    export = write_export(
        tmp_path / "next",
        cases=courses(2),
        contacts=[contact("C1", "F1", at="2025-09-30 10:00"), contact("C2", "F99")],
        survey=[answer("R1", "help", "satisfied")],
    )
    code, _out, said = run("publish", export, "--data", data, "--quarantine", "--accept-change")
    lines = said.splitlines()
    assert code == 0
    assert lines[lines.index("Udeladt eller antaget:") + 1].startswith(
        "  Rækker holdt tilbage, som ikke er med i noget tal: 1. Årsag: "
    )


def test_published_although_the_links_cannot_be_reached_is_said_and_is_exit_code_0(
    data, tmp_path, monkeypatch
):
    monkeypatch.setenv("DASHBOARD_LEDGER", "sqlite:////dev/null/ledger.db")
    export = write_export(tmp_path / "next", cases=courses(2), survey=[answer("R1", "help", "satisfied")],
                          contacts=[contact("C1", "F1", at="2025-09-30 10:00")])  # fmt: skip
    code, out, said = run("publish", export, "--data", data)
    assert (code, out) == (0, f"{snapshot.current_id(data)}\n")
    assert "Listen over links kan ikke åbnes" in said
