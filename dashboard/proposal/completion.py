"""Whether who ended as completed has completed the phases, where no day says so and the promise needs it."""

from collections.abc import Sequence
from typing import Protocol

from dashboard.foundation.schema import CASES, Table
from dashboard.foundation.words import text as _
from dashboard.proposal.lines import GUESS, Line

NEEDED = {"ended_on", "end_reason"}
DAY = "phases_completed_on"


class Proposed(Protocol):
    """One [[source]] as it is proposed."""

    table: Table
    lines: list[Line]

    @property
    def adds(self) -> bool:
        """Whether its rows say more of rows that another source has."""


def ask(sources: Sequence[Proposed]) -> None:
    """Asks of each list of courses that has ends, reasons and completed ones; of none where a day is there."""
    courses = [source for source in sources if source.table == CASES]
    if any(DAY in _said(source) for source in courses):
        return
    reason = _("ingen kolonne siger, hvornår faserne er gennemført, og løftet tæller efter den dag")
    for source in courses:
        reasons = [line.value for line in source.lines if line.section == "codes.end_reason"]
        are_some = "completed" in reasons or not reasons  # without any they are our own codes
        if are_some and _said(source) >= NEEDED and not source.adds:
            source.lines.append(Line("", "completed_at_end", True, GUESS, reason))


def _said(source: Proposed) -> set[str]:
    """The columns of ours that columns of theirs are proposed for, also as a guess, or that phases are read into."""
    values = [line.value for line in source.lines if line.section.endswith("columns")]
    return {name for each in values for name in (each if isinstance(each, list) else [each])}
