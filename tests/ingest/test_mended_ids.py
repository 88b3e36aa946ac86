"""A list kept by citizen finds the citizen's course, where there is one alone; numbers that are others' stay faults."""

from pathlib import Path

import pytest

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


def checked(
    folder: Path, courses: list[tuple[str, str]], seen: list[str], never: tuple[str, ...] = ()
):
    """The check of a list of (course, citizen) and a log kept by what `seen` has; never: courses that never began."""
    folder.mkdir()
    leaving_out = (
        RECIPE.replace("\n\n[[", "\n[source.without]\n'Start' = ['']\n\n[[") if never else RECIPE
    )
    (folder / "recipe.toml").write_text(leaving_out, encoding="utf-8")
    rows = [f"{case};{citizen};0360;mentor;2025-01-01" for case, citizen in courses]
    rows += [f"{case};X{case};0360;mentor;" for case in never]
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


def test_what_is_about_a_course_that_is_left_out_is_left_out_with_it(tmp_path):
    known = [f"F{n}" for n in range(5, 25)]  # one in ten may be a stray
    seen = ["F1", "N1", "n 1", "F2", "N9", "B003", *known]
    found = checked(tmp_path / "a", COURSES, seen, never=("N1", "N2", "F2", "B003"))
    faults = [(rule, n) for _table, _column, rule, n in found.findings.groups()]
    assert faults == [("unknown_case", 1)]  # N9, of which nobody has spoken; F2 began all the same
    # the last is kept by citizen
    assert sorted({*cases_of(found)} - {*known}) == ["F1", "F2", "F3", "N9"]
    assert [(e.table, e.n) for e in found.notices if e.key == "of_left_out"] == [("contacts", 2)]


def test_a_row_that_is_left_out_of_what_a_list_adds_leaves_out_no_course(tmp_path):
    folder = tmp_path / "a"
    folder.mkdir()
    more = """
[[source]]
table = "cases"
files = ["faser.csv"]
adds = true
[source.columns]
"Nr" = "case_id"
"Parat" = "phase_2_on"
[source.without]
"Fase" = ["Klar"]
"""
    (folder / "recipe.toml").write_text(f"{RECIPE}\n{more}", encoding="utf-8")
    (folder / "liste.csv").write_text(
        "Nr;Borger;Kommune;Program;Start\nF1;B1;0360;mentor;2025-01-01\n"
    )
    (folder / "faser.csv").write_text("Nr;Fase;Parat\nF1;Parat;2025-02-01\nN5;Klar;\n")
    (folder / "log.csv").write_text(
        "Nr;Borger;Dag;Hvordan;Udfald\nK1;N5;2025-02-01 10:00;meeting;held\n"
    )
    (folder / "work").mkdir()
    found = check(folder, recipe_file.read(folder / "recipe.toml"), folder / "work")
    assert [rule for _table, _column, rule, _n in found.findings.groups()] == ["unknown_case"]


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


BY_CITIZEN = """
[[source]]
table = "cases"
files = ["liste.csv"]
[source.columns]
"Nr" = ["case_id", "citizen_id"]
"Kommune" = "municipality_code"
"Start" = "started_on"
"Slut" = "ended_on"
"Grund" = "end_reason"
[source.constants]
programme = "mentor"

[[source]]
table = "contacts"
files = ["log.csv"]
made_ids = ["contact_id"]
[source.columns]
"Borger" = "case_id"
"Dag" = "contacted_at"
"Hvordan" = "channel"
"Udfald" = "outcome"
"""
APART = BY_CITIZEN.replace('"Nr" = ["case_id", "citizen_id"]', '"Nr" = "case_id"').replace(
    '"Kommune" = ', '"Hvem" = "citizen_id"\n"Kommune" = '
)
ENDED = "2025-03-31;moved"
OPEN = ";"


def by_citizen(folder: Path, courses: list[str], seen: list[tuple[str, str]], recipe=BY_CITIZEN):
    """The check of courses (number;start;end;reason) and contacts (number and day), both by citizen's number alone."""
    head, place = (
        ("Nr;Kommune;Start;Slut;Grund", 1)
        if recipe != APART
        else ("Nr;Hvem;Kommune;Start;Slut;Grund", 2)
    )
    rows = [
        ";".join([*each.split(";")[:place], "0360", *each.split(";")[place:]]) for each in courses
    ]
    folder.mkdir()
    (folder / "recipe.toml").write_text(recipe, encoding="utf-8")
    (folder / "liste.csv").write_text("\n".join([head, *rows]) + "\n")
    rows = [f"{number};{day} 10:00;meeting;held" for number, day in seen]
    (folder / "log.csv").write_text("\n".join(["Borger;Dag;Hvordan;Udfald", *rows]) + "\n")
    (folder / "work").mkdir()
    return check(folder, recipe_file.read(folder / "recipe.toml"), folder / "work")


def by_day(found) -> list[tuple[str, str]]:
    rows = found.con.sql("select contacted_at::date::varchar, case_id from contacts order by all")
    return rows.fetchall()


TWICE = [f"B-7;2025-01-01;{ENDED}", f"B-7;2025-06-01;{OPEN}", f"B-8;2025-01-01;{OPEN}"]


def test_a_citizen_s_later_course_has_a_running_number_and_the_contacts_of_its_days(tmp_path):
    seen = [
        ("B-7", "2025-02-01"), ("B-7", "2025-04-15"), ("B-7", "2025-06-01"), ("b 7", "2025-07-01"),
        ("7", "2025-08-01"), ("B-7", "2024-12-30"), ("B-8", "2025-09-01"),
    ]  # fmt: skip
    found = by_citizen(tmp_path / "a", TWICE, seen)
    assert found.findings.count() == 0
    assert by_day(found) == [
        ("2024-12-30", "B-7"),  # before the first
        ("2025-02-01", "B-7"),
        ("2025-04-15", "B-7"),  # after the first, before the second
        ("2025-06-01", "B-7 (2)"),
        ("2025-07-01", "B-7 (2)"),
        ("2025-08-01", "B-7 (2)"),
        ("2025-09-01", "B-8"),
    ]
    rows = found.con.sql("select case_id, citizen_id, started_on::varchar from cases order by all")
    assert rows.fetchall() == [
        ("B-7", "B-7", "2025-01-01"), ("B-7 (2)", "B-7", "2025-06-01"), ("B-8", "B-8", "2025-01-01"),
    ]  # fmt: skip
    told = {each.key: each.names for each in found.notices}
    assert told["numbered_ids"] == ("B-7 → B-7 (2)",)
    assert set(told["ids_by_day"]) == {"B-7 → B-7 (2)", "b 7 → B-7 (2)", "7 → B-7 (2)"}


@pytest.mark.parametrize(
    "second", [f"B-7;2025-03-01;{OPEN}", f"B-7;2025-01-01;{ENDED}", f"B-7;;{OPEN}"]
)
def test_courses_that_overlap_or_are_one_twice_keep_the_number_which_is_a_fault(tmp_path, second):
    found = by_citizen(tmp_path / "a", [TWICE[0], second, TWICE[2]], [("B-7", "2025-07-01")])
    assert "double_key" in {rule for _table, _column, rule, _n in found.findings.groups()}
    assert not {each.key for each in found.notices} & {"numbered_ids", "ids_by_day"}


def test_three_courses_and_a_number_with_its_own_running_number(tmp_path):
    courses = [*TWICE[:1], "B-7;2025-06-01;2025-08-01;moved", f"B-7;2025-08-01;{OPEN}"]
    seen = [("B-7 (2)", "2025-09-01"), ("B-7", "2025-07-31"), ("B-7", "2025-08-01")]
    found = by_citizen(tmp_path / "a", courses, seen)
    assert by_day(found) == [
        ("2025-07-31", "B-7 (2)"),
        ("2025-08-01", "B-7 (3)"),
        ("2025-09-01", "B-7 (2)"),  # whoever writes the running number knows which
    ]


def test_courses_with_numbers_of_their_own_find_a_citizen_s_contacts_by_their_days(tmp_path):
    recipe = BY_CITIZEN.replace('"Nr" = ["case_id", "citizen_id"]', '"Nr" = "citizen_id"').replace(
        'files = ["liste.csv"]\n', 'files = ["liste.csv"]\nmade_ids = ["case_id"]\n'
    )
    found = by_citizen(
        tmp_path / "a", TWICE, [("B-7", "2025-02-01"), ("B-7", "2025-07-01")], recipe
    )
    first, second = (case for _day, case in by_day(found))
    starts = dict(found.con.sql("select case_id, started_on::varchar from cases").fetchall())
    assert (starts[first], starts[second]) == ("2025-01-01", "2025-06-01")
    assert found.findings.count() == 0


def apart(folder: Path, courses: list[tuple[str, str, str]], seen: list[tuple[str, str]]):
    """The same of courses (number, citizen and start;end;reason) that have a column for each."""
    return by_citizen(folder, [";".join(each) for each in courses], seen, APART)


def test_a_course_s_own_number_spelt_otherwise_is_not_another_citizen_s(tmp_path):
    courses = [
        ("7", "5", f"2025-01-01;{OPEN}"), ("9", "7", f"2025-01-01;{ENDED}"), ("12", "7", f"2025-06-01;{OPEN}"),
    ]  # fmt: skip
    found = apart(tmp_path / "a", courses, [("07", "2025-07-01"), ("7.0", "2025-07-02")])
    assert [case for _day, case in by_day(found)] == ["7", "7"]


def test_courses_that_were_given_running_numbers_before_are_told_apart_again(tmp_path):
    courses = [("B-7", "B-7", f"2025-01-01;{ENDED}"), ("B-7 (2)", "B-7", f"2025-06-01;{OPEN}")]
    seen = [("B-7", "2025-02-01"), ("B-7", "2025-07-01"), ("B-7 (2)", "2025-07-02")]
    found = apart(tmp_path / "a", courses, seen)
    assert [case for _day, case in by_day(found)] == ["B-7", "B-7 (2)", "B-7 (2)"]


def test_one_day_s_course_delivered_twice_is_a_fault(tmp_path):
    once = "B-7;2025-01-01;2025-01-01;moved"
    found = by_citizen(tmp_path / "a", [once, once, TWICE[2]], [("B-8", "2025-07-01")])
    assert "double_key" in {rule for _table, _column, rule, _n in found.findings.groups()}


def test_a_list_kept_by_name_tells_how_many_and_no_name(tmp_path):
    courses = [f"Nadia Hansen;2025-01-01;{ENDED}", f"Nadia Hansen;2025-06-01;{OPEN}"]
    found = by_citizen(tmp_path / "a", courses, [("Nadia Hansen", "2025-07-01")])
    assert [case for _day, case in by_day(found)] == ["Nadia Hansen (2)"]
    told = [each for each in found.notices if each.key in ("numbered_ids", "ids_by_day")]
    assert [(each.n, each.names) for each in told] == [(1, ()), (1, ())]


FORMS = """
[[source]]
table = "survey_results"
files = ["skema.csv"]
made_ids = ["response_id"]
[source.columns]
"Borger" = "case_id"
"Fase" = "phase"
"Dag" = ["answered_on", "invited_on"]
[source.items]
"Bolig" = "housing"
[source.constants]
instrument = "life_wheel"
respondent = "citizen"
"""


def test_a_wheel_for_a_start_or_a_closing_is_of_the_course_that_began_or_ended_nearest(tmp_path):
    folder = tmp_path / "a"
    courses = [f"B-7;2025-01-01;{ENDED}", f"B-7;2025-04-10;{OPEN}", TWICE[2]]
    by_citizen(folder, courses, [("B-8", "2025-07-01")])
    recipe = (folder / "recipe.toml").read_text(encoding="utf-8") + FORMS
    (folder / "recipe.toml").write_text(recipe, encoding="utf-8")
    days = [
        ("start", "2025-01-02", "B-7"), ("phase_2", "2025-03-01", "B-7"), ("closing", "2025-04-11", "B-7"),
        ("start", "2025-04-08", "B-7 (2)"), ("phase_2", "2025-04-11", "B-7 (2)"),
    ]  # fmt: skip
    rows = [f"B-7;{phase};{day};5" for phase, day, _case in days]
    (folder / "skema.csv").write_text("\n".join(["Borger;Fase;Dag;Bolig", *rows]) + "\n")
    (tmp_path / "work").mkdir()
    found = check(folder, recipe_file.read(folder / "recipe.toml"), tmp_path / "work")
    said = "select phase, answered_on::varchar, case_id from survey_results order by all"
    assert found.con.sql(said).fetchall() == sorted(days)


def test_what_a_file_adds_under_a_number_of_several_courses_is_told_and_not_given_to_the_first(
    tmp_path,
):
    folder = tmp_path / "a"
    by_citizen(folder, TWICE, [("B-8", "2025-07-01")])
    adds = '[[source]]\ntable = "cases"\nfiles = ["mere.csv"]\nadds = true\n[source.columns]\n'
    adds += '"Nr" = "case_id"\n"Tiltalt" = "charged_on"\n'
    recipe = (folder / "recipe.toml").read_text(encoding="utf-8") + "\n" + adds
    (folder / "recipe.toml").write_text(recipe, encoding="utf-8")
    (folder / "mere.csv").write_text("Nr;Tiltalt\nB-7;2025-07-05\nB-8;2025-07-06\n")
    (tmp_path / "work").mkdir()
    found = check(folder, recipe_file.read(folder / "recipe.toml"), tmp_path / "work")
    said = "select case_id, charged_on::varchar from cases order by all"
    assert found.con.sql(said).fetchall() == [
        ("B-7", None), ("B-7 (2)", None), ("B-8", "2025-07-06"),
    ]  # fmt: skip
    (told,) = (each for each in found.notices if each.key == "added_unknown")
    assert (told.n, told.names) == (1, ("B-7",))
