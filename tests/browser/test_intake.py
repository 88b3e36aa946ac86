"""A small firm's own spreadsheets, from the file box to figures on the first page, and back, in a real browser."""

import shutil

import pytest
from playwright.sync_api import Error

from dashboard.demo import spreadsheets
from dashboard.snapshots import snapshot
from tests.browser.accessibility import at_rest, unfold
from tests.browser.conftest import Reader, until
from tests.browser.test_accessibility import faults
from tests.servers import owner_app

SLOW = 120_000  # milliseconds: every row of a firm is read at each step
STARTED = "document.body.innerText.includes('Forløb startet: {}.')"


@pytest.fixture
def firm(demo_data, tmp_path):
    """A server on the demo, its data folder, and the files of a firm with 20 courses."""
    shutil.copytree(demo_data, tmp_path / "data")
    spreadsheets.write(tmp_path / "firm", cases=20)
    with owner_app(tmp_path / "data", tmp_path / "log") as address:
        yield address, tmp_path / "data", sorted((tmp_path / "firm").iterdir())


def on(page, button):
    page.get_by_role("button", name=button, exact=True).click()


def test_from_spreadsheets_to_figures_and_back(browser, firm):
    address, data, files = firm
    before = snapshot.current_id(data)
    context = browser.new_context(locale="da-DK", viewport={"width": 1400, "height": 900})
    context.set_default_timeout(SLOW)
    reader = Reader(context.new_page(), address)
    page = reader.open("indlaes")
    page.get_by_test_id("stFileUploader").locator("input").set_input_files(files)
    page.get_by_role("button", name="Fjern Tilfredshed (formular).xlsx").wait_for()
    on(page, "Videre")

    page.get_by_text("Der er intet at svare på.").wait_for()
    page.reload()  # nothing is lost by it
    page.get_by_text("Der er intet at svare på.").wait_for()
    page.get_by_text("Forløb: Borgerliste.xlsx").click()
    until(page, "document.querySelectorAll('[data-testid=stDataFrame] canvas').length >= 2")
    at_rest(page)
    assert faults(page) == []

    on(page, "Tjek filerne")
    page.get_by_text("Ingen fejl i 2.991 rækker.").wait_for()
    on(page, "Se, hvad der ændrer sig")
    page.get_by_text("Forløb: 0 nye, 400 er væk").wait_for()
    assert snapshot.current_id(data) == before
    unfold(page)
    assert faults(page) == []
    on(page, "Udgiv")
    page.get_by_text("Udgivet. Filerne er slettet herfra").wait_for()
    assert snapshot.current(data).rows["cases"] == 20
    assert [path.name for work in (data / "intake").iterdir() for path in work.iterdir()] == [
        "work.json"
    ]

    way = page.url
    page.get_by_role("link", name="Se tallene").click()
    until(page, STARTED.format(20))
    page.goto(way)
    on(page, "Fortryd")
    page.get_by_text("Udgivelsen er fortrudt.").wait_for()
    assert snapshot.current_id(data) == before
    reader.open()
    until(page, STARTED.format(420))
    assert reader.complaints == []
    context.close()


ACTIVE = """(e => e.matches('a, button, input, summary, textarea') ? [
    e.getAttribute('aria-label') || '', ...(e.innerText || '').split('\\n')
] : [])(document.activeElement)"""


def reach(page, name, most=150):
    """Tab until something whose name begins like that has the focus."""
    for _press in range(most):
        page.keyboard.press("Tab")
        if any(line.startswith(name) for line in page.evaluate(ACTIVE)):
            return
    pytest.fail(f"{name} cannot be reached by Tab")


def chosen_by_keyboard(page):
    """The chooser of files the button opens; again where the page was drawn anew between Tab and Enter."""
    for _attempt in range(5):
        reach(page, "Vælg filer")
        try:
            with page.expect_file_chooser(timeout=4000) as opened:
                page.keyboard.press("Enter")
            return opened.value
        except Error:
            continue
    pytest.fail("no chooser of files is opened by keyboard")


def test_from_drop_to_figure_and_back_with_the_keyboard_alone(browser, firm):
    address, data, files = firm
    before = snapshot.current_id(data)
    context = browser.new_context(locale="da-DK", viewport={"width": 1400, "height": 900})
    context.set_default_timeout(SLOW)
    reader = Reader(context.new_page(), address)
    page = reader.open("indlaes")
    page.get_by_test_id("stFileUploader").wait_for()
    at_rest(page)
    chosen_by_keyboard(page).set_files(files)
    page.get_by_role("button", name="Fjern Tilfredshed (formular).xlsx").wait_for()
    reach(page, "Videre")
    page.keyboard.press("Enter")

    page.get_by_text("Der er intet at svare på.").wait_for()
    at_rest(page)
    reach(page, "Kontakter: Kontakter")
    page.keyboard.press("Enter")
    page.get_by_role("combobox", name="Mødt: Afbud").wait_for()
    at_rest(page)
    option = page.get_by_role("option", name="Udeblevet")
    for _attempt in range(10):  # a box that is drawn again while it opens is closed
        page.get_by_role("combobox", name="Mødt: Afbud").press("ArrowDown")
        page.wait_for_timeout(1000)
        if option.is_visible():
            break
    option.wait_for()
    page.keyboard.press("Escape")
    for button, then in (
        ("Tjek filerne", "Ingen fejl i"),
        ("Se, hvad der ændrer sig", "Forløb: 0 nye, 400 er væk"),
        ("Udgiv", "Udgivet. Filerne er slettet herfra"),
    ):
        at_rest(page)
        reach(page, button)
        page.keyboard.press("Enter")
        page.get_by_text(then).wait_for()
    assert snapshot.current(data).rows["cases"] == 20

    reach(page, "Se tallene")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    until(page, STARTED.format(20))
    page.go_back()
    page.get_by_text("Udgivet. Filerne er slettet herfra").wait_for()
    at_rest(page)
    reach(page, "Fortryd")
    page.keyboard.press("Space")
    page.get_by_text("Udgivelsen er fortrudt.").wait_for()
    assert snapshot.current_id(data) == before
    assert reader.complaints == []
    context.close()
