"""What the tests of use by everyone share: both apps open in a browser that looks and reads in one way."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page

from dashboard.web.navigation import PAGES, PARTNER_PAGES
from tests.attacks.conftest import Partner
from tests.browser.conftest import Reader, until

DESKTOP, PHONE = 1400, 360
HEIGHT = 900
EVERY_PAGE = [
    *(("owner", page.path) for page in PAGES),
    *(("partner", page.path) for page in PARTNER_PAGES),
]


class Windows:
    """One browser's windows into both apps."""

    def __init__(self, browser: Browser, owner: str, partner: Partner, **look: object) -> None:
        self.context = browser.new_context(viewport={"width": PHONE, "height": HEIGHT}, **look)
        self.partner = partner
        self.readers = {
            "owner": Reader(self.context.new_page(), owner),
            "partner": Reader(self.context.new_page(), partner.address),
        }
        self.is_in = False

    def open(self, app: str, path: str, width: int) -> Page:
        """A page as it is on arrival, at that width."""
        if app == "partner" and not self.is_in:
            self.enter()
        reader = self.readers[app]
        reader.page.bring_to_front()  # a list closes in a window that is not looked at
        reader.page.set_viewport_size({"width": width, "height": HEIGHT})
        return reader.open(path)

    def enter(self) -> None:
        """The municipality's link, opened."""
        page = self.readers["partner"].page
        _link, token = self.partner.link()
        page.goto(f"{self.partner.address}/l#{token}")
        page.locator("button").click()
        page.get_by_test_id("stApp").wait_for()
        self.is_in = True


@contextmanager
def windows(browser: Browser, owner: str, partner: Partner, **look: object) -> Iterator[Windows]:
    found = Windows(browser, owner, partner, **look)
    yield found
    found.context.close()


def unfold(page: Page) -> None:
    """All that can be opened, opened: rows, and folded parts with what they then fetch."""
    page.evaluate("document.querySelectorAll('.rows details').forEach(it => { it.open = true; })")
    shut = "document.querySelectorAll('.stExpander details:not([open]) summary')"
    for _round in range(5):  # what is opened may bring more to open
        if not page.evaluate(f"{shut}.length"):
            break
        page.evaluate(f"{shut}.forEach(it => it.click())")
        until(
            page,
            "[...document.querySelectorAll('.stExpander details[open] [data-testid=stExpanderDetails]')]"
            ".every(it => it.innerText.trim())",
        )
        at_rest(page)
    at_rest(page)


def at_rest(page: Page) -> None:
    """Until the script has run, every part has come in place of its grey bar, and nothing moves."""
    page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')
    until(page, "!document.querySelector('[data-testid=stSkeleton]')")
    until(
        page,
        "document.getAnimations().every(it => it.playState !== 'running'"
        " || it.effect.getComputedTiming().iterations === Infinity)",
    )
    # and what a change asked for has been done, in the frame after it
    page.evaluate("new Promise(done => requestAnimationFrame(() => setTimeout(done)))")


def small_targets(page: Page) -> list[str]:
    """What can be tapped and is under 44 px high; links within a sentence may be, as WCAG 2.5.8 says."""
    found = page.evaluate(
        """() => [...document.querySelectorAll(
          'a[href], button, summary, input, textarea, [role=option], [role=slider], label:has(input)'
        )].map(it => {
          const box = (it.matches('input[type=text], input[type=number]') ? it.parentElement : it)
            .getBoundingClientRect();
          const line = it.closest('p, li, td');
          const isInSentence = it.tagName === 'A' && line && line.innerText.trim() !== it.innerText.trim();
          const isLabelled = it.matches('input') && it.closest('label');
          const isSeen = it.checkVisibility() && box.width > 1
            && !it.closest('[inert], [data-collapsed=true], [style*="clip"]');
          return isSeen && !isInSentence && !isLabelled && box.height < 44
            ? `${it.tagName} ${it.innerText || it.ariaLabel} ${box.height}` : '';
        }).filter(Boolean)"""
    )
    return list(found)
