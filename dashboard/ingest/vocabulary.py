"""The words a file may use for what our tables hold: headings, codes, questions, answers.

Data in vocabulary.toml, typed here. The first word of each is ours; a code itself is always understood.
Words are compared by `heading_key` of `dashboard.foundation.plain_text`.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from dashboard.foundation.plain_text import heading_key
from dashboard.foundation.schema import ANSWERS, TABLES
from dashboard.published import reference

Words = tuple[str, ...]

PATH = Path(__file__).parent / "vocabulary.toml"
ROYAL = {"0101": "Københavns Kommune", "0400": "Bornholms Regionskommune"}  # not "<name> Kommune"
_COLUMNS = {(table.name, column.name): column for table in TABLES for column in table.columns}


@cache
def _content() -> dict[str, Any]:
    return tomllib.loads(PATH.read_text(encoding="utf-8"))


def _words(section: Mapping[str, Any]) -> Mapping[str, Words]:
    return MappingProxyType({key: tuple(each) for key, each in section.items()})


def tables() -> Mapping[str, Words]:
    """By table: what its files and sheets are called."""
    return _words(_content()["tables"])


def headings(table: str, column: str) -> Words:
    """What a column of a table is called, our own heading first. KeyError for no such column."""
    return tuple(_content()["headings"][table][column])


def phase_began() -> Words:
    """What a list of phases calls the day one began."""
    return tuple(_content()["phase_list"]["began"])


def phases() -> Mapping[str, Words]:
    """By the day a phase begins, and `phase_1`: what it is called in such a list."""
    return _words(_content()["phase_list"]["phases"])


def parts(table: str, column: str) -> Mapping[str, Words]:
    """What a column kept in two is called, by `date` and `time`, or by its `end`; empty where it is kept in one."""
    return _words(_content()["parts"].get(table, {}).get(column, {}))


def units(column: str) -> Mapping[str, Words]:
    """The headings under which a number counts something else (`hours`) than the column does."""
    return _words(_content()["units"].get(column, {}))


def codes(table: str, column: str) -> Mapping[str, Words]:
    """By code: its words. Of yes and no, `true` and `false`; empty for a column without codes."""
    kind = _COLUMNS[table, column].type
    if kind == "municipality":
        return municipalities()
    if kind == "boolean":
        return _words(_content()["codes"]["boolean"])
    section = _content()["same_words"].get(column, column)
    return _words(_content()["codes"][section]) if kind == "code" else MappingProxyType({})


@cache
def municipalities() -> Mapping[str, Words]:
    """By code: the name, the name of its municipality, and both as they are otherwise spelt."""
    return MappingProxyType(
        {code: _spellings(code, name) for code, name in reference.municipalities().items()}
    )


def _spellings(code: str, name: str) -> Words:
    official = ROYAL.get(code, f"{name} Kommune")
    stem = name if name.endswith("s") else f"{name}s"
    found = [name, official, f"{name} Kommune", f"{stem} Kommune", f"Jobcenter {name}"]
    found += [word.replace("Aa", "Å").replace("aa", "å") for word in found]
    found += [word.replace("-", " ") for word in found]
    return tuple(dict.fromkeys(found))


def items(instrument: str) -> Mapping[str, Words]:
    """By item of a questionnaire: its questions, the one of 2016 first, then short forms."""
    return _words(_content()["items"][instrument])


def of_systems(instrument: str) -> Mapping[str, Words]:
    """By item of a questionnaire: what a system's heading says in full, which elsewhere may be another item."""
    return _words(_content()["of_systems"].get(instrument, {}))


def keywords(scope: str) -> Mapping[str, Words]:
    """By item of a questionnaire or column of a table: words of a heading about it alone; * is any ending."""
    return _words(_content()["keywords"].get(scope, {}))


def code_keywords(column: str) -> Mapping[str, Words]:
    """By code: words within another by which it is still known; * is any ending."""
    return _words(_content()["keywords"]["codes"].get(column, {}))


def of_answers() -> frozenset[str]:
    """The headings under which a system says how far an answer has come."""
    return frozenset(map(heading_key, _content()["answer_status"]))


def unlike(instrument: str, item: str) -> Words:
    """Words that a question about an item never has: what somebody wishes is not what is."""
    return tuple(_content()["unlike"].get(instrument, {}).get(item, ()))


def answers(instrument: str, item: str) -> Mapping[str, Words]:
    """By answer to an item: its words; empty for what is answered by a number."""
    if item not in ANSWERS.get(instrument, {}):
        return MappingProxyType({})
    section = _content()["same_answers"].get(f"{instrument}.{item}", item)
    return _words(_content()["answers"][section])


def scales() -> tuple[Words, ...]:
    """Words people answer by that are none of ours, each scale with the best first."""
    return tuple(tuple(scale) for scale in _content()["scales"])


def steps(instrument: str, item: str) -> Words:
    """The answers to an item that are steps of a scale, the best first."""
    told = _content()["steps"]
    return tuple(told.get(item) or (a for a in answers(instrument, item) if a not in told["none"]))


def abbreviations() -> Mapping[str, str]:
    """By part of a system's heading: what it is in full; "" of what says nothing."""
    return MappingProxyType(_content()["abbreviations"])


def ambiguous_headings(table: str) -> Mapping[str, Words]:
    """By heading that is a question to a person: the columns of a table it may mean, the likeliest first."""
    return _words(_content()["ambiguous"]["headings"].get(table, {}))


def ambiguous_words(column: str) -> Mapping[str, Words]:
    """By word that is a question to a person: the codes of a column it may mean, the likeliest first."""
    return _words(_content()["ambiguous"]["codes"].get(column, {}))


def usual_respondent(instrument: str) -> str | None:
    """Who answers a questionnaire where nothing says so; None where both do."""
    found: str | None = _content()["usual_respondent"].get(instrument)
    return found


def months() -> tuple[Words, ...]:
    """The words of the twelve months, January first."""
    return tuple(tuple(each) for each in _content()["months"])


def no_contact() -> Mapping[str, Words]:
    """The words within one for a contact that nobody answered, or the citizen took no part in; * is any ending."""
    return {key: tuple(each) for key, each in _content()["no_contact"].items()}


def happened_headings() -> Mapping[str, Words]:
    """What stands in the heading of a column that says what has happened in a course, by what; * is any ending.

    Also what says that it is of another time (`otherwise`), or of the `suspected`, and what the column after it says
    is its `day`.
    """
    return _words(_content()["happened"]["headings"])


def happened() -> Mapping[str, Words]:
    """By column of ours: what stands within its words, * is any ending; `none` of what is no event of ours."""
    return _words(_content()["happened"]["words"])


def may_have_happened() -> Mapping[str, Words]:
    """The same of what is asked of a person; `hedged`: what says that it has not, or no longer."""
    return _words(_content()["happened"]["doubtful"])


def annulled() -> Words:
    """What stands in the heading of a column that says of a row that it does not count; * is any ending."""
    return tuple(_content()["annulled"]["headings"])


@cache
def annulling() -> frozenset[str]:
    """The words by which it says so, as they are compared."""
    return frozenset(_content()["annulled"]["words"])


@cache
def registration() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Headings of the status of a registration, and of a course; the few words by which a row does not count."""
    told = _content()["annulled"]
    status, of_courses = frozenset(told["status"]), frozenset(told["of_courses"])
    return status, of_courses, frozenset(told["status_words"])


def missing() -> Words:
    """What stands for nothing in any cell but an id's; in a column with such a code it is the code."""
    return tuple(_content()["missing"])


def missing_dates() -> Words:
    """What stands in the place of a date for what has not ended or not happened."""
    return tuple(_content()["missing_dates"])


@cache
def no_day() -> frozenset[str]:
    """What says in the place of a day that it has not happened, and elsewhere means something, as it is compared."""
    return frozenset(map(heading_key, _content()["no_day"]))


@cache
def of_nobody() -> frozenset[str]:
    """What stands in the place of a citizen's number in rows about none, as it is compared."""
    return frozenset(map(heading_key, _content()["of_nobody"]))


def missing_answers() -> Words:
    """What stands for a question passed over."""
    return tuple(_content()["missing_answers"])


def totals() -> Words:
    """What a row of totals begins with."""
    return tuple(_content()["totals"])
