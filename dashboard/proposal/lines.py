"""A line of a recipe that is proposed: what it says, how sure that is and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.foundation.plain_text import heading_key
from dashboard.foundation.words import text as _
from dashboard.proposal.matching import Certainty, Match

GUESS, LIKELY, SURE = Certainty


@dataclass(frozen=True)
class Line:
    """One line of a recipe: where it stands, what it says, how sure that is and why."""

    # "", columns, constants, joined, items, codes.<column>, answers.<item>, happened."<heading>", wide.<n>...
    section: str
    key: str
    value: Any
    certainty: Certainty
    reason: str
    without: str = ""  # of a word: the heading by which all rows it stands in may be left out


def why(heading: str, match: Match, more: Sequence[str]) -> str:
    """The reason of a match: what else its heading is read as, or the word it is like."""
    if "invited_on" in more:
        return _("ingen kolonne siger, hvornår skemaet blev sendt; så siger svarprocenten intet")
    if "citizen_id" in more:
        return _("ingen kolonne siger, hvem borgeren er; hvert forløb regnes som sin borger")
    if "outcome" in more:
        return _("siger også, om kontakten blev holdt")
    if not match.ours:
        return _("hvilket af vores spørgsmål er det? skriv dets navn, eller slet linjen")
    if match.certainty == GUESS and match.ours == "charged_on":
        return _("overskriften siger ikke tiltalt; er det det?")
    if match.certainty == GUESS:
        return _("kan betyde flere ting")
    if match.by_cells:
        return _("ordene i den er kendt")
    if heading_key(match.known_by) == heading_key(heading):
        return ""
    return _("ligner ”{word}”", word=match.known_by)


def word_line(section: str, word: str, match: Match | None, known: Sequence[str]) -> Line:
    """What a word of theirs means; a question where nobody can say. known: what it may be."""
    if match is None:
        reason = _("kendes ikke")
        if known:
            reason = _("kendes ikke; en af {known}", known=", ".join(known))
        return Line(section, word, "", GUESS, reason)
    return Line(section, word, match.ours, match.certainty, why(word, match, ()))
