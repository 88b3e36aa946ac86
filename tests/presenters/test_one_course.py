"""One course in words: its facts, its days, and the sentence about its life wheel."""

from datetime import date

import pytest

from dashboard.charts import course_charts, wheel_charts
from dashboard.charts.grammar import DARK, LIGHT
from dashboard.foundation import schema, words
from dashboard.presenters import course_timeline, one_course

NB = "\N{NO-BREAK SPACE}"
DATA_TO = date(2026, 9, 30)


def round_(*scores: int | None, phase: str = "start", on: date = date(2026, 1, 5)) -> dict:
    return dict(zip(schema.WHEEL_DOMAINS, scores, strict=True)) | {
        "phase": phase,
        "answered_on": on,
    }


def course(**given) -> dict:
    return {
        "case_id": "F1", "citizen_id": "B1", "other_courses": None,
        "municipality_code": "0360", "programme": "mentor", "mentor_id": None,
        "started_on": date(2026, 1, 1), "ended_on": None, "end_reason": None, "weeks": 38.86,
        "goals_agreed_on": None, "roles_agreed_on": None, "mentor_task": None, "mentor_wish_met": None,
        **{f"need_{need}": None for need in schema.NEEDS}, "phase_2_on": None,
        "phase_3_on": None, "phases_completed_on": None, "count_held": 1,
        "count_held_meetings": 1, "count_no_show_meetings": 2,
    } | given  # fmt: skip


def day(lane: str, kind: str, on: str = "2026-02-01", **given) -> dict:
    return {"lane": lane, "kind": kind, "on_day": date.fromisoformat(on), "channel": None,
            "topic": None, "minutes": None} | given  # fmt: skip


# housing, leisure, health, social, family, economy, education, success
@pytest.mark.parametrize(
    "wheels, told",
    [
        ([], "Der er intet gyldigt livshjul i forløbet endnu."),
        (
            [round_(5, 5, 5, 5, 5, 3, None, 3)],
            "Ét livshjul indtil nu. Oplagt at tale om: økonomi og succes, som ligger lavest (3).",
        ),
        (
            [round_(3, 3, 3, 3, 3, 3, 5, 5), round_(9, 9, 9, 9, 9, 9, 9, 9), round_(4, 4, 4, 4, 4, 6, 3, 5)],
            "Fra første til sidste livshjul: 6 op, 1 ned, 1 uændret; størst ændring: økonomi 3 point op. "
            "Oplagt at tale om: uddannelse (2 point ned).",
        ),
        (
            [round_(3, 3, 3, 3, 3, 3, 3, 3), round_(4, 4, 4, 4, 4, 4, 4, 3)],
            "Fra første til sidste livshjul: 7 op, 0 ned, 1 uændret; størst ændring: bolig 1 point op, fritid "
            "1 point op, helbred 1 point op, netværk 1 point op, familie 1 point op, økonomi 1 point op og "
            "uddannelse 1 point op. Intet er gået ned. Oplagt at tale om: succes, som ligger lavest (3).",
        ),
        (
            [round_(*[5] * 8), round_(*[5] * 8)],
            "Fra første til sidste livshjul: 0 op, 0 ned, 8 uændret. Intet er gået ned. Oplagt at tale om: "
            "bolig, fritid, helbred, netværk, familie, økonomi, uddannelse og succes, som ligger lavest (5).",
        ),
        (
            [round_(None, None, 5, 5, 5, 5, 5, 5), round_(5, 5, 5, 5, 5, 5, 5, None)],
            "Første og sidste livshjul har for få områder til fælles til at blive sammenlignet.",
        ),
    ],
)  # fmt: skip
def test_the_sentence_about_the_wheel(wheels, told):
    assert one_course.wheel_sentence(wheels) == told


def test_a_domain_that_was_skipped_once_is_no_change():
    first = round_(1, 5, 5, 5, 5, 5, 5, 5)
    last = round_(None, 5, 5, 5, 5, 5, 5, 6)
    assert one_course.wheel_sentence([first, last]).startswith(
        "Fra første til sidste livshjul: 1 op, 0 ned, 6 uændret, 1 ikke målt begge gange; størst ændring: succes"
    )


def test_the_sentence_in_english_knows_one_point_from_two():
    with words.speaking("en"):
        told = one_course.wheel_sentence([round_(5, *[5] * 7), round_(4, 7, *[5] * 6)])
    assert told == (
        "From the first life wheel to the last: 1 up, 1 down, 6 unchanged; largest change: leisure "
        "2 points up. Worth talking about: housing (1 point down)."
    )


def test_the_facts_say_what_is_not_known_and_what_waits():
    reason = {
        "reason": "no_shows",
        "times": 3,
        "phase": None,
        "since": date(2026, 9, 1),
        "days": 29,
    }
    told = {row[""]: row[" "] for row in one_course.facts(course(), [reason])}
    assert (
        told["Kræver opfølgning"]
        == f"3 udeblivelser i træk, siden 1.{NB}september{NB}2026 (29 dage)"
    )
    assert told["Mentor"] == "ikke oplyst"
    assert (told["Borger"], told["Borgerens andre forløb"]) == ("B1", "ingen")
    assert told["Skriftlige mål aftalt"] == "nej"
    assert told["Afsluttet"] == "nej, i gang"
    assert told["Møder"] == "1 afholdt, 2 udeblivelser"
    order = (
        "Behov i bestillingen",
        "Mentors opgave",
        "Ønske til mentor opfyldt",
        "Rollefordeling aftalt",
    )
    assert [told[key] for key in order] == ["ikke oplyst"] * 3 + ["ingen dato"]
    given = {"need_debt": True, "need_gang": True, "need_housing": False, "mentor_task": "social",
             "mentor_wish_met": False, "roles_agreed_on": date(2026, 2, 1)}  # fmt: skip
    told = {row[""]: row[" "] for row in one_course.facts(course(**given), [])}
    assert [told[key] for key in order] == [
        "gæld og banderelation", "Udfordringer uden for arbejde og uddannelse", "nej",
        f"1.{NB}februar{NB}2026",
    ]  # fmt: skip
    told = {row[""]: row[" "] for row in one_course.facts(course(need_debt=False), [])}
    assert told["Behov i bestillingen"] == "ingen oplyst"
    ended = course(other_courses=["F2", "F3"], ended_on=date(2026, 5, 1), end_reason="flexjob")
    told = {row[""]: row[" "] for row in one_course.facts(ended, [])}
    assert told["Kræver opfølgning"] == "nej"
    assert told["Borgerens andre forløb"] == "F2, F3"
    assert told["Afsluttet"] == f"1.{NB}maj{NB}2026, fleksjob"


def test_each_kind_of_day_has_its_words():
    told = [list(row.values()) for row in course_timeline.day_table([
        day("contact", "held", channel="meeting", topic="housing", minutes=60.0),
        day("contact", "no_show", channel="meeting"),
        day("contact", "cancelled", channel="phone"),
        day("wheel", "phase_2"),
        day("wheel", "closing"),
        day("charge", "charged"),
        day("phase", "ended"),
        day("document", "status_report", state="done"),
        day("document", "cooperation_meeting", state="late"),
        day("document", "exit_interview", state="missing"),
        day("activity", "art", state="no_show", minutes=30.0),
    ])]  # fmt: skip
    assert [row[1:] for row in told] == [
        ["Møde, afholdt", "60 minutter, bolig"],
        ["Møde, borgeren udeblev", ""],
        ["Telefon, aflyst", ""],
        ["Livshjul, fase Parat", ""],
        ["Livshjul, ved afslutningen", ""],
        ["Tiltalt (en tiltale er ikke en dom)", ""],
        ["Afsluttet", ""],
        ["Statusrapport, gjort", ""],
        ["Samarbejdsmøde, gjort efter fristen", ""],
        ["Afsluttende samtale, ikke gjort, havde frist", ""],
        ["ART (vredeshåndtering), borgeren udeblev", "30 minutter"],
    ]
    assert told[0][0] == date(2026, 2, 1)


def test_the_sentence_below_the_timeline_names_each_event():
    days = [
        day("phase", "start"),
        day("event", "goals_agreed", "2026-01-09"),
        day("charge", "charged"),
    ]
    assert course_timeline.timeline_sentence(course(), days) == (
        "1 afholdt kontakt på 38 uger; 2 udeblivelser fra møder. "
        f"Skriftlige mål aftalt: 9.{NB}januar{NB}2026. "
        f"Tiltalt (en tiltale er ikke en dom): 1.{NB}februar{NB}2026."
    )


@pytest.mark.parametrize(
    "given, spans",
    [
        ({}, [("Klar", "2026-01-01", "2026-10-01")]),
        (
            {"phase_2_on": date(2026, 3, 1), "phase_3_on": date(2026, 5, 1),
             "phases_completed_on": date(2026, 7, 1), "ended_on": date(2026, 8, 1)},
            [("Klar", "2026-01-01", "2026-03-01"), ("Parat", "2026-03-01", "2026-05-01"),
             ("Start", "2026-05-01", "2026-07-01"), ("gennemført", "2026-07-01", "2026-08-02")],
        ),
        (
            {"phase_3_on": date(2026, 5, 1)},  # phase 2 has no date
            [("Klar", "2026-01-01", "2026-05-01"), ("Start", "2026-05-01", "2026-10-01")],
        ),
    ],
)  # fmt: skip
def test_each_phase_lasts_until_the_next(given, spans):
    found = course_timeline.timeline(course(**given), [], DATA_TO)["spans"]
    assert [(span["label"], span["from"], span["to"]) for span in found] == spans


def test_only_lanes_with_something_on_them_are_drawn():
    days = [
        day("phase", "start"),
        day("contact", "held", channel="phone"),
        day("wheel", "start"),
    ]
    found = course_timeline.timeline(course(), days, DATA_TO)
    assert [lane["lane"] for lane in found["lanes"]] == ["phase", "held", "wheel"]
    assert [(point["lane"], point["is_dot"]) for point in found["points"]] == [
        ("held", False), ("wheel", True),
    ]  # fmt: skip


def test_a_timeline_writes_a_phases_name_only_where_it_has_room():
    given = {"phase_2_on": date(2026, 9, 20)}
    records = course_timeline.timeline(course(**given), [day("wheel", "start")], DATA_TO)
    spec = course_charts.timeline(records, LIGHT)
    klar, parat = spec["datasets"]["spans"]
    assert klar["share"] == pytest.approx(262 / 273)
    assert parat["share"] == pytest.approx(11 / 273)
    assert [point["row"] for point in spec["datasets"]["points"]] == [1]
    (named,) = [layer for layer in spec["layer"] if "share" in str(layer.get("transform"))]
    assert named["mark"]["type"] == "text"
    assert spec["layer"][1]["encoding"]["x"]["scale"]["type"] == "utc"


def test_the_wheel_has_a_line_a_round_and_tells_each_domains_scores():
    wheels = [round_(3, 5, *[None] * 6), round_(4, None, *[None] * 6), round_(2, None, *[None] * 6)]
    wheels = [each | {"answered_on": date(2026, month, 1)} for month, each in enumerate(wheels, 1)]
    records = one_course.wheel_records(wheels)
    assert len(records) == 3 * 8
    assert len({record["round"] for record in records}) == 3
    assert [(r["domain"], r["value"], r["value_label"]) for r in records[-8:-5]] == [
        ("Bolig", 2, "3 → 4 → 2"), ("Fritid", None, "5"), ("Helbred", None, ""),
    ]  # fmt: skip
    spec = wheel_charts.wheel(records, DARK)
    assert len(spec["datasets"]["rounds"]) == 3


def test_the_table_of_rounds_leaves_a_skipped_domain_empty():
    (line,) = one_course.wheel_table([round_(3, None, 5, 5, 5, 5, 5, 5, phase="closing")])
    assert (line["Hvornår"], line["Bolig"], line["Fritid"]) == ("ved afslutningen", "3", "")
