"""Answers nobody's words say, by their order: the good half of theirs is the good of ours, the middle nobody's."""

import re
from collections.abc import Sequence

from dashboard.foundation.plain_text import heading_key
from dashboard.ingest import vocabulary

LEGEND = re.compile(r"\b([0-9]{1,2}) ?= ?([^,;)]+)")  # (1=not at all, 5=very much, 9=don't know)
LOW = re.compile(
    r"\bikke\b|\buenig|\bdårlig|\blav|\butilfreds|\bnot\b|\bpoor|\bdis|\bingen\b", re.IGNORECASE
)
NEITHER = re.compile(r"ved (det )?ikke|don't know|ikke relevant", re.IGNORECASE)
LEAST_STEPS = 3
BAD = ("no", "not_satisfied", "dissatisfied", "very_dissatisfied", "none", "very_poor")


def guessed(heading: str, words: Sequence[str], ours: Sequence[str]) -> dict[str, str]:
    """Which answer each word may be by its place in a scale; empty where no scale has at least three of them.

    ours: the answers to the question, the best first.
    """
    steps = _steps(heading, words)
    good, bad = [a for a in ours if a not in BAD], [a for a in ours if a in BAD]
    if len(steps) < LEAST_STEPS or not good or not bad:
        return {}
    half = len(steps) // 2  # what lies in the middle is neither, and a question
    found = {word: good[min(at, len(good) - 1)] for at, word in enumerate(steps[:half])}
    worst_first = bad[::-1]
    found |= {
        word: worst_first[min(at, len(bad) - 1)] for at, word in enumerate(steps[::-1][:half])
    }
    return {word: answer for word, answer in found.items() if word in words}


def _steps(heading: str, words: Sequence[str]) -> list[str]:
    """The words of the scale they belong to, the best first, as these are written."""
    spelt = {heading_key(word): word for word in words}
    for scale in vocabulary.scales():
        keys = [heading_key(word) for word in scale]
        if len(spelt.keys() & set(keys)) >= min(len(spelt), LEAST_STEPS) and spelt:
            return [spelt.get(key, key) for key in keys]
    return _by_legend(heading)


def _by_legend(heading: str) -> list[str]:
    """The numbers of a scale that a heading explains by its ends."""
    said = [(int(number), meaning) for number, meaning in LEGEND.findall(heading)]
    ends = [(number, meaning) for number, meaning in said if not NEITHER.search(meaning)]
    if len(ends) < 2:
        return []
    (low, first), (high, last) = min(ends), max(ends)
    if bool(LOW.search(first)) == bool(LOW.search(last)):
        return []
    steps = [str(number) for number in range(low, high + 1)]
    return steps[::-1] if LOW.search(first) else steps
