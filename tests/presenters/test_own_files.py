"""The words of the page where somebody's own files come in."""

from dataclasses import replace
from datetime import UTC, date, datetime

from dashboard.foundation import words
from dashboard.foundation.schema import CASES
from dashboard.presenters import own_files, own_lines, own_previews
from dashboard.proposal.matching import Certainty
from dashboard.proposal.proposing import Line, Proposal, ProposedSource

LINES = [
    Line("columns", "a", "case_id", Certainty.SURE, ""),
    Line("columns", "b", "ended_on", Certainty.GUESS, ""),
]
SOURCE = ProposedSource(
    CASES, ["A.xlsx · 1", "A.xlsx · 2", "A.xlsx · 3"], LINES, ["Navn", "010190-1234"]
)


def test_each_source_is_told_with_its_rows_and_how_much_is_likely():
    assert own_files.found([SOURCE], [1234]) == [
        {"Tabel": "Forløb", "Filer og ark": "A.xlsx · 1, A.xlsx · 2 og 1 ark mere", "Rækker": "1.234"}
    ]  # fmt: skip
    assert own_files.read_so(SOURCE, 1234) == "Forløb: A.xlsx · 1 og 2 ark mere · 1.234 rækker"
    likely = ProposedSource(CASES, ["A.xlsx"], [replace(LINES[0], certainty=Certainty.LIKELY)])
    assert own_files.read_so(likely, 1) == "Forløb: A.xlsx · 1 række · 1 sandsynlig"


def test_files_that_are_not_read_are_told():
    told = own_files.left(Proposal([SOURCE], [], ["B.xlsx"], ["C.xlsx"]))
    assert told == ["Filer og ark, der ikke bruges: B.xlsx.", "Filer, der ikke kan åbnes: C.xlsx."]


def test_the_first_rows_are_the_same_on_both_sides_without_what_is_empty_in_all():
    rows = [
        (4, {"Nr.": "F1", "Kl.": "1899-12-31 10:15:00", "Tom": "", "": "x"}),
        (6, {"Nr.": "010190-1234"}),
    ]
    assert own_previews.theirs(rows) == [
        {"Række": "4", "Nr.": "F1", "Kl.": "10:15:00"}, {"Række": "6", "Nr.": "…", "Kl.": ""},
    ]  # fmt: skip
    read = [
        (
            4,
            {
                "case_id": "F1",
                "ended_on": date(2026, 3, 1),
                "end_reason": "employment",
                "charged_on": None,
            },
        )
    ]
    assert own_previews.ours(SOURCE, read) == [
        {
            "Række": "4",
            "Forløbsnr.": "F1",
            "Slutdato": words.day(date(2026, 3, 1)),
            "Slutårsag": "Job",
        }
    ]


def test_what_every_row_must_have_and_nothing_says_is_told_by_our_words():
    told = own_files.lacking([SOURCE], {})
    ((source, says),) = told
    assert source == SOURCE
    assert says.startswith(
        "Forløb: A.xlsx · 1 og 2 ark mere mangler ”Kommune”, ”Indsats” og ”Startdato”. Vælg"
    )
    assert own_files.lacking([], {}) == []


def test_what_is_asked_is_not_told_as_lacking_before_somebody_has_said_no():
    guess = Line("columns", "Hvornår", "started_on", Certainty.GUESS, "kan betyde flere ting")
    asked = replace(SOURCE, lines=[*SOURCE.lines, guess])
    assert "”Startdato”" not in own_files.lacking([asked], {})[0][1]
    no = {own_lines.of_line(asked, guess): own_lines.UNUSED}
    assert "”Startdato”" in own_files.lacking([asked], no)[0][1]


def test_a_recipe_by_hand_is_told_by_what_it_reads_and_what_it_still_guesses():
    assert own_files.read({"cases": ["A.xlsx · 1"], "contacts": []}, {"cases": 3}) == [
        {"Tabel": "Forløb", "Filer og ark": "A.xlsx · 1", "Rækker": "3"}
    ]
    assert own_files.by_hand("x = 1") == "Filerne læses efter teksten herunder."
    assert own_files.by_hand('# ? "a" = "b"\n').endswith("1 linje er et gæt og bruges ikke.")


def test_what_is_held_back_is_told_by_table():
    told = own_files.holding_back({"cases": 2, "contacts": 0})
    assert told.startswith("Rækker, der holdes tilbage: Forløb 2. De er ikke med i noget tal")


def test_how_files_are_read_is_one_sentence_each_way():
    cases = [(True, False, 0, 1, 0), (False, False, 0, 0, 0), (False, False, 0, 3, 0), (False, False, 0, 3, 2),
             (False, True, 0, 3, 0), (False, True, 1, 3, 1)]  # fmt: skip
    told = [own_files.how_read(*each) for each in cases]
    assert len(set(told)) == len(told)
    assert "2 ting er gættet eller kendes ikke" in told[3] and "intet nyt" in told[4]


def test_work_that_waits_says_what_it_is_and_whose():
    at = datetime(2026, 3, 1, 8, tzinfo=UTC)
    assert own_files.sheets(["A.csv", "B.csv", "C.csv"]) == "A.csv, B.csv og 1 fil mere"
    assert own_files.waiting(at, "ejer", ["A.csv"], "").startswith(
        "A.csv, fra 1.\N{NO-BREAK SPACE}marts"
    )
    assert own_files.waiting(at, "ejer", [], "/srv/x").startswith("/srv/x, fra")
