"""Where the headings of a sheet stand: the row with most cells that are known as headings."""

from collections.abc import Sequence
from functools import cache

from dashboard.foundation.plain_text import heading_key
from dashboard.foundation.schema import INSTRUMENTS, TABLES
from dashboard.ingest import vocabulary
from dashboard.ingest.headings import MOST_ABOVE
from dashboard.proposal import technical


def called(heading: str) -> set[str]:
    """What a heading may be called, as it is compared."""
    return {heading_key(each) for each in (heading, *technical.spelt_out(heading))}


@cache
def _known() -> frozenset[str]:
    words: set[str] = set()
    for table in TABLES:
        words |= {
            heading_key(w) for name in table.names for w in vocabulary.headings(table.name, name)
        }
        words |= set(table.names) | {
            heading_key(w) for w in vocabulary.ambiguous_headings(table.name)
        }
    for instrument in INSTRUMENTS:
        words |= {heading_key(w) for each in vocabulary.items(instrument).values() for w in each}
    return frozenset(words)


def heading_row(rows: Sequence[Sequence[str]]) -> int:
    """The row with most cells that are known as headings; else the first with two cells."""
    top = rows[:MOST_ABOVE]
    hits = [sum(not called(cell).isdisjoint(_known()) for cell in row if cell) for row in top]
    if max(hits, default=0) >= 2:
        return hits.index(max(hits))
    filled = [sum(map(bool, row)) for row in top]
    least = max(2, max(filled, default=0) / 2)  # a line above them, of when it was made, has fewer
    return next((i for i, count in enumerate(filled) if count >= least), 0)
