"""What a program can find of what some cannot use: axe-core over every page of both apps, as they are read.

Nothing it finds is let pass. Where it cannot tell, as of text in pictures, the inks are tested by themselves.
"""

from pathlib import Path

import axe_playwright_python
import pytest

from tests.browser.accessibility import (
    DESKTOP,
    EVERY_PAGE,
    PHONE,
    at_rest,
    small_targets,
    unfold,
    windows,
)

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
DANISH_BY_DAY = ("light", "da-DK", DESKTOP)
ENGLISH_BY_NIGHT = ("dark", "en-GB", PHONE)
# in the other two looks: a page of tiles, of choices, of rows in groups, of forms, and a partner's
SOME = [("owner", ""), ("owner", "succeskriterier?loefte=progress"), ("owner", "tilfredshed"), ("owner", "links"),
        ("partner", "")]  # fmt: skip
LOOKED_AT = [
    *((DANISH_BY_DAY, *page) for page in EVERY_PAGE),
    *((ENGLISH_BY_NIGHT, *page) for page in EVERY_PAGE),
    *((("dark", "da-DK", DESKTOP), *page) for page in SOME),
    *((("light", "en-GB", PHONE), *page) for page in SOME),
]


@pytest.fixture(scope="module")
def look(request, browser, server, partner):
    scheme, locale, width = request.param
    with windows(browser, server, partner, color_scheme=scheme, locale=locale) as found:
        yield found, width


def faults(page) -> list[str]:
    """Each rule that is broken, and where."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(f"{AXE}\n;0")
    found = page.evaluate("axe.run({resultTypes: ['violations']}).then(found => found.violations)")
    return [
        f"{rule['id']}: {node['html'][:200]} {node['failureSummary']}"
        for rule in found
        for node in rule["nodes"]
    ]


@pytest.mark.parametrize("look, app, path", LOOKED_AT, indirect=["look"], ids=str)
def test_axe_finds_nothing_on_a_page_with_all_that_opens_open(look, app, path):
    found, width = look
    page = found.open(app, path, width)
    unfold(page)
    assert faults(page) == []
    if width == PHONE:
        assert small_targets(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_our_own_small_pages(browser, server, partner, scheme):
    with windows(browser, server, partner, color_scheme=scheme, locale="da-DK") as found:
        page = found.readers["partner"].page
        for address in (f"{partner.address}/", f"{partner.address}/l", f"{server}/no-page"):
            page.goto(address)
            page.get_by_role("heading", level=1).wait_for()
            assert faults(page) == []
            assert small_targets(page) == []
        found.enter()
        for path in ("no-page", "logud"):
            page.goto(f"{partner.address}/{path}")
            page.get_by_role("heading", level=1).wait_for()
            assert faults(page) == []
            assert small_targets(page) == []


def test_the_finder_finds(browser):
    page = browser.new_page()
    page.set_content('<p style="color:#ccc;background:#fff">grey</p><img src="data:,"><h1>x</h1>')
    found = {fault.partition(":")[0] for fault in faults(page)}
    assert found >= {"color-contrast", "html-has-lang", "image-alt"}
    page.close()


def test_a_finger_finds_the_menu_the_filters_and_their_choices(browser, server, partner):
    with windows(browser, server, partner, locale="da-DK", has_touch=True, is_mobile=True) as found:
        for app in ("owner", "partner"):
            page = found.open(app, "", PHONE)
            page.get_by_test_id("stExpandSidebarButton").tap()
            page.get_by_role("link", name="Tilgængelighed").wait_for()
            at_rest(page)
            assert small_targets(page) == []
        page = found.readers["owner"].page
        page.get_by_test_id("stSelectbox").first.get_by_role("button").tap()
        page.get_by_role("option", name="Odense", exact=True).wait_for()
        at_rest(page)
        assert small_targets(page) == []


@pytest.mark.parametrize("has_touch, least, most", [(False, 30, 34), (True, 44, 50)])
def test_a_row_is_dense_for_a_mouse_and_has_room_for_a_finger(
    browser, server, partner, has_touch, least, most
):
    touch = {"has_touch": has_touch, "is_mobile": has_touch}
    with windows(browser, server, partner, locale="da-DK", **touch) as found:
        row = found.open("owner", "", DESKTOP).get_by_role("row").filter(has_text="Skriftlige mål")
        assert least <= row.bounding_box()["height"] <= most
        target = row.locator("summary").bounding_box()["height"]
        assert (target >= 44) is has_touch


@pytest.mark.parametrize("app", ["owner", "partner"])
def test_the_page_says_its_new_language_as_soon_as_it_is_chosen(browser, server, partner, app):
    with windows(browser, server, partner, locale="da-DK") as found:
        page = found.open(app, "", DESKTOP)
        html = page.locator("html")
        assert html.get_attribute("translate") == "no"
        for code in ("en", "da", "en"):
            page.get_by_role("radio", name=code, exact=True).click()
            page.get_by_role("link", name={"en": "Overview", "da": "Overblik"}[code]).wait_for()
            assert html.get_attribute("lang") == code


def test_the_menu_is_lists_by_the_names_of_its_groups(reader):
    page = reader.open()
    for name, first in (
        ("Målene", "Overblik"),
        ("Borgerne", "Livshjul"),
        ("Data", "Indlæs data"),
    ):
        group = page.get_by_role("list", name=name)
        assert group.get_by_role("listitem").first.inner_text() == first
