"""The demo as a small firm's own files: by the vocabulary alone they are read back to the very same rows."""

import csv
import io
import zipfile
from collections import Counter
from datetime import date, datetime, time

import pyarrow.parquet as pq
import pytest
from openpyxl import load_workbook

from dashboard.demo import spreadsheets, writing
from dashboard.foundation import cpr
from dashboard.foundation.errors import DashboardError
from dashboard.foundation.plain_text import heading_key
from dashboard.foundation.schema import DEMO_KEY, TABLES
from dashboard.ingest import vocabulary

CASES = 40
IDS = {  # made up by whoever reads the files
    "contacts": "contact_id", "documents": "document_id", "activities": "activity_id",
    "comments": "comment_id", "survey_results": "response_id",
}  # fmt: skip


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    folder = tmp_path_factory.mktemp("demo")
    written = spreadsheets.write(folder / "sheets", CASES)
    assert written == writing.write(folder / "parquet", CASES)
    return folder


@pytest.fixture(scope="module")
def books(home):
    return {path.name: load_workbook(path) for path in sorted((home / "sheets").glob("*.xlsx"))}


def rows(sheet, top=1):
    """Headings and what stands below them."""
    heads, *lines = sheet.iter_rows(min_row=top, values_only=True)
    return list(heads), [list(line) for line in lines]


def csv_rows(home, name, encoding):
    content = (home / "sheets" / name).read_bytes().decode(encoding)
    (*heads, mark), *lines = csv.reader(io.StringIO(content), delimiter=";")
    assert mark == DEMO_KEY.decode()
    return heads, [line[:-1] for line in lines]


def by_word(scope):
    return {heading_key(word): code for code, words in scope.items() for word in words}


def columns(table):
    (names,) = (each.names for each in TABLES if each.name == table)
    likely = {heading_key(w): ours[0] for w, ours in vocabulary.ambiguous_headings(table).items()}
    return likely | by_word({name: vocabulary.headings(table, name) for name in names})


def day(cell):
    if isinstance(cell, str):
        return datetime.strptime(cell, "%d-%m-%Y").date()
    return cell.date() if isinstance(cell, datetime) else cell


def value(table, name, cell):
    """A cell as the contract has it."""
    (column,) = (
        each for one in TABLES if one.name == table for each in one.columns if each.name == name
    )
    if cell in (None, ""):
        return None
    scope = by_word(vocabulary.codes(table, name))
    if column.type == "boolean":
        return {"true": True, "false": False}[scope[heading_key(cell)]]
    if scope:
        return scope[heading_key(cell)]
    return day(cell) if column.type == "date" else cell


def read(table, heads, lines):
    known = columns(table)
    names = [known[heading_key(head)] for head in heads]
    return [
        {name: value(table, name, cell) for name, cell in zip(names, line, strict=True)}
        for line in lines
    ]


def read_wide(instrument, heads, lines):
    known, asked = columns("survey_results"), by_word(vocabulary.items(instrument))
    found = []
    for line in lines:
        cells = {heading_key(head): cell for head, cell in zip(heads, line, strict=True)}
        fixed = {
            known[key]: value("survey_results", known[key], cell)
            for key, cell in cells.items()
            if key in known
        }
        fixed.setdefault("respondent", vocabulary.usual_respondent(instrument))
        items = {asked[key]: cell for key, cell in cells.items() if key not in known}
        assert set(items) == set(vocabulary.items(instrument))
        for item, cell in items.items():
            words = by_word(vocabulary.answers(instrument, item))
            given = {"answer": None, "score": None}
            if cell not in (None, ""):
                given |= {"answer": words[heading_key(cell)]} if words else {"score": int(cell)}
            found.append({**fixed, "instrument": instrument, "item": item, **given})
    return found


def assert_same(home, table, found, leaving=()):
    (names,) = (each.names for each in TABLES if each.name == table)
    kept = [name for name in names if name not in leaving]
    wanted = pq.read_table(home / "parquet" / f"{table}.parquet").to_pylist()
    as_counted = [
        Counter(tuple(row.get(name) for name in kept) for row in some) for some in (wanted, found)
    ]
    assert as_counted[0] == as_counted[1]
    assert len(found) == len(wanted) > 0
    assert {name for row in found for name in row} <= set(kept)


def test_the_files_are_those_a_firm_would_have(home):
    names = sorted(path.name for path in (home / "sheets").iterdir())
    assert [name for name in names if not name.startswith("Kontakter")] == [
        "Aktiviteter.xlsx", "Andre skemaer.xlsx", "Borgerliste.xlsx", "Livshjul.csv", "Papirer.csv",
        "Tilfredshed (formular).xlsx",
    ]  # fmt: skip
    assert [name for name in names if name.startswith("Kontakter")] == [
        f"Kontakter {year}.xlsx" for year in range(2022, 2027)
    ]


def test_the_list_of_citizens_is_the_table_of_courses(home, books):
    book = books["Borgerliste.xlsx"]
    assert book.sheetnames == ["Borgere", "Vejledning"]
    sheet = book["Borgere"]
    assert [sheet.cell(row, 1).value is None for row in (1, 2, 3)] == [False, False, True]
    heads, (*lines, totals) = rows(sheet, top=4)
    assert totals[:2] == ["I alt", CASES]
    assert totals[0] in vocabulary.totals()
    place = {column: nth for nth, column in enumerate(spreadsheets.CASES.values())}
    assert isinstance(lines[0][place["started_on"]], datetime)  # a real date
    assert all(line[place["municipality_code"]].endswith(" Kommune") for line in lines)
    assert_same(home, "cases", read("cases", heads, lines))


def test_the_contact_log_is_a_workbook_a_year_and_a_sheet_a_month(home, books):
    found = []
    months = by_word(dict(enumerate(vocabulary.months(), 1)))
    parts = by_word(vocabulary.parts("contacts", "contacted_at"))
    for name, book in books.items():
        if not name.startswith("Kontakter"):
            continue
        numbers = [months[heading_key(sheet.title)] for sheet in book]
        assert numbers == sorted(set(numbers))
        for sheet, month in zip(book, numbers, strict=True):
            heads, lines = rows(sheet)
            assert [parts[heading_key(head)] for head in heads[:2]] == ["date", "time"]
            for on, at, *rest in lines:
                assert isinstance(at, time)
                assert (f"Kontakter {on.year}.xlsx", on.month) == (name, month)
                (row,) = read("contacts", heads[2:], [rest])
                row["contacted_at"] = datetime.combine(on.date(), at)
                hours, _colon, minutes = (row["minutes"] or "").partition(":")
                row["minutes"] = int(hours) * 60 + int(minutes) if minutes else None
                found.append(row)
    assert_same(home, "contacts", found, leaving=["contact_id"])


def test_wheels_and_forms_are_a_column_a_question_and_give_every_row_back(home, books):
    found = read_wide("life_wheel", *csv_rows(home, "Livshjul.csv", "cp1252"))
    form = read_wide("satisfaction", *rows(books["Tilfredshed (formular).xlsx"]["Formularsvar 1"]))
    assert_questionnaires_hold_together(home, form)
    found += [{name: cell for name, cell in row.items() if name != "response_id"} for row in form]
    instruments = by_word(vocabulary.codes("survey_results", "instrument"))
    for sheet in books["Andre skemaer.xlsx"]:
        found += read_wide(instruments[heading_key(sheet.title)], *rows(sheet))
    assert_same(home, "survey_results", found, leaving=["response_id"])


def assert_questionnaires_hold_together(home, form):
    """Each is called what it is called in Parquet, so that comments find it."""
    wanted = pq.read_table(home / "parquet" / "survey_results.parquet").to_pylist()
    ours = {
        (row["response_id"], row["item"], row["answer"])
        for row in wanted
        if row["instrument"] == "satisfaction"
    }
    assert {(row["response_id"], row["item"], row["answer"]) for row in form} == ours


def test_who_has_not_answered_is_a_row_without_answers_and_who_has_is_stamped(books):
    heads, lines = rows(books["Tilfredshed (formular).xlsx"]["Formularsvar 1"])
    assert heads[0] == "Tidsstempel"
    assert heads[5] == "Har det nogen betydning for dig, hvilket køn din mentor har?"
    silent = [line for line in lines if line[0] is None]
    assert silent and all(not any(line[5:]) for line in silent)
    assert all(stamp.time() > time(7) for stamp, *_rest in lines if stamp)


def test_papers_activities_and_comments_give_every_row_back(home, books):
    papers = read("documents", *csv_rows(home, "Papirer.csv", "utf-8-sig"))
    assert_same(home, "documents", papers, leaving=["document_id"])
    held = read("activities", *rows(books["Aktiviteter.xlsx"]["Aktiviteter"]))
    assert_same(home, "activities", held, leaving=["activity_id"])
    said = read("comments", *rows(books["Tilfredshed (formular).xlsx"]["Kommentarer"]))
    assert_same(home, "comments", said, leaving=["comment_id"])


def test_every_workbook_says_that_nobody_in_it_exists(home):
    for path in (home / "sheets").glob("*.xlsx"):
        with zipfile.ZipFile(path) as parts:
            assert DEMO_KEY.decode() in parts.read("docProps/custom.xml").decode()


def test_nothing_is_like_a_persons_number(books):
    texts = (
        cell for book in books.values() for sheet in book for row in sheet.values for cell in row
    )
    assert not any(cpr.holds(str(text)) for text in set(texts) if isinstance(text, str | int))


def test_the_same_arguments_give_the_same_bytes(home, tmp_path):
    spreadsheets.write(tmp_path, CASES)
    for path in (home / "sheets").iterdir():
        assert path.read_bytes() == (tmp_path / path.name).read_bytes(), path.name


def test_without_courses_there_are_headings_and_no_contacts(tmp_path):
    told = []
    assert set(spreadsheets.write(tmp_path, 0, progress=told.append).values()) == {0}
    assert told == [0]
    heads, lines = rows(load_workbook(tmp_path / "Borgerliste.xlsx")["Borgere"], top=4)
    assert heads == list(spreadsheets.CASES)
    assert lines == [["I alt", 0, *[None] * (len(heads) - 2)]]
    assert not list(tmp_path.glob("Kontakter*"))


def test_more_courses_than_a_small_firm_has_are_refused_in_one_sentence(tmp_path):
    with pytest.raises(DashboardError) as error:
        spreadsheets.write(tmp_path, spreadsheets.MOST_CASES + 1)
    assert str(error.value) == (
        "Demoen som regneark har højst 5.000 forløb; udelad --as for at få flere."
    )
    assert list(tmp_path.iterdir()) == []


def test_what_parquet_refuses_is_refused(tmp_path):
    with pytest.raises(DashboardError):
        spreadsheets.write(tmp_path, 1, as_of=date(1990, 1, 1))
    (tmp_path / "file").touch()
    with pytest.raises(DashboardError):
        spreadsheets.write(tmp_path / "file", 1)
    (tmp_path / "out" / "Borgerliste.xlsx").mkdir(parents=True)
    with pytest.raises(DashboardError):
        spreadsheets.write(tmp_path / "out", 1)
