"""Attacks over HTTP: nothing but the link page is open, and nothing in a request widens a scope."""

import asyncio
import re
import socket
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, suppress
from datetime import UTC, datetime

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from sqlalchemy.exc import OperationalError
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.runtime.memory_media_file_storage import _calculate_file_id

from dashboard.access.database import LINKS
from dashboard.access.links import Access
from dashboard.access.register import LinkRegister
from dashboard.partner import audit_lines
from dashboard.partner.audit_lines import LINES_IN_TEN_MINUTES
from dashboard.partner.deployment import Deployment
from dashboard.partner.report_files import FILES_IN_TEN_MINUTES
from dashboard.partner.session_middleware import PartnerSessionMiddleware
from dashboard.web import line as line_
from dashboard.web.navigation import PARTNER_PAGES
from tests.attacks.conftest import (
    COOKIE,
    DAMAGED,
    OURS,
    THEIRS,
    canaries,
    flooded,
    refused,
    unpacked,
)

NAMES = ("rapport.pdf", "rapport.html", "rapport.csv", "rapport.xlsx")
CLOSED = ["/", "/media/x", "/_stcore/metrics", "/static/js/x", "/anything/a/b", "/vagt", "/vagt.js", "/logud",
          "/eksport/rapport.csv", "/L", "//l", "/l/../", "/l/a/b", "/sund/x", "/_stcore/health",
          "/index.html", "/favicon.png", "/oauth2callback", "/auth/login", "/tilfredshed", "/l.js/x"]  # fmt: skip


@pytest.mark.parametrize("path", CLOSED)
def test_attack_01_without_a_cookie_everything_is_closed_and_written_down(partner, audit, path):
    answer = partner.get(path)
    assert answer.status_code == 403
    assert "Rapporten er lukket" in answer.text
    (line,) = audit()
    assert (line[0], line[1]["link_id"]) == ("denied", None)
    assert line[1]["facts"]["code"] in answer.text


def test_attack_01_the_socket_is_closed_too(partner, audit):
    assert refused(partner, None) == 403
    assert [name for name, _line in audit()] == ["denied"]


def test_attack_01_what_is_open_says_nothing_of_anybody(partner, audit):
    pages = [partner.get(path).text for path in ("/l", "/l.js", "/sund")]
    assert "Åbn rapport" in pages[0]
    assert pages[2] == "ok"
    for page in pages:
        assert not re.search(r"lolland|odense|0360|0461", page, re.I)
    assert audit() == []


@pytest.mark.parametrize("host", ["evil.example", "a@b", "localhost", "localhost:1", "127.0.0.1:{port}", "",
                                  "localhost:{port}\r\nHost: evil.example", "localhost:{port}, evil"])  # fmt: skip
@pytest.mark.parametrize("path", ["/l", "/", "/sund", "/_stcore/stream"])
def test_attack_03_any_other_host_is_refused(partner, host, path):
    named = host.format(port=partner.port)
    got = partner.raw(f"GET {path} HTTP/1.1\r\nHost: {named}\r\nConnection: close\r\n\r\n".encode())
    assert got.split()[1] == b"400"
    assert b"<html" not in got


def test_attack_03_no_host_at_all_is_refused(partner):
    assert partner.raw(b"GET /l HTTP/1.1\r\nConnection: close\r\n\r\n").split()[1] == b"400"


def test_attack_06_a_cookie_that_is_not_exactly_ours_opens_nothing(partner):
    cookie, _link = partner.session()
    assert partner.get("/vagt", cookie).status_code == 204
    flipped = ("a" if cookie[0] != "a" else "b") + cookie[1:]
    for wrong in (flipped, cookie[:-1], cookie + "a", "", "a" * 9000, "a.b", "%00", f'"{cookie}"', cookie.swapcase(),
                  f"{cookie}; {COOKIE}={flipped}", f"{cookie}; {COOKIE}={cookie}",
                  f"{flipped}; {COOKIE}={cookie}"):  # fmt: skip
        assert partner.get("/vagt", wrong).status_code == 403, wrong
    twice = [("cookie", f"{COOKIE}={cookie}"), ("cookie", f"{COOKIE}={flipped}")]
    assert httpx.get(f"{partner.address}/vagt", headers=twice, trust_env=False).status_code == 403


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(value=some.text(some.characters(min_codepoint=33, max_codepoint=255), max_size=60))
def test_attack_06_no_text_in_the_cookie_is_a_fault(partner, value):
    headers = {b"cookie": f"{COOKIE}={value}".encode("latin-1")}
    assert partner.ask("GET", "/vagt", headers=headers).status_code in (400, 403)


def test_attack_08_a_link_of_the_future_or_the_past_opens_nothing(partner):
    link, token = partner.link()
    at = partner.register.now()
    cookie = partner.redeem(token).cookies[COOKIE]
    for days in (1, 365):
        later = at.replace(year=at.year + (days > 1)) if days > 1 else link.expires_at
        partner.set(
            LINKS,
            LINKS.c.id == link.id,
            created_at=later,
            expires_at=later.replace(year=later.year + 1),
        )
        assert partner.redeem(token).status_code == 404  # the clock has been set back
        assert partner.get("/", cookie).status_code == 403
    partner.expire(link.id)  # or on
    assert partner.redeem(token).status_code == 404
    assert partner.get("/", cookie).status_code == 403


def test_attack_08_a_session_ends_by_the_clock_and_never_begins_in_the_future(partner):
    from datetime import timedelta

    at = partner.register.now()
    for seen, redeemed in ((timedelta(minutes=31), timedelta(minutes=31)), (timedelta(0), timedelta(hours=8)),
                           (timedelta(0), timedelta(days=-365))):  # fmt: skip
        cookie, _link = partner.session()
        assert partner.get("/vagt", cookie).status_code == 204
        partner.age(cookie, seen_at=at - seen, redeemed_at=at - redeemed)
        assert partner.get("/vagt", cookie).status_code == 403


def test_attack_10_five_thousand_wrong_tokens_do_not_close_the_door_for_a_right_one(partner):
    _link, token = partner.link()

    head = (f"POST /l HTTP/1.1\r\nHost: localhost:{partner.port}\r\nOrigin: {partner.address}\r\n"
            "Sec-Fetch-Site: same-origin\r\nX-Link: 1\r\nContent-Length: 43\r\n\r\n")  # fmt: skip
    wrong = ((head + f"{n:043d}").encode() for n in range(5000))
    assert flooded(partner, wrong, lines=300) == {404: 5000}
    times = []
    for _ in range(5):
        begun = time.monotonic()
        assert partner.redeem(token).status_code == 204
        times.append(time.monotonic() - begun)
    assert min(times) < 0.45  # not even slower: only failures wait


def test_attack_10_six_hundred_lines_of_wrong_tokens_leave_room_for_a_right_one(partner):
    _link, token = partner.link()
    head = (f"POST /l HTTP/1.1\r\nHost: localhost:{partner.port}\r\nOrigin: {partner.address}\r\n"
            "Sec-Fetch-Site: same-origin\r\nX-Link: 1\r\nContent-Length: 43\r\n\r\n")  # fmt: skip
    answers, is_over = [], threading.Event()

    def come_in() -> None:
        while not is_over.is_set() and len(answers) < 40:
            answers.append(partner.redeem(token).status_code)
            time.sleep(0.1)

    with ThreadPoolExecutor(1) as reader:
        waiting = reader.submit(come_in)
        wrong = ((head + f"{n:043d}").encode() for n in range(6000))
        counted = flooded(partner, wrong, lines=600)
        is_over.set()
        waiting.result()
    assert counted[404] > 3000  # a flood; how much of it is answered in time is the machine's
    assert len(answers) > 5
    assert set(answers) == {204}


UNFINISHED = {
    "nothing": b"",
    "half a header": b"GET / HTTP/1.1\r\nHost: ",
    "half a body": b"POST /l HTTP/1.1\r\nHost: {host}\r\nContent-Length: 60\r\n\r\nt",
}


@pytest.mark.parametrize("sent", UNFINISHED.values(), ids=UNFINISHED)
def test_attack_15_a_thousand_lines_that_ask_nothing_whole_keep_no_reader_out(partner, sent):
    with ExitStack() as open_lines:
        for _nth in range(1_000):
            line = open_lines.enter_context(
                closing(socket.create_connection(("localhost", partner.port)))
            )
            line.sendall(sent.replace(b"{host}", f"localhost:{partner.port}".encode()))
        began = time.monotonic()
        assert partner.get("/sund").status_code in (200, 204)
        assert time.monotonic() - began < 2


def test_a_line_that_is_kept_open_is_closed_where_its_request_never_ends(partner):
    with closing(socket.create_connection(("localhost", partner.port))) as line:
        line.settimeout(line_.PATIENCE + 10)
        line.sendall(UNFINISHED["half a header"])
        with suppress(ConnectionResetError):
            assert line.recv(1) == b""


def test_a_link_that_went_on_to_many_opens_for_them_all_and_fills_no_audit(partner, audit):
    link, token = partner.link()
    found = [partner.redeem(token) for _ in range(LINES_IN_TEN_MINUTES + 3)]
    assert {answer.status_code for answer in found} == {204}
    first, last = (found[nth].cookies[COOKIE] for nth in (0, -1))
    asked = [partner.get("/eksport/rapport.csv", first) for _ in range(FILES_IN_TEN_MINUTES + 3)]
    assert [a.status_code for a in asked] == [200] * FILES_IN_TEN_MINUTES + [429] * 3
    assert "Vent ti minutter" in asked[-1].text
    assert partner.get("/eksport/rapport.csv", last).status_code == 200  # who took none has theirs
    told = Counter(event for event, line in audit() if line["link_id"] == link.id)
    assert told["redeemed"] == LINES_IN_TEN_MINUTES
    assert told["export"] == LINES_IN_TEN_MINUTES


async def _opened_often(middleware: PartnerSessionMiddleware, token: str, times: int) -> set[int]:
    headers = {
        "origin": middleware.deployment.origin,
        "sec-fetch-site": "same-origin",
        "x-link": "1",
    }
    transport = httpx.ASGITransport(middleware)
    async with httpx.AsyncClient(
        transport=transport, base_url=middleware.deployment.origin
    ) as client:
        found = {(await client.post("/l", content=token, headers=headers)).status_code
                 for _ in range(times)}  # fmt: skip
    await asyncio.wait_for(middleware.lines.summing, 10)
    return found


def test_what_is_opened_very_often_is_one_line_a_minute_and_still_counted(
    tmp_path, own_deployment, monkeypatch
):
    monkeypatch.setattr(audit_lines, "SUMMED_EVERY", 0.1)
    register = LinkRegister(f"sqlite:///{tmp_path / 'ledger.db'}")
    link, token = register.new(OURS, label="a test", by="test")
    middleware = PartnerSessionMiddleware(None, register, own_deployment, pages=[""])
    times = LINES_IN_TEN_MINUTES + 20
    with ThreadPoolExecutor(1) as thread:
        assert thread.submit(asyncio.run, _opened_often(middleware, token, times)).result() == {204}
    lines = [line for line in register.audit.events() if line["event"] == "redeemed"]
    summed = [line["facts"]["times"] for line in lines if line["facts"]]
    assert len(lines) - len(summed) == LINES_IN_TEN_MINUTES
    assert sum(summed) == 20
    assert len(summed) < 20
    assert [found.opened for found in register.all()] == [times]
    assert {line["link_id"] for line in lines} == {link.id}
    register.close()


@pytest.fixture
def own_deployment(monkeypatch) -> Deployment:
    for name in ("PARTNER_ORIGIN", "PARTNER_PORT"):
        monkeypatch.delenv(name, raising=False)
    return Deployment.from_environment()


class Full:
    """A link register on a full disk: it can be read and not written."""

    def __init__(self) -> None:
        self.sessions = self.audit = self

    def access(self, _session: str) -> None:
        return None

    def note(self, *_what: object, **_facts: object) -> bool:
        raise OperationalError("insert into audit", {}, Exception("database or disk is full"))


async def _asked_of(
    middleware: PartnerSessionMiddleware,
) -> tuple[httpx.Response, list[dict[str, object]]]:
    sent: list[dict[str, object]] = []

    async def send(message: dict[str, object]) -> None:
        sent.append(message)

    transport = httpx.ASGITransport(middleware)
    async with httpx.AsyncClient(
        transport=transport, base_url=middleware.deployment.origin
    ) as client:
        answer = await client.get("/")
    scope = {"type": "websocket", "path": "/_stcore/stream",
             "headers": [(b"host", middleware.deployment.host.encode())]}  # fmt: skip
    await middleware(scope, None, send)
    return answer, sent


def test_a_register_that_cannot_be_written_refuses_all_the_same(caplog, own_deployment):
    middleware = PartnerSessionMiddleware(None, Full(), own_deployment, pages=[""])
    with ThreadPoolExecutor(1) as thread:  # another test's browser may own this thread's loop
        answer, sent = thread.submit(asyncio.run, _asked_of(middleware)).result()
    assert answer.status_code == 403
    assert "Rapporten er lukket" in answer.text
    assert "Kode: " not in answer.text  # there is no such line
    assert sent == [{"type": "websocket.close", "code": 1008}]
    assert "could not be written to the audit: OperationalError" in caplog.text


class Stuck(Full):
    """The same with a reader in it."""

    def access(self, _session: str) -> Access:
        return Access("a", OURS, "public", "a test", datetime.now(UTC))

    def touch(self, _session: str) -> None:
        raise OperationalError("update sessions", {}, Exception("database or disk is full"))


async def _clicked(
    middleware: PartnerSessionMiddleware, times: int
) -> tuple[list[bytes], list[dict[str, object]]]:
    click = BackMsg(rerun_script={"query_string": ""}).SerializeToString()
    coming: asyncio.Queue[dict[str, object]] = asyncio.Queue()
    heard, sent = [], []
    for _ in range(times):
        coming.put_nowait({"type": "websocket.receive", "bytes": click})
    coming.put_nowait({"type": "websocket.disconnect", "code": 1001})

    async def script(_scope: object, receive, _send: object) -> None:
        while (message := await receive())["type"] != "websocket.disconnect":
            heard.append(message["bytes"])

    async def send(message: dict[str, object]) -> None:
        sent.append(message)

    middleware.app = script
    headers = {
        "host": middleware.deployment.host,
        "origin": middleware.deployment.origin,
        "cookie": f"{COOKIE}={'a' * 43}",
    }
    raw = [(name.encode(), value.encode()) for name, value in headers.items()]
    scope = {"type": "websocket", "path": "/_stcore/stream", "headers": raw}
    await middleware(scope, coming.get, send)
    return heard, sent


def test_a_reader_goes_on_while_their_clicks_cannot_be_written_down(caplog, own_deployment):
    middleware = PartnerSessionMiddleware(None, Stuck(), own_deployment, pages=[""])
    with ThreadPoolExecutor(1) as thread:
        heard, sent = thread.submit(asyncio.run, _clicked(middleware, 30)).result()
    assert len(heard) == 30
    assert sent == []
    told = [line for line in caplog.messages if "click could not be written down" in line]
    assert len(told) == audit_lines.LINES_A_MINUTE  # and no more a minute


def test_a_code_is_shown_only_where_the_audit_has_it(partner, audit):
    shown = [re.search(r"Kode: ([0-9a-f]{8})", partner.get("/x").text) for _ in range(70)]
    written = {line["facts"].get("code") for event, line in audit() if event == "denied"}
    assert {code[1] for code in shown if code} <= written
    assert None in shown  # the flood's last lines were dropped


def test_a_damaged_report_is_not_the_readers_to_mend(partner, editions):
    cookie, _link = partner.session(DAMAGED)
    with partner.socket(cookie) as page:
        page.rerun()
        assert "Rapporten kan ikke vises lige nu. Spørg KeepGoing.".encode() in page.received
        assert b"editions" not in page.received
    answer = partner.get("/eksport/rapport.csv", cookie)
    assert answer.status_code == 503
    assert "Rapporten kan ikke vises lige nu. Spørg KeepGoing." in answer.text
    assert f"report of {DAMAGED} (public): Rapporten kan ikke læses" in partner.log.read_text()


def test_attack_10_unknown_expired_and_revoked_are_one_answer_in_one_time(partner):
    expired, expired_token = partner.link()
    revoked, revoked_token = partner.link()
    partner.expire(expired.id)
    partner.register.revoke(revoked.id)
    tokens = {
        "unknown": "x" * 43,
        "expired": expired_token,
        "revoked": revoked_token,
        "malformed": "../'\x7f",
    }
    seen, least = set(), dict.fromkeys(tokens, 60.0)
    for turn in range(
        400
    ):  # what else the machine does only adds to a time: the least is the token's own
        for name, token in tokens.items():
            begun = time.perf_counter()
            address = f"192.0.{2 + turn // 250}.{turn % 250}"  # a fresh one
            answer = partner.redeem(token, **{"x-forwarded-for": address})
            least[name] = min(least[name], time.perf_counter() - begun)
            headers = [(k, v) for k, v in answer.headers.multi_items() if k != "date"]
            seen.add((answer.status_code, answer.content, str(headers)))
        if turn >= 40 and max(least.values()) - min(least.values()) < 0.01:
            break
    assert len(seen) == 1
    assert next(iter(seen))[:2] == (404, b"")
    assert max(least.values()) - min(least.values()) < 0.01, least


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("headers", [{}, {"sec-purpose": "prefetch"}, {"user-agent": "SafeLinks"}])
def test_attack_11_looking_at_a_link_opens_nothing(partner, audit, method, headers):
    answer = partner.ask(method, "/l", headers=headers)
    assert answer.status_code == 200
    assert "set-cookie" not in answer.headers
    assert audit() == []


@pytest.mark.parametrize(
    "changed",
    [{"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site"}, {"sec-fetch-site": "none"},
     {"sec-fetch-site": ""}, {"origin": "https://evil.example"}, {"origin": "null"}, {"origin": ""},
     {"origin": "http://localhost"}],
)  # fmt: skip
def test_attack_12_another_site_can_neither_log_in_nor_out(partner, changed):
    _link, token = partner.link()
    assert partner.redeem(token, **changed).status_code == 403
    cookie, _link = partner.session()
    headers = {"origin": partner.address, "sec-fetch-site": "same-origin"} | changed
    if changed != {"origin": "null"}:  # what a form of our own sends, as we send no referrers
        assert partner.ask("POST", "/logud", cookie, headers=headers).status_code == 403
    assert partner.get("/vagt", cookie).status_code == 204


def test_attack_12_a_form_cannot_send_what_logging_in_takes(partner):
    _link, token = partner.link()
    headers = {"origin": partner.address, "sec-fetch-site": "same-origin"}
    assert partner.ask("POST", "/l", headers=headers, content=token).status_code == 403


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_attack_12_another_site_gets_no_file_even_with_the_cookie(partner, site):
    cookie, _link = partner.session()
    for path in ("/eksport/rapport.csv", "/", "/vagt"):
        assert partner.get(path, cookie, headers={"sec-fetch-site": site}).status_code == 403


def test_attack_12_getting_the_log_out_page_logs_nobody_out(partner):
    cookie, _link = partner.session()
    assert partner.get("/logud", cookie).status_code == 200
    assert partner.get("/vagt", cookie).status_code == 204


def test_attack_12_a_new_link_in_a_browser_ends_the_session_before_it(partner):
    cookie, _link = partner.session()
    _other, token = partner.link(THEIRS)
    partner.redeem(token, cookie=f"{COOKIE}={cookie}")
    assert partner.get("/vagt", cookie).status_code == 403


def test_attack_13_the_token_and_the_cookie_stand_in_no_log_and_no_ledger(partner):
    link, token = partner.link()
    cookie = partner.redeem(token).cookies[COOKIE]
    for path in (f"/l?{token}", f"/{token}", f"/?x={token}", f"/eksport/{token}"):
        partner.get(path, cookie, headers={"referer": f"{partner.address}/l#{token}"})
    with partner.socket(cookie, path=f"/_stcore/stream?{token}") as page:
        page.rerun(query=f"t={token}")
    files = [partner.log, *partner.folder.glob("ledger.db*")]
    assert len(files) >= 2
    for file in files:
        for secret in (token, cookie):
            assert secret.encode() not in file.read_bytes(), file
    assert any(line["link_id"] == link.id for line in partner.register.audit.events())


@pytest.mark.parametrize("cookie_of", ["somebody", "nobody"])
def test_attack_15_nothing_can_be_uploaded_and_memory_stays(partner, cookie_of):
    cookie = partner.session()[0] if cookie_of == "somebody" else None

    def endless():
        for _ in range(200):
            yield bytes(1 << 20)

    before = partner.memory()
    try:
        status = partner.ask(
            "PUT", "/_stcore/upload_file/a/b", cookie, content=endless()
        ).status_code
    except httpx.TransportError:  # the answer came and the line was cut before it was all sent
        status = None
    assert status in (403, 404, None)
    assert partner.memory() - before < 20
    short = partner.ask("PUT", "/_stcore/upload_file/a/b", cookie, content=b"x")
    assert short.status_code == (404 if cookie else 403)


BESIDES = ["/_stcore/metrics", "/_stcore/agent/openapi.json", "/_stcore/agent/mcp", "/_stcore/upload_file/x/y",
           "/_stcore/script-health-check", "/component/x/y", "/media/x", "/_stcore/bidi-components/x",
           "/oauth2callback", "/auth/logout", "/tilfredshed/_stcore/metrics", "/index.html",
           "/app/static/x"]  # fmt: skip


@pytest.mark.parametrize("path", BESIDES)
def test_attack_15_what_streamlit_offers_besides_a_page_is_no_path_here(partner, path):
    cookie, _link = partner.session()
    for method in ("GET", "POST", "PUT", "DELETE", "OPTIONS"):
        answer = partner.ask(method, path, cookie)
        assert answer.status_code == 404, method
        assert "Kode: " not in answer.text  # it would stand in no log


def test_attack_16_no_file_can_be_guessed_by_its_content(partner):
    cookie, _link = partner.session()

    theirs, _link = partner.session(THEIRS)
    files = [partner.get(f"/eksport/{name}", theirs).content for name in NAMES]
    contents = [*files, *(f"n\n{n}\n".encode() for n in range(3_000))]
    ids = [
        _calculate_file_id(content, "text/csv", name)  # Streamlit's own, as it is installed
        for content in contents
        for name in (*NAMES, None)
    ]
    asked = (
        f"GET /media/{i}.csv HTTP/1.1\r\nHost: localhost:{partner.port}\r\nCookie: {COOKIE}={cookie}\r\n\r\n".encode()
        for i in ids
    )
    assert flooded(partner, asked) == {404: (len(NAMES) + 1) * len(contents)}


@pytest.mark.parametrize("name", NAMES)
def test_attack_17_a_file_is_of_ones_own_municipality_whatever_is_asked(partner, audit, name):
    own, link = partner.session(OURS)
    other, _link = partner.session(THEIRS)
    mine = partner.get(f"/eksport/{name}", own)
    assert mine.status_code == 200
    assert mine.headers["cache-control"] == "no-store"
    assert mine.headers["x-content-type-options"] == "nosniff"
    assert re.search(r'; filename="[\w.-]+"$', mine.headers["content-disposition"])
    asked = partner.get(
        f"/eksport/{name}?kommune={THEIRS}&scope=*",
        own,
        headers={"range": "bytes=0-3", "x-adgang": other},
    )
    assert (asked.status_code, asked.content) == (200, mine.content)
    assert partner.get(f"/eksport/{name}", other).content != mine.content
    exports = [line for event, line in audit() if event == "export" and line["link_id"] == link]
    assert [line["facts"]["name"] for line in exports] == [name, name]


NO_FILES = ["", "x", "..%2frapport.csv", "../rapport.csv", "rapport.csv/", "RAPPORT.CSV", "rapport.csv%00",
            f"{THEIRS}/rapport.csv", "rapport.docx", "%2e%2e/%2e%2e/etc/passwd"]  # fmt: skip


@pytest.mark.parametrize("name", NO_FILES)
def test_attack_17_any_other_file_is_not_there(partner, name):
    cookie, _link = partner.session()
    assert partner.get(f"/eksport/{name}", cookie).status_code == 404


def test_attack_17_after_log_out_there_is_no_file(partner):
    cookie, _link = partner.session()
    headers = {"origin": partner.address, "sec-fetch-site": "same-origin"}
    answer = partner.ask("POST", "/logud", cookie, headers=headers)
    assert answer.status_code == 200
    assert "cookies" in answer.headers["clear-site-data"]
    assert "Max-Age=0" in answer.headers["set-cookie"]
    for path in ("/eksport/rapport.csv", "/", "/vagt"):
        assert partner.get(path, cookie).status_code == 403


def test_attack_17_without_a_report_there_is_no_file_but_a_word(partner):
    cookie, _link = partner.session("0101")
    answer = partner.get("/eksport/rapport.csv", cookie)
    assert answer.status_code == 404
    assert "ingen rapport" in answer.text


@pytest.mark.parametrize("level", ["public", "authority"])
def test_attack_18_no_file_or_page_holds_a_number_of_another_municipality(partner, level):
    cookie, _link = partner.session(OURS, level)
    theirs, _link = partner.session(THEIRS, level)
    paths = [*(f"/eksport/{name}" for name in NAMES), "/", "/vagt.js", "/_stcore/host-config"]
    for path in paths:
        received = partner.get(path, cookie)
        assert received.status_code == 200
        assert canaries(unpacked(received.content)) == [], path
    for path in paths[: len(NAMES)]:  # the canary does sing where it may
        assert canaries(unpacked(partner.get(path, theirs).content)), path


@pytest.mark.parametrize("path", [f"/{page.path}" for page in PARTNER_PAGES])
def test_every_page_has_the_headers_and_says_its_language(partner, path):
    cookie, _link = partner.session()
    for language in ("da", "en"):
        answer = partner.get(f"{path}?lang={language}", cookie)
        assert f'<html lang="{language}" translate="no">' in answer.text
        assert '<script src="/vagt.js" defer></script>' in answer.text
    policy = answer.headers["content-security-policy"]
    assert "unsafe-eval" not in policy
    assert "script-src 'self' 'sha256-" in policy
    wanted = {"x-frame-options": "DENY", "referrer-policy": "no-referrer", "cache-control": "no-store",
              "x-content-type-options": "nosniff", "cross-origin-opener-policy": "same-origin"}  # fmt: skip
    assert {name: answer.headers[name] for name in wanted} == wanted
    assert "server" not in answer.headers


def test_streamlits_cookie_is_for_https_only(partner):
    cookie, _link = partner.session()
    set_ = partner.get("/_stcore/health", cookie).headers.get_list("set-cookie")
    assert set_
    assert all(
        "; Secure" in each and "SameSite=strict" in each.replace("Strict", "strict")
        for each in set_
    )


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    method=some.sampled_from(["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH"]),
    path=some.text(some.characters(min_codepoint=33, max_codepoint=126, exclude_characters="?#"), max_size=30),
    query=some.text("abc=&%0123456789*", max_size=20),
    header=some.sampled_from(["x-adgang", "X_Adgang", "x-forwarded-user", "authorization", "x-original-url"]),
)  # fmt: skip
def test_attack_05_no_part_of_a_request_lets_anybody_in(partner, method, path, query, header):
    request = (
        f"{method} /{path}?{query} HTTP/1.1\r\nHost: localhost:{partner.port}\r\n{header}: {'a' * 43}\r\n"
        "Connection: close\r\nContent-Length: 0\r\n\r\n"
    )
    got = partner.raw(request.encode())
    if path in ("l", "l.js", "sund"):
        return
    assert got.split()[1] in (b"403", b"400"), got[:200]


TOKEN = "t" * 43


@pytest.mark.parametrize(
    "path", ["/l/", f"/l%23{TOKEN}", f"/l/%23{TOKEN}&data=x", f"/l/{TOKEN}.", "/l%23kort"]
)
def test_what_a_mail_program_made_of_a_link_is_the_link_page(partner, audit, path):
    answer = partner.get(path)
    assert answer.status_code == 200
    assert "Mailprogrammet har ændret linket" in answer.text and "/l.js" in answer.text
    assert TOKEN not in answer.text
    assert audit() == []


@pytest.mark.parametrize(
    "path", ["/static/x", "/static/js/../../index.html", "/static/", "/static/js"]
)
def test_below_static_there_is_no_shell_without_its_guard(partner, path):
    cookie, _link = partner.session()
    answer = partner.get(path, cookie)
    assert answer.status_code == 404
    assert "vagt.js" in answer.text or "Siden findes ikke" in answer.text


def test_a_page_of_another_link_is_told_to_go_and_gets_no_file(partner):
    cookie, _link = partner.session(OURS)
    guards = partner.get("/vagt.js", cookie).text
    (asked,) = re.findall(r'fetch\("(/vagt\?link=\w+)"', guards)
    assert partner.get(asked, cookie).status_code == 204
    other, _link = partner.session(THEIRS)
    assert partner.get(asked, other).status_code == 410
    own = "/eksport/rapport.csv?lang=da&rapport=KG-7F3K-9QXD"
    assert partner.get(own, cookie).status_code == 200
    refused = partner.get(own, other)
    assert refused.status_code == 409
    assert "et andet link er åbnet i denne browser" in refused.text


def test_a_post_that_is_cut_short_is_no_fault(partner):
    head = (
        f"POST /l HTTP/1.1\r\nHost: localhost:{partner.port}\r\nOrigin: {partner.address}\r\n"
        "Sec-Fetch-Site: same-origin\r\nX-Link: 1\r\nContent-Length: 43\r\n\r\nhalf"
    )
    before = partner.log.read_text()
    for _time in range(3):
        with closing(socket.create_connection(("127.0.0.1", partner.port), timeout=10)) as line:
            line.sendall(head.encode())
    with closing(socket.create_connection(("127.0.0.1", partner.port), timeout=20)) as line:
        line.sendall(head.encode())
        started = time.monotonic()
        assert line.recv(100).split()[1] == b"404"  # its line is given back
        assert time.monotonic() - started < 10
    assert partner.log.read_text() == before
