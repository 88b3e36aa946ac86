"""From the list to one course in a real browser, and what the server writes down about it."""

import json
from pathlib import Path

import pytest

from tests.browser.conftest import Reader
from tests.builders import case, published, wheel
from tests.servers import owner_app


@pytest.fixture
def own_server(tmp_path):
    """A server on one open course, whose log is kept: its address, data folder and log."""
    published(
        tmp_path,
        data_to="2026-09-30",
        cases=[case("LUKKET-7919", "2026-01-01")],
        survey=wheel("W1", "LUKKET-7919", "2026-01-05", 5),
    )
    log = tmp_path / "server.log"
    with owner_app(tmp_path / "data", log) as address:
        yield address, tmp_path / "data", log


def openings(data: Path) -> list[str]:
    log = data / "access" / "log.jsonl"
    return [json.loads(line)["case_id"] for line in log.read_text().splitlines()]


def test_a_row_opens_its_course_which_is_written_down_there_and_nowhere_else(browser, own_server):
    address, data, log = own_server
    context = browser.new_context(locale="en-GB", viewport={"width": 1400, "height": 900})
    reader = Reader(context.new_page(), address)
    page = reader.open("opfoelgning")
    link = page.get_by_role("link", name="LUKKET-7919")
    link.focus()  # with the keyboard alone
    page.keyboard.press("Enter")  # in the same tab, so that Back leads back
    page.get_by_role("heading", name="The life wheel, round by round").wait_for()
    assert openings(data) == ["LUKKET-7919"]
    said = log.read_text(encoding="utf-8")
    assert "URL" in said  # it is the server's log
    assert "7919" not in said
    assert reader.complaints == []
    context.close()


def test_what_looks_like_a_cpr_number_is_taken_out_of_the_address_and_the_box(reader):
    told = "Det ligner et CPR-nummer og er slettet, også i adressen."
    for path, label in (("forloebet", "Forløbets nummer"), ("data", "Søg efter et ord")):
        page = reader.open(path)
        box = page.get_by_label(label)
        box.fill("010190-1234")
        box.press("Enter")
        page.get_by_text(told).wait_for()
        reader.settle()
        assert page.url == f"{reader.address}/{path}" and box.input_value() == ""
    for path in ("forloebet?sag=010190-1234", "?kommune=010190+1234"):
        page = reader.open(path)
        page.get_by_text(told).wait_for()
        assert page.url == f"{reader.address}/{path.partition('?')[0]}"
