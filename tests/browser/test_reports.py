"""Reports in a real browser: the files come, a code is found again, a course's report is written down as made."""

import shutil

import pypdf
import pytest

from tests.browser.conftest import Reader
from tests.servers import owner_app

SLOW = 120_000  # milliseconds a busy machine may take over a document


@pytest.fixture
def own_server(demo_data, tmp_path):
    """A server on a data folder of its own, in which codes are written down."""
    data = tmp_path / "data"
    shutil.copytree(demo_data, data)
    with owner_app(data, tmp_path / "server.log") as address:
        yield address, data


@pytest.fixture
def page(browser, own_server):
    address, _data = own_server
    context = browser.new_context(locale="da-DK", viewport={"width": 1400, "height": 900})
    context.set_default_timeout(SLOW)
    reader = Reader(context.new_page(), address)
    yield reader
    assert reader.complaints == []
    context.close()


def downloaded(page, button: str, folder) -> bytes:
    with page.expect_download() as download:
        page.get_by_role("button", name=button).click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path.read_bytes()


def test_the_year_and_all_figures_are_files_and_their_codes_are_found_again(page, tmp_path):
    shown = page.open("rapporter")
    report = downloaded(shown, "Hent årsrapporten 2025", tmp_path)
    assert report.startswith(b"%PDF")
    assert downloaded(shown, "Hent alle tal", tmp_path).startswith(b"PK")
    assert {path.name for path in tmp_path.glob("demo-*")} == {
        "demo-keepgoing-2025.pdf", "demo-keepgoing-tal.xlsx",
    }  # fmt: skip
    cover = pypdf.PdfReader(tmp_path / "demo-keepgoing-2025.pdf").pages[0].extract_text()
    code = cover.split("Rapport ")[1].split()[0]
    shown.get_by_role("link", name="Data og metode").last.click()
    shown.get_by_label("Rapportens kode").fill(code.lower())
    shown.keyboard.press("Enter")
    shown.get_by_text("tal er, som de var").wait_for()
    shown.get_by_label("Rapportens kode").fill("KG-12")
    shown.keyboard.press("Enter")
    shown.get_by_text("Det er ingen rapportkode").wait_for()


def test_a_course_s_report_is_a_file_and_written_down_as_made(page, own_server, tmp_path):
    _address, data = own_server
    shown = page.open("forloebet?sag=F000001")
    shown.get_by_text("Rapporten er ikke hentet her").wait_for()
    content = downloaded(shown, "Hent progressionsrapport", tmp_path)
    assert content.startswith(b"%PDF")
    log = (data / "access" / "log.jsonl").read_text(encoding="utf-8")
    assert '"made": "progression"' in log
    shown.reload()
    shown.get_by_text("Rapporten er sidst hentet her").wait_for()


def test_a_chart_is_a_file(page, tmp_path):
    shown = page.open("livshjul")
    shown.get_by_text("Billeder som filer").click()
    with shown.expect_download() as download:
        shown.get_by_role("button", name="demo-livshjul-1.svg").click()
    download.value.save_as(tmp_path / "a.svg")
    assert "<svg" in (tmp_path / "a.svg").read_text(encoding="utf-8")
