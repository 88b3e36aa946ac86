"""What follows when a person says what a column is: its words, its days, its words for nothing."""

from dataclasses import replace
from pathlib import Path
from tempfile import mkdtemp

import pytest

from dashboard.foundation.schema import CONTACTS
from dashboard.ingest import staging
from dashboard.proposal import choosing, peeking, proposing, reading
from dashboard.proposal.lines import GUESS, LIKELY, SURE, Line

LIST = (
    "Forløbsnr.;Borger;Kommune;Indsats;Startdato;Sidst set;Udgang\n"
    "F1;B1;Odense;Mentor;05-01-2026;20.01.2026;J\nF2;B2;Odense;Mentor;06-01-2026;12.02.2026;Job\n"
    "F3;B3;Odense;Mentor;06-01-2026;i gang;\n"
)


@pytest.fixture
def source(tmp_path):
    folder = tmp_path / "files"
    folder.mkdir()
    (folder / "liste.csv").write_text(LIST, encoding="utf-8")
    con = staging.connect(Path(mkdtemp(dir=tmp_path)))
    sheets, closed = peeking.look(folder)
    (found,) = proposing.of_sheets(sheets, closed, con).sources
    group = [choosing.light(each) for sheet in sheets for each in reading.readings(sheet)]
    yield con, group, found
    con.close()


def test_nothing_chosen_changes_nothing(source):
    assert choosing.widened(*source, {}) is source[2]


def test_a_reading_keeps_its_different_cells_and_no_rows(source):
    _con, group, _found = source
    assert group[0].sheet.rows == []
    assert choosing.cells(group)["Startdato"] == ["05-01-2026", "06-01-2026"]


def test_a_column_that_is_chosen_brings_its_words(source):
    found = choosing.widened(*source, {"Udgang": "end_reason"})
    lines = {(line.section, line.key): line.value for line in found.lines}
    assert lines["columns", "Udgang"] == "end_reason"
    assert lines["codes.end_reason", "Job"] == "employment"
    assert lines["codes.end_reason", "J"] == ""
    assert found.unused == ["Sidst set"]
    assert [line for line in found.lines if line in source[2].lines] == source[2].lines


def test_a_guess_that_is_said_yes_to_brings_all_its_words_and_no_second_line(source):
    con, group, found = source
    guess = Line("columns", "Udgang", "end_reason", GUESS, "kan betyde flere ting")
    known = Line("codes.end_reason", "Job", "employment", SURE, "")
    asked = replace(found, lines=[*found.lines, guess, known], unused=["Sidst set"])
    more = choosing.widened(con, group, asked, {"Udgang": "end_reason"})
    assert more.lines[: len(asked.lines)] == asked.lines
    assert [(line.section, line.key, line.value) for line in more.lines[len(asked.lines) :]] == [
        ("codes.end_reason", "J", "")
    ]


def test_the_days_of_a_column_are_read_beside_those_that_were_known(source):
    before = {(line.section, line.key): line.value for line in source[2].lines}
    lines = {
        (line.section, line.key): line.value
        for line in choosing.widened(*source, {"Sidst set": "ended_on"}).lines
    }
    assert before["", "date_format"] == ["%d-%m-%Y"]
    assert set(lines["", "date_format"]) >= {"%d-%m-%Y", "%d.%m.%Y"}
    assert lines["", "missing"] == ["i gang"]


@pytest.mark.parametrize("line", [
    Line("joined", "contacted_at", ["Dato"], LIKELY, ""), Line("columns", "Dato", "contacted_at", SURE, ""),
])  # fmt: skip
def test_a_time_of_day_is_put_beside_the_day_of_contacts(source, line):
    con, group, _found = source
    log = proposing.ProposedSource(CONTACTS, ["log.csv"], [line], ["Tid"])
    found = choosing.widened(con, group, log, {"Tid": choosing.TIME})
    assert [(each.section, each.key, each.value) for each in found.lines] == [
        ("joined", "contacted_at", ["Dato", "Tid"])
    ]
    assert found.unused == []
    assert not any(map(choosing.takes_time, found.lines))
