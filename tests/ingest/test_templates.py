"""The templates: a workbook each with our headings, lists, dates and one invented example; the same as CSV."""

import csv
import zipfile
from datetime import date, datetime

import pytest
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from dashboard.foundation import cpr
from dashboard.foundation.errors import DashboardError
from dashboard.foundation.plain_text import heading_key
from dashboard.foundation.schema import NEEDS, TABLES
from dashboard.ingest import templates, vocabulary

OF = {  # which table each is of
    "Forløb": "cases", "Kontakter": "contacts", "Livshjul": "survey_results",
    "Spørgeskema": "survey_results", "Mestring": "survey_results", "Papirer": "documents",
    "Aktiviteter": "activities",
}  # fmt: skip
WIDE = {"Livshjul": "life_wheel", "Spørgeskema": "satisfaction", "Mestring": "coping"}


@pytest.fixture(scope="module")
def out(tmp_path_factory):
    folder = tmp_path_factory.mktemp("templates") / "new"
    written = templates.write(folder)
    assert sorted(written) == sorted(path for path in folder.rglob("*") if path.is_file())
    assert [path.relative_to(folder).as_posix() for path in written] == [
        *(f"{name}.xlsx" for name in sorted(OF)), *(f"csv/{name}.csv" for name in sorted(OF)),
    ]  # fmt: skip
    return folder


def opened(out, name):
    return load_workbook(out / f"{name}.xlsx")


def heads(sheet):
    return [cell.value for cell in sheet[1]]


def meaning(name, heading):
    """The column, or the item of the instrument, whose first word a heading is."""
    table = next(table for table in TABLES if table.name == OF[name])
    scope = {column: vocabulary.headings(table.name, column) for column in table.names}
    scope |= vocabulary.items(WIDE[name]) if name in WIDE else {}
    (found,) = [of for of, said in scope.items() if heading == said[0]]
    return found


def rule(sheet, place):
    (found,) = [
        each
        for each in sheet.data_validations.dataValidation
        if f"{get_column_letter(place + 1)}2" in each.sqref
    ]
    return found


def listed(book, found):
    name, _bang, cells = found.formula1.removeprefix("=").partition("!")
    return [cell.value for (cell,) in book[name][cells.replace("$", "")]]


@pytest.mark.parametrize("name", OF)
def test_headings_are_the_vocabularys_first_and_all_that_a_person_can_know_is_asked(out, name):
    sheet = opened(out, name).worksheets[0]
    asked = [meaning(name, heading) for heading in heads(sheet)]
    assert len(set(asked)) == len(asked)
    table = next(table for table in TABLES if table.name == OF[name])
    if name in WIDE:
        assert set(vocabulary.items(WIDE[name])) <= set(asked)
        assert vocabulary.codes("survey_results", "instrument")[WIDE[name]][0] == sheet.title
    else:
        made_up = {key for key in table.key if key != "case_id"}
        assert asked == [column for column in table.names if column in asked]
        assert set(table.names) - set(asked) == made_up


@pytest.mark.parametrize("name", OF)
def test_the_example_is_one_row_that_its_own_lists_allow(out, name):
    book = opened(out, name)
    sheet = book.worksheets[0]
    assert sheet.max_row == 2
    assert sheet["A2"].value == templates.EXAMPLE_CASE
    assert sheet.freeze_panes == "A2"
    for place, cell in enumerate(sheet[2]):
        found = rule(sheet, place)
        assert "A5001".replace("A", get_column_letter(place + 1)) in found.sqref
        if found.type == "list" and cell.value is not None:
            assert cell.value in listed(book, found)
        if found.type == "date" and cell.value is not None:
            assert cell.number_format in ("dd-mm-yyyy", "dd-mm-yyyy hh:mm")
            assert isinstance(cell.value, datetime)


@pytest.mark.parametrize("name", OF)
def test_what_may_be_chosen_is_every_word_of_the_column_and_no_more(out, name):
    book = opened(out, name)
    sheet = book.worksheets[0]
    assert book["Lister"].sheet_state == "hidden"
    for place, heading in enumerate(heads(sheet)):
        of = meaning(name, heading)
        scope = (
            vocabulary.answers(WIDE[name], of)
            if name in WIDE and of in vocabulary.items(WIDE[name])
            else vocabulary.codes(OF[name], of)
        )
        if scope:
            told = listed(book, rule(sheet, place))
            words = [said[0] for said in scope.values()]
            if name == "Mestring" and of == "respondent":
                words = ["Borger", "Mentor"]
            assert sorted(told) == sorted(words)


def test_numbers_have_their_limits(out):
    wheel = opened(out, "Livshjul").worksheets[0]
    domain = rule(wheel, heads(wheel).index("Bolig"))
    assert (domain.type, domain.formula1, domain.formula2) == ("whole", "1", "10")
    assert domain.error == "Skriv et tal fra 1 til 10."
    cases = opened(out, "Forløb").worksheets[0]
    hours = rule(cases, heads(cases).index("Bevilgede timer pr. uge"))
    assert (hours.type, hours.operator, hours.formula1) == ("decimal", "greaterThanOrEqual", "0")


@pytest.mark.parametrize("name", OF)
def test_every_column_is_explained_and_what_must_be_filled_in_is_said(out, name):
    book = opened(out, name)
    sheet = book.worksheets[0]
    assert book.sheetnames[1] == "Forklaring"
    rows = [tuple(cell.value for cell in row) for row in book["Forklaring"].iter_rows(max_col=3)]
    start = rows.index(("Kolonne", "Skal udfyldes", "Forklaring"))
    told = rows[start + 1 :]
    assert [heading for heading, _needed, _text in told] == heads(sheet)
    assert all(text.endswith(".") for _heading, _needed, text in told)
    assert [rule(sheet, place).promptTitle for place in range(len(told))] == [None] * len(told)
    assert [rule(sheet, place).prompt for place in range(len(told))] == [text for *_, text in told]
    table = next(table for table in TABLES if table.name == OF[name])
    needed = {column.name for column in table.columns if not column.nullable}
    needed |= {"case_id", "phase"} if name == "Livshjul" else set()
    assert {meaning(name, heading) for heading, needed, _text in told if needed == "Ja"} == {
        of for of in needed if of in {meaning(name, heading) for heading in heads(sheet)}
    }
    assert "CPR" in " ".join(str(cell) for row in rows[:start] for cell in row)


@pytest.mark.parametrize("name", OF)
def test_the_same_stands_in_a_csv_file_that_danish_excel_opens(out, name):
    content = (out / "csv" / f"{name}.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    told = list(csv.reader(content.decode("utf-8-sig").splitlines(), delimiter=";"))
    sheet = opened(out, name).worksheets[0]
    assert told[0] == heads(sheet)
    assert told[1] == [as_typed(cell) for cell in sheet[2]]
    assert len(told) == 2


def as_typed(cell):
    if isinstance(cell.value, datetime):
        return cell.value.strftime("%d-%m-%Y %H:%M" if "hh" in cell.number_format else "%d-%m-%Y")
    return "" if cell.value is None else str(cell.value).replace(".", ",")


def test_dates_and_times_are_real_ones(out):
    contacts = opened(out, "Kontakter").worksheets[0]
    assert contacts["B2"].value == datetime(2026, 1, 22, 13, 30)
    cases = opened(out, "Forløb").worksheets[0]
    assert cases.cell(2, heads(cases).index("Startdato") + 1).value.date() == date(2026, 1, 19)
    assert {f"Behov: {word}" for word in ("misbrug", "diagnose", "gæld", "bolig", "kriminalitet", "bande")} <= set(
        heads(cases)
    )  # fmt: skip
    assert len(NEEDS) == 6


def test_the_same_bytes_each_time_and_nothing_like_a_persons_number(out, tmp_path):
    for path in templates.write(tmp_path):
        assert path.read_bytes() == (out / path.relative_to(tmp_path)).read_bytes()
        if path.suffix == ".xlsx":
            with zipfile.ZipFile(path) as parts:
                sheets = [
                    parts.read(name).decode() for name in parts.namelist() if "String" in name
                ]
            assert not any(cpr.holds(sheet) for sheet in sheets)
        else:
            assert not cpr.holds(path.read_text(encoding="utf-8-sig"))


def test_no_heading_of_a_template_could_mean_something_else(out):
    for name in OF:
        unsure = {heading_key(word) for word in vocabulary.ambiguous_headings(OF[name])}
        assert not unsure & {heading_key(each) for each in heads(opened(out, name).worksheets[0])}


def test_where_nothing_can_be_written_is_one_sentence(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(DashboardError) as error:
        templates.write(tmp_path / "file")
    assert str(error.value) == (
        f"Der kan ikke skrives i {tmp_path / 'file'}; vælg en anden mappe med --out."
    )
