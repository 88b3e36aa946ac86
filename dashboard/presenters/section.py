"""One heading of a page: its figures as rows; of a published document its pictures and its table.

Pure selections, wordings and charts of figure rows; which figures go together, each page says.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from dashboard.catalogue.row import FigureRow
from dashboard.charts.grammar import Spec
from dashboard.charts.strips import Line
from dashboard.wording import figure_words

Cells = dict[str, str]


@dataclass(frozen=True)
class Section:
    """A heading with what stands below it; `filled` adds the figures' rows."""

    name: str  # of the file its table is downloaded as
    heading: str
    explanation: str = ""  # how its figures are counted
    panels: tuple[tuple[str, ...], ...] = ()  # figure ids
    is_breakdown: bool = False  # the last panel is the shares of one whole
    are_bars: bool = False  # which say who somebody is, so that no chance is in them
    says: str = ""
    rows: Sequence[FigureRow] = ()
    charts: Sequence[Spec] = ()
    lines: Sequence[Line] = ()  # of published figures
    table: Sequence[Cells] = ()  # in words, where it is not that of the rows
    reservations: Sequence[str] = ()
    pages: Sequence[tuple[str, str]] = ()  # that say more: path and title

    @property
    def ids(self) -> list[str]:
        """All figures of the section."""
        return [id_ for panel in self.panels for id_ in panel]

    def filled(self, rows: Sequence[FigureRow]) -> "Section":
        """The section with those of the rows that are its own."""
        return replace(self, rows=only(rows, self.ids))

    def tables(self) -> Iterator[tuple[list[FigureRow], bool]]:
        """Its rows table by table, and whether they are the shares of one whole."""
        whole = self.panels[-1] if self.is_breakdown else ()
        if rest := [row for row in self.rows if row.id not in whole]:
            yield rest, False
        if parts := only(self.rows, whole):
            yield parts, True


def by_id(rows: Sequence[FigureRow]) -> dict[str, FigureRow]:
    """The first row of each figure."""
    return {row.id: row for row in reversed(rows)}


def only(rows: Sequence[FigureRow], ids: Collection[str]) -> list[FigureRow]:
    """The rows of these figures."""
    return [row for row in rows if row.id in ids]


def each_figure(rows: Sequence[FigureRow]) -> str:
    """Each figure with its value, grounds and interval, a sentence each."""
    return " ".join(f"{figure_words.measured(row)}." for row in rows if row.is_measured)
