"""The page Succeskriterier's numbers and words: bounds by day, quarters, thresholds, denominators."""

import tempfile
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import pairwise
from pathlib import Path
from random import Random

import numpy as np
import polars as pl
import pytest

from dashboard.catalogue.listing import FIGURES
from dashboard.catalogue.row import FigureRow, record
from dashboard.catalogue.scope import Scope
from dashboard.charts.grammar import DARK, LIGHT
from dashboard.figures import criteria, criteria_by_quarter, figures, progress_by_threshold
from dashboard.figures.figure_rows import THRESHOLDS
from dashboard.figures.verdicts import Issued
from dashboard.foundation.quarters import Quarter
from dashboard.presenters.criterion import (
    agreement,
    answers,
    between_charges,
    certainty,
    charged,
    composition,
    counted,
    denominator,
    other_thresholds,
    over_time,
    quoted,
)
from dashboard.presenters.section import by_id
from dashboard.snapshots.warehouse import Warehouse
from tests.builders import altered, case, days_after, published, row_of, wheel
from tests.figures.test_figures_naive import random_export, scopes

NAMES = ("completed", "charged", "progress")
REACHED = {"phases_completed_on": "2025-08-01", "ended_on": "2025-09-01", "end_reason": "completed"}
SAME = ("n", "k", "value", "low", "high", "target", "period_from", "period_to")
SETTINGS = ("", "charges_complete_to = 2026-03-31\nwheel_threshold_points = 0.625")


@pytest.fixture(scope="module", params=range(4))
def random_warehouse(request) -> Warehouse:
    """Forty random courses, with and without charges known only so far."""
    with tempfile.TemporaryDirectory() as folder:
        export = random_export(Random(request.param), 40)
        yield published(Path(folder), settings=SETTINGS[request.param % 2], **export)


def asked(warehouse: Warehouse, scope: Scope, query: str, **given: object) -> pl.DataFrame:
    agreed = criteria.parameters(warehouse.snapshot.settings)
    return warehouse.query(query, **scope.parameters() | agreed | given)


@pytest.mark.parametrize("scope", scopes())
def test_the_days_add_up_to_the_bounds(random_warehouse, scope):
    days = asked(random_warehouse, scope, "criteria_days")
    counts = asked(random_warehouse, scope, "criteria", first_only=False, by_quarter=False)
    for row in counts.to_dicts():
        own = days.filter(
            pl.col("criterion") == row["criterion"],
            pl.col("threshold").eq_missing(row["threshold"]),
        )
        assert int(own["count_safe"].sum()) == row["lower_k"]
        assert row["n_started"] - int(own["count_out"].sum()) == row["upper_k"]


def test_a_target_is_settled_on_the_day_that_settled_it(tmp_path):
    # 16 courses: 12 are exactly 75 %, so the twelfth that completes settles it
    cases = [
        case(f"F{i:02}", "2025-01-01", phases_completed_on=days_after("2025-03-01", 10 * i))
        for i in range(14)
    ] + [case(f"G{i}", "2025-01-01") for i in range(2)]
    warehouse = published(tmp_path, cases=cases)
    rows = {r.id: r for r in figures(warehouse, Scope(), counted.ids("completed"))}
    assert rows["criterion_completed"].target_status == "settled_met"
    days = asked(warehouse, Scope(), "criteria_days")
    lower = rows["criterion_completed_lower"]
    assert criteria.settled_on(days, lower, date(2025, 1, 1)) == date(2025, 6, 19)
    # before the last course had started, nobody knew how many there would be
    assert criteria.settled_on(days, lower, date(2025, 8, 1)) == date(2025, 8, 1)


def test_a_limit_is_lost_on_the_day_of_the_charge_that_broke_it(tmp_path):
    # 20 courses: 3 are exactly 15 %, so the fourth charge breaks the limit
    cases = [
        case(f"F{i:02}", "2025-01-01", charged_on=days_after("2025-02-01", i) if i < 5 else None)
        for i in range(20)
    ]
    warehouse = published(tmp_path, cases=cases)
    (lower,) = figures(warehouse, Scope(), ["criterion_charged_lower"])
    days = asked(warehouse, Scope(), "criteria_days")
    assert criteria.settled_on(days, lower, date(2025, 1, 1)) == date(2025, 2, 4)


@pytest.mark.parametrize("scope", scopes()[:4])
def test_a_quarter_is_what_figures_gives_for_it(random_warehouse, scope):
    quarters = criteria_by_quarter(random_warehouse, scope)
    assert quarters
    for row in quarters:
        within = Scope(
            scope.municipality,
            scope.programme,
            max(filter(None, (row.scope.period_from, scope.period_from))),
            min(filter(None, (row.scope.period_to, scope.period_to))),
        )
        (same,) = figures(random_warehouse, within, [row.id])
        ends = {"period_from": row.scope.period_from, "period_to": row.scope.period_to}
        ours, theirs = record(row), record(same) | ends
        assert [ours[key] for key in SAME] == [theirs[key] for key in SAME]
        assert row.target_verdict is row.target_status is None


def test_the_share_falls_as_the_threshold_rises_and_meets_the_official_figure(random_warehouse):
    rows = progress_by_threshold(random_warehouse, Scope())
    agreed = random_warehouse.snapshot.settings
    points = [other_thresholds.points(row) for row in rows]
    assert points == sorted({*THRESHOLDS, *agreed.thresholds})
    assert all(before.k >= after.k for before, after in pairwise(rows))
    (official,) = figures(random_warehouse, Scope(), ["criterion_progress"])
    found = rows[points.index(agreed.wheel_threshold_points)]
    ours, theirs = record(found), record(official)
    assert [ours[key] for key in SAME] == [theirs[key] for key in SAME]


@pytest.mark.parametrize("scope", scopes())
def test_all_steps_end_at_the_denominator(random_warehouse, scope):
    counts = {
        query: asked(random_warehouse, scope, query)
        for query in (denominator.COURSES, denominator.ANSWERS)
    }
    stepped = [id_ for id_, figure in FIGURES.items() if denominator.has_steps(figure)]
    assert set(denominator.FIGURES_ASKED) - {"perception_gap"} <= set(stepped)
    for row in figures(random_warehouse, scope, {*denominator.FIGURES_ASKED, *stepped}):
        if row.n is None:
            continue
        found = denominator.steps_to(row, counts[denominator.query(denominator.FIGURES[row.id])])
        steps = denominator.records(found, quarantined=3)
        remaining = [step["remaining"] for step in steps]
        assert remaining[-1] == row.n
        assert remaining == sorted(remaining, reverse=True), row.id
        assert [step["before"] for step in steps[1:]] == remaining[:-1]
        assert remaining[0] == found.remaining_after(()) + 3


def test_the_way_to_a_denominator_in_a_sentence(tmp_path):
    cases = [
        *(case(f"F{i}", "2025-01-01") for i in range(5)),
        *(case(f"N{i}", "2025-01-01", municipality_code="0376") for i in range(4)),
        *(case(f"Y{i}", "2026-09-01") for i in range(2)),
    ]
    warehouse = published(tmp_path, cases=cases)
    scope = Scope(municipality="0360")
    (row,) = figures(warehouse, scope, ["criterion_completed"])
    found = denominator.steps_to(row, asked(warehouse, scope, denominator.COURSES))
    assert denominator.sentence(denominator.records(found, 0)) == (
        "Fra 11 forløb i udtrækket til 5, som tallet er regnet af."
    )


def quarter(i: int, k: int, n: int) -> FigureRow:
    own = Quarter.numbered(4 * 2020 + i)
    return row_of("criterion_completed", k=k, n=n, value=k / n if n else None, target=0.75,
                  period_from=own.first, period_to=own.last)  # fmt: skip


@pytest.mark.parametrize(
    "count, has_limits, ending",
    [
        (5, False, "for få til at skelne udvikling fra tilfældige udsving."),
        (6, True, "først ved 12 kvartaler siger vi, om noget er et tegn."),
        (11, True, "først ved 12 kvartaler siger vi, om noget er et tegn."),
        (12, True, "Ingen kvartaler skiller sig ud."),
    ],
)
def test_limits_and_signs_come_with_enough_quarters(count, has_limits, ending):
    rows = [quarter(i, 15 + i % 2, 20) for i in range(count)]
    assert over_time.sentence(rows).endswith(ending)
    assert all((record["centre"] is not None) == has_limits for record in over_time.records(rows))


def test_seven_quarters_on_one_side_are_a_sign_and_no_proof():
    ks = [12, 13, 12, 13, 12, 13, 12, 16, 17, 16, 17, 16, 17, 16]
    rows = [quarter(i, k, 20) for i, k in enumerate(ks)]
    said = over_time.sentence(rows)
    assert (
        "Tegn på ændring: 1. kvt. 2020–2. kvt. 2023 (mindst syv i træk på samme side af gennemsnittet)."
        in said
    )
    assert said.endswith("Et tegn er ikke et bevis; undersøg, hvad der er anderledes.")
    assert [record["sign"] for record in over_time.records(rows)] == [""] * 13 + ["tegn"]


def test_a_small_quarter_is_drawn_and_not_counted():
    rows = [quarter(i, 15, 20) for i in range(6)] + [quarter(6, 1, 9)]
    drawn = over_time.records(rows)
    assert drawn[-1]["is_small"]
    assert drawn[-1]["centre"] is None
    assert drawn[0]["centre"] == pytest.approx(0.75)
    assert np.isclose([record["high"] for record in drawn[:6]], 1).all()
    assert "6 kvartaler har mindst 10 forløb" in over_time.sentence(rows)


def test_a_quarter_nobody_started_in_is_on_the_axis_and_breaks_line_and_run():
    """Seven high quarters with a hole among them are no seven in a row."""
    ks = [12, 13, 12, 13, 12, 13, 12, 16, 17, 16, 17, 16, 17, 16]
    rows = [quarter(i if i < 11 else i + 1, k, 20) for i, k in enumerate(ks)]
    empty = quarter(11, 0, 0)
    drawn = over_time.records([*rows[:11], empty, *rows[11:]])
    assert [record["value"] is None for record in drawn].index(True) == 11
    assert len(drawn) == 15
    assert [record["sign"] for record in drawn] == [""] * 6 + ["tegn"] + [""] * 8
    said = over_time.sentence([*rows[:11], empty, *rows[11:]])
    assert "Et kvartal med færre afbryder linjen." in said
    assert "1. kvt. 2020–3. kvt. 2021 (mindst syv i træk" in said


def test_every_quarter_from_the_first_to_the_last_that_is_judged_has_a_row(tmp_path):
    cases = [
        case(f"{day}-{i}", day, ended_on=days_after(day, 90), end_reason="employment")
        for day in ("2023-01-05", "2024-01-05")
        for i in range(12)
    ]
    rows = over_time.of("completed", criteria_by_quarter(published(tmp_path, cases=cases), Scope()))
    assert [(row.scope.period_from.isoformat(), row.k, row.n, row.value) for row in rows] == [
        ("2023-01-01", 12, 12, 1.0), ("2023-04-01", 0, 0, None), ("2023-07-01", 0, 0, None),
        ("2023-10-01", 0, 0, None), ("2024-01-01", 12, 12, 1.0),
    ]  # fmt: skip
    assert rows[1].scope.period_to.isoformat() == "2023-06-30"


def test_charges_are_told_by_the_courses_between_them(tmp_path):
    cases = [
        case(f"F{i:02}", days_after("2025-01-01", i),
             charged_on="2025-06-01" if i in (3, 9, 10) else None)
        for i in range(20)
    ]  # fmt: skip
    warehouse = published(tmp_path, cases=cases)
    (row,) = figures(warehouse, Scope(), ["criterion_charged"])
    found = asked(warehouse, Scope(), "charges_in_order", most_points=300)
    assert found.select("place", "charges", "courses_since", "is_charged").rows() == [
        (4, 1, 4, True), (10, 2, 6, True), (11, 3, 1, True), (20, 3, 9, False),
    ]  # fmt: skip
    said = charged.in_order(found, row)
    assert "3 ud af 20" in said
    assert said.endswith("Det er en optælling, ikke et bevis.")
    few = asked(warehouse, Scope(), "charges_in_order", most_points=2)
    assert few["place"].to_list() == [10, 20]


def charged_at(tmp_path, places, count: int) -> pl.DataFrame:
    """So many courses old enough to be judged, charged where their place among them says."""
    cases = [
        case(f"F{i:03}", days_after("2024-01-01", i),
             charged_on="2025-01-01" if i in places else None)
        for i in range(1, count + 1)
    ]  # fmt: skip
    return asked(published(tmp_path, cases=cases), Scope(), "charges_in_order", most_points=300)


def test_the_room_between_charges_is_drawn_with_its_limits_and_told(tmp_path):
    found = charged_at(tmp_path, places=set(range(6, 73, 6)), count=75)  # twelve, six apart
    drawn = between_charges.records(found)
    assert [(r["number"], r["courses"], r["is_open"]) for r in drawn[-2:]] == [
        (12, 6, False), (13, 3, True),
    ]  # fmt: skip
    chance = 11 / 12 / 6
    middle = np.log(0.5) / np.log(1 - chance)
    assert drawn[0]["centre"] == pytest.approx(middle, abs=0.05)
    assert drawn[0]["high"] == 1 + int(np.log(0.00135) / np.log(1 - chance)) == 40
    assert between_charges.line_names(drawn) == ("midten: 4", "grænsen: 40")
    assert between_charges.sentence(found) == (
        "Halvdelen af gangene er der højst 4 forløb fra en tiltalt til den næste; over 40 ville være "
        "usædvanligt. Tegn på ændring: nr. 1–12 (usædvanligt mange i træk på samme side af midten). Et tegn "
        "er ikke et bevis; undersøg, hvad der er anderledes."
    )
    assert [r["sign"] for r in drawn] == [""] * 11 + ["tegn", ""]
    assert between_charges.how_to_read(drawn).endswith("forløbene siden den sidste.")


def test_a_long_time_without_charges_is_a_sign_before_the_next_one_comes(tmp_path):
    places = {3, 9, 11, 18, 20, 27, 30, 38, 40, 47, 49, 57}
    said = between_charges.sentence(charged_at(tmp_path, places, count=57 + 45))
    assert "Tegn på ændring: siden den sidste (usædvanligt langt imellem)." in said
    calm = between_charges.sentence(charged_at(tmp_path / "calm", places, count=57 + 20))
    assert calm.endswith("Ingen tiltaler skiller sig ud.")


@pytest.mark.parametrize(
    "count, ending",
    [
        (0, ""),
        (
            1,
            "Én tiltalt er for lidt til at se, om der bliver længere eller kortere imellem dem; der skal 6 til.",
        ),
        (
            5,
            "5 tiltalte er for få til at se, om der bliver længere eller kortere imellem dem; der skal 6 til.",
        ),
        (6, "Grænserne er foreløbige; først ved 12 tiltalte siger vi, om noget er et tegn."),
    ],
)
def test_few_charges_make_no_chart_or_no_sign(tmp_path, count, ending):
    found = charged_at(tmp_path, places=set(range(1, count + 1)), count=20)
    assert between_charges.sentence(found).endswith(ending)
    drawn = between_charges.records(found)
    assert bool(drawn) is between_charges.is_drawn(found) is (count >= 6)
    assert {record["sign"] for record in drawn} <= {""}


def test_charges_that_are_not_rare_are_not_looked_at_one_by_one():
    found = pl.DataFrame({"place": [2, 400], "charges": [2, 301], "courses_since": [1, 1],
                          "is_charged": [True, True]})  # fmt: skip
    assert between_charges.records(found) == []
    assert between_charges.sentence(found).startswith("301 tiltalte er for mange")


def moved(i: int, up: int) -> tuple[dict, list]:
    rounds = (("2025-01-02", 4, "start"), ("2025-06-01", 4 + up, "phase_2"))
    return case(f"F{i:02}", "2025-01-01", ended_on="2025-08-01", end_reason="withdrew"), [
        row for n, (on, score, phase) in enumerate(rounds)
        for row in wheel(f"W{i}-{n}", f"F{i:02}", on, score, phase)
    ]  # fmt: skip


def test_distance_on_progress_holds_at_every_threshold(tmp_path):
    # of 40, 26 moved by 3 points and 14 not at all: 60 % lies within the interval
    pairs = [moved(i, 3 if i < 26 else 0) for i in range(40)]
    warehouse = published(
        tmp_path, cases=[p[0] for p in pairs], survey=[row for p in pairs for row in p[1]]
    )
    (row,) = figures(warehouse, Scope(), ["criterion_progress"])
    rows = progress_by_threshold(warehouse, Scope())
    assert (row.k, row.target_verdict) == (26, "cannot_tell")
    # statistics.md: n = 40 needs 31
    assert certainty.what_would_settle(row, rows, warehouse.snapshot.settings) == (
        "5 flere ud af de samme 40 ville gøre det sikkert ved alle de grænser, som det er aftalt at prøve; så "
        "mange mangler ved den højeste, 2,1 point. Ingen af dem er i gang, så "
        "der skal flere forløb til."
    )
    pairs = [moved(i, 3 if i < 31 else 0) for i in range(40)]
    more = published(
        tmp_path / "more", cases=[p[0] for p in pairs], survey=[row for p in pairs for row in p[1]]
    )
    (row,) = figures(more, Scope(), ["criterion_progress"])
    assert row.target_verdict == "above"


def test_the_flips_of_the_verdict_are_named(tmp_path):
    pairs = [moved(i, 2) for i in range(40)]
    warehouse = published(
        tmp_path, cases=[p[0] for p in pairs], survey=[row for p in pairs for row in p[1]]
    )
    rows = progress_by_threshold(warehouse, Scope())
    assert other_thresholds.flips(rows) == (
        "Her skifter vurderingen: 0,2–2,0 point: klart på den rigtige side; "
        "2,1–3,0 point: klart på den forkerte side. ”Klart på den forkerte side” siges kun, når det "
        "også gælder, hvis alle uden måling var rykket."
    )
    assert other_thresholds.at_threshold(rows, 2.1, warehouse.snapshot.settings) == (
        "Med en grænse på 2,1 point er 0 ud af 40 (0 %) rykket frem: klart på den forkerte side. "
        "Det officielle tal bruger den aftalte grænse på 1,0 point."
    ).replace(" %", "\N{NO-BREAK SPACE}%")


def test_an_open_course_that_can_still_reach_it_is_counted_where_it_is_hardest(tmp_path):
    # 20 of 30 moved by 1 point only, 10 not at all; all 30 are open: 2.1 is out of reach of none
    pairs = [moved(i, 1 if i < 20 else 0) for i in range(30)]
    cases = [pair[0] | {"ended_on": None, "end_reason": None} for pair in pairs]
    warehouse = published(tmp_path, cases=cases, survey=[row for p in pairs for row in p[1]])
    rows = progress_by_threshold(warehouse, Scope())
    still_open = {other_thresholds.points(row): row.notes.text.split("; ")[1] for row in rows}
    assert (still_open[1.0], still_open[2.1]) == ("open_after_h 10", "open_after_h 30")


def test_charges_known_to_an_earlier_day_are_judged_by_that_day_in_words(tmp_path):
    cases = [case(f"F{i:02}", "2025-01-01") for i in range(12)] + [
        case(f"G{i}", "2025-06-01", charged_on="2025-06-02" if i < 2 else None) for i in range(6)
    ]
    warehouse = published(tmp_path, cases=cases, settings="charges_complete_to = 2026-03-31")
    agreed = warehouse.snapshot.settings
    rows = {r.id: r for r in figures(warehouse, Scope(), counted.ids("charged"))}
    row, lower = rows["criterion_charged"], rows["criterion_charged_lower"]
    assert plain(counted.cohort(row, lower, agreed)) == (
        "De 12 forløb er begyndt mindst 12 måneder før den 31. marts 2026. 6 nyere er ikke med endnu, "
        "heller ikke de afsluttede. "
        "2 af dem er allerede tiltalt."
    )
    assert plain(certainty.settling(row, None, date(2026, 6, 1), agreed)) == (
        "Alle påbegyndte forløb kan bedømmes, når tiltaler er fuldt registreret til den 1. juni 2026."
    )


def test_a_verdict_issued_again_for_the_same_date_replaces_the_earlier_one():
    row = row_of("criterion_completed", n=40, k=31, value=31 / 40, low=0.6, high=0.9, target=0.75,
                 target_verdict="cannot_tell")  # fmt: skip
    lines = [
        Issued(issued_at=datetime(2026, 10, i, 8, tzinfo=UTC), data_to=date(2026, 9, 30), is_demo=False,
               snapshot_id=f"20261001T06000000{i}Z-3f9a2c81d07{i}", rows=(row,))
        for i in (1, 2)
    ]  # fmt: skip
    told = agreement.history(lines, "completed", is_demo=False)
    assert [line["Vurdering"] for line in told] == [
        "Kan ikke afgøres", "Kan ikke afgøres (erstattet af en senere)",
    ]  # fmt: skip
    assert plain(told[0]["Givet den"]) == "2. oktober 2026"
    assert agreement.history(lines, "completed", is_demo=True) == []


def test_everybody_charged_on_the_day_of_the_data_is_no_rate(tmp_path):
    cases = [case(f"F{i}", "2026-09-30", charged_on="2026-09-30") for i in range(6)]
    (row,) = figures(published(tmp_path, cases=cases), Scope(), ["criterion_charged_rate"])
    assert (row.k, row.n, row.value) == (6, 6, None)


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def test_three_numbers_are_answers_to_three_questions(tmp_path):
    cases = [case(f"F{i}", "2025-01-01", **(REACHED if i < 9 else {})) for i in range(12)]
    cases += [case(f"N{i}", "2026-06-01") for i in range(8)]
    warehouse = published(tmp_path, cases=cases)
    found = by_id(figures(warehouse, Scope(), counted.ids("completed")))
    main, lower, upper, expected, closed = (found[id_] for id_ in counted.ids("completed")[:5])
    agreed = warehouse.snapshot.settings
    judged, possible, forecast, ended = answers.lines(
        main, (lower, upper), expected, closed, agreed
    )
    assert plain(judged.told) == "9 ud af 12 (75 %, lille antal)"
    assert (possible.value, possible.low, possible.high) == (None, 9 / 20, 1.0)
    assert plain(possible.told) == "45 % til 100 %"
    assert {line.target for line in (judged, possible, forecast, ended)} == {0.75}
    assert judged.verdict == "kan ikke afgøres"
    assert [line.verdict for line in (possible, forecast, ended)] == ["", "", ""]
    assert forecast.more[-1].startswith("Prognosen")
    assert ended.value is None  # nine are too few for a share
    assert answers.sentence(main, expected, closed, agreed) == ""  # so there are no three numbers
    told = answers.sentence(main, replace(main, value=0.58), replace(main, value=0.7), agreed)
    assert plain(told) == (
        "75 % gælder dem, der er gamle nok, og tæller alt, der er sket til nu; 58 % tæller kun det, "
        "der sker i de første 12 måneder, ventet for alle startede; "
        "70 % gælder de afsluttede."
    )


def test_of_too_few_started_the_bounds_are_counts(tmp_path):
    warehouse = published(tmp_path, cases=[case(f"F{i}", "2025-01-01") for i in range(5)])
    found = by_id(figures(warehouse, Scope(), counted.ids("completed")))
    main, lower, upper, expected, closed = (found[id_] for id_ in counted.ids("completed")[:5])
    agreed = warehouse.snapshot.settings
    _judged, possible, *_rest = answers.lines(main, (lower, upper), expected, closed, agreed)
    assert (possible.told, possible.low, possible.high) == ("0–5 ud af 5", None, None)


def test_what_a_criterion_is_made_of_adds_up_with_those_who_did_not_reach_it(tmp_path):
    cases = [case(f"F{i}", "2025-01-01", **(REACHED if i < 9 else {})) for i in range(12)]
    rows = figures(published(tmp_path, cases=cases), Scope(), counted.ids("completed"))
    main = by_id(rows)["criterion_completed"]
    bar = composition.bar(main, composition.parts("completed", rows))
    assert bar["total_label"] == "n = 12"
    assert sum(part["value"] for part in bar["parts"]) == 12
    assert (bar["parts"][0]["label"], bar["parts"][-1]["label"]) == (
        "alle tre faser gennemført 9", "ikke nået 3",
    )  # fmt: skip
    assert composition.sentence(bar).endswith("n = 12: alle tre faser gennemført 9 og ikke nået 3.")
    assert [part["tone"] for part in bar["parts"]] == [0, None]  # nobody has another part
    for colours in (LIGHT, DARK):
        assert len(set(colours.parts)) >= len(composition.PARTS["completed"])


@pytest.mark.parametrize("name", NAMES)
def test_the_measured_page_is_the_page(tmp_path, name):
    from tests.bench import criteria_page

    cases = [case(f"F{i}", "2025-01-01") for i in range(3)] + [case("G", "2026-09-01")]
    assert criteria_page(published(tmp_path, cases=cases), Scope(), name) == 3


def test_what_may_be_said_of_a_promise_stands_in_sentences_of_their_own():
    row = row_of("criterion_charged", n=304, k=32, value=32 / 304, low=0.07, high=0.15, target=0.15,
                 target_verdict="good", target_status="official")  # fmt: skip
    told = plain(quoted.sentences(row, "KeepGoing · data til 30. september 2026", "Regler."))
    assert told.startswith(
        "Tiltalt under forløbet: 32 ud af 304 forløb (11 %; 95 %-interval 7–15 %); mål højst 15 %."
    )
    assert (
        "11 % er under grænsen, og forskellen er større, end tilfældigheder normalt giver." in told
    )
    assert "En tiltale er ikke en dom." in told
    assert told.endswith("Regler. KeepGoing · data til 30. september 2026.")
    assert quoted.sentences(altered(row, n=9, k=1), "x", "") == ""
    # some of the courses alone, or one municipality's, are for nobody to publish
    for within in (
        {"municipality_code": "0461"},
        {"programme": "mentor"},
        {"period_from": date(2025, 1, 1), "period_to": date(2025, 12, 31)},
    ):
        assert quoted.sentences(altered(row, **within), "x", "") == ""
    # where what is not measured decides, it is said
    progress = row_of("criterion_progress", n=286, k=172, value=172 / 286, low=0.54, high=0.66, target=0.5,
                      target_verdict="cannot_tell", target_status="official", note="coverage:20")  # fmt: skip
    assert "regnes de, der ikke er målt" in quoted.sentences(progress, "x", "")
    hidden = altered(row, k=None, value=None, low=None, high=None)
    assert quoted.sentences(hidden, "x", "") == ""
