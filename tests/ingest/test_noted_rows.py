"""The rows that a notice counts are told by file and row: the first three of them."""

from datetime import date

import pytest

from dashboard.ingest import noted_rows
from tests.builders import answer, case, checked, contact, write_export

COURSES = [case("F1", "2025-01-01", ended_on="2025-03-01", end_reason="other"), case("F2")]
EARLY = [contact(f"E{day}", "F1", at=f"2024-12-0{day} 10:00") for day in range(1, 5)]
SAME = [contact("C1", "F1"), contact("C2", "F1"), contact("C3", "F1")]


def told(tmp_path, **rows):
    found = checked(write_export(tmp_path / "export", **rows), data_to=date(2026, 9, 30))
    assert found.findings.groups() == []
    return {
        key: [(each.file, each.row) for each in rows]
        for key, rows in noted_rows.first(found).items()
    }


def test_contacts_outside_their_course_are_told_by_row(tmp_path):
    found = told(tmp_path, cases=COURSES, contacts=[SAME[0], *EARLY])
    assert found == {"contacts_outside_course": [("contacts.parquet", n) for n in (2, 3, 4)]}


def test_of_contacts_that_are_alike_those_after_the_first_are_told(tmp_path):
    found = told(tmp_path, cases=COURSES, contacts=[contact("C0", "F2"), *SAME])
    assert found == {"repeated_contacts": [("contacts.parquet", 3), ("contacts.parquet", 4)]}


def test_contacts_that_lasted_ten_hours_are_told_by_row(tmp_path):
    lasted = [contact("C1", "F1"), contact("L1", "F1", at="2025-01-12 10:00", minutes=915.0)]
    found = told(tmp_path, cases=COURSES, contacts=lasted)
    assert found == {"long_contacts": [("contacts.parquet", 2)]}


@pytest.mark.parametrize(("second", "rows"), [("satisfied", [3]), ("not_satisfied", None)])
def test_of_questionnaires_that_are_alike_the_later_is_told(tmp_path, second, rows):
    given = {"case_id": "F1"}
    survey = [answer("R1", "help", "satisfied", **given), answer("R1", "outcome", None, **given)]
    survey += [answer("R2", "help", second, **given), answer("R2", "outcome", None, **given)]
    found = told(tmp_path, cases=COURSES, survey=survey).get("repeated_answers")
    assert found == (rows and [("survey_results.parquet", n) for n in rows])


def test_of_a_number_in_several_spellings_the_rarer_are_told(tmp_path):
    spelled = ["MKL", "Mkl", "MKL", "TBS", "TBS", "tbs", "tbs", "12-3", "1-23"]
    cases = [case(f"G{n}", mentor_id=mentor) for n, mentor in enumerate(spelled)]
    export = write_export(tmp_path / "export", cases=cases)
    found = noted_rows.first(checked(export))["two_spellings"]
    assert [(row.column, row.row) for row in found] == [("mentor_id", 2), ("mentor_id", 6)]


def test_nothing_is_looked_up_where_nothing_was_noted(tmp_path):
    assert told(tmp_path, cases=COURSES, contacts=SAME[:1]) == {}
