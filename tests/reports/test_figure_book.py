"""The workbook: the figure path's rows as numbers, a real table a group, and nothing in a cell is run."""

import io
import zipfile

import openpyxl
import pytest

from dashboard.catalogue.row import record
from dashboard.catalogue.scope import Scope
from dashboard.figures import figures
from dashboard.foundation import words
from dashboard.reports import figure_book
from dashboard.snapshots import snapshot
from dashboard.snapshots.warehouse import Warehouse

CODE = "KG-7F3K-9QXD"
NUMBERS = {"k": "Antal", "n": "Ud af", "value": "Værdi", "low": "Interval fra", "high": "Interval til",
           "target": "Mål", "benchmark_value": "Sammenligningstal"}  # fmt: skip


@pytest.fixture(scope="module")
def warehouse(demo_data) -> Warehouse:
    return Warehouse(snapshot.current(demo_data))


def written(warehouse: Warehouse, scope: Scope) -> bytes:
    return figure_book.written(warehouse.snapshot, scope, figures(warehouse, scope), CODE)


@pytest.mark.parametrize("scope", [Scope(), Scope(municipality="0461")], ids=["all", "one"])
def test_every_row_of_the_figure_path_is_there_with_its_numbers(warehouse, scope):
    content = written(warehouse, scope)
    book = openpyxl.load_workbook(io.BytesIO(content))
    found = []
    for sheet in book.worksheets[1:-2]:
        head, *lines = sheet.iter_rows(values_only=True)
        assert len(sheet.tables) == 1
        assert sheet.merged_cells.ranges == set()
        found += [dict(zip(head, line, strict=True)) for line in lines]
    wanted = [record(row) for row in figures(warehouse, scope)]
    assert sorted(line["Tal-id"] for line in found) == sorted(row["figure_id"] for row in wanted)
    wanted.sort(key=lambda row: (row["figure_id"], row["benchmark_value"] or 0))
    found.sort(key=lambda line: (line["Tal-id"], line["Sammenligningstal"] or 0))
    for row, line in zip(wanted, found, strict=True):
        for key, name in NUMBERS.items():
            exact = row[key] if row[key] is None else pytest.approx(row[key], rel=1e-12)
            assert line[name] == exact, (row["figure_id"], key)


def test_nothing_is_run_and_the_same_bytes_each_time(warehouse):
    first, again = (written(warehouse, Scope()) for _time in "12")
    assert first == again
    sheets = zipfile.ZipFile(io.BytesIO(first))
    assert not [name for name in sheets.namelist() if b"<f>" in sheets.read(name)]


def test_it_is_whole_in_english(warehouse):
    with words.speaking("en"):
        book = openpyxl.load_workbook(io.BytesIO(written(warehouse, Scope())))
    assert book.sheetnames[:2] == ["About the numbers", "The citizens"]
    assert next(book.worksheets[1].iter_rows(values_only=True))[:2] == ("Figures", "In words")
