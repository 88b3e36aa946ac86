"""The owner's notes: read or refused with their line, told of their period alone, never a person's number."""

import shutil
from datetime import date

import pytest

from dashboard.foundation.errors import DashboardError
from dashboard.reports import annual, dated_notes, figure_book
from dashboard.reports.dated_notes import Note
from dashboard.reports.source import Source
from dashboard.snapshots import snapshot
from dashboard.snapshots.warehouse import Warehouse
from tests.owner.test_pages import open_page, said  # noqa: F401
from tests.reports.test_figure_book import CODE, Scope, figures, io, openpyxl

DAY = "1.\N{NO-BREAK SPACE}marts\N{NO-BREAK SPACE}2025"


def written(folder, text: str):
    (folder / "noter.txt").write_text(text, encoding="utf-8-sig")
    return dated_notes.read(folder)


def test_notes_are_read_oldest_first_and_none_is_no_fault(tmp_path):
    assert dated_notes.read(tmp_path) == []
    found = written(tmp_path, "2025-03-01 Ny mentor\n\n2024-12-31 Flyttet til Odense\n")
    assert found == [
        Note(date(2024, 12, 31), "Flyttet til Odense"),
        Note(date(2025, 3, 1), "Ny mentor"),
    ]
    assert dated_notes.within(found, date(2025, 1, 1), date(2025, 3, 1)) == found[1:]
    assert dated_notes.told(found)[1] == f"{DAY}: Ny mentor"


def test_a_line_that_is_none_is_named_and_a_person_s_number_is_not_repeated(tmp_path):
    with pytest.raises(DashboardError, match=r"Linje 2 i noter\.txt"):
        written(tmp_path, "2025-03-01 x\ni går kom der en ny\n")
    with pytest.raises(DashboardError, match=r"Linje 1 i noter\.txt"):
        written(tmp_path, "2025-03-01\n")
    (note,) = written(tmp_path, "2025-03-01 Møde med 010190-1234\n")
    assert "010190" not in note.text


def test_they_stand_in_the_report_and_in_the_workbook(demo_data, tmp_path):
    written(tmp_path, "2025-03-01 Ny mentor i *Odense*\n2031-01-01 Senere end data\n")
    notes = dated_notes.read(tmp_path)
    current = snapshot.current(demo_data)
    blocks = list(annual.blocks(Source(Warehouse(current), 2025, notes=notes)))
    (told,) = (each.cells for each in blocks if each.heading == "Noter")
    assert [row["Note"] for row in told] == ["Ny mentor i *Odense*"]
    rows = figures(Warehouse(current), Scope())
    book = openpyxl.load_workbook(
        io.BytesIO(figure_book.written(current, Scope(), rows, CODE, notes))
    )
    assert [cell.value for cell in book["Noter"][2]] == [DAY, "Ny mentor i *Odense*"]


def test_the_first_page_says_them_and_what_is_wrong_with_their_file(open_page, demo_data, tmp_path):  # noqa: F811
    data = tmp_path / "data"
    shutil.copytree(demo_data, data)
    written(data, "2025-03-01 Ny mentor i *Odense*\n")
    assert "1. marts 2025: Ny mentor i *Odense*" in said(open_page(data))
    (data / "noter.txt").write_text("hvad?\n", encoding="utf-8")
    assert "Linje 1 i noter.txt" in said(open_page(data))
