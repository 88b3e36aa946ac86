"""Figure rows as lines: one a figure, held against what is nearest, and each verdict said no louder than it is."""

from dashboard.catalogue.comparison import compared
from dashboard.charts.figure_rows import figure_rows
from dashboard.charts.grammar import LIGHT
from dashboard.foundation import words
from dashboard.presenters import figure_lines
from dashboard.presenters.criterion import composition
from dashboard.statistics import wilson
from tests.builders import row_of

NB = "\N{NO-BREAK SPACE}"


def share(figure_id: str, k: int, n: int, **given):
    low, high = wilson(k, n)
    return row_of(figure_id, k=k, n=n, value=k / n, low=low, high=high, **given)


def lines(*rows, **given):
    return figure_lines.lines(rows, links={}, **given)


def html_of(found) -> str:
    return str(figure_rows(figure_lines.table(found, "Svar"), LIGHT, figure_lines.end))


def test_a_line_says_count_and_interval_and_opens_to_the_definition():
    (found,) = lines(share("goals_agreed_share", 31, 40))
    assert found.told == f"31 ud af 40 (78{NB}%)"
    assert found.interval == f"95 %-interval 62–88{NB}%"
    assert found.more[0].startswith("Forløb startet i perioden med en dato for aftalte mål")
    assert found.more[0].endswith(f"{found.interval}.")
    assert (found.held, found.verdict, found.grade, found.ticks) == ("", "", "", ())


def test_held_together_the_nearest_of_the_most_alike_is_named_and_all_are_drawn():
    rows = compared(share("exit_employment_share", 12, 100))
    assert len(rows) == 4
    (found,) = lines(*rows, held="together")
    at = [tick.at for tick in found.ticks]
    assert len(at) == 4
    nearest = min(at, key=lambda each: abs(each - 0.12))
    assert found.held.endswith(f"(beregnet {round(100 * nearest)}{NB}%) og 3 andre tal")
    assert len(found.more) == 5  # what it is, and each it is held against
    assert len(lines(*rows, held="apart")) == 4
    (alone,) = lines(*rows)
    assert not alone.ticks
    assert len(alone.more) == 1


def test_a_print_of_few_answers_judges_nothing_and_a_number_of_few_neither():
    (printed,) = compared(share("satisfaction_help_very_satisfied", 80, 95))
    (found,) = lines(printed, held="apart")
    assert (found.verdict, found.grade, found.is_judged) == ("for få svar i 2016", "C", False)
    (few,) = lines(*compared(share("coping_better_citizen_of_all", 3, 8)), held="apart")
    assert few.verdict == "for få"
    (sure,) = lines(*compared(share("coping_better_citizen_of_all", 90, 100)), held="apart")
    assert (sure.verdict, sure.is_judged) == ("over – bedre", True)
    (loose,) = lines(*compared(share("goals_agreed_share", 90, 100)), held="apart")
    assert (loose.verdict, loose.is_judged) == ("kun løst: ligger over", False)


def test_a_verdict_says_whether_it_is_better_only_where_one_side_is():
    (fewer,) = lines(*compared(share("mentor_unwanted_share", 2, 94)), held="apart")
    assert fewer.verdict == "kun løst: ligger under"  # C: neither better nor worse
    (worse,) = lines(*compared(share("coping_better_mentor_of_all", 40, 131)), held="apart")
    assert worse.verdict == "under – dårligere"
    (neither,) = lines(*compared(share("exit_moved_share", 12, 352)), held="apart")
    assert neither.verdict == "kun løst: ligger under"


def test_of_several_the_nearest_is_judged_and_where_it_lies_beside_the_others_is_told():
    row = row_of("contacts_per_week", n=40, value=2.0, low=1.75, high=2.3)
    (found,) = lines(*compared(row), held="together")
    assert found.held.endswith("og 2 andre tal")
    assert found.verdict == "kun løst: kan ikke afgøres; kun løst: ligger over SFI kommunal"
    (apart,) = lines(*compared(row)[:1], held="together")
    assert "SFI kommunal" not in apart.verdict


def test_on_the_border_the_words_are_on_the_side_the_picture_is_on():
    (found,) = lines(*compared(share("coping_better_mentor_of_all", 96, 131)), held="together")
    assert found.high < found.ticks[0].at
    assert found.verdict == "under, men usikkert"
    assert "intervallet og testen er ikke enige, når afrundingen regnes med" in found.more[1]


def test_a_share_is_whole_beside_what_was_printed_and_the_print_as_it_is_one_click_away():
    rows = compared(share("satisfaction_preferred_time_morning", 60, 96))
    (found,) = lines(*rows, held="together")
    assert found.told == f"60 ud af 96 (63{NB}%)"
    assert found.held == f"63{NB}% i 2016"
    assert f"Mod 62,5{NB}% i 2016" in found.more[1]


def test_parts_come_largest_first_and_those_nobody_is_in_are_named_together():
    rows = [
        share(f"exit_{code}_share", k, 20)
        for code, k in (("died", 0), ("moved", 4), ("illness", 16))
    ]
    assert [line.label for line in lines(*rows, is_part=True)] == ["Sygdom", "Fraflyttet"]
    assert figure_lines.nobody(rows) == "Ingen: død."
    assert figure_lines.nobody(rows[1:]) == ""


def test_steps_of_an_order_keep_it_whatever_their_size():
    rows = [
        share(f"age_{code}_share", k, 20)
        for code, k in (("under_25", 3), ("25_29", 2), ("30_39", 15))
    ]
    told = [line.label for line in lines(*rows, is_part=True)]
    assert told == ["Under 25 år", "25–29 år", "30–39 år"]


def test_what_is_not_measured_hidden_or_of_nobody_is_quiet_and_drawn_nowhere():
    missing = row_of("goals_agreed_share", note="not_measured:goals_agreed_on")
    hidden = row_of("satisfaction_help_very_satisfied", n=3, suppressed=True)
    nobody = row_of("mentor_wish_met_share", n=0, k=0)
    few = share("roles_agreed_share", 3, 4)
    found = {line.label: line for line in lines(missing, hidden, nobody, few)}
    assert [line.value for line in found.values()] == [None] * len(found)
    told = [line.told for line in lines(missing, hidden, nobody, few)]
    assert told == ["ikke opgjort", "vises ikke (n = 3)", "ingen data", "3 ud af 4"]
    (line,) = lines(missing)
    assert "udtrækket har ingen kolonne for aftalte mål" in line.more[-1]
    assert line.is_quiet
    assert not line.interval


def test_a_promise_stands_beside_its_target_with_what_must_be_said_of_it():
    row = share("criterion_completed", 30, 40, target=0.75, target_verdict="cannot_tell",
                target_status="provisional", municipality_code="0461", note="threshold")  # fmt: skip
    (found,) = lines(row)
    assert (found.held, found.verdict) == (f"mål mindst 75{NB}%", "kan ikke afgøres")
    assert "Vejledende: kun alle forløb under ét får en officiel vurdering." in found.more
    assert "Svaret afhænger af, hvor grænsen for at være rykket frem sættes." in found.more


def test_nobody_has_no_way_to_courses_and_what_is_withheld_is_not_told_by_its_place():
    links = {"goals_agreed_share": ("a", "Se"), "roles_agreed_share": ("b", "Se")}
    rows = (share("goals_agreed_share", 0, 40), share("roles_agreed_share", 4, 40))
    found = figure_lines.lines(rows, links=links)
    assert [line.link for line in found] == [None, ("b", "Se")]
    topics = [
        row_of(f"topic_{code}_share", n=3, value=value)
        for code, value in (("housing", 0.1), ("economy", 0.0), ("health", 0.9))
    ]
    assert [line.label for line in lines(*topics, is_part=True)] == ["Bolig", "Økonomi", "Helbred"]
    assert figure_lines.nobody(topics) == ""


def test_a_long_number_stands_on_two_lines_and_a_short_one_on_one():
    apart = row_of("perception_gap", n=220, value=0.22, note="n_mentor 131; n_citizen 89")
    mean = row_of("hours_per_week", n=40, value=3.4, low=3.0, high=3.8)
    assert [found.told.count("\n") for found in lines(apart, mean)] == [1, 0]


def test_lines_of_a_unit_stand_together_and_are_named_once():
    mean = row_of("hours_per_week", n=40, value=3.4, low=3.0, high=3.8)
    found = lines(mean, share("attendance_share", 30, 40), mean)
    assert [line.unit for line in found] == ["hours_per_week", "share"]
    assert found[0].unit_name == "Timer om ugen"


def test_groups_are_headings_on_one_scale_in_the_order_they_were_asked():
    ids = ("satisfaction_help_very_satisfied", "satisfaction_chemistry_good")
    found = lines(
        *(share(id_, 12, 40) for id_ in ids),
        groups=dict(zip(ids, ("Hjælp?", "Kemi?"), strict=True)),
    )
    assert [(line.unit_name, line.label, line.ends) for line in found] == [
        ("Hjælp?", "Meget tilfreds", (0, 1)), ("Kemi?", "God kemi", (0, 1)),
    ]  # fmt: skip


def test_who_citizens_are_is_a_bar_without_an_interval():
    (found,) = lines(share("age_30_39_share", 12, 40), is_part=True, are_bars=True)
    assert (found.is_bar, found.low, found.high, found.interval) == (True, None, None, "")


def test_a_verdict_that_all_have_is_told_once_below():
    rows = [
        row
        for answer in ("very_satisfied", "satisfied")
        for row in compared(share(f"satisfaction_help_{answer}", 40, 95))
    ] * 2
    html = html_of(lines(*rows, held="apart"))
    assert html.count("for få svar i 2016") == 1 + sum("for få svar i 2016" in m for line in
                                                      lines(*rows, held="apart") for m in line.more)  # fmt: skip
    assert "Vurdering: for få svar i 2016." in html
    mixed = lines(*rows, share("attendance_share", 30, 40), held="apart")
    assert "Vurdering:" not in html_of(mixed)  # not all have one
    assert "Hul prik: tallet fra 2016." in html


def test_a_table_is_whole_in_english():
    with words.speaking("en"):
        found = lines(*compared(share("coping_better_citizen_of_all", 90, 100)), held="apart")
        html = html_of(found)
    assert "is above" in html
    assert "Compared with" in html
    assert "ligger" not in html


def test_both_ways_to_judge_progress_stand_beside_the_target_and_the_grounds_do_not():
    rows = [
        share(f"criterion_progress_{code}_share", 10, 40)
        for code in ("on_wheel", "with_events", "event_but_down", "ground_leisure", "measured")
    ]
    found = lines(*composition.bases(rows, 0.6))
    assert [line.target for line in found] == [0.6, 0.6, None, None]
    assert [line.verdict for line in found] == ["", "", "", ""]


def test_the_end_of_a_scale_below_nought_has_a_minus_and_no_hyphen():
    assert figure_lines.end(-0.5, "points") == "\N{MINUS SIGN}0,5"
