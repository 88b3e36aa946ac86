"""The templates filled in need no recipe of anybody's: they come with theirs."""

import csv
from datetime import date, datetime

import openpyxl
import pytest
from click.testing import CliRunner

from dashboard.__main__ import main
from dashboard.ingest import recipe_file, templates
from dashboard.ingest.check import check
from tests.builders import cells


@pytest.fixture
def forms(tmp_path):
    result = CliRunner().invoke(main, ["templates", "--out", str(tmp_path / "forms")])
    assert result.exit_code == 0
    return tmp_path / "forms"


def fill_in_workbooks(folder):
    """The example becomes a course of the firm's own."""
    for path in folder.glob("*.xlsx"):
        book = openpyxl.load_workbook(path)
        assert book.active.cell(2, 1).value == templates.EXAMPLE_CASE
        book.active.cell(2, 1).value = "F1"
        book.save(path)


def fill_in_csv(folder):
    for path in (folder / "csv").glob("*.csv"):
        text = path.read_text(encoding="utf-8-sig")
        path.write_text(text.replace(templates.EXAMPLE_CASE, "F1"), encoding="utf-8-sig")


def read(folder, tmp_path):
    (tmp_path / "work").mkdir()
    return check(folder, recipe_file.read(recipe_file.beside(folder)), tmp_path / "work")


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_what_is_filled_in_is_read_as_it_was_meant(forms, tmp_path, kind):
    if kind == "xlsx":
        fill_in_workbooks(forms)
    else:
        fill_in_csv(forms)
    found = read(forms if kind == "xlsx" else forms / "csv", tmp_path)
    assert found.findings.count() == 0
    (course,) = cells(found, "cases")
    assert {
        "case_id": "F1", "municipality_code": "0461", "programme": "mentor", "started_on": date(2026, 1, 19),
        "readiness_at_start": "activity_ready", "benefit_at_start": "kontanthjaelp",
        "granted_hours_per_week": 3.5, "mentor_gender": "female", "mentor_wish_met": True, "need_debt": True,
    }.items() <= course.items()  # fmt: skip
    (contact,) = cells(found, "contacts")
    assert (contact["contacted_at"], contact["channel"], contact["outcome"], contact["topic"]) == (
        datetime(2026, 1, 22, 13, 30), "meeting", "held", "economy",
    )  # fmt: skip
    answers = {(row["instrument"], row["item"]): row for row in cells(found, "survey_results")}
    assert len(answers) == 8 + 10 + 1
    assert answers["life_wheel", "housing"]["score"] == 5
    assert answers["satisfaction", "chemistry"]["answer"] == "very_good"
    assert answers["coping", "better_at_challenges"]["answer"] == "yes"


def test_the_example_is_no_course_and_only_the_courses_must_be_there(forms, tmp_path):
    for path in forms.glob("*.xlsx"):
        if path.name != "Forløb.xlsx":
            path.unlink()
    found = read(forms, tmp_path)
    assert found.findings.count() == 0
    assert found.rows == {"cases": 0, "contacts": 0, "survey_results": 0}


def test_every_word_of_a_list_is_in_the_recipe(forms):
    recipe = recipe_file.read(forms / "csv" / "recipe.toml")
    by_file = {origin.files[0]: origin for origin in recipe.origins if origin.files}
    for template in templates.templates():
        origin = by_file[f"{template.name}.csv"]
        asked = {heading: item for wide in origin.wide for heading, item in wide.items.items()}
        for field in template.fields:
            known = origin.answers.get(asked.get(field.heading, ""), {})
            column = origin.mapping.heading(field.heading)
            known = known or origin.mapping.codes.get(column, {})
            assert set(field.choices) <= {*known, "Ja", "Nej"}


def test_a_recipe_is_proposed_once_and_never_written_over(tmp_path):
    folder = tmp_path / "firm"
    folder.mkdir()
    none = CliRunner().invoke(main, ["recipe", str(folder)])
    assert (none.exit_code, none.stdout) == (1, "")
    assert none.stderr == f"Ingen af filerne i {folder} ligner forløb, kontakter eller svar.\n"
    with (folder / "Borgere.csv").open("w", newline="") as file:
        csv.writer(file, delimiter=";").writerows(
            [
                ["Sagsnr", "Borger", "Kommune", "Indsats", "Start"],
                ["1", "B1", "Odense", "Mentor", "31-01-2026"],
            ]
        )
    first = CliRunner().invoke(main, ["recipe", str(folder)])
    assert first.exit_code == 0
    assert first.stdout == "cases: Borgere.csv · sikre linjer 8, sandsynlige 1, gæt 0\n"
    again = CliRunner().invoke(main, ["recipe", str(folder)])
    assert again.exit_code == 1
    assert "er der allerede og røres ikke" in again.stderr
    missing = CliRunner().invoke(main, ["recipe", str(tmp_path / "none")])
    assert missing.stderr == f"Mappen {tmp_path / 'none'} findes ikke.\n"
