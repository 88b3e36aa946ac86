"""Attacks in Chromium: what the reader's browser keeps, shows, frames and sends on."""

import functools
import http.server
import re
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from dashboard.web.navigation import PARTNER_PAGES
from tests.attacks.conftest import COOKIE, OURS, THEIRS, Partner


class Window:
    """A browser of its own with one link opened in it, and everything it complained of or asked for."""

    def __init__(self, context: BrowserContext, partner: Partner, municipality: str = OURS) -> None:
        self.partner, self.context = partner, context
        self.link, self.token = partner.link(municipality)
        self.page: Page = context.new_page()
        self.complaints: list[str] = []
        self.requests: list[str] = []
        self.page.on(
            "console", lambda m: self.complaints.append(m.text) if m.type == "error" else None
        )
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        context.on(
            "request",
            lambda request: self.requests.append(f"{request.url} {request.headers.get('referer')}"),
        )

    def open(self) -> Page:
        self.page.goto(f"{self.partner.address}/l#{self.token}")
        self.page.get_by_role("button", name="Åbn rapport").click()
        self.settle("Overblik")
        return self.page

    def settle(self, heading: str) -> None:
        self.page.get_by_role("heading", name=heading, level=1).wait_for()
        self.page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')


@pytest.fixture
def window(browser: Browser, partner: Partner) -> Iterator[Window]:
    context = browser.new_context(locale="da-DK", viewport={"width": 1400, "height": 900})
    yield Window(context, partner)
    context.close()


@pytest.fixture(scope="session")
def evil(tmp_path_factory: pytest.TempPathFactory, partner: Partner) -> Iterator[str]:
    """Another site: frames the app, posts forms to it and fetches from it."""
    folder = tmp_path_factory.mktemp("evil")
    (folder / "l.txt").write_text("another site")
    (folder / "frame.html").write_text(f'<iframe id="f" src="{partner.address}/"></iframe>')
    for path in ("l", "logud", "eksport/rapport.csv"):
        (folder / f"{path.partition('/')[0]}.html").write_text(
            f'<form method="post" enctype="text/plain" action="{partner.address}/{path}">'
            f'<input name="x"></form><script>document.forms[0].submit()</script>'
        )
    serve = functools.partial(http.server.SimpleHTTPRequestHandler, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), serve)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize("trouble", ["500", "no line"])
def test_a_server_in_trouble_is_no_dead_link(window, trouble):
    page = window.page
    page.route("**/l", lambda route: (
        route.continue_() if route.request.method == "GET"
        else route.fulfill(status=500) if trouble == "500" else route.abort()))  # fmt: skip
    page.goto(f"{window.partner.address}/l#{window.token}")
    button = page.get_by_role("button", name="Åbn rapport")
    button.click()
    page.get_by_role("alert").filter(has_text="Prøv igen om lidt.").wait_for()
    assert not page.get_by_text("Linket virker ikke").is_visible()
    page.unroute("**/l")
    button.click()
    window.settle("Overblik")


ON_LINES = """
code => {
  const found = [], all = document.createTreeWalker(document.querySelector('[data-testid=stMain]'), 4);
  for (let node; node = all.nextNode();) {
    const at = node.textContent.indexOf(code), range = document.createRange();
    if (at < 0) continue;
    range.setStart(node, at);
    range.setEnd(node, at + code.length);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    found.push([new Set([...range.getClientRects()].map(r => r.top)).size, getSelection().toString()]);
  }
  return found;
}
"""


def test_the_code_of_a_report_stands_on_one_line_and_is_copied_as_it_is(window):
    page = window.open()
    page.goto(f"{window.partner.address}/om-tallene")
    window.settle("Om tallene")
    page.locator("code").nth(2).wait_for()
    code = page.locator("code").first.inner_text()
    assert re.fullmatch(r"KG-\w{4}-\w{4}", code)
    for width in range(320, 700, 10):
        page.set_viewport_size({"width": width, "height": 800})
        # above the page, among the facts, and where it is explained
        assert page.evaluate(ON_LINES, code) == [[1, code]] * 3, width


def test_a_link_opens_the_report_and_leaves_no_trace_of_itself(window):
    page = window.open()
    assert page.url == f"{window.partner.address}/"
    (cookie,) = [c for c in window.context.cookies() if c["name"] == COOKIE]
    assert (cookie["httpOnly"], cookie["secure"], cookie["sameSite"], cookie["path"]) == (
        True,
        True,
        "Strict",
        "/",
    )
    assert cookie["expires"] == -1
    assert all(c["secure"] for c in window.context.cookies())
    assert COOKIE not in page.evaluate("document.cookie")
    stores = "[Object.keys(localStorage), Object.keys(sessionStorage)].flat().join()"
    assert window.token not in page.evaluate(stores)
    assert window.complaints == []


@pytest.mark.parametrize(
    "mangled", ["/l%23{token}", "/l/#{token}", "/l#{token}.", "/l#{token}&data=x", "/l#{token}>"]
)
def test_a_link_a_mail_program_has_changed_opens_all_the_same(window, mangled):
    page = window.page
    page.goto(window.partner.address + mangled.format(token=window.token))
    assert page.url == f"{window.partner.address}/l"
    page.get_by_role("button", name="Åbn rapport").click()
    window.settle("Overblik")


def test_a_link_that_lost_its_token_says_who_changed_it(window):
    window.page.goto(f"{window.partner.address}/l%23kort")
    window.page.get_by_role("alert").filter(has_text="Mailprogrammet har ændret linket").wait_for()


def test_the_older_tab_is_emptied_when_another_link_is_opened_in_the_browser(window, partner):
    page = window.open()
    theirs = page.get_by_text("Lolland").first
    theirs.wait_for()
    _link, token = partner.link(THEIRS)
    newer = window.context.new_page()
    newer.goto(f"{partner.address}/l#{token}")
    newer.get_by_role("button", name="Åbn rapport").click()
    newer.get_by_role("heading", name="Overblik", level=1).wait_for()
    theirs.wait_for(state="detached")
    assert "Odense" in newer.inner_text("h1")


def test_attack_13_the_token_is_in_no_request_referer_or_history(window):
    page = window.open()
    page.get_by_role("link", name="Svar").click()
    window.settle("Svar")
    page.go_back()
    window.settle("Overblik")
    page.go_back()
    assert window.token not in page.url
    assert window.token not in page.content()
    assert not [request for request in window.requests if window.token in request]
    assert {request.rpartition(" ")[2] for request in window.requests} <= {"None", ""}  # no Referer


@pytest.mark.parametrize("path", [page.path for page in PARTNER_PAGES])
def test_every_page_lives_under_the_policy_and_asks_nobody_else(window, path):
    page = window.open()
    for language in ("da", "en"):
        page.goto(f"{window.partner.address}/{path}?lang={language}")
        page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')
        assert page.locator("html").get_attribute("lang") == language
        assert page.get_by_test_id("stException").count() == 0
        for chart in page.get_by_test_id("stVegaLiteChart").all():
            chart.locator("canvas, svg").first.wait_for()
    probes = ("/_stcore/health", "/_stcore/host-config")  # Streamlit looks below a deep link first
    asked = [
        r.split()[0]
        for r in window.requests
        if not r.startswith((window.partner.address, "data:", "blob:"))
    ]
    assert asked == []
    assert [c for c in window.complaints if "404" not in c] == []
    assert len([c for c in window.complaints if "404" in c]) <= 4 * len(probes)


def test_attack_07_a_page_is_blank_soon_after_its_link_is_taken_back(window):
    page = window.open()
    page.get_by_role("link", name="Svar").click()
    window.settle("Svar")
    window.partner.register.revoke(window.link.id)
    begun = time.monotonic()
    page.get_by_role("heading", name="Rapporten er lukket").wait_for(timeout=5000)
    assert time.monotonic() - begun <= 3
    assert "Lolland" not in page.content()
    page.reload()
    page.get_by_role("heading", name="Rapporten er lukket").wait_for()
    assert page.goto(f"{window.partner.address}/eksport/rapport.html").status == 403
    page.go_back()
    page.go_back()
    page.wait_for_timeout(500)
    assert "Lolland" not in page.content()


def test_attack_09_one_reader_too_many_is_told_so(window, partner, browser):
    page = window.open()
    cookies = [partner.redeem(window.token).cookies[COOKIE] for _ in range(10)]
    held = [partner.socket(cookie) for cookie in cookies[:9]]
    try:
        for socket in held:
            socket.__enter__()
        elsewhere = browser.new_context(locale="da-DK")
        other = elsewhere.new_page()
        other.goto(f"{partner.address}/l#{window.token}")
        other.get_by_role("button", name="Åbn rapport").click()
        other.get_by_role("heading", name="Rapporten er åben for mange steder").wait_for()
        elsewhere.close()
        page.reload()  # who has a place keeps it
        window.settle("Overblik")
    finally:
        for socket in held:
            socket.__exit__(None, None, None)


def test_attack_11_a_scanner_that_runs_no_script_or_presses_no_button_opens_nothing(
    browser, partner, audit
):
    _link, token = partner.link()
    for runs_script in (False, True):
        context = browser.new_context(java_script_enabled=runs_script)
        page = context.new_page()
        page.goto(f"{partner.address}/l#{token}")
        page.wait_for_timeout(300)
        assert context.cookies() == []
        context.close()
    assert [name for name, _line in audit()] == ["created"]


@pytest.mark.parametrize("path", ["l", "logud", "eksport"])
def test_attack_12_another_sites_form_does_nothing(window, evil, audit, path):
    page = window.open()
    with page.expect_response(lambda answer: answer.request.method == "POST") as answer:
        page.goto(f"{evil}/{path}.html")
    assert answer.value.status == 403
    page.goto(window.partner.address)
    window.settle("Overblik")
    assert [name for name, _line in audit()].count("redeemed") == 1


def test_attack_12_another_sites_script_reads_nothing(window, evil):
    page = window.open()
    page.goto(f"{evil}/frame.html")
    for path in ("/", "/eksport/rapport.csv", "/vagt"):
        script = "address => fetch(address, {credentials: 'include'}).then(() => 'read', () => 'refused')"
        assert page.evaluate(script, window.partner.address + path) == "refused"


def test_attack_24_the_report_cannot_be_framed(window, evil):
    """Not even beside it on the same machine, whose frames the browser gives the cookie."""
    page = window.open()
    beside = evil.replace("127.0.0.1", "localhost")
    with (
        page.expect_console_message(lambda said: "frame-ancestors" in said.text),
        page.expect_request(f"{window.partner.address}/") as framed,
    ):
        page.goto(f"{beside}/frame.html")
    assert f"{COOKIE}=" in framed.value.all_headers()["cookie"]
    shown = page.frames[1]
    shown.wait_for_load_state()
    assert shown.url.startswith("chrome-error:")
    assert "Lolland" not in shown.content()


def test_attack_24_messages_from_another_window_do_nothing(window, evil, audit):
    window.open()
    beside = evil.replace("127.0.0.1", "localhost")
    theirs = window.context.new_page()
    theirs.goto(f"{beside}/l.txt")
    with theirs.expect_popup() as opened:
        theirs.evaluate("address => { window.other = window.open(address); }", f"{beside}/l.txt")
    page, listen = (
        opened.value,
        "window.heard = []; addEventListener('message', e => heard.push(e))",
    )
    page.evaluate(listen)
    theirs.evaluate("other.postMessage('x', '*')")
    page.wait_for_function("heard.length === 1")  # so they do reach a window it opened

    page.goto(
        f"{window.partner.address}/"
    )  # as its reader does, in the window somebody else opened
    page.get_by_role("heading", name="Overblik", level=1).wait_for()
    page.evaluate(listen)
    for message in ({"type": "SET_QUERY_PARAM", "queryParams": "lang=en"}, {"type": "STOP_SCRIPT"},
                    {"type": "RERUN_SCRIPT"}, {"type": "CLEAR_CACHE"},
                    {"type": "REQUEST_PAGE_CHANGE", "pageScriptHash": "0"}):  # fmt: skip
        theirs.evaluate("m => other.postMessage({stCommVersion: 1, ...m}, '*')", message)
        page.evaluate("m => window.postMessage({stCommVersion: 1, ...m}, '*')", message)
    page.wait_for_timeout(500)
    assert beside not in page.evaluate("heard.map(e => e.origin)")
    assert page.evaluate("window.opener") is None
    assert "lang=en" not in page.url
    assert page.get_by_role("heading", name="Overblik", level=1).is_visible()
    assert "denied" not in [name for name, _line in audit()]


def test_a_dead_link_says_whom_to_ask_and_not_of_which_municipality(browser, partner):
    link, token = partner.link(THEIRS)
    partner.register.revoke(link.id)
    said = [
        said_at(browser, f"{partner.address}/l{after}") for after in (f"#{token}", f"#{'x' * 43}")
    ]
    assert said[0] == said[1]
    assert "Spørg KeepGoing." in said[0]
    without = said_at(browser, f"{partner.address}/l")
    assert "Åbn linket fra mailen igen." in without
    assert "Linket virker ikke" not in without
    assert "Mailprogrammet har ændret linket" in said_at(browser, f"{partner.address}/l#x")


def said_at(browser: Browser, address: str) -> str:
    """What a link that opens nothing says, its button gone."""
    context = browser.new_context(locale="da-DK")
    page = context.new_page()
    page.goto(address)
    if len(address.partition("#")[2]) == 43:
        page.get_by_role("button", name="Åbn rapport").click()
    page.get_by_role("alert").wait_for()
    assert not page.locator("button").is_visible()
    said = page.locator("main").inner_text()
    context.close()
    return said


def test_attack_17_logging_out_closes_every_window_and_the_back_button_shows_nothing(window):
    page = window.open()
    other = window.context.new_page()
    other.goto(window.partner.address)
    other.get_by_role("heading", name="Overblik", level=1).wait_for()
    page.goto(f"{window.partner.address}/logud")
    page.get_by_role("button", name="Log ud").click()
    page.get_by_role("heading", name="Du er logget ud").wait_for()
    assert [c for c in window.context.cookies() if c["name"] == COOKIE] == []
    other.get_by_role("heading", name="Rapporten er lukket").wait_for(timeout=5000)
    page.go_back()
    page.go_back()
    page.wait_for_timeout(500)
    assert "Lolland" not in page.content()


@pytest.mark.parametrize("width, height", [(360, 740)])
def test_our_own_pages_fit_a_phone(browser, partner, width, height, tmp_path: Path):
    context = browser.new_context(locale="da-DK", viewport={"width": width, "height": height})
    page = context.new_page()
    for path in ("/l", "/"):
        page.goto(partner.address + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()
