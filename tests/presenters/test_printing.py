"""Rows for a terminal, a pipe and a Danish spreadsheet."""

import csv
import json
from dataclasses import replace

from dashboard.catalogue.row import KEYS
from dashboard.foundation import harmless
from dashboard.presenters import rows_as_text
from tests.builders import row_of

ROW = replace(row_of("criterion_completed", n=40, k=31, value=0.775), name="=HYPERLINK()")


def test_json_is_one_array_with_null_for_what_is_missing():
    (row,) = json.loads(rows_as_text.as_json([ROW]))
    assert list(row) == list(KEYS)
    assert (row["value"], row["low"], row["data_to"], row["suppressed"]) == (
        0.775,
        None,
        "2026-09-30",
        False,
    )


def test_csv_has_commas_points_and_empty_cells():
    heading, line = rows_as_text.as_csv([ROW]).splitlines()
    assert heading == ",".join(KEYS)
    (row,) = csv.DictReader([heading, line])
    assert (row["value"], row["low"], row["k"]) == ("0.775", "", "31")


def test_a_download_opens_in_a_danish_spreadsheet():
    content = rows_as_text.as_download([ROW])
    assert content.startswith(b"\xef\xbb\xbfKode (figure_id);Gruppe (group);Tal (label);")
    (row,) = csv.DictReader(content.decode("utf-8-sig").splitlines(), delimiter=";")
    told = (row["Værdi (value)"], row["Antal (k)"], row["Interval fra (low)"])
    assert told == ("0,775", "31", "")
    assert row["Tal (label)"] == "'=HYPERLINK()"


def test_text_that_looks_like_a_formula_is_made_inert():
    assert [harmless.cell(text) for text in ("=1", "+1", "-1", "@x", "\tx", "x=1", "")] == [
        "'=1", "'+1", "'-1", "'@x", "'\tx", "x=1", "",
    ]  # fmt: skip
