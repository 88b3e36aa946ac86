"""A list kept by citizen finds the citizen's course, where there is one alone; numbers that are others' stay faults."""

from pathlib import Path

from dashboard.ingest import recipe_file
from dashboard.ingest.check import check

RECIPE = """
[[source]]
table = "cases"
files = ["liste.csv"]
[source.columns]
"Nr" = "case_id"
"Borger" = "citizen_id"
"Kommune" = "municipality_code"
"Program" = "programme"
"Start" = "started_on"

[[source]]
table = "contacts"
files = ["log.csv"]
[source.columns]
"Nr" = "contact_id"
"Borger" = "case_id"
"Dag" = "contacted_at"
"Hvordan" = "channel"
"Udfald" = "outcome"
"""


def checked(folder: Path, courses: list[tuple[str, str]], seen: list[str]):
    """The check of a list of (course, citizen) and a log kept by what `seen` has."""
    folder.mkdir()
    (folder / "recipe.toml").write_text(RECIPE, encoding="utf-8")
    rows = [f"{case};{citizen};0360;mentor;2025-01-01" for case, citizen in courses]
    (folder / "liste.csv").write_text("\n".join(["Nr;Borger;Kommune;Program;Start", *rows]) + "\n")
    rows = [f"K{i};{id_};2025-02-0{1 + i % 9} 10:00;meeting;held" for i, id_ in enumerate(seen)]
    (folder / "log.csv").write_text("\n".join(["Nr;Borger;Dag;Hvordan;Udfald", *rows]) + "\n")
    work = folder / "work"
    work.mkdir()
    return check(folder, recipe_file.read(folder / "recipe.toml"), work)


def cases_of(found) -> list[str]:
    return [
        case
        for (case,) in found.con.sql("select case_id from contacts order by contact_id").fetchall()
    ]


COURSES = [(f"F{n}", f"B{n:03}") for n in range(1, 31)]


def test_a_citizen_s_number_is_the_citizen_s_only_course(tmp_path):
    found = checked(tmp_path / "a", COURSES, ["B001", "b-2", "F3"])
    assert cases_of(found) == ["F1", "F2", "F3"]
    (told,) = (each for each in found.notices if each.key == "citizens_ids")
    assert (told.n, told.table) == (2, "contacts")
    assert found.findings.count() == 0


def test_where_a_citizen_has_two_courses_nobody_guesses_which(tmp_path):
    twice = [*COURSES, ("F99", "B001")]
    seen = [f"B{n:03}" for n in range(1, 31)]
    found = checked(tmp_path / "a", twice, seen)
    assert found.findings.count() == 1
    assert sorted(cases_of(found)) == sorted(["B001", *(f"F{n}" for n in range(2, 31))])


def test_a_course_s_own_number_is_not_taken_for_a_citizen_s(tmp_path):
    crossed = [("17", "18"), ("18", "17")]
    found = checked(tmp_path / "a", crossed, ["17", "18"])
    assert cases_of(found) == ["17", "18"]
    assert not [each for each in found.notices if each.key == "citizens_ids"]


def test_a_number_of_nobody_s_stays_a_fault(tmp_path):
    found = checked(tmp_path / "a", COURSES, ["X1", "X2", "X3"])
    assert found.findings.count() == 3
