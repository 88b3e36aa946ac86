"""A language is a catalogue and nothing else: Swedish, with two messages."""

import shutil
from datetime import UTC, date, datetime

import pytest

from dashboard.charts import grammar
from dashboard.foundation import words
from dashboard.published import reference
from dashboard.web import shell

NB = "\N{NO-BREAK SPACE}"
WEEKS = ("{n} uge", "{n} uger")
SWEDISH = """
msgid "Overblik"
msgstr "Översikt"

msgid "Alle kommuner"
msgstr ""

msgid "{n} uge"
msgid_plural "{n} uger"
msgstr[0] "{n} vecka"
msgstr[1] "{n} veckor"
"""


@pytest.fixture
def with_swedish(tmp_path, monkeypatch):
    catalogues = tmp_path / "locale"
    shutil.copytree(words.CATALOGUES, catalogues)
    (catalogues / "sv" / "LC_MESSAGES").mkdir(parents=True)
    (catalogues / "sv" / "LC_MESSAGES" / "dashboard.po").write_text(SWEDISH, encoding="utf-8")
    monkeypatch.setattr(words, "CATALOGUES", catalogues)
    words.languages.cache_clear()
    yield
    monkeypatch.undo()
    words.languages.cache_clear()


@pytest.fixture
def swedish(with_swedish):
    with words.speaking("sv"):
        yield


def test_a_folder_is_a_language_after_danish(with_swedish):
    assert list(words.languages()) == ["da", "en", "sv"]


def test_without_the_folder_there_is_no_such_language():
    assert list(words.languages()) == ["da", "en"]


def test_it_is_offered_to_whom_asks_for_it(with_swedish):
    assert shell.of_browser("sv-SE,sv;q=0.9,da;q=0.5") == "sv"
    asked = {"type": "http", "query_string": b"lang=sv", "headers": []}
    assert shell.preferred_language(asked) == "sv"
    words.warm()


def test_numbers_are_written_as_swedes_write_them(swedish):
    assert words.number(1234567.5, 1) == f"1{NB}234{NB}567,5"
    assert words.percent(0.75) == f"75{NB}%"
    assert words.percent(0.125, 1) == f"12,5{NB}%"
    assert words.percent_range(0.615, 0.88) == f"62–88{NB}%"


def test_days_and_times_are_written_as_swedes_write_them(swedish):
    assert words.day(date(2026, 7, 1)) == f"1{NB}juli{NB}2026"
    assert words.short_day(date(2026, 9, 30)) == f"30{NB}sep.{NB}2026"
    assert words.day_of_year(3, 31) == f"31{NB}mars"
    # the word between them is a message, and Danish until it is translated
    assert (
        words.moment(datetime(2026, 7, 1, 12, 0, tzinfo=UTC))
        == f"1{NB}juli{NB}2026{NB}kl.{NB}14:00"
    )
    assert words.quarter(date(2026, 7, 1)) == "K3 2026"
    assert (words.month(5), words.weekday(0)) == ("maj", "söndag")
    assert words.listing(["a", "b", "c"]) == "a, b och c"


def test_what_is_translated_is_swedish_and_all_else_danish(swedish):
    assert words.text("Overblik") == "Översikt"
    assert words.text("Alle kommuner") == "Alle kommuner"  # stands in the catalogue, untranslated
    assert words.text("Kommuner og links") == "Kommuner og links"  # does not
    assert [words.plural(*WEEKS, n) for n in (1, 2000)] == ["1 vecka", f"2{NB}000 veckor"]
    assert words.plural("{n} måned", "{n} måneder", 2) == "2 måneder"


def test_what_is_published_in_danish_and_english_is_danish(swedish):
    known = reference.discrepancies()[0]
    assert words.in_language(known, "title") == known["title_da"]


def test_charts_are_lettered_in_swedish(swedish):
    lettering = grammar.locale()
    marks = [lettering["number"][key] for key in ("decimal", "thousands", "percent")]
    assert marks == [",", NB, f"{NB}%"]
    assert lettering["time"]["months"][0] == "januari"
