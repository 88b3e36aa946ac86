"""What a heading or a word may mean: by the vocabulary, by likeness, and how sure that is."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from functools import lru_cache
from types import MappingProxyType

from rapidfuzz import fuzz, process

from dashboard.foundation.plain_text import heading_key
from dashboard.foundation.schema import Table
from dashboard.ingest import vocabulary
from dashboard.proposal import bare_headings, technical

ALIKE = 88  # of 100: a heading or a word with a letter or an ending of its own
ALIKE_QUESTION = 80  # questions are long, and are put in other words
WHOM = (
    "borger",
    "deltager",
    "citizen",
    "forløb",
    "sag",
    "case",
    "kontakt",
    "svar",
)  # whose a value within is
DENIED = re.compile(r"\b(?:ikke|ej|uden|ingen|intet|not|no)\b")
HEDGED = re.compile(
    r"\b(?:ikke|men|måske|delvis\w*|nogenlunde|lidt|næsten|til dels|af og til|not|but|partly)\b"
)  # what takes back some of a yes
NONE: Mapping[str, Sequence[str]] = MappingProxyType({})
LEAST_CAPITALS = 3
MOST_PARTS, LONGEST = 5, 6  # of a word with another within it: more may say another thing
CLEARLY_LONGER = 4  # letters: "gør selv" says more than "mål"


class Certainty(IntEnum):
    """How sure a proposal is."""

    GUESS = 0
    LIKELY = 1
    SURE = 2


@dataclass(frozen=True)
class Match:
    """What something of theirs may be of ours, how sure that is, and the word it was known by."""

    ours: str
    certainty: Certainty
    known_by: str
    by_cells: bool = False  # and not by its own word


def best(theirs: str, known: Mapping[str, Iterable[str]], alike: int = ALIKE) -> Match | None:
    """The one of `known` (ours -> words) that a word of theirs means, if any."""
    key = heading_key(theirs)
    words = {
        heading_key(word): (ours, word) for ours, each in known.items() for word in (ours, *each)
    }
    if key in words:
        return Match(words[key][0], Certainty.SURE, words[key][1])
    plain = {_together(word): found for word, found in words.items()}
    if (letters := _together(key)) and letters in plain:  # "?" has none, and is no "✔"
        ours, word = plain[letters]
        is_alike = _letters(key) == _letters(heading_key(word))
        return Match(ours, Certainty.SURE if is_alike else Certainty.LIKELY, word)
    short = _abbreviated(key, words)
    if short:
        return Match(*short)
    if len(key) < 4:
        return None
    near = process.extractOne(key, list(words), scorer=fuzz.token_sort_ratio, score_cutoff=alike)
    return Match(words[near[0]][0], Certainty.LIKELY, words[near[0]][1]) if near else None


def _abbreviated(
    key: str, words: Mapping[str, tuple[str, str]]
) -> tuple[str, Certainty, str] | None:
    """What a word cut short with a full stop ("gennemf.", "ord. udd.") begins, if that is one thing alone."""
    parts = [part for part in key.replace(".", ". ").split() if part]
    if not any(part.endswith(".") and len(part) > 2 for part in parts):
        return None
    pattern = r"\s*".join(
        re.escape(p.rstrip(".")) + (r"\w*" if p.endswith(".") else "") for p in parts
    )
    found = {ours: word for text, (ours, word) in words.items() if re.fullmatch(pattern, text)}
    if len(found) != 1:
        return None
    ((ours, word),) = found.items()
    return ours, Certainty.LIKELY, word


@lru_cache(50_000)
def _letters(text: str) -> str:
    """A word by its letters and digits alone: a colon, a bracket or a full stop less is no other word."""
    return " ".join("".join(c if c.isalnum() else " " for c in text).split())


def _together(text: str) -> str:
    return _letters(text).replace(" ", "")  # "Borger nr." is "Borgernr."


def columns(table: Table, headings: Sequence[str]) -> dict[int, Match]:
    """Which of a table's columns each heading may be; no column twice."""
    known = {name: vocabulary.headings(table.name, name) for name in table.names}
    found: dict[int, Match] = {}
    doubtful = vocabulary.ambiguous_headings(table.name)
    keys = {_together(heading_key(word)): ours for word, ours in doubtful.items()}
    for i, heading in enumerate(headings):
        match = (
            (
                best(heading, known)
                or (None if _together(heading_key(heading)) in keys else _bare(heading, known))
                or _within(heading, known)
                or _of_a_system(heading, known)
            )
            if heading
            else None
        )
        if match and _together(heading_key(heading)) in keys:  # it may be called another thing too
            match = replace(match, certainty=min(match.certainty, Certainty.LIKELY))
        if match:
            found[i] = match
    taken = _once(found)
    required = {column.name for column in table.columns if not column.nullable}
    for i, heading in enumerate(headings):
        spelt = (heading, *technical.spelt_out(heading), bare_headings.bare(heading))
        called = map(_together, map(heading_key, spelt))
        may_be = next((keys[each] for each in called if each in keys), ())
        free = [ours for ours in may_be if ours not in taken]
        if i not in found and free:
            is_missed = free[0] in required  # nothing else says what every row must have
            is_clear = (len(free) == 1 or is_missed) and free[0] != "charged_on"  # who is suspected
            certainty = Certainty.LIKELY if is_clear else Certainty.GUESS
            found[i] = Match(free[0], certainty, heading)
            taken.add(free[0])
    return found


def _bare(heading: str, known: Mapping[str, Iterable[str]]) -> Match | None:
    """What a heading may be by the words of it that say something."""
    found = bare_headings.best(heading, known)
    return Match(found[0], Certainty.LIKELY, found[1]) if found else None


def _of_a_system(heading: str, known: Mapping[str, Iterable[str]]) -> Match | None:
    """What a heading with underscores and parts cut short may be."""
    for spelt in technical.spelt_out(heading):
        if match := best(spelt, known):
            return replace(match, certainty=Certainty.LIKELY)
    pattern = technical.pattern(heading)
    if pattern is None:
        return None
    cut = {
        ours for ours, each in known.items() if any(map(pattern.fullmatch, map(heading_key, each)))
    }
    return Match(cut.pop(), Certainty.LIKELY, heading) if len(cut) == 1 else None


def _within(heading: str, known: Mapping[str, Iterable[str]]) -> Match | None:
    """What a value within another (borger.født) may be, by its own name."""
    outer, point, inner = heading.partition(".")
    match = best(inner, known) if point and " " not in heading else None
    is_theirs = heading_key(outer) in WHOM
    return (
        replace(match, certainty=Certainty.LIKELY if is_theirs else Certainty.GUESS)
        if match
        else None
    )


def _once(found: dict[int, Match]) -> set[str]:
    """Keeps the surest heading of each column, the first of them."""
    best_of: dict[str, int] = {}
    for i, match in found.items():
        held = best_of.get(match.ours)
        if held is None or match.certainty > found[held].certainty:
            best_of[match.ours] = i
    for i in set(found) - set(best_of.values()):
        del found[i]
    return set(best_of)


def items(instrument: str, headings: Sequence[str]) -> dict[int, Match]:
    """Which of a questionnaire's items each heading may ask."""
    known = vocabulary.items(instrument)
    of_systems = vocabulary.of_systems(instrument)
    in_full = {item: (*words, *of_systems.get(item, ())) for item, words in known.items()}
    found = {}
    for i, heading in enumerate(headings):
        match = best(heading, known, ALIKE_QUESTION) if heading else None
        match = match or by_keyword(heading, vocabulary.keywords(instrument))
        match = match or _of_a_system(heading, in_full) or cut_short(heading, known)
        if match and by_keyword(heading, {match.ours: vocabulary.unlike(instrument, match.ours)}):
            continue
        if match:
            found[i] = match
    _once(found)
    return found


def told_by(heading: str, keywords: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """The items whose words stand in a question, and by which."""
    key = _letters(heading_key(heading))
    return {
        item: word
        for item, words in keywords.items()
        for word in words
        if re.search(
            rf"\b{re.escape(word.rstrip('*'))}{'' if word.endswith('*') else chr(92) + 'b'}", key
        )
    }


def is_of_several(word: str, keywords: Mapping[str, Iterable[str]]) -> bool:
    """Whether the words of two codes stand in one of theirs ("Job/udd.")."""
    return len(told_by(word, keywords)) > 1


def by_keyword(heading: str, keywords: Mapping[str, Iterable[str]]) -> Match | None:
    """The item whose words stand in a question, if no other's do."""
    told = told_by(heading, keywords)
    longest = sorted(told.items(), key=lambda each: len(each[1]))[-2:]
    if not told or (len(longest) > 1 and len(longest[1][1]) - len(longest[0][1]) < CLEARLY_LONGER):
        return None
    item, word = longest[-1]
    return Match(item, Certainty.LIKELY, word.rstrip("*"))


def words(
    values: Iterable[str],
    known: Mapping[str, Iterable[str]],
    doubtful: Mapping[str, Sequence[str]] = NONE,
    keywords: Mapping[str, Iterable[str]] = NONE,
) -> dict[str, Match | None]:
    """What each word of a column of codes may mean; None where nobody can say."""
    keys = {heading_key(word): ours for word, ours in doubtful.items()}
    found: dict[str, Match | None] = {}
    for value in values:
        if heading_key(value) in keys:
            found[value] = Match(keys[heading_key(value)][0], Certainty.GUESS, value)
        else:
            found[value] = (
                best(value, known)
                or _within_word(value, keywords)
                or cut_short(value, known)
                or _before_comma(value, known)
            )
    return found


def cut_short(
    theirs: str, known: Mapping[str, Iterable[str]], least: int = LEAST_CAPITALS
) -> Match | None:
    """What capitals ("FRAFL") begin, if that is one thing alone. least: of letters."""
    if not (theirs.isupper() and theirs.isalpha() and len(theirs) >= least):
        return None
    key = heading_key(theirs)
    found = {
        ours: word
        for ours, each in known.items()
        for word in each
        if heading_key(word).startswith(key)
    }
    if len(found) != 1:
        return None
    ((ours, word),) = found.items()
    return Match(ours, Certainty.LIKELY, word)


def _within_word(value: str, keywords: Mapping[str, Iterable[str]]) -> Match | None:
    """What a word may be by one within it ("Fraflyttet komm."), unless something in it is denied.

    Of a longer one it is a guess, by what stands before its comma ("Fik job, ikke brug for mere").
    """
    count = len(value.split())
    said = value if count <= MOST_PARTS else value.partition(",")[0]
    match = by_keyword(said, keywords) if count <= LONGEST else None
    is_denied = match and set(DENIED.findall(said.casefold())) - set(DENIED.findall(match.known_by))
    if match is None or is_denied:
        return None
    return match if count <= MOST_PARTS else replace(match, certainty=Certainty.GUESS)


def _before_comma(value: str, known: Mapping[str, Iterable[str]]) -> Match | None:
    """What "ja, 10 min for sent" may be by its first word; none of "morgen, aften", which are two."""
    first, comma, rest = value.partition(",")
    match, other = (best(part, known) if comma else None for part in (first, rest))
    if match and other and match.ours != other.ours:
        return None
    is_hedged = HEDGED.search(rest.casefold())
    return (
        replace(match, certainty=Certainty.GUESS if is_hedged else Certainty.LIKELY)
        if match
        else None
    )
