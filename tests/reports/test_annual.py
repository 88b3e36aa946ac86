"""The yearly report: its numbers are those of the figure path, and what was printed in 2016 stands with its doubts."""

import csv
import io
import json
import re
from collections.abc import Iterable

import pypdf
import pytest

from dashboard.catalogue.row import record
from dashboard.catalogue.scope import Scope
from dashboard.charts.blocks import Block
from dashboard.figures import figures, verdicts
from dashboard.foundation import words
from dashboard.foundation.errors import DashboardError
from dashboard.reports import annual, reopened
from dashboard.reports.source import Source
from dashboard.snapshots import snapshot
from dashboard.snapshots.warehouse import Warehouse
from dashboard.typesetting import paper
from tests.servers import ROOT
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
    missing, counted, bounded, at = [], 0, 0, 0
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
            ends = [each * (value / given["value"] if given["value"] else 1) for each in
                    (given["low"], given["high"]) if each is not None]  # fmt: skip
            bounded += len(ends)
            for end in ends:
                assert any(abs(abs(end) - each) <= near + 1e-9 for each in numbers[1:]), (
                    row.id,
                    said,
                    end,
                )
    assert missing == []
    assert counted > 300
    assert bounded > 400


def _place(source):
    order = list(annual.method.groups())
    return order.index


def test_the_promises_are_those_of_all_courses_by_the_agreed_dates(source, pages):
    rows = {row.id: record(row) for row in figures(source.warehouse, Scope())}
    summary = close(pages[2])
    for name in ("completed", "charged", "progress"):
        row = rows[f"criterion_{name}"]
        assert f"{row['k']} ud af {row['n']}" in summary


def of_2016(file: str) -> list[dict[str, str]]:
    """The report of 2016 as it was read off, row by row: a second reading, without the product's."""
    with (ROOT / "data" / "reference" / f"{file}.csv").open(encoding="utf-8") as rows:
        return [row for row in csv.DictReader(rows) if row["source"] == "keepgoing_2016"]


def doubted(figures: Iterable[dict[str, str]]) -> set[str]:
    """The titles of what is wrong with them, but for slips that change no number."""
    ids = {id_ for each in figures for id_ in each["discrepancy_ids"].split(";")}
    found = (each for each in of_2016("discrepancies") if each["discrepancy_id"] in ids)
    return {each["title_da"] for each in found if each["severity"] != "C"}


@pytest.fixture(scope="module")
def parts(source) -> dict[str, Block]:
    return {each.heading: each for each in annual.blocks(source) if each.heading}


def said_beside(block: Block) -> set[str]:
    return {
        title for note in block.notes for title in re.findall(r"\*\*Forbehold: (.+?)\.\*\*", note)
    }


@pytest.mark.parametrize("number", ["3.1.1", "3.1.2", "3.1.3", *(f"3.2.{i}" for i in range(1, 7))])
def test_a_diagram_of_2016_is_drawn_as_it_was_printed_with_its_doubts_beside_it(parts, number):
    of_it = [each for each in of_2016("figures")
             if each["figure_id"].startswith("kg_d" + number.replace(".", ""))]  # fmt: skip
    printed = [
        float(each["value"])
        for each in of_it
        if each["unit"] == "share" and float(each["value"] or 0)
    ]
    (answered,) = (each["value"] for each in of_it if each["figure_id"].endswith("_answered"))
    (block,) = (block for heading, block in parts.items() if f"({number})" in heading)
    (drawn,) = block.pictures
    then = [row for row in drawn.spec["datasets"]["rows"] if row["survey"].startswith("2016")]
    assert {row["survey"] for row in then} == {f"2016: {answered} svar"}
    assert sorted(row["share"] for row in then) == pytest.approx(sorted(printed))
    unknown = [row for row in then if "ukendt" in row["label"]]
    assert len(unknown) == sum("_value" in each["figure_id"] for each in of_it)
    shown = (each for each in of_it if each["unit"] == "share")
    assert said_beside(block) == doubted(shown)


def test_the_resume_of_2016_is_told_where_it_is_compared_and_what_must_not_be_used_is_not(parts):
    of_it = {each["figure_id"].removeprefix("kg_resume_"): each
             for each in of_2016("figures") if each["figure_id"].startswith("kg_resume_")}  # fmt: skip
    held = " ".join(line.held for line in parts["KeepGoings egen rapport fra 2016"].figures.lines)
    told = {
        "duration_months": f"knap {of_it['duration_months']['value']} måneder i 2016",
        "hours_per_week": f"{of_it['hours_per_week']['as_printed']} timer om ugen i 2016",
        "very_satisfied_assignment": f"{of_it['very_satisfied_assignment']['as_printed']} i 2016",
        "trusting_relation": "100 % i 2016",  # of chemistry, as the doubt says
    }
    assert [each for each in told.values() if each not in close(held)] == []
    doubts = {
        row["Hvad"]: row["Brug"] for row in parts["Uoverensstemmelser i KeepGoing 2016"].cells
    }
    every = {each["title_da"]: each["do_not_use"] for each in of_2016("discrepancies")}
    assert {title for title, use in doubts.items() if use == "må ikke bruges"} == {
        title for title, forbidden in every.items() if forbidden
    }
    assert set(doubts) == set(every)
    of_resume = doubted(of_it.values())
    assert len(of_resume) == 7
    assert of_resume <= set(doubts)
    assert not re.search(
        "37,5|4 måneder", close(held)
    )  # own effort and longer than SFI's, which cannot be


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


@pytest.mark.parametrize("language", ["da", "en"])
def test_a_year_nobody_answered_in_speaks_of_no_filters(source, language):
    with words.speaking(language):
        first = (
            source.warehouse.query("started_courses", **Scope().parameters())["first_started_on"]
            .item()
            .year
        )
        told = str(list(annual.blocks(Source(source.warehouse, first))))
    assert {"da": "Ingen har svaret.", "en": "Nobody has answered."}[language] in told
    assert not re.search("filtre|filters", told)


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
