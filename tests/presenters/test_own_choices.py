"""A proposal as questions on a page: what each heading and word may be, in Danish, and nothing else."""

import pytest

from dashboard.foundation.schema import CASES, CONTACTS, SURVEY_RESULTS
from dashboard.presenters import own_choices, own_files, own_lines, own_names, own_questions
from dashboard.presenters.own_lines import MISSING, UNUSED, key
from dashboard.proposal import writing
from dashboard.proposal.lines import Line
from dashboard.proposal.matching import Certainty
from dashboard.proposal.proposing import ProposedSource

GUESS, LIKELY, SURE = Certainty
CELLS = {
    "Begyndte": ["2026-01-05", "2026-02-05"],
    "Navn": ["Malthe", "Et meget langt navn med mange ord"],
    "Tid": ["1899-12-31 10:15:00"],
}


@pytest.fixture
def source():
    return ProposedSource(
        CASES,
        ["Liste.xlsx · Ark1"],
        [
            Line("", "files", ["Liste.xlsx"], SURE, ""),
            Line("", "heading_row", 3, SURE, "rækken med flest"),
            Line("columns", "Sag", ["case_id", "citizen_id"], LIKELY, "hvert forløb er sin borger"),
            Line("columns", "Ord", "end_reason", GUESS, "kan betyde flere ting"),
            Line("codes.end_reason", "Job", "employment", SURE, ""),
            Line("codes.end_reason", "Andet", "", GUESS, "kendes ikke"),
            Line("constants", "programme", "mentor", GUESS, "ingen kolonne siger det"),
            Line("constants", "started_on", "", GUESS, "ingen kolonne siger det"),
        ],
        ["Begyndte", "Navn", "Tid"],
    )


def blocks(source, told=None, cells=CELLS):
    return {b.heading: b.rows for b in own_choices.blocks(source, source, told or {}, cells)}


def row(rows, theirs):
    return next(each for each in rows if each.theirs == theirs)


def test_rows_with_a_word_of_a_column_of_few_can_be_left_out(source):
    few = CELLS | {"Navn": ["A", "S"], "Tid": [str(n) for n in range(9)], "Begyndte": ["alene"]}
    rows = blocks(source, cells=few)["Kolonner, der ikke bruges"]
    left = {r.theirs: [w for w in r.choices.values() if w.startswith("Rækker med")] for r in rows}
    assert left == {
        "Begyndte": [],
        "Navn": ["Rækker med ”A” tælles ikke med", "Rækker med ”S” tælles ikke med"],
        "Tid": [],
    }
    told = {own_lines.of_heading(source, "Navn"): own_lines.leaving_out("S")}
    (chosen,) = [
        r for r in blocks(source, told, few)["Kolonner, der ikke bruges"] if r.theirs == "Navn"
    ]
    assert chosen.choices[chosen.chosen] == "Rækker med ”S” tælles ikke med"
    said = own_lines.applied(source, told)
    assert said.unused == ["Begyndte", "Tid"] and own_lines.chosen(source, told) == {}
    assert '[source.without]\n"Navn" = ["S"]  # valgt på siden' in writing.source(said)


def test_rows_with_a_word_of_a_column_that_is_used_can_be_left_out(source):
    (ord_, andet) = [line for line in source.lines if line.key in ("Andet", "Ord")]
    out = own_lines.leaving_out("andet")
    told = {
        own_lines.of_line(source, ord_): key("end_reason"),
        own_lines.of_line(source, andet): out,
    }
    chosen = row(blocks(source, told)["Slutårsag"], "Andet")
    assert (chosen.chosen, chosen.choices[out]) == (out, "rækken tælles ikke med")
    said = own_lines.applied(source, told)
    assert '[source.without]\n"Ord" = ["Andet"]  # valgt på siden' in writing.source(said)
    assert [line.key for line in said.lines if line.section == "columns"] == ["Sag", "Ord"]
    # where nothing says which heading it is a word of, no row is left out
    assert "without" not in writing.source(own_lines.applied(source, dict([*told.items()][1:])))


def test_rows_can_be_left_out_by_a_word_of_the_second_thing_a_column_says():
    form = Line("columns", "Form", ["channel", "outcome"], LIKELY, "")
    word = Line("codes.outcome", "Ringet, intet svar", "no_show", GUESS, "ingen svarede")
    log = ProposedSource(CONTACTS, ["Log.csv"], [form, word])
    told = {own_lines.of_line(log, word): own_lines.leaving_out("ringet, intet svar")}
    said = writing.source(own_lines.applied(log, told))
    assert '[source.without]\n"Form" = ["Ringet, intet svar"]  # valgt på siden' in said


def test_every_unused_heading_is_a_row_with_its_first_cells_and_every_column_not_yet_given(source):
    rows = blocks(source)["Kolonner, der ikke bruges"]
    assert [(r.theirs, r.cells, r.chosen) for r in rows] == [
        ("Begyndte", "2026-01-05 · 2026-02-05", UNUSED),
        ("Navn", "Malthe · Et meget langt navn med…", UNUSED),
        ("Tid", "10:15:00", UNUSED),
    ]
    choices = list(rows[0].choices.values())
    assert choices[:4] == ["bruges ikke", "Forløb: Kommune", "Forløb: Indsats", "Forløb: Startdato"]
    assert "Forløb: Henvist" in choices and "Forløb: Slutårsag" in choices
    assert "Forløb: Forløbsnr." not in choices
    assert [r.why for r in rows] == ["kan være Startdato", "", ""]


def test_a_heading_that_is_chosen_keeps_its_choice_and_no_other_can_have_it(source):
    told = {own_lines.of_heading(source, "Begyndte"): key("started_on")}
    line = Line("columns", "Begyndte", "started_on", SURE, "")
    seen = ProposedSource(CASES, source.names, [*source.lines, line], ["Navn", "Tid"])
    found = own_choices.blocks(source, seen, told, CELLS)
    begun, name = found[0].rows[0], found[0].rows[1]
    assert begun.choices[begun.chosen] == "Forløb: Startdato"
    assert "Forløb: Startdato" not in name.choices.values()


def test_a_column_that_was_proposed_and_changed_shows_what_was_chosen(source):
    (sag,) = [line for line in source.lines if line.key == "Sag"]
    told = {own_lines.of_line(source, sag): key("mentor_id")}
    assert row(blocks(source, told)["Kolonner, der bruges"], "Sag").chosen == key("mentor_id")


def test_a_guess_is_not_chosen_and_says_what_it_guesses(source):
    rows = blocks(source)["Kolonner, der bruges"]
    assert [r.theirs for r in rows] == ["Ord", "Sag"]  # what is not settled first
    assert (rows[0].chosen, rows[0].why) == (None, "gæt ”Forløb: Slutårsag”: kan betyde flere ting")
    assert rows[1].choices[rows[1].chosen] == "Forløb: Forløbsnr. + Borgernr."
    assert "bruges ikke" in rows[1].choices.values()


def test_a_word_may_be_the_codes_of_its_own_column_alone_and_they_are_danish(source):
    rows = blocks(source)["Slutårsag"]
    assert [(r.theirs, r.chosen) for r in rows] == [("Andet", None), ("Job", key("employment"))]
    choices = rows[0].choices
    assert choices[key("employment")] == "Job"
    assert not any(word.startswith("Indsats") for word in choices.values())
    assert set(choices) >= {MISSING, own_lines.leaving_out("andet")}
    every_row = blocks(source)["Indsats"][0]
    assert (every_row.theirs, every_row.chosen) == ("Indsats, alle rækker", None)
    assert every_row.choices[key("den_gode_loesladelse")] == "Den gode løsladelse"
    assert MISSING not in every_row.choices


def test_nobody_is_asked_for_one_day_that_every_row_has(source):
    assert all("Startdato" not in heading for heading in blocks(source))
    assert len(own_questions.open_of(source, {})) == 3


def test_a_question_nobody_knows_is_theirs_alone_unless_somebody_says_it_is_ours():
    theirs = Line("items", "Har du tillid til din mentor?", "", GUESS, "hvilket er det?")
    help_ = Line("items", "Er du glad for hjælpen?", "help", GUESS, "kan betyde flere ting")
    which = Line("constants", "instrument", "satisfaction", SURE, "")
    survey = ProposedSource(SURVEY_RESULTS, ["Svar.xlsx · Ark1"], [which, theirs, help_])
    rows = {r.theirs: r for r in blocks(survey)["Kolonner, der bruges"]}
    assert (rows[theirs.key].chosen, rows[theirs.key].is_asked) == (UNUSED, False)
    assert rows[help_.key].is_asked
    assert len(own_questions.open_of(survey, {})) == 1
    assert "1 ukendt spørgsmål" in own_files.read_so(survey, 0)
    told = {own_lines.of_line(survey, theirs): key("chemistry")}
    assert row(blocks(survey, told)["Kolonner, der bruges"], theirs.key).chosen == key("chemistry")
    assert (
        "”" + own_names.column_word(survey, "item") + "”"
        in own_files.lacking([ProposedSource(SURVEY_RESULTS, survey.names, [theirs])], {})[0][1]
    )


def test_what_was_answered_is_no_guess(source):
    lines = {(line.section, line.key): line for line in source.lines}
    word = {own_lines.of_line(source, lines["codes.end_reason", "Andet"]): key("employment")}
    assert row(blocks(source, word)["Slutårsag"], "Andet").chosen == key("employment")
    told = {own_lines.of_line(source, lines["columns", "Ord"]): UNUSED} | word
    assert len(own_questions.open_of(source, word)) - len(own_questions.open_of(source, told)) == 1
    assert "Slutårsag" not in blocks(source, told)  # of a column that is not it, no word is asked
    unknown = {own_lines.of_line(source, lines["columns", "Ord"]): key("ingen")}
    assert row(blocks(source, unknown)["Kolonner, der bruges"], "Ord").chosen is None


def test_questions_and_answers_are_in_danish():
    asked = ProposedSource(
        SURVEY_RESULTS,
        ["Skema.csv"],
        [
            Line("items", "Mål", "goals_clear", LIKELY, ""),
            Line("answers.goals_clear", "Ja!", "yes", LIKELY, ""),
            Line("constants", "instrument", "satisfaction", SURE, ""),
        ],
        [],
    )
    found = blocks(asked, cells={})
    mine = row(found["Kolonner, der bruges"], "Mål")
    assert mine.choices[mine.chosen] == "Spørgsmål: Er målene for dit mentorforløb klare for dig?"
    answer = row(found["Er målene for dit mentorforløb klare for dig?"], "Ja!")
    assert answer.choices[answer.chosen] == "Ja"
    wheel = ProposedSource(
        SURVEY_RESULTS,
        ["Hjul.csv"],
        [
            Line("constants", "instrument", "life_wheel", SURE, ""),
            Line("columns", "Nr", "case_id", SURE, ""),
        ],
        ["Hjem"],
    )
    (hjem,) = blocks(wheel, cells={})["Kolonner, der ikke bruges"]
    assert "Spørgsmål: Bolig" in hjem.choices.values()


def test_a_scale_is_one_table_whose_middle_may_be_left_out():
    lines = [
        Line("constants", "instrument", "satisfaction", Certainty.SURE, ""),
        Line("scale", "Helt enig", "best", Certainty.LIKELY, "efter rækkefølgen"),
        Line("scale", "Hverken enig eller uenig", "", Certainty.GUESS, "midt på skalaen"),
    ]
    form = ProposedSource(SURVEY_RESULTS, ["Svar.csv"], lines)
    block = next(b for b in own_choices.blocks(form, form, {}, {}) if "skala" in b.heading)
    middle, best = block.rows
    assert list(best.choices.values()) == [
        "bedste svar", "næstbedste", "næstdårligste", "dårligste svar", "ved ikke", "tælles ikke med",
    ]  # fmt: skip
    assert (best.chosen, best.why) == (key("best"), "sandsynligt: efter rækkefølgen")
    assert (middle.chosen, middle.why) == (None, "midt på skalaen")
    answered = own_choices.blocks(form, form, {middle.name: MISSING}, {})
    assert [r.why for b in answered for r in b.rows if r.name == middle.name] == [""]
    said = own_lines.applied(form, {middle.name: MISSING}).lines
    assert [(line.key, line.value, line.certainty) for line in said if line.section == "scale"] == [
        ("Helt enig", "best", Certainty.LIKELY),
        ("Hverken enig eller uenig", "", Certainty.SURE),
    ]


def test_a_heading_like_a_persons_number_is_never_shown():
    hidden = ProposedSource(
        CASES, ["a.csv"], [Line("columns", "010190-1234", "case_id", SURE, "")], ["020290-1234"]
    )
    found = blocks(hidden, cells={"020290-1234": ["030390-1234"]})
    assert [r.theirs for rows in found.values() for r in rows] == ["…", "…"]
    assert [r.cells for rows in found.values() for r in rows] == ["…", ""]


def test_a_time_of_day_may_stand_beside_the_day_of_contacts():
    log = ProposedSource(
        CONTACTS, ["log.csv"], [Line("joined", "contacted_at", ["Dato"], LIKELY, "")], ["Tid"]
    )
    (tid,) = blocks(log)["Kolonner, der ikke bruges"]
    assert "Kontakter: klokkeslættet i Tidspunkt" in tid.choices.values()
    both = ProposedSource(
        CONTACTS, ["log.csv"], [Line("joined", "contacted_at", ["Dato", "Kl."], SURE, "")], ["Tid"]
    )
    (tid,) = blocks(both)["Kolonner, der ikke bruges"]
    assert "Kontakter: klokkeslættet i Tidspunkt" not in tid.choices.values()


def test_a_word_that_two_sources_of_a_table_have_is_asked_about_once(source):
    other = ProposedSource(CASES, ["Anden.xlsx · Ark1"], list(source.lines), [])
    (andet,) = [line for line in source.lines if line.key == "Andet"]
    both = own_questions.open_of(source, {}) | own_questions.open_of(other, {})
    alone = own_questions.open_of(source, {})
    assert len(both) == 2 * len(alone) - 1  # the word; columns and constants are a source's own
    told = {own_lines.of_line(source, andet): key("employment")}
    assert "Andet" in [
        line.key
        for line in own_lines.applied(other, told).lines
        if (line.section, line.value) == ("codes.end_reason", "employment")
    ]


def test_a_heading_may_hold_codes_only_where_most_of_its_cells_do():
    assert own_choices.may_hold("survey_results", "phase", ["1", "2", "3"])
    scores = [str(n) for n in range(1, 11)]
    assert not own_choices.may_hold("survey_results", "phase", scores)  # a life wheel's
    assert not own_choices.may_hold("survey_results", "phase", [])
