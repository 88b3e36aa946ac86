"""Days without their year: the year is proposed where a name says it, and asked where none does."""

import pytest

from dashboard.ingest import years
from dashboard.proposal import values, writing
from dashboard.proposal.matching import Certainty
from dashboard.proposal.proposing import propose
from tests.exports.without_years import bare, log, workbook


def said(con, tmp_path, **books):
    """The settings of the first source proposed for workbooks: value and certainty by key."""
    folder = tmp_path / "firm"
    folder.mkdir()
    for name, sheets in books.items():
        workbook(*sheets)(folder / f"{name.replace('_', ' ')}.xlsx")
    (source,) = propose(folder, con).sources
    return {
        line.key: (line.value, line.certainty, writing.line(line))
        for line in source.lines
        if not line.section
    }


def test_a_year_in_the_name_of_the_file_is_proposed_as_likely(con, tmp_path):
    sheets = [
        ("Januar", log("Kontakter januar", A="17/1", B="6/1-25")),
        ("Maj", log("Kontakter maj", C="d. 3/5", D="1. maj")),
    ]
    lines = said(con, tmp_path, Kontaktlog_2025=sheets)
    assert set(lines["date_format"][0]) == {"%d/%m", "%d/%m-%y", "d. %d/%m", "%d. %B"}
    assert lines["date_format"][1] == Certainty.SURE
    assert lines["year"][:2] == ("file", Certainty.LIKELY)
    assert lines["year"][2] == (
        'year = "file"  # sandsynlig: dagene er skrevet uden år; det står i filens navn'
    )


def test_the_years_of_sheets_are_proposed_where_the_file_has_none(con, tmp_path):
    sheets = [("dec 25", bare(A="30/12")), ("jan 26", bare(B="2/1"))]
    assert said(con, tmp_path, Kontaktlog=sheets)["year"][:2] == ("sheet", Certainty.LIKELY)


def test_where_no_name_says_the_year_or_two_disagree_it_is_asked_and_no_day_is_guessed(
    con, tmp_path
):
    lines = said(con, tmp_path, Kontaktlog=[("Januar", bare(A="17/1", B="6/1-25"))])
    assert lines["date_format"][0] == ["%d/%m-%y"]
    assert lines["year"][2] == (
        '# ? year = ""  # gæt: dagene er skrevet uden år; hvilket? skriv så også "%d/%m" i date_format'
    )


def test_a_sheet_that_says_another_year_than_its_file_is_asked_about(con, tmp_path):
    lines = said(con, tmp_path, Kontaktlog_2025=[("jan 26", bare(A="17/1"))])
    assert "date_format" not in lines
    assert lines["year"][1] == Certainty.GUESS


@pytest.mark.parametrize(
    ("cells", "formats", "swapped"),
    [
        (["7/1", "3/2"], ("%d/%m",), "%m/%d"),
        (["7/1", "17/1"], ("%d/%m",), ""),
        (["7/1", "1. april"], ("%d/%m", "%d. %B"), ""),
        (["29/2"], ("%d/%m",), ""),
        (["7/1 10:15", "17/1 9:00"], ("%d/%m %H:%M",), ""),
        (["1. apr", "2. apr."], ("%d. %b", "%d. %b."), ""),
    ],
)
def test_a_day_without_a_year_may_have_its_month_first_where_no_other_says(
    con, cells, formats, swapped
):
    written = values.days(con, cells)
    assert (written.formats, written.swapped, written.unread) == (formats, swapped, ())


@pytest.mark.parametrize(
    ("name", "of_file", "of_sheet"),
    [
        ("Kontaktlog 2025.xlsx", "2025", "2025"),
        ("log_2025-03.csv", "2025", "2025"),
        ("Kontakter 2025-2026", "", ""),
        ("Udtræk_20261101.csv", "", ""),
        ("jan 26", "", "2026"),
        ("Marts'26", "", "2026"),
        ("Skabelon", "", ""),
        ("Nr 26", "", ""),
        ("maj 2026 (2)", "2026", "2026"),
    ],
)
def test_a_name_says_a_year_by_four_digits_and_a_sheet_also_by_two_after_a_month(
    name, of_file, of_sheet
):
    assert (years.in_name(name), years.in_name(name, is_sheet=True)) == (of_file, of_sheet)
