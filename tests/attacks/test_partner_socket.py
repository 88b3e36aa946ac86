"""Attacks over the socket: other people's sessions, forged scopes, messages no page of ours sends."""

import math
import re
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from websockets.exceptions import ConnectionClosedError

from dashboard.web.navigation import PAGES, PARTNER_PAGES
from tests.attacks.conftest import (
    BROKEN,
    CPR,
    OURS,
    THEIRS,
    Page,
    canaries,
    refused,
    session_id,
    write_edition,
)  # fmt: skip
from tests.servers import soon

PARTNER_PATHS = [page.path for page in PARTNER_PAGES]


def is_ours(page: Page) -> bool:
    """Whether everything the socket received is of Lolland, and some of it is."""
    return (
        b"Lolland" in page.received
        and b"Odense" not in page.received
        and not canaries(page.received)
    )


@pytest.mark.parametrize("origin", [None, "http://localhost:9999", "null", "https://evil.example", "http://127.0.0.1",
                                    "https://localhost"])  # fmt: skip
def test_attack_02_a_socket_from_any_other_page_is_refused_before_streamlit(partner, origin):
    cookie, _link = partner.session()
    before = partner.log.read_bytes()
    assert refused(partner, cookie, origin=origin) == 403
    assert (
        b"disallowed Origin" not in partner.log.read_bytes()[len(before) :]
    )  # Streamlit's own words


@pytest.mark.parametrize(
    "path", ["/_stcore/stream/", "/tilfredshed/_stcore/stream", "/_stcore/Stream", "/l", "/"]
)
def test_attack_02_there_is_one_socket_and_no_other(partner, path):
    cookie, _link = partner.session()
    assert refused(partner, cookie, path=path) == 403


@pytest.mark.parametrize("is_online", [True, False])
def test_attack_04_nobody_takes_over_a_session_by_its_id(partner, is_online):
    theirs, _link = partner.session(THEIRS)
    ours, _link = partner.session(OURS)
    with partner.socket(theirs) as victim:
        taken = session_id(victim.rerun())
        assert canaries(victim.received)
        if not is_online:
            victim.__exit__(None, None, None)
            time.sleep(0.3)
        with partner.socket(ours, session=taken) as thief:
            assert session_id(thief.rerun()) != taken
            assert is_ours(thief)
        if is_online:
            assert session_id(victim.rerun()) == taken
    assert b"identity mismatch" in partner.log.read_bytes()
    with partner.socket(theirs, session=taken) as back:  # its own browser does come back to it
        assert session_id(back.rerun()) == taken


@pytest.mark.parametrize("name", ["X-Adgang", "x-adgang", "X_Adgang", "X-ADGANG", "X-Adgang-User"])
def test_attack_05_a_scope_from_outside_is_ignored(partner, name):
    theirs, _link = partner.session(THEIRS)
    ours, _link = partner.session(OURS)
    for value in (theirs, "ejer", "*", ""):
        with partner.socket(ours, headers=((name, value), (name, value))) as page:
            page.rerun()
            assert is_ours(page)


def ends(partner, cookie, link):
    """Every way a session ends."""
    at = partner.register.now()
    return {
        "revoked": lambda: partner.register.revoke(link),
        "expired": lambda: partner.expire(link),
        "ended": lambda: partner.register.sessions.end(cookie),
        "old": lambda: partner.age(cookie, redeemed_at=at.replace(year=at.year - 1)),
        "clock set back": lambda: partner.age(cookie, redeemed_at=at.replace(year=at.year + 1)),
    }


@pytest.mark.parametrize("how", ["revoked", "expired", "ended", "old", "clock set back"])
def test_attack_07_an_idle_socket_closes_within_a_second(partner, how):
    cookie, link = partner.session()
    with partner.socket(cookie) as page:
        page.rerun()
        ends(partner, cookie, link)[how]()
        begun = time.monotonic()
        assert page.closed_with(3) == 1008
        assert time.monotonic() - begun <= 1.2
    assert refused(partner, cookie) == 403


def test_attack_07_a_message_after_the_end_is_not_heard(partner):
    cookie, link = partner.session()
    with partner.socket(cookie) as page:
        page.rerun()
        seen = len(page.received)
        partner.register.revoke(link)
        message = BackMsg()
        message.rerun_script.query_string = ""
        page.line.send(message.SerializeToString())
        assert page.closed_with(3) == 1008
        assert len(page.received) == seen


def test_attack_09_one_link_in_fifty_windows_is_open_in_ten(partner, audit):
    _link, token = partner.link()
    cookies = [partner.redeem(token).cookies["__Host-adgang"] for _ in range(50)]
    with ExitStack() as windows:
        pages = [windows.enter_context(partner.socket(cookie)) for cookie in cookies[:10]]
        assert {refused(partner, cookie) for cookie in cookies[10:]} == {403}
        polite = partner.get("/", cookies[20])
        assert polite.status_code == 429
        assert "åben for mange steder" in polite.text
        other, _link = partner.session(THEIRS)  # another link is not disturbed
        assert partner.get("/", other).status_code == 200
        assert partner.get("/", cookies[3]).status_code == 200  # who has a place may reload
        assert refused(partner, cookies[3]) == 403  # and has no second one
        pages[0].rerun()
        assert is_ours(pages[0])
    assert [name for name, _line in audit()].count("full") == 20  # and no more in one minute
    opened = next(link.opened for link in partner.register.all() if link.id == _link_id(audit))
    assert opened == 50
    assert soon(lambda: refused(partner, cookies[30]) == 101)  # a closed window makes room


def _link_id(audit) -> str:
    return next(line["link_id"] for name, line in audit() if name == "full")


FORBIDDEN = ["clear_cache", "load_git_info", "set_run_on_save", "file_urls_request", "debug_shutdown_runtime",
             "debug_disconnect_websocket"]  # fmt: skip


@pytest.mark.parametrize("kind", FORBIDDEN)
def test_attack_14_messages_no_page_needs_are_dropped_and_written_down(partner, audit, kind):
    cookie, link = partner.session()
    message = BackMsg()
    if kind == "file_urls_request":
        message.file_urls_request.request_id = "1"
    else:
        setattr(message, kind, True)
    with partner.socket(cookie) as page:
        page.rerun()
        seen = len(page.received)
        page.line.send(message.SerializeToString())
        page.rerun()  # the page goes on
        assert page.received[seen:].count(b"file_urls_response") == 0
    lines = [
        line["facts"] for name, line in audit() if name == "dropped" and line["link_id"] == link
    ]
    assert lines == [{"message": kind}]


@pytest.mark.parametrize(
    "frame, code",
    [(b"\xff\xff\xff", 1002), ("text", 1003), (bytes((1 << 20) + 1), 1009), (b"", None)],
)
def test_attack_14_what_is_no_message_closes_the_socket(partner, audit, frame, code):
    cookie, _link = partner.session()
    with partner.socket(cookie) as page:
        page.rerun()
        page.line.send(frame)
        assert page.closed_with(1.5) == code
    assert [name for name, _line in audit()].count("dropped") == 1


@pytest.mark.parametrize("level", ["public", "authority"])
@pytest.mark.parametrize("path", PARTNER_PATHS)
def test_attack_18_no_page_sends_a_number_of_another_municipality(partner, level, path):
    theirs, _link = partner.session(THEIRS, level)
    with partner.socket(theirs) as page:
        page.rerun(path)
        sang = canaries(page.received)
    assert sang, "the canary does not sing on this page"
    ours, _link = partner.session(OURS, level)
    for language in ("da", "en"):
        with partner.socket(ours) as page:
            page.rerun(path, f"lang={language}")
            assert is_ours(page)


def test_attack_19_in_any_order_and_at_once_everybody_sees_their_own(partner):
    cookies = {code: partner.session(code)[0] for code in (OURS, THEIRS)}

    def seen(code: str) -> tuple[str, bytes]:
        with partner.socket(cookies[code]) as page:
            for path in PARTNER_PATHS:
                page.rerun(path)
            return code, page.received

    orders = [OURS, THEIRS, THEIRS, OURS]
    with ThreadPoolExecutor(4) as at_once:
        for code, received in [*map(seen, orders), *at_once.map(seen, orders * 2)]:
            assert bool(canaries(received)) == (code == THEIRS)
            assert (b"Odense" in received, b"Lolland" in received) == (code == THEIRS, code == OURS)


TOWN, BEFORE, AFTER = "0259", 5813, 6247


def of_town(editions: Path, version: int, count: int) -> None:
    """A version in which every count is that one, and so says which it is."""
    write_edition(editions, TOWN, "public", count, version=version, report_code=f"KG-{count}")


def told(count: int, received: bytes) -> bool:
    return any(f"{count:,}".replace(",", mark).encode() in received for mark in ("", ".", ","))


def test_attack_19_a_new_version_is_seen_whole_by_an_open_page_and_never_half(partner, editions):
    of_town(editions, 1, BEFORE)
    cookie, _link = partner.session(TOWN)
    with partner.socket(cookie) as page:
        for path in PARTNER_PATHS:
            page.rerun(path)
            assert told(BEFORE, page.received)
        of_town(editions, 2, AFTER)
        for path in PARTNER_PATHS:
            page.received = b""
            page.rerun(path)
            assert f"KG-{AFTER}".encode() in page.received
            assert not told(BEFORE, page.received)


@pytest.mark.parametrize(
    "query", [f"kommune={THEIRS}", "kommune=Odense&role=ejer&scope=*&embed=true", "municipality=0461&level=authority",
              "adgang=x&user=y", "lang=%3Cscript%3E", "quarter=2020-Q1&v=1"]
)  # fmt: skip
def test_attack_20_no_address_widens_the_scope(partner, query):
    cookie, _link = partner.session()
    with partner.socket(cookie) as page:
        page.rerun(query=query)
        assert is_ours(page)


@pytest.mark.parametrize(
    "path",
    [*sorted({page.path for page in PAGES} - set(PARTNER_PATHS)), "x/../data", "../pages/data"],
)
def test_attack_20_the_owners_pages_are_not_here(partner, path):
    cookie, _link = partner.session()
    assert partner.get(f"/{path}", cookie).status_code == 404
    with partner.socket(cookie) as page:
        got = page.rerun(path)
        assert "page_not_found" in {m.WhichOneof("type") for m in got}
        assert is_ours(page)


def test_attack_20_a_forged_page_hash_is_no_way_in(partner):
    cookie, _link = partner.session()
    for forged in ("0" * 32, "../../etc/passwd", "dashboard/owner/app.py"):
        message = BackMsg()
        message.rerun_script.page_script_hash = forged
        with partner.socket(cookie) as page:
            page.line.send(message.SerializeToString())
            page.finished()
            assert is_ours(page)


def test_attack_21_no_widget_value_does_anything_but_nothing(partner):
    cookie, _link = partner.session()
    with partner.socket(cookie) as page:
        page.rerun()
        ids = set(re.findall(rb"\$\$ID-[\w-]+", page.received))
        assert ids
        for wrong in WRONG:
            page.rerun(**{widget.decode(): wrong for widget in ids})
        page.rerun(**{"$$ID-0-nobody": ("string_value", THEIRS)})
        assert is_ours(page)
        assert b"Traceback" not in page.received
        assert b'File "' not in page.received


WRONG = [("string_value", THEIRS), ("string_value", "<script>"), ("int_value", -1), ("double_value", math.nan),
         ("double_value", 1e308), ("bool_value", True), ("json_value", '{"a": [1e999]}'),
         ("bytes_value", b"\xff")]  # fmt: skip


def test_attack_21_twenty_megabytes_are_not_taken_in(partner):
    cookie, _link = partner.session()
    before = partner.memory()
    with partner.socket(cookie) as page:
        page.rerun()
        with pytest.raises(ConnectionClosedError) as closed:
            page.line.send(bytes(20 << 20))
            page.closed_with(5)
            page.line.send(b"")
    assert closed.value.rcvd is None or closed.value.rcvd.code == 1009
    assert partner.memory() - before < 60


@pytest.mark.parametrize("clicks, patience, code", [(20, 20, 1002), (140, 6, None)])
def test_attack_21_whoever_clicks_too_fast_waits(partner, clicks, patience, code):
    cookie, _link = partner.session()
    message = BackMsg()
    message.rerun_script.query_string = ""
    with partner.socket(cookie) as page:
        for _ in range(clicks):
            page.line.send(message.SerializeToString())
        page.line.send(b"\xff\xff\xff")  # stands behind the clicks: read only when they have been
        assert page.closed_with(patience) == code


def test_attack_21_one_reader_who_clicks_too_fast_holds_up_no_other_with_that_link(partner):
    _link, token = partner.link()
    fast, calm = (partner.redeem(token).cookies["__Host-adgang"] for _ in range(2))
    message = BackMsg()
    message.rerun_script.query_string = ""
    with partner.socket(fast) as page, partner.socket(calm) as other:
        for _ in range(140):
            page.line.send(message.SerializeToString())
        page.line.send(b"\xff\xff\xff")
        assert page.closed_with(6) is None  # it waits
        other.rerun()
        assert is_ours(other)


def test_a_socket_that_is_refused_is_no_fault_in_the_log(partner):
    before = len(partner.log.read_bytes())
    cookie, _link = partner.session()
    assert refused(partner, None) == 403
    assert refused(partner, cookie, origin="null") == 403
    assert refused(partner, cookie, headers=(("Host", "evil.example"),)) in (400, 403)
    partner.get("/sund")
    assert b"handshake" not in partner.log.read_bytes()[before:]


@pytest.mark.parametrize("path", PARTNER_PATHS)
def test_attack_22_a_fault_shows_a_code_and_neither_message_nor_number(partner, path):
    cookie, _link = partner.session(BROKEN)
    with partner.socket(cookie) as page:
        page.rerun(path)
        said = page.received
    code = re.search(rb"koden ([0-9a-f]{8})", said)
    for secret in (CPR.encode(), b"isoformat", b"Traceback", b"edition.py", b"ValueError"):
        assert secret not in said
    if path == "tilgaengelighed":  # which says nothing of the report
        assert b"WCAG 2.1" in said
        return
    assert code
    log = partner.log.read_text()
    assert f"error {code[1].decode()}" in log
    assert "Invalid isoformat string: '…'" in log
    assert CPR not in log


def test_attack_22_a_fault_in_a_file_shows_a_code_too(partner):
    cookie, _link = partner.session(BROKEN)
    answer = partner.get("/eksport/rapport.csv", cookie)
    assert answer.status_code == 500
    code = re.search(r"Kode: ([0-9a-f]{8})", answer.text)
    assert code
    assert f"error {code[1]}" in partner.log.read_text()
    assert answer.headers["cache-control"] == "no-store"
    for secret in (CPR, "isoformat", "Traceback", ".py"):
        assert secret not in answer.text
