"""A proposal as tables to go through, and what becomes of it when somebody has."""

import pytest

from dashboard.foundation.errors import DashboardError
from dashboard.foundation.schema import CASES, SURVEY_RESULTS
from dashboard.presenters import own_lines
from dashboard.proposal.matching import Certainty
from dashboard.proposal.proposing import Line, ProposedSource

GUESS, LIKELY, SURE = Certainty


@pytest.fixture
def source():
    return ProposedSource(
        CASES,
        ["Liste.xlsx · Ark1"],
        [
            Line("", "files", ["Liste.xlsx"], SURE, ""),
            Line("", "date_format", ["%d/%m/%Y"], GUESS, "to måder"),
            Line("", "date_format", ["%m/%d/%Y"], GUESS, "måneden først"),
            Line("columns", "Sag", ["case_id", "citizen_id"], LIKELY, "hvert forløb er sin borger"),
            Line("columns", "Dato", "started_on", GUESS, "kan betyde flere ting"),
            Line("codes.end_reason", "Job", "employment", SURE, ""),
            Line("codes.end_reason", "Andet", "", GUESS, "kendes ikke"),
            Line("codes.need_gang", "", "nej", GUESS, "er en tom celle et nej?"),
            Line("constants", "programme", "mentor", GUESS, "ingen kolonne siger det"),
        ],
        ["Navn"],
    )


def row(asked, theirs):
    return next(each for each in asked.rows if each["theirs"] == theirs)


def edited(asked, theirs, **given):
    return [each | given if each["theirs"] == theirs else each for each in asked.rows]


def by_key(source):
    return {(line.section, line.key): line for line in source.lines}


def test_guesses_are_not_ticked_and_all_else_is(source):
    columns, words, others = own_lines.parts(source)
    assert [(r["theirs"], r["use"], r["ours"]) for r in columns.rows] == [
        ("Sag", True, "Forløbsnr. + Borgernr."), ("Dato", False, "Startdato"),
    ]  # fmt: skip
    assert [(r["where"], r["theirs"], r["use"], r["ours"]) for r in words.rows] == [
        ("Slutårsag", "Job", True, "Slutårsag: Job"),
        ("Slutårsag", "Andet", False, None),
        ("Behov: bande", "(tom celle)", False, "nej"),
        ("Indsats", "(alle rækker)", False, "Indsats: Mentor"),
    ]  # fmt: skip
    assert [(r["where"], r["theirs"], r["ours"]) for r in others.rows] == [
        ("Filer", "", "Liste.xlsx")
    ]
    assert row(columns, "Dato")["why"] == "gæt: kan betyde flere ting"
    assert own_lines.guesses(source) == 5


def test_every_column_and_every_code_can_be_chosen(source):
    columns, words, _others = own_lines.parts(source)
    assert {value for _belongs, value in columns.options.values() if isinstance(value, str)} == set(
        CASES.names
    )
    assert words.options["Slutårsag: Job"] == ("end_reason", "employment")
    assert words.options["Indsats: Den gode løsladelse"] == ("programme", "den_gode_loesladelse")


def test_as_it_was_proposed_it_stays(source):
    parts = own_lines.parts(source)
    assert own_lines.applied(source, [(part, part.rows) for part in parts]).lines == source.lines
    told = own_lines.answers_of(source, [(part, part.rows) for part in parts], None)
    assert set(told.values()) == {None}


def test_what_is_ticked_stands_and_what_is_not_is_commented_out(source):
    columns, words, others = own_lines.parts(source)
    rows = edited(columns, "Dato", use=True, ours="Henvist")
    found = by_key(
        own_lines.applied(source, [(columns, rows), (others, edited(others, "", use=False))])
    )
    assert found["columns", "Dato"].value == "referred_on"
    assert found["columns", "Dato"].certainty == SURE
    assert found["", "files"].certainty == GUESS
    found = by_key(own_lines.applied(source, [(words, edited(words, "(alle rækker)", use=True))]))
    assert (found["constants", "programme"].value, found["constants", "programme"].certainty) == (
        "mentor",
        SURE,
    )
    assert found["codes.end_reason", "Job"] == source.lines[5]


def test_a_word_without_a_meaning_is_not_used_even_ticked(source):
    _columns, words, _others = own_lines.parts(source)
    found = by_key(own_lines.applied(source, [(words, edited(words, "Andet", use=True))]))
    assert found["codes.end_reason", "Andet"].certainty == GUESS


def test_a_meaning_found_where_there_was_none_is_a_yes(source):
    _columns, words, _others = own_lines.parts(source)
    rows = edited(words, "Andet", ours="Slutårsag: Job")
    found = by_key(own_lines.applied(source, [(words, rows)]))["codes.end_reason", "Andet"]
    assert (found.value, found.certainty) == ("employment", SURE)


def test_a_code_of_another_column_is_refused_in_a_sentence(source):
    _columns, words, _others = own_lines.parts(source)
    rows = edited(words, "Andet", use=True, ours="Indsats: Mentor")
    with pytest.raises(DashboardError, match="”Indsats: Mentor” hører ikke til Slutårsag"):
        own_lines.applied(source, [(words, rows)])


def test_days_that_can_be_read_two_ways_are_one_question(source):
    plain = [(i, told.replace("\N{NO-BREAK SPACE}", " ")) for i, told in own_lines.days(source)]
    assert plain == [
        (1, "03/04/2026 er den 3. april 2026"), (2, "03/04/2026 er den 4. marts 2026"),
    ]  # fmt: skip
    found = own_lines.applied(source, [], 2)
    assert [(line.value, line.certainty) for line in found.lines if line.key == "date_format"] == [
        (["%m/%d/%Y"], SURE)
    ]
    assert own_lines.days(found) == []


def test_what_was_said_is_found_again_by_the_line_it_is_about(source):
    columns, words, others = own_lines.parts(source)
    rows = edited(columns, "Dato", use=True, ours="Henvist")
    told = own_lines.answers_of(
        source, [(columns, rows), (words, words.rows), (others, others.rows)], 2
    )
    kept = {name: value for name, value in told.items() if value is not None}
    assert len(kept) == 2
    again = ProposedSource(CASES, source.names, list(reversed(source.lines)), [])
    found = own_lines.answered_before(again, own_lines.columns(again), kept)
    assert (row(found, "Dato")["use"], row(found, "Dato")["ours"]) == (True, "Henvist")
    assert row(found, "Sag")["use"]
    assert again.lines[own_lines.days_before(again, kept)].value == ["%m/%d/%Y"]
    assert own_lines.days_before(source, {}) is None


def test_questions_are_told_by_their_words_and_answers_by_their_question():
    asked = ProposedSource(SURVEY_RESULTS, ["Skema.csv"], [
        Line("items", "Mål", "goals_clear", LIKELY, ""),
        Line("answers.goals_clear", "Ja!", "yes", LIKELY, ""),
        Line("constants", "instrument", "satisfaction", SURE, ""),
        Line("wide.0.constants", "phase", "start", SURE, ""),
    ], [])  # fmt: skip
    columns, words, others = own_lines.parts(asked)
    assert row(columns, "Mål")["ours"] == "Spørgsmål: Er målene for dit mentorforløb klare for dig?"
    assert row(words, "Ja!")["ours"] == "Er målene for dit mentorforløb klare for dig?: Ja"
    assert [each["where"] for each in others.rows] == ["Det samme i alle rækker"]


def test_a_heading_like_a_persons_number_is_never_shown():
    hidden = ProposedSource(
        CASES, ["a.csv"], [Line("columns", "010190-1234", "case_id", SURE, "")], []
    )
    assert [each["theirs"] for each in own_lines.columns(hidden).rows] == ["…"]
