"""Which rows count, and what blank cells mean: numbers written once for several rows, rows that were annulled."""

from collections.abc import Iterator, Sequence

from dashboard.foundation.plain_text import heading_key
from dashboard.foundation.words import text as _
from dashboard.ingest import vocabulary
from dashboard.proposal import matching
from dashboard.proposal.lines import GUESS, LIKELY, Line
from dashboard.proposal.reading import Reading

IDS = ("case_id", "citizen_id")
LEAST_BLANK = 1 / 3  # of the rows: a number is then written for those below it too


def lines(group: Sequence[Reading], unused: Sequence[str]) -> Iterator[Line]:
    """What is said of the rows of sheets of one form. unused: their headings nothing else is said of."""
    first = group[0]
    ids = [i for i, match in first.columns.items() if match.ours in IDS]
    if headings := [first.headings[i] for i in ids if _is_written_once(group, i)]:
        yield Line(
            "", "fill_down", headings, LIKELY, _("nummeret står kun i den første af flere rækker")
        )
    known = {"annulled": vocabulary.annulled()}
    for i, heading in enumerate(first.headings):
        words = {cell for reading in group for cell in reading.cells(i)}
        said = [word for word in sorted(words) if heading_key(word) in vocabulary.annulling()]
        if (
            heading in unused
            and said
            and said != sorted(words)
            and matching.by_keyword(heading, known)
        ):
            yield Line("without", heading, said, GUESS, _("er de rækker slettet eller annulleret?"))


def _is_written_once(group: Sequence[Reading], i: int) -> bool:
    """Whether a column is filled in the first row and blank in many others; two sheets' first rows both are."""
    written = [bool(i < len(row) and row[i]) for reading in group for row in reading.body]
    firsts = [bool(i < len(body[0]) and body[0][i]) for body in (r.body for r in group) if body]
    return bool(written) and all(firsts) and written.count(False) >= LEAST_BLANK * len(written)
