# ruff: noqa: F811 - the fixture of test_pages is named as it is used
"""The owner's page about links: who can see what, and links made, shown once, and taken back."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from dashboard.access import database, links
from dashboard.access.register import LinkRegister
from dashboard.editions import publishing, revisions
from dashboard.foundation import journal, words
from dashboard.owner import filters
from dashboard.presenters import link_overview, link_words, report_status
from dashboard.snapshots import snapshot
from tests import rows_on_a_page
from tests.builders import case, published
from tests.cli.test_link_commands import fill_the_disk
from tests.owner.test_pages import open_page, said  # noqa: F401
from tests.partner_builders import edition

ADDRESS = re.compile(r"http://localhost:8502/l#([A-Za-z0-9_-]{43})")
PAGE = "kommuner_og_links"


@pytest.fixture
def data(tmp_path, monkeypatch):
    """Courses in Lolland and Odense."""
    monkeypatch.delenv("DASHBOARD_LEDGER", raising=False)
    monkeypatch.delenv("PARTNER_ORIGIN", raising=False)
    cases = [case("F1", municipality_code="0360"), case("F2", municipality_code="0461")]
    published(tmp_path, data_to="2026-09-30", cases=cases)
    return tmp_path / "data"


@pytest.fixture
def register(data):
    opened = LinkRegister(database.address(data))
    yield opened
    opened.close()


def press(app, label):
    (button,) = [found for found in app.button if found.label == label]
    button.click().run()
    assert not app.exception
    return app


def shown(app) -> str | None:
    """The token that is on the page to copy, if any."""
    found = [ADDRESS.fullmatch(block.value) for block in app.code]
    return found[0][1] if found and found[0] else None


def fill(app, municipality="0461", label="Socialudvalget", level="public", days=90):
    app.selectbox(key="link-municipality").set_value(municipality)
    app.text_input(key="link-label").set_value(label)
    app.radio(key="link-level").set_value(level)
    app.number_input(key="link-days").set_value(days)
    return press(app, "Lav linket")


def test_without_links_it_says_that_nobody_sees_anything(open_page, data, register):
    app = open_page(data, PAGE)
    assert "Ingen links gælder nu: ingen uden for KeepGoing kan se noget." in said(app)
    assert "Kommuner uden gyldigt link: Lolland og Odense." in said(app)
    assert [header.value for header in app.header] == ["Hvad ser kommunerne?"]
    assert {button.label for button in app.button} == {"Lav linket", "Bestil revisionen nu"}


def test_a_ledger_that_cannot_be_written_is_told_and_makes_nothing(open_page, data, register):
    app = open_page(data, PAGE)
    fill_the_disk(data)
    fill(app)
    assert "Listen over links kan ikke bruges lige nu" in said(app)
    assert shown(app) is None
    assert register.all() == []


def test_each_link_says_to_whom_what_until_when_and_how_often(open_page, data, register):
    link, token = register.new("0360", label="Jobcentret", level="authority", by="ejer")
    register.new("0461", label="Udvalget", by="ejer")
    register.sessions.redeem(token)
    register.sessions.redeem(token)
    app = open_page(data, PAGE)
    text = said(app)
    assert "**2 links** gælder nu, til 2 kommuner." in text
    assert [header.value for header in app.header] == [
        "Hvad ser kommunerne?",
        "Lolland",
        "Odense",
        "Hvad er der sket?",
    ]
    assert "**Jobcentret** :gray-badge[Kun til det ansvarlige jobcenter]" in text
    until = words.moment(link.expires_at).replace("\N{NO-BREAK SPACE}", " ")
    assert f"Gælder til {until}. Åbnet 2 gange, sidst " in text
    assert "Ikke åbnet endnu." in text and "af ejer · " + link.id in text
    assert "Kommuner uden gyldigt link" not in text
    assert token not in str(app.main)


def test_a_link_that_is_made_is_shown_once_and_opens_what_was_chosen(open_page, data, register):
    app = fill(open_page(data, PAGE), "0461", "Socialudvalget", "authority", 14)
    token = shown(app)
    access = register.sessions.access(register.sessions.redeem(token))
    assert (access.municipality, access.level, access.label) == (
        "0461",
        "authority",
        "Socialudvalget",
    )
    (link,) = register.all()
    assert link.expires_at - link.created_at == timedelta(days=14)
    assert link.created_by == journal.machines_user()
    assert "Det kan ikke vises igen, heller ikke af os." in said(app)
    assert token not in repr(app.session_state) + repr(app.query_params)
    again = app.run()
    assert shown(again) is None and token not in str(again.main)
    assert again.selectbox(key="link-municipality").value is None
    assert again.text_input(key="link-label").value == ""
    assert len(register.all()) == 1


def test_it_is_said_what_the_reader_will_see_before_and_after_a_link_is_made(
    open_page, data, register
):
    app = open_page(data, PAGE)
    nothing = "Ingen rapport endnu; siden siger, hvornår den kommer."
    assert app.selectbox(key="link-municipality").options == [
        f"Lolland: {nothing}",
        f"Odense: {nothing}",
    ]
    assert "Det viser: ingen rapport endnu; siden siger, hvornår den kommer." in said(
        fill(app, "0461")
    )
    list(publishing.write(data, snapshot.current(data)))
    app = open_page(data, PAGE)
    _lolland, odense = app.selectbox(key="link-municipality").options
    assert re.fullmatch(r"Odense: Første gruppe ventes i \d\. kvt\. 20\d\d", odense)
    assert "Det viser: første gruppe ventes i" in said(fill(app, "0461", level="authority"))


def test_a_revision_is_ordered_with_its_cost_in_sight(open_page, data, register):
    list(publishing.write(data, snapshot.current(data)))
    app = open_page(data, PAGE)
    assert "den, der har begge udgaver, kan slutte mere om en enkelt borger" in said(app)
    press(app, "Bestil revisionen nu")  # of nobody
    assert revisions.ordered(data) == {}
    app.selectbox(key="report-revised").set_value(("0461", "")).run()
    press(app, "Bestil revisionen nu")
    assert list(revisions.ordered(data).values()) == ["0461"]
    assert "Revisionen af Odense er bestilt" in app.success[0].value


def test_a_report_is_shown_as_its_reader_has_it(open_page, data, register, monkeypatch):
    monkeypatch.setenv("PARTNER_CONTACT", "Ejeren, tlf. 12 34")
    list(publishing.write(data, snapshot.current(data)))
    app = open_page(data, PAGE)
    choice = app.selectbox(key="report-preview")
    assert choice.options[-1] == "Odense, kun til det ansvarlige jobcenter"
    choice.set_value(("0461", "authority")).run()
    assert not app.exception
    (frame,) = app.get("iframe")
    assert "Odense" in frame.proto.srcdoc
    assert "Ejeren, tlf. 12\N{NO-BREAK SPACE}34" in frame.proto.srcdoc  # whom to ask, too


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"municipality": None}, "Vælg den kommune, linket er til."),
        ({"label": " "}, "Skriv, hvem linket er til."),
        ({"label": "010190-1234"}, "Skriv, hvem linket er til: højst 100 tegn"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_made(open_page, data, register, given, sentence):
    app = fill(open_page(data, PAGE), **given)
    (error,) = app.error
    assert error.value.startswith(sentence)
    assert shown(app) is None and register.all() == []
    assert not app.run().error


def test_a_wrong_origin_makes_no_link(open_page, data, register, monkeypatch):
    app = open_page(data, PAGE)
    monkeypatch.setenv("PARTNER_ORIGIN", "http://keepgoing.dk")
    assert fill(app).error[0].value.startswith("PARTNER_ORIGIN")
    assert register.all() == []


def test_one_link_is_taken_back_and_the_other_stays(open_page, data, register):
    first, token = register.new("0360", label="Jobcentret", by="ejer")
    second, _token = register.new("0360", label="Udvalget", by="ejer")
    session_id = register.sessions.redeem(token)
    app = open_page(data, PAGE)
    app.button(key=f"revoke-{first.id}").click().run()
    assert register.sessions.access(session_id) is None
    assert {link.id: bool(link.revoked_at) for link in register.all()} == {
        first.id: True,
        second.id: False,
    }
    assert "**Jobcentret**" not in said(app) and "**Udvalget**" in said(app)
    for shown_at in (app.success, app.toast):
        assert [done.value for done in shown_at] == ["Linket til Jobcentret er trukket tilbage."]
    assert not app.run().success
    revoked = [line for line in register.audit.events() if line["event"] == "revoked"]
    assert [line["facts"]["by"] for line in revoked] == [journal.machines_user()]


def test_a_link_is_replaced_and_the_new_one_shown_once(open_page, data, register):
    link, token = register.new("0360", label="Jobcentret", by="ejer")
    app = open_page(data, PAGE)
    app.button(key=f"rotate-{link.id}").click().run()
    new_token = shown(app)
    assert register.sessions.redeem(token) is None and register.sessions.redeem(new_token)
    assert shown(app.run()) is None


def test_all_links_are_taken_back(open_page, data, register):
    for code in ("0360", "0461"):
        register.new(code, label="x", by="ejer")
    app = open_page(data, PAGE)
    app.button(key="revoke-all").click().run()
    assert all(link.revoked_at for link in register.all())
    assert "Ingen links gælder nu" in said(app)
    assert [done.value for done in app.success] == ["Alle links er trukket tilbage."]


def test_what_a_municipality_sees_is_said_before_a_link_is_made(open_page, data, register):
    app = open_page(data, PAGE)
    assert "Den ser ingen navne, ingen enkelte forløb og ingen andre kommuner." in said(app)
    assert "Kommuner uden gyldigt link: Lolland og Odense." in said(app)


@pytest.mark.parametrize("page, is_filtered", [("kommuner_og_links", False), ("overblik", True)])
def test_filters_cannot_be_changed_where_they_are_not_heeded_and_keep_what_was_chosen(
    open_page, data, page, is_filtered
):
    app = open_page(data, page, kommune="Lolland")
    boxes = [box for box in app.selectbox if box.key in filters.KEYS]
    assert [box.disabled for box in boxes] == [not is_filtered] * 3
    assert boxes[0].value == "Lolland"
    assert ("Ryd filtrene" in rows_on_a_page.ways(app)) is is_filtered


@pytest.mark.parametrize("origin, is_here", [(None, True), ("http://127.0.0.1:8502", True),
                                             ("https://partner.example.dk", False)])  # fmt: skip
def test_a_link_that_works_on_this_machine_alone_says_so(monkeypatch, origin, is_here):
    monkeypatch.delenv("PARTNER_ORIGIN", raising=False)
    if origin:
        monkeypatch.setenv("PARTNER_ORIGIN", origin)
    told = link_words.send_it("Udvalget", "0461")
    assert ("Linket virker kun på denne maskine." in told) == is_here
    assert "Luk først, når det er kopieret." in told


def test_what_a_link_is_called_is_inert(open_page, data, register):
    register.new("0360", label="[x](javascript:y) <b> *z*", by="a](b)")
    app = open_page(data, PAGE)
    (title,) = [found.value for found in app.markdown if "gray-badge" in found.value]
    assert title.startswith("**\\[x\\](javascript:y) \\<b\\> \\*z\\***")
    assert any("a\\](b)" in found.value for found in app.caption)


def test_a_municipality_without_courses_any_more_keeps_its_links_in_sight(
    open_page, data, register
):
    register.new("0101", label="x", by="ejer")
    app = open_page(data, PAGE)
    assert "København" in [header.value for header in app.header]
    options = app.selectbox(key="link-municipality").options
    assert [option.partition(":")[0] for option in options] == ["Lolland", "Odense"]


def test_only_levels_that_are_agreed_can_be_chosen(open_page, tmp_path, monkeypatch):
    monkeypatch.delenv("DASHBOARD_LEDGER", raising=False)
    folder = tmp_path / "data"
    agreed = 'report_levels = ["public"]\n'
    published(tmp_path, data_to="2026-09-30", cases=[case()], settings=agreed)
    app = open_page(folder, PAGE)
    assert app.radio(key="link-level").options == ["Til offentlig brug"]
    (caption,) = app.radio(key="link-level").proto.captions
    assert "grupper på mindst ti" in caption


def test_english_has_it_all(open_page, data, register):
    link, token = register.new("0360", label="Jobcentret", by="ejer")
    register.sessions.redeem(token)
    text = said(open_page(data, PAGE, lang="en"))
    assert "**1 link** is valid now, to 1 municipality." in text
    until = words.moment(link.expires_at)
    assert until and "Opened 1 time: " in text and " at " in text


# ---- words alone


def a_link(**given):
    now = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
    told = {"id": "abc", "municipality": "0360", "level": "public", "label": "Jobcentret",
            "created_at": now, "created_by": "ejer", "expires_at": now + timedelta(1),
            "revoked_at": None}  # fmt: skip
    return links.Link(**told | given), now


def test_how_a_link_stands_is_said_in_danish_time():
    link, now = a_link()
    plain = {at: link_words.state(link, at).replace("\N{NO-BREAK SPACE}", " ")
             for at in (now, now + timedelta(1), now - timedelta(1))}  # fmt: skip
    assert list(plain.values()) == [
        "Gælder til 23. november 2026 kl. 13.00",
        "Udløbet 23. november 2026 kl. 13.00",
        "Lavet 22. november 2026 kl. 13.00, som ligger i fremtiden; ret maskinens ur",
    ]
    revoked, _now = a_link(revoked_at=datetime(2026, 7, 1, 12, 0, tzinfo=UTC))
    said_ = link_words.state(revoked, now).replace("\N{NO-BREAK SPACE}", " ")
    assert said_ == "Trukket tilbage 1. juli 2026 kl. 14.00"


def test_past_links_and_events_are_tables_in_words():
    gone, now = a_link(revoked_at=datetime(2026, 11, 22, 12, 0, tzinfo=UTC))
    still, _now = a_link(id="def")
    (row,) = link_overview.past_table([gone, still], now)
    assert (row["Kommune"], row["Til"], row["Niveau"]) == (
        "Lolland",
        "Jobcentret",
        "Til offentlig brug",
    )
    lines = [
        {"at": now, "event": "redeemed", "link_id": "abc", "facts": {}},
        {"at": now, "event": "export", "link_id": "abc", "facts": {"name": "rapport.csv"}},
        {"at": now, "event": "something new", "link_id": "gone", "facts": {"by": "ejer"}},
    ]
    assert [
        (row["Hvad"], row["Link"], row["Hvem"]) for row in link_overview.event_table(lines, [gone])
    ] == [
        ("Link åbnet", "Jobcentret (abc)", "modtageren"),
        ("Rapport hentet som fil: rapport.csv", "Jobcentret (abc)", "modtageren"),
        ("something new", "gone", "ejer"),
    ]


def test_a_report_is_found_by_the_code_a_caller_reads_out():
    public, inside = edition(60), edition(60, "authority")
    inside.content["report_code"] = "KG-EDQL-3R4L"
    line, none = report_status.reports({"0461": [public, inside], "0259": []})
    codes = [public.report_code, "KG-EDQL-3R4L"]
    assert list(line.values()) == ["Odense", "60 borgere i 6 grupper", "3. kvt. 2026", *codes]
    assert list(none.values())[2:] == ["", "", ""]


def test_attempts_are_told_apart_from_what_links_did(register):
    link, token = register.new("0360", label="x", by="ejer")
    for wrong in ("a", "b"):
        register.sessions.redeem(wrong)
    register.audit.note("denied", path="/")
    register.sessions.redeem(token)
    assert [line["event"] for line in register.audit.events_told(10)] == ["redeemed", "created"]
    assert register.audit.attempts(link.created_at) == 3
    assert register.audit.attempts(link.created_at + timedelta(hours=1)) == 0
    assert link_overview.attempts(3) == (
        "De seneste 30 dage er der afvist mindst 3 forsøg uden et gyldigt link."
    )
    assert link_overview.attempts(0) == ""


def test_a_line_that_stands_for_many_says_how_many():
    link, now = a_link()
    line = {"at": now, "event": "redeemed", "link_id": link.id, "facts": {"times": 1041}}
    (row,) = link_overview.event_table([line], [link])
    assert row["Hvad"] == "Link åbnet (1.041 gange)"
