"""What a municipality reads: exact words of what was drawn, and nothing that merely says it is not shown."""

import re
from dataclasses import replace
from datetime import date

import pytest

from dashboard.access.links import Access
from dashboard.catalogue import group_figures
from dashboard.catalogue.row import FigureRow
from dashboard.charts.grammar import LIGHT
from dashboard.editions.edition import Edition
from dashboard.foundation import words
from dashboard.foundation.quarters import Quarter
from dashboard.presenters import (
    figure_lines,
    figure_table,
    municipal,
    municipal_files,
    municipal_method,
    municipal_recent,
    municipal_wheel,
    municipal_words,
    report_status,
)
from dashboard.wording import figure_words, judgements, noise, quotation
from tests.builders import altered, row_of
from tests.partner_builders import AGREED, content, edition

NB = "\N{NO-BREAK SPACE}"
LEVELS = ("public", "authority")


def row(figure_id: str = "criterion_completed", **given) -> FigureRow:
    target = 0.75 if figure_id == "criterion_completed" else None
    return row_of(figure_id, **{"target": target} | given)


def of(found: Edition, figure_id: str) -> FigureRow:
    return next(row for row in found.rows if row.id == figure_id)


def plain(text: str) -> str:
    return text.replace(NB, " ")


COUNTED = row(n=40, k=33, value=0.825, low=0.66, high=0.92, note="noise:3")
MEAN = row("hours_per_week", n=40, value=3.61, low=2.81, high=4.42, note="noise:3")
SHARE_OF_COURSES = row("attendance_share", n=7, value=0.86, low=0.73, high=0.98, note="noise:1")
NOUGHT = row(n=18, k=0, value=0.0, low=0.0, high=0.29, note="noise:1")
ROUNDED = row("citizens", value=25.0, note="rounded:5")
ROUNDED_TO_NOUGHT = row("citizens", value=0.0, note="rounded:5")
EXACT = row(n=57, k=50, value=50 / 57, low=0.77, high=0.94, note="exact")
OWN = row(n=40, k=31, value=0.775, low=0.62, high=0.88)


@pytest.mark.parametrize(
    "row, danish, english",
    [
        (COUNTED, "omkring 33 af 40 (66–92 %)", "about 33 of 40 (66–92%)"),
        (MEAN, "omkring 3,6 timer om ugen (2,8–4,4)", "about 3.6 hours a week (2.8–4.4)"),
        (SHARE_OF_COURSES, "omkring 86 % (73–98 %)", "about 86% (73–98%)"),
        (NOUGHT, "få eller ingen af 18 (0–29 %)", "few or none of 18 (0–29%)"),
        (ROUNDED, "omkring 25", "about 25"),
        (ROUNDED_TO_NOUGHT, "højst 2", "at most 2"),
        (EXACT, "50 ud af 57 (88 %)", "50 of 57 (88%)"),
        (OWN, "31 ud af 40 (78 %)", "31 of 40 (78%)"),
    ],
)
def test_what_is_said_of_a_row(row, danish, english):
    with words.speaking("da"):
        assert plain(figure_words.grounds(row)) == danish
    with words.speaking("en"):
        assert plain(figure_words.grounds(row)) == english


def test_the_interval_of_a_number_behind_noise_is_told_once():
    told = plain(figure_words.measured(MEAN))
    assert told == "Mentortimer om ugen: omkring 3,6 timer om ugen (2,8–4,4)"
    assert "95 %-interval" in plain(figure_words.measured(EXACT))


def test_how_many_an_average_is_of_was_drawn_too():
    assert plain(figure_words.of_n(MEAN)) == "n = omkring 40"


def test_an_average_of_fewer_than_ten_is_told_where_their_number_was_drawn_and_not_where_it_is_exact():
    assert figure_words.drawn(SHARE_OF_COURSES)["value"] == 0.86
    assert figure_words.drawn(altered(SHARE_OF_COURSES, note="exact"))["value"] is None


@pytest.mark.parametrize(
    "verdict, said",
    [
        ("above", "Klart på den rigtige side af målet – forskellen er større, end tilfældigheder normalt giver."),
        ("cannot_tell", "Kan ikke afgøres: målet ligger inden for usikkerheden."),
        (None, "Ingen vurdering: under halvdelen er målt."),
    ],
)  # fmt: skip
def test_a_promise_behind_noise_is_judged_in_one_sentence(verdict, said):
    assert judgements.judgement(altered(COUNTED, target_verdict=verdict)) == said


def test_the_firms_official_verdicts_stand_in_one_sentence():
    told = plain(municipal_words.firm(edition()))
    assert told == (
        "Hele KeepGoing, officielt vurderet pr. 30. september 2026: gennemfører eller går videre 79 %, kan ikke "
        "afgøres; tiltalt under forløbet 11 %, klart på den rigtige side; rykker frem, klart på den rigtige side. "
        "Tallene for én kommune er vejledende og kan hverken holdes op mod det eller mod andre kommuners."
    )
    assert municipal_words.firm(Edition(content() | {"firm": []})) == ""


def test_the_heading_says_of_whom():
    access = Access("l1", "0461", "public", "Udvalget", None)
    told = plain(municipal_words.header(access, edition(), date(2027, 2, 20), "Ejeren"))
    assert told == (
        "Odense · 39 borgere, der begyndte fra oktober 2022 til og med juni 2023 · data til 30. september 2026 "
        "· til offentlig brug · linket virker til 20. februar 2027 · rapport `KG-7F3K-9QXD` · spørgsmål: Ejeren"
    )


@pytest.mark.parametrize(
    "expected, months, said",
    [
        (Quarter(2027, 2), 12, "Endnu ingen gruppe på ti, der er fulgt i et år; den første ventes i 2. kvartal 2027."),
        (
            Quarter(2031, 4), 9,
            "Endnu ingen gruppe på ti, der er fulgt i 9 måneder; den første ventes i 4. kvartal 2031.",
        ),
        (None, 12, "Endnu ingen gruppe på ti, der er fulgt i et år."),
    ],
)  # fmt: skip
def test_before_any_group_one_sentence_says_when_it_comes(expected, months, said):
    made = content(0, answered=0, expected=expected)
    found = Edition(made | {"settings": made["settings"] | {"horizon_months": months}})
    assert municipal_words.not_yet(found) == said
    assert municipal.promises(found) == []
    assert municipal.became(found) == municipal.answers(found) == []
    assert municipal_words.missing(found) == ""
    assert municipal_words.unanswered(found) == "Intet spørgsmål er besvaret af ti endnu."
    assert municipal_words.not_yet(edition()) == ""


def test_what_is_not_counted_for_any_group_is_one_sentence_and_so_are_questions_without_answers():
    found = edition(criterion_charged=None, satisfaction_help=None, coping_mentor=None)
    assert municipal_words.missing(found) == ("Endnu ikke fulgt længe nok: Tiltalt under forløbet.")
    assert municipal_words.unanswered(found) == (
        "Endnu ikke besvaret af ti: ”Tilfreds med mentorens hjælp og indsats?” og ”Klarer sig bedre ifølge "
        "mentorer (af alle svar)”."
    )
    assert [row.id for row in municipal.promises(found)] == [
        "criterion_completed",
        "criterion_progress",
    ]
    assert municipal_words.missing(edition()) == municipal_words.unanswered(edition()) == ""


def test_a_comparison_begins_with_the_reservation_and_says_the_same_reason_once():
    (part,) = [part for part in municipal.became(edition()) if part.name == "indhold"]
    told = {line.partition(":")[0]: line for line in reversed(part.beside)}
    assert told["Kontakter om ugen"] == (
        "Kontakter om ugen: Kun løst sammenligneligt, fordi SFI ikke siger, om sms og telefon tæller med, og målte "
        "alle kommuners mentorforløb i 2012–14. Tallet ligger over landstallet for private mentorer. "
        "Tallet ligger over landstallet for kommunens egne mentorer."
    )
    assert len(part.beside) == 4  # hours, contacts twice, goals
    found = figure_lines.lines(part.rows, links={}, held="together")
    assert [len(line.ticks) for line in found] == [1, 3, 0, 1]  # hours, contacts, attendance, goals


def test_answers_that_are_told_alike_share_a_sentence():
    parts = {part.name: part for part in municipal.answers(edition())}
    (told,) = parts["svar-preferred_time"].beside
    assert told.startswith("Morgen og formiddag, Middag og eftermiddag og Aften: Kun løst")


def test_reasons_stand_by_size_apart_from_the_sum_of_three():
    given = {"completed": 3, "employment": 9, "moved": 0, "leave": -4}
    few = dict.fromkeys(AGREED.grouped_reasons, 0)
    found = edition(10, exits=dict.fromkeys(ALL_REASONS, 0) | few | given)
    (part,) = [part for part in municipal.became(found) if part.name == "afslutning"]
    labels = [row.label for row in part.rows]
    assert labels[:3] == ["Job, uddannelse eller fleksjob", "Job", "Registreret gennemført"]
    assert "Orlov" in labels[3:]
    assert [part.groups[row.id] for row in part.rows] == [
        "Tilsammen",
        *["Slutårsag"] * len(labels[1:]),
    ]
    assert part.explanation.endswith(  # before the numbers
        "Løftet tæller alle med tre gennemførte faser, uanset slutårsag."
    )
    assert part.remarks == (
        "Job med løntilskud og virksomhedspraktik tæller ikke som job.",
        "”Anden årsag” rummer også sygdom, fængslet og død.",
    )


ALL_REASONS = [row.id.removeprefix("group_exit_").removesuffix("_share")
               for row in edition().rows
               if row.id.startswith("group_exit_") and "job_or" not in row.id]  # fmt: skip


def test_each_question_has_its_own_groups():
    parts = {part.name: part for part in municipal.answers(edition(answered=12))}
    assert parts["svar-help"].explanation == "12 svar fra april 2025 til og med juni 2025."
    assert parts["svar-assignment"].rows[0].id == "mentor_unwanted_share"
    (first, *_rest) = figure_lines.lines(parts["svar-help"].rows, links={})
    assert plain(first.told).startswith("omkring 6 af 12 (")


def test_the_trend_is_told_from_four_groups_on_with_the_target_in_each_line():
    def trend(citizens: int) -> list[municipal.Part]:
        return [p for p in municipal.became(edition(citizens)) if p.name == "grupper"]

    assert trend(39) == []
    (part,) = trend(40)
    found = figure_lines.lines(part.rows, links={}, groups=part.groups)
    assert list(dict.fromkeys(line.unit_name for line in found)) == [
        "Gennemfører eller går videre",
        "Tiltalt under forløbet",
        "Rykker frem",
    ]
    assert [line.label for line in found[:4]] == [
        "4. kvt. 2022", "1. kvt. 2023", "2. kvt. 2023", "3. kvt. 2023",
    ]  # fmt: skip
    assert found[0].told.startswith("omkring 8 af 10")
    assert [line.target for line in found] == [0.75] * 4 + [0.15] * 4 + [0.6] * 4


def test_several_quarters_are_a_span():
    assert (
        figure_table.quarters(of(edition(), "criterion_completed")) == "4. kvt. 2022–2. kvt. 2023"
    )


def test_the_public_reads_activity_to_the_nearest_five():
    (part,) = municipal_recent.recent(edition(), LIGHT)
    assert plain(part.explanation) == (
        "1. oktober 2025 til 30. september 2026. Alle forløb, ikke kun de 39 borgeres. "
        "Antal er afrundet til nærmeste 5."
    )
    told = {line.label: line.told for line in figure_lines.lines(part.rows, links={})}
    assert told == {
        "Forløb startet": "omkring 10", "Forløb afsluttet": "omkring 10", "Forløb i gang": "omkring 25",
        "Borgere": "omkring 30",
    }  # fmt: skip
    (nobody,) = municipal_recent.recent(edition(scale=0), LIGHT)
    assert "højst 2" in {line.told for line in figure_lines.lines(nobody.rows, links={})}


def test_the_authority_reads_its_own_cases_as_they_are():
    parts = {part.name: part for part in municipal_recent.recent(edition(39, "authority"), LIGHT)}
    assert list(parts) == [
        "aktivitet", "faser", "faser-slut", "nu-varighed", "nu-indsats", "nu-hyppighed", "nu-moeder",
        "nu-afslutning", "nu-faser-tid",
    ]  # fmt: skip
    assert all(part.is_exact for part in parts.values())
    assert "må ikke gives videre" in parts["aktivitet"].explanation
    assert parts["aktivitet"].rows[0].value == 12
    assert "”Anden årsag” rummer også" in " ".join(parts["nu-afslutning"].remarks)
    assert municipal_words.quoting("Faser", is_exact=True) == "Til intern brug: Faser"


SOMEBODY = ("contact_band_2_3", "exit_internship_share")


def test_where_nobody_ended_under_way_there_is_no_picture_of_it():
    made = content(39, "authority")
    for given in made["activity"]:
        if "_left" in given["figure_id"]:
            given["value"] = 0
    parts = {part.name: part for part in municipal_recent.recent(Edition(made), LIGHT)}
    assert parts["faser-slut"].chart is None
    assert parts["faser-slut"].says == "Ingen forløb er sluttet undervejs."


def test_where_exact_numbers_are_of_fewer_than_ten_they_are_counted_and_averages_are_left_out():
    made = content(39, "authority")
    for given in made["activity"]:
        if given["n"]:
            given |= {
                "n": 2,
                "k": given["k"] and (2 if given["figure_id"] in SOMEBODY else 0),
            }
    parts = {part.name: part for part in municipal_recent.recent(Edition(made), LIGHT)}
    assert "nu-indsats" not in parts
    told = {
        line.label: (line.told, line.value)
        for name in ("nu-hyppighed", "nu-afslutning")
        for line in figure_lines.lines(parts[name].rows, links={})
    }
    assert told["2–3 gange om ugen"] == told["Virksomhedspraktik"] == ("2 ud af 2", None)
    assert "”Anden årsag” rummer også sygdom, fængslet og død." in parts["nu-afslutning"].remarks
    assert parts["aktivitet"].notes == ("Af færre end ti regnes hverken procent eller gennemsnit.",)


def test_whatever_else_the_owner_lets_the_authority_see_stands_somewhere():
    made = content(39, "authority")
    extra = made["activity"][0] | {
        "figure_id": "response_rate_satisfaction",
        "n": 30,
        "k": 20,
        "value": 0.67,
    }
    found = Edition(made | {"activity": [*made["activity"], extra]})
    parts = municipal_recent.recent(found, LIGHT)
    assert parts[-1].heading == "Øvrige tal"
    assert [row.id for row in parts[-1].rows] == ["response_rate_satisfaction"]


@pytest.mark.parametrize("level", LEVELS)
def test_every_row_of_an_edition_stands_in_a_part(level):
    found = edition(39, level)
    placed = {(row.id, row.period) for part in municipal_files.parts_of(found) for row in part.rows}
    rows = [*found.rows, *found.trend, *found.activity]
    assert {(row.id, row.period) for row in rows} - placed == set()


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("citizens", [0, 10, 39, 96])
def test_nothing_says_merely_that_it_is_not_shown(citizens, level):
    found = edition(citizens, level)
    page = municipal_files.export(found, "rapport.html", "da")[0].decode()
    assert not re.search(
        "vises ikke|rundet|beskyttet|skjult|færre end", page.replace("afrundet til nærmeste 5", "")
    )


def test_a_sum_below_nought_reads_few_or_none():
    found = of(edition(criterion_charged={"yes": -3}), "criterion_charged")
    assert plain(figure_words.grounds(found)).startswith("få eller ingen af 39 (0–")


def test_a_promise_is_quoted_with_definition_target_meaning_citizens_and_source():
    found = edition()
    assert plain(quotation.sentence(of(found, "criterion_completed"), found)) == (
        "Gennemfører eller går videre: omkring 31 af 39 (62–92 %); mål mindst 75 %: det kan ikke afgøres, om løftet "
        "holdes. Alle tre faser gennemført, eller sluttet med job, uddannelse eller fleksjob. Odense: 39 borgere, "
        "der begyndte fra oktober 2022 til og med juni 2023. Tallet er gjort lidt upræcist med vilje. Det er "
        "vejledende for én kommune.\n"
        "Kilde: rapport KG-7F3K-9QXD, KeepGoing."
    )


@pytest.mark.parametrize(
    "verdict, meaning",
    [
        ("above", "løftet holdes."),
        ("below", "løftet holdes ikke."),
        ("borderline", "det er lige på grænsen, om løftet holdes."),
        (None, "løftet kan ikke bedømmes."),
    ],
)
def test_what_a_number_means_for_the_promise(verdict, meaning):
    found = edition()
    judged = replace(of(found, "criterion_completed"), target_verdict=verdict)
    assert f"mål mindst 75 %: {meaning}" in plain(quotation.sentence(judged, found))


def test_other_numbers_are_quoted_with_whom_they_are_of():
    found = edition(is_demo=True)
    told = {row.id: plain(quotation.sentence(row, found)) for row in [*found.rows, *found.activity]}
    assert told["hours_per_week"] == (
        "Mentortimer om ugen: omkring 3,3 timer om ugen (2,7–3,9). Offentliggjort: 3,4 timer om ugen (KeepGoing 2016 "
        "s. 8). Kun løst sammenligneligt, fordi 3,4 timer er, hvad mentoren arbejder for borgeren; s. 13 skriver, at "
        "borgeren modtager 2–3 timer. Det kan ikke afgøres, om tallet afviger fra tallet fra 2016, som ligger inden "
        "for usikkerheden. Odense: omkring 39 borgere, der begyndte fra oktober 2022 til og med juni 2023. Tallet er "
        "gjort lidt upræcist med vilje. Det er vejledende for én kommune. Demodata: personerne findes ikke.\n"
        "Kilde: rapport KG-7F3K-9QXD, KeepGoing."
    )
    assert (
        "Odense: 18 svar fra april 2025 til og med juni 2025."
        in told["satisfaction_help_satisfied"]
    )
    assert "Forløb startet: omkring 10. Odense: 1. oktober 2025" in told["courses_started"]
    assert "Tallet er afrundet til nærmeste 5." in told["courses_started"]


def test_only_exact_numbers_stay_inside():
    inside = edition(39, "authority")
    for quoted, told in (
        (quotation.sentences, "Må ikke gives videre."),
        (quotation.memo, "; nøjagtigt, må ikke gives videre."),
    ):
        assert not [s for s in quoted(inside.rows, inside, {}) if told in s]
        exact = quoted(inside.activity, inside, {})
        assert exact
        assert all(told in sentence for sentence in exact)
    assert inside.rows == edition().rows  # the same draws: one level tells no more than the other


def test_what_was_done_to_the_numbers_is_said_with_how_much():
    told = noise.told(AGREED)
    assert "i fire af fem tilfælde højst 1 pr. gruppe, ved svar og livshjul højst 3." in told
    assert "intet enkelt tal i rapporten kan gøre nogen meget sikrere på én borger" in told
    less = noise.told(AGREED.model_copy(update={"noise_charges": 0.1}))
    assert "højst 16 pr. gruppe" in less
    assert [noise.mostly_within(e) for e in (3.0, 1.0, 0.5)] == [0, 1, 3]


def test_a_revised_report_says_so():
    revised = Edition(content() | {"is_revised": True})
    assert municipal_method.precise(revised).endswith(
        "er der trukket nye tilfældige tal for grupperne."
    )
    assert municipal_words.facts(revised)[-1][" "] == "1, revideret"


def test_the_groups_stand_with_their_sizes():
    assert municipal_method.groups(edition()) == [
        {"Begyndte": "oktober 2022 til og med december 2022", "Borgere": "10"},
        {"Begyndte": "januar 2023 til og med marts 2023", "Borgere": "10"},
        {"Begyndte": "april 2023 til og med juni 2023", "Borgere": "19"},
    ]
    assert municipal_method.groups(edition(0)) == []


def test_what_the_figures_mean_is_said_once():
    found = edition()
    told = municipal_method.definitions(municipal_files.parts_of(found), found)
    meanings = {line["Betydning"]: line["Tal"] for line in told}
    assert len(meanings) == len(told)
    assert meanings[group_figures.ALL] == "Hvordan sluttede det?"
    capped = "Timer i afholdte kontakter pr. uge, gennemsnit over gruppernes borgere; en borger tæller højst 6 timer."
    assert meanings[capped] == "Mentortimer om ugen"


def test_the_code_belongs_to_the_numbers():
    told = municipal_method.checking(edition(), "os")
    assert told.startswith("Koden `KG-7F3K-9QXD` hører til netop disse tal")
    assert "Spørg os, hvad der er ændret." in told


def test_before_there_is_a_report_the_page_says_when_there_will_be_one():
    def told(today, *, is_published):
        return " ".join(municipal_words.next_report("0461", today, is_published=is_published))

    assert municipal_words.place("0461") in told(date(2026, 11, 22), is_published=True)
    assert f"slutter den 31.{NB}december{NB}2026" in told(date(2026, 11, 22), is_published=True)
    assert f"slutter den 31.{NB}marts{NB}2027" in told(date(2027, 1, 1), is_published=True)
    # what has ended and is not published yet comes first
    assert f"sluttede den 30.{NB}september{NB}2026" in told(date(2026, 11, 22), is_published=False)
    assert f"sluttede den 31.{NB}december{NB}2026" in told(date(2027, 1, 1), is_published=False)


def test_what_is_rounded_is_no_nought_in_a_file():
    """0 of a count to the nearest five is 0 to 2 people."""
    found = edition(scale=0)
    line = next(each for row, each in municipal_files._lines(found) if row.notes.rounded)
    assert (line["Antal"], line["Værdi"]) == (None, None)
    assert (line["Interval fra"], line["Interval til"]) == (0, 2)


IF_MOVED = "regnes de, der ikke er målt, som rykket frem, kan 60 % ikke udelukkes"
UNDECIDED = replace(
    altered(of(edition(), "criterion_progress"), note="noise:3; coverage"),
    k=15, value=15 / 39, low=0.2, high=0.59, target=0.6, target_verdict="cannot_tell",
)  # fmt: skip


@pytest.mark.parametrize(
    "given, said",
    [
        ({}, f"Kan ikke afgøres: {IF_MOVED}."),
        (
            {"note": "noise:3; threshold"},
            "Kan ikke afgøres: svaret afhænger af, hvor grænsen for at være rykket frem sættes.",
        ),
        (
            {"high": 0.61, "note": "noise:3"},
            "Kan ikke afgøres: målet ligger inden for usikkerheden.",
        ),
    ],
)
def test_a_promise_is_undecided_for_one_reason_and_never_within_an_interval_it_is_outside(
    given, said
):
    found = altered(UNDECIDED, **given)
    assert plain(judgements.judgement(found)) == said
    (line,) = figure_lines.lines([UNDECIDED], links={})
    assert f"Kan ikke afgøres: {IF_MOVED}." in plain("\n".join(line.more))


def test_a_quotation_says_what_keeps_the_promise_from_being_decided():
    told = f"det kan ikke afgøres, om løftet holdes ({IF_MOVED})"
    assert told in plain(quotation.sentence(UNDECIDED, edition()))
    assert told in plain(quotation.memo([UNDECIDED], edition(), {})[0])


def test_a_quotation_has_the_caveat_that_stands_at_the_number():
    found = edition()
    (part,) = [part for part in municipal.became(found) if part.name == "afslutning"]
    full, short = (
        {
            row.id: said
            for row, said in zip(part.rows, quoted(part.rows, found, part.caveats), strict=True)
        }
        for quoted in (quotation.sentences, quotation.memo)
    )
    subsidised = group_figures.exit_id("subsidised_job")
    caveat = "ob med løntilskud og virksomhedspraktik tæller ikke som job."
    assert f"også dem, der stadig er i gang. J{caveat}" in full[subsidised]
    assert f"; j{caveat[:-1]}; gjort lidt upræcist med vilje; summer går" in short[subsidised]
    assert caveat not in full[group_figures.exit_id("employment")]


def test_a_memo_has_a_sentence_a_number_that_begins_with_the_code():
    found = edition(is_demo=True)
    (told,) = quotation.memo([of(found, "criterion_completed")], found, {})
    assert plain(told) == (
        "Rapport KG-7F3K-9QXD, Odense: Gennemfører eller går videre: omkring 31 af 39 borgere, der begyndte fra "
        "oktober 2022 til og med juni 2023; 95 %-interval 62–92 %; mål mindst 75 %: det kan ikke afgøres, om "
        "løftet holdes; "
        "gjort lidt upræcist med vilje, vejledende for én kommune; demodata."
    )


def test_a_memo_says_of_whom_once_what_a_charge_is_not_and_names_what_is_measured():
    found = edition()
    told = {row.id: plain(quotation.memo([row], found, {})[0]) for row in found.rows}
    assert "; en tiltale er ikke en dom; " in told["criterion_charged"]
    assert "ikke en dom" not in told["criterion_completed"]
    assert told[quotation.MEASURED].startswith(
        "Rapport KG-7F3K-9QXD, Odense: Målt, om de er rykket frem: omkring 35 af 39 borgere, der begyndte fra oktober"
    )
    assert (
        "Mentortimer om ugen: omkring 3,3 timer om ugen (omkring 39 borgere, der begyndte fra oktober 2022 "
        "til og med juni 2023); 95 %-interval 2,7–3,9 timer om ugen; offentliggjort: 3,4 timer om ugen (KeepGoing "
        "2016 s. 8; kun løst: kan ikke afgøres); gjort lidt upræcist med vilje, vejledende for én kommune."
    ) in told["hours_per_week"]
    assert all(
        sentence.count("2023") + sentence.count("juni 2025") == 1 for sentence in told.values()
    )
    with words.speaking("en"):
        (charged,) = quotation.memo([of(found, "criterion_charged")], found, {})
    assert "about 4 of 39 citizens who began" in plain(charged)
    assert "a charge is not a conviction" in charged


@pytest.mark.parametrize(
    "given, said, line",
    [
        (
            {}, "steget mindst 1 point. En begivenhed, mens forløbet varer, tæller også: job,",
            "tæller også en begivenhed.",
        ),
        (
            {"progress_basis": "wheel_or_event_unless_down"},
            "steget mindst 1 point. En begivenhed, mens forløbet varer, tæller også, hvis livshjulet ikke er faldet:",
            "tæller også en begivenhed.",
        ),
        (
            {"progress_basis": "wheel", "wheel_threshold_points": 1.25},
            "steget mindst 1,25 point. Begivenheder tæller ikke.", "”Rykker frem” kræver mindst 1,25 point.",
        ),
        (
            {"progress_basis": "wheel", "wheel_threshold_points": 2.0},
            "steget mindst 2 point. Begivenheder tæller ikke.", "”Rykker frem” kræver mindst 2 point.",
        ),
    ],
)  # fmt: skip
def test_progress_is_told_with_what_was_agreed_and_the_wheel_with_how_it_differs(given, said, line):
    made = content()
    found = Edition(made | {"settings": made["settings"] | given})
    progress = of(found, "criterion_progress")
    tile = municipal_words.promise_tiles(found)[2]
    told, events = said.split(" point. ")
    assert f"{told} point." in tile.more and tile.opened[1].startswith(events)
    assert said in quotation.sentence(progress, found)
    assert said in municipal_method.definition(progress, found)
    (wheel,) = [part for part in municipal.became(found) if part.name == "livshjul"]
    assert wheel.explanation.endswith(line)


def test_an_average_stands_with_how_many_it_is_of_and_a_share_of_all_has_them_already():
    average, share = figure_lines.lines([MEAN, COUNTED], links={})
    assert plain(average.told) == "omkring 3,6 timer om ugen (2,8–4,4)\nn = omkring 40"
    assert plain(share.told) == "omkring 33 af 40 (66–92 %)"


def test_both_sides_answers_are_counted_with_the_period_once():
    (part,) = [part for part in municipal.answers(edition()) if part.name == "mestring"]
    assert plain(part.explanation) == (
        "18 svar fra borgere og 18 svar fra mentorer, april 2025 til og med juni 2025."
    )


def test_who_began_after_the_newest_group_comes_later():
    later = "Borgere, der begyndte efter juni 2023, kommer derfor med i en senere rapport."
    assert later in municipal_method.about_groups(edition())
    assert "senere rapport" not in municipal_method.about_groups(edition(0))


def test_a_code_stands_where_a_narrow_box_does_not_break_it():
    found = edition()
    for told in (
        *quotation.sentences(found.rows, found, {}), *quotation.memo(found.rows, found, {}),
    ):  # fmt: skip
        assert told.splitlines()[-1].index(found.report_code) <= len("Kilde: rapport ")


def test_a_share_behind_noise_is_about_so_many_percent():
    assert plain(figure_words.value(altered(COUNTED, value=0.8))) == "omkring 80 %"
    assert plain(figure_words.value(OWN)) == "78 %"


def test_the_answers_say_when_how_many_and_that_nobody_knows_of_how_many_asked():
    found = edition(answered=12)
    told = municipal.questions(municipal.answers(found), found)
    assert told.explanation == (
        "12 svar fra april 2025 til og med juni 2025. Nyere svar kommer med, når der er gået et helt kvartal og ti "
        "nye har svaret. Rapporten siger ikke, hvor mange der er spurgt. De, der "
        "har svaret, er ikke nødvendigvis blandt de 39 borgere i løfterne."
    )
    assert set(told.groups.values()) >= {"Er målene klare?"}
    of_today = Edition(found.content | {"data_to": "2025-06-30"})
    assert (
        "Nyere svar" not in municipal.questions(municipal.answers(of_today), of_today).explanation
    )


def test_a_quotation_names_every_published_number_it_may_be_held_against():
    found = edition()
    rows = [row for row in found.rows if row.id == "contacts_per_week"]
    (short,), (full,) = (
        list(map(plain, quoted(rows, found, {})))
        for quoted in (quotation.memo, quotation.sentences)
    )
    assert (
        "; offentliggjort: 1,9 om ugen (SFI 2015, citeret i KeepGoing 2016 s. 20; kun løst: "
        in short
    )
    assert " og omkring 3 om ugen (Det Kriminalpræventive Råd 2016, citeret i" in short
    assert "s. 20; intet præcist tal); gjort lidt" in short
    assert (
        "Offentliggjort: 1,9 om ugen (SFI 2015, citeret i KeepGoing 2016 s. 20) og 1,5 om ugen (SFI 2015, citeret "
        "i KeepGoing 2016 s. 20). Kun løst sammenligneligt, fordi SFI ikke siger" in full
    )
    assert full.count("Kun løst sammenligneligt") == 2
    (alone,) = quotation.sentences([of(found, "criterion_charged")], found, {})
    assert "ffentliggjort" not in alone


def test_equal_counts_may_have_different_intervals_and_how_exact_they_are_says_so():
    assert "Ens antal kan have forskellige intervaller" in municipal_method.precise(edition())


def test_answers_that_do_not_add_up_say_so_where_they_stand():
    found = edition(answered=12)
    told = municipal.questions(municipal.answers(found), found)
    for heading in dict.fromkeys(told.groups.values()):
        rows = [row for row in found.rows if told.groups.get(row.id) == heading]
        own = [row for row in rows if row.id not in municipal.ADDED.values()]
        total = sum(round(row.value * row.n) for row in own)
        is_whole = heading == "Klarer borgeren udfordringer bedre?" or total == own[0].n
        assert told.sums.get(heading, "") == (
            "" if is_whole else f"(tilsammen {total}, fordi hvert tal er upræcist)"
        )
    assert told.sums


def test_who_moved_on_the_wheel_need_not_be_everybody_and_how_many_others_is_not_told():
    (wheel,) = [part for part in municipal.became(edition()) if part.name == "livshjul"]
    assert "Op, ned og mindre end ét point giver derfor sjældent tilsammen 39." in wheel.explanation
    unmoved = edition(life_wheel_moved=None)
    (wheel,) = [part for part in municipal.became(unmoved) if part.name == "livshjul"]
    assert "tilsammen" not in wheel.explanation


@pytest.mark.parametrize(
    ("up", "points", "is_said"), [(20, 1.0, True), (15, 1.0, False), (20, 1.5, False)]
)
def test_where_a_part_was_drawn_above_its_whole_the_whole_is_the_one_to_quote(up, points, is_said):
    made = content()
    found = Edition(made | {"settings": made["settings"] | {"wheel_threshold_points": points}})
    progress, moved = of(found, "criterion_progress"), of(found, "group_moved_up_share")
    rows = [replace(progress, value=15 / 39), replace(moved, value=up / 39)]
    told = municipal_wheel.explanation(rows, [moved], found.settings)
    assert ("brug ”Rykker frem”" in told) is is_said


def test_where_the_report_holds_how_many_were_asked_it_says_so():
    made = content(39, "authority")
    rate = made["activity"][0] | {
        "figure_id": "response_rate_satisfaction", "n": 30, "k": 20, "value": 0.67,
    }  # fmt: skip
    found = Edition(made | {"activity": [*made["activity"], rate]})
    told = plain(municipal.questions(municipal.answers(found), found).explanation)
    assert "20 ud af 30" in told
    assert "ikke, hvor mange" not in told


def test_both_few_and_the_imprecision_make_an_interval_wide_in_one_sentence():
    assert municipal_method.around().endswith("få borgere og det upræcise gør det bredt.")


def test_what_cannot_be_decided_has_one_english_name():
    with words.speaking("en"):
        told = [
            judgements.judgement(UNDECIDED), quotation.sentence(UNDECIDED, edition()),
            *(line.verdict for line in figure_lines.lines([UNDECIDED], links={})),
        ]  # fmt: skip
        told += [key for line in municipal_method.reading(edition()) for key in line.values()]
    assert sum("cannot be decided" in each.lower() for each in told) == 4
    assert not [each for each in told if "cannot be told" in each]


def test_what_is_quoted_of_a_part_says_that_the_parts_may_not_add_up():
    found, caveat = edition(), "; summer går ikke altid op"
    for id_, is_part in (("satisfaction_help_satisfied", True), ("criterion_completed", False)):
        quoted = [
            quotation.memo([of(found, id_)], found, {})[0],
            quotation.sentence(of(found, id_), found),
        ]
        assert [caveat in told for told in quoted] == [is_part, is_part]
    assert "dele kan give for mange eller for få" in municipal_method.around()


def test_only_the_grades_a_report_has_are_explained():
    found = edition()
    used = {row.comparison.comparability for row in found.rows if row.comparison}
    assert used == {"B", "C", "not_comparable"}
    assert {line["Ord"]: line["Betydning"] for line in municipal_method.reading(found)}[
        "B og C"
    ] == (
        "B: samme nøgletal, men en anden målgruppe eller dataindsamling: kan nævnes, når det siges · "
        "C: kun løst sammenligneligt: bør ikke nævnes udadtil."
    )
    none = Edition(content(0, answered=0, expected=None))
    assert not [line for line in municipal_method.reading(none) if not line["Ord"]]


def test_a_report_that_has_been_replaced_says_by_which():
    first = edition()
    later = Edition(first.content | {"version": first.version + 1, "report_code": "KG-NYES-TE22"})
    assert report_status.stands(first, first).endswith("Tallene er, som de var.")
    told = report_status.stands(first, later)
    assert told.endswith(f"afløst af udgave {later.version} med koden KG-NYES-TE22; brug dens tal.")
    assert "som de var" not in told
    assert report_status.changed(first, first) == []


def test_a_report_another_has_taken_the_place_of_says_figure_by_figure_what_is_another():
    first, later = edition(), edition(criterion_completed={"yes": 3})
    before = next(row for row in first.rows if row.id == "criterion_completed")
    after = next(row for row in later.rows if row.id == "criterion_completed")
    assert before.value != after.value
    (row,) = (each for each in report_status.changed(first, later) if each["Tal"] == before.label)
    assert row["I rapporten"] == figure_words.grounds(before)
    assert row["Nu"] == figure_words.grounds(after)
