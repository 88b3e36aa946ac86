"""Exports as other tools write them: what is read, and where a fault is said to stand."""

import zipfile
from datetime import UTC, date, datetime, time
from decimal import Decimal

import openpyxl
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dashboard.ingest.recipe import Recipe
from dashboard.ingest.refusal import notice
from dashboard.snapshots.publish import publish
from tests.builders import answer, case, cells, checked, contact, faults, frames, wheel

HEADING = "contact_id,case_id,contacted_at,channel,outcome,minutes,topic"
AT = datetime(2025, 1, 10, 10)
NOT_A_TIME = ("contacted_at", "timestamp", "contacts.csv")  # then row and what was found


def line(number, at="2025-01-10 10:00", topic=""):
    return f"C{number},F1,{at},meeting,held,60,{topic}"


def held(number, **given):
    return {
        "contact_id": f"C{number}", "case_id": "F1", "contacted_at": AT, "channel": "meeting",
        "outcome": "held", "minutes": 60,
    } | given  # fmt: skip


def without(row, name):
    return {key: value for key, value in row.items() if key != name}


def read(folder, files, mapping=""):
    """Writes files (text, bytes, or a function of the path) into an export and checks it."""
    export = folder / "export"
    for name, content in files.items():
        path = export / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if callable(content):
            content(path)
        else:
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return checked(export, mapping)


ABOUT_ROWS = (
    "missing_nullable_column", "repeated_contacts", "overlapping_courses", "short_meetings",
)  # fmt: skip


def notices(found, table):
    """What was noted in reading a table; the rows here are alike because nothing depends on them."""
    return [
        notice(each, found)
        for each in found.notices
        if each.table == table and each.key not in ABOUT_ROWS
    ]


def parquet(table, **options):
    return lambda path: pq.write_table(table, path, **options)


def columns(**given):
    """Two good contacts as lists, with some columns replaced; None leaves a column out."""
    every = {
        "contact_id": ["C1", "C2"], "case_id": ["F1", "F1"], "contacted_at": [AT, AT],
        "channel": ["meeting"] * 2, "outcome": ["held"] * 2, "minutes": [60, 60],
    }  # fmt: skip
    return {name: value for name, value in (every | given).items() if value is not None}


def workbook(*rows, change=None):
    def write(path):
        book = openpyxl.Workbook()
        for row in rows:
            book.active.append(row)
        if change:
            change(book)
        book.save(path)

    return write


# ---- CSV: which row


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param([HEADING, line(1), line(2, "i går")], {3: "i går"}, id="plain"),
        pytest.param(
            [HEADING, line(1), "", line(2, "i går"), "", "", line(3, "i dag"), "", ""],
            {4: "i går", 7: "i dag"},
            id="blank lines in the middle and at the end",
        ),
        pytest.param(
            [HEADING, line(1), ",,,,,,", line(2, "i går")], {4: "i går"}, id="a row of separators"
        ),
        pytest.param(
            [HEADING + ",note", line(1) + ',"to\nlinjer\n\nog flere"', line(2, "i går") + ","],
            {3: "i går"},
            id="line breaks within quotes",
        ),
        pytest.param(
            [HEADING + ',"en\nnote"', line(1) + ",", line(2, "i går") + ","],
            {3: "i går"},
            id="a line break in a heading",
        ),
        pytest.param(
            [HEADING, line(1), "C2,F1", line(3, "i går"), "", line(4) + ",for,meget", line(5, "x")],
            {3: None, 4: "i går", 6: None, 7: "x"},
            id="too few and too many cells",
        ),
        pytest.param(
            [HEADING, line(1), '"C2"x,F1,2025-01-10,meeting,held,60,', line(3, "i går")],
            {3: None, 4: "i går"},
            id="a stray quote",
        ),
        pytest.param(
            [HEADING, line(1, "før"), '"C2"x,F1', line(3), line(4, "efter")],
            {2: "før", 3: None, 5: "efter"},
            id="a row with two things wrong is counted once",
        ),
        pytest.param(
            [HEADING, line(1, "i går"), line(2), '"C3,F1,2025-01-10,meeting,held,60,', line(4)],
            {2: "i går", 4: None},
            id="a quote that is never closed",
        ),
    ],
)
def test_a_fault_in_a_csv_names_the_row_a_spreadsheet_shows(tmp_path, text, expected):
    # \n within the quotes of a file of \r\n rows is what Excel writes
    newline = "\r\n" if any('"' in row for row in text) else "\n"
    found = faults(read(tmp_path, {"contacts.csv": newline.join([*text, ""])}), "contacts")
    assert {row: value for _c, _r, _f, row, value in found} == expected
    assert {rule for _c, rule, _f, _row, value in found if value is None} <= {"ragged"}
    assert len(found) == len(expected)


@pytest.mark.parametrize(
    ("content", "row"),
    [
        pytest.param("\r".join([HEADING, line(1), line(2, "i går")]), 3, id="CR only"),
        pytest.param(
            "\r".join([HEADING, line(1), "", line(2, "i går"), ""]), 4, id="CR, blank line"
        ),
        pytest.param(
            f"{HEADING}\r\n{line(1)}\n{line(2, 'i går')}\r\n", 3, id="CRLF and LF in one file"
        ),
        pytest.param(f"{HEADING}\n{line(1)}\r{line(2, 'i går')}\n", 3, id="CR and LF in one file"),
        pytest.param(
            f'{HEADING},note\n{line(1)},"a\r\nb"\n{line(2, "i går")},\n', 3, id="CRLF within quotes"
        ),
    ],
)
def test_every_kind_of_line_ending_is_read(tmp_path, content, row):
    found = read(tmp_path, {"contacts.csv": content})
    assert faults(found, "contacts") == [(*NOT_A_TIME, row, "i går")]
    assert found.rows["contacts"] == 2


def test_carriage_returns_written_twice_are_read_as_blank_lines(tmp_path):
    content = "\r\r\n".join([HEADING, line(1), line(2, "i går"), ""])  # Python on Windows does it
    found = read(tmp_path, {"contacts.csv": content})
    assert faults(found, "contacts") == [(*NOT_A_TIME, 5, "i går")]


def test_a_cell_longer_than_a_hundred_thousand_characters_is_no_crash(tmp_path):
    text = f"{HEADING},note\n{line(1)},{'x' * 200_000}\n\n{line(2, 'i går')},\n"
    found = read(tmp_path, {"contacts.csv": text})
    assert faults(found, "contacts") == [(*NOT_A_TIME, 4, "i går")]


# ---- CSV: which values


def test_quotes_separators_and_line_breaks_are_kept_and_blanks_around_a_cell_are_not(tmp_path):
    text = f'{HEADING}\n"C""1"", a;b\nc",F1,2025-01-10T10:00:30,meeting,held,60,\n'
    text += '" C2\t"," F1 ",\N{NO-BREAK SPACE}2025-01-10 10:00, meeting,held , 60 ,\n'
    assert cells(read(tmp_path, {"contacts.csv": text}), "contacts") == [
        held(0, contact_id='C"1", a;b\nc', contacted_at=datetime(2025, 1, 10, 10, 0, 30)),
        held(2),
    ]


def test_some_words_are_an_empty_cell_and_others_are_not(tmp_path):
    nothing = ["", "NA", "NULL", "NaN", '""', " NA ", "\t"]
    something = ["na", "null", "None", "-", "N/A", "nan"]
    rows = [
        f"C{n:02},F1,2025-01-10 10:00,meeting,held,{word},"
        for n, word in enumerate([*nothing, *something])
    ]
    found = read(tmp_path, {"contacts.csv": "\n".join([HEADING, *rows])})
    assert faults(found, "contacts") == [
        ("minutes", "missing_word", "contacts.csv", row, word)
        for row, word in enumerate(something, start=2 + len(nothing))
    ]
    assert all("minutes" not in row for row in cells(found, "contacts"))


def test_semicolons_bom_and_crlf_as_danish_excel_writes_them(tmp_path):
    text = "\ufeff" + f"{HEADING}\r\n{line(1)}\r\n".replace(",", ";")
    assert cells(read(tmp_path, {"contacts.csv": text}), "contacts") == [held(1)]


def test_latin_1_is_read_when_the_mapping_says_so(tmp_path):
    text = f"{HEADING},bemærkning\r\nÆØÅ,F1,2025-01-10 10:00,meeting,held,60,,\r\n".encode(
        "latin-1"
    )
    found = read(tmp_path, {"contacts.csv": text}, 'encoding = "latin-1"')
    assert cells(found, "contacts") == [held(0, contact_id="ÆØÅ")]
    assert notices(found, "contacts") == ["contacts: kolonnen bemærkning bruges ikke."]


def test_latin_1_without_the_mapping_is_refused_however_late_it_begins(tmp_path):
    rows = [HEADING, *map(line, range(50_000)), "ÆØÅ,F1,2025-01-10 10:00,meeting,held,60,"]
    found = read(tmp_path, {"contacts.csv": "\n".join(rows).encode("latin-1")})
    assert faults(found, "contacts") == [
        (None, "looks_encoded", "contacts.csv", None, "windows-1252")
    ]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_is_read_where_its_first_bytes_say_so(tmp_path, encoding):
    mark = "" if encoding == "utf-16" else "\ufeff"
    text = f"{mark}{HEADING}\n{line(1, topic='family')}\n{line(2, 'i går')}\n"
    found = read(tmp_path, {"contacts.csv": text.encode(encoding)})
    assert faults(found, "contacts")[0][:4] == (*NOT_A_TIME, 3)
    assert notices(found, "contacts") == [
        "contacts: ”contacts.csv” er i tegnsættet utf-16 og er læst sådan."
    ]


def test_r_writes_row_names_na_and_booleans_in_capitals(tmp_path):
    text = (
        '"","case_id","citizen_id","municipality_code","programme","started_on","mentor_wish_met",'
        '"granted_hours_per_week","ended_on"\n'
        '"1","F1","B1","0360","mentor",2025-01-01,TRUE,3.5,NA\n'
        '"2","F2","B2",101,"mentor",2025-01-02,FALSE,NA,NA\n'
    )
    found = read(tmp_path, {"cases.csv": text})
    assert faults(found, "cases") == []
    assert cells(found, "cases") == [
        case("F1", citizen_id="B1", mentor_wish_met=True, granted_hours_per_week=3.5),
        case("F2", "2025-01-02", citizen_id="B2", municipality_code="0101", mentor_wish_met=False),
    ]


def test_r_write_csv2_needs_the_decimal_comma_and_thousands_are_never_guessed_at(tmp_path):
    text = (
        '"";"case_id";"citizen_id";"municipality_code";"programme";"started_on";'
        '"granted_hours_per_week";"months_on_benefit_before"\n'
        '"1";"F1";"B1";"0360";"mentor";2025-01-01;3,5;12\n'
        '"2";"F2";"B2";"0360";"mentor";2025-01-01;,5;1,0\n'
        '"3";"F3";"B3";"0360";"mentor";2025-01-01;1.234;\n'
        '"4";"F4";"B4";"0360";"mentor";2025-01-01;1.234,5;\n'
    )
    found = read(tmp_path, {"cases.csv": text}, 'decimal = ","')
    assert faults(found, "cases") == [
        ("granted_hours_per_week", "grouped_number", "cases.csv", 4, "1.234"),
        ("granted_hours_per_week", "grouped_number", "cases.csv", 5, "1.234,5"),
    ]
    assert [
        (row["granted_hours_per_week"], row["months_on_benefit_before"])
        for row in cells(found, "cases")[:2]
    ] == [(3.5, 12), (0.5, 1)]


def test_every_word_for_yes_and_no(tmp_path):
    yes = ["true", "TRUE", "True", "1", "1.0", "ja", "Ja", "JA", "sand", "SAND"]
    no = ["false", "FALSE", "False", "0", "0.0", "nej", "NEJ", "falsk", "Falsk"]
    text = "case_id,citizen_id,municipality_code,programme,started_on,mentor_wish_met\n"
    text += "".join(f"{word}!,B,0360,mentor,2025-01-01,{word}\n" for word in [*yes, *no, "ja tak"])
    found = read(tmp_path, {"cases.csv": text})
    read_as = {
        row["case_id"].rstrip("!"): row.get("mentor_wish_met") for row in cells(found, "cases")
    }
    assert read_as == dict.fromkeys(yes, True) | dict.fromkeys(no, False) | {"ja tak": None}
    assert faults(found, "cases") == [("mentor_wish_met", "boolean", "cases.csv", 21, "ja tak")]


def test_columns_may_stand_in_any_order_with_others_between(tmp_path):
    text = "x,outcome,contacted_at,channel,case_id,y,contact_id\n1,held,2025-01-10 10:00,meeting,F1,2,C1\n"
    found = read(tmp_path, {"contacts.csv": text})
    assert cells(found, "contacts") == [without(held(1), "minutes")]
    assert [notice(each, found) for each in found.notices if each.table == "contacts"] == [
        "contacts: kolonnen minutes mangler og regnes som tom.",
        "contacts: kolonnen topic mangler og regnes som tom.",
        "contacts: kolonnen x bruges ikke.",
        "contacts: kolonnen y bruges ikke.",
    ]


# ---- whole files that cannot be used


def test_files_that_are_empty_or_not_what_their_name_says(tmp_path):
    found = read(
        tmp_path,
        {"cases.csv": "", "contacts.xlsx": b"not a workbook", "survey_results.parquet": b"PAR1"},
    )
    assert faults(found, "cases") == [(None, "empty_file", "cases.csv", None, None)]
    assert faults(found, "contacts") == [(None, "text_as_workbook", "contacts.xlsx", None, None)]
    assert faults(found, "survey_results") == [
        (None, "unreadable_parquet", "survey_results.parquet", None, None)
    ]


def test_a_workbook_with_a_password_or_cut_short_or_empty(tmp_path):
    def cut_short(path):
        workbook([*columns()])(path)
        path.write_bytes(path.read_bytes()[:-200])

    # the old container Excel uses
    with_password = bytes.fromhex("D0CF11E0A1B11AE1") + "EncryptedPackage".encode("utf-16-le")
    found = read(
        tmp_path,
        {
            "cases.xlsx": with_password,
            "contacts.xlsx": cut_short,
            "survey_results.xlsx": workbook(),
        },
    )
    assert faults(found, "cases") == [(None, "password", "cases.xlsx", None, None)]
    assert faults(found, "contacts") == [(None, "unreadable_xlsx", "contacts.xlsx", None, None)]
    assert faults(found, "survey_results") == [
        (None, "empty_file", "survey_results.xlsx", None, None)
    ]


def test_two_files_for_one_table_an_empty_folder_of_parts_and_a_missing_table(tmp_path):
    found = read(
        tmp_path,
        {"cases.csv": HEADING, "cases.xlsx": b"x", "contacts/_SUCCESS": ""},
    )
    assert faults(found, "cases") == [(None, "two_files", "cases.csv, cases.xlsx", None, None)]
    assert faults(found, "contacts") == [(None, "no_parts", "contacts", None, None)]
    assert faults(found, "survey_results") == []
    assert notices(found, "survey_results") == [
        "survey_results: tabellen er ikke leveret; tal, der skal bruge den, opgøres ikke."
    ]
    found = read(tmp_path / "other", {"contacts.csv": HEADING, "survey.csv": "a\n"})
    assert faults(found, "cases") == [(None, "missing_table", "cases", None, None)]


def test_a_heading_alone_is_a_table_without_rows_also_under_a_name_in_capitals(tmp_path):
    found = read(
        tmp_path,
        {
            "contacts.CSV": HEADING,  # no newline either
            "cases.XLSX": workbook(
                ["case_id", "citizen_id", "municipality_code", "programme", "started_on"]
            ),
            "survey_results.PARQUET": parquet(frames()["survey_results"].to_arrow()),
        },
    )
    assert found.findings.count() == 0
    assert found.rows == {"cases": 0, "contacts": 0, "survey_results": 0}


def test_missing_and_repeated_headings_are_told_once_each(tmp_path):
    found = read(
        tmp_path,
        {
            "cases.csv": "case_id,case_id,citizen_id,programme,started_on,note,note,,\nF1,F1,B,mentor,x,,,,\n",
            "contacts.csv": "contact_id,contact_id,case_id,outcome\nC1,C1,F1,held\n",
        },
    )
    assert faults(found, "cases") == [
        ("case_id", "double_heading", "cases.csv", None, None),
        ("municipality_code", "missing_column", "cases.csv", None, None),
        ("note", "double_heading", "cases.csv", None, None),
    ]
    assert faults(found, "contacts") == [
        ("channel", "missing_column", "contacts.csv", None, None),
        ("contact_id", "double_heading", "contacts.csv", None, None),
        ("contacted_at", "missing_column", "contacts.csv", None, None),
    ]


def far_right(path):
    """A workbook with one cell where Excel ends."""
    workbook(HEADING.split(","), change=lambda book: book.active.cell(1_048_576, 16_384, "x"))(path)


def test_more_columns_than_any_table_has_are_refused_at_once(tmp_path):
    headings = [f"x{n}" for n in range(20_000)]
    found = read(
        tmp_path,
        {
            "cases.csv": ",".join(headings) + "\n",
            "contacts.xlsx": far_right,
            "survey_results.parquet": parquet(pa.table({name: [1] for name in headings})),
        },
    )
    assert [entry[:2] for table in ("cases", "contacts", "survey_results") for entry in faults(found, table)] == [
        (None, "too_many_columns")
    ] * 3  # fmt: skip


def test_a_repeated_heading_in_parquet_is_a_fault_as_in_csv(tmp_path):
    table = pa.table(list(columns().values()), names=list(columns()))
    twice = table.append_column("outcome", pa.array(["no_show", "no_show"]))
    found = read(tmp_path, {"contacts.parquet": parquet(twice)})
    assert faults(found, "contacts") == [
        ("outcome", "double_heading", "contacts.parquet", None, None)
    ]


@pytest.mark.parametrize(
    "heading",
    ["CONTACT_ID", "Contact_id", " contact_id\n", "contact\N{ZERO WIDTH SPACE}_id", "contact_ｉｄ"],
)
def test_headings_that_read_the_same_are_the_same(tmp_path, heading):
    table = pa.table({heading: ["C1", "C2"], **columns(contact_id=None)})
    found = read(tmp_path, {"contacts.parquet": parquet(table)})
    assert faults(found, "contacts") == []
    assert cells(found, "contacts") == [held(1), held(2)]
    both = pa.table({heading: ["x", "y"], **columns()})
    found = read(tmp_path / "both", {"contacts.parquet": parquet(both)})
    assert faults(found, "contacts") == [
        ("contact_id", "double_heading", "contacts.parquet", None, None)
    ]


def test_two_headings_nobody_uses_are_one_heading_twice_as_well(tmp_path):
    text = f"{HEADING},Note,n\N{SOFT HYPHEN}ote\n{line(1)},a,b\n"
    assert faults(read(tmp_path, {"contacts.csv": text}), "contacts") == [
        ("note", "double_heading", "contacts.csv", None, None)
    ]


def test_codes_and_ids_that_read_the_same_are_the_same(tmp_path):
    cases = (
        "case_id,citizen_id,municipality_code,programme,started_on\n"
        "F\N{ZERO WIDTH SPACE}1,B\u00e5,0360,men\N{SOFT HYPHEN}tor,2025-01-01\n"
        "F\u00b2,Ba\u030a,０３６０,mentor\N{IDEOGRAPHIC SPACE},2025-01-01\ufeff\n"
    )
    found = read(tmp_path, {"cases.csv": cases, "contacts.csv": f"{HEADING}\n{line(1)}\n"})
    assert faults(found, "cases") + faults(found, "contacts") == []
    assert cells(found, "cases") == [case("F1", citizen_id="Bå"), case("F2", citizen_id="Bå")]


@pytest.mark.parametrize("names", [("_part", "_row"), ("FILE_INDEX", "FILE_ROW_NUMBER")])
def test_headings_the_reader_uses_itself_never_move_a_fault(tmp_path, names):
    table = columns(contacted_at=["2025-01-10 10:00", "i går"])
    table |= {name: [7, 8] for name in names}
    found = faults(read(tmp_path, {"contacts.parquet": parquet(pa.table(table))}), "contacts")
    refused = [entry for entry in found if entry[1] == "reserved_heading"]
    if not refused:  # either said to be reserved, or read like any other column
        assert found == [("contacted_at", "timestamp", "contacts.parquet", 2, "i går")]


def test_a_reserved_heading_is_named(tmp_path):
    table = pa.table(columns() | {"file_row_number": [1, 2]})
    assert faults(read(tmp_path, {"contacts.parquet": parquet(table)}), "contacts") == [
        ("file_row_number", "reserved_heading", "contacts.parquet", None, None)
    ]


# ---- Excel


def test_excel_dates_numbers_booleans_and_blank_rows(tmp_path):
    found = read(
        tmp_path,
        {
            "cases.xlsx": workbook(
                ["case_id", "citizen_id", "municipality_code", "programme", "started_on", "ended_on",
                 "end_reason", "mentor_wish_met", "birth_year", "granted_hours_per_week",
                 "months_on_benefit_before", "mentor_id"],
                ["F1", "B1", 360, "mentor", date(2025, 1, 1), datetime(2025, 3, 1), "employment",
                 True, 1990, 3.3, 4.0, 12],
                [],
                [" ", None],
                ["F2", "B2", "0101", "mentor", "2025-01-02", None, None, False, None, 0, None, "M1"],
                ["F3", "B3", 360, "mentor", datetime(2025, 1, 1, 10, 30)],
            ),
            "contacts.xlsx": workbook(
                HEADING.split(","),
                *(["C" + format(n, "02"), "F1", datetime(2025, 1, 10, *at), "meeting", "held", 60]
                  for n, at in enumerate([(0, 0, 1), (8, 20), (11, 59, 59), (12, 0), (23, 59, 59)])),
            ),
        },
    )  # fmt: skip
    assert cells(found, "cases")[:2] == [
        case("F1", citizen_id="B1", ended_on="2025-03-01", end_reason="employment", birth_year=1990,
             mentor_wish_met=True, granted_hours_per_week=3.3, months_on_benefit_before=4,
             mentor_id="12"),
        case("F2", "2025-01-02", citizen_id="B2", municipality_code="0101", mentor_wish_met=False,
             granted_hours_per_week=0.0, mentor_id="M1"),
    ]  # fmt: skip
    assert faults(found, "cases") == [
        ("started_on", "date_with_time", "cases.xlsx", 6, "2025-01-01 10:30:00")
    ]
    assert [row["contacted_at"].time() for row in cells(found, "contacts")] == [
        time(0, 0, 1), time(8, 20), time(11, 59, 59), time(12), time(23, 59, 59)
    ]  # fmt: skip
    assert notices(found, "cases") == [
        "cases: kommunekoder, som har fået nul foran: 2.",
        "cases: tomme rækker, som er sprunget over: 2.",
    ]


def test_titles_and_blank_rows_above_the_headings_are_passed_over_and_told(tmp_path):
    found = read(
        tmp_path,
        {
            "contacts.xlsx": workbook(
                ["Udtræk fra KeepGoing, november"], HEADING.split(","),
                ["C1", "F1", AT, "meeting", "held", 60], ["C2", "F1", "i går", "meeting", "held", 60],
                change=lambda book: book.active.merge_cells("A1:G1"),
            ),
            "cases.xlsx": workbook(
                [], [], ["case_id", "citizen_id"], ["F1", "B1"],
            ),
        },
    )  # fmt: skip
    assert faults(found, "contacts") == [
        ("contacted_at", "timestamp", "contacts.xlsx", 4, "i går"),
    ]
    assert [entry[:2] for entry in faults(found, "cases")] == [
        (column, "missing_column") for column in ["municipality_code", "programme", "started_on"]
    ]
    assert notices(found, "contacts") == [
        "contacts: overskrifterne er fundet i række 2 i ”contacts.xlsx”; rækkerne over er sprunget over."
    ]
    assert [row["contact_id"] for row in cells(found, "contacts")] == ["C1", "C2"]


def test_only_the_first_sheet_counts_and_columns_may_begin_further_right(tmp_path):
    def add(book):
        book.create_sheet("Ark2").append(["010170-1234", "noget helt andet"])

    found = read(
        tmp_path,
        {
            "contacts.xlsx": workbook(
                [None, *HEADING.split(","), None, "noter"],
                [None, "C1", "F1", AT, "meeting", "held", 60, None, "uden overskrift", "x"],
                change=add,
            )
        },
    )
    assert faults(found, "contacts") == []
    assert cells(found, "contacts") == [held(1)]
    assert notices(found, "contacts") == [
        "contacts: kun det første ark, ”Sheet”, er læst; andre ark med indhold: 1 (”Ark2”).",
        "contacts: kolonnen noter bruges ikke.",
    ]


def test_sheets_that_are_not_read_are_told_hidden_or_not(tmp_path):
    def add(book):
        book.active.title = "Uge 1"
        book.active.sheet_state = "hidden"
        book.create_sheet("Ark3")  # Excel's own, with nothing in it
        for name, state in {"Uge 2": "visible", "Uge 3": "hidden", "Uge 4": "veryHidden"}.items():
            book.create_sheet(name).append(["C2", "F1"])
            book[name].sheet_state = state
        book.create_chartsheet("Diagram")
        book.create_sheet("Formel").append(["=1+1"])
        book.active = 2

    sheet = workbook(HEADING.split(","), ["C1", "F1", AT, "meeting", "held", 60], change=add)
    found = read(tmp_path, {"contacts.xlsx": sheet})
    assert cells(found, "contacts") == [held(1)]
    assert notices(found, "contacts") == [
        "contacts: arket, der er læst, ”Uge 1”, er skjult.",
        "contacts: kun det første ark, ”Uge 1”, er læst; andre ark med indhold: 2 (”Uge 2”, ”Formel”).",
        "contacts: skjulte ark, som ikke er læst: 2 (”Uge 3”, ”Uge 4”).",
    ]


@pytest.mark.parametrize("name", ["010170-1234", "Kim 610170\N{EN DASH}1234", "101701234"])
@pytest.mark.parametrize("place", [0, 1])
def test_the_name_of_a_sheet_like_a_cpr_number_is_refused_without_repeating_it(
    tmp_path, name, place
):
    sheet = workbook(HEADING.split(","), change=lambda book: book.create_sheet(name, place))
    found = read(tmp_path, {"contacts.xlsx": sheet})
    assert faults(found, "contacts") == [(None, "cpr_name", "contacts.xlsx", None, None)]
    assert "1234" not in str(found.notices)


def edited(write, *changes):
    """A workbook whose parts are changed as bytes, as other programs would have written them."""

    def edit(path):
        write(path)
        with zipfile.ZipFile(path) as source:
            parts = {name: source.read(name) for name in source.namelist()}
        with zipfile.ZipFile(path, "w") as target:
            for name, content in parts.items():
                for part, old, new in changes:
                    assert part not in name or old in content, (name, old)
                    content = content.replace(old, new) if part in name else content
                target.writestr(name, content)

    return edit


def test_a_formula_counts_as_the_value_excel_saved_with_it(tmp_path):
    row = ["C1", "F1", AT, "meeting", "held", "=30*2", '=""']
    saved = edited(
        workbook(HEADING.split(","), row),
        ("sheet1.xml", b"<f>30*2</f><v />", b"<f>30*2</f><v>60</v>"),
        ("sheet1.xml", b'<c r="G2"><f>""</f>', b'<c r="G2" t="str"><f>""</f>'),  # calculated: empty
    )
    found = read(tmp_path, {"contacts.xlsx": saved})
    assert faults(found, "contacts") == []
    assert cells(found, "contacts") == [held(1)]


def test_a_formula_that_was_never_calculated_is_a_fault_naming_sheet_and_cell(tmp_path):
    def rename(book):
        book.active.title = "Ark 1"

    found = read(
        tmp_path,
        {
            "contacts.xlsx": workbook(
                [None, *HEADING.split(","), "note"],
                [None, "C1", "F1", AT, "meeting", "held", "=30*2", None, "=1+1"],  # nobody's column
                [None, "C2", "F1", AT, "meeting", "held", 60, "=A1"],
                [None, "C3", "F1", "=A1", "meeting", "held"],
                [],
                [None, "=A2"],  # after the last row with a value
                change=rename,
            )
        },
    )
    assert faults(found, "contacts") == [
        ("case_id", "missing", "contacts.xlsx", 6, None),
        ("channel", "missing", "contacts.xlsx", 6, None),
        ("contact_id", "not_calculated", "contacts.xlsx", 6, "'Ark 1'!B6"),
        ("contacted_at", "missing", "contacts.xlsx", 6, None),
        ("contacted_at", "not_calculated", "contacts.xlsx", 4, "'Ark 1'!D4"),
        ("minutes", "not_calculated", "contacts.xlsx", 2, "'Ark 1'!G2"),
        ("outcome", "missing", "contacts.xlsx", 6, None),
        ("topic", "not_calculated", "contacts.xlsx", 3, "'Ark 1'!H3"),
    ]
    assert notices(found, "contacts") == [
        "contacts: kolonnen note bruges ikke.", "contacts: tomme rækker, som er sprunget over: 1."
    ]  # fmt: skip


def test_a_code_for_an_empty_cell_is_none_for_a_formula_without_a_value(tmp_path):
    row = ["C1", "F1", AT, "meeting", "=A1", 60]
    mapping = '[contacts.codes.outcome]\n"" = "held"\n'
    found = read(tmp_path, {"contacts.xlsx": workbook(HEADING.split(","), row)}, mapping)
    assert faults(found, "contacts") == [
        ("outcome", "not_calculated", "contacts.xlsx", 2, "Sheet!E2")
    ]


@pytest.mark.parametrize("heading", ["=A1", "#REF!"])
def test_a_heading_that_is_a_formula_without_a_value_or_an_error_is_a_fault(tmp_path, heading):
    rows = [[*HEADING.split(","), heading], ["C1", "F1", AT, "meeting", "held", 60, None, 1]]
    found = read(tmp_path, {"contacts.xlsx": workbook(*rows)})
    assert faults(found, "contacts") == [
        (None, "formula_heading", "contacts.xlsx", None, "Sheet!H1")
    ]


ERRORS = ["#N/A", "#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!"]


def test_an_excel_error_is_a_fault_in_any_column_and_never_an_empty_cell_or_a_name(tmp_path):
    headings = ["case_id", "citizen_id", "municipality_code", "programme", "started_on", "mentor_id",
                "mentor_gender", "mentor_wish_met", "birth_year", "granted_hours_per_week"]  # fmt: skip
    good = ["F1", "B1", "0360", "mentor", date(2025, 1, 1), "M1", "female", True, 1990, 3.5]
    rows = [[*good[:i], ERRORS[i % 7], *good[i + 1 :]] for i in range(len(good))]
    rows = [[f"F{n}", *row[1:]] if n else row for n, row in enumerate(rows)]
    found = read(tmp_path, {"cases.xlsx": workbook(headings, *rows)})
    assert sorted(faults(found, "cases")) == sorted(
        (heading, "error_cell", "cases.xlsx", i + 2, f"Sheet!{'ABCDEFGHIJ'[i]}{i + 2} {ERRORS[i % 7]}")
        for i, heading in enumerate(headings)
    )  # fmt: skip
    assert found.quarantined["cases"] == len(good)


@pytest.mark.parametrize("error", [*ERRORS, "#I/T", "#REFERENCE!", "#DIVISION/0!", "#VÆRDI!", "#NAVN?",
                                   "#SPILL!", "#OVERLØB!", "#GETTING_DATA", "Err:502"])  # fmt: skip
def test_an_error_saved_as_text_is_one_too(tmp_path, error):
    text = "case_id,citizen_id,municipality_code,programme,started_on,mentor_id\n"
    text += f"F1,B1,0360,mentor,2025-01-01,{error}\nF2,B2,0360,mentor,2025-01-01,#1\n"
    assert faults(read(tmp_path, {"cases.csv": text}), "cases") == [
        ("mentor_id", "error_cell", "cases.csv", 2, error)
    ]


def test_formulas_of_a_workbook_nobody_has_calculated_are_asked_about_where_they_say_nought(
    tmp_path,
):
    rows = [HEADING.split(","), ["C1", "F1", AT, "meeting", "held", "=30*2"]]
    never = edited(
        workbook(*rows), ("sheet1.xml", b"<v />", b"<v>0</v>")
    )  # as XlsxWriter writes it
    (said,) = notices(read(tmp_path, {"contacts.xlsx": never}), "contacts")
    assert said == (
        "contacts: formler, som har værdien 0 og måske aldrig er beregnet: 1. "
        "Åbn filen i regnearksprogrammet, gem den, og prøv igen."
    )
    by_excel = edited(never, ("xl/workbook.xml", b'fullCalcOnLoad="1"', b""))
    assert notices(read(tmp_path / "excel", {"contacts.xlsx": by_excel}), "contacts") == []


def test_real_numbers_and_dates_of_excel_are_none_of_the_mappings_formats(tmp_path):
    headings = ["case_id", "citizen_id", "municipality_code", "programme", "started_on",
                "granted_hours_per_week", "months_on_benefit_before"]  # fmt: skip
    rows = [
        ["F1", "B-F1", "0360", "mentor", date(2025, 3, 4), 2.125, 1200],
        ["F2", "B-F2", "0360", "mentor", "2025-03-04", "2,125", "12,0"],
        ["F3", "B-F3", "0360", "mentor", datetime(2025, 3, 4), "2.125", 3.0],
        ["F4", "B-F4", "0360", "mentor", date(2025, 3, 4), 1e-05, None],
    ]
    mapping = 'decimal = ","\ndate_format = "%Y-%d-%m"\n'
    found = read(tmp_path, {"cases.xlsx": workbook(headings, *rows)}, mapping)
    assert faults(found, "cases") == [
        (
            "granted_hours_per_week",
            "grouped_number",
            "cases.xlsx",
            4,
            "2.125",
        )  # two thousand, or two?
    ]
    assert cells(found, "cases") == [
        case("F1", "2025-03-04", granted_hours_per_week=2.125, months_on_benefit_before=1200),
        case("F2", "2025-04-03", granted_hours_per_week=2.125, months_on_benefit_before=12),
        case("F3", "2025-03-04", months_on_benefit_before=3),
        case("F4", "2025-03-04", granted_hours_per_week=1e-05),
    ]


def test_real_times_of_excel_are_none_of_the_mappings_formats(tmp_path):
    rows = [
        ["C1", "F1", datetime(2025, 3, 4, 10), "meeting", "held"],
        ["C2", "F1", "2025-03-04 10:00:00", "meeting", "held"],
    ]
    found = read(
        tmp_path,
        {"contacts.xlsx": workbook(HEADING.split(",")[:5], *rows)},
        'timestamp_format = "%Y-%d-%m %H:%M:%S"\n',
    )
    assert [row["contacted_at"] for row in cells(found, "contacts")] == [
        datetime(2025, 3, 4, 10), datetime(2025, 4, 3, 10)
    ]  # fmt: skip


def test_times_of_excel_are_read_to_the_nearest_second(tmp_path):
    serials = {45413.7083333: time(17), 45413.5 - 3e-8: time(12), 45413.7083333333: time(17),
               45413 + 43199 / 86400: time(11, 59, 59), 45413.7083400: time(17, 0, 1)}  # fmt: skip
    rows = [[f"C{n}", "F1", serial, "meeting", "held"] for n, serial in enumerate(serials)]
    rows.append(["C9", "F1", "2024-05-01 16:59:59.997", "meeting", "held"])  # a text as it stands

    def as_times(book):
        for n in range(len(serials)):
            book.active.cell(n + 2, 3).number_format = "dd-mm-yyyy hh:mm"

    sheet = workbook(HEADING.split(",")[:5], *rows, change=as_times)
    found = read(tmp_path, {"contacts.xlsx": sheet})
    assert [row["contacted_at"].time() for row in cells(found, "contacts")] == [
        *serials.values(), time(16, 59, 59, 997_000)
    ]  # fmt: skip


def test_a_date_of_excel_a_hair_before_midnight_is_the_next_day(tmp_path):
    headings = ["case_id", "citizen_id", "municipality_code", "programme", "started_on"]

    def as_dates(book):
        book.active["E2"].number_format = "yyyy-mm-dd"

    row = ["F1", "B-F1", "0360", "mentor", 45658 - 1e-9]
    found = read(tmp_path, {"cases.xlsx": workbook(headings, row, change=as_dates)})
    assert cells(found, "cases") == [case("F1", "2025-01-01")]


IDS = "case_id,citizen_id,municipality_code,programme,started_on,mentor_id"


@pytest.mark.parametrize("number", ["1,23457E+15", "1.23457E+15", "1e+15", "2E+08"])
def test_an_id_that_a_spreadsheet_cut_is_a_fault(tmp_path, number):
    text = f'{IDS}\n"{number}",B1,0360,mentor,2025-01-01,"{number}"\n'
    text += f'F2,"{number}",0360,mentor,2025-01-01,\n'
    found = read(tmp_path, {"cases.csv": text})
    assert faults(found, "cases") == [
        ("case_id", "cut_id", "cases.csv", 2, number),
        ("citizen_id", "cut_id", "cases.csv", 3, number),
        ("mentor_id", "cut_id", "cases.csv", 2, number),
    ]


def test_a_number_of_more_digits_than_excel_keeps_is_a_cut_id_there_and_none_as_text(tmp_path):
    row = ["B1", "0360", "mentor", date(2025, 1, 1)]
    sheet = workbook(
        IDS.split(",")[:5],
        [1234567890123456, *row],
        ["1234567890123456", *row],
        [123456789012345, *row],
        [1.23457e15, *row],
    )
    found = read(tmp_path, {"cases.xlsx": sheet})
    assert [(column, rule, row) for column, rule, _f, row, _v in faults(found, "cases")] == [
        ("case_id", "cut_id", 2), ("case_id", "cut_id", 5)
    ]  # fmt: skip
    found = read(
        tmp_path / "parquet",
        {"contacts.parquet": parquet(pa.table(columns(contact_id=[1.23456789e20, 5.0])))},
    )
    assert faults(found, "contacts") == [
        ("contact_id", "cut_id", "contacts.parquet", 1, "1.23456789e+20")
    ]


def test_cells_that_do_not_say_where_they_stand_follow_each_other(tmp_path):
    rows = [HEADING.split(","), ["C1", "F1", AT, "meeting", "held", "=1+1", "#N/A"]]
    bare = edited(
        workbook(*rows),
        *(("sheet1.xml", b'<c r="%c%d"' % (letter, row), b"<c") for row in (1, 2) for letter in b"ABCDEFG"),
        *(("sheet1.xml", b'<row r="%d"' % row, b"<row") for row in (1, 2)),
    )  # fmt: skip
    assert faults(read(tmp_path, {"contacts.xlsx": bare}), "contacts") == [
        ("minutes", "not_calculated", "contacts.xlsx", 2, "Sheet!F2"),
        ("topic", "error_cell", "contacts.xlsx", 2, "Sheet!G2 #N/A"),
    ]


BOMB = (
    b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    + b"".join(b'<!ENTITY %c "%s">' % (b"bcdefghi"[n], b"&%c;" % b"abcdefgh"[n] * 10) for n in range(8))
    + b"]>"
)  # fmt: skip


@pytest.mark.parametrize("part", ["xl/workbook.xml", "sheet1.xml", "_rels/.rels"])
@pytest.mark.parametrize(("old", "new"), [(b"<", BOMB + b"<"), (b"</", b"<"), (b"<", b"\xff\xfe<")])
def test_a_workbook_that_is_no_good_xml_is_one_fault_and_no_crash(tmp_path, part, old, new):
    def broken(path):
        workbook(HEADING.split(","), ["C1"])(path)
        with zipfile.ZipFile(path) as source:
            parts = {name: source.read(name) for name in source.namelist()}
        with zipfile.ZipFile(path, "w") as target:
            for name, content in parts.items():
                is_it = name.endswith(part)
                target.writestr(name, content.replace(old, new, 1) if is_it else content)

    found = read(tmp_path, {"contacts.xlsx": broken})
    assert faults(found, "contacts") == [(None, "unreadable_xlsx", "contacts.xlsx", None, None)]


# ---- pandas and Polars


def pandas_cases():
    return pd.DataFrame(
        {
            "case_id": ["F1", "F2"],
            "citizen_id": ["B1", "B2"],
            "municipality_code": [360, 101],
            "programme": pd.Categorical(["mentor", "keepworking"]),
            "started_on": pd.to_datetime(["2025-01-01", "2025-02-01"]),
            "ended_on": pd.to_datetime(["2025-03-01", None]),
            "end_reason": ["employment", None],
            "months_on_benefit_before": [3, None],  # floats, because of the hole
            "birth_year": pd.array([1990, None], dtype="Int64"),
            "mentor_wish_met": [True, None],
            "charged_on": [None, None],
            "readiness_at_end": pd.Categorical(["job_ready", None]),
            "goals_agreed_on": [date(2025, 1, 5), None],
        }
    )


PANDAS_CASES = [
    case("F1", citizen_id="B1", ended_on="2025-03-01", end_reason="employment", birth_year=1990,
         months_on_benefit_before=3, mentor_wish_met=True, readiness_at_end="job_ready",
         goals_agreed_on="2025-01-05"),
    case("F2", "2025-02-01", citizen_id="B2", municipality_code="0101", programme="keepworking"),
]  # fmt: skip


@pytest.mark.parametrize("kind", ["csv with times", "xlsx", "parquet"])
def test_pandas_with_its_index_floats_for_holes_and_midnights(tmp_path, kind):
    frame = pandas_cases()
    write = {
        "csv with times": lambda path: frame.to_csv(path, date_format="%Y-%m-%d %H:%M:%S"),
        "xlsx": lambda path: frame.to_excel(path),
        "parquet": lambda path: frame.set_index(pd.Index(["x", "y"])).to_parquet(path),
    }[kind]
    found = read(tmp_path, {f"cases.{kind.split()[0]}": write})
    assert faults(found, "cases") == []
    assert cells(found, "cases") == PANDAS_CASES
    unused = ["cases: kolonnen __index_level_0__ bruges ikke."] if kind == "parquet" else []
    assert notices(found, "cases") == [*unused, "cases: kommunekoder, som har fået nul foran: 2."]


def test_times_with_a_zone_become_danish_time_whatever_their_unit(tmp_path):
    utc = [datetime(2025, 1, 10, 9, tzinfo=UTC), datetime(2025, 7, 10, 8, tzinfo=UTC)]
    midnights = [datetime(2024, 12, 31, 23, tzinfo=UTC), datetime(2025, 6, 30, 22, tzinfo=UTC)]
    nanoseconds = pa.array(midnights, pa.timestamp("ns", "UTC"))
    survey = {
        "response_id": ["R1", "R2"], "instrument": ["satisfaction"] * 2, "item": ["help"] * 2,
        "respondent": ["citizen"] * 2, "invited_on": nanoseconds, "note": nanoseconds,
    }  # fmt: skip
    found = read(
        tmp_path,
        {
            "contacts.parquet": parquet(
                pa.table(columns(contacted_at=pa.array(utc, pa.timestamp("ns", "UTC"))))
            ),
            "survey_results.parquet": parquet(pa.table(survey)),
        },
    )
    assert [row["contacted_at"] for row in cells(found, "contacts")] == [
        datetime(2025, 1, 10, 10), datetime(2025, 7, 10, 10)
    ]  # fmt: skip
    assert [row["invited_on"] for row in cells(found, "survey_results")] == [
        date(2025, 1, 1), date(2025, 7, 1)
    ]  # fmt: skip
    seconds = pa.array(utc, pa.timestamp("ms", "America/New_York"))
    again = read(
        tmp_path / "ms", {"contacts.parquet": parquet(pa.table(columns(contacted_at=seconds)))}
    )
    assert cells(again, "contacts") == [
        held(1), held(2, contacted_at=datetime(2025, 7, 10, 10))
    ]  # fmt: skip


def test_texts_with_a_zone_become_danish_time(tmp_path):
    times = ["2025-01-10T09:00:00Z", "2025-07-10 08:00+00:00", "2025-01-10T10:00:00+01:00",
             "2025-01-10T04:00-0500", "2025-01-10T09:00:00.000+00"]  # fmt: skip
    text = "\n".join([HEADING, *(line(n, at) for n, at in enumerate(times))])
    found = read(tmp_path, {"contacts.csv": text})
    assert [row["contacted_at"] for row in cells(found, "contacts")] == [
        AT, datetime(2025, 7, 10, 10), AT, AT, AT
    ]  # fmt: skip


def test_a_whole_number_is_one_in_any_type(tmp_path):
    kinds = (pa.int8(), pa.uint8(), pa.int16(), pa.int32(), pa.uint64(), pa.float32(), pa.float64())
    ways = {str(kind): pa.array([5, None], kind) for kind in kinds} | {
        "decimal": pa.array([Decimal("5.00"), None], pa.decimal128(10, 2)),
        "text": pa.array(["5", None]),
        "text of a float": pa.array(["5.0", "NaN"], pa.large_string()),
        "nan": pa.array([5.0, float("nan")]),
        "dictionary": pa.array(["5", None]).dictionary_encode(),
    }
    same = {"instrument": ["internship"] * 2, "respondent": ["employer"] * 2, "item": ["x"] * 2}
    files = {
        f"survey_results/part-{n:02}.parquet": parquet(
            pa.table(
                {"response_id": [f"{name} 1", f"{name} 2"], "score": scores}
                | same
                | {"invited_on": [date(2025, 1, 1)] * 2}
            )
        )
        for n, (name, scores) in enumerate(ways.items())
    }
    found = read(tmp_path, files)
    assert faults(found, "survey_results") == []
    by_id = {row["response_id"]: row.get("score") for row in cells(found, "survey_results")}
    assert by_id == {f"{name} {n}": value for name in ways for n, value in ((1, 5), (2, None))}


@pytest.mark.parametrize("kind", [pa.float64(), pa.float32(), pa.decimal128(8, 3), pa.string()])
def test_real_numbers_and_dates_of_parquet_are_none_of_the_mappings_formats(tmp_path, kind):
    hours = pa.array([2.125, 1234.5]).cast(kind)
    if kind == pa.string():  # a text is by their rules
        hours = pa.array(["2,125", "1234,5"])
    table = pa.table(
        {"case_id": ["F1", "F2"], "citizen_id": ["B-F1", "B-F2"], "programme": ["mentor"] * 2,
         "municipality_code": ["0360"] * 2, "granted_hours_per_week": hours,
         "started_on": [date(2025, 3, 4)] * 2, "ended_on": [date(2025, 4, 5), date(9999, 12, 31)],
         "end_reason": ["moved", None]}
    )  # fmt: skip
    mapping = 'decimal = ","\ndate_format = "%Y-%d-%m"\n[cases.codes.ended_on]\n"9999-12-31" = ""\n'
    found = read(tmp_path, {"cases.parquet": parquet(table)}, mapping)
    assert faults(found, "cases") == []
    assert cells(found, "cases") == [
        case("F1", "2025-03-04", granted_hours_per_week=2.125, ended_on="2025-04-05", end_reason="moved"),
        case("F2", "2025-03-04", granted_hours_per_week=1234.5),
    ]  # fmt: skip


def test_a_column_of_nothing_is_accepted_in_any_type(tmp_path):
    nothing = {
        "referred_on": pa.null(), "phase_2_on": pa.bool_(), "phase_3_on": pa.string(),
        "phases_completed_on": pa.float64(), "ended_on": pa.list_(pa.int8()), "end_reason": pa.int8(),
        "charged_on": pa.struct([("a", pa.int8())]), "readiness_at_start": pa.binary(),
        "birth_year": pa.decimal128(5, 2), "mentor_wish_met": pa.time64("us"),
        "goals_agreed_on": pa.map_(pa.string(), pa.int8()), "mentor_id": pa.timestamp("us", "UTC"),
    }  # fmt: skip
    table = pa.table(
        {"case_id": ["F1"], "citizen_id": ["B-F1"], "municipality_code": ["0360"],
         "programme": ["mentor"], "started_on": [date(2025, 1, 1)]}
        | {name: pa.nulls(1, kind) for name, kind in nothing.items()}
    )  # fmt: skip
    found = read(tmp_path, {"cases.parquet": parquet(table)})
    assert faults(found, "cases") == []
    assert cells(found, "cases") == [case()]


def test_duckdb_null_columns_dictionaries_and_large_strings(tmp_path):
    table = pa.table(
        columns(
            channel=pa.array(["meeting", "meeting"]).dictionary_encode(),
            contact_id=pa.array(["C1", "C2"], pa.large_string()),
            case_id=pa.array([b"F1", b"F1"], pa.binary()),  # Spark without its UTF8 mark
            topic=pa.nulls(2),
        )
    )
    assert cells(read(tmp_path, {"contacts.parquet": parquet(table)}), "contacts") == [
        held(1),
        held(2),
    ]


def test_polars_writes_what_is_read_back(tmp_path):
    frame = pl.DataFrame(columns()).with_columns(
        pl.col("channel").cast(pl.Categorical),
        pl.col("outcome").cast(pl.Enum(["held", "no_show"])),
        pl.col("contacted_at").cast(pl.Datetime("ns")),
        topic=pl.lit(None),
    )
    found = read(tmp_path, {"contacts.parquet": frame.write_parquet})
    assert cells(found, "contacts") == [held(1), held(2)]


UTC_TIMES = pa.array([datetime(2025, 1, 10, 9), datetime(2025, 7, 10, 8)], pa.timestamp("ns"))
SPARK = {"org.apache.spark.version": "3.5.1", "org.apache.spark.sql.parquet.row.metadata": "{}"}


def int96(table, metadata=None):
    return parquet(table.replace_schema_metadata(metadata), use_deprecated_int96_timestamps=True)


def test_int96_times_that_nobody_knows_the_zone_of_are_danish_and_asked_about(tmp_path):
    table = pa.table(columns(contacted_at=pa.array([AT, AT], pa.timestamp("ns")), seen=UTC_TIMES))
    found = read(tmp_path, {"contacts.parquet": int96(table)})
    assert cells(found, "contacts") == [held(1), held(2)]
    assert notices(found, "contacts") == [
        "contacts: tidspunkterne i contacted_at er gemt uden tidszone (INT96) og læst som dansk tid. "
        "Er de UTC?",
        "contacts: kolonnen seen bruges ikke.",
    ]


@pytest.mark.parametrize("key", SPARK)
def test_int96_times_of_spark_are_utc(tmp_path, key):
    table = pa.table(columns(note=UTC_TIMES, contacted_at=UTC_TIMES))
    found = read(tmp_path, {"contacts.parquet": int96(table, {key: SPARK[key]})})
    assert cells(found, "contacts") == [held(1), held(2, contacted_at=datetime(2025, 7, 10, 10))]
    assert notices(found, "contacts") == ["contacts: kolonnen note bruges ikke."]


def test_parts_of_spark_and_of_others_are_each_read_as_they_are(tmp_path):
    spark = pa.table(columns(contacted_at=UTC_TIMES))
    other = pa.table(
        columns(contact_id=["C3", "C4"], contacted_at=pa.array([AT, AT], pa.timestamp("ns")))
    )
    plain = pa.table(columns(contact_id=["C5", "C6"]))
    found = read(
        tmp_path,
        {
            "contacts/part-0.parquet": int96(spark, SPARK),
            "contacts/part-1.parquet": int96(other),
            "contacts/part-2.parquet": parquet(plain.replace_schema_metadata(SPARK)),  # INT64: as it says
        },
    )  # fmt: skip
    assert cells(found, "contacts") == [
        held(1), held(2, contacted_at=datetime(2025, 7, 10, 10)), held(3), held(4), held(5), held(6)
    ]  # fmt: skip


def test_a_time_of_day_is_never_thrown_away(tmp_path):
    table = {
        "case_id": ["F1"], "citizen_id": ["B"], "municipality_code": ["0360"],
        "programme": ["mentor"], "started_on": [datetime(2025, 1, 1, 0, 0, 1)],
    }  # fmt: skip
    assert faults(read(tmp_path, {"cases.parquet": parquet(pa.table(table))}), "cases") == [
        ("started_on", "date_with_time", "cases.parquet", 1, "2025-01-01 00:00:01")
    ]


# ---- folders of parts, as Spark writes them


def test_parts_may_differ_in_widths_nulls_and_missing_columns(tmp_path):
    first = columns(minutes=pa.array([60, 60], pa.int32()), topic=["health", None])
    second = columns(
        contact_id=["C3", "C4"], minutes=pa.array([60, 60], pa.int64()), topic=pa.nulls(2)
    )
    third = columns(contact_id=["C5", "C6"], contacted_at=[AT, datetime(1985, 1, 1, 10)])
    found = read(
        tmp_path,
        {
            "contacts/part-00000-a.snappy.parquet": parquet(pa.table(first)),
            "contacts/part-00001-b.snappy.parquet": parquet(pa.table(second)),
            "contacts/part-00002-c.snappy.parquet": parquet(pa.table(third)),
        },
    )
    assert faults(found, "contacts") == [
        ("contacted_at", "before_1990", "part-00002-c.snappy.parquet", 2, "1985-01-01 10:00:00")
    ]
    assert [row["contact_id"] for row in cells(found, "contacts")] == [f"C{n}" for n in range(1, 7)]
    assert [row.get("topic") for row in cells(found, "contacts")] == ["health", *[None] * 5]
    assert [notice(each, found) for each in found.notices if each.table == "contacts"][:-1] == [
        "contacts: kolonnen topic mangler og regnes som tom."
    ]


def test_what_spark_leaves_beside_its_parts_is_passed_over(tmp_path):
    part = parquet(pa.table(columns()))
    found = read(
        tmp_path,
        {
            "contacts/part-0.parquet": part,
            "contacts/_SUCCESS": "",
            "contacts/.part-0.parquet.crc": "crc",
            "contacts/.hidden.parquet": part,
            "contacts/_metadata.parquet": part,
            "contacts/_temporary/0/part-9.parquet": part,
        },
    )
    assert found.sources["contacts"].files == ["part-0.parquet"]
    assert cells(found, "contacts") == [held(1), held(2)]


def test_parts_in_capitals_are_never_dropped(tmp_path):
    found = read(
        tmp_path,
        {
            "contacts/part-0.parquet": parquet(pa.table(columns())),
            "contacts/part-1.PARQUET": parquet(pa.table(columns(contact_id=["C3", "C4"]))),
        },
    )
    assert [row["contact_id"] for row in cells(found, "contacts")] == ["C1", "C2", "C3", "C4"]


def test_partition_folders_are_columns_of_text(tmp_path):
    table = {"citizen_id": ["B"], "programme": ["mentor"], "started_on": [date(2025, 1, 1)]}

    def part(case_id, **given):
        return parquet(pa.table({"case_id": [case_id]} | table | given))

    found = read(
        tmp_path,
        {
            "cases/municipality_code=0360/part-0.parquet": part("F1"),
            "cases/municipality_code=101/part-0.parquet": part("F2"),
            "cases/municipality_code=__HIVE_DEFAULT_PARTITION__/part-0.parquet": part("F3"),
            "contacts/channel=meeting/outcome=no%5Fshow/part-0.parquet": parquet(
                pa.table(columns(channel=None, outcome=None))
            ),
        },
    )
    assert faults(found, "cases") == [
        ("municipality_code", "missing",
         "municipality_code=__HIVE_DEFAULT_PARTITION__/part-0.parquet", 1, None)
    ]  # fmt: skip
    assert [row.get("municipality_code") for row in cells(found, "cases")] == ["0360", "0101", None]
    assert cells(found, "contacts") == [held(1, outcome="no_show"), held(2, outcome="no_show")]
    assert notices(found, "cases") == ["cases: kommunekoder, som har fået nul foran: 1."]


def test_partitions_that_are_not_the_same_everywhere_are_no_crash(tmp_path):
    found = read(
        tmp_path,
        {
            "contacts/channel=phone/part-0.parquet": parquet(pa.table(columns())),
            "contacts/part-1.parquet": parquet(pa.table(columns(contact_id=["C3", "C4"]))),
        },
    )
    assert len(cells(found, "contacts")) == 4 or faults(found, "contacts")


def test_folders_above_the_export_are_not_columns(tmp_path):
    found = read(
        tmp_path / "channel=phone" / "dato=2026-11-01",
        {"contacts/part-0.parquet": parquet(pa.table(columns()))},
    )
    assert cells(found, "contacts") == [held(1), held(2)]
    assert notices(found, "contacts") == []


def test_a_folder_whose_name_reads_as_a_pattern_is_only_itself(tmp_path):
    for name, contact_id in {"udtræk [ab]": "C1", "udtræk a": "C2"}.items():
        files = {
            "contacts.csv": f"{HEADING}\n{contact_id},F1,2025-01-10 10:00,meeting,held,60,\n",
            "cases.parquet": frames(cases=[case(contact_id)])["cases"].write_parquet,
        }
        found = read(tmp_path / name, files)
        assert [row["contact_id"] for row in cells(found, "contacts")] == [contact_id]
        assert [row["case_id"] for row in cells(found, "cases")] == [contact_id]


# ---- damaged Parquet


def damaged(offset, bit=0):
    def write(path):
        parquet(pa.table(columns()))(path)
        content = bytearray(path.read_bytes())
        content[offset] ^= 1 << bit
        path.write_bytes(content)

    return write


def test_each_truncated_part_is_named(tmp_path):
    def cut(kept):
        def write(path):
            parquet(pa.table(columns()))(path)
            path.write_bytes(path.read_bytes()[:kept])

        return write

    found = read(
        tmp_path,
        {"contacts/part-0.parquet": parquet(pa.table(columns()))}
        | {
            f"contacts/part-{n}.parquet": cut(kept)
            for n, kept in enumerate((0, 4, 600, -1), start=1)
        },
    )
    assert faults(found, "contacts") == [
        (None, "unreadable_parquet", f"part-{n}.parquet", None, None) for n in (1, 2, 3, 4)
    ]


@pytest.mark.parametrize(("offset", "bit"), [(4, 0), (5, 1), (6, 7)])
def test_a_flipped_bit_in_a_page_is_a_fault_and_never_a_crash(tmp_path, offset, bit):
    found = read(tmp_path, {"contacts.parquet": damaged(offset, bit)})
    assert [rule for _c, rule, *_more in faults(found, "contacts")] in (
        ["damaged"],
        ["unreadable_parquet"],
    )


# places in the footer, counted from the end, where pyarrow or DuckDB trips in its own way
@pytest.mark.parametrize(("offset", "bit"), [(-1292, 0), (-1277, 3), (-1241, 0), (-600, 2)])
def test_a_flipped_bit_in_the_footer_is_a_fault_or_harmless_and_never_a_crash(
    tmp_path, offset, bit
):
    found = read(tmp_path, {"contacts.parquet": damaged(offset, bit)})
    rules = {rule for _column, rule, *_more in faults(found, "contacts")}
    assert rules & {"damaged", "unreadable_parquet"} or found.rows["contacts"] == 2


def test_of_many_parts_the_damaged_one_is_named(tmp_path):
    def broken(path):
        table = pa.table(columns(case_id=pa.array(["F1", "F2"])))
        pq.write_table(table, path, compression="gzip")
        content = bytearray(path.read_bytes())
        content[20:60] = bytes(40)  # within the first page
        path.write_bytes(content)

    found = read(
        tmp_path,
        {
            "contacts/part-0.parquet": parquet(pa.table(columns(case_id=pa.array([b"F1", b"F2"])))),
            "contacts/part-1.parquet": broken,
        },
    )
    assert faults(found, "contacts") == [(None, "damaged", "part-1.parquet", None, None)]


def test_bytes_that_are_no_text_are_a_notice_where_unknown_and_shown_where_known(tmp_path):
    rowversion = pa.array([b"\xff\xfe", b"\x00\x01"], pa.binary())
    table = pa.table(columns(case_id=pa.array(["F1", "F1"])) | {"rowversion": rowversion})
    found = read(tmp_path, {"contacts.parquet": parquet(table)})
    assert faults(found, "contacts") == []
    assert "contacts: kolonnen rowversion bruges ikke." in notices(found, "contacts")
    table = pa.table(columns(channel=pa.array([b"meeting", b"\xff"], pa.binary())))
    found = read(tmp_path / "known", {"contacts.parquet": parquet(table)})
    assert faults(found, "contacts") == [("channel", "code", "contacts.parquet", 2, "\\xFF")]


# ---- one export in every format


def spread(folder, write):
    rows = {
        "cases": [
            case("F1", ended_on="2025-03-01", end_reason="employment", mentor_wish_met=True,
                 granted_hours_per_week=3.5, months_on_benefit_before=12, birth_year=1990),
            case("F2", "2025-02-01", municipality_code="0101", referred_on="2025-01-15",
                 mentor_wish_met=False, mentor_id="æøå"),
        ],
        "contacts": [
            contact("C1"),
            contact("C2", at="2025-01-11 16:59:59", minutes=None, topic="health"),
            contact("C3", "F2", "2025-02-03 08:15", channel="phone", minutes=1440.0),
        ],
        "survey": [*wheel("R1", "F1", "2025-01-02", 5), *wheel("R2", "F1", "2025-02-27", range(1, 9)),
                   answer("R3", "help", "satisfied"), answer("R4", "help", None, answered_on=None)],
    }  # fmt: skip
    folder.mkdir(parents=True)
    for name, frame in frames(**rows).items():
        write(frame, folder, name)
    return folder


def as_excel(frame, folder, name):
    workbook(frame.columns, *frame.rows())(folder / f"{name}.xlsx")


def as_parts(frame, folder, name):
    (folder / name).mkdir()
    half = len(frame) // 2
    frame[:half].write_parquet(folder / name / "part-0.parquet")
    frame[half:].write_parquet(folder / name / "part-1.parquet")


FORMATS = {
    "Polars Parquet": lambda frame, folder, name: frame.write_parquet(folder / f"{name}.parquet"),
    "pandas Parquet": lambda frame, folder, name: pd.DataFrame(
        {column: pd.Series(frame[column].to_list()) for column in frame.columns}
    ).to_parquet(folder / f"{name}.parquet"),
    "CSV": lambda frame, folder, name: frame.write_csv(folder / f"{name}.csv"),
    "xlsx": as_excel,
    "parts": as_parts,
}


@pytest.fixture(scope="module")
def wanted(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wanted")
    return publish(spread(folder / "export", FORMATS["Polars Parquet"]), folder / "data", Recipe())[
        0
    ]


@pytest.mark.parametrize("kind", list(FORMATS)[1:])
def test_the_same_data_publish_the_same_tables_in_every_format(tmp_path, wanted, kind):
    snapshot, _ = publish(spread(tmp_path / "export", FORMATS[kind]), tmp_path / "data", Recipe())
    for name, path in wanted.files().items():
        frame, other = pl.read_parquet(path), pl.read_parquet(snapshot.files()[name])
        assert other.schema == frame.schema, name
        assert other.sort(pl.all()).equals(frame.sort(pl.all())), name
    assert snapshot.manifest["missing"] == wanted.manifest["missing"]
