"""On paper: the municipality's report, and every page of the owner's, as Chromium prints them."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from dashboard.catalogue import group_figures
from dashboard.editions.edition import Edition
from dashboard.foundation import words
from dashboard.foundation.settings import LEVELS
from dashboard.presenters import municipal, municipal_files
from dashboard.web.navigation import PAGES
from dashboard.wording import figure_words
from tests.browser.conftest import Reader
from tests.partner_builders import AGREED, content

CODE = "KG-7F3K-9QXD"
PRINTED_AREA = 680  # pixels of A4 between the report's margins
PAPER = 718  # and between the pages' own
DPI, WHITE, INK = 20, 250, 200
# what a reader sees of it: words too faint, what is wider than the paper, and what there is to press
ON_PAPER = """
() => {
  const shown = e => e.getClientRects().length && getComputedStyle(e).visibility !== 'hidden';
  const light = c => { const [r, g, b] = c.match(/[\\d.]+/g).map(Number).map(v => v / 255)
    .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
  const written = [...document.querySelectorAll('[data-testid=stMain] *:not(svg *)')].filter(e => shown(e)
    && [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim()));
  const main = document.querySelector('[data-testid=stMain]');
  return {
    words: written.length,
    faint: written.filter(e => 1.05 / (light(getComputedStyle(e).color) + 0.05) < 4.5).map(e => e.textContent),
    painted: [document.documentElement, document.body, ...document.querySelectorAll('[data-testid=stApp]')]
      .map(e => getComputedStyle(e).backgroundColor)
      .filter(c => !['rgb(255, 255, 255)', 'rgba(0, 0, 0, 0)'].includes(c)),
    wide: [...main.querySelectorAll('*')].filter(e => shown(e) && !e.closest('svg')
      && e.getBoundingClientRect().right > innerWidth + 1).map(e => e.outerHTML.slice(0, 200)),
    pressed: [...document.querySelectorAll('button:not([aria-checked=true]), input[type=number], '
      + '[data-testid=stSidebar], [data-testid=stHeader], .way.quiet a, .way.alone, .tile .more a')]
      .filter(shown).map(e => e.outerHTML.slice(0, 200)),
    unturned: [...document.querySelectorAll('svg.marks')].filter(e => getComputedStyle(e).filter === 'none').length,
    stretched: [...document.querySelectorAll('svg.marks')].filter(e => { const box = e.getBoundingClientRect();
      return Math.abs(box.height / box.width - e.getAttribute('height') / e.getAttribute('width')) > 0.02; }).length,
    unbroken: [...document.querySelectorAll('table')]
      .filter(e => getComputedStyle(e).display === 'inline-table').length,
    cut: [...document.querySelectorAll('svg.marks')].filter(e => e.getBoundingClientRect().width > innerWidth).length,
  };
}
"""


def poppler(program: str, *given: object) -> bytes:
    """What a program that reads PDFs says of one."""
    if not shutil.which(program):
        if os.environ.get("BROWSER_TESTS") == "required":
            pytest.fail(f"no {program} found, and BROWSER_TESTS=required")
        pytest.skip(f"{program} is not installed: what is printed was not read")
    return subprocess.run([program, *map(str, given)], capture_output=True, check=True).stdout


def pages_of(pdf: Path) -> list[str]:
    """The words of each page, with one space between them."""
    said = poppler("pdftotext", "-layout", pdf, "-").decode()
    return [" ".join(page.split()) for page in said.split("\f")[:-1]]


def one_space(text: str) -> str:
    return " ".join(text.split())


@pytest.fixture
def paper(browser, tmp_path):
    """Prints an edition's page as its reader would: gives the words of each sheet."""

    def sheets(edition: Edition, language: str) -> list[str]:
        context = browser.new_context(color_scheme="dark")
        page = context.new_page()
        asked = []
        page.on("request", lambda request: asked.append(request.url))
        html = municipal_files.export(edition, "rapport.html", language)[0].decode()
        page.set_content(html)
        page.emulate_media(media="print")
        page.set_viewport_size({"width": PRINTED_AREA, "height": 900})
        room = page.evaluate(
            "[document.documentElement.scrollWidth, getComputedStyle(document.body).backgroundColor,"
            " getComputedStyle(document.querySelector('.rows') || document.body).printColorAdjust,"
            " document.querySelectorAll('main').length, document.documentElement.lang]"
        )
        assert room[:2] == [PRINTED_AREA, "rgb(255, 255, 255)"]  # wider would be printed smaller
        assert room[3:] == [1, language]
        assert room[2] == ("exact" if 'class="rows' in html else "economy")
        page.pdf(path=tmp_path / "report.pdf", prefer_css_page_size=True)
        assert asked == []
        context.close()
        return pages_of(tmp_path / "report.pdf")

    return sheets


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("citizens", [39, 96])
def test_a_report_is_the_answer_on_two_sheets_and_an_appendix(paper, citizens, level, language):
    made = content(citizens, level, is_demo=True)
    grouped = set(map(group_figures.exit_id, AGREED.grouped_reasons))  # are told of as one
    rows = [row for row in made["rows"] if row["figure_id"] not in grouped]
    edition = Edition(made | {"rows": rows})
    sheets = paper(edition, language)
    with words.speaking(language):
        promises = municipal.promises(edition)
        told = [one_space(figure_words.grounds(row)) for row in promises]
    assert len(told) == 3
    assert all(one_space(number) in sheets[0] for number in told)
    with words.speaking(language):
        (ended,) = [part for part in municipal.became(edition) if part.name == "afslutning"]
        listed = [one_space(f"{ended.groups[row.id]}: {row.label}") for row in ended.rows]
        answers = one_space(municipal.questions(municipal.answers(edition), edition).heading)
    at_once = [row.label for row in ended.rows if row.id not in ended.folded]
    assert one_space(at_once[-1]) in sheets[0]  # the end reasons are not split either
    rarest = {"da": "De sjældneste slutårsager står i bilaget."}
    rarest["en"] = "The rarest end reasons are in the appendix."
    assert (rarest[language] in sheets[0]) is bool(ended.folded)
    assert answers not in sheets[0]
    assert answers in sheets[1]
    together = [nth for nth, sheet in enumerate(sheets) if any(name in sheet for name in listed)]
    assert len(together) == 1
    appendix = {"da": "Bilag: hvert tal", "en": "Appendix: every number"}[language]
    assert [nth for nth, sheet in enumerate(sheets, 1) if appendix in sheet] == [3]
    for nth, sheet in enumerate(sheets, 1):
        assert sheet.startswith("KeepGoing · Odense · "), sheet[:80]
        assert {"da": "3. kvt. 2026", "en": "Q3 2026"}[language] in sheet
        numbered = {"da": f"side {nth} af {len(sheets)}", "en": f"page {nth} of {len(sheets)}"}
        assert sheet.endswith(f"{CODE} {numbered[language]}"), sheet[-80:]
    assert len(sheets) <= (8 if level == "public" else 11)


@pytest.mark.parametrize("level", LEVELS)
def test_before_there_is_any_group_the_report_says_so_and_how_many_there_are(paper, level):
    sheets = paper(Edition(content(0, level, answered=0)), "da")
    assert "Endnu ingen gruppe på ti" in sheets[0]
    assert "Forløb startet" in sheets[0]
    assert "Bilag: hvert tal" in sheets[1]
    assert "De tre løfter" not in sheets[0]


@pytest.mark.parametrize("language", ["da", "en"])
def test_a_phone_shows_the_report_without_sideways_scrolling(browser, language):
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    made = Edition(content(96, "authority"))
    page.set_content(municipal_files.export(made, "rapport.html", language)[0].decode())
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    edges = page.evaluate(
        "[...document.querySelectorAll('.rows .heading')].map(each => [each, each.closest('.rows')]"
        ".map(one => Math.round(one.getBoundingClientRect().left)))"
    )
    assert edges
    assert all(heading == table for heading, table in edges)  # a heading begins where its lines do
    context.close()


@pytest.mark.parametrize("path", [page.path for page in PAGES])
def test_a_page_of_the_owners_is_printed_light_and_whole_from_a_dark_screen(
    browser, server, path, tmp_path
):
    context = browser.new_context(
        locale="da-DK", viewport={"width": 1400, "height": 900}, color_scheme="dark"
    )
    reader = Reader(context.new_page(), server)
    page = reader.open(path)
    page.wait_for_load_state("networkidle")  # Streamlit fetches its tables when one is shown
    page.pdf(path=tmp_path / "page.pdf", prefer_css_page_size=True)
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate(ON_PAPER)["pressed"] == []  # on a narrow screen the menu is away anyhow
    page.set_viewport_size({"width": PAPER, "height": 1000})
    found = page.evaluate(ON_PAPER)
    context.close()
    assert found.pop("words") > 3
    assert {key: value for key, value in found.items() if value} == {}
    told = pages_of(tmp_path / "page.pdf")
    numbered = [f"{nth}/{len(told)}" for nth in range(1, len(told) + 1)]
    assert [
        "".join(each.split())[-len(at) :] for each, at in zip(told, numbered, strict=True)
    ] == numbered
    sheets = rasters(tmp_path / "page.pdf")
    assert path or len(sheets) == 1  # the overview is one sheet
    for sheet in sheets:
        height, width = len(sheet), len(sheet[0])
        assert (width, height) == (166, 234)  # A4
        margin = 7
        edges = [line[:margin] + line[-margin:] for line in sheet]
        assert min(map(min, edges)) >= WHITE  # nothing is cut at the right edge
        assert sum(map(sum, sheet)) / (height * width) > 200  # and nothing is black
        assert min(map(min, sheet)) < INK  # nor is any sheet left empty


def rasters(pdf: Path) -> list[list[bytes]]:
    """Each sheet as lines of grey."""
    poppler("pdftoppm", "-r", DPI, "-gray", pdf, pdf.with_suffix(""))
    sheets = []
    for file in sorted(pdf.parent.glob(f"{pdf.stem}-*.pgm")):
        head = re.match(rb"P5\s(\d+)\s(\d+)\s255\s", file.read_bytes())
        width, content_ = int(head[1]), file.read_bytes()[head.end() :]
        sheets.append([content_[at : at + width] for at in range(0, len(content_), width)])
    return sheets
