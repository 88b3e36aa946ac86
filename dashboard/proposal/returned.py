"""Citizens who may have come back under another number, a running number behind their first one: asked one by one."""

from collections.abc import Sequence

import duckdb

from dashboard.foundation import cpr
from dashboard.foundation.plain_text import plain
from dashboard.foundation.words import text as _
from dashboard.proposal.completion import Proposed
from dashboard.proposal.lines import GUESS, Line
from dashboard.proposal.reading import Reading

CITIZEN = "citizen_id"


def ask(
    con: duckdb.DuckDBPyConnection, sources: Sequence[tuple[Proposed, Sequence[Reading]]]
) -> None:
    """Asks of each number whether it is who has the number before it, in any of the lists of courses.

    con knows typing.sql; a source stands with what was read of its sheets.
    """
    found = [(source, _numbers(source, read)) for source, read in sources]
    numbers = list(dict.fromkeys(number for _source, own in found for number in own))
    rows = con.sql("select unnest($numbers::varchar[]) as number", params={"numbers": numbers})
    number = duckdb.ColumnExpression("number")
    first = duckdb.FunctionExpression("before_running_number", number)
    before = dict(rows.select(number, first).fetchall())
    reason = _("er det den samme borger, der er kommet igen?")
    for source, own in found:
        source.lines += [
            Line(f"codes.{CITIZEN}", each, before[each], GUESS, reason)
            for each in own
            if before[each] in before and not cpr.holds(each)
        ]


def _numbers(source: Proposed, read: Sequence[Reading]) -> list[str]:
    """Every different number of a citizen, in the order they stand."""
    own = {
        line.key
        for line in source.lines
        if line.section == "columns" and CITIZEN in (line.value, *line.value)
    }
    cells = (
        cell
        for reading in read
        for i, heading in enumerate(reading.headings)
        for cell in (reading.cells(i) if heading in own else ())
    )
    return list(dict.fromkeys(map(plain, cells)))
