"""recipe.toml: files of any shape become the contract's tables, or one sentence that says what to do."""

import gzip
from datetime import date, datetime

import duckdb
import openpyxl
import pytest

from dashboard.foundation.errors import DashboardError
from dashboard.ingest import csv_files, recipe_file
from dashboard.ingest.refusal import grouped, notice
from tests.builders import cells, checked, faults

CASES = (
    "case_id,citizen_id,municipality_code,programme,started_on\n"
    "1,B1,0461,mentor,2026-01-05\n2,B2,0461,mentor,2026-01-05\n"
)
CONTACTS = "contact_id,case_id,contacted_at,channel,outcome,minutes\n"
ANSWERS = "response_id,instrument,respondent,invited_on,item\n"


def read(folder, recipe="", **files):
    """An export of some files, the rest as the contract wants it, checked by a recipe."""
    export = folder / "export"
    for name, content in files.items():
        path = export / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, dict):
            book(path, content)
        else:
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return checked(export, recipe)


def book(path, sheets):
    """A workbook: sheet -> rows."""
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
    made.save(path)


def said(found, table):
    return [
        notice(each, found)
        for each in found.notices
        if each.table == table and each.key not in ("missing_nullable_column", "undelivered_table")
    ]


def contacts(found):
    return [
        (row["case_id"], row["contacted_at"], row["channel"], row.get("minutes"))
        for row in sorted(
            cells(found, "contacts"), key=lambda row: (row["case_id"], row["contacted_at"])
        )
    ]


LOG = """
[[source]]
table = "contacts"
files = ["Kontakter*"]
sheets = ["*"]
skip = ["I alt"]
date_format = "dd-mm-åååå"
durations = "hours"
made_ids = ["contact_id"]
[source.columns]
"Sagsnr." = "case_id"
"Form" = "channel"
"Varighed" = "minutes"
[source.joined]
contacted_at = ["Dato", "Kl."]
[source.constants]
outcome = "held"
[source.codes.channel]
"Møde" = "meeting"
"Tlf." = "phone"
"""


def test_a_log_of_days_times_and_durations_is_put_together_from_the_sheets_of_two_years(tmp_path):
    head = ["Dato", "Kl.", "Sagsnr.", "Form", "Varighed", "Noter"]
    found = read(
        tmp_path, LOG,
        **{
            "cases.csv": CASES,
            "Kontakter 2025.xlsx": {
                "Januar": [["Kontakter i januar"], [], head,
                           ["05-01-2026", "12.30", 1, "Møde", "1:30", "om bolig"], ["I alt", None, None, None, 2]],
                "Februar": [head, [datetime(2026, 2, 3), datetime(2026, 2, 3, 9, 5).time(), "2", "Tlf.", 0.5, None]],
            },
            "Kontakter 2026.csv": "Dato;Kl.;Sagsnr.;Form;Varighed\n04-03-2026;kl. 9:00;1;Møde;45 min\n",
        },
    )  # fmt: skip
    assert faults(found, "contacts") == []
    assert contacts(found) == [
        ("1", datetime(2026, 1, 5, 12, 30), "meeting", 90),
        ("1", datetime(2026, 3, 4, 9), "meeting", 45),
        ("2", datetime(2026, 2, 3, 9, 5), "phone", 30),
    ]
    assert said(found, "contacts") == [
        "contacts: overskrifterne er fundet i række 3 i ”Kontakter 2025.xlsx · Januar”; rækkerne over er "
        "sprunget over.",
        "contacts: rækker i ”Kontakter 2025.xlsx”, som opskriften springer over (summer og noter): 1.",
        "contacts: kolonnen Noter bruges ikke.",
    ]


def test_blank_minutes_are_the_time_from_one_column_to_another(tmp_path):
    recipe = LOG.replace('["Dato", "Kl."]', '["Dato", "Fra"]\nminutes = ["Fra", "Til"]')
    log = [
        ["Dato", "Fra", "Til", "Sagsnr.", "Form", "Varighed"],
        ["05-01-2026", "9.15", "10.00", 1, "Møde", None],
        ["06-01-2026", "9.15", "10.00", 1, "Møde", 2],
        ["07-01-2026", None, None, 1, "Møde", None],
        ["08-01-2026", "9.15", None, 2, "Møde", "1:30"],
        ["09-01-2026", "9.15", None, 2, "Møde", None],
    ]
    found = read(tmp_path, recipe, **{"cases.csv": CASES, "Kontakter.xlsx": {"Januar": log}})
    assert faults(found, "contacts") == []
    assert [minutes for *_rest, minutes in contacts(found)] == [45, 120, None, 90, None]
    assert not [line for line in said(found, "contacts") if "bruges ikke" in line]
    text = "".join(";".join(str(cell or "") for cell in row) + "\n" for row in log)
    plain = recipe.replace('durations = "hours"', "")
    again = read(
        tmp_path / "csv", plain, **{"cases.csv": CASES, "Kontakter.csv": text.replace("1:30", "90")}
    )
    assert faults(again, "contacts") == []
    assert [minutes for *_rest, minutes in contacts(again)] == [45, 2, None, 90, None]


def test_a_year_of_birth_of_two_digits_is_read_where_it_can_be_one_alone(tmp_path):
    born = ["'90", "’04", "1974", "'74", "'20", "90"]  # of '20 nobody knows the century
    head, *_rest = CASES.splitlines()
    rows = "".join(f"{n},B{n},0461,mentor,2026-01-05,{cell}\n" for n, cell in enumerate(born))
    found = read(tmp_path, **{"cases.csv": f"{head},birth_year\n{rows}"})
    assert faults(found, "cases") == [
        ("birth_year", "integer", "cases.csv", 6, "'20"), ("birth_year", "too_low", "cases.csv", 7, "90"),
    ]  # fmt: skip
    assert [row["birth_year"] for row in cells(found, "cases")[:4]] == [1990, 2004, 1974, 1974]
    assert (
        "cases: årstal i birth_year, der er skrevet med to cifre (som '90) og er læst som 1990: 3."
        in said(found, "cases")
    )


def test_a_wheel_without_a_date_is_told_by_their_own_heading_and_two_numbers_are_one_too_many(
    tmp_path,
):
    sheet = [["Nr", "Dag", "Bolig", "Fritid"], ["1", None, 6, 7], ["2", date(2026, 2, 1), "5-6", 7]]
    recipe = WHEELS_BY_COLUMN.replace("Hjul.csv", "Hjul.xlsx")
    found = read(tmp_path, recipe, **{"cases.csv": CASES, "Hjul.xlsx": {"Hjul": sheet}})
    told = [
        (group.rule, [fault.cell for fault in group.first], group.finding, group.remedy)
        for group in grouped(found)
    ]
    assert told == [
        (
            "undated", ["B2"], "skemaet har ingen dato",
            "udfyld ”Dag”; uden dato kan et livshjul eller et spørgeskema ikke placeres i tiden, og rækken "
            "holdes tilbage, hvis I går videre",
        ),
        ("two_numbers", ["C3"], "to tal i én celle", "skriv ét tal"),
    ]  # fmt: skip


def test_hours_granted_may_be_written_with_their_unit(tmp_path):
    recipe = """
[[source]]
table = "cases"
files = ["Liste.csv"]
decimal = ","
[source.columns]
"Nr" = ["case_id", "citizen_id"]
"Begyndt" = "started_on"
"T/uge" = "granted_hours_per_week"
[source.constants]
municipality_code = "0461"
programme = "mentor"
"""
    hours = ["2 t", "5 timer", "3", "2,5", "4 timer pr. uge", "90 min", "", "ca. 2"]
    rows = "".join(f"{n};2026-01-05;{cell}\n" for n, cell in enumerate(hours, start=1))
    text = "Nr;Begyndt;T/uge\n" + rows
    said = read(
        tmp_path / "a",
        recipe.replace("decimal", 'durations = "hours"\ndecimal'),
        **{"Liste.csv": text},
    )
    assert faults(said, "cases") == [("granted_hours_per_week", "number", "Liste.csv", 9, "ca. 2")]
    read_so = [row.get("granted_hours_per_week") for row in cells(said, "cases")]
    assert read_so == [2, 5, 3, 2.5, 4, 1.5, None, None]
    unsaid = read(tmp_path / "b", recipe, **{"Liste.csv": text})
    assert faults(unsaid, "cases") == [
        *[
            ("granted_hours_per_week", "hours_spelt", "Liste.csv", row, hours[row - 2])
            for row in (2, 3, 6, 7)
        ],
        ("granted_hours_per_week", "number", "Liste.csv", 9, "ca. 2"),
    ]


def test_ids_made_of_file_and_row_are_the_same_when_rows_are_added(tmp_path):
    log = "Dato;Kl.;Sagsnr.;Form;Varighed\n04-03-2026;9:00;1;Møde;1\n"
    first = read(tmp_path / "a", LOG, **{"cases.csv": CASES, "Kontakter.csv": log})
    more = log + "05-03-2026;9:00;2;Møde;1\n"
    second = read(tmp_path / "b", LOG, **{"cases.csv": CASES, "Kontakter.csv": more})
    ids = [{row["contact_id"] for row in cells(found, "contacts")} for found in (first, second)]
    assert len(ids[0]) == 1 and len(ids[1]) == 2 and ids[0] < ids[1]


def test_a_fault_is_told_with_the_persons_own_file_sheet_and_row(tmp_path):
    head = ["Dato", "Kl.", "Sagsnr.", "Form", "Varighed"]
    found = read(
        tmp_path, LOG,
        **{
            "cases.csv": CASES,
            "Kontakter.xlsx": {"Januar": [["Titel"], head, ["05-01-2026", "9.00", 1, "Brevdue", "1:30"]],
                               "Februar": [head, ["31-02-2026", "9.00", 1, "Møde", "1:30"]]},
        },
    )  # fmt: skip
    assert faults(found, "contacts") == [
        ("channel", "code", "Kontakter.xlsx · Januar", 3, "Brevdue"),
        ("contacted_at", "timestamp", "Kontakter.xlsx · Februar", 2, "31-02-2026 09:00"),
    ]


WHEEL = """
[[source]]
table = "survey_results"
files = ["Livshjul.csv"]
encoding = "windows-1252"
decimal = ","
date_format = "%d-%m-%Y"
made_ids = ["response_id"]
[source.columns]
"Sagsnr" = "case_id"
[source.constants]
instrument = "life_wheel"
respondent = "citizen"
[[source.wide]]
columns = {"Dato start" = "answered_on"}
constants = {phase = "start", invited_on = "2026-06-01"}
items = {"Bolig start" = "housing", "Økonomi start" = "economy"}
[[source.wide]]
columns = {"Dato slut" = "answered_on"}
constants = {phase = "closing", invited_on = "2026-06-01"}
items = {"Bolig slut" = "housing", "Økonomi slut" = "economy"}
"""


def test_a_wheel_with_a_column_a_domain_and_phase_becomes_a_row_a_domain(tmp_path):
    text = (
        "Sagsnr;Dato start;Bolig start;Økonomi start;Dato slut;Bolig slut;Økonomi slut\n"
        "1;02-06-2026;3,0;4;01-08-2026;5;\n"
        "2;02-06-2026;7;8;;;\n"
    )
    found = read(tmp_path, WHEEL, **{"cases.csv": CASES, "Livshjul.csv": text.encode("cp1252")})
    assert found.findings.count() == 0
    rows = {
        (row["case_id"], row["phase"], row["item"]): (row["answered_on"], row.get("score"))
        for row in cells(found, "survey_results")
    }
    assert rows == {
        ("1", "start", "housing"): (date(2026, 6, 2), 3),
        ("1", "start", "economy"): (date(2026, 6, 2), 4),
        ("1", "closing", "housing"): (date(2026, 8, 1), 5),
        ("1", "closing", "economy"): (date(2026, 8, 1), None),
        ("2", "start", "housing"): (date(2026, 6, 2), 7),
        ("2", "start", "economy"): (date(2026, 6, 2), 8),
    }
    ids = {
        (row["case_id"], row["phase"]): row["response_id"] for row in cells(found, "survey_results")
    }
    assert len(set(ids.values())) == 3


FORM = """
[[source]]
table = "survey_results"
files = ["Svar.csv"]
date_format = "%d/%m/%Y %H.%M.%S"
drop_time = true
made_ids = ["response_id"]
missing = ["-"]
[source.columns]
"Tidsstempel" = ["answered_on", "invited_on"]
"Sagsnr" = "case_id"
"Kommune" = "municipality_code"
[source.constants]
instrument = "satisfaction"
respondent = "citizen"
[source.codes.municipality_code]
"Odense" = "0461"
[source.items]
"Hvor tilfreds er du med hjælpen?" = "help"
"Hvad synes du om udbyttet?" = "outcome"
[source.answers.help]
"Utilfreds" = "not_satisfied"
"Meget tilfreds" = "very_satisfied"
[source.answers.outcome]
"Utilfreds" = "dissatisfied"
"""
SVAR = (
    "Tidsstempel,Sagsnr,Kommune,Hvor tilfreds er du med hjælpen?,Hvad synes du om udbyttet?,Andet\n"
    "12/06/2026 10.12.33,1,Odense,Utilfreds,Utilfreds,x\n"
    "13/06/2026 10.12.33,,Odense,Meget tilfreds,-,\n"
)


def test_a_form_with_a_column_a_question_and_one_word_for_two_answers(tmp_path):
    found = read(tmp_path, FORM, **{"cases.csv": CASES, "Svar.csv": SVAR})
    assert found.findings.count() == 0
    rows = {
        (row.get("case_id"), row["item"]): (
            row["answered_on"],
            row["invited_on"],
            row.get("answer"),
        )
        for row in cells(found, "survey_results")
    }
    first, second = date(2026, 6, 12), date(2026, 6, 13)
    assert rows == {
        ("1", "help"): (first, first, "not_satisfied"),
        ("1", "outcome"): (first, first, "dissatisfied"),
        (None, "help"): (second, second, "very_satisfied"),
        (None, "outcome"): (second, second, None),
    }
    assert said(found, "survey_results") == ["survey_results: kolonnen Andet bruges ikke."]


SCALE = """
[source.scale]
"5" = "best"
"4" = "good"
"3" = ""
"2" = "poor"
"1" = "worst"
"9" = "dont_know"
"""
SCALED = (
    "Tidsstempel,Sagsnr,Kommune,Hvor tilfreds er du med hjælpen?,Hvad synes du om udbyttet?\n"
    "12/06/2026 10.12.33,1,Odense,5,4\n12/06/2026 10.12.34,1,Odense,2,2\n12/06/2026 10.12.35,1,Odense,3,1\n"
    "12/06/2026 10.12.36,1,Odense,9,3\n12/06/2026 10.12.37,1,Odense,Utilfreds,\n"
)


def answered(found):
    """The answers to help and to the outcome, in the order they were given."""
    rows = cells(found, "survey_results")
    return {
        item: [row.get("answer") for row in rows if row["item"] == item]
        for item in ("help", "outcome")
    }


def test_a_scale_is_said_once_for_every_question_and_an_answers_own_word_before_it(tmp_path):
    found = read(tmp_path, FORM + SCALE, **{"cases.csv": CASES, "Svar.csv": SCALED})
    assert found.findings.count() == 0
    assert answered(found) == {
        "help": ["very_satisfied", "not_satisfied", None, None, "not_satisfied"],
        "outcome": ["satisfied", "dissatisfied", "very_dissatisfied", None, None],
    }
    assert said(found, "survey_results") == [
        "survey_results: svar, som opskriften regner for ubesvarede: 3 (”3”, ”9”). De er i intet tal."
    ]


def test_of_several_files_of_one_shape_each_that_lacks_a_column_is_named(tmp_path):
    log = CONTACTS.replace("contacted_at,", "") + "1,1,meeting,held,60\n"
    recipe = '[[source]]\ntable = "contacts"\nfiles = ["log*.csv"]\n'
    found = read(tmp_path, recipe, **{"cases.csv": CASES, "log1.csv": log, "log2.csv": log})
    told = [(f.file, f.rule, f.column) for f in found.sources["contacts"].faults]
    assert told == [(f"log{n}.csv", "missing_column", "contacted_at") for n in (1, 2)]


def test_of_several_files_of_one_shape_those_that_cannot_be_read_are_refused(tmp_path, monkeypatch):
    log = CONTACTS + "1,1,2026-01-06 10:00,meeting,held,60\n"
    recipe = '[[source]]\ntable = "contacts"\nfiles = ["log*.csv"]\n'
    write = duckdb.DuckDBPyRelation.write_parquet

    def broken(rows, path, **how):
        if path.endswith("contacts.0.parquet"):
            raise duckdb.InvalidInputException("CSV Error on Line: 2")
        write(rows, path, **how)

    readable = csv_files._is_readable
    monkeypatch.setattr(duckdb.DuckDBPyRelation, "write_parquet", broken)
    monkeypatch.setattr(
        csv_files,
        "_is_readable",
        lambda con, text: "2" not in text.path.name and readable(con, text),
    )
    found = read(tmp_path, recipe, **{"cases.csv": CASES, "log1.csv": log, "log2.csv": log})
    told = [(f.file, f.rule) for f in found.sources["contacts"].faults]
    assert told == [("log2.csv", "unreadable_csv")]


def test_two_answers_of_theirs_that_are_one_of_ours_are_told(tmp_path):
    both = SCALED.replace("10.12.35,1,Odense,3,1", "10.12.35,1,Odense,1,1")
    form = FORM.replace('"help"', '"availability"')  # which has one bad answer
    found = read(tmp_path, form + SCALE, **{"cases.csv": CASES, "Svar.csv": both})
    rows = cells(found, "survey_results")
    bad = [row["answer"] for row in rows if row["item"] == "availability"][1:3]
    assert bad == ["very_dissatisfied"] * 2
    assert said(found, "survey_results")[1:] == [
        "survey_results: svar, der er flere trin hos jer og ét hos os: 2 (Hvor tilfreds er du med hjælpen? "
        "”2”, ”1”)."
    ]


def test_a_scale_says_the_same_of_a_row_a_question(tmp_path):
    recipe = FORM.partition("[source.constants]")[0] + SCALE
    recipe = recipe.replace('made_ids = ["response_id"]', "")
    long = "response_id,instrument,respondent,Sagsnr,Kommune,Tidsstempel,item,answer\n" + "".join(
        f"{n},{instrument},{who},1,0461,12/06/2026 10.12.33,{item},{word}\n"
        for n, (instrument, who, item, word) in enumerate(
            [
                ("satisfaction", "citizen", "help", "5"), ("satisfaction", "citizen", "outcome", "2"),
                ("satisfaction", "citizen", "availability", "9"), ("satisfaction", "citizen", "goals_clear", "3"),
                ("satisfaction", "citizen", "preferred_time", "evening"),
                ("partner", "caseworker", "information", "1"),
            ]
        )
    )  # fmt: skip
    found = read(tmp_path, recipe, **{"cases.csv": CASES, "Svar.csv": long})
    assert found.findings.count() == 0
    assert {row["item"]: row.get("answer") for row in cells(found, "survey_results")} == {
        "help": "very_satisfied", "outcome": "dissatisfied", "availability": "dont_know", "goals_clear": None,
        "preferred_time": "evening", "information": "very_dissatisfied",
    }  # fmt: skip
    assert said(found, "survey_results") == [
        "survey_results: svar, som opskriften regner for ubesvarede: 1 (”3”). De er i intet tal."
    ]


def test_a_score_that_stands_for_no_answer_is_told(tmp_path):
    recipe = """
[[source]]
table = "survey_results"
files = ["Hjul.csv"]
made_ids = ["response_id"]
[source.columns]
"Dag" = ["answered_on", "invited_on"]
"Sag" = "case_id"
[source.constants]
instrument = "life_wheel"
respondent = "citizen"
phase = "start"
[source.items]
"Bolig" = "housing"
"Fritid" = "leisure"
[source.codes.score]
"99" = ""
"""
    hjul = "Dag,Sag,Bolig,Fritid\n2026-02-03,1,99,4\n2026-02-03,2,7,99\n"
    found = read(tmp_path, recipe, **{"cases.csv": CASES, "Hjul.csv": hjul})
    assert found.findings.count() == 0
    assert {
        (row["case_id"], row["item"]): row.get("score") for row in cells(found, "survey_results")
    } == {("1", "housing"): None, ("1", "leisure"): 4, ("2", "housing"): 7, ("2", "leisure"): None}
    assert (
        "survey_results: svar, som opskriften regner for ubesvarede: 2 (”99”). De er i intet tal."
        in said(found, "survey_results")
    )


def test_what_one_questionnaire_has_nothing_for_is_not_missing_of_another(tmp_path):
    recipe = """
[[source]]
table = "survey_results"
files = ["Hjul.csv"]
joined.response_id = ["Sag", "Fase", "Dag"]
[source.columns]
"Dag" = ["answered_on", "invited_on"]
"Sag" = "case_id"
"Fase" = "phase"
"Område" = "item"
"Score" = "score"
[source.constants]
instrument = "life_wheel"
respondent = "citizen"
[[source]]
table = "survey_results"
files = ["Svar.csv"]
made_ids = ["response_id"]
[source.columns]
"Dag" = ["answered_on", "invited_on"]
"Sag" = "case_id"
[source.constants]
instrument = "satisfaction"
respondent = "citizen"
[source.items]
"Hjælpen" = "help"
"""
    hjul = "Dag,Sag,Fase,Område,Score\n2026-02-03,1,start,housing,7\n2026-02-03,1,start,leisure,4\n"
    svar = "Dag,Sag,Hjælpen\n2026-02-03,1,satisfied\n"
    found = read(tmp_path, recipe, **{"cases.csv": CASES, "Hjul.csv": hjul, "Svar.csv": svar})
    assert found.findings.count() == 0
    assert {n for n in found.absent if n.startswith("survey_results")} == {
        "survey_results.municipality_code"
    }
    rows = cells(found, "survey_results")
    assert [(r["item"], r.get("answer"), r.get("score")) for r in rows] == [
        ("housing", None, 7), ("leisure", None, 4), ("help", "satisfied", None),
    ]  # fmt: skip
    assert len({row["response_id"] for row in rows}) == 2


def test_a_step_nobody_knows_is_told_with_those_there_are(tmp_path):
    with pytest.raises(DashboardError) as told:
        read(tmp_path, FORM + SCALE.replace("worst", "awful"), **{"cases.csv": CASES})
    assert str(told.value) == (
        "mapping.toml: ”source 1.scale: awful” forstås ikke; brug en af disse: best, good, poor, worst, dont_know."
    )


def test_a_fault_shared_by_the_questions_of_a_row_is_told_once(tmp_path):
    wrong = SVAR.replace(",1,Odense", ",77,Odense").replace("13/06/2026 10.12.33", "i går")
    found = read(tmp_path, FORM, **{"cases.csv": CASES, "Svar.csv": wrong})
    assert faults(found, "survey_results") == [
        ("answered_on", "date", "Svar.csv", 3, "i går"),
        ("case_id", "unknown_case", "Svar.csv", 2, "77"),
        ("invited_on", "date", "Svar.csv", 3, "i går"),
    ]
    assert [total for *_group, total in found.findings.groups()] == [1, 1, 1]


def test_every_answer_of_a_row_that_is_wrong_is_told_also_where_two_are_the_same(tmp_path):
    sheet = [["Nr", "Dag", "Bolig", "Fritid"], ["1", date(2026, 2, 1), "6-7", "6-7"]]
    recipe = WHEELS_BY_COLUMN.replace("Hjul.csv", "Hjul.xlsx")
    found = read(tmp_path, recipe, **{"cases.csv": CASES, "Hjul.xlsx": {"Hjul": sheet}})
    told = found.findings.rows(("survey_results", "score", "two_numbers"), found.sources, None)
    assert [(fault.cell, fault.found) for fault in told] == [("C2", "6-7"), ("D2", "6-7")]


def test_a_reason_that_is_lacking_is_told_in_its_own_empty_cell(tmp_path):
    recipe = """
[[source]]
table = "cases"
files = ["Liste.xlsx"]
[source.columns]
"Nr" = ["case_id", "citizen_id"]
"Begyndt" = "started_on"
"Slut" = "ended_on"
"Hvorfor" = "end_reason"
[source.constants]
municipality_code = "0461"
programme = "mentor"
"""
    begun, ended = date(2026, 1, 5), date(2026, 2, 5)
    rows = [
        ["Nr", "Begyndt", "Slut", "Hvorfor"],
        [1, begun, ended, None],
        [2, begun, "snart", None],
    ]
    rows += [
        [3, begun, "snart", "employment"],
        [4, begun, "-", None],
        [5, begun, None, "employment"],
    ]
    found = read(tmp_path, recipe, **{"Liste.xlsx": {"Liste": rows}})
    told = [
        (rule, fault.cell, fault.found)
        for table, column, rule, _total in found.findings.groups()
        for fault in found.findings.rows((table, column, rule), found.sources, None)
    ]
    assert told == [
        ("end_without_reason", "D2", None),
        ("end_without_reason", "D3", None),  # with the day that is none: both are told at once
        ("reason_without_end", "D6", "employment"),
        ("date", "C3", "snart"),
        ("date", "C4", "snart"),
        ("missing_word", "C5", "-"),
    ]


def test_a_cpr_number_in_a_column_nobody_uses_is_found_and_told_once(tmp_path):
    found = read(
        tmp_path, FORM, **{"cases.csv": CASES, "Svar.csv": SVAR.replace(",x\n", ",010190-1234\n")}
    )
    assert faults(found, "survey_results") == [("Andet", "cpr", "Svar.csv", 2, None)]


@pytest.mark.parametrize(
    ("written", "form"),
    [
        ("01-06-26", "%d-%m-%y"),
        ("01-06-26", '["%d-%m-%Y", "%d-%m-%y"]'),
        ("1. juni 2026", "%d. %B %Y"),
        ("man 01-06-2026", "%a %d-%m-%Y"),
        ("46174", "excel"),
        ("01.06.2026", '["%d-%m-%Y", "dd.mm.åååå"]'),
        ("6/1/2026", "%m/%d/%Y"),
    ],
)
def test_a_day_in_the_formats_a_recipe_names(tmp_path, written, form):
    text = CASES.replace("2,B2,0461,mentor,2026-01-05", f"2,B2,0461,mentor,{written}")
    form = form if form.startswith("[") else f'"{form}"'
    found = read(tmp_path, f"date_format = {form}", **{"cases.csv": text})
    assert found.findings.count() == 0
    assert [row["started_on"] for row in cells(found, "cases")] == [
        date(2026, 1, 5),
        date(2026, 6, 1),
    ]


@pytest.mark.parametrize("form", ["ååå-mm", "%M", "%m-%Y"])
def test_a_format_without_a_day_is_refused(tmp_path, form):
    with pytest.raises(DashboardError, match="date_format"):
        read(tmp_path, f'date_format = "{form}"', **{"cases.csv": CASES})


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("cases.tsv", CASES.replace(",", "\t").encode()),
        ("cases.txt", CASES.replace(",", "|").encode()),
        ("cases.csv.gz", gzip.compress(CASES.encode())),
        ("cases.csv", b"sep=;\r\n" + CASES.replace(",", ";").replace("\n", "\r\n").encode()),
        ("Cases.CSV", CASES.encode()),
        ("cases.jsonl",
         b'{"case_id":"1","citizen_id":"B1","municipality_code":"0461","programme":"mentor","started_on":"2026-01-05"}\n'
         b'{"citizen_id":"B2","case_id":2,"municipality_code":"0461","programme":"mentor","started_on":"2026-01-05"}\n'),
    ],
)  # fmt: skip
def test_other_forms_of_a_table_are_read_where_the_contracts_own_are_not_there(
    tmp_path, name, text
):
    found = read(tmp_path, **{name: text})
    assert found.findings.count() == 0
    assert [(row["case_id"], row["citizen_id"], row["municipality_code"]) for row in cells(found, "cases")] == [
        ("1", "B1", "0461"), ("2", "B2", "0461"),
    ]  # fmt: skip


def test_a_file_that_is_something_else_than_its_name_is_one_sentence(tmp_path):
    book(tmp_path / "bog.xlsx", {"Ark1": [["a"]]})
    found = read(tmp_path, **{"cases.csv": (tmp_path / "bog.xlsx").read_bytes()})
    assert faults(found, "cases") == [(None, "not_what_it_is_called", "cases.csv", None, None)]


def test_a_packed_file_that_is_too_big_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("dashboard.ingest.csv_files.MOST_UNPACKED", 1000)
    found = read(tmp_path, **{"cases.csv.gz": gzip.compress(b"0" * 10_000)})
    assert faults(found, "cases") == [(None, "too_big", "cases.csv.gz", None, None)]


def test_sheets_and_files_a_recipe_names_and_that_are_not_there_are_told(tmp_path):
    source = '[[source]]\ntable = "{}"\nfiles = ["{}"]\nsheets = ["{}"]\n'
    found = read(
        tmp_path,
        source.format("cases", "*.xlsx", "Forl*") + source.format("contacts", "log*", "x"),
        **{"Bog.xlsx": {"Vejledning": [["Læs mig"]]}},
    )
    assert faults(found, "cases") == [(None, "no_sheet", "Bog.xlsx", None, "Forl*")]
    assert faults(found, "contacts") == [(None, "no_file", "contacts", None, "log*")]


def test_the_name_of_a_file_or_sheet_may_be_a_column(tmp_path):
    recipe = (
        '[[source]]\ntable = "cases"\nfiles = ["Mentor *.xlsx"]\nsheets = ["*"]\n'
        '[source.columns]\n"Sag" = "case_id"\n"Borger" = "citizen_id"\n"Start" = "started_on"\n'
        '[source.constants]\nprogramme = "mentor"\n'
        '[source.from_file]\nmentor_id = "Mentor *.xlsx"\n[source.from_sheet]\nmunicipality_code = "*"\n'
        '[source.codes.municipality_code]\n"Odense" = "0461"\n'
    )
    head = ["Sag", "Borger", "Start"]
    found = read(
        tmp_path, recipe,
        **{"Mentor M1.xlsx": {"Odense": [head, ["1", "B1", date(2026, 1, 5)]]},
           "Mentor M2.xlsx": {"Odense": [head, ["2", "B2", date(2026, 1, 5)]]}},
    )  # fmt: skip
    assert found.findings.count() == 0
    assert [(row["case_id"], row["mentor_id"], row["municipality_code"]) for row in cells(found, "cases")] == [
        ("1", "M1", "0461"), ("2", "M2", "0461"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('[[source]]\nfiles = ["x"]', "source 1.table"),
        ('[[source]]\ntable = "cases"', "source 1.files"),
        ('[[source]]\ntable = "cases"\nfiles = ["x"]\nark = ["y"]', "source 1.ark"),
        ('[[source]]\ntable = "cases"\nfiles = ["x"]\nheading_row = -1', "source 1.heading_row"),
        ('[[source]]\ntable = "cases"\nfiles = ["x"]\n[source.constants]\nalder = "1"', "source 1.constants.alder"),
        ('[[source]]\ntable = "cases"\nfiles = ["x"]\n[source.joined]\nstarted_on = "Dato"',
         "source 1.joined.started_on"),
        ('[[source]]\ntable = "contacts"\nfiles = ["x"]\ndurations = "weeks"', "source 1.durations"),
        ('[[source]]\ntable = "cases"\nfiles = ["x"]\n[cases.columns]\n"A" = "case_id"', "cases"),
        ('[[source]]\ntable = "cases"\nfiles = ["x"]\nfill_down = "Kode"', "source 1.fill_down"),
        ('[[source]]\ntable = "cases"\nfiles = ["x"]\nfill_down = [" "]', "source 1.fill_down"),
        ('[cases]\nfill_down = ["Kode"]', "cases.fill_down"),
        ('[[source]]\ntable = "cases"\nfiles = ["x"]\nwithout = ["S"]', "source 1.without"),
        ('[[source]]\ntable = "cases"\nfiles = ["x"]\n[source.without]\nStatus = "S"', "source 1.without.Status"),
        ('[[source]]\ntable = "cases"\nfiles = ["x"]\n[source.without]\nStatus = []', "source 1.without.Status"),
        ('[[source]]\ntable = "cases"\nfiles = ["x"]\n[source.without]\n"" = ["S"]', "source 1.without."),
        ('[[source]]\ntable = "contacts"\nfiles = ["x"]\ncompleted_at_end = true', "source 1.completed_at_end"),
        ('[[source]]\ntable = "cases"\nfiles = ["x"]\ncompleted_at_end = "ja"', "source 1.completed_at_end"),
        ('left_out = "x.csv"\n[[source]]\ntable = "cases"\nfiles = ["x"]', "left_out"),
        ("a = 1\nb = “x”", "linje 2"),
        ('[cases.columns]\nFødselsår = "birth_year"', "linje 2"),
    ],
)  # fmt: skip
def test_a_mistake_in_a_recipe_is_one_sentence_that_says_where(tmp_path, text, sentence):
    path = tmp_path / "recipe.toml"
    path.write_text(text)
    with pytest.raises(DashboardError) as error:
        recipe_file.read(path)
    assert sentence in str(error.value) and "\n" not in str(error.value)


def test_a_byte_order_mark_before_a_recipe_is_no_mistake(tmp_path):
    path = tmp_path / "recipe.toml"
    path.write_text('decimal = ","\n', encoding="utf-8-sig")
    assert {origin.mapping.decimal for origin in recipe_file.read(path).origins} == {","}


def test_a_recipe_is_found_beside_an_export_and_two_of_them_are_one_too_many(tmp_path):
    assert recipe_file.beside(tmp_path) is None
    (tmp_path / "mapping.toml").write_text("")
    assert recipe_file.beside(tmp_path) == tmp_path / "mapping.toml"
    (tmp_path / "recipe.toml").write_text("")
    with pytest.raises(DashboardError, match=r"både recipe\.toml og mapping\.toml"):
        recipe_file.beside(tmp_path)
    (tmp_path / "mapping.toml").rename(tmp_path / "mapping.toml.txt")
    with pytest.raises(DashboardError, match=r"mapping\.toml\.txt; omdøb den"):
        recipe_file.beside(tmp_path)


WHEELS_BY_COLUMN = """
[[source]]
table = "survey_results"
files = ["Hjul.csv"]
made_ids = ["response_id"]
[source.columns]
"Nr" = "case_id"
"Dag" = ["answered_on", "invited_on"]
[source.items]
"Bolig" = "housing"
"Fritid" = "leisure"
[source.constants]
instrument = "life_wheel"
respondent = "citizen"
phase = "start"
"""


def test_a_fault_is_told_by_its_cell_in_a_sheet_and_by_their_heading_in_a_csv_file(tmp_path):
    recipe = LOG + WHEELS_BY_COLUMN
    log = [
        ["Dato", "Kl.", "Nr.", "Sagsnr.", "Form"],
        ["05-01-2026", "9:00", "", 1, "Due"],
        ["x", "", "", 2, "Møde"],
    ]
    found = read(tmp_path, recipe, **{
        "cases.csv": CASES,
        "Kontakter.xlsx": {"Januar": [["Log"], [], *log], "Februar": log},
        "Hjul.csv": "Nr;Dag;Bolig;Fritid\n1;2026-02-01;5;11\n",
    })  # fmt: skip
    told = [
        (fault.file, fault.cell, fault.found)
        for table, column, rule, _total in found.findings.groups()
        for fault in found.findings.rows((table, column, rule), found.sources, None)
    ]
    assert ("Kontakter.xlsx · Januar", "E4", "Due") in told
    assert ("Kontakter.xlsx · Februar", "E2", "Due") in told
    assert ("Kontakter.xlsx · Februar", "A3", "x") in told  # the first of those put together
    assert ("Hjul.csv", "Fritid", "11") in told
    assert len(told) == 5


GROUPED = WHEELS_BY_COLUMN.replace('made_ids', 'skip = ["I alt"]\nfill_down = ["Nr"]\nmade_ids').replace(
    "Hjul.csv", "Hjul*"
).replace("made_ids", 'sheets = ["*"]\nmade_ids')  # fmt: skip
FILLED = "survey_results: celler i ”Nr”, som har fået værdien fra rækken over: {}."


def wheels(found):
    """Whose wheel, its day and what it says of housing."""
    return sorted(
        (row["case_id"], row["answered_on"].isoformat(), row["score"])
        for row in cells(found, "survey_results")
        if row["item"] == "housing"
    )


def test_a_value_of_a_groups_first_row_counts_below_it_in_its_own_sheet_and_file(tmp_path):
    head = ["Nr", "Dag", "Bolig"]
    found = read(tmp_path, GROUPED, **{
        "cases.csv": CASES,
        "Hjul.xlsx": {
            "Januar": [head, [1, "2026-02-01", 5], [None, "2026-03-01", 6], ["I alt", None, 11], [],
                       [" ", "2026-04-01", 7], [2, "2026-02-01", 3]],
            "Februar": [head, [1, "2026-05-01", 8], [None, "2026-06-01", 9]],
        },
        "Hjul 2.csv": "Nr;Dag;Bolig\n2;2026-03-01;4\n\n;2026-04-01;5\n;2026-05-01;6\n",
    })  # fmt: skip
    assert faults(found, "survey_results") == []
    assert wheels(found) == [
        ("1", "2026-02-01", 5), ("1", "2026-03-01", 6), ("1", "2026-04-01", 7), ("1", "2026-05-01", 8),
        ("1", "2026-06-01", 9),
        ("2", "2026-02-01", 3), ("2", "2026-03-01", 4), ("2", "2026-04-01", 5), ("2", "2026-05-01", 6),
    ]  # fmt: skip
    assert [FILLED.format(n) for n in (2, 3)] == [
        each for each in said(found, "survey_results") if "rækken over" in each
    ]


def test_no_value_comes_from_another_sheet_or_file_and_faults_keep_their_places(tmp_path):
    recipe = LOG.replace("made_ids", 'fill_down = ["Sagsnr."]\nmade_ids')
    head = ["Dato", "Kl.", "Sagsnr.", "Form"]
    day = ["05-01-2026", "9:00"]
    found = read(tmp_path, recipe, **{
        "cases.csv": CASES,
        "Kontakter.xlsx": {"Januar": [head, [*day, 1, "Møde"]],
                           "Februar": [["Titel"], head, [*day, None, "Møde"], [*day, 2, "Møde"],
                                       [*day, None, "Due"]]},
        "Kontakter 2.csv": "Dato;Kl.;Sagsnr.;Form\n05-01-2026;9:00;;Møde\n",
    })  # fmt: skip
    told = [
        (rule, fault.file, fault.row, fault.cell)
        for table, column, rule, _total in found.findings.groups()
        for fault in found.findings.rows((table, column, rule), found.sources, None)
    ]
    assert sorted(told) == [
        ("code", "Kontakter.xlsx · Februar", 5, "D5"),
        ("missing", "Kontakter 2.csv", 2, "Sagsnr."),
        ("missing", "Kontakter.xlsx · Februar", 3, "C3"),
    ]
    assert "contacts: celler i ”Sagsnr.”, som har fået værdien fra rækken over: 1." in said(
        found, "contacts"
    )


def test_a_heading_to_fill_down_that_is_not_there_is_told(tmp_path):
    recipe = GROUPED.replace('fill_down = ["Nr"]', 'fill_down = ["Kode"]')
    found = read(
        tmp_path, recipe, **{"cases.csv": CASES, "Hjul.csv": "Nr;Dag;Bolig\n1;2026-02-01;5\n"}
    )
    assert "survey_results: oversættelsen af ”Kode” passer ikke på nogen overskrift." in said(
        found, "survey_results"
    )


def test_na_that_a_code_gives_a_meaning_is_filled_and_the_rows_below_it_are_its(tmp_path):
    text = (
        CASES.replace("case_id", "Mentor,case_id").replace("\n1", "\nNA,1").replace("\n2", "\n,2")
    )
    recipe = (
        '[[source]]\ntable = "cases"\nfiles = ["Liste.csv"]\nfill_down = ["Mentor"]\n'
        '[source.columns]\n"Mentor" = "mentor_id"\n'
    )
    coded = recipe + '[source.codes.mentor_id]\n"NA" = "NA"\n'
    for number, (each, mentors) in enumerate(((coded, ["NA", "NA"]), (recipe, [None, None]))):
        found = read(tmp_path / str(number), each, **{"Liste.csv": text})
        assert [row.get("mentor_id") for row in cells(found, "cases")] == mentors


WITHOUT = (
    LOG.replace('skip = ["I alt"]', "") + '[source.without]\n"Reg_stat" = ["S", "Annulleret"]\n'
)


def test_rows_are_left_out_by_what_a_column_says_and_that_is_told(tmp_path):
    head = ["Dato", "Kl.", "Sagsnr.", "Form", "Varighed", "REG_STAT"]
    found = read(tmp_path, WITHOUT, **{
        "cases.csv": CASES,
        "Kontakter.xlsx": {"Januar": [
            head, ["05-01-2026", "9:00", 1, "Møde", 1, "A"], ["forkert", "", 7, "Brevdue", 1, " s"],
            ["06-01-2026", "9:00", 1, "Møde", 1, None], ["07-01-2026", "9:00", 1, "Tlf.", 1, "ANNULLERET"],
            ["08-01-2026", "9:00", 1, "Tlf.", 1, "SS"],
        ]},
    })  # fmt: skip
    assert faults(found, "contacts") == []
    assert [day.day for _case, day, *_rest in contacts(found)] == [5, 6, 8]
    assert said(found, "contacts") == [
        "contacts: rækker, som opskriften udelader efter det, der står i ”Reg_stat” (”S”, ”Annulleret”): 2.",
    ]


def test_without_the_column_that_says_which_rows_count_nothing_is_read(tmp_path):
    log = "Dato;Kl.;Sagsnr.;Form;Varighed\n04-03-2026;9:00;1;Møde;1\n"
    found = read(tmp_path, WITHOUT, **{"cases.csv": CASES, "Kontakter.csv": log})
    assert [group[:3] for group in found.findings.groups()] == [
        ("contacts", "Reg_stat", "missing_column")
    ]


def test_a_row_that_is_left_out_may_hold_the_value_of_its_group(tmp_path):
    recipe = GROUPED + '[source.without]\n"Status" = ["TEST"]\n'
    text = "Nr;Status;Dag;Bolig\n1;;2026-02-01;5\n2;Test;2026-03-01;6\n;;2026-04-01;7\n"
    found = read(tmp_path, recipe, **{"cases.csv": CASES, "Hjul.csv": text})
    assert wheels(found) == [("1", "2026-02-01", 5), ("2", "2026-04-01", 7)]


def test_rows_of_parquet_are_left_out_too(tmp_path):
    path = tmp_path / "rows.parquet"
    duckdb.sql(
        "select 1 as nr, 7 as status, date '2026-02-01' as dag, 5 as bolig union all select 2, 8, '2026-02-01', 6"
    ).write_parquet(str(path))
    recipe = (
        WHEELS_BY_COLUMN.replace("Hjul.csv", "Hjul.parquet") + '[source.without]\nStatus = ["8"]\n'
    )
    found = read(tmp_path, recipe, **{"cases.csv": CASES, "Hjul.parquet": path.read_bytes()})
    assert wheels(found) == [("1", "2026-02-01", 5)]


FOOTED = """
[[source]]
table = "cases"
files = ["Sager.csv"]
delimiter = ";"
skip = ["Antal rækker", "Note"]
[source.columns]
"Sag" = ["case_id", "citizen_id"]
"Kommune" = "municipality_code"
"Start" = "started_on"
[source.constants]
programme = "mentor"
"""


@pytest.mark.parametrize(
    ("foot", "skipped", "faults_"),
    [
        ("Antal rækker: 2\n", 1, 0),
        (";;Antal rækker: 2;;;\n", 1, 0),
        ("Note: se bilag\n3;0461;2026-01-05\n", 1, 0),  # what follows is a row
        ("Andet: 2\n", 0, 1),
        (
            '"Note: se bilag\n3;0461;2026-01-05\n4;0461;2026-01-05\n',
            0,
            1,
        ),  # its quote swallows rows
    ],
)
def test_a_line_below_the_rows_is_no_fault_where_it_is_one_line(tmp_path, foot, skipped, faults_):
    rows = "Sag;Kommune;Start\n1;0461;2026-01-05\n2;0461;2026-01-05\n"
    found = read(tmp_path, FOOTED, **{"Sager.csv": rows + foot})
    assert found.findings.count() == faults_
    assert sum(each.n for each in found.notices if each.key == "skipped_rows") == skipped
    kept = [row["case_id"] for row in cells(found, "cases")]
    assert kept == (["1", "2", "3"] if "Note" in foot and skipped else ["1", "2"])


def test_a_column_that_is_there_is_not_added_as_one_its_questionnaire_has_nothing_for(tmp_path):
    recipe = """
[[source]]
table = "survey_results"
files = ["Svar.csv"]
made_ids = ["response_id"]
[source.columns]
"Dag" = ["answered_on", "invited_on"]
"Sag" = "case_id"
"Spørgsmål" = "item"
"Svar" = "answer"
[source.constants]
instrument = "satisfaction"
respondent = "citizen"
"""
    svar = "Dag,Sag,Spørgsmål,Svar,Score\n2026-02-03,1,help,satisfied,\n"
    found = read(tmp_path, recipe, **{"cases.csv": CASES, "Svar.csv": svar})
    assert found.findings.count() == 0
