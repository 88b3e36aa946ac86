"""The published figures as they were printed, and the benchmarks made of them."""

import re
from collections import Counter

import pytest

from dashboard.catalogue.comparison import value_and_band
from dashboard.catalogue.listing import FIGURES
from dashboard.foundation import words
from dashboard.presenters.published import sheets
from dashboard.published import reference
from dashboard.wording import sources

BENCHMARKS = [
    pytest.param(figure, benchmark, id=f"{figure.id}-{benchmark.benchmark_id}")
    for figure in FIGURES.values()
    for benchmark in figure.benchmarks
]


def test_all_published_figures_and_discrepancies_are_there():
    assert len(reference.figures()) == 919
    assert len(reference.discrepancies()) == 65
    assert len(reference.municipalities()) == 98
    assert Counter(f.source for f in reference.figures().values()) == {
        "frederikshavn_amu_2015": 566, "keepgoing_2016": 126, "kvik_2013": 106,
        "kontanthjaelpsreform_2014": 64, "faxe_m3": 57,
    }  # fmt: skip


def test_notes_and_discrepancies_are_in_both_languages():
    for published in reference.figures().values():
        assert bool(published.note_da) == bool(published.note_en)
    for entry in reference.discrepancies():
        assert all(entry[key] for key in ("title_da", "title_en", "text_da", "text_en"))


def test_words_before_or_instead_of_a_number_are_kept_as_printed_in_both_languages():
    for published in reference.figures().values():
        is_said = bool(published.printed_words_da)
        assert is_said == bool(published.printed_words_en)
        if published.qualifier and published.as_printed:
            assert is_said, published.figure_id
        if not is_said:  # so what was printed is a number, or a count or a time written out
            has_digits = re.search(r"\d", published.as_printed)
            is_plain = published.value is not None and published.unit in sheets.AMOUNTS
            assert has_digits or is_plain or not published.as_printed, published.figure_id


@pytest.mark.parametrize(
    "figure_id, qualifier, page",
    [
        ("sfi_2015_disagree_assignment_p24", "at_most", "24"),  # op imod 40%
        ("sfi_2015_good_chemistry", "less_than", "24"),  # lidt under halvdelen
        ("kg_resume_duration_months", "less_than", "8"),  # knap 8
        ("emp_2015_all_exits_to_job_verbal", "less_than", "16"),  # under en fjerdel
    ],
)
def test_a_bound_is_known_as_one(figure_id, qualifier, page):
    found = reference.figures()[figure_id]
    assert (found.qualifier, found.page) == (qualifier, page)


def test_who_left_or_was_referred_is_not_called_active():
    whole = [f for f in reference.figures().values() if f.figure_id.startswith("emp_2015_overall_")]
    left = [f for f in whole if "exit" in f.measure and "share" not in f.measure]
    referred = [
        f for f in whole if f.measure == "exits_share_of_referred" or "referred" in f.measure
    ]
    assert (len(left), len(referred)) == (16, 5)
    assert {f.population_da for f in left} == {
        "borgere, der havde forladt 30 projekter 1. juli 2015"
    }
    assert {f.population_da for f in referred} == {
        "borgere visiteret til 30 projekter, 1. juli 2015"
    }


def test_every_figure_points_at_discrepancies_that_exist():
    known = {entry["discrepancy_id"] for entry in reference.discrepancies()}
    for published in reference.figures().values():
        assert set(published.discrepancy_ids) <= known


@pytest.mark.parametrize(
    "figure_id, band",
    [
        ("sfi_2015_duration_months", (4.5, 5.5)),
        ("sfi_2015_contacts_per_week_private", (1.85, 1.95)),
        ("kg_d312_0_1", (0.1245, 0.1255)),
        ("sfi_2015_should_not_have_had_mentor", (0.395, 0.405)),
        ("kg_d324_rigtig_god", (0.995, 1.005)),
    ],
)
def test_the_rounding_band_is_half_the_last_printed_digit(figure_id, band):
    assert reference.figures()[figure_id].rounding_band == pytest.approx(band, abs=1e-12)


def test_a_figure_printed_in_words_has_no_value():
    with pytest.raises(ValueError, match="kg_d312_4_5 was printed without a value"):
        _ = reference.figures()["kg_d312_4_5"].printed_value


@pytest.mark.parametrize("figure, benchmark", BENCHMARKS)
def test_every_benchmark_has_a_value_a_reason_and_a_source(figure, benchmark):
    value, band = value_and_band(benchmark)
    assert band[0] <= value <= band[1]
    assert len(benchmark.reason) > 20
    assert not benchmark.reason.endswith(".")
    published = reference.figures()[benchmark.published_id]
    assert re.search(r"(s\. \d+|side ikke angivet)$", sources.source(published))
    unit = "share" if benchmark.of else published.unit
    assert unit == figure.unit


@pytest.mark.parametrize("figure, benchmark", BENCHMARKS)
def test_no_benchmark_from_before_2021_is_called_fully_comparable(figure, benchmark):
    assert benchmark.year <= 2016
    assert benchmark.comparability in ("B", "C", "not_comparable")


def test_figures_of_others_say_where_they_are_quoted():
    published = reference.figures()["sfi_2015_duration_months"]
    assert sources.source(published) == "SFI 2015, citeret i KeepGoing 2016 s. 8"
    with words.speaking("en"):
        assert sources.source(published) == "SFI 2015, cited in KeepGoing 2016 p. 8"


def test_figures_of_an_uncertain_page_or_number_say_so():
    esbjerg = [f for f in reference.figures().values() if f.group == "Esbjerg" and f.page == "47"]
    assert len(esbjerg) == 18
    assert all("kvik_2013-07" in each.discrepancy_ids for each in esbjerg)
    mentors = reference.figures()["khr_2014_internal_mentors_share"]  # 87 % of 30, or of 31
    assert (mentors.value, mentors.numerator, mentors.denominator) == (0.87, None, 30)
    assert "formentlig 31" in mentors.note_da


def test_discrepancies_are_not_corrected():
    assert reference.figures()["kg_d322_value3"].value == 0.155
    unusable = {e["discrepancy_id"] for e in reference.discrepancies() if e["do_not_use"]}
    assert {f"keepgoing_2016-{n}" for n in ("01", "03", "05", "09")} <= unusable
