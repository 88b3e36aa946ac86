"""Which rows count, and what blank cells mean: numbers written once for several rows, rows that were annulled."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from dashboard.foundation import harmless
from dashboard.foundation.plain_text import heading_key, plain
from dashboard.foundation.schema import SURVEY_RESULTS
from dashboard.foundation.words import listing, mark
from dashboard.foundation.words import text as _
from dashboard.ingest import vocabulary
from dashboard.proposal import matching, values
from dashboard.proposal.heading_rows import called
from dashboard.proposal.lines import GUESS, LIKELY, Line
from dashboard.proposal.reading import Reading

ID, PHASE = "case_id", "phase"
MOST_ANNULLED = 1 / 5  # of the rows, where a status of registration says so
OF_NOBODY = {
    "cases": ("started_on", mark("er det forløb, der aldrig begyndte?")),
    "contacts": (ID, mark("handler de rækker ikke om en borger?")),
}
LEAST_NOBODY, MOST_TOLD = 1 / 2, 3  # of the rows; words of how contacts were
LEAST_LETTERS = 5  # of a word that says of a course that it does not count
LEAST_BLANK = 1 / 3  # of the rows: a number is then written for those below it too


def lines(group: Sequence[Reading], unused: Sequence[str]) -> Iterator[Line]:
    """What is said of the rows of sheets of one form. unused: their headings nothing else is said of."""
    first = group[0]
    at = next((i for i, match in first.columns.items() if match.ours == ID), None)
    if at is not None and not _may_be_nobodys(first) and _is_written_once(group, at):
        reason = _("nummeret står kun i den første af flere rækker")
        yield Line("", "fill_down", [first.headings[at]], LIKELY, reason)
    else:
        yield from _of_nobody(group)
    yield from _unanswered(group)
    for i, heading in enumerate(first.headings):
        said = _annulling(heading, Counter(cell for r in group for cell in r.cells(i)))
        if heading in unused and said:
            yield Line("without", heading, said, GUESS, _("er de rækker slettet eller annulleret?"))


def _of_nobody(group: Sequence[Reading]) -> Iterator[Line]:
    """Whether courses without a first day never began, and contacts without a course are not with a citizen."""
    first = group[0]
    ours, reason = OF_NOBODY.get(first.table.name, ("", ""))
    at = next((i for i, match in first.columns.items() if match.ours == ours), None)
    if at is None:
        return
    written = [_cell(row, at) for reading in group for row in reading.body]
    # only words that say so themselves: any other may be a name
    odd = {cell for cell in written if not cell or heading_key(cell) in vocabulary.of_nobody()}
    if odd and sum(cell in odd for cell in written) < LEAST_NOBODY * len(written):
        told = " ".join(filter(None, (_(reason), _also_of_citizens(group, at, odd))))
        yield Line("without", first.headings[at], sorted(odd), GUESS, told)


def _also_of_citizens(group: Sequence[Reading], at: int, odd: set[str]) -> str:
    """What rows of nobody's say of how the contact was that others say too: one may be a citizen's all the same."""
    i = next((i for i, match in group[0].columns.items() if match.ours == "channel"), None)
    if i is None:
        return ""
    rows = [row for reading in group for row in reading.body]
    words = Counter(_cell(row, i) for row in rows if _cell(row, at) in odd)
    others = {_cell(row, i) for row in rows if _cell(row, at) not in odd} - {""}
    both = [word for word in words if word in others and not values.is_no_code(word)]
    known = vocabulary.codes("contacts", "channel")
    both.sort(key=lambda word: matching.best(word, known) is None)  # a meeting before a drive
    found = [f"”{harmless.heading(word)}”" for word in both]
    return _("der står {words} i nogle af dem", words=listing(found[:MOST_TOLD])) if found else ""


def _unanswered(group: Sequence[Reading]) -> Iterator[Line]:
    """Whether wheels that are of no round were sent and never answered: they then have no score at all."""
    first = group[0]
    at = next((i for i, match in first.columns.items() if match.ours == PHASE), None)
    if first.instrument != "life_wheel" or at is None or not first.questions:
        return
    of_none = [row for reading in group for row in reading.body if not _cell(row, at)]
    if of_none and not any(_cell(row, i) for row in of_none for i in first.questions):
        reason = _("sendt ud, men ingen har svaret? de tæller så heller ikke med i svarprocenten")
        yield Line("without", first.headings[at], [""], GUESS, reason)


def words_of(
    group: Sequence[Reading], lines: Iterable[Line], of_rows: Sequence[Line]
) -> list[Line]:
    """The lines, and those of rows; a word that stands only in rows one of them leaves out knows it."""
    first = group[0]
    ours = {match.ours: i for i, match in first.columns.items()}
    found = [*lines]
    for left in of_rows:
        if left.section != "without":
            continue
        at, keys = first.headings.index(left.key), set(map(heading_key, left.value))
        kept = [row for r in group for row in r.body if heading_key(_cell(row, at)) not in keys]
        for nth, line in enumerate(found):
            of, _dot, column = line.section.partition(".")
            i = (
                ours.get(column, ours.get("channel")) if of == "codes" else None
            )  # it may say the outcome too
            if i is not None and all(plain(_cell(row, i)) != line.key for row in kept):
                found[nth] = replace(line, without=left.key)
    return [*found, *of_rows]


def _cell(row: Sequence[str], i: int) -> str:
    return row[i] if i < len(row) else ""


def _annulling(heading: str, cells: Counter[str]) -> list[str]:
    """The words of a column by which a row does not count; none where all do, or none does."""
    words = vocabulary.annulling()
    headings, of_courses, of_status = vocabulary.registration()
    is_status = bool(called(heading) & (headings | of_courses))
    if not called(heading) & headings:
        of_status = frozenset(word for word in of_status if len(word) >= LEAST_LETTERS)
    if not is_status and not matching.by_keyword(heading, {"annulled": vocabulary.annulled()}):
        return []
    said = sorted(w for w in cells if heading_key(w) in (of_status if is_status else words))
    is_rare = sum(cells[word] for word in said) <= MOST_ANNULLED * cells.total()
    return said if len(said) < len(cells) and (is_rare or not is_status) else []


def _may_be_nobodys(first: Reading) -> bool:
    """Whether rows without a number may be no course's: answers nobody signed, or courses of their own."""
    is_signed = first.table != SURVEY_RESULTS or first.instrument == "life_wheel"
    return first.table.key[0] == ID or not is_signed


def _is_written_once(group: Sequence[Reading], i: int) -> bool:
    """Whether a column is filled in the first row and blank in many others; two sheets' first rows both are."""
    written = [bool(i < len(row) and row[i]) for reading in group for row in reading.body]
    firsts = [bool(i < len(body[0]) and body[0][i]) for body in (r.body for r in group) if body]
    return bool(written) and all(firsts) and written.count(False) >= LEAST_BLANK * len(written)
