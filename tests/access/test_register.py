# ruff: noqa: F811 - the fixtures are named as they are used
"""Partner links, in SQLite and in PostgreSQL: what opens, what never opens, and what is written."""

import os
import secrets
import shutil
import stat
import subprocess
import sys
import tempfile
import threading
import warnings
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError

from dashboard.access import audit, database, links
from dashboard.access.register import LinkRegister
from dashboard.foundation import scrubber, settings
from dashboard.foundation.errors import DashboardError
from dashboard.foundation.settings import LEVELS
from dashboard.ingest.recipe import Recipe
from dashboard.snapshots import snapshot
from dashboard.snapshots.publish import publish
from tests.builders import case, write_export
from tests.databases import binaries, postgres, url  # noqa: F401

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


class Clock:
    """A clock that can be set."""

    def __init__(self, at=NOON) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def register(url, clock):
    opened = LinkRegister(url, now=clock)
    yield opened
    opened.close()


def make(register, municipality="0360", **given):
    return register.new(municipality, **{"label": "Jobcenter, ledelsen", "by": "ejer"} | given)


def dump(url) -> bytes:
    """Every byte of the database, as somebody who got hold of it would read it."""
    address = make_url(url)
    if url.startswith("sqlite"):
        return b"".join(path.read_bytes() for path in Path(address.database).parent.iterdir())
    command = [binaries() / "pg_dump", "-U", "postgres", "-h", address.query["host"]]
    return subprocess.run([*command, address.database], check=True, capture_output=True).stdout


# ---- what a link opens


def test_a_link_opens_its_own_municipality_and_level_and_nothing_about_it_is_in_the_token(register):
    link, token = make(register, "0461", level="authority", days=7)
    assert len(token) == 43 and "0461" not in token and link.id not in token
    session_id = register.sessions.redeem(token)
    assert session_id != token
    access = register.sessions.access(session_id)
    assert access == links.Access(
        link.id, "0461", "authority", "Jobcenter, ledelsen", NOON + timedelta(days=7)
    )
    assert access.expires_at.tzinfo is not None


def test_a_link_opens_again_and_again_each_time_with_its_own_session(register):
    _link, token = make(register)
    sessions = {register.sessions.redeem(token) for _time in range(5)}
    assert len(sessions) == 5
    assert all(register.sessions.access(session_id) for session_id in sessions)


def test_what_is_unknown_opens_nothing(register):
    _link, token = make(register)
    session_id = register.sessions.redeem(token)
    for wrong in (
        "",
        "x",
        token[:-1],
        token + "A",
        token.swapcase(),
        "\ud800",
        "a" * 9000,
        "' or 1=1",
    ):
        assert register.sessions.redeem(wrong) is None
        assert register.sessions.access(wrong) is None
    assert register.sessions.access(token) is None and register.sessions.redeem(session_id) is None
    for stored in (links.hashed(token), links.hashed(session_id)):  # what a thief of the file has
        assert register.sessions.redeem(stored) is None and register.sessions.access(stored) is None


def test_a_link_opens_to_its_last_second_and_never_after(register, clock):
    _link, token = make(register, days=1)
    clock.at = NOON + timedelta(days=1, seconds=-1)
    session_id = register.sessions.redeem(token)
    assert register.sessions.access(session_id)
    clock.at = NOON + timedelta(days=1)
    assert register.sessions.access(session_id) is None  # also the session that was open
    assert register.sessions.redeem(token) is None


def test_opening_and_reading_never_make_a_link_live_longer(register, clock):
    made, token = make(register, days=2)
    for hour in range(0, 48, 5):
        clock.at = NOON + timedelta(hours=hour)
        session_id = register.sessions.redeem(token)
        register.sessions.touch(session_id)
        register.sessions.access(session_id)
    (listed,) = register.all()
    assert (listed.created_at, listed.expires_at) == (made.created_at, made.expires_at)


def test_a_link_that_is_taken_back_is_gone_at_once_for_open_sessions_too(register):
    link, token = make(register)
    other, others = make(register, "0461")
    session_id, other_session = register.sessions.redeem(token), register.sessions.redeem(others)
    register.revoke(link.id, by="ejer")
    assert register.sessions.access(session_id) is None and register.sessions.redeem(token) is None
    assert register.sessions.access(other_session).link_id == other.id
    (before,) = [found.revoked_at for found in register.all() if found.id == link.id]
    register.revoke(link.id, by="ejer")
    assert [found.revoked_at for found in register.all() if found.id == link.id] == [before]


def test_all_links_can_be_taken_back_at_once(register):
    made = [make(register, code) for code in ("0360", "0461", "0101")]
    sessions = [register.sessions.redeem(token) for _link, token in made]
    register.revoke(made[0][0].id, by="ejer")
    assert sorted(register.revoke_all(by="ejer")) == sorted(link.id for link, _token in made[1:])
    assert [register.sessions.access(session_id) for session_id in sessions] == [None] * 3
    assert [register.sessions.redeem(token) for _link, token in made] == [None] * 3
    assert register.revoke_all(by="ejer") == []


def test_a_rotated_link_has_a_new_token_and_the_same_last_day(register, clock):
    old, token = make(register, "0461", level="authority", days=10)
    session_id = register.sessions.redeem(token)
    clock.at = NOON + timedelta(days=3)
    new, new_token = register.rotate(old.id, by="ejer")
    assert new.id != old.id and new_token != token
    assert (new.municipality, new.level, new.label) == ("0461", "authority", old.label)
    assert (new.created_at, new.expires_at) == (clock.at, old.expires_at)
    assert register.sessions.redeem(token) is None and register.sessions.access(session_id) is None
    assert register.sessions.access(register.sessions.redeem(new_token)).link_id == new.id
    with pytest.raises(DashboardError, match="udløbet eller trukket tilbage"):
        register.rotate(old.id, by="ejer")


def test_an_expired_link_cannot_be_rotated_into_life(register, clock):
    link, token = make(register, days=1)
    clock.at = NOON + timedelta(days=2)
    with pytest.raises(DashboardError, match="udløbet"):
        register.rotate(link.id)
    (listed,) = register.all()
    assert listed.revoked_at is None and register.sessions.redeem(token) is None


def test_no_link_of_that_id_is_one_sentence(register):
    for change in (register.revoke, register.rotate):
        with pytest.raises(DashboardError, match="Der er intet link ”x”"):
            change("x")


# ---- sessions


def test_a_session_lasts_at_most_eight_hours(register, clock):
    _link, token = make(register)
    session_id = register.sessions.redeem(token)
    for minutes in range(0, 8 * 60, 20):
        clock.at = NOON + timedelta(minutes=minutes)
        assert register.sessions.access(session_id), minutes
        register.sessions.touch(session_id)
    clock.at = NOON + timedelta(hours=8)
    assert register.sessions.access(session_id) is None
    register.sessions.touch(session_id)
    assert register.sessions.access(session_id) is None


def test_a_session_ends_after_half_an_hour_without_a_click_and_stays_over(register, clock):
    _link, token = make(register)
    session_id = register.sessions.redeem(token)
    clock.at = NOON + timedelta(minutes=29, seconds=59)
    assert register.sessions.access(session_id)  # looking it up is no click
    clock.at = NOON + timedelta(minutes=30, seconds=1)
    assert register.sessions.access(session_id) is None
    register.sessions.touch(session_id)
    assert register.sessions.access(session_id) is None


def test_logging_out_ends_that_session_alone(register):
    _link, token = make(register)
    mine, theirs = register.sessions.redeem(token), register.sessions.redeem(token)
    register.sessions.end(mine)
    register.sessions.end(mine)
    assert register.sessions.access(mine) is None and register.sessions.access(theirs)
    assert [line["event"] for line in register.audit.events()].count("ended") == 1


def test_looking_a_session_up_writes_nothing(register, url):
    _link, token = make(register)
    session_id = register.sessions.redeem(token)
    said = []
    event.listen(register._engine, "before_cursor_execute", lambda *given: said.append(given[2]))
    register.sessions.access(session_id)
    register.sessions.access("unknown")
    assert [statement.split()[0].upper() for statement in said] == ["SELECT", "SELECT"]


# ---- clocks


def test_a_clock_set_back_gives_no_link_and_no_session_life(register, clock):
    _link, token = make(register)
    session_id = register.sessions.redeem(token)
    clock.at = NOON - timedelta(days=365)
    assert register.sessions.access(session_id) is None and register.sessions.redeem(token) is None
    clock.at = NOON - timedelta(seconds=1)
    assert register.sessions.access(session_id) is None and register.sessions.redeem(token) is None


def test_a_session_from_the_future_is_refused_where_its_link_is_not(register, clock):
    _link, token = make(register)
    clock.at = NOON + timedelta(days=30)
    session_id = register.sessions.redeem(token)
    clock.at = NOON + timedelta(days=29)
    assert register.sessions.access(session_id) is None
    assert register.sessions.access(register.sessions.redeem(token))


def test_a_clock_set_forward_ends_links_and_back_again_revives_no_long_session(register, clock):
    _link, token = make(register)
    session_id = register.sessions.redeem(token)
    clock.at = NOON + timedelta(days=365)
    assert register.sessions.access(session_id) is None and register.sessions.redeem(token) is None


@pytest.mark.parametrize("change", [datetime(2026, 3, 29, 1, 0), datetime(2026, 10, 25, 1, 0)])
def test_summer_time_makes_no_day_and_no_session_longer(url, change):
    """The clocks change at 01:00 UTC; a clock that speaks Danish time is none the wiser."""
    danish, moment = ZoneInfo("Europe/Copenhagen"), change.replace(tzinfo=UTC)
    clock = Clock((moment - timedelta(hours=1)).astimezone(danish))
    register = LinkRegister(url, now=clock)
    link, token = make(register, days=1)
    assert link.expires_at - link.created_at == timedelta(hours=24)
    session_id = register.sessions.redeem(token)
    for minutes in range(0, 8 * 60, 25):
        clock.at = (moment + timedelta(minutes=minutes - 60)).astimezone(danish)
        assert register.sessions.access(session_id), minutes
        register.sessions.touch(session_id)
    clock.at = (moment + timedelta(hours=7)).astimezone(danish)
    assert register.sessions.access(session_id) is None
    clock.at = (moment + timedelta(hours=23)).astimezone(danish)
    assert register.sessions.redeem(token) is None
    register.close()


@given(minutes=st.integers(-600_000, 600_000), days=st.integers(1, 180))
def test_a_link_is_open_from_its_making_to_its_end_and_no_other_time(minutes, days):
    link = links.Link("a", "0360", "public", "x", NOON, "x", NOON + timedelta(days), None)
    at = NOON + timedelta(minutes=minutes)
    assert (link.state(at) == "open") == (NOON <= at < NOON + timedelta(days))


# ---- what is refused when a link is made


@pytest.mark.parametrize("days", [0, 181, -1, 10**9, 1.0, True, "90", None])
def test_a_link_lasts_1_to_180_days_and_nothing_else(register, days):
    with pytest.raises(DashboardError, match="1–180 dage"):
        make(register, days=days)
    assert register.all() == [] and register.audit.events() == []


def test_a_link_lasts_ninety_days_unless_told_otherwise(register):
    link, _token = make(register)
    assert link.expires_at == NOON + timedelta(days=90)
    assert make(register, days=180)[0].expires_at == NOON + timedelta(days=180)


@pytest.mark.parametrize("code", ["", "9999", "360", "0360 ", None, "*"])
def test_there_is_no_link_to_everything(register, code):
    with pytest.raises(DashboardError, match="findes ikke"):
        make(register, code)


@pytest.mark.parametrize("level", ["", "owner", "Public", None])
def test_there_are_two_levels(register, level):
    with pytest.raises(DashboardError, match="public eller authority"):
        make(register, level=level)


@pytest.mark.parametrize(
    "label",
    [
        "",
        "  ",
        "a" * 101,
        "to\nlinjer",
        "010190-1234",
        "0101901234",
        "Kim 610190\N{EN DASH}1234",
        "x0101901234x",
        "010190  1234",
        "0\N{ZERO WIDTH SPACE}10190-1234",
        "101901234",
    ],
)
def test_it_is_said_to_whom_on_one_line_and_without_a_persons_number(register, label):
    with pytest.raises(DashboardError, match="hvem linket er til"):
        make(register, label=label)


def test_a_number_that_is_no_persons_may_stand_in_a_label(register):
    label = "Sag 20250101701234, EAN 1010901234567"
    assert make(register, label=label)[0].label == label


def test_the_database_itself_refuses_a_level_and_an_end_that_make_no_sense(register):
    make(register)
    for change in ("level = 'owner'", "expires_at = created_at"):
        with pytest.raises(DBAPIError), register._engine.begin() as con:
            con.execute(text(f"update links set {change}"))


# ---- secrets


def test_a_hundred_thousand_tokens_and_many_ids_are_all_different():
    assert len({secrets.token_urlsafe(32) for _each in range(10**5)}) == 10**5
    assert len({links.new_id() for _each in range(1000)}) == 1000


def test_what_is_stored_holds_no_token_no_cookie_and_nothing_that_opens(register, url):
    made = [make(register, level=level) for level in LEVELS]
    sessions = [register.sessions.redeem(token) for _link, token in made]
    register.audit.note("denied", path=f"/l/{made[0][1]}", agent=f"x {sessions[0]} y")
    register.audit.note("exported", made[0][0].id, sessions[0], name="csv")
    register.sessions.end(sessions[1])
    rotated, new_token = register.rotate(made[0][0].id, by="ejer")
    stored = dump(url)
    assert rotated.id.encode() in stored and links.hashed(new_token).encode() in stored
    for secret in (*sessions, new_token, *(token for _link, token in made)):
        assert secret.encode() not in stored
    told = str(register.audit.events())
    assert "cookie" not in told.lower() and "token" not in told.lower()
    for session in sessions:
        told = told.replace(links.hashed(session), "")
    assert scrubber.scrubbed(told) == told


def test_a_link_as_listed_says_nothing_of_its_token(register):
    make(register)
    assert "token" not in str(register.all()).lower()


# ---- the same way for every token that opens nothing


def test_unknown_expired_and_revoked_take_the_same_steps(register, clock):
    expired, expired_token = make(register, days=1)
    revoked, revoked_token = make(register, days=30)
    register.revoke(revoked.id)
    clock.at = NOON + timedelta(days=2)
    steps = []
    event.listen(
        register._engine, "before_cursor_execute", lambda *given: steps[-1].append(given[2])
    )
    event.listen(register._engine, "commit", lambda _con: steps[-1].append("commit"))
    for token in ("never made", expired_token, revoked_token, ""):
        steps.append([])
        assert register.sessions.redeem(token) is None
    assert len(steps[0]) == 3  # a look, a line, and it is on the disk
    assert steps == [steps[0]] * 4
    assert [
        (line["link_id"], line["facts"]["reason"])
        for line in reversed(register.audit.events()) if line["event"] == "refused"
    ] == [(None, "unknown"), (expired.id, "expired"), (revoked.id, "revoked"), (None, "unknown")]  # fmt: skip


def test_guessing_fills_no_disk_and_locks_nobody_out(register, clock):
    _link, token = make(register)
    for nth in range(audit.MOST_A_MINUTE * 3):
        assert register.sessions.redeem(f"guess {nth}") is None
    assert register.sessions.redeem(token) is not None
    lines = [line for line in register.audit.events() if line["event"] == "refused"]
    assert len(lines) == audit.MOST_A_MINUTE
    assert [line["facts"].get("is_last_of_this_minute") for line in lines[:2]] == [True, None]
    clock.at += timedelta(minutes=1)
    register.sessions.redeem("guess")
    assert (
        len([line for line in register.audit.events() if line["event"] == "refused"])
        == len(lines) + 1
    )


def test_a_link_opened_without_end_keeps_no_session_nobody_can_use(register, clock):
    _link, token = make(register)
    _other, others = make(register, "0461")
    theirs, ended = register.sessions.redeem(others), register.sessions.redeem(token)
    register.sessions.end(ended)
    register.sessions.redeem(token)
    clock.at += timedelta(minutes=29)
    open_still = register.sessions.redeem(token)
    clock.at += timedelta(minutes=2)
    newest = register.sessions.redeem(token)
    with register._engine.connect() as con:
        kept = set(con.execute(text("select id_sha256 from sessions")).scalars())
    assert kept == {links.hashed(each) for each in (theirs, open_still, newest)}
    assert register.sessions.access(open_still)


def test_a_line_may_stand_for_many_openings(register, clock):
    link, token = make(register)
    quiet, _token = make(register)
    register.sessions.redeem(token)
    assert register.sessions.redeem(token, is_told=False)
    clock.at += timedelta(minutes=1)
    register.audit.note("redeemed", link.id, times=41)
    found = {each.id: (each.opened, each.last_opened_at) for each in register.all()}
    assert found == {link.id: (42, NOON + timedelta(minutes=1)), quiet.id: (0, None)}


# ---- the audit


def test_the_audit_says_what_was_done_by_whom_and_when(register, clock):
    link, token = make(register, days=30)
    session_id = register.sessions.redeem(token)
    clock.at += timedelta(minutes=5)
    register.audit.note("exported", link.id, session_id, name="csv", rows=12, is_whole=True)
    register.revoke(link.id, by="ejer")
    created, redeemed, exported, revoked = reversed(register.audit.events())
    assert (created["event"], created["at"], created["link_id"]) == ("created", NOON, link.id)
    assert created["facts"] == {
        "days": 30, "municipality": "0360", "level": "public", "label": "Jobcenter, ledelsen",
        "expires_at": "2026-12-22T12:00:00+00:00", "by": "ejer",
    }  # fmt: skip
    assert redeemed["session_sha256"] == exported["session_sha256"] == links.hashed(session_id)
    assert exported["facts"] == {"name": "csv", "rows": 12, "is_whole": True}
    assert (revoked["facts"], revoked["at"]) == ({"by": "ejer"}, NOON + timedelta(minutes=5))


def test_other_rules_for_reports_are_a_line_of_the_audit_and_the_same_are_none(register, tmp_path):
    agreed = settings.read(tmp_path).of_reports()
    assert agreed["noise_charges"] == "1.0" and agreed["report_levels.public"] == "yes"
    assert "exact_for_authority.exit_*_share" in agreed and "agreed_on" not in agreed
    for _publishing in range(2):
        register.audit.note_agreed(agreed, by="ejer")
    for _publishing in range(2):
        register.audit.note_agreed(agreed | {"noise_charges": "0.5"}, by="ejer")
    second, first = register.audit.events_told(10)
    assert first["facts"] == agreed | {"by": "ejer"}
    assert second["facts"]["noise_charges"] == "0.5"
    assert register.audit.attempts(NOON - timedelta(days=1)) == 0


def test_a_persons_number_and_long_text_never_reach_the_audit(register):
    register.audit.note("denied", path="/010190-1234", agent="x" * 30 + " y" * 5000)
    (line,) = register.audit.events()
    assert line["facts"]["path"] == "/…" and len(line["facts"]["agent"]) == 200


@pytest.mark.parametrize(
    "change",
    [
        "update audit set event = 'x'",
        "delete from audit",
        "insert or replace into audit (id, at, event, facts) select id, at, 'x', facts from audit",
        "truncate audit",
    ],
)
def test_lines_are_added_and_never_changed(url, change):
    is_spoken = change.startswith(("update", "delete")) or (
        url.startswith("sqlite") == change.startswith("insert")
    )
    register = LinkRegister(url)  # by the true clock: that is the one the database goes by
    make(register)
    before = register.audit.events()
    with pytest.raises(DBAPIError) as refused, register._engine.begin() as con:
        con.execute(text(change))
    assert ("append-only" in str(refused.value)) == is_spoken
    assert register.audit.events() == before
    register.close()


def test_the_owner_sees_how_often_and_when_each_link_was_opened(register, clock):
    never, _token = make(register, "0461")
    clock.at += timedelta(seconds=1)
    often, token = make(register)
    for minutes in (1, 2, 50):
        clock.at = NOON + timedelta(minutes=minutes)
        register.sessions.redeem(token)
    register.sessions.redeem("wrong")
    assert [(link.id, link.opened, link.last_opened_at) for link in register.all()] == [
        (often.id, 3, NOON + timedelta(minutes=50)), (never.id, 0, None)
    ]  # fmt: skip


def test_age_alone_removes_lines_and_links(url):
    today = datetime.now(UTC)
    clock = Clock(today - timedelta(days=1000))
    register = LinkRegister(url, now=clock)
    _old, old_token = make(register, days=30)
    register.sessions.redeem(old_token)
    clock.at = today
    young, token = make(register)
    session_id = register.sessions.redeem(token)
    assert register.purge(today - timedelta(days=900)) == 2
    assert [link.id for link in register.all()] == [young.id]
    assert [line["event"] for line in register.audit.events()] == ["redeemed", "created"]
    assert register.sessions.access(session_id) and register.sessions.redeem(old_token) is None
    with pytest.raises(DBAPIError, match="append-only"):
        register.purge(today + timedelta(days=1))
    assert register.sessions.access(session_id)  # nothing of it was done
    register.close()


def test_publishing_removes_what_is_older_than_agreed_and_makes_no_register(tmp_path, monkeypatch):
    monkeypatch.delenv("DASHBOARD_LEDGER", raising=False)
    export, data = write_export(tmp_path / "export", cases=[case()]), tmp_path / "data"
    publish(export, data, Recipe(), data_to=date(2026, 9, 30))
    assert not (data / "ledger").exists()
    clock = Clock(datetime.now(UTC) - timedelta(days=70))
    register = LinkRegister(database.address(data), now=clock)
    make(register, days=1)
    clock.at = datetime.now(UTC) - timedelta(days=35)
    young, _token = make(register, days=1)
    (data / "settings.toml").write_text("retention_months = 2\n")
    told: list[str] = []
    publish(export, data, Recipe(), data_to=date(2026, 9, 30), tell=told.append)
    assert ([line["link_id"] for line in register.audit.events()], told) == ([young.id], [])
    assert [link.id for link in register.all()] == [young.id]
    register.close()


def test_a_register_that_cannot_be_opened_stops_no_publishing(tmp_path, monkeypatch):
    monkeypatch.setenv("DASHBOARD_LEDGER", "nonsense")
    export, data = write_export(tmp_path / "export", cases=[case()]), tmp_path / "data"
    told: list[str] = []
    found, _checked = publish(export, data, Recipe(), data_to=date(2026, 9, 30), tell=told.append)
    assert snapshot.current_id(data) == found.id
    assert [sentence.startswith("Listen over links kunne ikke ryddes") for sentence in told] == [
        True
    ]


# ---- side by side


def test_eight_readers_and_an_owner_at_once(register):
    made = [make(register, code) for code in ("0360", "0461")]

    def read(nth):
        link, token = made[nth % 2]
        found = [register.sessions.redeem(token) for _time in range(10)]
        for session_id in found:
            register.sessions.touch(session_id)
            assert register.sessions.access(session_id).municipality == link.municipality
        return found

    with ThreadPoolExecutor(9) as pool:
        others = pool.submit(lambda: [make(register, "0101") for _time in range(10)])
        sessions = [each for found in pool.map(read, range(8)) for each in found]
        others.result()
    assert len(set(sessions)) == 80
    assert {link.id: link.opened for link in register.all() if link.opened} == {
        link.id: 40 for link, _token in made
    }


def test_of_two_who_rotate_one_link_at_once_one_gets_a_new_one(register):
    link, _token = make(register)
    start = threading.Barrier(4)

    def rotate(_nth):
        start.wait()
        try:
            return register.rotate(link.id)[0].id
        except DashboardError:
            return None

    with ThreadPoolExecutor(4) as pool:
        new = [found for found in pool.map(rotate, range(4)) if found]
    assert len(new) == 1
    assert {found.id for found in register.all() if found.state(NOON) == "open"} == set(new)


def test_processes_that_open_an_empty_register_at_once_find_the_same(url):
    start = threading.Barrier(6)

    def first(nth):
        start.wait()
        register = LinkRegister(url)
        make(register)
        register.close()

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(first, range(6)))
    register = LinkRegister(url)
    assert len(register.all()) == 6
    register.close()


# ---- the database


def test_a_newer_register_is_left_alone(url):
    LinkRegister(url).close()
    engine = create_engine(url)
    with engine.begin() as con:
        con.execute(text("update ledger_schema set version = 2"))
    engine.dispose()
    with pytest.raises(DashboardError, match="nyere udgave"):
        LinkRegister(url)


@pytest.mark.parametrize(
    "address",
    ["mysql://x/y", "nonsense", "sqlite://", "postgresql+psycopg://u:hemmelig@127.0.0.1:1/x",
     "sqlite:////proc/nowhere/ledger.db"],
)  # fmt: skip
def test_what_cannot_be_opened_is_one_sentence_without_the_password(address):
    with pytest.raises(DashboardError, match="kan ikke åbnes") as refused:
        LinkRegister(address)
    assert "hemmelig" not in str(refused.value)


def test_the_file_is_for_its_two_users_alone_and_survives_a_power_cut(tmp_path):
    register = LinkRegister(database.address(tmp_path))
    make(register)
    folder = tmp_path / "ledger"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o770
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o660}
    assert {path.name for path in folder.iterdir()} == {
        "ledger.db",
        "ledger.db-wal",
        "ledger.db-shm",
        "lock",
    }
    with register._engine.connect() as con:
        found = {name: con.exec_driver_sql(f"pragma {name}").scalar()
                 for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")}  # fmt: skip
    assert found == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "busy_timeout": 10000,
    }
    register.close()


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="only root can be two users")
def test_two_users_of_one_group_share_the_register_and_nobody_else_opens_it():
    """The owner's app makes a link, the partners' app redeems it; each as a user of its own."""
    home = Path(tempfile.mkdtemp(prefix="ledger"))
    home.chmod(0o755)
    folder = home / "ledger"
    folder.mkdir()
    os.chown(folder, 0, 64001)
    folder.chmod(0o2770)  # as the guide to a server says: files in it belong to the group
    url = f"sqlite:///{folder}/ledger.db"
    told = home / "token"
    told.touch()
    told.chmod(0o666)

    def owner():
        told.write_text(make(LinkRegister(url))[1])

    def partner():
        register = LinkRegister(url)
        session_id = register.sessions.redeem(told.read_text())
        register.audit.note("export", session_id=session_id)
        assert register.sessions.access(session_id)

    try:
        assert as_user(64002, 64001, owner) == 0
        assert as_user(64003, 64001, partner) == 0
        assert as_user(64004, 64005, partner) == 1
        assert as_user(64002, 64001, lambda: LinkRegister(url).revoke_all()) == 0
        assert as_user(64003, 64001, partner) == 1
    finally:
        shutil.rmtree(home)


def as_user(user, group, act) -> int:
    """Runs it in a process of that user, with a strict umask: 0 when it went well."""
    with warnings.catch_warnings(action="ignore"):  # forking beside threads: the child starts none
        child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    code = 1
    try:
        os.setgroups([])
        os.setgid(group)
        os.setuid(user)
        os.umask(0o077)
        act()
        code = 0
    finally:
        os._exit(code)


def test_who_reads_links_needs_none_of_the_owners_libraries():
    """The partners' process imports this; it must not be able to read a snapshot."""
    said = subprocess.run(
        [sys.executable, "-c", "import sys, dashboard.access.register; print(*sorted(sys.modules))"],
        check=True, capture_output=True, text=True,
    ).stdout.split()  # fmt: skip
    theirs = {"duckdb", "polars", "pyarrow", "pandas", "streamlit", "dashboard.snapshots",
              "dashboard.figures", "dashboard.owner"}  # fmt: skip
    assert not theirs & set(said)


def test_the_address_is_the_environments_else_a_folder_of_its_own(tmp_path, monkeypatch):
    monkeypatch.delenv("DASHBOARD_LEDGER", raising=False)
    own = database.address(tmp_path)
    assert own == f"sqlite:///{tmp_path}/ledger/ledger.db"
    assert not database.is_there(own)
    LinkRegister(own).close()
    assert database.is_there(own)
    monkeypatch.setenv("DASHBOARD_LEDGER", "postgresql+psycopg:///x")
    assert database.address(tmp_path) == "postgresql+psycopg:///x"
    assert database.is_there(database.address(tmp_path))


def test_a_time_without_a_zone_is_a_fault_of_ours():
    with pytest.raises(ValueError, match="without a zone"):
        database.Moment().process_bind_param(datetime(2026, 1, 1), None)
