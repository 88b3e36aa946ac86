"""What a sheet beside the others says of its codes: "J = job" in a cell, or a code and its meaning in two."""

import re
from collections.abc import Iterator, Mapping, Sequence

from dashboard.foundation.plain_text import heading_key
from dashboard.proposal.peeking import Sheet

LONGEST = 12  # letters of a code
MOST_ROWS = 200  # of an explanation; more are a table of something else
CODE = r"[^\s,;=]{1,12} ?="
SAID = re.compile(rf"([^\s,;=]{{1,12}}) ?= ?([^,;=]+?)(?= *(?:[,;]|$| (?:[-–/] |og |til )?{CODE}))")
Legend = Mapping[tuple[str, str], str]  # (heading it is under or "", code), as compared -> meaning


def of(sheets: Sequence[Sheet]) -> Legend:
    """The codes sheets explain, each under the heading before it, if any."""
    found: dict[tuple[str, str], str] = {}
    for sheet in sheets:
        if len(sheet.rows) <= MOST_ROWS:
            for scope, code, meaning in _explained(sheet.rows):
                found.setdefault((heading_key(scope), heading_key(code)), meaning)
    return found


def _explained(rows: Sequence[Sequence[str]]) -> Iterator[tuple[str, str, str]]:
    scope = ""
    for row in rows:
        first, *rest = row
        said = [pair for cell in row for pair in SAID.findall(cell)]
        scope = "" if not any(row) else first or scope
        if said:
            yield from (("" if SAID.search(scope) else scope, *pair) for pair in said)
        elif first and len(first) <= LONGEST and sum(map(bool, rest)) == 1:
            yield "", first, next(filter(None, rest))


def within(heading: str) -> Mapping[str, str]:
    """What a heading says of its own codes: "Målinger (1=før, 2=efter)"; as compared -> meaning."""
    return {heading_key(code.strip("(")): said.strip(" )") for code, said in SAID.findall(heading)}


def meaning(legend: Legend, heading: str, code: str) -> str:
    """What a code under a heading stands for; "" where nothing says so."""
    key = heading_key(code)
    if said := within(heading).get(key):
        return said
    return legend.get((heading_key(heading), key), legend.get(("", key), ""))
