"""The progression report: what a caseworker is told of one course, and what is not for a caseworker."""

import io
from datetime import date

import pypdf
import pytest

from dashboard.access import access_log
from dashboard.foundation import words
from dashboard.presenters import one_course
from dashboard.reports import progression
from tests.builders import case, contact, published, wheel


@pytest.fixture
def warehouse(tmp_path):
    return published(
        tmp_path,
        data_to="2025-06-30",
        cases=[
            case("F1", "2025-01-06", citizen_id="B1", phase_2_on="2025-03-03", goals_agreed_on="2025-01-20",
                 charged_on="2025-04-01", employment_started_on="2025-05-05"),
            case("F2", "2024-01-01", citizen_id="B1", ended_on="2024-06-01", end_reason="moved"),
        ],
        contacts=[
            contact("C1", "F1", "2025-05-06 10:00"),
            contact("C2", "F1", "2025-05-13 10:00", outcome="no_show"),
            contact("C3", "F1", "2025-06-13 10:00"),
        ],
        survey=[
            *wheel("W1", "F1", "2025-01-10", 4),
            *wheel("W2", "F1", "2025-06-10", 6, phase="closing"),
        ],
    )  # fmt: skip


def text_of(warehouse, language: str = "da", case_id: str = "F1") -> str:
    rows = [
        warehouse.query(name, case_id=case_id).to_dicts()
        for name in ("course", "course_days", "course_wheels")
    ]
    with words.speaking(language):
        content = progression.written(rows[0][0], rows[1], rows[2], warehouse.snapshot)
    pages = pypdf.PdfReader(io.BytesIO(content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_it_tells_attendance_phases_goals_events_and_the_wheel(warehouse):
    said = text_of(warehouse)
    assert "Juni 2025 1 0 0 Maj 2025 1 1 0" in said
    for told in ("20. januar 2025 Skriftlige mål aftalt", "3. marts 2025 Fase Parat begynder",
                 "5. maj 2025 Begyndt i job", "10. januar 2025"):  # fmt: skip
        assert told in said
    assert "Det er gået godt" in said


@pytest.mark.parametrize(
    ("started", "months"), [("2025-06-19", 1), ("2025-04-30", 3), ("2024-01-01", 6)]
)
def test_attendance_is_of_months_the_course_has_lasted(started, months):
    told = progression._attendance([], date.fromisoformat(started), date(2025, 6, 30))
    assert len(told) == months and told[0]["Måned"] == "Juni 2025"


def test_attendance_ends_with_the_course(warehouse):
    said = text_of(warehouse, case_id="F2")
    assert "Juni 2024 0 0 0 Maj 2024 0 0 0" in said
    assert "2025 0 0 0" not in said


def test_a_charge_and_the_firm_s_own_lists_are_not_for_a_caseworker(warehouse):
    said = text_of(warehouse)
    assert "iltal" not in said
    assert "F2" not in said
    assert "opfølgning" not in said
    assert "charge" not in text_of(warehouse, "en").lower()


def test_that_it_was_made_is_written_down_with_the_opening_and_forgotten_with_the_course(tmp_path):
    assert access_log.reports(tmp_path) == []
    access_log.append(tmp_path, "x", "F1")
    access_log.append_report(tmp_path, "x", "F1")
    assert access_log.reports(tmp_path) == [("F1", words.today())]
    assert access_log.forget(tmp_path, ["F1"]) == 2
    assert access_log.reports(tmp_path) == []


def test_what_cannot_be_read_is_not_said_to_be_none():
    assert one_course.reported(None, 60) == "Det kan ikke læses, om rapporten er hentet."
    assert "så langt loggen går tilbage (højst 60 måneder)." in one_course.reported([], 60)
