"""The first rows of somebody's own files as they stand, and the same rows as they are read."""

from collections.abc import Mapping, Sequence
from typing import Any

from dashboard.foundation import harmless
from dashboard.foundation.words import text as _
from dashboard.presenters import own_given, own_names
from dashboard.proposal.proposing import ProposedSource

Table = list[dict[str, str]]


def theirs(rows: Sequence[tuple[int, Mapping[str, str]]]) -> Table:
    """Rows as they stand under their headings, without columns that are empty in all of them."""
    return _rows(
        [
            (row, {name: own_names.cell_text(cell) for name, cell in each.items()})
            for row, each in rows
        ]
    )


def ours(source: ProposedSource, rows: Sequence[tuple[int, Mapping[str, Any]]]) -> Table:
    """Rows as they are read, under our words for the columns; not the numbers the program makes."""
    made = own_given.made(source.lines)
    shown = [(row, {k: v for k, v in each.items() if k not in made}) for row, each in rows]
    return _rows([(row, own_names.read_as(source, each)) for row, each in shown])


def _rows(rows: Sequence[tuple[int, Mapping[str, str]]]) -> Table:
    filled = dict.fromkeys(
        name for _row, each in rows for name, cell in each.items() if name and cell
    )
    return [
        {_("Række"): str(row)} | {harmless.heading(name): each.get(name, "") for name in filled}
        for row, each in rows
    ]
