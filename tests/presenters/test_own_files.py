"""The words of the page where somebody's own files come in."""

from datetime import UTC, date, datetime

from dashboard.foundation import words
from dashboard.foundation.schema import CASES
from dashboard.ingest.faults import Fault
from dashboard.ingest.refusal import Group
from dashboard.presenters import own_files
from dashboard.proposal.matching import Certainty
from dashboard.proposal.proposing import Line, Proposal, ProposedSource

LINES = [
    Line("columns", "a", "case_id", Certainty.SURE, ""),
    Line("columns", "b", "ended_on", Certainty.GUESS, ""),
]
SOURCE = ProposedSource(
    CASES, ["A.xlsx · 1", "A.xlsx · 2", "A.xlsx · 3"], LINES, ["Navn", "010190-1234"]
)


def test_each_source_is_a_row_with_how_sure_it_is():
    assert own_files.found([SOURCE], [1234]) == [
        {"Tabel": "Forløb", "Filer og ark": "A.xlsx · 1, A.xlsx · 2 og 1 ark mere", "Rækker": "1.234",
         "Sikkert": "1", "Sandsynligt": "0", "Gæt": "1"}
    ]  # fmt: skip


def test_what_is_not_used_is_told_without_a_persons_number():
    told = own_files.unused(Proposal([SOURCE], [], ["B.xlsx"], ["C.xlsx"]))
    assert told == [
        "Kolonner, der ikke bruges i A.xlsx · 1 og 2 ark mere: ”Navn” og ”…”.",
        "Filer og ark, der ikke bruges: B.xlsx.",
        "Filer, der ikke kan åbnes: C.xlsx.",
    ]


def test_first_rows_leave_out_what_is_empty_and_write_as_people_do():
    rows = [("F1", date(2026, 3, 1), None, True), ("F2", datetime(2026, 3, 1, 9, 5), "", False)]
    assert own_files.first_rows(("Nr.", "Dag", "Tom", "Ja"), rows) == [
        {"Nr.": "F1", "Dag": words.day(date(2026, 3, 1)), "Ja": "ja"},
        {"Nr.": "F2", "Dag": f"{words.day(date(2026, 3, 1))} 09:05", "Ja": "nej"},
    ]
    assert own_files.first_rows(("A", "B"), [["x"]]) == [{"A": "x"}]
    assert own_files.first_rows(("A",), [["010190-1234"]]) == [{"A": "…"}]


def test_a_code_is_read_as_its_word():
    assert own_files.read_as(SOURCE, "end_reason", "employment") == "Job"
    assert own_files.read_as(SOURCE, "end_reason", None) is None
    assert own_files.read_as(SOURCE, "case_id", "employment") == "employment"


def test_faults_are_told_as_they_stand_with_how_many_more_there_are():
    faults = tuple(
        Fault("cases", "code", "A.xlsx · 1", row, "end_reason", "Jobb") for row in (2, 30)
    )
    group = Group("cases", "end_reason", "ukendt kode", "en af disse: x", "ret koden", 25, faults)
    assert own_files.fault_heading(group) == "Forløb · Slutårsag: ukendt kode (25)"
    assert own_files.fault_remedy(group) == "Forventet: en af disse: x. Gør dette: ret koden."
    assert own_files.fault_rows(group)[1] == {
        "Fil og ark": "A.xlsx · 1",
        "Række": "30",
        "Der står": "Jobb",
    }
    assert own_files.fault_more(group) == "Og 23 til."
    whole = Group("", "", "tabellen mangler", "x", "y", 1, (Fault("", "missing_table"),))
    assert own_files.fault_heading(whole) == "Filerne: tabellen mangler (1)"
    assert own_files.fault_rows(whole) == [] and own_files.fault_more(whole) == ""


def test_how_files_are_read_is_one_sentence_each_way():
    cases = [(True, False, 0, 1, 0), (False, False, 0, 0, 0), (False, False, 0, 3, 0), (False, False, 0, 3, 2),
             (False, True, 0, 3, 0), (False, True, 1, 3, 1)]  # fmt: skip
    told = [own_files.how_read(*each) for each in cases]
    assert len(set(told)) == len(told)
    assert "2 ting er gættet" in told[3] and "intet nyt" in told[4]


def test_work_that_waits_says_what_it_is_and_whose():
    at = datetime(2026, 3, 1, 8, tzinfo=UTC)
    assert own_files.waiting(at, "ejer", ["A.csv"], "").startswith(
        "A.csv, fra 1.\N{NO-BREAK SPACE}marts"
    )
    assert own_files.waiting(at, "ejer", [], "/srv/x").startswith("/srv/x, fra")
