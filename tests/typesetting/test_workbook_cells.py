"""What stands in a workbook's cells: a change in words as it is, and nothing that could be run."""

import io
from datetime import date

import openpyxl
import pytest

from dashboard.typesetting import workbook


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("+0,7 point (n = 313)", "+0,7 point (n = 313)"), ("-0,7 point", "-0,7 point"),
        ("=1+1", "'=1+1"), ("+1+1", "'+1+1"), ("-2+3|cmd", "'-2+3|cmd"), ("@SUM(A1)", "'@SUM(A1)"),
    ],
)  # fmt: skip
def test_a_change_is_text_and_a_formula_is_none(text, written):
    content = workbook.book("Tal", date(2026, 9, 30), [workbook.Sheet("A", [["Tal"], [text]])])
    cell = openpyxl.load_workbook(io.BytesIO(content))["A"]["A2"]
    assert (cell.value, cell.data_type) == (written, "s")
