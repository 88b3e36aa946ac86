"""What somebody answers of a proposal, and the lines of a recipe it becomes."""

from dataclasses import replace
from datetime import date

import pytest

from dashboard.foundation import words
from dashboard.foundation.schema import CASES, SURVEY_RESULTS
from dashboard.presenters import own_given, own_lines
from dashboard.presenters.own_lines import MISSING, UNUSED, key, of_line
from dashboard.proposal.lines import Line
from dashboard.proposal.matching import Certainty
from dashboard.proposal.proposing import ProposedSource

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
            Line("constants", "programme", "mentor", GUESS, "ingen kolonne siger det"),
        ],
        ["Navn"],
    )


def by_key(source):
    return {(line.section, line.key): line for line in source.lines}


def told(source, *answers):
    lines = by_key(source)
    return {of_line(source, lines[place]): said for place, said in answers}


def test_as_it_was_proposed_it_stays(source):
    assert own_lines.applied(source, {}).lines == source.lines


def test_a_guess_that_is_said_yes_to_and_another_column_than_was_proposed_are_chosen(source):
    said = told(source, (("columns", "Dato"), key("started_on")))
    assert own_lines.chosen(source, said) == {"Dato": "started_on"}
    other = told(source, (("columns", "Sag"), key("citizen_id")), (("columns", "Dato"), UNUSED))
    assert own_lines.chosen(source, other) == {"Sag": "citizen_id"}
    same = told(source, (("columns", "Sag"), key(["case_id", "citizen_id"])))
    assert own_lines.chosen(source, same) == {}


def test_what_is_chosen_stands_and_what_is_not_used_is_commented_out(source):
    said = told(source, (("columns", "Dato"), key("referred_on")), (("columns", "Sag"), UNUSED))
    found = by_key(own_lines.applied(source, said))
    assert (found["columns", "Dato"].value, found["columns", "Dato"].certainty) == (
        "referred_on",
        SURE,
    )
    assert found["columns", "Sag"].certainty == GUESS
    assert found["codes.end_reason", "Job"] == source.lines[5]


def test_a_guess_somebody_says_yes_to_is_sure(source):
    said = told(source, (("columns", "Dato"), key("started_on")))
    found = by_key(own_lines.applied(source, said))["columns", "Dato"]
    assert (found.value, found.certainty, found.reason) == ("started_on", SURE, "valgt på siden")


def test_a_word_in_capitals_or_not_is_asked_once_and_each_spelling_becomes_a_line(source):
    shouted = Line("codes.end_reason", "ANDET", "", GUESS, "kendes ikke")
    both = replace(source, lines=[*source.lines, shouted])
    assert of_line(both, shouted) == of_line(both, by_key(source)["codes.end_reason", "Andet"])
    found = by_key(own_lines.applied(both, {of_line(both, shouted): key("employment")}))
    said = [found["codes.end_reason", each].value for each in ("Andet", "ANDET")]
    assert said == ["employment"] * 2
    used = replace(both, lines=[*both.lines, Line("columns", "Slut", "end_reason", SURE, "")])
    out = own_lines.applied(used, {of_line(used, shouted): own_lines.leaving_out("Andet")})
    assert by_key(out)["without", "Slut"].value == ["Andet", "ANDET"]


def test_a_word_for_nothing_is_one_in_its_own_column(source):
    said = told(source, (("codes.end_reason", "Andet"), MISSING))
    found = by_key(own_lines.applied(source, said))
    assert found["codes.end_reason", "Andet"].value == ""
    assert ("", "missing") not in found


def test_a_column_of_theirs_takes_the_place_of_what_was_said_of_every_row(source):
    lines = [*source.lines, Line("columns", "Projekt", "programme", SURE, "")]
    found = by_key(own_lines.applied(ProposedSource(CASES, source.names, lines), {}))
    assert ("constants", "programme") not in found


def test_what_is_said_beside_a_column_gives_way_to_a_column_of_its_own(source):
    lines = [*source.lines, Line("columns", "CVR", "citizen_id", SURE, "")]
    found = by_key(own_lines.applied(ProposedSource(CASES, source.names, lines), {}))
    assert found["columns", "Sag"].value == "case_id"
    wheel = ProposedSource(
        SURVEY_RESULTS, ["h.csv"], [Line("columns", "Dag", "answered_on", SURE, "")]
    )
    assert by_key(own_lines.applied(wheel, {}))["columns", "Dag"].value == [
        "answered_on",
        "invited_on",
    ]


def test_what_every_row_must_have_and_nothing_says_is_lacking_until_it_is_chosen(source):
    assert own_given.lacking(source) == ["municipality_code", "programme", "started_on"]
    said = told(
        source,
        (("columns", "Dato"), key("started_on")),
        (("constants", "programme"), key("mentor")),
    )
    assert own_given.lacking(own_lines.applied(source, said)) == ["municipality_code"]
    wheel = ProposedSource(SURVEY_RESULTS, ["h.csv"], [
        Line("columns", "Dag", "answered_on", SURE, ""), Line("items", "Bolig", "housing", SURE, ""),
        Line("constants", "instrument", "life_wheel", SURE, ""), Line("constants", "respondent", "citizen", SURE, ""),
        Line("", "made_ids", ["response_id"], SURE, ""),
    ])  # fmt: skip
    assert own_given.lacking(wheel) == ["case_id", "phase"]


def test_an_unused_heading_is_told_by_what_was_chosen_for_it(source):
    name = own_lines.of_heading(source, "Navn")
    assert own_lines.chosen(source, {}) == {}
    assert own_lines.chosen(source, {name: UNUSED}) == {}
    assert own_lines.chosen(source, {name: key("mentor_id")}) == {"Navn": "mentor_id"}


def test_days_that_can_be_read_two_ways_are_one_question(source):
    plain = [(i, told.replace("\N{NO-BREAK SPACE}", " ")) for i, told in own_lines.days(source)]
    assert plain == [
        (1, "03/04/2026 er den 3. april 2026"), (2, "03/04/2026 er den 4. marts 2026"),
    ]  # fmt: skip
    said = {own_lines.name(source): key(["%m/%d/%Y"])}
    assert (own_lines.chosen_days(source, {}), own_lines.chosen_days(source, said)) == (None, 2)
    found = own_lines.applied(source, said)
    assert [(line.value, line.certainty) for line in found.lines if line.key == "date_format"] == [
        (["%m/%d/%Y"], SURE)
    ]
    assert own_lines.days(found) == []


def test_answers_are_found_again_when_the_lines_stand_in_another_order(source):
    said = told(source, (("columns", "Dato"), key("referred_on")))
    again = ProposedSource(CASES, source.names, list(reversed(source.lines)), [])
    assert by_key(own_lines.applied(again, said))["columns", "Dato"].value == "referred_on"


@pytest.mark.parametrize(("cells", "are_days"), [
    (["2024-10-15", "20/1-25", "24. juli 2025"], True), (["d. 10/4-2024", "12.08.2025", "1. april"], True),
    (["KG1", "KG2"], False), (["20", "40"], False), (["Malthe", "Bo"], False), ([], False), (["Fly", "Udd."], False),
])  # fmt: skip
def test_days_are_known_by_their_cells(cells, are_days):
    assert own_given.may_be_days(cells) is are_days


def test_days_without_a_year_are_shown_both_ways(source):
    ways = [Line("", "date_format", [form], GUESS, "") for form in ("%d/%m", "%m/%d")]
    told = own_lines.days(replace(source, lines=ways))
    assert [word for _i, word in told] == [
        f"03/04 er den {words.day(date(2026, 4, 3))}",
        f"03/04 er den {words.day(date(2026, 3, 4))}",
    ]
