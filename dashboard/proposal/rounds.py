"""Which wheel a word is of, where a firm has a first, a next and a last one, and none for each phase."""

from collections.abc import Mapping
from dataclasses import replace

from dashboard.foundation.plain_text import heading_key
from dashboard.proposal.matching import Certainty, Match

PHASES = ("phase_2", "phase_3")
CALLED = ("fase", "phase")
LAST = 3  # the third of three is the last


def of_word(match: Match, word: str, heading: str, meant: Mapping[str, Match | None]) -> Match:
    """What a word of the phase of wheels means; meant: each word under the heading, and what it says alone.

    A number is one of a phase only where the heading says so; the largest may be the last wheel.
    """
    if not word.isdecimal():
        is_named = any(
            m and m.certainty == Certainty.SURE and m.ours in PHASES for m in meant.values()
        )
        is_round = match.certainty == Certainty.GUESS and not is_named
        return replace(match, certainty=Certainty.LIKELY) if is_round else match
    if any(each in heading_key(heading) for each in CALLED):
        return match
    last = max(int(each) for each in meant if each.isdecimal())
    if int(word) == last == LAST:
        return Match("closing", Certainty.GUESS, word)
    return replace(match, certainty=min(match.certainty, Certainty.LIKELY))
