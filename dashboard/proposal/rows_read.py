"""Which rows count, and what blank cells mean: numbers written once for several rows, rows that were annulled."""

from collections import Counter
from collections.abc import Iterator, Sequence

from dashboard.foundation.plain_text import heading_key
from dashboard.foundation.schema import SURVEY_RESULTS
from dashboard.foundation.words import text as _
from dashboard.ingest import vocabulary
from dashboard.proposal import matching, technical
from dashboard.proposal.lines import GUESS, LIKELY, Line
from dashboard.proposal.reading import Reading

ID = "case_id"
RARE = 0.1  # of the rows
LEAST_BLANK = 1 / 3  # of the rows: a number is then written for those below it too


def lines(group: Sequence[Reading], unused: Sequence[str]) -> Iterator[Line]:
    """What is said of the rows of sheets of one form. unused: their headings nothing else is said of."""
    first = group[0]
    at = next((i for i, match in first.columns.items() if match.ours == ID), None)
    if at is not None and not _may_be_nobodys(first) and _is_written_once(group, at):
        reason = _("nummeret står kun i den første af flere rækker")
        yield Line("", "fill_down", [first.headings[at]], LIKELY, reason)
    for i, heading in enumerate(first.headings):
        cells = Counter(cell for reading in group for cell in reading.cells(i))
        said = [word for word in sorted(cells) if heading_key(word) in vocabulary.annulling()]
        if (
            heading in unused
            and said
            and said != sorted(cells)
            and _may_annul(heading, cells, said)
        ):
            yield Line("without", heading, said, GUESS, _("er de rækker slettet eller annulleret?"))


def _may_annul(heading: str, cells: Counter[str], said: Sequence[str]) -> bool:
    """Whether a column says of rows that they do not count: by its heading, or as a rare one of several statuses."""
    called = (heading, *technical.spelt_out(heading))
    if any(matching.by_keyword(each, {"": vocabulary.annulled()}) for each in called):
        return True
    is_status = any(matching.by_keyword(each, {"": vocabulary.statuses()}) for each in called)
    return is_status and sum(cells[word] for word in said) <= RARE * cells.total()


def _may_be_nobodys(first: Reading) -> bool:
    """Whether rows without a number may be no course's: answers nobody signed, or courses of their own."""
    is_signed = first.table != SURVEY_RESULTS or first.instrument == "life_wheel"
    return first.table.key[0] == ID or not is_signed


def _is_written_once(group: Sequence[Reading], i: int) -> bool:
    """Whether a column is filled in the first row and blank in many others; two sheets' first rows both are."""
    written = [bool(i < len(row) and row[i]) for reading in group for row in reading.body]
    firsts = [bool(i < len(body[0]) and body[0][i]) for body in (r.body for r in group) if body]
    return bool(written) and all(firsts) and written.count(False) >= LEAST_BLANK * len(written)
