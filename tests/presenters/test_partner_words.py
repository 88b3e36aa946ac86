"""What disclosure control left of a row, in words: never a percentage it took, never a hint of more."""

import re
from collections.abc import Iterable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.catalogue.row import FigureRow
from dashboard.charts.grammar import LIGHT
from dashboard.disclosure.control import rounded
from dashboard.foundation import words
from dashboard.presenters import (
    comparisons,
    courses,
    diagrams,
    municipal,
    municipal_words,
)
from dashboard.presenters.section import interval_records, only
from dashboard.wording import figure_words, judgements, protection, quotation, sources
from tests.builders import altered, row_of
from tests.partner_builders import AGREED, edition

NB = "\N{NO-BREAK SPACE}"


def row(figure_id: str = "criterion_completed", **given) -> FigureRow:
    target = 0.75 if figure_id == "criterion_completed" else None
    return row_of(figure_id, **{"target": target} | given)


def compared(rows: Iterable[FigureRow]) -> list[FigureRow]:
    return [found for found in rows if found.comparison]


ROUNDED = row(n=60, k=45, value=0.75, low=0.627, high=0.842, note="rounded:5")
FEW = row(n=60, suppressed=True, note="rounded:5; fewer_than:10")
FEW_OF_EXACT = row(n=57, suppressed=True, note="rounded:5; n_exact; fewer_than:10")
NOBODY = row(suppressed=True, note="fewer_than:5; n_fewer_than:5")
HIDDEN = row(n=60, suppressed=True, note="rounded:5; hidden")
ALL_HIDDEN = row(suppressed=True, note="hidden; n_hidden")
NO_PERCENT = row(n=40, k=25, note="rounded:5; percent_hidden")
MEAN = row("hours_per_week", n=60, value=3.4, note="rounded:5")
NO_MEAN = row("hours_per_week", n=40, suppressed=True, note="rounded:5; hidden")
COUNT = row("citizens", value=60, note="rounded:5")
FEW_CITIZENS = row("citizens", suppressed=True, note="fewer_than:5")
EXACT = row(n=57, k=50, value=50 / 57, low=0.77, high=0.94, note="exact")


@pytest.mark.parametrize(
    "row, danish, english",
    [
        (ROUNDED, f"ca. 45 ud af ca. 60 (75{NB}%)", "about 45 of about 60 (75%)"),
        (FEW, "færre end 10 ud af ca. 60", "fewer than 10 of about 60"),
        (FEW_OF_EXACT, "færre end 10 ud af 57", "fewer than 10 of 57"),
        (NOBODY, "vises ikke (færre end 5 i alt)", "not shown (fewer than 5 in all)"),
        (HIDDEN, "vises ikke (n = ca. 60)", "not shown (n = about 60)"),
        (ALL_HIDDEN, "vises ikke", "not shown"),
        (NO_PERCENT, "ca. 25 ud af ca. 40", "about 25 of about 40"),
        (MEAN, "ca. 3,4 timer om ugen (n = ca. 60)", "about 3.4 hours a week (n = about 60)"),
        (NO_MEAN, "vises ikke (n = ca. 40)", "not shown (n = about 40)"),
        (COUNT, "ca. 60", "about 60"),
        (FEW_CITIZENS, "færre end 5", "fewer than 5"),
        (EXACT, f"50 ud af 57 (88{NB}%)", "50 of 57 (88%)"),
    ],
)
def test_what_is_shown_of_a_row(row, danish, english):
    with words.speaking("da"):
        assert figure_words.grounds(row) == danish
    with words.speaking("en"):
        assert figure_words.grounds(row) == english


@pytest.mark.parametrize("level", ["public", "authority"])
@pytest.mark.parametrize("citizens", [0, 3, 7, 12, 37, 60, 240])
def test_there_is_no_percentage_where_the_edition_has_none(citizens, level):
    for row in edition(citizens, level).rows:
        if row.value is None:
            assert "%" not in figure_words.grounds(row)
            assert figure_words.interval(row) == ""
        if row.notes.rounded and row.unit == "share":
            assert "," not in figure_words.value(row)  # whole percent


@pytest.mark.parametrize("figure_id, unit", [("hours_per_week", "hours_per_week"), ("attendance_share", "share"),
                                             ("delivered_of_granted_hours", "ratio"),
                                             ("duration_median_months", "months")])  # fmt: skip
def test_a_mean_or_median_of_fewer_than_ten_is_told_and_drawn_nowhere(figure_id, unit):
    nine = row(figure_id, unit=unit, n=9, value=0.81, low=0.4, high=0.96, note="exact")
    assert figure_words.grounds(nine) == "vises ikke (n = 9)"
    assert figure_words.interval(nine) == ""
    (record,) = interval_records([nine])
    assert (record["value"], record["low"], record["high"]) == (None, None, None)
    assert protection.why(nine) == "Af færre end ti vises hverken procent eller gennemsnit."
    assert quotation.sentences([nine], edition(60, "authority")) == []
    ten = altered(nine, n=10)
    assert figure_words.drawn(ten) == {"value": 0.81, "low": 0.4, "high": 0.96}
    assert "81" in figure_words.value(ten) or "0,8" in figure_words.value(ten)


def test_a_share_of_fewer_than_ten_is_counted_and_not_drawn():
    nine = row(n=9, k=6, value=6 / 9, low=0.35, high=0.88, note="exact")
    assert figure_words.grounds(nine) == "6 ud af 9"
    assert set(figure_words.drawn(nine).values()) == {None}


def test_nothing_is_most_frequent_among_too_few_and_no_nought_is():
    (section,) = [s for s in courses.sections() if s.name == "hyppighed"]
    (panel,) = section.panels
    few = [
        row(id_, n=7, k=k, value=k / 7, note="exact")
        for id_, k in zip(panel, (4, 2, 1, 0), strict=True)
    ]
    assert section.sentence(few) == "For få til at sige, hvad der er hyppigst."
    many = [altered(r, n=40, k=10 * r.k, value=r.k / 7) for r in few]
    assert section.sentence(many).count(" ud af 40") == 3
    assert " 0 ud af 40" not in section.sentence(many[:2] + many[3:])


def test_why_something_is_missing_says_nothing_of_how_much():
    assert protection.why(FEW) == "Er tallet under 10, vises det ikke; heller ikke, om det er 0."
    assert "kunne røbe" in protection.why(HIDDEN) == protection.why(ALL_HIDDEN)
    assert protection.why(NOBODY) == "Her er færre end 5, så hverken antal eller udfald vises."
    assert protection.why(NO_MEAN) == "Gennemsnittet vises ikke, fordi der er for få bag det."
    assert protection.why(NO_PERCENT) == "Der er for få til en procent, når antal er rundet af."
    assert protection.why(ROUNDED) == protection.why(EXACT) == ""


@given(st.integers(1, 400), st.data(), st.sampled_from([0.75, 0.15, 0.60]), st.booleans())
def test_rounded_numbers_never_say_that_a_target_is_met_when_it_is_not(n, data, target, high):
    k = data.draw(st.integers(0, n))
    of = "criterion_completed" if high else "criterion_charged"
    shown = row(of, n=rounded(n, 5), k=rounded(k, 5), target=target, note="rounded:5")
    said = protection.meets(shown)
    truth = protection.meets(row(of, n=n, k=k, target=target))
    assert truth is not None
    assert said in (None, truth)


def test_the_sentence_of_a_rounded_target_leaves_it_open():
    assert judgements.counted(ROUNDED) == (
        f"Tallene er rundet af og kan ikke vise, om 75{NB}% er nået i opgørelsen."
    )
    clear = row(n=60, k=50, value=0.83, low=0.7, high=0.9, note="rounded:5")
    assert judgements.counted(clear) == f"Målet på 75{NB}% er nået i opgørelsen."


def test_a_hidden_criterion_is_said_calmly_and_has_no_verdict():
    assert judgements.verdict(FEW) == "Ingen vurdering"
    assert judgements.judgement(FEW) == protection.why(FEW)
    assert judgements.standing(FEW) == ""
    assert judgements.criterion_alt(FEW) == (
        f"Gennemfører eller går videre: færre end 10 ud af ca. 60, mål mindst 75{NB}%"
    )


def test_uncertainty_that_rounding_adds_is_said():
    row = altered(ROUNDED, target_verdict="cannot_tell", target_status="official")
    assert "når afrundingen regnes med" in judgements.judgement(row)
    assert "ville gøre det sikkert" not in judgements.judgement(row)  # nobody knows how many
    assert judgements.standing(row) == f"Officiel vurdering pr. 30.{NB}september{NB}2026."


def test_a_hidden_number_is_compared_with_nothing():
    hidden = [
        r for r in compared(edition(7).rows) if r.comparison.value is not None and r.k is None
    ]
    assert hidden
    for found in hidden:
        if not found.comparison.qualifier:
            assert re.search(
                "fordi tallet ikke vises",
                sources.comparison(found.comparison, found),
                re.IGNORECASE,
            )


def test_answers_that_are_hidden_are_named_alike_whatever_they_hide():
    diagram = diagrams.DIAGRAMS[1]
    rows = only(edition(60).rows, diagrams.figure_ids(diagram))
    (first, *others) = rows
    small = altered(others[-1], k=None, value=None, suppressed=True)
    told = {
        diagrams.unseen(diagram, [first, *others[:-1], altered(small, note=note)])
        for note in ("rounded:5; fewer_than:5", "rounded:5; hidden")
    }
    assert len(told) == 1
    drawn = diagrams.parts(diagram, [first, *others[:-1], altered(small, note="hidden")])
    assert len([part for part in drawn if part["survey"] == "Nu: ca. 60 svar"]) == len(others)


def test_answers_without_a_percentage_are_drawn_as_counts_of_all():
    diagram = diagrams.DIAGRAMS[1]
    rows = only(edition(40).rows, diagrams.figure_ids(diagram))
    (bar,) = diagrams.counted_bars(diagram, rows)
    assert (bar["total"], bar["total_label"]) == (40, "ca. 40 svar")
    assert bar["parts"][0]["label"] == "0–1 gang om ugen ca. 20"
    assert not [part for part in diagrams.parts(diagram, rows) if part["survey"].startswith("Nu")]


def test_a_citation_holds_count_period_data_source_and_rounding():
    found = edition(60)
    row = next(r for r in found.rows if r.id == "criterion_completed")
    assert quotation.sentence(row, found).replace(NB, " ") == (
        "Gennemfører eller går videre: ca. 45 ud af ca. 60 (75 %), 95 %-interval 63–84 %. Odense, "
        "1. oktober 2024 til 30. september 2026, data til 30. september 2026. Antal er rundet af "
        "til nærmeste 5. Kilde: KeepGoing, rapport KG-7F3K-9QXD."
    )
    with words.speaking("en"):
        english = edition(60).rows
        row = next(r for r in english if r.id == "criterion_charged")
        assert quotation.sentence(row, found).startswith(
            "Charged during the course: fewer than 10 of about 60. "
        )


def test_a_citation_of_exact_numbers_says_that_it_stays_inside():
    found = edition(57, "authority")
    told = {r.id: quotation.sentence(r, found).replace(NB, " ") for r in found.rows}
    assert told["criterion_completed"].endswith("rapport KG-7F3K-9QXD. Må ikke gives videre.")
    # an exact number it is out of stays inside as well, and "rounded" is said of no exact number
    assert "færre end 10 ud af 57." in told["criterion_charged"]
    assert told["criterion_charged"].endswith("Må ikke gives videre.")
    assert "rundet af" not in told["criterion_charged"]
    assert "Må ikke" not in told["life_wheel_moved_up"]
    assert "rundet af" in told["life_wheel_moved_up"]
    public = edition(57)
    assert not [r for r in public.rows if "Må ikke" in quotation.sentence(r, public)]


def test_what_is_said_of_rounding_is_true_at_its_level():
    public, inside = edition(57), edition(57, "authority")
    assert "Andre antal er nøjagtige, også de små" in municipal_words.rounding(inside)
    named = ("criterion_charged", "criterion_progress", "life_wheel_", "satisfaction_", "coping_", "chemistry_",
             "mentor_unwanted", "response_rate", "goals_agreed", "non_employment_topic")  # fmt: skip
    for r in inside.rows:
        assert protection.is_rounded(r) <= r.id.startswith(named), r.id
    assert municipal_words.protected_numbers(public) == ""
    assert municipal_words.protected_numbers(inside) == "For de beskyttede tal gælder:"
    (told,) = [
        line["Betydning"]
        for line in sources.reading(50, is_exact=True)
        if line["Ord"] == "31 ud af 40"
    ]
    assert told.endswith("Under ti vises ingen procent, og af tal med ”ca.” først fra 50.")


def test_the_code_belongs_to_the_numbers():
    (first, _second) = municipal_words.checking(edition(60), "os")
    assert "udgave og regel" not in first
    assert "En udgave med de samme tal har den samme kode." in first


def test_a_page_says_how_much_of_it_is_hidden():
    assert municipal_words.sparse(6, 10).startswith("Her er så få borgere")
    assert municipal_words.sparse(5, 10).startswith("Nogle tal")
    assert municipal_words.sparse(0, 10) == ""
    assert municipal.hidden([FEW, altered(HIDDEN, figure_id="criterion_progress"), COUNT]) == (2, 3)
    assert municipal.hidden([]) == (0, 0)


def test_that_no_promise_can_be_judged_is_said_once_above_them():
    rows = edition(7).rows
    assert municipal.undecided(rows).startswith("Ingen af de tre løfter kan afgøres af disse tal.")
    judged = [
        altered(r, target_verdict="above") if r.id == "criterion_completed" else r
        for r in edition(60).rows
    ]
    assert municipal.undecided(judged) == ""


def test_whether_one_may_compare_is_answered_with_how_many_of_each_grade():
    against = municipal.compared_with(edition(240).rows, LIGHT)
    told = municipal.may_compare(against)
    judged = [
        r for r in compared(municipal.rows_of(against)) if r.comparison.verdict in sources.JUDGED
    ]
    graded = [r.comparison.comparability for r in judged]
    assert graded
    assert f"{graded.count('B')} er B" in told
    assert f"{graded.count('C')} er C" in told
    few = municipal.may_compare(municipal.compared_with(edition(3).rows, LIGHT))
    assert few == "**Må I sammenligne?** Nej: der er for få borgere bag hvert af tallene."


def test_what_lies_over_or_under_is_named_however_many_there_are():
    rows = [r for part in municipal.compared_with(edition(240).rows, LIGHT) for r in part.shown]
    told = comparisons.sides(rows)
    assert len(rows) > comparisons.MOST_NAMED
    over = [r.label for r in compared(rows) if r.comparison.verdict in ("above", "below")]
    assert over
    assert all(label in told for label in over)


def test_reasons_for_ending_are_called_by_their_own_word_and_noughts_are_not_drawn():
    rows = [altered(r, k=0, value=0.0) if r.id == "exit_died_share" else r
            for r in edition(60, "authority").rows]  # fmt: skip
    (part,) = [part for part in municipal.received(rows, LIGHT) if part.name == "afslutning"]
    labels = [record["label"] for record in part.charts[-1]["datasets"]["rows"]]
    assert "Gennemført" in labels
    assert "Død" not in labels
    assert not [label for label in labels if label.startswith("Afsluttet")]
    assert "Slutårsager, ingen forløb har, er ikke tegnet; de står i tabellen." in part.reservations


def test_where_every_mean_of_a_panel_is_withheld_there_is_no_picture_of_its_marks_alone():
    rows = [altered(r, n=2) if r.id in ("hours_per_week", "delivered_of_granted_hours") else r
            for r in edition(60, "authority").rows]  # fmt: skip
    (part,) = [part for part in municipal.received(rows, LIGHT) if part.name == "indsats"]
    assert len(part.charts) == 1
    assert {r.id for r in part.marked} == {"contacts_per_week"}
    assert "Af færre end ti vises hverken procent eller gennemsnit." in part.reservations


def test_answers_come_before_2016_and_where_there_are_none_there_is_no_picture():
    shown = {part.name: part for part in municipal.answers(edition(60).rows, LIGHT)}
    own = shown["tilfredshed-contact_frequency"]
    assert own.charts
    assert own.past
    assert any("2016" in told for told in own.about_past)
    for part in municipal.answers(edition(3).rows, LIGHT):
        if part.name.startswith("tilfredshed-"):
            assert (part.charts, part.past, part.about_past) == ((), (), ())
            assert part.says == "For få svar til at vise dem."


@pytest.mark.parametrize("level", ["public", "authority"])
@pytest.mark.parametrize("citizens", [7, 60])
def test_every_number_that_is_shown_can_be_cited(citizens, level):
    found = edition(citizens, level)
    shown = {
        r.id
        for r in found.rows
        if (r.k is not None or figure_words.drawn(r)["value"] is not None) and r.n != 0
    }
    assert len(quotation.sentences(found.rows, found)) >= len(shown)
    assert all(found.report_code in sentence for sentence in quotation.sentences(found.rows, found))


@pytest.mark.parametrize("level", ["public", "authority"])
def test_a_part_is_there_by_the_level_and_not_by_its_numbers(level):
    def names(citizens: int) -> list[str]:
        rows = edition(citizens, level).rows
        parts = (municipal.received, municipal.compared_with, municipal.answers)
        return [part.name for made in parts for part in made(rows, LIGHT)]

    assert names(0) == names(7) == names(60) == names(240)
    assert ("faser" in names(60)) == (level == "authority")


def test_every_row_of_an_edition_stands_in_a_part():
    for level in ("public", "authority"):
        rows = edition(60, level).rows
        parts = (municipal.received, municipal.compared_with, municipal.answers)
        placed = {r.id for made in parts for part in made(rows, LIGHT) for r in part.rows}
        placed |= {r.id for r in municipal.criteria_rows(rows)}
        assert {r.id for r in rows} - placed == set()


def test_the_rule_is_told_with_the_numbers_that_were_decided():
    told = " ".join(municipal_words.rule(AGREED))
    assert "færre end 5" in told
    assert "grænsen 10" in told
    assert "nærmeste 5" in told
    assert "først fra 50" in told
    assert f"22.{NB}november{NB}2026" in told
    assert "**0 og 1 ser ens ud.**" in told
    other = AGREED.__class__(**vars(AGREED) | {"disclosure_k": 20, "disclosure_base": 10})
    assert "færre end 20" in " ".join(municipal_words.rule(other))


def test_before_there_is_a_report_the_page_says_when_there_will_be_one():
    def told(today, *, is_published):
        return " ".join(municipal_words.next_report("0461", today, is_published=is_published))

    assert municipal_words.place("0461") in told(date(2026, 11, 22), is_published=True)
    assert f"slutter den 31.{NB}december{NB}2026" in told(date(2026, 11, 22), is_published=True)
    assert f"slutter den 31.{NB}marts{NB}2027" in told(date(2027, 1, 1), is_published=True)
    # what has ended and is not published yet comes first
    assert f"sluttede den 30.{NB}september{NB}2026" in told(date(2026, 11, 22), is_published=False)
    assert f"sluttede den 31.{NB}december{NB}2026" in told(date(2027, 1, 1), is_published=False)
