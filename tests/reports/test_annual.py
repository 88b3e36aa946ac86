"""The yearly report: its numbers are those of the figure path, and what was printed in 2016 stands with its doubts."""

import io
import json
import re

import pypdf
import pytest

from dashboard.catalogue.row import record
from dashboard.catalogue.scope import Scope
from dashboard.figures import figures, verdicts
from dashboard.foundation import words
from dashboard.foundation.errors import DashboardError
from dashboard.published import reference
from dashboard.reports import annual, reopened
from dashboard.reports.source import Source
from dashboard.snapshots import snapshot
from dashboard.snapshots.warehouse import Warehouse
from dashboard.typesetting import paper
from tests.typesetting.test_paper import parts_of

YEAR, CODE = 2025, "KG-7F3K-9QXD"
FOREWORD = ("Kære læser.", "Det gik godt.")


@pytest.fixture(scope="module")
def source(demo_data) -> Source:
    return Source(Warehouse(snapshot.current(demo_data)), YEAR, verdicts.issued(demo_data))


@pytest.fixture(scope="module")
def pdf(source) -> bytes:
    return annual.written(source, CODE, FOREWORD)


@pytest.fixture(scope="module")
def pages(pdf) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]


def close(text: str) -> str:
    """With one space where a line ends or words stand apart, none where a line ends after a hyphen."""
    return " ".join(text.split()).replace("- ", "-")


def body_of(pages: list[str]) -> str:
    """The text without the margins."""
    return close("\n".join("\n".join(page.split("\n")[1:-1]) for page in pages))


def amounts(told: str) -> list[float]:
    """The Danish numbers in a piece of text."""
    found = re.findall(r"\d{1,3}(?:\.\d{3})+(?!\d)|\d+(?:,\d+)?", told)
    return [float(each.replace(".", "").replace(",", ".")) for each in found]


def test_every_figure_of_the_year_stands_in_the_appendix_with_its_n_as_the_figure_path_has_it(
    source, pages
):
    rows = figures(source.warehouse, source.scope)
    appendix = body_of(pages).split(close("Bilag: hvert tal"))[-1]
    appendix = appendix.split(close("Bilag: hvad tallene betyder"))[0]
    by_group = {group: [r for r in rows if r.figure.group == group] for group in
                dict.fromkeys(row.figure.group for row in rows)}  # fmt: skip
    missing, counted, at = [], 0, 0
    shown = [row for row in rows if row.figure.query != reopened.TODAY]
    by_group = {group: [row for row in found if row in shown] for group, found in by_group.items()}
    for row in (row for group in sorted(by_group, key=_place(source)) for row in by_group[group]):
        found = appendix.find(close(row.label), at)
        if found < 0:
            missing.append(row.id)
            continue
        at = found + len(close(row.label))
        said, given = appendix[at : at + 90], record(row)
        numbers = amounts(said)
        if given["suppressed"]:
            assert said.lstrip().startswith("vises ikke"), (row.id, said)
        if given["suppressed"] or not row.is_measured or not given["n"]:
            continue
        wanted = [given["n"]] if given["k"] is None else [given["k"], given["n"]]
        counted += 1
        assert all(each in numbers for each in wanted), (row.id, said, wanted)
        if given["value"] is not None and row.is_judgeable:
            value = (
                100 * given["value"]
                if given["unit"] in ("share", "ratio", "difference")
                else given["value"]
            )
            near = 0.5 if given["unit"] in ("share", "ratio", "difference", "days") else 0.05
            first = numbers[0]  # the value stands first
            assert abs(abs(value) - first) <= near + 1e-9, (row.id, said, value)
    assert missing == []
    assert counted > 300


def _place(source):
    order = list(annual.method.groups())
    return order.index


def test_the_promises_are_those_of_all_courses_by_the_agreed_dates(source, pages):
    rows = {row.id: record(row) for row in figures(source.warehouse, Scope())}
    summary = close(pages[2])
    for name in ("completed", "charged", "progress"):
        row = rows[f"criterion_{name}"]
        assert f"{row['k']} ud af {row['n']}" in summary


def test_the_nine_diagrams_and_the_resume_of_2016_are_there_with_their_doubts(pages):
    text = body_of(pages)
    for number in ("3.1.1", "3.1.2", "3.1.3", *(f"3.2.{i}" for i in range(1, 7))):
        assert f"({number})" in text
    for found in reference.discrepancies():
        if found["source"] == "keepgoing_2016":
            assert close(words.in_language(found, "title")) in text
    printed = {
        figure_id: figure
        for figure_id, figure in reference.figures().items()
        if figure_id.startswith("kg_d3") and figure.unit == "share" and figure.value is not None
    }
    assert len(printed) > 12
    for figure_id, figure in printed.items():
        assert close(words.percent(figure.printed_value, figure.decimals)) in text, figure_id


def test_it_is_read_aloud_in_its_language_with_a_text_for_every_picture(pdf):
    found = pypdf.PdfReader(io.BytesIO(pdf))
    assert found.trailer["/Root"]["/Lang"] == "da"
    parts = parts_of(found)
    pictures = [each for each in parts if each.get("/S") == "/Figure"]
    assert len(pictures) > 12
    assert all(each["/Alt"].strip() for each in pictures)
    assert sum(each.get("/S") == "/TH" for each in parts) > 100
    titles = [each["/Title"] for each in found.outline if isinstance(each, dict)]
    assert titles[:3] == ["Forord", "Résumé", "Datagrundlag og svarprocenter"]
    assert "Succeskriterierne" in titles


def test_every_page_but_the_cover_says_which_report_it_is(pages):
    assert all(CODE in page for page in pages)
    assert pages[0].count(CODE) == 1
    assert all(
        f"Side {i} af {len(pages)}" in close(page) for i, page in enumerate(pages[1:], start=2)
    )


def test_the_same_bytes_each_time(source, pdf):
    again = Source(source.warehouse, YEAR, source.issued)
    assert annual.written(again, CODE, FOREWORD) == pdf


def test_it_is_whole_in_english(source):
    with words.speaking("en"):
        told = json.dumps(
            paper._document(
                annual.Paper("t", "en", source.to, ("", ""), ""),
                list(annual.blocks(Source(source.warehouse, YEAR))),
                annual.figure_lines.end,
            ),
            ensure_ascii=False,
        )
    danish = re.findall(r"\b(?:forløbene|ikke|opgjort|løfter|svarede|måneder)\b", told)
    assert danish == []


def test_a_year_without_data_is_a_sentence(source):
    with pytest.raises(DashboardError, match="1999"):
        Source(source.warehouse, 1999)


def test_nothing_after_the_year_is_drawn_as_the_year_s(source):
    (quarters,) = (
        each.figures for each in annual.blocks(source) if each.heading == "Forløb over tid"
    )
    assert quarters.times[-1] == words.quarter(source.to)


def test_what_is_not_finished_says_to_when_there_are_data(source):
    this_year = Source(source.warehouse, source.snapshot.data_to.year)
    assert this_year.to == source.snapshot.data_to
    assert source.to.isoformat() == f"{YEAR}-12-31"
