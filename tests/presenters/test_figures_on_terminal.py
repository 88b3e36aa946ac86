"""The table of figures at a terminal: what it says, and that it fits, of the whole demo in both languages."""

import re
from dataclasses import replace
from datetime import date

import pytest

from dashboard.catalogue.listing import FIGURES
from dashboard.catalogue.row import Comparison
from dashboard.catalogue.scope import Scope
from dashboard.demo import writing
from dashboard.figures import figures
from dashboard.foundation import words
from dashboard.ingest.recipe import Recipe
from dashboard.presenters import figures_on_terminal, scope_words
from dashboard.snapshots.publish import publish
from dashboard.snapshots.warehouse import Warehouse
from tests.builders import row_of

NB = "\N{NO-BREAK SPACE}"


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    folder = tmp_path_factory.mktemp("terminal")
    writing.write(folder / "demo", cases=120)
    snapshot, _checked = publish(folder / "demo", folder / "data", Recipe())
    return Warehouse(snapshot)


def page(warehouse, rows):
    return figures_on_terminal.page(rows, warehouse.snapshot, Scope()).replace(NB, " ")


CRITERION = row_of(
    "criterion_completed", n=304, k=240, value=240 / 304, low=0.74, high=0.83, target=0.75,
    target_verdict="cannot_tell", target_status="official", note="open_after_h 2",
)  # fmt: skip
HELD = replace(
    row_of("goals_agreed_share", n=40, k=31, value=0.775, low=0.62, high=0.88),
    comparison=Comparison(
        benchmark=row_of("goals_agreed_share").figure.benchmarks[0], value=0.29, verdict="above", age=11
    ),
)  # fmt: skip


def test_a_table_says_what_it_is_of_and_each_number_as_a_person_reads_it(demo):
    assert page(demo, [CRITERION, HELD]) == (
        "KeepGoing · alle kommuner · alle programmer · hele perioden\n"
        f"Data til 30. september 2026 · øjebliksbillede {demo.snapshot.id} · Demodata – personerne findes ikke\n"
        "\n"
        "Tal                               Enhed         Værdi med 95 %-interval       "
        "Sammenlignet med    Vurdering       Grad\n" + "-" * 120 + "\n"
        "\n"
        "Succeskriterier (criteria)\n"
        "\n"
        "Gennemfører eller går videre      Andel         240 ud af 304 (79 %),         "
        "mål mindst 75 %     kan ikke\n"
        "                                                74–83 %                       "
        "                    afgøres\n"
        "    criterion_completed · 2 af forløbene er i gang og har ikke nået det endnu. Officiel vurdering pr.\n"
        "    30. september 2026.\n"
        "\n"
        "Forløb (courses)\n"
        "\n"
        "Skriftlige mål aftalt             Andel         31 ud af 40 (78 %), 62–88 %   "
        "SFI 29 %            kun løst:       C\n"
        "                                                                              "
        "                    ligger over\n"
        "    goals_agreed_share\n"
        "    Kun løst sammenligneligt, fordi SFI spurgte, om retningslinjer og mål er klare; her tælles forløb med "
        "skriftligt\n"
        "    aftalte mål. Tallet ligger over landstallet. SFI 2015, citeret i KeepGoing 2016 s. 22 · tallet er 11 år "
        "gammelt.\n"
        "\n"
        "C: kun løst sammenligneligt: bør ikke nævnes udadtil.\n"
    )


@pytest.mark.parametrize("language", sorted(words.languages()))
@pytest.mark.parametrize(
    "scope", [Scope(), Scope("0461", "mentor", date(2026, 1, 1))], ids=["all", "part"]
)
def test_every_figure_of_the_demo_fits_a_screen(demo, scope, language):
    rows = figures(demo, scope)
    with words.speaking(language):
        lines = figures_on_terminal.page(rows, demo.snapshot, scope).splitlines()
    assert len(lines) > 2 * len({row.id for row in rows})
    assert max(map(len, lines)) <= 120


def test_no_code_of_a_note_reaches_a_reader(demo):
    told = page(demo, figures(demo, Scope()))
    codes = r"kun_afsluttede|open_after_h|yardstick_age|first_course|bounds_disagree|qualifier:|cannot_tell|too_few\b"
    assert re.findall(codes, told) == []


@pytest.mark.parametrize(
    ("note", "given", "said"),
    [
        ("offered", {"figure_id": "life_wheel_reliable_change"}, "Et forslag til næste aftale"),
        ("retests_needed:30", {"figure_id": "life_wheel_retest_r"}, "Der skal 30 livshjul udfyldt to gange til."),
        ("too_few_followed", {"figure_id": "criterion_completed_forecast"}, "for få forløb er fulgt længe nok."),
        ("too_few_reached", {"figure_id": "criterion_completed_forecast"}, "Ingen prognose: det er sket for"),
        ("at_months:9", {"figure_id": "criterion_completed_forecast"}, "Prognose for 9 måneder."),
        ("kun_afsluttede", {"figure_id": "duration_mean_closed_months"}, "Kun afsluttede forløb."),
        ("all_empty:charged_on", {"figure_id": "criterion_charged"}, "kolonne for tiltaler er helt tom."),
        ("not_measured:charged_on", {"figure_id": "criterion_charged"},
         "Ikke opgjort: udtrækket har ingen kolonne for tiltaler."),
        ("difference:cannot_tell", {"figure_id": "withdrew_wish_gap"}, "så stor en forskel kan være tilfældig."),
        ("threshold", {"figure_id": "criterion_progress"}, "Svaret afhænger af, hvor grænsen"),
    ],
)  # fmt: skip
def test_each_note_is_a_sentence(demo, note, given, said):
    row = row_of(given["figure_id"], n=40, note=note)
    assert said in re.sub(r"\s+", " ", page(demo, [row]))


def test_an_open_end_of_a_period_is_no_whole_period():
    day = date(2026, 1, 1)
    assert [
        scope_words.period(scope).replace(NB, " ")
        for scope in (Scope(), Scope(period_from=day), Scope(period_to=day), Scope(None, None, day, day))
    ] == [
        "hele perioden", "fra 1. januar 2026", "til og med 1. januar 2026", "1. januar 2026 til 1. januar 2026",
    ]  # fmt: skip


def test_what_may_not_be_compared_has_no_other_verdict_than_its_row(demo):
    rows = figures(demo, Scope(), ["chemistry_good_share"])
    assert rows[0].comparison.verdict == "not_comparable"
    told = re.sub(r"\s+", " ", page(demo, rows))
    assert "må ikke" in told
    assert "ligger over" not in told


def test_a_forecast_says_within_when_and_by_what_rule(demo):
    told = re.sub(r"\s+", " ", page(demo, figures(demo, Scope(), ["criterion_completed_forecast"])))
    assert "forventet inden for den aftalte tid" in told
    assert (
        "Over eller under målet kun, når både hele intervallet og de bedømte forløb ligger der."
        in told
    )


def test_no_data_says_why_and_a_scope_without_anybody_that_it_is_empty(demo):
    empty = "Med disse valg er der ingen forløb eller svar at tælle."
    nowhere = Scope(municipality="0751")
    assert empty in page(demo, figures(demo, nowhere))
    nobody = page(demo, figures(demo, nowhere, ["goals_agreed_share"]))
    assert empty not in nobody  # of one figure alone that is not known
    assert "Ingen data: ingen i udsnittet kan tælles med" in nobody
    everybody = page(demo, figures(demo, Scope(), ["goals_agreed_share"]))
    assert empty not in everybody
    assert "Ingen data" not in everybody


def test_the_list_names_each_group_and_figure():
    lines = figures_on_terminal.index(
        ["courses_started", "criterion_completed"], with_meaning=False
    ).splitlines()
    assert lines[1].split()[:2] == ["courses", "courses_started"]
    assert lines[2].endswith("Gennemfører eller går videre")


def test_the_list_of_figures_fits_a_terminal_and_its_long_names_go_on_below():
    told = figures_on_terminal.index(FIGURES, with_meaning=True)
    lines = told.splitlines()
    assert max(map(len, lines)) <= 120
    assert sum(line.startswith(" ") for line in lines) > 0
    assert all(id_ in told for id_ in FIGURES)
