"""When a contact was and how long it took, where no column of theirs is all of it."""

from collections.abc import Iterator, Sequence

from dashboard.foundation.schema import CONTACTS
from dashboard.foundation.words import text as _
from dashboard.proposal import values
from dashboard.proposal.lines import LIKELY, SURE, Line
from dashboard.proposal.reading import PARTS, Reading


def apart(group: Sequence[Reading], used: set[int]) -> Iterator[Line]:
    """A time kept in two columns, a day and a time of day; minutes, all or those that lack, as two times of day.

    The two times may stand in one cell (10.00-11.30). used: the columns that say something already; it grows.
    """
    first = group[0]
    if first.table != CONTACTS:
        return
    ours = {match.ours for match in first.columns.values()}
    free = [i for i, heading in enumerate(first.headings) if i not in used and heading]
    day, time, end = (first.part(free, *part) for part in PARTS)
    if day is not None and "contacted_at" not in ours:
        headings = [first.headings[i] for i in (day, time) if i is not None]
        used |= {i for i in (day, time) if i is not None}
        is_whole = len(headings) > 1
        why_so = _("dag og klokkeslæt står hver for sig") if is_whole else _("intet klokkeslæt")
        yield Line("joined", "contacted_at", headings, SURE if is_whole else LIKELY, why_so)
    if time is None or (end is None and not _are_ranges(group, time)):
        return
    used |= {time} if end is None else {time, end}
    why_so, certainty = _("tiden fra det ene klokkeslæt til det andet"), SURE
    if "minutes" in ours:
        why_so = _("hvor minutterne mangler: fra det ene klokkeslæt til det andet")
        certainty = LIKELY
    headings = [first.headings[i] for i in (time, end) if i is not None]
    yield Line("joined", "minutes", headings, certainty, why_so)


def _are_ranges(group: Sequence[Reading], i: int) -> bool:
    """Whether most cells of a column say from when to when."""
    return values.are_ranges([cell for reading in group for cell in reading.cells(i)])
