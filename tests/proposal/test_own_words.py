"""What lists say in words of their own: headings with filling, hidden sheets, initials, short scales."""

import openpyxl
import pytest

from dashboard.foundation.schema import CASES, CONTACTS
from dashboard.ingest import staging
from dashboard.proposal import matching, scales, writing
from dashboard.proposal.matching import Certainty
from dashboard.proposal.proposing import propose


@pytest.mark.parametrize(
    ("table", "heading", "ours", "certainty"),
    [
        (CASES, "Henvist\ndato", "referred_on", Certainty.LIKELY),
        (CASES, "Over i\nfase 2", "phase_2_on", Certainty.LIKELY),
        (CASES, "Sigtet for nyt\n(dato)", "charged_on", Certainty.GUESS),  # who is suspected
        (CASES, "Hvorfor sluttet", "end_reason", Certainty.SURE),
        (CONTACTS, "Kontakt", "channel", Certainty.LIKELY),  # and not the day of it
    ],
)
def test_a_heading_is_known_by_the_words_that_say_something(table, heading, ours, certainty):
    found = matching.columns(table, [heading])[0]
    assert (found.ours, found.certainty) == (ours, certainty)


def test_filling_alone_says_nothing():
    assert matching.columns(CASES, ["Den i", "Over dato"]) == {}


def test_a_short_scale_is_its_own_where_it_has_every_word():
    four = ["I mindre grad", "Slet ikke", "I høj grad", "I nogen grad"]
    assert scales.steps("", four) == {
        "I høj grad": "best", "I nogen grad": "good", "I mindre grad": "poor", "Slet ikke": "worst",
    }  # fmt: skip
    # with three of them nobody knows whether there was a step above: that of the longer is taken
    assert scales.steps("", four[1:])["I høj grad"] == "good"


def proposed(folder, **sheets):
    """The sources proposed for a workbook; a name with _hidden is a hidden sheet."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        sheet.sheet_state = "hidden" if name.endswith("_hidden") else "visible"
        for row in rows:
            sheet.append(row)
    book.save(folder / "Liste.xlsx")
    con = staging.connect(folder)
    found = propose(folder, con)
    con.close()
    return found


COURSES = [
    ["Sagsnr.", "Kommune", "Start"],
    ["F1", "Odense", "2026-01-05"],
    ["F2", "Køge", "2026-02-05"],
]
LISTS = [["Forløb", "Kommune", "Init."], ["Mentor", "Odense", "AS"], ["Andet", "Køge", "JD"]]


def test_a_hidden_sheet_beside_one_that_is_read_is_left_out_and_said(tmp_path):
    found = proposed(tmp_path, Borgere=COURSES, lister_hidden=LISTS)
    assert [source.names for source in found.sources] == [["Liste.xlsx · Borgere"]]
    assert found.unused == ["Liste.xlsx · lister_hidden"]


@pytest.mark.parametrize(
    ("cells", "is_used"), [(["AS", "JD"], False), (["Borger", "AS"], True), (["", ""], True)]
)
def test_who_filled_a_wheel_in_is_no_respondent_where_no_word_says_who(tmp_path, cells, is_used):
    domains = [
        "Bolig",
        "Fritid",
        "Helbred",
        "Netværk",
        "Familie",
        "Økonomi",
        "Uddannelse",
        "Succes",
    ]
    rows = [["Sagsnr.", "Dato", "Udfyldt af", *domains]]
    rows += [[f"F{i}", f"2026-0{i}-05", cell, *range(1, 9)] for i, cell in enumerate(cells, 1)]
    (source,) = proposed(tmp_path, Hjul=rows).sources
    said = [
        line.value
        for line in source.lines
        if line.key == "Udfyldt af" and line.section == "columns"
    ]
    for_all = [
        line for line in source.lines if (line.section, line.key) == ("constants", "respondent")
    ]
    assert bool(for_all) is not is_used  # and every row must say who
    assert (said, "Udfyldt af" in source.unused) == (
        (["respondent"], False) if is_used else ([], True)
    )


@pytest.mark.parametrize(("n", "is_used"), [(60, True), (61, False)])
def test_what_somebody_wrote_is_no_column_of_codes(tmp_path, n, is_used):
    rows = [["Sagsnr.", "Dato", "Form", "Emne"]]
    rows += [["F1", f"2026-01-05 {i // 60:02}:{i % 60:02}", "Møde", f"ord {i}"] for i in range(n)]
    (source,) = proposed(tmp_path, Log=rows).sources
    assert ("Emne" not in source.unused) is is_used


def logged(tmp_path, *words, **more):
    rows = [["Sagsnr.", "Dato", "Kontakt", *more]]
    rows += [
        ["F1", f"2026-01-{i:02} 10:00", word, *more.values()] for i, word in enumerate(words, 5)
    ]
    (source,) = proposed(tmp_path, Log=rows).sources
    return {(line.section, line.key): (line.value, line.certainty) for line in source.lines}


def test_a_column_of_how_contacts_were_may_say_that_some_were_not_held(tmp_path):
    said = logged(tmp_path, "Møde", "Sms", "Udeblevet", "Aflyst af borger", "Kørsel")
    assert said["columns", "Kontakt"] == (["channel", "outcome"], Certainty.LIKELY)
    found = {word: (said["codes.channel", word][0], said["codes.outcome", word][0])
             for word in ("Møde", "Sms", "Udeblevet", "Aflyst af borger", "Kørsel")}  # fmt: skip
    assert found == {
        "Møde": ("meeting", "held"), "Sms": ("text", "held"), "Udeblevet": ("meeting", "no_show"),
        "Aflyst af borger": ("meeting", "cancelled"), "Kørsel": ("", "held"),
    }  # fmt: skip
    assert said["codes.channel", "Kørsel"][1] == Certainty.GUESS
    assert ("constants", "outcome") not in said


def test_what_somebody_wrote_at_length_among_words_for_an_end_is_asked_about_and_a_column_of_it_is_not(
    tmp_path,
):
    long = "Dukkede ikke op til det første møde og blev lukket igen"
    for nth, others in enumerate((("Job", "Flyttet"), ())):
        (folder := tmp_path / str(nth)).mkdir()
        words = [*others, long, long.replace("første", "andet"), long.replace("første", "næste")][
            :3
        ]
        rows = [["Sagsnr.", "Borger", "Startdato", "Slutårsag"]]
        rows += [[f"F{i}", f"B{i}", "2026-01-05", word] for i, word in enumerate(words)]
        proposal = proposed(folder, Liste=rows)
        (source,) = proposal.sources
        said = {line.key: line.value for line in source.lines if line.section == "codes.end_reason"}
        assert (long in said) is bool(others)
        assert said.get(long, "") == ""
        assert long not in writing.text(proposal)  # of a person, until it is answered


def test_a_call_nobody_answered_and_a_talk_with_others_are_asked_about(tmp_path):
    said = logged(
        tmp_path, "Møde", "Tlf. - tog den ikke", "Mail til kommunen", "Telefon", "tlf sagsbeh."
    )
    assert said["codes.channel", "tlf sagsbeh."] == ("", Certainty.GUESS)
    found = {word: said["codes.channel", word] for word in ("Tlf. - tog den ikke", "Mail til kommunen")}  # fmt: skip
    assert found["Mail til kommunen"] == ("", Certainty.GUESS)
    assert found["Tlf. - tog den ikke"][1] == Certainty.GUESS
    hostile = "Talte med kommunen om 010190-1260"
    (folder := tmp_path / "more").mkdir()
    more = logged(
        folder, "Møde", "Udeblevet", "Tlf., intet svar", "Afbud fra sagsbehandler", hostile
    )
    assert not [key for key in more if "010190" in key[1]]
    told = "Talte længe med hende om hendes mor og hendes datter"
    (folder := tmp_path / "told").mkdir()
    assert logged(folder, "Møde", "Udeblevet", told)["codes.outcome", told][1] == Certainty.GUESS
    assert more["codes.outcome", "Tlf., intet svar"] == ("no_show", Certainty.GUESS)
    assert more["codes.channel", "Afbud fra sagsbehandler"][0] == "meeting"  # known not to be held
    assert said["codes.channel", "Telefon"][1] != Certainty.GUESS


def test_it_says_nothing_of_that_where_a_column_of_its_own_does_or_no_word_does(tmp_path):
    for more in ({"Fremmøde": "Mødt"}, {}):
        words = ("Møde", "Udeblevet") if more else ("Møde", "Sms")
        (folder := tmp_path / str(len(more))).mkdir()
        assert logged(folder, *words, **more)["columns", "Kontakt"][0] == "channel"
