"""Files that say more of courses: what they fill is delivered, and nothing of them is lost without a word."""

import pytest

from dashboard.ingest import recipe_file
from dashboard.ingest.check import check
from dashboard.ingest.refusal import raise_for
from tests.builders import cells
from tests.exports.with_phases import BARE, COURSES, HEAD, OURS, PHASES, RECIPE, files


@pytest.fixture
def found(tmp_path):
    def of(phases=PHASES, recipe=RECIPE, **how):
        folder, work = tmp_path / "export", tmp_path / "work"
        folder.mkdir()
        work.mkdir()
        for name, text in files(phases, COURSES).items():
            if text:
                (folder / name).write_text(text, encoding="utf-8")
        path = folder / "recipe.toml"
        path.write_text(recipe, encoding="utf-8")
        return check(folder, recipe_file.read(path), work, **how)

    return of


def test_a_column_that_another_file_fills_is_not_absent(found):
    absent = found().absent
    assert {"cases.phase_2_on", "cases.phase_3_on"}.isdisjoint(absent)
    assert "cases.phases_completed_on" in absent


def test_where_the_file_may_be_missing_and_is_its_columns_are_absent(found):
    checked = found("", RECIPE.replace("adds = true", "adds = true\noptional = true"))
    assert checked.findings.count() == 0
    assert cells(checked, "cases") == BARE
    assert "cases.phase_2_on" in checked.absent
    assert [each.key for each in checked.notices].count("no_optional_file") == 1


def test_where_the_file_must_be_there_and_is_not_that_is_a_fault(found):
    checked = found("")
    assert [group[2] for group in checked.findings.groups()] == ["no_file"]


def test_the_file_is_among_those_that_were_read(found):
    assert set(found().sources["cases"].hashes) == {
        "Udtræk_faser_20261101.csv", "Udtræk_forloeb_20261101.csv",
    }  # fmt: skip


def test_a_row_with_a_fault_is_held_back_and_fills_nothing(found):
    late = "2025-003;2 Parat;01-01-1980;31-12-9999;XX01\r\n"
    checked = found(PHASES + late, quarantine=True)
    raise_for(checked, quarantine=True)
    assert cells(checked, "cases") == OURS
    assert checked.quarantined["cases"] == 1
    bad = checked.findings.bad_rows("cases", checked.sources["cases"].files)
    ((file, row, reasons),) = bad.select("file, row, reasons").fetchall()
    assert (file, row) == ("Udtræk_faser_20261101.csv", 8)
    assert [(each["column_name"], each["rule"]) for each in reasons] == [
        ("phase_2_on", "before_1990")
    ]


def test_a_fault_is_told_by_their_own_heading(found):
    checked = found(HEAD + "2025-001;2 Parat;engang;;\r\n")
    (group,) = checked.findings.groups()
    (fault,) = checked.findings.rows(group[:3], checked.sources, None)
    assert (fault.file, fault.row, fault.cell) == ("Udtræk_faser_20261101.csv", 2, "Gyldig fra")


def test_courses_by_our_own_name_for_their_file_are_added_to(found, tmp_path):
    own = RECIPE[RECIPE.index('[[source]]\ntable = "cases"\nfiles = ["Udtræk_faser') :]
    recipe = 'date_format = "dd-mm-åååå"\n' + own
    text = "case_id,citizen_id,municipality_code,programme,started_on\n"
    (tmp_path / "export").mkdir()
    (tmp_path / "work").mkdir()
    rows = "".join(f"2025-00{n},B{n},0461,mentor,2026-01-05\n" for n in (1, 2, 3))
    (tmp_path / "export" / "cases.csv").write_text(text + rows, encoding="utf-8")
    (tmp_path / "export" / "Udtræk_faser.csv").write_text(PHASES, encoding="utf-8")
    (tmp_path / "export" / "recipe.toml").write_text(recipe, encoding="utf-8")
    checked = check(
        tmp_path / "export",
        recipe_file.read(tmp_path / "export" / "recipe.toml"),
        tmp_path / "work",
    )
    assert cells(checked, "cases") == OURS
