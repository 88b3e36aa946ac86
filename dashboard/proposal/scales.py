"""Answers on a scale of theirs: where each word stands; the middle is nobody's, and a question to a person."""

import re
from collections.abc import Sequence

from dashboard.foundation.plain_text import heading_key
from dashboard.ingest import answer_scale, vocabulary
from dashboard.proposal import legend

LOW = re.compile(
    r"\bikke\b|\bnej\b|\buenig|\bdårlig|\blav|\butilfreds|\bnot\b|\bpoor|\bdis|\bingen\b",
    re.IGNORECASE,
)
MIDDLE = re.compile(r"hverken\b.*", re.IGNORECASE)
NEITHER = re.compile(r"(det )?ved (jeg |det )?ikke|ved ej|don't know|ikke relevant", re.IGNORECASE)
LEAST_STEPS = 3


def steps(heading: str, words: Sequence[str]) -> dict[str, str]:
    """The step each word stands on, "" of the middle; without those of whom nobody can tell."""
    scale, unsaid = _ordered(heading, words)
    neither = {word: "" for word in words if MIDDLE.fullmatch(word)}
    if len(scale) < LEAST_STEPS:
        return neither
    half = len(scale) // 2
    last = len(answer_scale.GOOD) - 1
    found = neither | dict.fromkeys(scale, "")
    found |= {word: answer_scale.GOOD[min(at, last)] for at, word in enumerate(scale[:half])}
    found |= {word: answer_scale.BAD[min(at, last)] for at, word in enumerate(scale[::-1][:half])}
    found |= dict.fromkeys(unsaid, answer_scale.NO_STEP)
    return {word: step for word, step in found.items() if word in words}


def _ordered(heading: str, words: Sequence[str]) -> tuple[list[str], list[str]]:
    """The words of the scale they belong to, the best first, as these are written; and those for "don't know"."""
    spelt = {heading_key(word): word for word in words if not NEITHER.fullmatch(word)}
    unsaid = [word for word in words if NEITHER.fullmatch(word)]
    scales = [[heading_key(word) for word in scale] for scale in vocabulary.scales()]
    # of two with as many of the words, the one that has no other: with another step it is another scale
    likest = max(
        scales, key=lambda keys: (len(spelt.keys() & set(keys)), spelt.keys() == set(keys))
    )
    if spelt and len(spelt.keys() & set(likest)) >= min(len(spelt), LEAST_STEPS):
        return [spelt.get(key, key) for key in likest], unsaid
    return _by_legend(heading)


def numbers(heading: str) -> list[str]:
    """The numbers of the scale that a heading explains, also those nobody has chosen."""
    return _by_legend(heading)[0]


def _by_legend(heading: str) -> tuple[list[str], list[str]]:
    """The numbers of a scale that a heading explains by its ends, and those for "don't know"."""
    said = [(int(code), said) for code, said in legend.within(heading).items() if code.isdigit()]
    ends = [(number, meaning) for number, meaning in said if not NEITHER.search(meaning)]
    unsaid = [str(number) for number, meaning in said if NEITHER.search(meaning)]
    if len(ends) < 2:
        return [], []
    (low, first), (high, last) = min(ends), max(ends)
    if bool(LOW.search(first)) == bool(LOW.search(last)):
        return [], []
    numbers = [str(number) for number in range(low, high + 1)]
    return (numbers[::-1] if LOW.search(first) else numbers), unsaid
