"""A link from its form to the clipboard in a real browser, and where its token is afterwards."""

import re

import pytest
from playwright.sync_api import TimeoutError as TookTooLong

from dashboard.access import database
from dashboard.access.register import LinkRegister
from tests.browser.conftest import Reader
from tests.builders import case, published
from tests.servers import owner_app


@pytest.fixture
def own_server(tmp_path):
    """A server on one course in Lolland, whose log is kept: its address, data folder and log."""
    published(tmp_path, data_to="2026-09-30", cases=[case("F1", "2026-01-01")])
    log = tmp_path / "server.log"
    with owner_app(tmp_path / "data", log, PARTNER_ORIGIN="http://localhost:8599") as address:
        yield address, tmp_path / "data", log


def pasted(page):
    """What the clipboard holds, pasted as a person would: our own pages may not read it."""
    other = page.context.new_page()
    other.set_content("<textarea></textarea>")
    other.locator("textarea").focus()
    other.keyboard.press("Control+V")
    text = other.locator("textarea").input_value()
    other.close()
    return text


def choose(page, box, name):
    """Chooses from a list, again where a rerun has closed it, as a person would."""
    for _attempt in range(9):
        box.fill("")
        box.fill(name)
        box.press("ArrowDown")  # opens a list that was closed, and goes to the first of an open one
        try:
            page.get_by_role("option", name=name).click(timeout=3000)
        except TookTooLong:
            continue
        break
    assert page.get_by_test_id("stForm").get_by_text("Vælg kommune").count() == 0


def test_a_link_is_made_copied_and_taken_back(browser, own_server):
    address, data, log = own_server
    context = browser.new_context(locale="da-DK", permissions=["clipboard-read", "clipboard-write"])
    reader = Reader(context.new_page(), address)
    page = reader.open("links")
    page.get_by_text("Lav et link", exact=True).click()
    reader.settle()
    choose(page, page.get_by_test_id("stForm").get_by_label("Kommune"), "Lolland")
    page.get_by_label("Hvem er linket til?").fill("Jobcentret")
    page.get_by_role("button", name="Lav linket").click()
    dialog = page.get_by_role("dialog", name="Kopiér linket nu")
    dialog.locator("pre", has_text="/l#").wait_for()
    token = re.search(r"http://localhost:8599/l#(\S{43})", dialog.locator("pre").inner_text())[1]
    dialog.locator("pre").hover()
    dialog.get_by_role("button", name="Copy to clipboard").click()
    assert pasted(page).endswith(token)
    page.keyboard.press("Escape")
    dialog.wait_for(state="detached")
    reader.settle()
    page.get_by_text("Jobcentret", exact=True).wait_for()

    register = LinkRegister(database.address(data))
    session_id = register.sessions.redeem(token)
    assert register.sessions.access(session_id).municipality == "0360"
    page.get_by_role("button", name="Træk tilbage").click()
    page.get_by_role("button", name="Træk linket tilbage nu").click()
    page.get_by_text("Ingen links gælder nu").wait_for()
    assert register.sessions.access(session_id) is None and register.sessions.redeem(token) is None
    register.close()

    reader.settle()
    assert token not in page.content() and token not in page.url
    stored = page.evaluate(
        "JSON.stringify([{...localStorage}, {...sessionStorage}, history.state])"
    )
    assert token not in stored
    assert not [url for url in reader.requests if token in url]
    assert token not in log.read_text(encoding="utf-8")
    assert reader.complaints == []
    context.close()
