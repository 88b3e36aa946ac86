"""Which rows count, and what blank cells mean: numbers written once for several rows, rows that were annulled."""

from collections.abc import Iterator, Sequence

from dashboard.foundation.plain_text import heading_key
from dashboard.foundation.schema import SURVEY_RESULTS
from dashboard.foundation.words import text as _
from dashboard.ingest import vocabulary
from dashboard.proposal import matching
from dashboard.proposal.lines import GUESS, LIKELY, Line
from dashboard.proposal.reading import Reading

ID = "case_id"
LEAST_BLANK = 1 / 3  # of the rows: a number is then written for those below it too


def lines(group: Sequence[Reading], unused: Sequence[str]) -> Iterator[Line]:
    """What is said of the rows of sheets of one form. unused: their headings nothing else is said of."""
    first = group[0]
    at = next((i for i, match in first.columns.items() if match.ours == ID), None)
    if at is not None and not _may_be_nobodys(first) and _is_written_once(group, at):
        reason = _("nummeret står kun i den første af flere rækker")
        yield Line("", "fill_down", [first.headings[at]], LIKELY, reason)
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


def _may_be_nobodys(first: Reading) -> bool:
    """Whether rows without a number may be no course's: answers nobody signed, or courses of their own."""
    is_signed = first.table != SURVEY_RESULTS or first.instrument == "life_wheel"
    return first.table.key[0] == ID or not is_signed


def _is_written_once(group: Sequence[Reading], i: int) -> bool:
    """Whether a column is filled in the first row and blank in many others; two sheets' first rows both are."""
    written = [bool(i < len(row) and row[i]) for reading in group for row in reading.body]
    firsts = [bool(i < len(body[0]) and body[0][i]) for body in (r.body for r in group) if body]
    return bool(written) and all(firsts) and written.count(False) >= LEAST_BLANK * len(written)
