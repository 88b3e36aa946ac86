"""A report by its code: whether its figures are what they were, and of each that is not, why."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from dashboard.catalogue.listing import FIGURES
from dashboard.catalogue.row import FigureRow
from dashboard.catalogue.scope import Scope
from dashboard.editions import edition, writer
from dashboard.figures import figure_rows
from dashboard.foundation import report_codes, words
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
WHY = {
    "later": mark("nye oplysninger efter rapportens data"),
    "corrected": mark("rækker fra rapportens tid er rettet"),
    "either": mark("nye oplysninger, eller rækker er rettet"),
    "agreed": mark("en anden aftale gælder nu"),
    "any": mark("nye oplysninger, rettede rækker eller en anden aftale"),
    "method": mark("tallet defineres på en anden måde nu"),
    "gone": mark("tallet findes ikke mere"),
}


@dataclass(frozen=True)
class Change:
    """A figure that is not what it was, and why: one of WHY."""

    figure_id: str
    scope: Scope
    before: FigureRow | None  # None where the figure is no more
    after: FigureRow | None
    why: str


@dataclass(frozen=True)
class Reopened:
    """A report held against the current snapshot."""

    made: Made
    changes: list[Change]


def reopened(data: Path, code: str) -> Reopened:
    """The report of a code beside what stands now. DashboardError where there is no such report."""
    made, current = register.find(data, code), snapshot.current(data)
    then = _whole(data, made.snapshot_id)
    changes = [
        change
        for scope, numbers in made.parts
        for change in _changes(made, scope, numbers, then, current)
    ]
    return Reopened(made, changes)


def _whole(data: Path, snapshot_id: str) -> Snapshot | None:
    """The report's own snapshot; None where it is removed or damaged."""
    try:
        found = snapshot.find(data, snapshot_id)
        found.verify()
    except DashboardError:
        return None
    return found


def _changes(
    made: Made,
    scope: Scope,
    before: Mapping[str, Numbers],
    then: Snapshot | None,
    current: Snapshot,
) -> Iterator[Change]:
    rows = figure_rows.figures(Warehouse(current), scope, before)
    now = {row.id: row for row in reversed(rows)}
    numbers = register.numbers(rows)
    differing = [id_ for id_, found in before.items() if numbers.get(id_) != found]
    again = _numbers(then, scope, differing)
    looked_back = _numbers(_as_known(current, made.data_to), scope, differing)
    is_agreed_anew = current.settings.version != made.settings_version
    for id_ in differing:
        row = now.get(id_)
        if row is None:
            yield Change(id_, scope, None, None, "gone")
        else:
            given: dict[str, Any] = dict(zip(NUMBERS, before[id_], strict=True))
            was = replace(row, **given, comparison=None)
            if any(each is not None for each in before[id_]):
                was = replace(was, notes=replace(row.notes, not_measured=()))
            told = (again.get(id_, before[id_]), looked_back.get(id_))
            why = _why(before[id_], *told, is_agreed_anew=is_agreed_anew, row=row)
            yield Change(id_, scope, was, row, why)


def _why(
    was: Numbers,
    again: Numbers,
    looked_back: Numbers | None,
    *,
    is_agreed_anew: bool,
    row: FigureRow,
) -> str:
    """What is not as it was: the definition, the agreement, the rows, or only the time.

    again: of the report's own snapshot, by today's program; looked_back: of today's, as it was known on the
    report's last day, None where that cannot be said.
    """
    if again != was:
        return "method"
    if looked_back == was:
        return "later"
    if is_agreed_anew:  # what it does to a figure is not told from what was put right
        return "agreed" if row.figure.criterion else "any"
    return "corrected" if looked_back else "either"


def _as_known(current: Snapshot, day: date) -> Snapshot | None:
    """The current snapshot as it was known on a day; None of a day it does not reach."""
    if current.data_to == day:
        return current
    return AsOf(current.folder, day) if day < current.data_to else None


def _numbers(looked: Snapshot | None, scope: Scope, ids: Sequence[str]) -> dict[str, Numbers]:
    # who waits for somebody today is not known of another day
    known = [
        id_
        for id_ in ids
        if id_ in FIGURES and not (isinstance(looked, AsOf) and FIGURES[id_].query == TODAY)
    ]
    if looked is None or not known:
        return {}
    return register.numbers(figure_rows.figures(Warehouse(looked), scope, known))


def of_municipality(data: Path, code: str) -> tuple[str, list[dict[str, str]]]:
    """What is said of the code of a municipality's report, and its figures that have another number in the newest.

    Empty where it is none's.
    """
    report = writer.by_code(data, report_codes.typed(code))
    if report is None:
        return "", []
    place = report.municipality, report.level, report.quarter
    newest = next(edition.versions(writer.folder(data), *place))
    return report_status.stands(report, newest), report_status.changed(report, newest)


def heading(found: Reopened) -> str:
    """Which report it is, and of what."""
    return _(
        "{code}: {kind}, {scope}, data til {day}, lavet {made}.",
        code=found.made.code,
        kind=_(register.KINDS[found.made.kind]),
        scope=scope_words.in_words(found.made.scope),
        day=words.day(found.made.data_to),
        made=words.day(words.local_day(found.made.made_at)),
    )


def answer(found: Reopened) -> str:
    """Whether its figures stand."""
    total = sum(len(numbers) for _scope, numbers in found.made.parts)
    if not found.changes:
        return plural("Tallet er, som det var.", "Alle {n} tal er, som de var.", total)
    return plural(
        "{n} tal ud af {total} er et andet nu.",
        "{n} tal ud af {total} er anderledes nu.",
        len(found.changes),
        total=words.number(total),
    )


DIGITS = 6  # after the comma, of what differs in no word


def table(found: Reopened) -> list[dict[str, str]]:
    """Each figure that is not what it was: then, now and why."""
    return list(_lines(found))


def _lines(found: Reopened) -> Iterator[dict[str, str]]:
    for change in found.changes:
        before, after = next(_apart(change))
        yield {
            _("Tal"): _called(change, found.made),
            _("I rapporten"): before,
            _("Nu"): after,
            _("Hvorfor"): _(WHY[change.why]),
        }


def _called(change: Change, made: Made) -> str:
    """The figure; beside what the report is about, that it is of all courses."""
    label = change.after.label if change.after else change.figure_id
    return label if change.scope == made.scope else _("{label}, alle forløb", label=label)


def _apart(change: Change) -> Iterator[tuple[str, str]]:
    """Both in words; where those are the same, with the interval, and then with every digit."""
    for told in (figure_words.grounds, _with_interval, _to_the_digit):
        both = [told(row) if row else "" for row in (change.before, change.after)]
        if both[0] != both[1] or told is _to_the_digit:
            yield both[0], both[1]


def _with_interval(row: FigureRow) -> str:
    interval = figure_words.interval(row) if row.is_measured else ""
    return "; ".join(filter(None, (figure_words.grounds(row), interval)))


def _to_the_digit(row: FigureRow) -> str:
    names = (_("Ud af"), _("Antal"), _("Værdi"), _("Interval fra"), _("Interval til"))
    exact = zip(names, (getattr(row, name) for name in NUMBERS), strict=True)
    return "; ".join(
        f"{words.uncapital(name)} {words.number(each, DIGITS if each % 1 else 0)}"
        for name, each in exact
        if each is not None
    )
