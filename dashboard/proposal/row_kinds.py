"""What a column is by the words in it: contacts among activities, whose questions rows answer, and whether they do."""

from collections.abc import Collection, Sequence

from dashboard.foundation.plain_text import plain
from dashboard.foundation.schema import INSTRUMENTS
from dashboard.ingest import vocabulary
from dashboard.proposal import matching, scales, values
from dashboard.proposal.matching import Certainty, Match

LEAST_WORDS = 2  # to say that a question is another


def are_contacts(kinds: Collection[str]) -> bool:
    """Whether what is called activities are contacts: more of their kinds are forms of contact than activities."""
    as_activities, as_contacts = (
        sum(map(bool, matching.words(kinds, vocabulary.codes(table, column)).values()))
        for table, column in (("activities", "activity"), ("contacts", "channel"))
    )
    return as_contacts > as_activities


def questionnaire(items: Collection[str]) -> str:
    """The questionnaire that has every question rows of answers name; "" where nobody can tell."""
    fitting = [
        name for name in INSTRUMENTS if all(matching.words(items, vocabulary.items(name)).values())
    ]
    return fitting[0] if items and len(fitting) == 1 else ""


def may_answer(instrument: str, match: Match, cells: Sequence[str], heading: str) -> bool:
    """Whether words answer the question a heading is like: of one that is not surely ours some must be known."""
    words = list(dict.fromkeys(map(plain, cells)))
    if match.certainty == Certainty.SURE or len(words) < LEAST_WORDS or values.are_numbers(words):
        return True
    known = vocabulary.answers(instrument, match.ours)
    return any(matching.words(words, known).values()) or bool(scales.steps(heading, words))
