"""The vocabulary has a word for all of the contract, and no word that means two things where it stands."""

from collections import Counter

import pytest

from dashboard.demo.answers import INTERNSHIP_LEVEL
from dashboard.foundation import cpr
from dashboard.foundation.plain_text import heading_key
from dashboard.foundation.schema import ANSWERS, INSTRUMENTS, TABLES, WHEEL_DOMAINS
from dashboard.ingest import vocabulary
from dashboard.published import reference

CODED = [
    (table.name, column) for table in TABLES for column in table.columns if column.type == "code"
]
ITEMS = {name: tuple(answers) for name, answers in ANSWERS.items()} | {
    "life_wheel": WHEEL_DOMAINS,
    "internship": tuple(INTERNSHIP_LEVEL),
}
ASKED = [(instrument, item) for instrument, items in ANSWERS.items() for item in items]


def keys(scope):
    """Every spelling of a scope with what it means; a code is a spelling of itself."""
    said = [(heading_key(word), code) for code, words in scope.items() for word in words]
    return said, [(heading_key(code), code) for code in scope]


def assert_means_one_thing(scope):
    said, themselves = keys(scope)
    assert [key for key, count in Counter(said).items() if count > 1] == [], "spelt twice"
    meanings = Counter(key for key, _meaning in {*said, *themselves})
    assert [key for key, count in meanings.items() if count > 1] == []


def test_every_instrument_is_one_of_the_contract():
    assert set(ITEMS) == set(INSTRUMENTS)
    assert set(vocabulary.tables()) == {table.name for table in TABLES}


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_column_has_headings_and_none_is_two_columns(table):
    scope = {column.name: vocabulary.headings(table.name, column.name) for column in table.columns}
    assert all(scope.values())
    parts = {
        f"{column.name}.{part}": words
        for column in table.columns
        for part, words in vocabulary.parts(table.name, column.name).items()
    }
    assert_means_one_thing(scope | parts)
    # a heading of one column that may also be called another thing is unsure of that column alone
    unsure = {heading_key(w): c for w, c in vocabulary.ambiguous_headings(table.name).items()}
    both = [(ours, *unsure[key]) for key, ours in keys(scope | parts)[0] if key in unsure]
    assert all(len(set(each)) == 1 for each in both)
    for columns in vocabulary.ambiguous_headings(table.name).values():
        assert set(columns) <= set(table.names)


def test_headings_that_count_something_else_are_headings_of_the_column():
    assert vocabulary.parts("contacts", "contacted_at").keys() == {"date", "time"}
    for table in ("contacts", "activities"):
        assert set(vocabulary.units("minutes")["hours"]) <= set(
            vocabulary.headings(table, "minutes")
        )


@pytest.mark.parametrize(
    ("table", "column"), CODED, ids=[f"{table}.{column.name}" for table, column in CODED]
)
def test_every_code_has_words_and_no_word_is_two_codes(table, column):
    scope = vocabulary.codes(table, column.name)
    assert tuple(sorted(scope)) == tuple(sorted(column.codes))
    assert all(scope.values())
    assert_means_one_thing(scope)
    ambiguous = vocabulary.ambiguous_words(column.name)
    unsure = {heading_key(word) for word in ambiguous}
    assert unsure & {key for key, _meaning in keys(scope)[0]} == set()
    assert all(set(meant) <= set(column.codes) for meant in ambiguous.values())


def test_who_is_suspected_is_not_said_to_be_charged():
    assert not any("sigt" in heading_key(w) for w in vocabulary.headings("cases", "charged_on"))
    assert vocabulary.ambiguous_headings("cases")["Sigtet"] == ("charged_on",)


def test_yes_and_no_have_words_and_what_has_no_codes_has_none():
    scope = vocabulary.codes("cases", "mentor_wish_met")
    assert set(scope) == {"true", "false"}
    assert_means_one_thing(scope)
    assert vocabulary.codes("cases", "case_id") == {}


def test_the_third_phase_is_not_taken_for_the_first_wheel():
    phase = vocabulary.codes("survey_results", "phase")
    assert not any("start" in map(heading_key, words) for words in phase.values())
    assert set(vocabulary.ambiguous_words("phase")["Start"]) == {"start", "phase_3"}


@pytest.mark.parametrize("instrument", sorted(ITEMS))
def test_every_item_has_a_question_and_no_question_is_two_items_or_a_column(instrument):
    scope = vocabulary.items(instrument)
    assert sorted(scope) == sorted(ITEMS[instrument])
    assert all(scope.values())
    assert_means_one_thing(scope)
    (survey,) = (table for table in TABLES if table.name == "survey_results")
    beside = {name: vocabulary.headings("survey_results", name) for name in survey.names}
    asked = {key for key, _item in keys(scope)[0]}
    unsure = {heading_key(word) for word in vocabulary.ambiguous_headings("survey_results")}
    assert asked & ({key for key, _column in keys(beside)[0]} | unsure) == set()


@pytest.mark.parametrize(("instrument", "item"), ASKED)
def test_every_answer_has_words_and_no_word_is_two_answers_or_none(instrument, item):
    scope = vocabulary.answers(instrument, item)
    assert sorted(scope) == sorted(ANSWERS[instrument][item])
    assert all(scope.values())
    assert_means_one_thing(scope)
    nothing = {heading_key(w) for w in (*vocabulary.missing(), *vocabulary.missing_answers())}
    assert nothing & {key for key, _answer in keys(scope)[0]} == set()


def test_a_word_may_mean_different_answers_to_different_questions():
    def meaning(item):
        scope = vocabulary.answers("satisfaction", item)
        return [code for code, words in scope.items() if "Utilfreds" in words]

    assert [meaning("help"), meaning("outcome"), meaning("availability")] == [
        ["not_satisfied"], ["dissatisfied"], [],
    ]  # fmt: skip


def test_what_is_answered_by_a_number_has_no_words():
    assert vocabulary.answers("life_wheel", "housing") == {}
    assert vocabulary.answers("internship", "indsats") == {}


def test_every_municipality_is_known_by_its_name_and_as_an_authority():
    scope = vocabulary.municipalities()
    assert set(scope) == set(reference.municipalities())
    assert_means_one_thing(scope)
    assert scope["0461"][:2] == ("Odense", "Odense Kommune")
    assert scope["0101"][1] == "Københavns Kommune"
    assert "Høje Tåstrup" in scope["0169"]
    assert "Ishøj Kommune" in vocabulary.codes("cases", "municipality_code")["0183"]


def test_months_nothing_and_totals():
    months = {str(nth): words for nth, words in enumerate(vocabulary.months())}
    assert len(months) == 12
    assert_means_one_thing(months)
    assert months["9"][0] == "Oktober"
    assert {"-", "–", "n/a"} <= set(vocabulary.missing())
    assert {"igangværende", "9999-12-31"} <= set(vocabulary.missing_dates())
    assert_means_one_thing(
        {
            "missing": vocabulary.missing(),
            "not yet": vocabulary.missing_dates(),
            "no answer": vocabulary.missing_answers(),
            "total": vocabulary.totals(),
        }
    )


def test_who_answers_where_nothing_says_so():
    asked = {name: vocabulary.usual_respondent(name) for name in INSTRUMENTS}
    assert asked == {
        "satisfaction": "citizen", "life_wheel": "citizen", "coping": None, "internship": "employer",
        "partner": "caseworker",
    }  # fmt: skip


def test_no_word_may_be_a_persons_number():
    assert not cpr.holds(vocabulary.PATH.read_text(encoding="utf-8"))
