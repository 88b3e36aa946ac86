"""One heading of a page: its figures in charts, the sentence they show, and the rows of its table.

Pure selections, wordings and charts of figure rows; which figures go together, each page says.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from dashboard.catalogue.row import FigureRow
from dashboard.charts.grammar import Ink, Spec
from dashboard.charts.interval_charts import interval_rows
from dashboard.foundation.words import text as _
from dashboard.wording import figure_words, sources

MOST_NAMED = 3  # of many shares, the sentence names the largest
Cells = dict[str, str]


@dataclass(frozen=True)
class Section:
    """A heading with what stands below it; `filled` adds charts and a sentence to the figures."""

    name: str  # of the file its table is downloaded as
    heading: str
    explanation: str = ""  # how its figures are counted
    panels: tuple[tuple[str, ...], ...] = ()  # figure ids; those of a panel are drawn in one chart
    is_breakdown: bool = False  # the last panel is the shares of one whole
    says: str = ""
    rows: Sequence[FigureRow] = ()
    charts: Sequence[Spec] = ()
    table: Sequence[Cells] = ()  # in words, where it is not that of the rows
    reservations: Sequence[str] = ()

    @property
    def ids(self) -> list[str]:
        """All figures of the section."""
        return [id_ for panel in self.panels for id_ in panel]

    def filled(self, rows: Sequence[FigureRow], colours: Ink) -> "Section":
        """The section with those of the rows that are its own, their charts and their sentence."""
        own = only(rows, self.ids)
        charts = [
            chart
            for unit, inside in self.by_panel(own)
            for chart in intervals(inside, colours, unit)
        ]
        return replace(self, rows=own, charts=charts, says=self.sentence(own))

    def by_panel(self, rows: Sequence[FigureRow]) -> Iterator[tuple[str, list[FigureRow]]]:
        """Unit and rows of each of its charts."""
        for panel in self.panels:
            inside = only(rows, panel)
            yield inside[0].unit, inside

    def sentence(self, rows: Sequence[FigureRow]) -> str:
        """A sentence or two: each of the figures, but of a breakdown the largest shares."""
        known = {row.id: row for row in rows if row.n != 0}
        if not known:
            return _("Ingen data i det valgte udsnit.") if any(r.is_measured for r in rows) else ""
        shares = self.panels[-1] if self.is_breakdown else ()
        parts = [known[id_] for id_ in shares if id_ in known and known[id_].value is not None]
        rest = [row for row in known.values() if row not in parts]
        return " ".join(filter(None, (each_figure(rest), most_frequent(parts) if parts else "")))


def by_id(rows: Sequence[FigureRow]) -> dict[str, FigureRow]:
    """The first row of each figure."""
    return {row.id: row for row in reversed(rows)}


def only(rows: Sequence[FigureRow], ids: Collection[str]) -> list[FigureRow]:
    """The rows of these figures."""
    return [row for row in rows if row.id in ids]


def intervals(rows: Sequence[FigureRow], colours: Ink, unit: str) -> list[Spec]:
    """The rows as dots with their intervals in one chart; none where nothing of them is measured."""
    found = interval_records(rows)
    return [interval_rows(found, colours, unit)] if found else []


def interval_records(rows: Sequence[FigureRow]) -> list[dict[str, Any]]:
    """Rows as records for interval_charts.interval_rows, the benchmarks of one figure on one line.

    What is not measured has no line: the words say so.
    """
    found: dict[str, dict[str, Any]] = {}
    for row in rows:
        if not row.is_measured:
            continue
        record = found.setdefault(
            row.id,
            {
                "label": row.label,
                "value_label": figure_words.grounds(row),
                "marks": [],
                **figure_words.drawn(row),
            },
        )
        if row.comparison and row.comparison.value is not None:
            benchmark = row.comparison.benchmark
            record["marks"].append(
                {
                    "at": row.comparison.value,
                    "is_own": sources.published_behind(benchmark).system == "KeepGoing",
                    "name": sources.short_name(benchmark),
                }
            )
    return list(found.values())


def most_frequent(parts: Sequence[FigureRow]) -> str:
    """The largest shares of a whole, or that there are too few to say which those are."""
    largest = sorted(parts, key=lambda row: -row.amount)
    sure = [row for row in largest if row.value and not figure_words.is_withheld(row)][:MOST_NAMED]
    if not sure:
        return _("For få til at sige, hvad der er hyppigst.")
    named = "; ".join(figure_words.measured(row, is_part=True) for row in sure)
    return _("Hyppigst: {figures}.", figures=named)


def each_figure(rows: Sequence[FigureRow]) -> str:
    """Each figure with its value, grounds and interval, a sentence each."""
    return " ".join(f"{figure_words.measured(row)}." for row in rows if row.is_measured)
