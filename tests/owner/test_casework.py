# ruff: noqa: F811 - the fixture of test_pages is named as it is used
"""The owner's two pages about single people: what they show, and that looking leaves a line."""

import csv
import io
import json
import os
import shutil
from datetime import date

import pytest

from dashboard.foundation import journal, words
from dashboard.owner import screen
from dashboard.presenters import rows_as_text
from dashboard.web import navigation
from tests import rows_on_a_page
from tests.builders import case, contact, published, wheel
from tests.owner.test_pages import open_page, said, texts  # noqa: F401
from tests.test_shape import MODULES, name_of, names_imported

HOSTILE = "F](x) <b>&=1"


@pytest.fixture
def data(tmp_path):
    """Three open courses: F1 has lost contact, F2 waits for nothing, F3 has a hostile number."""
    cases = [
        case(
            "F1",
            "2026-01-01",
            mentor_id="M1",
            goals_agreed_on="2026-01-09",
            phase_2_on="2026-09-20",
        ),
        case("F2", "2026-09-20", mentor_id="M2"),
        case(HOSTILE, "2026-08-01", mentor_id=HOSTILE, municipality_code="0376"),
    ]
    contacts = [
        contact("K1", "F1", "2026-08-01 10:00", topic="housing"),
        contact("K2", "F1", "2026-08-11 10:00", outcome="no_show"),
    ]
    survey = [
        *wheel("W1", "F1", "2026-01-05", 5),
        *wheel("W2", "F1", "2026-09-21", [7, 4, 6, 6, 6, 6, 6, 5], "phase_2"),
    ]
    published(tmp_path, data_to="2026-09-30", cases=cases, contacts=contacts, survey=survey)
    return tmp_path / "data"


def listed(app) -> list[str]:
    """The rows of the lists of courses on a page, without their headings."""
    return [
        line
        for line in rows_on_a_page.lines(app)
        if not line.startswith(("Forløb nr. · ", "KeepGoing · ")) and " · " in line
    ]


def openings(data) -> list[tuple[str, str]]:
    log = data / "access" / "log.jsonl"
    lines = log.read_text(encoding="utf-8").splitlines() if log.exists() else []
    return [(line["user"], line["case_id"]) for line in map(json.loads, lines)]


def test_the_list_says_who_waits_and_why_and_links_to_each(open_page, data):
    app = open_page(data, "opfoelgning")
    counts, mentors = (table.value for table in app.table)
    assert dict(zip(counts["Grund"], counts["Forløb"], strict=True)) == {
        "Udeblivelser i træk": "0", "Ingen afholdt kontakt": "2",
        "Tiltalt, mens forløbet er i gang": "0", "Mål ikke aftalt": "1", "Livshjul mangler": "1",
        "Dokument mangler": "ikke opgjort", "I gang længere end aftalt": "0", "Forløb, der kræver opfølgning": "2",
    }  # fmt: skip
    assert rows_on_a_page.ways(app) == {
        "F1": "forloebet?sag=F1",
        HOSTILE: "forloebet?sag=F%5D%28x%29%20%3Cb%3E%26%3D1",
    }
    assert [line.split(" · ")[:2] for line in listed(app)] == [
        ["F1", "Ingen afholdt kontakt (60 dage)"],
        [
            HOSTILE,
            "Ingen afholdt kontakt (60 dage); mål ikke aftalt (30 dage); intet livshjul i fase Klar (46 dage)",
        ],
    ]
    assert mentors["Mentor"].tolist() == ["F\\](x) \\<b\\>\\&=1", "M1", "M2"]
    assert openings(data) == []  # a list is no opening


def test_the_list_is_narrowed_by_reason_mentor_and_the_shared_filters(open_page, data):
    app = open_page(data, "opfoelgning")
    reasons = app.segmented_control(key="grund")
    assert reasons.options == [
        "Alle",
        "Ingen afholdt kontakt (2)",
        "Mål ikke aftalt (1)",
        "Livshjul mangler (1)",
    ]
    reasons.set_value("goals_missing").run()
    assert "Viser 1 af de 2 forløb, der kræver opfølgning." in said(app)
    assert [line.split(" · ")[1] for line in listed(app)] == [
        "Mål ikke aftalt (30 dage); ingen afholdt kontakt (60 dage); intet livshjul i fase Klar (46 dage)"
    ]
    app.selectbox(key="mentor").select("M1").run()
    assert app.info[0].value.startswith("Ingen af de forløb, der kræver opfølgning,")
    app.segmented_control(key="grund").set_value("alle").run()
    assert [line.split(" · ")[2] for line in listed(app)] == ["M1"]
    assert app.table[1].value["Mentor"].tolist() == ["M1"]
    app.selectbox(key="mentor").set_value(None).run()
    app.selectbox(key="kommune").select("Guldborgsund").run()
    assert len(listed(app)) == 1


def test_what_is_new_since_the_data_came_last_is_marked(open_page, data, tmp_path):
    cases = [case("F1", "2026-01-01"), case("F9", "2026-07-01")]
    published(tmp_path / "next", data_to="2026-10-31", cases=cases)
    earlier = data.parent / "next" / "data" / "snapshots"
    for folder in (data / "snapshots").iterdir():
        if folder.is_dir() and not folder.is_symlink():
            shutil.copytree(folder, earlier / folder.name, copy_function=os.link)
    app = open_page(tmp_path / "next" / "data", "opfoelgning")
    assert "2 forløb kræver opfølgning, 1 nyt siden data til den 30. september" in said(app)
    new = [line.split(" · ")[0] for line in listed(app) if " · Ny: " in line]
    assert new == ["F9"]
    assert "2 forløb kræver opfølgning, 1 nyt siden sidst →" in said(
        open_page(tmp_path / "next" / "data")
    )


def test_a_course_leads_to_those_before_and_after_it_in_the_list(open_page, data):
    app = open_page(data, "et_forloeb", sag="F1")
    assert "Nr. 1 af 2, der kræver opfølgning." in said(app)
    assert set(rows_on_a_page.ways(app)) == {"Næste →", "Hele listen"}
    last = open_page(data, "et_forloeb", sag=HOSTILE)
    assert rows_on_a_page.ways(last) == {
        "← Forrige": "forloebet?sag=F1",
        "Hele listen": "opfoelgning",
    }
    fine = open_page(data, "et_forloeb", sag="F2")
    assert rows_on_a_page.ways(fine) == {}


def test_the_reason_that_was_chosen_follows_from_the_list_through_its_courses(open_page, data):
    app = open_page(data, "opfoelgning", grund="no_contact")
    assert rows_on_a_page.ways(app)["F1"] == "forloebet?sag=F1&grund=no_contact"
    course = open_page(data, "et_forloeb", sag=HOSTILE, grund="no_contact")
    assert "Nr. 2 af 2 med grunden ”Ingen afholdt kontakt”." in said(course)
    assert rows_on_a_page.ways(course) == {
        "← Forrige": "forloebet?sag=F1&grund=no_contact", "Hele listen": "opfoelgning?grund=no_contact",
    }  # fmt: skip
    alone = open_page(data, "et_forloeb", sag=HOSTILE, grund="goals_missing")
    assert "Nr. 1 af 1 med grunden ”Mål ikke aftalt”." in said(alone)
    assert list(rows_on_a_page.ways(alone)) == ["Hele listen"]
    unknown = open_page(data, "et_forloeb", sag="F1", grund="x")
    assert "Nr. 1 af 2, der kræver opfølgning." in said(unknown)


def test_from_the_courses_behind_a_number_one_goes_on_to_the_next_and_back(open_page, data):
    app = open_page(data, "forloebene", tal="courses_started", hvilke="ja", fra="forloeb")
    listed_ways = rows_on_a_page.ways(app)
    assert listed_ways["F1"] == "forloebet?sag=F1&tal=courses_started&hvilke=ja&fra=forloeb"
    course = open_page(
        data, "et_forloeb", sag=HOSTILE, tal="courses_started", hvilke="ja", fra="forloeb"
    )
    assert "Nr. 2 af 3 bag ”Forløb startet”." in said(course)
    ways = rows_on_a_page.ways(course)
    assert ways["Næste →"] == "forloebet?sag=F2&tal=courses_started&hvilke=ja&fra=forloeb"
    unknown = open_page(data, "et_forloeb", sag="F1", tal="x", hvilke="ja")
    assert "bag ”" not in said(unknown)


def test_from_a_course_one_goes_on_to_the_same_mentors_and_no_mentor_stands_in_an_address(
    open_page, tmp_path
):
    cases = [case(f"F{i}", "2026-01-01", mentor_id="M1" if i < 3 else f"M{i}") for i in range(1, 5)]
    published(tmp_path, data_to="2026-09-30", cases=cases, contacts=[])
    app = open_page(tmp_path / "data", "opfoelgning")
    app.selectbox(key="mentor").select("M1").run()
    assert rows_on_a_page.ways(app) == {f"F{i}": f"forloebet?sag=F{i}" for i in (1, 2)}
    course = open_page(tmp_path / "data", "et_forloeb", sag="F1")
    assert "Hos M1 nr. 1 af 2." in said(course)
    assert rows_on_a_page.ways(course)["Næste hos M1 →"] == "forloebet?sag=F2"
    again = open_page(tmp_path / "data", "opfoelgning")
    assert again.selectbox(key="mentor").value == "M1" and "Kun hos M1." in said(again)
    (everybody,) = [each for each in again.button if each.label == "Vis alle 4 forløb"]
    everybody.click().run()
    assert again.selectbox(key="mentor").value is None
    assert "4 forløb kræver opfølgning." in said(again) and "Kun hos" not in said(again)
    fresh = open_page(tmp_path / "data", "opfoelgning")
    assert fresh.selectbox(key="mentor").value is None
    alone = open_page(tmp_path / "data", "et_forloeb", sag="F3")
    assert "Hos M3" not in said(alone)


def test_the_mentor_that_was_chosen_is_there_when_its_reader_comes_back_and_for_nobody_else(
    open_page, data, monkeypatch
):
    first = open_page(data, "opfoelgning")
    first.selectbox(key="mentor").select("M1").run()
    again = open_page(data, "opfoelgning")  # as a way to a course, and Back, begin a session each
    assert again.selectbox(key="mentor").value == "M1"
    assert [line.split(" · ")[2] for line in listed(again)] == ["M1"]
    with monkeypatch.context() as other:
        other.setattr(screen, "reader", lambda: "another")
        assert open_page(data, "opfoelgning").selectbox(key="mentor").value is None
    again.selectbox(key="mentor").set_value(None).run()
    assert open_page(data, "opfoelgning").selectbox(key="mentor").value is None


def test_the_filters_follow_from_the_list_through_its_courses(open_page, data):
    app = open_page(data, "opfoelgning", kommune="Guldborgsund")
    assert rows_on_a_page.ways(app)[HOSTILE].endswith("&kommune=Guldborgsund")
    course = open_page(data, "et_forloeb", sag=HOSTILE, kommune="Guldborgsund")
    assert "Nr. 1 af 1, der kræver opfølgning." in said(course)
    elsewhere = open_page(data, "et_forloeb", sag="F1", kommune="Guldborgsund")
    assert "der kræver opfølgning." not in said(elsewhere)  # it is in no list the filters leave


def test_where_nobody_waits_the_page_is_calm(open_page, tmp_path):
    met = contact("K1", "F1", "2026-09-29 10:00")
    published(tmp_path, data_to="2026-09-30", cases=[case("F1", "2026-09-25")], contacts=[met])
    app = open_page(tmp_path / "data", "opfoelgning")
    assert [info.value for info in app.info] == ["Ingen forløb kræver opfølgning."]
    assert "ikke oplyst" in said(app)  # the open course without a mentor


def test_without_an_open_course_there_are_no_mentors_to_tell_of(open_page, tmp_path):
    ended = case("F1", "2026-01-01", ended_on="2026-02-01", end_reason="other")
    published(tmp_path, data_to="2026-09-30", cases=[ended])
    app = open_page(tmp_path / "data", "opfoelgning")
    assert len(app.table) == 1  # when a reason counts
    assert [expander.label for expander in app.expander] == ["Hvornår tæller en grund?"]


def test_one_course_is_shown_with_its_days_its_wheel_and_what_to_talk_about(open_page, data):
    app = open_page(data, "et_forloeb", sag="F1")
    shown = said(app)
    assert "ingen afholdt kontakt, siden 1. august 2026 (60 dage)" in shown
    assert "1 afholdt kontakt på 38 uger; 1 udeblivelse fra møder." in shown
    assert (
        "Fra første til sidste livshjul: 6 op, 1 ned, 1 uændret; størst ændring: bolig 2 point op. "
        "Oplagt at tale om: fritid (1 point ned)." in shown
    )
    timeline, rounds = app.get("vega_lite_chart")
    assert timeline.proto.alt.startswith("1 afholdt kontakt på 38 uger")
    assert rounds.proto.alt.startswith("Fra første til sidste livshjul")
    app.session_state["table-forloeb-dage"] = True
    (days,) = (table.value for table in app.run().table if "Nærmere" in table.value)
    assert ["1\\. august 2026", "Møde, afholdt", "60 minutter, bolig"] in [
        [cell.replace("\N{NO-BREAK SPACE}", " ") for cell in row]
        for row in days.to_numpy().tolist()
    ]


def test_each_opening_of_a_course_is_written_down_and_no_rerun(open_page, data):
    app = open_page(data, "et_forloeb", sag="F1")
    ((who, case_id),) = openings(data)
    assert case_id == "F1"
    assert who.startswith("lokal:")
    app.run()
    app.selectbox(key="kommune").select("Guldborgsund").run()
    assert len(openings(data)) == 1
    app.text_input(key="sag").set_value("F2").run()
    app.text_input(key="sag").set_value("F1").run()
    assert [case_id for _who, case_id in openings(data)] == ["F1", "F2", "F1"]
    app.switch_page("../../pages/data.py").run()
    app.switch_page("../../pages/et_forloeb.py")
    app.query_params["sag"] = "F1"
    app.run()
    assert [case_id for _who, case_id in openings(data)] == ["F1", "F2", "F1", "F1"]
    open_page(data, "et_forloeb", sag="F1")  # another session
    assert len(openings(data)) == 5


def test_a_reader_who_has_logged_in_is_named_by_the_login(monkeypatch):
    class User:
        def __init__(self, **told):
            self.told = told

        def to_dict(self):
            return self.told

    for told, name in [
        ({"is_logged_in": True, "email": "ejer@example.dk", "sub": "1"}, "ejer@example.dk"),
        ({"is_logged_in": True, "sub": "auth|1"}, "auth|1"),
        (
            {"is_logged_in": False, "email": "test@example.com"},
            journal.machines_user(),
        ),
    ]:
        monkeypatch.setattr(screen.st, "user", User(**told))
        assert screen.reader() == name


def test_a_course_whose_opening_cannot_be_written_down_is_not_shown(open_page, data):
    (data / "access" / "log.jsonl").mkdir(parents=True)
    app = open_page(data, "et_forloeb", sag="F1")
    (error,) = app.error
    assert error.value.startswith(
        "Forløbet vises ikke, fordi det ikke kan registreres, hvem der åbner det"
    )
    assert not app.table
    assert not app.get("vega_lite_chart")
    assert "Lolland" not in said(app)
    (data / "access" / "log.jsonl").rmdir()
    assert "Lolland" in said(app.run())
    assert len(openings(data)) == 1


@pytest.mark.parametrize("asked", ["F999", "%", "F1'--", "x" * 100, "Ukendt-sag"])
def test_an_unknown_number_is_a_calm_sentence_that_repeats_and_writes_nothing(
    open_page, data, asked, caplog
):
    app = open_page(data, "et_forloeb", sag=asked)
    assert [info.value for info in app.info] == [
        "Intet forløb i data har det nummer. Skriv det helt, præcis som i jeres liste."
    ]
    assert not app.error
    assert openings(data) == []
    assert asked not in caplog.text


def test_without_a_number_the_page_says_what_to_do(open_page, data):
    app = open_page(data, "et_forloeb")
    assert [info.value for info in app.info] == [
        "Skriv forløbets nummer (aldrig et CPR-nummer), eller vælg et forløb på siden ”Opfølgning”."
    ]
    assert openings(data) == []


def test_a_hostile_number_is_inert_on_its_own_page(open_page, data):
    app = open_page(data, "et_forloeb", sag=HOSTILE)
    assert "mål ikke aftalt" in said(app)
    assert all("<b>" not in text for text in texts(app))
    assert [case_id for _who, case_id in openings(data)] == [HOSTILE]


@pytest.mark.parametrize("page", ["opfoelgning", "et_forloeb"])
def test_the_pages_are_whole_in_english(open_page, data, page):
    app = open_page(data, page, sag="F1", lang="en")
    shown = said(app)
    for danish in ("forløb", "siden", "livshjul", "Oplagt", "uger"):
        assert danish not in shown.lower().replace("forloebet?sag", "").split()
    with words.speaking("en"):
        told = {
            "opfoelgning": "No held contact",
            "et_forloeb": "Worth talking about: leisure (1 point down).",
        }
        assert told[page] in shown


def test_a_count_leads_to_the_list_of_its_courses_with_the_readers_filters(open_page, demo_data):
    app = open_page(demo_data, "succeskriterier")
    app.selectbox(key="kommune").select("Horsens").run()
    ((told, asked),) = (way for way in rows_on_a_page.ways(app).items() if way[0].endswith(" nej"))
    assert (
        asked == "forloebene?tal=criterion_completed&hvilke=nej&fra=succeskriterier&kommune=Horsens"
    )
    count = told.split()[0]
    app = open_page(demo_data, "forloebene", tal="criterion_completed", hvilke="nej")
    shown = said(app.selectbox(key="kommune").select("Horsens").run())
    assert app.selectbox(key="chosen_hvilke").value == "nej"
    assert f"{count} nej" in app.selectbox(key="chosen_hvilke").options
    rows = listed(app)
    courses = [way for way in rows_on_a_page.ways(app).values() if way.startswith("forloebet?")]
    assert len(rows) == int(count) == len(courses)
    assert all(" · Horsens · " in line for line in rows)
    assert "Horsens" in shown
    assert openings(demo_data) == []  # a list opens nobody


def test_the_ends_lead_to_their_courses(open_page, demo_data):
    app = open_page(demo_data, "forloeb", om="afslutning")
    drawn = " ".join(element.proto.body for element in app.get("html"))
    back = "forloeb%3Fom%3Dafslutning"
    assert f'href="forloebene?tal=exit_education_share&amp;hvilke=ja&amp;fra={back}"' in drawn
    app = open_page(
        demo_data, "forloebene", tal="exit_education_share", fra="forloeb?om=afslutning"
    )
    assert rows_on_a_page.ways(app)["← Tilbage til Forløb"] == "forloeb?om=afslutning"
    assert app.selectbox(key="chosen_hvilke").options[0] == "45 ja"
    assert all(" · uddannelse" in line for line in listed(app))


def test_the_way_back_leads_to_pages_alone(open_page, data):
    for fra in ("", "https://example.org", "//example.org", "nowhere"):
        app = open_page(data, "forloebene", fra=fra)
        assert not [told for told in rows_on_a_page.ways(app) if told.startswith("←")]
    assert (
        rows_on_a_page.ways(open_page(data, "forloebene", fra="overblik"))["← Tilbage til Overblik"]
        == "."
    )


def test_a_list_there_is_none_of_is_the_first(open_page, data):
    app = open_page(data, "forloebene", tal="nonsense", hvilke="måske")
    assert app.selectbox(key="chosen_tal").value == "courses_started"
    assert app.selectbox(key="chosen_hvilke").value == "ja"


def test_a_number_of_too_few_has_no_list_and_of_nobody_an_empty_one(open_page, tmp_path):
    ended = {"ended_on": "2025-08-01", "end_reason": "withdrew", "need_gang": False}
    cases = [case(f"F{i}", need_debt=i < 4, **ended) for i in range(12)]
    data = published(tmp_path, cases=cases).snapshot.folder.parents[1]
    few = open_page(data, "forloebene", tal="withdrew_need_debt_share")
    assert [info.value for info in few.info] == ["For få forløb til at vise tallet og dets forløb."]
    assert not few.table
    nobody = open_page(data, "forloebene", tal="need_gang_share", hvilke="ja")
    assert nobody.selectbox(key="chosen_hvilke").options == ["0 ja", "12 nej"]
    assert "Ingen forløb med de valgte filtre." in said(nobody)
    assert not nobody.table


def test_the_list_is_a_file_for_a_danish_spreadsheet_without_formulas():
    records = [{"Forløb": '=HYPERLINK("x")', "Siden": date(2026, 9, 1), "Mentor": None}]
    content = rows_as_text.as_spreadsheet(records, records[0])
    assert content.startswith(b"\xef\xbb\xbf")
    (row,) = csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";")
    assert row == {"Forløb": '\'=HYPERLINK("x")', "Siden": "2026-09-01", "Mentor": ""}


def test_single_people_are_drawn_on_the_owners_three_pages_and_nowhere_else():
    pages = {page.file.stem: page.file for page in navigation.PAGES}
    drawn = {"owner.casework", "presenters.one_course", "charts.course_charts"}
    assert {name for name, file in pages.items() if names_imported(file) & drawn} == {
        "opfoelgning", "et_forloeb", "forloebene",
    }  # fmt: skip
    private = drawn - {"charts.course_charts"} | {"access.access_log"}
    users = {name_of(path) for path in MODULES if names_imported(path) & private}
    # publish purges the log, erasure forgets a person, sign_ins and report codes lie beside it under the same lock
    assert users == {
        "owner.casework", "snapshots.publish", "snapshots.erasure", "owner.sign_ins", "reports.progression",
        "reports.register",
    }  # fmt: skip
    report = "reports.progression"
    assert {name_of(path) for path in MODULES if report in names_imported(path)} == {
        "owner.casework"
    }
