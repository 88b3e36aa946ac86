"""Numbers that stand for another: who may have come back (B-107-2) is asked, a mentor in other capitals is likely."""

from collections import Counter
from collections.abc import Iterator, Sequence

import duckdb

from dashboard.foundation import cpr
from dashboard.foundation.plain_text import plain
from dashboard.foundation.words import text as _
from dashboard.proposal.completion import Proposed
from dashboard.proposal.lines import GUESS, LIKELY, Line
from dashboard.proposal.reading import Reading

CASE, CITIZEN, MENTOR = "case_id", "citizen_id", "mentor_id"
NUMBERS = (CITIZEN, MENTOR)  # columns whose codes are numbers of theirs
Read = Sequence[tuple[Proposed, Sequence[Reading]]]  # a source, and what was read of its sheets


def tell(con: duckdb.DuckDBPyConnection, sources: Read) -> None:
    """Adds to each source the lines of numbers that stand for another, in any of the lists; con knows typing.sql."""
    # where courses have numbers of their own, contacts may be kept by the citizen's, and would find none
    citizens = _before(con, [n for source in sources for n in _numbers(CITIZEN, *source, CASE)])
    mentors = _usual([n for source in sources for n in _numbers(MENTOR, *source)])
    for source, read in sources:
        for own in dict.fromkeys(_numbers(CITIZEN, source, read, CASE)):
            if citizens[own] in citizens and not cpr.holds(own):
                reason = _("er det den samme borger, der er kommet igen?")
                source.lines.append(Line(f"codes.{CITIZEN}", own, citizens[own], GUESS, reason))
        for own in dict.fromkeys(_numbers(MENTOR, source, read)):
            if mentors[own] != own and not cpr.holds(own):
                reason = _("skrevet sådan de fleste steder")
                source.lines.append(Line(f"codes.{MENTOR}", own, mentors[own], LIKELY, reason))


def _numbers(
    column: str, source: Proposed, read: Sequence[Reading], beside: str = ""
) -> Iterator[str]:
    """Every number in the headings that are read as a column of ours, and as another beside it where one is named."""
    wanted = {column, beside or column}
    own = {
        line.key
        for line in source.lines
        if line.section == "columns"
        and wanted.issubset(line.value if isinstance(line.value, list) else [line.value])
    }
    for reading in read:
        for i, heading in enumerate(reading.headings):
            yield from map(plain, reading.cells(i) if heading in own else ())


def _before(con: duckdb.DuckDBPyConnection, numbers: Sequence[str]) -> dict[str, str]:
    """By number: the one it has a running number behind; "" where it has none."""
    rows = con.sql("select unnest($numbers::varchar[]) as number", params={"numbers": numbers})
    number = duckdb.ColumnExpression("number")
    first = duckdb.FunctionExpression("before_running_number", number)
    return dict(rows.select(number, first).distinct().fetchall())


def _usual(numbers: Sequence[str]) -> dict[str, str]:
    """By number: how it stands most often, whatever its capitals."""
    spelled: dict[str, str] = {}
    for number, _times in Counter(numbers).most_common():
        spelled.setdefault(number.casefold(), number)
    return {number: spelled[number.casefold()] for number in numbers}
