"""What a heading is in one list of a firm's, asked about where another list of the same table has it too."""

from collections.abc import Sequence

from dashboard.foundation.plain_text import heading_key
from dashboard.foundation.words import text as _
from dashboard.proposal.completion import Proposed, said
from dashboard.proposal.lines import GUESS, Line


def ask(sources: Sequence[Proposed]) -> None:
    """Asks of each heading that is left whether it is what another source of the table takes it for."""
    for source in sources:
        others = [each for each in sources if each is not source and _are_alike(each, source)]
        known = {
            heading_key(line.key): line.value
            for each in others
            for line in each.lines
            if line.section == "columns"
        }
        for heading in list(source.unused):
            ours = known.get(heading_key(heading))
            names = set(ours if isinstance(ours, list) else [ours])
            if ours and names.isdisjoint(said(source)):
                reason = _("det er den i en anden af jeres lister")
                source.lines.append(Line("columns", heading, ours, GUESS, reason))
                source.unused.remove(heading)


def _are_alike(one: Proposed, other: Proposed) -> bool:
    return one.table == other.table and one.adds == other.adds
