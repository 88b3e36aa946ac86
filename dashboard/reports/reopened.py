"""A report by its code: whether its figures are what they were, and of each that is not, why."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from dashboard.catalogue.listing import FIGURES
from dashboard.catalogue.row import FigureRow
from dashboard.editions import writer
from dashboard.figures import figure_rows
from dashboard.foundation import words
from dashboard.foundation.errors import DashboardError
from dashboard.foundation.words import mark, plural
from dashboard.foundation.words import text as _
from dashboard.presenters import report_status, scope_words
from dashboard.reports import register
from dashboard.reports.register import NUMBERS, Made, Numbers
from dashboard.snapshots import snapshot
from dashboard.snapshots.snapshot import AsOf, Snapshot
from dashboard.snapshots.warehouse import Warehouse
from dashboard.wording import figure_words

TODAY = "follow_up_counts"  # the query of who waits for somebody
KINDS = {"annual": mark("årsrapport"), "workbook": mark("regneark")}
WHY = {
    "later": mark("nye oplysninger efter rapportens data"),
    "corrected": mark("rækker fra rapportens tid er rettet"),
    "either": mark("nye oplysninger, eller rækker er rettet"),
    "agreed": mark("en anden aftale gælder nu"),
    "method": mark("tallet defineres på en anden måde nu"),
    "gone": mark("tallet findes ikke mere"),
}


@dataclass(frozen=True)
class Change:
    """A figure that is not what it was, and why: one of WHY."""

    before: FigureRow | None  # None where the figure is no more
    after: FigureRow | None
    why: str
    figure_id: str


@dataclass(frozen=True)
class Reopened:
    """A report held against the current snapshot."""

    made: Made
    is_same_snapshot: bool
    changes: list[Change]


def reopened(data: Path, code: str) -> Reopened:
    """The report of a code beside what stands now. DashboardError where there is no such report."""
    made = register.find(data, code)
    current = snapshot.current(data)
    now = {row.id: row for row in reversed(figure_rows.figures(Warehouse(current), made.scope))}
    numbers = register.numbers(list(now.values()))
    differing = [id_ for id_, found in made.numbers.items() if numbers.get(id_) != found]
    asked = _Then(data, made, current, differing)
    changes = [
        Change(asked.row(id_, now.get(id_)), now.get(id_), asked.why(id_, now.get(id_)), id_)
        for id_ in differing
    ]
    return Reopened(made, current.id == made.snapshot_id, changes)


class _Then:
    """What the differing figures were, and what they are when only the time since is taken away."""

    def __init__(self, data: Path, made: Made, current: Snapshot, ids: list[str]) -> None:
        self._made, self._current = made, current
        self._is_agreed_anew = current.settings.version != made.settings_version
        self._again = self._computed(data, ids)
        is_month_end = (made.data_to + timedelta(days=1)).day == 1
        looked = current if current.data_to == made.data_to else None
        if looked is None and is_month_end and made.data_to < current.data_to:
            looked = AsOf(current.folder, made.data_to)
        # who waits for somebody today is not known of another day
        known = [id_ for id_ in ids if id_ in FIGURES and FIGURES[id_].query != TODAY]
        self._looked_back = _numbers(looked, made, known)

    def _computed(self, data: Path, ids: list[str]) -> dict[str, Numbers]:
        """The figures of the report's own snapshot by today's program; none where it is removed."""
        try:
            then = snapshot.find(data, self._made.snapshot_id)
            then.verify()
        except DashboardError:
            return {}
        return _numbers(then, self._made, ids)

    def row(self, id_: str, now: FigureRow | None) -> FigureRow | None:
        """The row as it was, with nothing but its numbers."""
        if now is None:
            return None
        numbers: dict[str, Any] = dict(zip(NUMBERS, self._made.numbers[id_], strict=True))
        return replace(now, **numbers, comparison=None)

    def why(self, id_: str, now: FigureRow | None) -> str:
        """What of it is not as it was: the definition, the agreement, the rows, or only the time."""
        if now is None:
            return "gone"
        if id_ in self._again and self._again[id_] != self._made.numbers[id_]:
            return "method"
        if self._is_agreed_anew and FIGURES[id_].criterion:
            return "agreed"
        if id_ not in self._looked_back:
            return "either"
        return "later" if self._looked_back[id_] == self._made.numbers[id_] else "corrected"


def _numbers(looked: Snapshot | None, made: Made, ids: list[str]) -> dict[str, Numbers]:
    if looked is None or not ids:
        return {}
    return register.numbers(figure_rows.figures(Warehouse(looked), made.scope, ids))


def of_municipality(data: Path, code: str) -> str:
    """What is said of the code of a municipality's report; empty where it is none's."""
    report = writer.by_code(data, code.strip().upper())
    return report_status.stands(report) if report else ""


def heading(found: Reopened) -> str:
    """Which report it is, and of what."""
    return _(
        "{code}: {kind}, {scope}, data til {day}, lavet {made}.",
        code=found.made.code,
        kind=_(KINDS[found.made.kind]),
        scope=scope_words.in_words(found.made.scope),
        day=words.day(found.made.data_to),
        made=words.day(words.local_day(found.made.made_at)),
    )


def answer(found: Reopened) -> str:
    """Whether its figures stand."""
    total = len(found.made.numbers)
    if not found.changes:
        return plural("Tallet er, som det var.", "Alle {n} tal er, som de var.", total)
    return plural(
        "{n} tal ud af {total} er et andet nu.",
        "{n} tal ud af {total} er anderledes nu.",
        len(found.changes),
        total=words.number(total),
    )


def table(found: Reopened) -> list[dict[str, str]]:
    """Each figure that is not what it was: then, now and why."""
    return list(_lines(found))


def _lines(found: Reopened) -> Iterator[dict[str, str]]:
    for change in found.changes:
        yield {
            _("Tal"): change.after.label if change.after else change.figure_id,
            _("I rapporten"): _told(change.before),
            _("Nu"): _told(change.after),
            _("Hvorfor"): _(WHY[change.why]),
        }


def _told(row: FigureRow | None) -> str:
    return figure_words.grounds(row) if row else ""
