"""The pages as a reader meets them: in a real browser, with its console open."""

import csv
import io

import pytest

from dashboard.web.navigation import PAGES

PATHS = [page.path for page in PAGES]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("language, lang", [("", "da"), ("?lang=en", "en")])
def test_every_page_opens_without_a_complaint(reader, path, language, lang):
    page = reader.open(path + language)
    assert page.locator("html").get_attribute("lang") == lang
    assert page.title().endswith("KeepGoing")
    assert reader.complaints == []
    assert page.get_by_test_id("stException").count() == 0


def test_nothing_is_asked_of_any_other_host(reader):
    for path in PATHS:
        reader.open(path)
    assert [
        url for url in reader.requests if not url.startswith((reader.address, "data:", "blob:"))
    ] == []


def test_a_filter_narrows_the_page_and_stands_in_the_address(reader):
    page = reader.open()
    page.get_by_text("240 ud af 304").wait_for()
    page.get_by_role("combobox", name="Kommune").click()
    page.get_by_role("option", name="Odense", exact=True).click()
    page.get_by_text("KeepGoing · Odense · alle programmer").wait_for()
    reader.settle()
    assert "kommune=Odense" in page.url
    assert page.get_by_text("240 ud af 304").count() == 0
    page.get_by_role("link", name="Forløb", exact=True).click()
    page.get_by_role("heading", name="Forløb", level=1).wait_for()
    page.get_by_text("KeepGoing · Odense").wait_for()
    assert "kommune=Odense" in page.url
    assert reader.complaints == []


def test_a_filter_can_be_chosen_without_scrolling(reader):
    reader.page.set_viewport_size({"width": 1366, "height": 768})
    page = reader.open()
    for name in ("Kommune", "Program", "Periode"):
        box = page.get_by_role("combobox", name=name).bounding_box()
        assert box["y"] + box["height"] < 768 / 3, name


@pytest.mark.parametrize(
    "asked, kept",
    [
        ("kommune=0461&periode=2026-Q3", "kommune=Odense&periode=3.+kvt.+2026"),
        ("periode=Q3+2026&program=mentor", "periode=3.+kvt.+2026&program=Mentor"),
        ("periode=2026-Q3&lang=en", "periode=Q3+2026"),
    ],
)
def test_an_address_spelt_otherwise_is_kept_as_the_page_spells_it(reader, asked, kept):
    page = reader.open(f"livshjul?{asked}")
    page.wait_for_url(lambda url: url.endswith(f"livshjul?{kept}"))
    reader.settle()
    is_english = "lang=en" in asked
    page.get_by_text("1 July 2026 to" if is_english else "1. juli 2026 til").wait_for()
    page.reload()
    page.get_by_text("1. juli 2026 til").wait_for()
    reader.settle()
    assert page.url.split("periode=")[1].startswith("3.+kvt.+2026")


def test_an_address_with_filters_opens_the_same_view(reader):
    page = reader.open("?kommune=Odense&periode=2025&program=Mentor")
    page.get_by_text(
        "KeepGoing · Odense · Mentor · 1. januar 2025 til 31. december 2025"
    ).wait_for()


@pytest.mark.parametrize(
    "path",
    [
        "?kommune=%3Cscript%3E&periode=9999&lang=xx&role=admin",
        "forloeb?periode=%27%3B--",
        "?lang=<b>",
    ],
)
def test_junk_in_the_address_gives_a_calm_page(reader, path):
    page = reader.open(path)
    page.get_by_text("KeepGoing · data til").wait_for()
    assert reader.complaints == []


def test_a_row_is_a_row_of_a_table_with_a_strip_and_opens_to_its_courses(reader):
    page = reader.open()
    table = page.get_by_role("table", name="KeepGoing og landstallene")
    row = table.get_by_role("row").filter(has_text="Skriftlige mål aftalt")
    row.wait_for()
    assert row.get_by_role("cell").all_inner_texts()[1:] == [
        "355 ud af 420 (85\N{NO-BREAK SPACE}%)", "SFI 29\N{NO-BREAK SPACE}%", "kun løst: ligger over", "C",
    ]  # fmt: skip
    strip = row.get_by_role("img", name="95 %-interval 81–88")
    line, dot = strip.bounding_box(), strip.locator(".dot").bounding_box()
    at = (dot["x"] + dot["width"] / 2 - line["x"]) / line["width"]
    assert at == pytest.approx(355 / 420, abs=0.01)
    row.get_by_text("Skriftlige mål aftalt").click()
    row.get_by_text("citeret i KeepGoing 2016 s. 22").wait_for()
    row.get_by_role("link", name="Se forløbene").click()
    page.get_by_role("heading", name="Forløbene bag et tal", level=1).wait_for()
    reader.settle()
    assert "355 ja" in [box.input_value() for box in page.get_by_role("combobox").all()]


def test_a_picture_tells_nothing_raw_to_who_points_at_it(reader):
    page = reader.open("livshjul")
    reader.settle()
    chart = page.get_by_test_id("stVegaLiteChart").last
    chart.scroll_into_view_if_needed()
    box = chart.bounding_box()
    for i in range(200):
        page.mouse.move(
            box["x"] + box["width"] * (i % 20) / 20, box["y"] + box["height"] * (i // 20) / 10
        )
        assert page.locator("#vg-tooltip-element.visible").count() == 0


def test_a_csv_is_one_click_away(reader):
    page = reader.open("sammenligning")
    with page.expect_download() as download:
        page.get_by_role("button", name="Hent som CSV").click()
    content = download.value.path().read_bytes()
    assert download.value.suggested_filename == "demo-landstal.csv"
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    goals = next(row for row in rows if row["figure_id"] == "goals_agreed_share")
    assert (goals["k"], goals["n"], goals["benchmark_value"]) == ("355", "420", "0,29")
    assert goals["value"] == repr(355 / 420).replace(".", ",")


def test_charts_speak_to_a_screen_reader(reader):
    page = reader.open()
    strip = page.get_by_role("img", name="Gennemfører eller går videre: 240 ud af 304")
    strip.wait_for()  # no chart, and spoken as one
    page = reader.open("livshjul")
    drawn = page.get_by_test_id("stVegaLiteChart")
    drawn.nth(2).wait_for()
    reader.settle()
    spoken = [chart.get_attribute("aria-label") or "" for chart in drawn.all()]
    assert "122 ud af 325" in spoken[0]
    assert all(len(text) > 20 for text in spoken)
    # and nothing but the sentence: no mark speaks its raw values, no button English
    assert drawn.locator("[aria-label]").count() == 0
    assert page.get_by_role("button", name="Fullscreen").count() == 0


def test_an_unknown_address_gets_our_own_page(reader):
    answer = reader.page.goto(f"{reader.address}/page-that-is-not")
    assert answer.status == 404
    assert reader.page.get_by_role("heading", level=1).inner_text() == "Siden findes ikke"
    reader.page.get_by_role("link", name="Gå til overblikket").click()
    reader.page.get_by_role("heading", name="Overblik", level=1).wait_for()


@pytest.mark.parametrize("path", PATHS)
def test_a_phone_shows_the_page_without_sideways_scrolling(browser, server, path):
    from tests.browser.conftest import Reader

    context = browser.new_context(locale="da-DK", viewport={"width": 360, "height": 740})
    reader = Reader(context.new_page(), server)
    page = reader.open(path)
    main = page.get_by_test_id("stMain")
    assert main.evaluate("e => e.scrollWidth - e.clientWidth") <= 1
    # nor does a table hide some of its columns
    cut = "all => all.filter(e => e.scrollWidth > e.clientWidth + 1).map(e => e.textContent)"
    assert page.locator("[data-testid=stTable] > div").evaluate_all(cut) == []
    assert reader.complaints == []
    context.close()


def test_the_dark_theme_changes_paper_and_ink(browser, server):
    from tests.browser.conftest import Reader

    paper = {}
    for scheme in ("light", "dark"):
        context = browser.new_context(locale="da-DK", color_scheme=scheme)
        reader = Reader(context.new_page(), server)
        page = reader.open()
        app = page.get_by_test_id("stApp")
        paper[scheme] = app.evaluate("e => getComputedStyle(e).backgroundColor")
        assert reader.complaints == []
        context.close()
    assert paper["light"] == "rgb(255, 255, 255)"
    assert paper["dark"] != paper["light"]


def test_two_readers_in_two_languages_do_not_meet(browser, server):
    from tests.browser.conftest import Reader

    danish = browser.new_context(locale="da-DK")
    english = browser.new_context(locale="en-GB")
    one, other = Reader(danish.new_page(), server), Reader(english.new_page(), server)
    one.open()
    other.open().get_by_role("heading", name="Overview", level=1).wait_for()
    one.open("forloeb").get_by_text("Hvor længe varer et forløb?").wait_for()
    danish.close()
    english.close()


def test_back_leads_back_over_choices_and_pages(reader):
    page = reader.open("andre-indsatser")
    page.get_by_text("Hvorfor forlod borgerne projekterne?").first.click()
    page.get_by_role("heading", name="Hvorfor forlod borgerne projekterne?").wait_for()
    page.get_by_test_id("stButtonGroup").get_by_text("KVIK 2013").click()
    page.get_by_role("heading", name="Hvad kom der ud af det?").wait_for()
    reader.settle()
    page.go_back()
    page.get_by_role("heading", name="Hvorfor forlod borgerne projekterne?").wait_for()
    reader.settle()
    page.go_back()
    page.get_by_role("heading", name="Hvor mange fik mentorstøtte?").wait_for()
    page = reader.open("")
    page.get_by_role("link", name="kræver opfølgning").click()
    page.get_by_role("heading", name="Opfølgning").wait_for()
    reader.settle()
    page.go_back()
    page.get_by_role("heading", name="Overblik").wait_for()
    assert reader.complaints == []
