"""A corpus of exports as tools really write them: each becomes exactly these rows, or exactly this sentence."""

from datetime import date
from pathlib import Path

import pytest

from dashboard.foundation.errors import DashboardError
from dashboard.ingest import recipe_file
from dashboard.ingest.check import check
from dashboard.ingest.recipe import Recipe
from dashboard.ingest.refusal import notice, report
from tests.builders import cells
from tests.exports import (
    by_forms,
    by_frames,
    by_hand,
    by_spreadsheets,
    by_statistics,
    by_systems,
    hostile,
    with_ids,
    with_phases,
    without_years,
)
from tests.exports.by_spreadsheets import SAMPLES
from tests.exports.making import Export

MODULES = (
    by_spreadsheets, by_frames, by_statistics, by_forms, by_systems, by_hand, with_ids, with_phases, without_years, hostile,
)  # fmt: skip
EXPORTS = [export for module in MODULES for export in module.EXPORTS]
DATA_TO = date(2026, 9, 30)
DULL = ("missing_nullable_column", "undelivered_table")  # of nearly every export here


def delivered(export, folder):
    """The export's files, in a folder of their own."""
    place = folder / "export"
    for name, content in export.files.items():
        path = place / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if callable(content):
            content(path)
        else:
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return place


def outcome(export, folder):
    """The rows of each table, the report and the notices of an export."""
    place = delivered(export, folder)
    recipe = place / "recipe.toml"
    if export.recipe:
        text = export.recipe
        recipe.write_bytes(text if isinstance(text, bytes) else text.encode())
    work = folder / "work"
    work.mkdir(parents=True)
    found = recipe_file.beside(place)
    told = recipe_file.read(found) if found else Recipe()
    checked = check(place, told, work, data_to=DATA_TO)
    return (
        {table: cells(checked, table) for table in export.rows},
        report(checked),
        tuple(notice(each, checked) for each in checked.notices if each.key not in DULL),
    )


@pytest.mark.parametrize("export", EXPORTS, ids=lambda export: export.name)
def test_an_export_becomes_these_rows_or_is_refused_by_this_sentence(tmp_path, export):
    if export.mistake:
        with pytest.raises(DashboardError) as error:
            outcome(export, tmp_path)
        assert str(error.value).replace(str(tmp_path), "") == export.mistake
        return
    rows, refused, told = outcome(export, tmp_path)
    assert refused == export.refused
    assert rows == export.rows
    assert told == export.told


@pytest.mark.parametrize("name", ["excel97.xls", "libreoffice.ods"])
def test_what_excel_97_and_libreoffice_saved_is_what_the_csv_holds(tmp_path, name):
    def read(sample):
        content = (SAMPLES / sample).read_bytes()
        export = Export(sample, {f"cases{Path(sample).suffix}": content}, rows={"cases": []})
        return outcome(export, tmp_path / sample)

    rows, refused, _told = read("cases.csv")
    assert refused == "" and len(rows["cases"]) == 24
    assert read(name)[:2] == (rows, "")


def test_the_corpus_is_a_corpus():
    names = [export.name for export in EXPORTS]
    assert len(set(names)) == len(names) >= 60
    assert [e.name for e in EXPORTS if not (e.rows or e.refused or e.mistake)] == []
