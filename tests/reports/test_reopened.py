"""A report by its code: the same figures, or each that is not what it was, and why."""

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest

from dashboard.catalogue.listing import FIGURES
from dashboard.catalogue.scope import Scope
from dashboard.figures import figures
from dashboard.foundation.errors import DashboardError
from dashboard.ingest.recipe import Recipe
from dashboard.reports import register, reopened
from dashboard.reports.source import Source
from dashboard.snapshots import snapshot
from dashboard.snapshots.publish import publish
from dashboard.snapshots.warehouse import Warehouse
from tests.builders import answer, case, contact, row_of, wheel, write_export
from tests.cli.test_cli import run
from tests.presenters.test_criterion import plain

FIRST, LATER = "2025-06-30", "2025-09-30"


def course(n: int, **given):
    return case(
        f"F{n}",
        **{"started_on": "2025-01-02", "citizen_gender": "male", "birth_year": 1990} | given,
    )


CASES = [course(n) for n in range(1, 13)]
ENDED = course(1, ended_on="2025-08-10", end_reason="employment")


@pytest.fixture
def data(tmp_path):
    return tmp_path / "data"


def published(data, cases, to, survey=(), contacts=(), **settings):
    folder = data.parent / f"export-{len(snapshot.all_of(data))}"
    export = write_export(folder, cases=cases, contacts=contacts, survey=survey)
    if settings:
        told = "\n".join(f"{key} = {json.dumps(value)}" for key, value in settings.items())
        (data / "settings.toml").write_text(told, encoding="utf-8")
    made, _checked = publish(
        export, data, Recipe(), data_to=date.fromisoformat(to), accept_change=True
    )
    return made


def kept(data) -> str:
    current = snapshot.current(data)
    return register.keep(data, "workbook", current, figures(Warehouse(current), Scope()))


def why(data, code) -> dict[str, str]:
    return {each.figure_id: each.why for each in reopened.reopened(data, code).changes}


def test_the_same_snapshot_gives_the_same_figures_and_the_same_code_once(data):
    published(data, CASES, FIRST)
    code = kept(data)
    assert kept(data) == code
    assert len(register.path(data).read_text().splitlines()) == 1
    for typed in (
        f" {code.lower()} ",
        code.replace("-", " "),
        code.replace("-", "")[2:],
    ):
        assert reopened.reopened(data, typed) == reopened.reopened(data, code)
    found = reopened.reopened(data, code)
    assert found.changes == []
    assert reopened.answer(found).startswith("Alle")


@pytest.mark.parametrize("first", [FIRST, "2025-06-17"])
def test_what_came_later_is_told_from_what_was_put_right(data, first):
    published(data, CASES, first)
    code = kept(data)
    put_right = course(2, citizen_gender="female")
    published(data, [ENDED, put_right, *CASES[2:]], LATER)
    told = why(data, code)
    assert told["courses_closed"] == "later"
    assert told["gender_female_share"] == "corrected"
    assert "citizens" not in told
    line = next(
        each
        for each in reopened.table(reopened.reopened(data, code))
        if each["Tal"] == "Forløb afsluttet"
    )
    assert (line["I rapporten"], line["Nu"]) == ("0", "1")
    assert line["Hvorfor"] == "nye oplysninger efter rapportens data"


@pytest.mark.parametrize("day", [date(2025, 6, 17), date(2025, 6, 30)])
def test_what_is_looked_back_on_is_what_was_published_of_that_day(data, day):
    rows = [
        contact(f"K{n}", f"F{1 + n % 12}", f"{date(2025, 5, 20) + timedelta(days=n)} 10:00")
        for n in range(60)
    ]
    early = [row for row in rows if row["contacted_at"].date() <= day]
    first = published(data, CASES, day.isoformat(), contacts=early)
    later = published(data, CASES, LATER, contacts=rows)
    known = [id_ for id_, figure in FIGURES.items() if figure.query != reopened.TODAY]
    then, seen, now = (
        register.numbers(figures(Warehouse(looked), Scope(), known))
        for looked in (first, snapshot.AsOf(later.folder, day), later)
    )
    assert seen == then != now


def test_another_agreement_is_said_to_be_one_and_no_row_to_be_put_right(data):
    rows = [wheel for n in range(1, 13) for wheel in wheels(n)]
    cases = [course(n, started_on="2023-01-02") for n in range(1, 13)]
    published(data, cases, LATER, rows)
    code = kept(data)
    published(data, cases, LATER, rows, wheel_threshold_points=2.0)
    told = why(data, code)
    assert told["criterion_progress"] == "agreed"
    assert told["life_wheel_moved_up"] == "any"
    assert "corrected" not in told.values()


def wheels(n: int) -> list[dict]:
    first = wheel(f"W{n}", f"F{n}", "2025-01-10", 4)
    return [*first, *wheel(f"X{n}", f"F{n}", "2025-06-10", 5 + n % 2, phase="closing")]


def test_the_promises_of_all_courses_are_in_a_yearly_report_s_code(data):
    old = [course(n, started_on="2023-01-02") for n in range(20, 32)]
    published(data, [*CASES, *old], LATER)
    source = Source(Warehouse(snapshot.current(data)), 2025)
    code = register.keep(data, "annual", source.snapshot, source.told)
    ended = [each | course(20 + i, started_on="2023-01-02", ended_on="2024-01-02", end_reason="employment")
             for i, each in enumerate(old)]  # fmt: skip
    published(data, [*CASES, *ended], LATER)
    found = reopened.reopened(data, code)
    assert ("criterion_completed", Scope()) in {
        (each.figure_id, each.scope) for each in found.changes
    }
    assert any(row["Tal"].endswith(", alle forløb") for row in reopened.table(found))
    printed = run("figures", "--changed-since", code, "--format", "json", "--data", data)
    about = ("figure_id", "municipality_code", "programme", "period_from", "period_to")
    told = {tuple(row[key] for key in about) for row in json.loads(printed.stdout)}
    assert told == {
        (each.figure_id, each.scope.municipality, each.scope.programme, *(day and day.isoformat() for day in period))
        for each in found.changes
        for period in [(each.scope.period_from, each.scope.period_to)]
    }  # fmt: skip


def test_what_few_have_answered_is_in_no_code_and_no_list_of_what_changed(data):
    few = [answer(f"R{n}", "help", "satisfied", case_id=f"F{n}") for n in range(1, 4)]
    published(data, CASES, LATER, few)
    code = kept(data)
    line = json.loads(register.path(data).read_text())
    assert line["parts"][0]["numbers"]["satisfaction_help_satisfied"][1:] == [None] * 4
    published(data, CASES, LATER, few[:2])
    told = [row for row in reopened.table(reopened.reopened(data, code)) if "hjælp" in row["Tal"]]
    assert all("vises ikke" in row["Nu"] for row in told if "tilfreds" in row["Tal"]), told


def test_a_number_that_is_defined_otherwise_now_is_said_to_be(data):
    published(data, CASES, FIRST)
    code = kept(data)
    line = json.loads(register.path(data).read_text())
    line["parts"][0]["numbers"]["citizens"][2] = 99  # as an earlier program had counted
    register.path(data).write_text(json.dumps(line) + "\n")
    assert why(data, code) == {"citizens": "method"}
    line["parts"][0]["numbers"]["no_more"] = [1, 1, 1.0, None, None]
    register.path(data).write_text(json.dumps(line) + "\n")
    assert why(data, code)["no_more"] == "gone"


def test_where_the_snapshot_is_removed_the_numbers_are_still_held_against_what_is_now(data):
    before = published(data, CASES, FIRST)
    code = kept(data)
    published(data, CASES[1:], FIRST)
    for path in [before.folder, *before.folder.iterdir()]:
        path.chmod(0o755)
    for path in before.folder.iterdir():
        path.unlink()
    before.folder.rmdir()
    assert why(data, code)["citizens"] == "corrected"


def test_numbers_that_are_the_same_in_words_are_told_apart_to_the_digit():
    row = row_of("attendance_share", n=108, value=0.0801, low=0.06, high=0.11)
    was = {"interval": {"low": 0.02}, "digits": {"value": 0.0802}, "grounds": {"value": 0.2}}
    told = {
        name: next(
            reopened._apart(
                reopened.Change(row.id, Scope(), replace(row, **then), row, "corrected")
            )
        )
        for name, then in was.items()
    }
    assert plain(told["grounds"][0]) == "20 % (n = 108)"
    assert [plain(each) for each in told["interval"]] == [
        "8 % (n = 108); 2–11 %",
        "8 % (n = 108); 6–11 %",
    ]
    assert [plain(each).split("; ")[:2] for each in told["digits"]] == [
        ["ud af 108", "værdi 0,080200"], ["ud af 108", "værdi 0,080100"],
    ]  # fmt: skip


@pytest.mark.parametrize("damage", [{"parts": None}, {"kind": "x"}, {"made_at": "i går"}])
def test_what_is_kept_and_damaged_is_a_sentence(data, damage):
    published(data, CASES[:1], FIRST)
    code = kept(data)
    line = json.loads(register.path(data).read_text()) | damage
    register.path(data).write_text(json.dumps(line) + "\n")
    with pytest.raises(DashboardError, match="beskadiget"):
        reopened.reopened(data, code)


@pytest.mark.parametrize("code", ["", "KG-ABC", "KG-1111-AAAA", "../../x", "KG-AAAA-AAAA"])
def test_a_damaged_or_unknown_code_is_a_sentence(data, code):
    published(data, CASES[:1], FIRST)
    with pytest.raises(DashboardError):
        reopened.reopened(data, code)
    result = run("report", "reopen", code, "--data", data)
    assert (result.exit_code, result.stderr.count("\n")) == (1, 1)


def test_the_command_line_prints_what_has_changed(data):
    published(data, CASES, FIRST)
    code = kept(data)
    same = run("figures", "--changed-since", code, "--format", "json", "--data", data)
    assert json.loads(same.stdout) == []
    published(data, [ENDED, *CASES[1:]], LATER)
    found = run("figures", "--changed-since", code, "--format", "json", "--data", data)
    assert "courses_closed" in {row["figure_id"] for row in json.loads(found.stdout)}
    told = run("report", "reopen", code, "--data", data)
    assert "nye oplysninger efter rapportens data" in told.stdout
    assert (
        run("figures", "--changed-since", code, "--programme", "x", "--data", data).exit_code == 2
    )


def test_a_promise_that_turns_to_the_wrong_side_is_exit_code_3(data):
    def cases(reached: int) -> list[dict]:
        return [
            course(
                n,
                started_on="2023-01-02",
                ended_on="2024-08-10",
                end_reason="employment" if n <= reached else "withdrew",
                phases_completed_on="2024-06-01" if n == 1 else None,
            )
            for n in range(1, 13)
        ]

    published(data, cases(10), FIRST)
    assert run("verdicts", "--data", data).exit_code == 0
    published(data, cases(5), LATER)
    result = run("verdicts", "--data", data)
    assert result.exit_code == 3
    assert "Gennemfører eller går videre: 5 ud af 12" in result.stdout
    assert "Før:" in result.stderr
    published(data, cases(5), LATER)
    assert run("verdicts", "--data", data).exit_code == 0  # it was so last time too
