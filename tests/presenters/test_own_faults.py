"""What is wrong with somebody's own files, by cause, as the page says it."""

import re

import pytest

from dashboard.foundation import terms
from dashboard.foundation.schema import TABLES
from dashboard.ingest.faults import RULES, Fault
from dashboard.ingest.notices import Notice
from dashboard.ingest.refusal import Group
from dashboard.presenters import own_faults, own_notices


def group(rule, column="", first=(), total=1, table="cases", most=()):
    sentences = (RULES[rule].finding, RULES[rule].expected, RULES[rule].remedy)
    return Group(table, column, *sentences, total, tuple(first), rule, tuple(most))


def fault(row, cell, found="x", file="A.xlsx · 1"):
    return Fault("cases", "missing", file, row, "case_id", found, cell)


@pytest.mark.parametrize(
    ("row", "cell", "where"),
    [
        (17, "B17", "B17"),
        (17, "AB17", "AB17"),
        (17, "Startdato", "række 17, ”Startdato”"),
        (17, "", "række 17"),
        (None, "", ""),
        (17, "B7", "række 17, ”B7”"),
    ],
)
def test_a_fault_is_told_by_its_cell_or_by_row_and_their_heading(row, cell, where):
    assert own_faults.where(fault(row, cell)) == where


def test_causes_put_the_columns_of_one_cause_together_and_those_that_stop_most_come_first():
    found = own_faults.causes(
        [
            group("missing", "case_id", [fault(4, "A4")], 38),
            group("missing", "citizen_id", [fault(5, "B5")], 11),
            group("before_1990", "started_on", total=45),
            group("missing_column", "programme"),
        ],
        {},
    )
    assert [each.heading for each in found] == [
        "Forløb: Indsats: ingen kolonne siger det (1)",
        "Forløb: Forløbsnr. og Borgernr.: cellen er tom (49)",
        "Forløb: Startdato: datoen ligger før 1990 (45)",
    ]
    assert found[1].rows == [
        {"Kolonne": "Forløbsnr.", "Fil og ark": "A.xlsx · 1", "Hvor": "A4", "Der står": "x"},
        {"Kolonne": "Borgernr.", "Fil og ark": "A.xlsx · 1", "Hvor": "B5", "Der står": "x"},
    ]
    assert found[1].more == "Og 47 til."


def test_a_column_that_is_missing_says_first_which_unused_ones_it_could_be():
    unused = {"cases": {"Navn": ["Bo"], "Begyndte hos os": ["2026-01-05"], "010190-1234": ["x"]}}
    (found,) = own_faults.causes([group("missing_column", "started_on")], unused)
    assert found.unused == (
        "Det kan være ”Begyndte hos os”. Jeres kolonner, der ikke bruges: ”Navn”, ”Begyndte hos os” og ”…”."
    )
    (found,) = own_faults.causes([group("missing_column", "started_on")], {})
    assert found.unused == ""


def test_what_stands_there_most_is_told_but_never_a_number_the_program_made():
    (found,) = own_faults.causes(
        [group("before_1990", "started_on", total=9, most=[("1899-12-31 10:15:00", 8), ("y", 1)])],
        {},
    )
    assert found.advice.endswith("Oftest står der ”10:15:00” (8) og ”y” (1).")
    made = group(
        "wheel_without",
        "case_id",
        [fault(2, "", "x886bb-2")],
        9,
        "survey_results",
        [("x886bb-2", 9)],
    )
    (found,) = own_faults.causes([made], {})
    assert "x886bb" not in str(found)


def test_a_reason_without_an_end_is_told_in_our_words_and_not_by_its_code():
    first = [fault(2, "", "withdrew")]
    (found,) = own_faults.causes([group("reason_without_end", "end_reason", first, 1)], {})
    assert "withdrew" not in str(found.rows)
    assert terms.END_REASONS["withdrew"] in str(found.rows)


def test_a_whole_file_has_no_row_and_the_export_no_table():
    (found,) = own_faults.causes([group("cpr_name", table="", first=[Fault("", "cpr_name")])], {})
    assert found.heading.startswith("Filerne: navnet på en fil") and found.rows == []


def test_no_advice_on_the_page_speaks_of_commands_or_codes():
    codes = {
        "recipe.toml",
        "--",
        "=",
        *(name for table in TABLES for name in (*table.names, table.name)),
    } - {"text"}
    codes -= {"item", "score", "answer", "phase", "question"}  # Danish words hold them
    for rule in RULES:
        (found,) = own_faults.causes([group(rule, "case_id")], {})
        said = f"{found.heading} {found.advice}".replace(
            "{table}.parquet, {table}.csv, {table}.xlsx", ""
        )
        assert {
            code for code in codes if re.search(rf"(?<!\w){re.escape(code)}(?!\w)", said)
        } == set(), rule


def test_a_notice_says_where_the_first_of_its_rows_stand():
    rows = [
        Fault(
            "contacts", "contacts_outside_course", "Log.xlsx · jan", 7, "contacted_at", cell="B7"
        ),
        Fault("contacts", "contacts_outside_course", "Log.csv", 1200, "contacted_at", cell="Dato"),
    ]
    (found,) = own_notices.told(
        [Notice("contacts_outside_course", "contacts", "", 5)], "2026-01-01", {rows[0].rule: rows}
    )
    assert found.endswith("tal: 5. Se Log.xlsx · jan B7 og Log.csv række 1.200, ”Dato”.")


def test_a_notice_about_a_column_says_where_rows_of_that_column_stand():
    names = ("citizen_id", "mentor_id")
    rows = [Fault("cases", "two_spellings", "A.xlsx", n, name) for n, name in enumerate(names)]
    notices = [Notice("two_spellings", "cases", name, 1) for name in names]
    told = own_notices.told(notices, "2026-01-01", {"two_spellings": rows})
    assert [each.count("A.xlsx") for each in told] == [1, 1]


def test_notices_are_told_in_danish_and_a_line_a_table():
    found = own_notices.told(
        [
            Notice("missing_nullable_column", "cases", "referred_on"),
            Notice("missing_nullable_column", "cases", "ended_on"),
            Notice("unknown_column", "contacts", "Tid"),
            Notice("blank_rows", "cases", "", 3),
            Notice("contacts_outside_course", "contacts", "", 2),
        ],
        "2026-01-01",
    )
    assert found == [
        "Forløb: kolonner, der mangler og regnes som tomme: 2 (”Henvist”, ”Slutdato”).",
        "Kontakter: kolonnen Tid bruges ikke.",
        "Forløb: tomme rækker, som er sprunget over: 3.",
        "Kontakter: kontakter uden for forløbets dage, som ikke er med i noget tal: 2.",
    ]
