"""What rows say in words: every number as it is read, every verdict without a colour it has not earned."""

from datetime import date
from pathlib import Path

import pytest

from dashboard.catalogue.row import FigureRow
from dashboard.foundation import words
from dashboard.presenters import figure_lines
from dashboard.statistics import wilson
from dashboard.wording import bounds, figure_words, judgements, sources
from tests.builders import row_of

NB = "\N{NO-BREAK SPACE}"


def share(k: int, n: int, figure_id: str = "criterion_completed", **given) -> FigureRow:
    low, high = wilson(k, n) if n else (None, None)
    found = {
        "k": k,
        "n": n,
        "value": k / n if n else None,
        "low": low,
        "high": high,
        "target": 0.75,
    }
    return row_of(figure_id, **found | given)


def mean(value: float, figure_id: str = "hours_per_week", n: int = 40, **given) -> FigureRow:
    found = {"n": n, "value": value, "low": value - 0.5, "high": value + 0.5}
    return row_of(figure_id, **found | given)


@pytest.mark.parametrize(
    "row, said",
    [
        (share(31, 40), f"78{NB}%"),
        (share(1, 8), "1 ud af 8"),  # fewer than ten: no percentage
        (share(0, 0), ""),
        (share(3, 4, suppressed=True), "vises ikke"),
        (mean(7.75, "duration_mean_closed_months"), "7,8 måneder"),
        (mean(3.4), "3,4 timer om ugen"),
        (mean(24, "days_referral_to_start_median"), "24 dage"),
        (mean(0.9, "delivered_of_granted_hours"), f"90{NB}%"),
        (mean(-0.04, "life_wheel_change_mean"), "0,0 point"),
        (row_of("courses_started", value=1234), "1.234"),
        (row_of("duration_median_months", n=40, note="longer_than:23.99"), "mere end 23 måneder"),
    ],
)
def test_values_in_danish(row, said):
    assert figure_words.value(row) == said


def test_next_to_nothing_is_not_nought_and_next_to_all_is_not_all():
    assert figure_words.value(share(1, 420)) == f"under 1{NB}%"
    assert figure_words.value(share(0, 420)) == f"0{NB}%"
    assert figure_words.value(share(419, 420)) == f"over 99{NB}%"
    assert figure_words.value(share(420, 420)) == f"100{NB}%"


def test_an_interval_that_rounds_to_one_number_gets_a_decimal():
    row = mean(0.02, "topic_other_share", low=0.0161, high=0.0239)
    assert figure_words.interval(row) == f"1,6–2,4{NB}%"


def test_a_figure_has_as_many_decimals_whichever_benchmark_a_row_is_about():
    # 23 of 180 is 12.78 %; one of its benchmarks is 23 of 181, 12.71 %
    rows = [
        share(30, 235, "exit_education_share", target=None, benchmark_value=at, benchmark_id=name)
        for name, at in (("kvik_2013_esbjerg_exit_education", 0.1), (None, None))
    ]  # fmt: skip
    assert len({figure_words.value(row) for row in rows}) == 1


def test_too_few_are_neither_counted_against_the_target_nor_called_official():
    row = share(4, 6, target_verdict="too_few", target_status="official")
    assert judgements.judgement(row).startswith("For få forløb til en vurdering.")
    assert "Målet" not in judgements.judgement(row)
    assert judgements.status(row, row, row) == ""


def test_a_part_of_a_whole_is_called_by_its_own_word():
    row = share(95, 352, "exit_completed_share", target=None, label="Afsluttet: gennemført")
    assert figure_words.measured(row).startswith(
        "Afsluttet: registreret gennemført: 95 ud af 352 (27"
    )
    assert figure_words.measured(row, is_part=True).startswith(
        "registreret gennemført: 95 ud af 352 (27"
    )


def test_each_grade_is_explained_once():
    assert sources.grades("CC") == "C: kun løst sammenligneligt: bør ikke nævnes udadtil."
    assert sources.grades("") == ""


def test_grounds_are_told_once():
    assert figure_words.grounds(share(31, 40)) == f"31 ud af 40 (78{NB}%)"
    assert figure_words.grounds(share(16, 20)) == f"16 ud af 20 (80{NB}%, lille antal)"
    assert (
        figure_words.grounds(
            share(25, 50, figure_id="job_or_education_share", target=None, low=0.35, high=0.65)
        )
        == f"25 ud af 50 (50{NB}%, lille antal)"
    )
    assert figure_words.grounds(share(1, 8)) == "1 ud af 8"
    assert figure_words.grounds(mean(3.4)) == "3,4 timer om ugen (n = 40)"


def test_a_decimal_is_shown_where_whole_per_cent_would_move_an_end_across_the_target():
    row = share(79, 100, target=0.859)
    assert (round(row.low, 4), figure_words.interval(row)) == (0.7002, f"70,0–85,8{NB}%")
    assert figure_words.interval(share(31, 40)) == f"62–88{NB}%"


def test_where_a_decimal_is_not_enough_words_say_on_which_side_it_lies():
    row = share(79, 100, target=0.70)
    assert figure_words.interval(row) == f"lige over 70{NB}% til 85,8{NB}%"
    assert figure_words.value(share(59998, 80000, target=0.75)) == f"lige under 75{NB}%"
    assert figure_words.value(share(60000, 80000, target=0.75)) == f"75,0{NB}%"


@pytest.mark.parametrize(
    "row, counted",
    [
        (share(30, 40), f"Målet på 75{NB}% er nået i opgørelsen."),
        (share(746, 1000), f"Målet på 75{NB}% er ikke nået i opgørelsen."),
        (share(6, 40, "criterion_charged", target=0.15), f"Under grænsen på 15{NB}% i opgørelsen."),
        (share(7, 40, "criterion_charged", target=0.15), f"Over grænsen på 15{NB}% i opgørelsen."),
    ],
)
def test_what_was_counted_is_judged_by_the_raw_counts(row, counted):
    assert judgements.as_counted(row) == counted


@pytest.mark.parametrize(
    "figure_id, code, kind",
    [
        ("criterion_completed", "above", "good"),
        ("criterion_completed", "below", "bad"),
        ("criterion_charged", "below", "good"),
        ("criterion_charged", "above", "bad"),
        ("criterion_progress", None, "no_verdict"),
        ("criterion_progress", "cannot_tell", "cannot_tell"),
    ],
)
def test_polarity_turns_a_number_into_news(figure_id, code, kind):
    assert judgements.polarity(share(20, 40, figure_id, target_verdict=code)) == kind


@pytest.mark.parametrize(
    "status, is_settled",
    [
        ("official", True),
        ("settled_met", True),
        ("settled_missed", True),
        ("provisional", False),
        (None, False),
    ],
)
def test_a_colour_is_only_earned_on_an_official_date_or_when_settled(status, is_settled):
    assert share(20, 40, target_status=status).is_final is is_settled


def test_the_whole_judgement_of_the_example_in_the_method():
    row = share(31, 40, target_verdict="cannot_tell", note="open_after_h 2")
    assert judgements.judgement(row) == (
        f"Målet på 75{NB}% er nået i opgørelsen. Kan ikke afgøres: målet ligger inden for "
        f"usikkerheden. Tallene er forenelige med et niveau på 62–88{NB}%. 5 flere ud af de samme 40 "
        "ville gøre det sikkert. 2 af forløbene er i gang og har ikke nået det endnu."
    )


@pytest.mark.parametrize(
    "row, said",
    [
        (share(18, 24, target_verdict="cannot_tell"), "5 flere ud af de samme 24 ville gøre det sikkert."),
        (share(6, 40, "criterion_charged", target=0.15, target_verdict="cannot_tell"),
         "5 færre ud af de samme 40 ville gøre det sikkert."),
        (share(9, 12, target_verdict="cannot_tell"), "Med kun 12 forløb kan det ikke blive sikkert."),
        (share(40, 40, target_verdict="above"), ""),
        (share(4, 8, target_verdict="too_few"), ""),
        # a guard must hold as well, which no count at the agreed threshold can promise
        (share(193, 304, "criterion_progress", target=0.6, target_verdict="cannot_tell"), ""),
        (share(18, 24, target_verdict="cannot_tell", note="first_course 9/12"), ""),
        (share(9, 12, "criterion_progress", target_verdict="cannot_tell"),
         "Med kun 12 forløb kan det ikke blive sikkert."),
    ],
)  # fmt: skip
def test_how_far_it_is_from_certain_is_told_in_courses(row, said):
    assert judgements.distance(row) == said


def test_remarks_follow_the_notes():
    row = share(24, 40, note="threshold; first_course 4/20; open_after_h 1; bounds_disagree")
    assert judgements.remarks(row) == [
        "Svaret afhænger af, hvor grænsen for at være rykket frem sættes.",
        "Regnes alle påbegyndte forløb med, peger resultatet i modsat retning.",
        "Nogle borgere har flere forløb; tælles kun det første, er det 4 ud af 20.",
        "1 af forløbene er i gang og har ikke nået det endnu.",
    ]


def test_at_c_the_reservation_comes_first():
    row = mean(7.6, "duration_mean_closed_months",
               benchmark_id="sfi_2015_duration_months", benchmark_value=5.0,
               benchmark_verdict="above", note="kun_afsluttede; yardstick_age:11")  # fmt: skip
    told = sources.comparison(row.comparison)
    assert told.startswith("Kun løst sammenligneligt, fordi gennemsnittet af afsluttede forløb")
    assert told.endswith(". Tallet ligger over landstallet.")
    assert sources.benchmark_value(row.comparison, figure_words.unit(row)) == "5 måneder"
    assert sources.age(row.comparison) == "tallet er 11 år gammelt"


def test_a_qualified_benchmark_keeps_its_qualifier():
    row = mean(7.6, "duration_mean_closed_months",
               benchmark_id="kg_resume_duration_months", benchmark_value=8.0,
               benchmark_verdict=None, note="kun_afsluttede; qualifier:less_than")  # fmt: skip
    assert sources.benchmark_value(row.comparison, figure_words.unit(row)) == "knap 8 måneder"
    assert "Kilden skriver ”knap”" in sources.comparison(row.comparison)


def test_what_was_printed_in_words_may_not_be_compared_however_far_off_it_is():
    row = share(80, 80, "chemistry_good_share", target=None, benchmark_id="sfi_2015_good_chemistry",
                benchmark_value=None, benchmark_verdict="not_comparable", note="lidt under halvdelen")  # fmt: skip
    assert sources.comparability(row) == "må ikke sammenlignes"
    assert sources.comparison(row.comparison) == (
        "Ikke sammenligneligt: landstallet er kun offentliggjort i ord (”lidt under halvdelen”)."
    )
    (line,) = figure_lines.lines([row], links={}, held="together")
    assert (line.verdict, line.grade) == ("må ikke sammenlignes", "")
    assert not any("ligger over" in told for told in line.more)


@pytest.mark.parametrize(
    "figure_id, benchmark_id, computed",
    [
        (
            "job_or_education_share",
            "emp_2015_job_education_flexjob",
            f"71 ud af 181 (beregnet 39{NB}%)",
        ),
        (
            "job_or_education_strict_share",
            "kvik_2013_esbjerg_job_or_education",
            f"48 ud af 185 (beregnet 26{NB}%)",
        ),
        ("job_or_education_strict_share", "ny_indsats_glaed_dig_job_or_education", f"23{NB}%"),
    ],
)
def test_a_job_or_education_elsewhere_says_what_it_is_a_share_of(figure_id, benchmark_id, computed):
    value = {"emp": 71 / 181, "kvi": 48 / 185, "ny_": 0.23}[benchmark_id[:3]]
    row = share(30, 40, figure_id, target=None, benchmark_id=benchmark_id, benchmark_value=value,
                benchmark_verdict="above")  # fmt: skip
    assert sources.benchmark_value(row.comparison, figure_words.unit(row)) == computed
    told = sources.comparison(row.comparison)
    assert "her af afsluttede forløb" in told
    assert ("de 181, der forlod projekterne" in told) or ("af alle deltagere" in told)


@pytest.mark.parametrize(
    "figure_id, benchmark_id, is_few",
    [
        ("satisfaction_help_very_satisfied", "kg_d323_meget_tilfreds", True),  # 8 answered
        ("satisfaction_assignment_very_satisfied", "kg_d321_meget_tilfreds", False),  # 10
    ],
)
def test_few_answers_behind_the_printed_number_are_said_to_be_few(figure_id, benchmark_id, is_few):
    row = share(30, 40, figure_id, target=None, benchmark_id=benchmark_id, benchmark_value=0.875,
                benchmark_verdict="too_few" if is_few else "below")  # fmt: skip
    told = sources.comparison(row.comparison)
    assert told.endswith(". For få svar i 2016 til en vurdering.") is is_few


def test_a_printed_share_keeps_its_printed_digits():
    row = share(10, 92, "satisfaction_contact_frequency_0_1", target=None,
                benchmark_id="kg_d312_0_1", benchmark_value=0.125, benchmark_verdict="cannot_tell")  # fmt: skip
    assert sources.benchmark_value(row.comparison, figure_words.unit(row)) == f"12,5{NB}%"


@pytest.mark.parametrize("count, is_said", [(5, False), (6, True)])
def test_many_comparisons_are_said_to_be_many(count, is_said):
    rows = [share(1, 40, "job_or_education_strict_share", target=None, benchmark_verdict="above",
                  benchmark_id="ny_indsats_glaed_dig_job_or_education")] * count  # fmt: skip
    assert bool(sources.many_comparisons(rows)) is is_said


def test_the_word_signifikant_is_never_used():
    for path in Path(judgements.__file__).parents[1].rglob("*.py"):
        assert "signifikan" not in path.read_text(encoding="utf-8")


def test_no_cohort_says_when_there_will_be_one():
    row = share(0, 0)
    assert judgements.not_yet(row, date(2027, 7, 1)) == (
        f"Ingen forløb er gamle nok til at blive bedømt; det første kan bedømmes den 1.{NB}juli{NB}2027."
    )
    assert judgements.not_yet(row, None) == "Ingen forløb er startet."
    assert judgements.not_yet(row, date(2025, 6, 1)) == (
        "Ingen forløb er fulgt længe nok; tiltaler er ikke fuldt registreret så langt frem."
    )


def test_bounds_say_between_what_it_can_still_end_and_why():
    lower, upper = share(268, 420), share(335, 420)
    row = share(240, 304)
    assert bounds.sentence(row, lower, upper) == (
        f"Af alle 420 påbegyndte forløb er 268 (64{NB}%) i mål nu; når alle, der er i gang, det også, bliver "
        f"det 335 (80{NB}%)."
    )
    progress = share(240, 304, "criterion_progress")
    assert "alle, der er i gang eller mangler et livshjul, det også" in bounds.sentence(
        progress, lower, upper
    )
    outside = share(300, 304)
    assert bounds.sentence(outside, lower, upper).endswith(
        " Andelen øverst tæller kun de forløb, der er gamle nok til at blive bedømt."
    )
    assert bounds.sentence(row, lower, lower) == (
        "Af alle 420 påbegyndte forløb gælder det for 268; ingen af dem, der er i gang, kan ændre det."
    )


def test_provisional_says_how_many_courses_can_still_move_it():
    row = share(240, 304, target_status="provisional")
    lower, upper = share(268, 420), share(335, 420)
    assert judgements.status(row, lower, upper) == "Foreløbigt: 67 forløb kan stadig ændre det."
    assert judgements.status(row, lower, lower) == (
        "Foreløbigt: mellem to af de aftalte vurderingsdatoer."
    )
    settled = share(240, 304, target_status="settled_met")
    assert judgements.status(settled, lower, upper).startswith(
        "Tælles alle 420 påbegyndte forløb, er målet nået"
    )


@pytest.mark.parametrize("k, target", [(149, 0.75), (119, 0.60), (29, 0.15)])
def test_a_share_short_of_its_target_never_reads_as_the_target(k, target):
    row = share(k, 200, target=target)
    assert figure_words.value(row) == f"{words.number(k / 2, 1)}{NB}%"


def test_without_a_verdict_nothing_is_called_official_and_the_reason_is_told_once():
    row = share(4, 40, "criterion_progress", target_verdict=None, target_status="official",
                note="coverage")  # fmt: skip
    assert judgements.status(row, row, row) == ""
    assert judgements.remarks(row) == []


def test_english_numbers_have_english_signs():
    with words.speaking("en"):
        assert figure_words.value(share(31, 40)) == "78%"
        assert figure_words.value(mean(7.75, "duration_mean_closed_months")).startswith("7.8 ")


def test_a_mean_that_is_not_told_has_no_interval_to_tell_it():
    told = [mean(0.89, "attendance_share", n, low=0.84, high=0.94) for n in (9, 10)]
    assert [figure_words.interval(row) for row in told] == ["", f"84–94{NB}%"]
