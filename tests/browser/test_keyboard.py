"""With the keyboard alone: Tab, arrows and Enter reach what a mouse reaches, and one sees where one is."""

import re

import pytest

from tests.browser.accessibility import DESKTOP, at_rest, windows

FOCUSED = """() => {
  const it = document.activeElement, look = getComputedStyle(it), box = it.getBoundingClientRect();
  const isSeen = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  const line = look.outlineStyle === 'none' ? 0 : parseFloat(look.outlineWidth);
  const name = it.matches('main') ? '' : it.ariaLabel || it.innerText || it.tagName;
  return {name, is_body: it === document.body,
          is_shown: isSeen && line >= 2, line: look.outlineColor};
}"""


@pytest.fixture(scope="module", params=["light", "dark"])
def app(request, browser, server, partner):
    with windows(browser, server, partner, locale="da-DK", color_scheme=request.param) as found:
        yield found


def tab_to(page, name: str, most: int = 80) -> None:
    """Tabs until what is called so (a pattern) has the focus; whatever has it on the way can be seen to."""
    for _ in range(most):
        page.keyboard.press("Tab")
        found = page.evaluate(FOCUSED)
        assert not found["is_body"], f"{name} cannot be reached"
        assert found["is_shown"], found
        if re.search(name, found["name"]):
            return
    raise AssertionError(f"{name} is too far away")


def skip_the_menu(page) -> None:
    tab_to(page, "Skip to main content", 1)
    page.keyboard.press("Enter")


def test_overblik(app):
    page = app.open("owner", "", DESKTOP)
    page.get_by_text("Tabel og CSV").wait_for()  # the last thing one can come to
    at_rest(page)
    skip_the_menu(page)
    tab_to(page, "kræver opfølgning", 4)
    tab_to(page, "Skriftlige mål aftalt")
    page.keyboard.press("Enter")
    page.get_by_text("citeret i KeepGoing 2016 s. 22").wait_for()
    tab_to(page, "Se forløbene: Skriftlige mål aftalt", 3)
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Forløbene bag et tal", level=1).wait_for()


def test_succeskriterier(app):
    page = app.open("owner", "", DESKTOP)
    tab_to(page, "Succeskriterier")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Succeskriterier", level=1).wait_for()
    page.get_by_text("240 ud af 304").first.wait_for()
    at_rest(page)
    tab_to(page, "Gennemfører")
    page.keyboard.press("ArrowRight")
    assert page.evaluate(FOCUSED)["name"] == "Tiltalt"
    page.keyboard.press("Enter")
    page.get_by_text("32 ud af 304").first.wait_for()
    at_rest(page)
    tab_to(page, "De tiltalte som tabel")
    page.keyboard.press("Enter")
    page.get_by_role("columnheader", name="Forløb siden den forrige").wait_for()
    page.keyboard.press("Enter")
    tab_to(page, "Hvorfor er mit tal et andet")
    page.keyboard.press("Enter")
    at_rest(page)
    tab_to(page, "Vejen fra alle forløb")


def test_a_filter(app):
    page = app.open("owner", "succeskriterier", DESKTOP)
    at_rest(page)
    tab_to(page, "^Kommune$")
    page.keyboard.press("ArrowDown")
    page.keyboard.type("Odense")
    page.get_by_role("option", name="Odense", exact=True).wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.get_by_text("KeepGoing · Odense").wait_for()


def test_a_municipalitys_pages(app):
    page = app.open("partner", "", DESKTOP)
    tab_to(page, "Svar")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Svar", level=1).wait_for()
    at_rest(page)
    tab_to(page, "^da$")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Answers", level=1).wait_for()
    at_rest(page)
    row = page.get_by_role("rowheader").filter(has=page.locator("summary")).first
    tab_to(page, re.escape(row.get_attribute("aria-label")))
    page.keyboard.press("Enter")
    row.locator("details[open] p").first.wait_for()
