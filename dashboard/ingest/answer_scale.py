"""Answers on a scale that is none of ours: which answer of ours each step is, question by question.

A recipe says once where each of their words stands (`[source.scale]`); here it becomes the answers to
every question that has steps. What lies in the middle has no answer of ours: a person says where it counts.
"""

from collections.abc import Mapping
from functools import cache

from dashboard.foundation.schema import ANSWERS
from dashboard.ingest import vocabulary

GOOD, BAD = ("best", "good"), ("worst", "poor")  # from the outermost inwards
NO_STEP = "dont_know"  # no answer where a question has none for it
STEPS = (*GOOD, *BAD[::-1], NO_STEP)
LEAST = 3  # answers to a question that is asked on a scale
BAD_ANSWERS = ("no", "not_satisfied", "dissatisfied", "very_dissatisfied", "none", "very_poor")


@cache
def answers(item: str) -> Mapping[str, str]:
    """By step: the answer to an item; empty for one that is not answered on a scale."""
    for instrument, items in ANSWERS.items():
        steps = vocabulary.steps(instrument, item) if item in items else ()
        bad = [answer for answer in reversed(steps) if answer in BAD_ANSWERS]
        good = [answer for answer in steps if answer not in BAD_ANSWERS]
        if len(steps) >= LEAST and good and bad:
            found = {step: good[min(at, len(good) - 1)] for at, step in enumerate(GOOD)}
            found |= {step: bad[min(at, len(bad) - 1)] for at, step in enumerate(BAD)}
            return found | {NO_STEP: NO_STEP if NO_STEP in items[item] else ""}
    return {}


@cache
def items() -> tuple[str, ...]:
    """Every item that is answered on a scale."""
    return tuple(item for each in ANSWERS.values() for item in each if answers(item))


def translated(scale: Mapping[str, str], item: str) -> dict[str, str]:
    """What the words of a scale answer to an item; "" counts as not answered."""
    steps = answers(item)
    return {word: steps.get(step, "") for word, step in scale.items()} if steps else {}
