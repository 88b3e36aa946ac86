"""The owner's door with login: a real OpenID provider, the real app, a real Chromium.

Attack 30 of the owner's side: a cookie that was taken is worth nothing after log-out, after twelve
hours, and after another secret.
"""

import http.client
import json
import re
import time
from contextlib import closing
from urllib.parse import urlsplit

import pytest
from websockets.exceptions import ConnectionClosedError, InvalidStatus
from websockets.sync.client import connect

from tests.browser import door_house
from tests.browser.door_house import COOKIE, ONE_FACTOR, OWNER, STALE, STRANGER
from tests.builders import case, contact, published
from tests.servers import soon


@pytest.fixture(scope="module")
def issuer(tmp_path_factory):
    with door_house.provider(tmp_path_factory.mktemp("provider")) as address:
        yield address


@pytest.fixture(scope="module")
def house(tmp_path_factory, issuer):
    folder = tmp_path_factory.mktemp("door")
    published(folder, cases=[case(f"F{n}") for n in range(12)], contacts=[contact("K1", "F1")])
    ready = door_house.prepare(folder, issuer, folder / "data")
    with door_house.open_house(ready):
        yield ready


@pytest.fixture
def visitor(browser):
    context = browser.new_context(locale="da-DK")
    yield context.new_page()
    context.close()


def log_in(page, house, who):
    page.goto(house.address)
    page.get_by_role("link", name="Log ind").click()
    page.get_by_role("button", name=who, exact=True).click()
    return page


def come_in(page, house):
    log_in(page, house, OWNER)
    page.get_by_role("heading", level=1, name="Overblik").wait_for()
    return page


def cookie_of(page) -> str:
    return next(c["value"] for c in page.context.cookies() if c["name"] == COOKIE)


def get(house, path="/", cookie=None, method="GET", host=None, **headers):
    """One request by hand: status, headers, body."""
    parts = urlsplit(house.address)
    line = http.client.HTTPConnection(parts.hostname, parts.port, timeout=10)
    line.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
    for each in [host] if isinstance(host, str) else host if host is not None else [parts.netloc]:
        line.putheader("Host", each)
    if cookie is not None:
        line.putheader("Cookie", f"{COOKIE}={cookie}")
    for name, value in headers.items():
        line.putheader(name.replace("_", "-"), value)
    line.endheaders()
    with closing(line):
        answer = line.getresponse()
        told = {name.lower(): value for name, value in answer.getheaders()}
        return answer.status, told, answer.read().decode("latin-1")


def socket_answer(house, cookie=None, origin=None, **headers) -> str:
    """What a WebSocket handshake comes to: a status, or "open"."""

    told = ({"Cookie": f"{COOKIE}={cookie}"} if cookie else {}) | headers
    address = house.address.replace("http", "ws") + "/_stcore/stream"
    try:
        with connect(
            address, origin=origin, additional_headers=told, subprotocols=["streamlit"], proxy=None
        ):
            return "open"
    except InvalidStatus as refused:
        return str(refused.response.status_code)


def sign_ins(house) -> list[dict]:
    lines = (house.data / "access" / "sign_ins.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def test_who_is_on_the_list_comes_in_and_the_log_says_who(house, visitor):
    page = come_in(visitor, house)
    page.get_by_text("data til").first.wait_for()
    cookie = next(c for c in page.context.cookies() if c["name"] == COOKIE)
    assert cookie["httpOnly"]
    assert cookie["sameSite"] == "Lax"
    last = sign_ins(house)[-1]
    assert (last["event"], last["subject"]) == ("began", OWNER)
    assert cookie["value"] not in json.dumps(sign_ins(house))
    page.goto(f"{house.address}/forloebet?sag=F1")
    page.get_by_role("heading", level=1, name="Et forløb").wait_for()
    page.get_by_text("F1").first.wait_for()
    log = house.data / "access" / "log.jsonl"
    assert soon(log.exists)
    assert json.loads(log.read_text().splitlines()[-1])["user"] == "ejer@example.dk"


@pytest.mark.parametrize(
    "who, why",
    [(STRANGER, "står ikke på listen"), (ONE_FACTOR, "her kræves to"), (STALE, "for gammelt")],
)
def test_others_are_told_why_not_and_get_no_cookie(house, visitor, who, why):
    page = log_in(visitor, house, who)
    page.get_by_role("heading", name="Ingen adgang").wait_for()
    assert why in page.inner_text("main")
    assert not [c for c in page.context.cookies() if c["name"].startswith(COOKIE)]
    assert sign_ins(house)[-1]["event"] == "refused"
    page.goto(house.address)
    assert page.get_by_role("link", name="Log ind").is_visible()


def test_only_who_needs_it_to_be_listed_is_told_an_id(house, visitor):
    log_in(visitor, house, STRANGER)
    assert STRANGER in visitor.inner_text("main")


@pytest.mark.parametrize(
    "path", ["/forloeb", "/media/x", "/_stcore/host-config", "/static/js/x", "/anything/a/b",
             "/favicon.png", "/adgang", "/_stcore/upload_file/a/b",
             "//", "/log-ind/../forloeb", "/oauth2callback/x", "/%5fstcore/host-config"],
)  # fmt: skip
def test_nothing_is_served_without_login(house, path):
    status, _headers, body = get(house, path)
    assert status == 403
    assert "streamlit" not in body.lower()


@pytest.mark.parametrize("path", ["/_stcore/metrics", "/_stcore/agent/openapi.json",
                                  "/forloeb/_stcore/upload_file/a/b", "/forloeb/_stcore/metrics"])  # fmt: skip
def test_what_nobody_needs_is_closed_also_with_login(house, visitor, path):
    assert get(house, path, cookie_of(come_in(visitor, house)))[0] == 404


def test_the_health_check_needs_no_login_and_says_nothing(house):
    port = urlsplit(house.address).port
    assert get(house, "/_stcore/health", host=f"127.0.0.1:{port}")[::2] == (200, "ok")
    assert get(house, "/", host=f"127.0.0.1:{port}")[0] == 400


@pytest.mark.parametrize("host", ["evil.example", "localhost", "a@localhost", "", [],
                                  ["localhost", "evil.example"]])  # fmt: skip
def test_another_host_is_refused(house, host):
    assert get(house, "/", host=host)[0] == 400


def test_forwarded_headers_change_nothing(house):
    tricks = {"X_Forwarded_For": "127.0.0.1", "X_Forwarded_Host": "localhost", "Forwarded": "for=::1",
              "X_Forwarded_Proto": "https", "X_Real_IP": "127.0.0.1", "X_Adgang": "ejer"}  # fmt: skip
    assert get(house, "/forloeb", **tricks)[0] == 403


@pytest.mark.parametrize(
    "value", ["", "x", "a.b", "%00", "x" * 9000, "eyJ.a.b", "æøå".encode().decode("latin-1")]
)
def test_a_bent_cookie_is_no_cookie_and_no_fault(house, value):
    assert get(house, "/forloeb", value)[0] in (403, 431)


def test_a_cookie_with_one_character_changed_is_no_cookie(house, visitor):
    cookie = cookie_of(come_in(visitor, house))
    assert get(house, cookie=cookie)[0] == 200
    for place in (5, len(cookie) // 2, -5):
        changed = list(cookie)
        changed[place] = "A" if changed[place] != "A" else "B"
        assert get(house, cookie="".join(changed))[0] == 403


def test_a_cookie_signed_with_the_right_secret_but_never_given_out_is_no_cookie(house):
    assert get(house, cookie=house.cookie())[0] == 403


def test_the_socket_asks_for_login_and_our_own_origin(house, visitor):
    cookie = cookie_of(come_in(visitor, house))
    assert socket_answer(house, cookie, house.address) == "open"
    assert socket_answer(house, None, house.address) == "403"
    for origin in (
        None,
        "null",
        "https://evil.example",
        "http://localhost:9999",
        "http://localhost",
    ):
        assert socket_answer(house, cookie, origin) == "403"


def test_attack_30_a_stolen_cookie_dies_with_log_out(house, visitor):
    page = come_in(visitor, house)
    stolen = cookie_of(page)
    assert get(house, cookie=stolen)[0] == 200
    page.get_by_role("button", name="Log ud").click()
    page.wait_for_url(re.compile("end_session"))
    assert get(house, cookie=stolen)[0] == 403
    assert socket_answer(house, stolen, house.address) == "403"
    page.goto(house.address)
    assert page.get_by_role("link", name="Log ind").is_visible()
    assert sign_ins(house)[-1]["event"] == "ended"


def test_a_page_left_open_elsewhere_is_emptied_when_its_login_ends(house, visitor):
    page = come_in(visitor, house)
    status, headers, _body = get(house, "/auth/logout", cookie_of(page))
    assert (status, headers["clear-site-data"]) == (302, '"cache", "storage"')
    page.get_by_role("link", name="Log ind").wait_for(timeout=6000)
    assert page.get_by_role("heading", name="Overblik").count() == 0
    page.go_back()
    assert page.get_by_role("heading", name="Overblik").count() == 0


def test_a_foreign_page_cannot_log_anybody_out(house, visitor):
    cookie = cookie_of(come_in(visitor, house))
    assert get(house, "/auth/logout", cookie, Sec_Fetch_Site="cross-site")[0] == 403
    assert get(house, "/auth/logout", cookie, Sec_Fetch_Site="same-site")[0] == 403
    assert get(house, cookie=cookie)[0] == 200


def test_a_new_login_ends_the_old_one_of_the_same_browser(house, visitor):
    old = cookie_of(come_in(visitor, house))
    visitor.goto(f"{house.address}/log-ind")
    visitor.get_by_role("button", name=OWNER, exact=True).click()
    visitor.get_by_role("heading", level=1, name="Overblik").wait_for()
    assert cookie_of(visitor) != old
    assert get(house, cookie=old)[0] == 403


def test_a_cookie_is_dead_after_twelve_hours(house):
    # as if given out then: the line in the log is there, the token's own time is not
    from dashboard.owner import sign_ins as log
    from dashboard.owner.cookies import login_of

    def given_out(hours: float) -> str:
        cookie = house.cookie(iat=int(time.time() - hours * 3600), nonce=f"{hours}")
        key, _claims = _login_of(login_of, cookie, house)
        log.begin(house.data, key, OWNER)
        return cookie

    assert get(house, cookie=given_out(11.99))[0] == 200
    assert get(house, cookie=given_out(12.01))[0] == 403
    assert get(house, cookie=given_out(-1))[0] == 403  # from the future


def _login_of(login_of, cookie, house):
    from unittest.mock import patch

    with patch("dashboard.owner.cookies.get_cookie_secret", lambda: door_house.SECRET):
        return login_of({COOKIE: cookie}, house.address)


def test_another_secret_ends_every_login_and_a_restart_none(tmp_path, issuer, browser):
    house = door_house.prepare(tmp_path, issuer, tmp_path / "data")
    context = browser.new_context(locale="da-DK")
    with door_house.open_house(house):
        cookie = cookie_of(come_in(context.new_page(), house))
    context.close()
    with door_house.open_house(house):
        assert get(house, cookie=cookie)[0] == 200
    door_house.write_secrets(house, issuer, cookie_secret="en-anden-hemmelighed-0123456789-abcdef")
    with door_house.open_house(house):
        assert get(house, cookie=cookie)[0] == 403
        log = house.log.read_text(encoding="utf-8")
    assert "oauth2callback" not in log
    assert cookie not in log


def test_an_open_socket_is_closed_when_its_login_ends(house, visitor):
    cookie = cookie_of(come_in(visitor, house))
    with connect(
        house.address.replace("http", "ws") + "/_stcore/stream", origin=house.address, proxy=None,
        additional_headers={"Cookie": f"{COOKIE}={cookie}"}, subprotocols=["streamlit"],
    ) as socket:  # fmt: skip
        assert get(house, "/auth/logout", cookie)[0] == 302
        ended = time.monotonic()
        with pytest.raises(ConnectionClosedError) as closed:
            while True:
                socket.recv(timeout=5)
    assert closed.value.rcvd.code == 1008
    assert time.monotonic() - ended < 2


def test_a_login_that_cannot_be_written_down_is_no_login(tmp_path, issuer, visitor):
    house = door_house.prepare(tmp_path, issuer, tmp_path / "data")
    (house.data / "access" / "sign_ins.jsonl").mkdir(parents=True)
    with door_house.open_house(house):
        log_in(visitor, house, OWNER)
        visitor.get_by_role("heading", name="Login virker ikke lige nu").wait_for()
        assert not [c for c in visitor.context.cookies() if c["name"].startswith(COOKIE)]
        assert get(house, cookie=house.cookie())[0] == 403
