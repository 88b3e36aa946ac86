"""Of courses that have ended: whether who completed has completed the phases, and which list is of the others."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from dashboard.foundation.schema import CASES, Table
from dashboard.foundation.words import text as _
from dashboard.proposal.lines import GUESS, LIKELY, Line

ENDS = ("ended_on", "end_reason")
DAY = "phases_completed_on"


class Proposed(Protocol):
    """One [[source]] as it is proposed."""

    table: Table
    lines: list[Line]
    unused: list[str]

    @property
    def adds(self) -> bool:
        """Whether its rows say more of rows that another source has."""


def ask(sources: Sequence[Proposed]) -> None:
    """Asks of each list of courses that has ends, reasons and completed ones; of none where a day is there."""
    courses = [source for source in sources if source.table == CASES]
    if any(DAY in said(source) for source in courses):
        return
    reason = _("ingen kolonne siger, hvornår faserne er gennemført, og løftet tæller efter den dag")
    for source in courses:
        reasons = [line.value for line in source.lines if line.section == "codes.end_reason"]
        are_some = "completed" in reasons or not reasons  # without any they are our own codes
        if are_some and said(source).issuperset(ENDS) and not source.adds:
            source.lines.append(Line("", "completed_at_end", True, GUESS, reason))


def tell_running(sources: Sequence[Proposed]) -> None:
    """Of two lists of courses, one with their ends, the courses of the other have not ended."""
    courses = [each for each in sources if each.table == CASES and not each.adds]
    ends = [name for name in ENDS if any(name in _surely_said(each) for each in courses)]
    reason = _("en anden liste har forløbenes slutning; her er de ikke slut")
    for source in courses:
        lacks = [name for name in ends if name not in _surely_said(source)]
        source.lines += [
            Line("constants", name, "", LIKELY, reason) for name in lacks if len(lacks) == len(ENDS)
        ]


def _surely_said(source: Proposed) -> set[str]:
    """The columns of ours that columns of theirs say."""
    return _names(e for e in source.lines if e.section == "columns" and e.certainty > GUESS)


def said(source: Proposed) -> set[str]:
    """The same, also as a guess, or where phases are read into them."""
    return _names(line for line in source.lines if line.section.endswith("columns"))


def _names(lines: Iterable[Line]) -> set[str]:
    values = [line.value for line in lines]
    return {name for each in values for name in (each if isinstance(each, list) else [each])}
