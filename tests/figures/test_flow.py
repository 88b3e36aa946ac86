"""The way through the phases, the match and the two views of one change: counts, rules and words."""

from datetime import date, timedelta

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard import statistics
from dashboard.catalogue.flow_figures import LEFT_FOR
from dashboard.catalogue.scope import Scope
from dashboard.charts import flow_charts
from dashboard.charts.grammar import DARK, LIGHT
from dashboard.figures import figures
from dashboard.foundation import queries, schema, words
from dashboard.presenters import differences, flow
from dashboard.presenters.section import by_id
from dashboard.wording import figure_words
from tests.builders import answer, case, contact, days_after, frames, published
from tests.figures import naive_flow

DATA_TO = date(2026, 9, 30)
NB = "\N{NO-BREAK SPACE}"


def in_scope(warehouse, **scope):
    return by_id(figures(warehouse, Scope(**scope)))


@st.composite
def courses(draw):
    """A course with any of its phases skipped, any date after the data's last day, or closed."""
    days = sorted(draw(st.lists(st.integers(0, 500), min_size=5, max_size=5)))
    started = DATA_TO - timedelta(days=400)
    dates = [started + timedelta(days=day) for day in days]
    known = [draw(st.booleans()) for _ in dates]
    ended = dates[4] if known[4] and dates[4] <= DATA_TO else None
    later = [day if is_known else None for day, is_known in zip(dates[1:4], known, strict=False)]
    return {
        "started_on": dates[0] if dates[0] <= DATA_TO else DATA_TO,
        **dict(zip(("phase_2_on", "phase_3_on", "phases_completed_on"), later, strict=True)),
        "ended_on": ended,
        "end_reason": draw(st.sampled_from(schema.END_REASONS)) if ended else None,
    }


def asked(cases: list[dict], name: str):
    """A query's rows over cases alone, without publishing."""
    con = duckdb.connect()
    con.register("all_cases", frames(cases=cases)["cases"])
    con.table("all_cases").create_view("cases")
    queries.run(con, "derived/phases", {"data_to": DATA_TO}).create_view("phases")
    con.execute(queries.MACROS)
    con.execute(
        queries.sql("macros/asked_under_way").partition(
            "create or replace macro asked_of_meetings"
        )[0]
    )
    given = Scope().parameters() | {"data_to": DATA_TO}
    return queries.run(con, name, given).fetchall()


@settings(max_examples=60, deadline=None)
@given(st.lists(courses(), max_size=12))
def test_the_counts_of_the_flow_close(drawn):
    cases = [case(f"F{i}", **row) for i, row in enumerate(drawn)]
    found = dict(asked(cases, "flow_counts"))
    count = lambda phase, event: found[f"flow_{phase}_{event}_count"]  # noqa: E731
    for phase in flow.PHASES:
        parts = [count(phase, event) for event in ("open", "left", "moved_on")]
        assert count(phase, "entered") == sum(parts)
        assert count(phase, "left") == sum(count(phase, f"left_{code}") for code in LEFT_FOR)
    assert count("klar", "entered") == len(cases)
    # who went on from a phase is in the next one, or went past it
    beyond_klar = count("klar", "moved_on")
    beyond_parat = count("parat", "moved_on") + count("parat", "skipped")
    assert beyond_klar == count("parat", "entered") + count("parat", "skipped")
    assert beyond_parat == count("start", "entered") + count("start", "skipped")
    assert found["flow_completed_count"] == count("start", "moved_on") + count("start", "skipped")


@settings(max_examples=30, deadline=None)
@given(st.lists(courses(), max_size=12))
def test_the_time_in_a_phase_is_told_of_everyone_who_entered_it(drawn):
    cases = [case(f"F{i}", **row) for i, row in enumerate(drawn)]
    counts = dict(asked(cases, "flow_counts"))
    days = asked(cases, "flow_days")
    assert all(length >= 0 for _phase, length, *_ in days)
    for phase in flow.PHASES:
        mine = [row for row in days if row[0] == phase]
        assert sum(still for *_, still in mine) == counts[f"flow_{phase}_open_count"]
        assert sum(left for *_, left, _still in mine) == (
            counts[f"flow_{phase}_left_count"] + counts[f"flow_{phase}_moved_on_count"]
        )


def test_a_skipped_phase_and_a_date_to_come_by_hand(tmp_path):
    cases = [
        case("F1", "2026-01-01", phase_3_on="2026-03-02"),  # straight from Klar to Start
        case("F2", "2026-01-01", phases_completed_on="2026-05-01", ended_on="2026-05-02",
             end_reason="completed"),
        case("F3", "2026-01-01", phase_2_on="2026-12-01"),  # planned, not yet so
        case("F4", "2026-01-01", ended_on="2026-01-31", end_reason="completed"),
        case("F5", "2026-01-01", phase_2_on="2026-02-01", ended_on="2026-02-01", end_reason="flexjob"),
    ]  # fmt: skip
    found = in_scope(published(tmp_path, cases=cases))
    value = lambda name: found[f"flow_{name}"].value  # noqa: E731
    klar = [value(f"klar_{e}_count") for e in ("entered", "open", "left", "moved_on")]
    assert klar == [5, 1, 1, 3]
    assert value("klar_left_completed_count") == 1
    parat = [value(f"parat_{e}_count") for e in ("entered", "open", "left", "moved_on")]
    assert parat == [1, 0, 1, 0]
    assert value("parat_left_job_or_education_count") == 1
    start = [value(f"start_{e}_count") for e in ("entered", "open", "left", "moved_on")]
    assert start == [1, 1, 0, 0]
    assert (value("parat_skipped_count"), value("start_skipped_count")) == (2, 1)
    assert value("completed_count") == 1
    assert value("parat_months") == 0  # it began and ended on one day
    assert value("klar_months") == pytest.approx(60 / 30.4375)  # after 30, 31, 60, 120 and 272+
    assert (value("start_months"), found["flow_start_months"].notes.text) == (
        None,
        f"longer_than:{212 / 30.4375}",
    )
    assert flow.skipped(found) == (
        "En fase uden dato er sprunget over: Parat i 2 forløb, Start i 1. De er talt som gået videre "
        "fra fasen før."
    )


def coping(mentors: tuple[int, int, int], citizens: tuple[int, int, int]) -> list[dict]:
    """So many who said yes, no and don't know, of mentors and of citizens."""
    return [
        answer(f"{who}{code}{i}", "better_at_challenges", code, instrument="coping", respondent=who)
        for who, counts in (("mentor", mentors), ("citizen", citizens))
        for code, count in zip(("yes", "no", "dont_know"), counts, strict=True)
        for i in range(count)
    ]


@pytest.mark.parametrize(
    "mentors, citizens, difference, beside, told",
    [
        ((28, 7, 5), (10, 15, 15), "above", "cannot_tell", "44 procentpoint på landsplan, 45"),
        ((40, 7, 3), (35, 10, 5), "cannot_tell", "below", "ikke afgøres, om de svarer forskelligt"),
        ((60, 0, 0), (2, 58, 0), "above", "above", "Forskellen er større hos os end på landsplan"),
        ((10, 30, 0), (36, 4, 0), "below", "below", "hos os siger de det sjældnere"),
        ((24, 6, 0), (496, 304, 0), "borderline", "below", "lige på grænsen"),
        ((9, 0, 0), (10, 15, 15), "too_few", "too_few", "Hos os har for få svaret"),
    ],
)
def test_the_gap_between_mentors_and_citizens(
    tmp_path, mentors, citizens, difference, beside, told
):
    found = in_scope(published(tmp_path, survey=coping(mentors, citizens)))
    gap = found["perception_gap"]
    n_mentor, n_citizen = sum(mentors), sum(citizens)
    assert gap.value == pytest.approx(mentors[0] / n_mentor - citizens[0] / n_citizen)
    assert (gap.unit, gap.n, gap.k) == ("share", min(n_mentor, n_citizen), None)
    assert gap.notes.text == (
        f"n_mentor {n_mentor}; n_citizen {n_citizen}; difference:{difference}"
    )
    assert gap.low < gap.value < gap.high
    assert gap.comparison.codes == ["yardstick_age:11", "computed"]
    assert (gap.comparison.value, gap.comparison.comparability) == (0.44, "B")
    assert gap.comparison.verdict == beside
    both = [found[id_] for id_ in differences.PERCEPTION_IDS]
    assert told in differences.perception(both).replace(NB, " ")
    if difference == "too_few":
        assert "procentpoint" not in figure_words.value(gap)  # nine make no percentages
        assert figure_words.of_n(gap) == "n = 9 og 40"


def test_the_whole_band_of_the_national_gap_must_lie_outside(tmp_path):
    # 43 to 45 points: an interval that ends at 43.6 leaves it open, one that ends at 42.8 does not
    for yes, high, beside in ((76, 0.428, "below"), (77, 0.436, "cannot_tell")):
        survey = coping((yes, 120 - yes, 0), (38, 82, 0))
        (gap,) = figures(published(tmp_path / beside, survey=survey), Scope(), ["perception_gap"])
        assert gap.high == pytest.approx(high, abs=5e-4)
        assert gap.comparison.verdict == beside


@pytest.mark.parametrize(
    "mentors, citizens", [((3, 0, 20), (10, 15, 15)), ((28, 7, 5), (2, 2, 0)), ((0, 4, 0), (9, 9, 9))]
)  # fmt: skip
def test_a_gap_is_not_shown_where_one_of_its_shares_is_not(tmp_path, mentors, citizens):
    found = in_scope(published(tmp_path, survey=coping(mentors, citizens)))
    gap = found["perception_gap"]
    assert gap.suppressed is True
    assert [gap.k, gap.value, gap.low, gap.high] == [None] * 4
    assert gap.comparison.verdict in (None, "too_few")
    assert not gap.notes.difference  # the verdict would tell the sign
    assert figure_words.value(gap) == "vises ikke"
    both = [found[id_] for id_ in differences.PERCEPTION_IDS]
    assert differences.perception(both).endswith("For få svar til at vise dem.")


def test_without_answers_there_is_no_gap(tmp_path):
    found = in_scope(published(tmp_path, cases=[case()]))
    gap = found["perception_gap"]
    assert (gap.n, gap.value, gap.suppressed, gap.comparison.verdict) == (
        0, None, False, None,
    )  # fmt: skip
    both = [found[id_] for id_ in differences.PERCEPTION_IDS]
    assert differences.perception(both).endswith("Hos os mangler svar.")


def about_one_course(both: int, mentor: int, citizen: int, neither: int) -> dict[str, list[dict]]:
    """So many courses where both say yes, the mentor or the citizen alone, or neither does."""
    ways = [("yes", "yes")] * both + [("yes", "no")] * mentor
    ways += [("dont_know", "yes")] * citizen + [("no", "dont_know")] * neither
    survey = [
        answer(f"{who}{i:03}", "better_at_challenges", said, instrument="coping", respondent=who, case_id=f"F{i:03}")
        for i, way in enumerate(ways)
        for who, said in zip(("mentor", "citizen"), way, strict=True)
    ]  # fmt: skip
    return {"cases": [case(f"F{i:03}") for i in range(len(ways))], "survey": survey}


def paired_rows(warehouse):
    found = in_scope(warehouse)
    return [found[id_] for id_ in differences.PAIRED_IDS]


def test_what_both_say_of_one_course(tmp_path):
    # Fagerland, Lydersen & Laake 2014: 59, 6, 16, 80; the mentor's yeses less the citizen's
    rows = paired_rows(published(tmp_path, **about_one_course(59, 16, 6, 80)))
    assert [(row.k, row.n) for row in rows[:-1]] == [(59, 161), (16, 161), (6, 161), (80, 161)]
    gap = rows[-1]
    assert (gap.n, gap.k, gap.value) == (161, None, pytest.approx(10 / 161))
    assert (gap.low, gap.high) == pytest.approx((0.0054, 0.1240), abs=5e-5)
    assert differences.paired(rows).replace(NB, " ") == (
        "I 161 forløb har både borger og mentor svaret: begge siger ja i 59, kun mentoren i 16, kun borgeren i 6 "
        "og ingen af dem i 80. Forskel 6 procentpoint, 95 %-interval 1–12 procentpoint. Det er lige på grænsen, om "
        "mentoren oftere siger ja om det samme forløb; tallene kan ikke afgøre det."
    )
    assert [part["part_label"] for part in differences.paired_parts(rows)] == [
        "begge ja 59", "kun mentor ja 16", "kun borger ja 6", "ingen ja 80",
    ]  # fmt: skip
    assert figure_words.grounds(gap).replace(NB, " ") == "6 procentpoint (n = 161)"


def test_of_several_answers_of_one_the_last_in_the_period_counts(tmp_path):
    export = about_one_course(5, 0, 0, 0)
    export["survey"] += [
        answer("later", "better_at_challenges", "no", instrument="coping", respondent="mentor",
               case_id="F000", answered_on="2025-09-01")
    ]  # fmt: skip
    warehouse = published(tmp_path, **export)
    assert [row.k for row in paired_rows(warehouse)] == [4, 0, 1, 0, None]
    before = Scope(period_to=date(2025, 8, 31))
    assert [row.k for row in figures(warehouse, before, differences.PAIRED_IDS)] == [
        5,
        0,
        0,
        0,
        None,
    ]


def test_few_pairs_are_not_shown_and_fewer_than_ten_make_no_verdict(tmp_path):
    few = paired_rows(published(tmp_path / "4", **about_one_course(1, 2, 1, 0)))
    assert all(row.suppressed and row.k is row.value is row.low is None for row in few)
    assert differences.paired_parts(few) == []
    assert differences.paired(few).startswith("For få svar til at vise")
    nine = paired_rows(published(tmp_path / "9", **about_one_course(3, 4, 1, 1)))
    assert differences.paired(nine).endswith(
        "og ingen af dem i 1. Der er for få forløb, hvor begge har svaret, til en vurdering."
    )
    assert "%" not in differences.paired(nine)
    alone = about_one_course(0, 0, 0, 1)
    none = published(tmp_path / "0", cases=alone["cases"], survey=alone["survey"][:1])
    assert (
        differences.paired(paired_rows(none)) == "Ingen forløb har svar fra både borger og mentor."
    )


def test_pairs_are_not_shown_where_a_share_of_them_is_not(tmp_path):
    """Twenty citizens answered, three of them with yes or no: these three are not told of in pairs either."""
    export = about_one_course(3, 0, 0, 0)
    more = about_one_course(0, 0, 0, 20)["survey"]
    export["cases"] = about_one_course(0, 0, 0, 20)["cases"]
    export["survey"] += [row for row in more if row["case_id"] > "F002"]
    for row in export["survey"]:
        if row["respondent"] == "citizen" and row["case_id"] > "F002":
            row["answer"] = "dont_know"
    rows = paired_rows(published(tmp_path, **export))
    assert rows[0].n == 20
    assert all(row.suppressed and row.k is None for row in rows)


@given(
    st.tuples(st.integers(1, 80), st.integers(1, 80)).flatmap(
        lambda n: st.tuples(
            st.integers(0, n[0]), st.just(n[0]), st.integers(0, n[1]), st.just(n[1])
        )
    )
)
def test_the_verdict_of_a_difference_is_the_naive_one(counts):
    limits = statistics.newcombe(*counts)
    assert statistics.difference_verdict(*counts) == naive_flow.told_apart(*counts, limits)


def matched(met: tuple[int, int], not_met: tuple[int, int]) -> dict[str, list[dict]]:
    """Closed courses (k to a job of n), with one answer about the chemistry each."""
    cases, survey = [], []
    for wish, (k, n) in ((True, met), (False, not_met)):
        for i in range(n):
            id_ = f"F{wish}{i}"
            reason = "employment" if i < k else "withdrew"
            cases.append(case(id_, ended_on=days_after("2025-01-01", 90), end_reason=reason,
                              mentor_wish_met=wish))  # fmt: skip
            said = "good" if i < k else "none"
            survey.append(answer(f"S{id_}", "chemistry", said, case_id=id_))
    survey.append(answer("S-anonymous", "chemistry", "none"))  # belongs to no wish
    return {"cases": cases, "survey": survey}


def line(gap, found):
    told = differences.line(gap, found, ("Ønske opfyldt", "Ikke opfyldt"))
    return {key: cell.replace(NB, " ") for key, cell in told.items()}


def test_the_match_in_rows_and_words(tmp_path):
    found = in_scope(published(tmp_path, **matched((56, 70), (48, 80))))
    for outcome in ("chemistry_good", "job_or_education"):
        assert found[f"{outcome}_wish_met_share"].k == 56
        gap = found[f"{outcome}_wish_gap"]
        assert (gap.value, gap.n, gap.notes.text) == (
            pytest.approx(0.2), 70, "n_met 70; n_not_met 80; difference:above",
        )  # fmt: skip
        # Newcombe 1998, table II
        assert (gap.low, gap.high) == pytest.approx((0.0524, 0.3339), abs=5e-5)
        assert list(line(gap, found).values())[1:] == [
            "56 ud af 70 (80 %)", "48 ud af 80 (60 %)", "20 procentpoint (5–33)",
            "Højere i den første gruppe; forskellen er større, end tilfældigheder normalt giver.",
        ]  # fmt: skip
    left = found["withdrew_wish_gap"]
    assert left.notes.difference == "below"
    assert line(left, found)["Vurdering"].startswith("Lavere i den første gruppe;")


def test_few_matches_make_no_percentages_and_no_verdict(tmp_path):
    found = in_scope(published(tmp_path, **matched((9, 40), (5, 9))))
    gap = found["job_or_education_wish_gap"]
    assert line(gap, found) == {
        "Udfald": "Job, uddannelse eller fleksjob", "Ønske opfyldt": "9 ud af 40 (23 %)",
        "Ikke opfyldt": "5 ud af 9", "Forskel": "",
        "Vurdering": "For få i den ene gruppe til en vurdering.",
    }  # fmt: skip
    assert figure_words.grounds(gap) == "vises ikke (n = 40 og 9)"


def test_few_answers_hide_both_sides_of_the_chemistry_and_nothing_else(tmp_path):
    found = in_scope(published(tmp_path, **matched((20, 40), (1, 4))))
    for name in ("met_share", "not_met_share", "gap"):
        assert found[f"chemistry_good_wish_{name}"].suppressed is True
        assert found[f"chemistry_good_wish_{name}"].value is None
        assert found[f"job_or_education_wish_{name}"].suppressed is False
    gap = found["chemistry_good_wish_gap"]
    assert list(line(gap, found).values())[1:] == [
        "vises ikke (n = 40)", "vises ikke (n = 4)", "", "",
    ]  # fmt: skip
    assert found["chemistry_good_share"].suppressed is False


def test_contacts_belong_to_the_phase_of_their_day(tmp_path):
    course = case("F1", "2026-01-01", phase_2_on="2026-03-01", phase_3_on="2026-05-01",
                  phases_completed_on="2026-07-01")  # fmt: skip
    contacts = [
        contact("K1", at="2026-02-28 10:00", topic="housing"),
        contact("K2", at="2026-03-01 10:00", topic="health"),  # the first day of Parat
        contact("K3", at="2026-03-05 10:00", topic="housing"),
        contact("K4", at="2026-03-06 10:00", outcome="no_show", topic="economy"),
        contact("K5", at="2026-07-01 10:00", topic="leisure"),  # all phases are completed
    ]
    warehouse = published(tmp_path, cases=[course], contacts=contacts)
    for scope in ({}, {"period_from": date(2026, 1, 1), "period_to": date(2026, 9, 30)}):
        found = in_scope(warehouse, **scope)
        share = lambda name: found[f"{name}_share"].value  # noqa: E731, B023
        assert (share("topic_housing_klar"), share("topic_housing_parat")) == (1, 0.5)
        assert found["topic_housing_start_share"].n == 0
        assert share("attendance_parat") == pytest.approx(2 / 3)
        assert share("topic_leisure_parat") == 0
        assert share("topic_leisure") == 0.25  # still a contact of the course
    march = in_scope(warehouse, period_from=date(2026, 3, 2), period_to=date(2026, 3, 20))
    assert march["topic_housing_parat_share"].value == 1
    assert march["attendance_parat_share"].value == 0.5
    assert march["topic_housing_klar_share"].n == 0


def test_referral_to_start_counts_the_last_day_in(tmp_path):
    cases = [
        case(f"F{wait}", "2026-01-31", referred_on=days_after("2026-01-31", -wait))
        for wait in (0, 7, 8, 14, 28, 29)
    ] + [case("F-unknown", "2026-01-31")]
    found = in_scope(published(tmp_path, cases=cases))
    within = [found[f"referral_within_{days}_days_share"] for days in (7, 14, 28)]
    assert [(row.k, row.n) for row in within] == [(2, 6), (4, 6), (5, 6)]


@pytest.fixture(scope="module")
def few(tmp_path_factory):
    return in_scope(published(tmp_path_factory.mktemp("few"), cases=[
        case("F1", "2026-01-01", phase_2_on="2026-03-01"),
        case("F2", "2026-01-01", ended_on="2026-02-01", end_reason="withdrew"),
    ]))  # fmt: skip


@pytest.fixture(scope="module")
def ten(tmp_path_factory):
    cases = [case(f"F{i}", "2026-01-01", phase_2_on="2026-03-01") for i in range(9)]
    left = case("F9", "2026-01-01", ended_on="2026-02-01", end_reason="withdrew")
    return in_scope(published(tmp_path_factory.mktemp("ten"), cases=[*cases, left]))


def test_of_too_few_there_is_a_sentence_and_no_picture(few):
    assert (flow.bars(few), flow.ended_bars(few), flow.trails(few)) == ([], [], [])


def test_every_part_of_a_bar_is_named_with_its_count_also_none(ten):
    for colours in (LIGHT, DARK):
        spec = flow_charts.stacked_counts(flow.bars(ten), colours)
        parts, bars = spec["datasets"]["rows"], spec["datasets"]["bars"]
        klar = [part for part in parts if part["row"] == 0]
        assert [part["label"] for part in klar] == [
            "9 gik videre", "0 er der endnu", "1 sluttede her",
        ]  # fmt: skip
        assert [(part["from"], part["to"]) for part in klar] == [(0, 9), (9, 9), (9, 10)]
        assert {part["fill"] for part in parts} <= {*colours.scale, colours.apart}
        assert [bar["name"] for bar in bars] == [
            "Klar",
            "Parat",
            "Start",
            "Alle tre faser gennemført",
        ]
        assert {p["name"]: p["value"] for p in spec["params"]}["widest"] == 10
        assert [mark for layer in spec["layer"] for mark in [layer["mark"]["type"]]] == [
            "text", "text", "bar", "text", "text",
        ]  # fmt: skip


def test_bars_of_nobody_can_be_drawn():
    nobody = {"name": "Klar", "total_label": "0", "parts": [{"value": 0, "label": "0", "tone": 0}]}
    spec = flow_charts.stacked_counts([nobody], LIGHT)
    assert {p["name"]: p["value"] for p in spec["params"]}["widest"] == 1
    assert flow_charts.stacked_counts([], LIGHT)["height"] == 0


def test_a_trail_grows_and_leaves_out_what_is_not_known():
    record = {"label": "bolig", "value_label": "8 % → for få → 7 %", "values": [0.08, None, 0.07]}
    spec = flow_charts.trails([record], DARK)
    whole = flow_charts.trails([record | {"values": [1.0]}], DARK)
    assert {p["name"]: p["value"] for p in whole["params"]}["last"] == 1  # a share ends at 100 %
    assert spec["datasets"]["dots"] == [
        {"row": 0, "value": 0.08, "size": flow_charts.SIZES[0]},
        {"row": 0, "value": 0.07, "size": flow_charts.SIZES[2]},
    ]
    (row,) = spec["datasets"]["rows"]
    assert (row["least"], row["most"]) == (0.07, 0.08)
    unknown = flow_charts.trails([record | {"values": [None] * 3}], LIGHT)
    assert unknown["datasets"]["rows"][0]["least"] is None
    assert unknown["datasets"]["dots"] == []


def test_the_flow_in_words(few):
    assert flow.reached(few) == (
        "0 af de 2 forløb, der begyndte i Klar, har gennemført alle tre faser."
    )
    assert flow.where_ended(few) == "1 forløb er sluttet undervejs, flest i Klar (1)."
    assert flow.skipped(few) == ""
    assert flow.topics(few) == "For få forløb med registrerede emner til at sige det."
    with words.speaking("en"):
        assert flow.where_ended(few) == "1 ended on the way, most of them in Klar (1)."


def test_nobody_started_is_said(tmp_path):
    nobody = in_scope(published(tmp_path))
    assert flow.reached(nobody) == "Ingen forløb er startet."
    assert flow.where_ended(nobody) == "Ingen forløb er sluttet undervejs."
    gap = nobody["withdrew_wish_gap"]
    assert list(line(gap, nobody).values())[1:] == ["ingen data"] * 2 + ["", ""]
