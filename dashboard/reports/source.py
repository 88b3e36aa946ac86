"""What a document is made of: one snapshot, the year it is about, and the figure rows of both."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from dashboard.catalogue.row import FigureRow
from dashboard.catalogue.scope import Scope
from dashboard.figures import figure_rows
from dashboard.figures.verdicts import Issued
from dashboard.foundation import words
from dashboard.foundation.errors import DashboardError
from dashboard.foundation.words import text as _
from dashboard.presenters.life_wheel import figure_ids
from dashboard.presenters.section import by_id, only
from dashboard.reports.dated_notes import Note
from dashboard.snapshots.snapshot import Snapshot
from dashboard.snapshots.warehouse import Warehouse


@dataclass(frozen=True)
class Source:
    """A snapshot and a calendar year of it."""

    warehouse: Warehouse
    year: int
    issued: Sequence[Issued] = ()  # verdicts so far
    notes: Sequence[Note] = ()  # the owner's, of any time

    def __post_init__(self) -> None:
        if not any(row.value for row in self.rows(("citizens",))):
            raise DashboardError(
                _("Der er ingen forløb i {year}; vælg et år med data.", year=self.year)
            )

    @property
    def snapshot(self) -> Snapshot:
        """What the numbers come from."""
        return self.warehouse.snapshot

    @property
    def scope(self) -> Scope:
        """The year, whatever of it there are data for."""
        return Scope(period_from=date(self.year, 1, 1), period_to=date(self.year, 12, 31))

    @property
    def to(self) -> date:
        """The last day of the year there are data for."""
        return min(date(self.year, 12, 31), self.snapshot.data_to)

    @cached_property
    def every_row(self) -> list[FigureRow]:
        """Every figure of the year, with each of its benchmarks, as the figure path has them."""
        return figure_rows.figures(self.warehouse, self.scope)

    @cached_property
    def ever(self) -> list[FigureRow]:
        """Of all courses so far: the promises, which are given together, and how well the wheel measures."""
        return figure_rows.figures(self.warehouse, Scope(), (*PROMISES, *MEASURING))

    @property
    def wheel(self) -> dict[str, FigureRow]:
        """The year's life wheel, measured as well as is known of it so far."""
        return by_id(self.rows(figure_ids.IDS)) | by_id(only(self.ever, MEASURING))

    def of_all(self) -> str:
        """That how well the wheel measures is not counted of the year."""
        return _(
            "Hvor godt hjulet måler, er regnet af alle forløb til og med {day}; årets egne tal står i bilaget.",
            day=words.day(self.snapshot.data_to),
        )

    @cached_property
    def courses_by_quarter(self) -> list[FigureRow]:
        """Courses started, open and closed in each quarter from the first to the end of the year."""
        return figure_rows.courses_by_quarter(self.warehouse, Scope(period_to=self.to))

    @property
    def told(self) -> list[FigureRow]:
        """Every row the report stands on: the year's, and those of all courses."""
        return [*self.every_row, *self.ever]

    def rows(self, ids: Collection[str]) -> list[FigureRow]:
        """Of the year, those of these figures."""
        return only(self.every_row, ids)


MEASURING = (*figure_ids.RELIABILITY_IDS, figure_ids.BY_CHANCE)
PROMISES = tuple(
    f"criterion_{name}{end}"
    for name in ("completed", "charged", "progress")
    for end in ("", "_lower", "_upper", "_forecast", "_closed_share")
)
