"""The municipalities' reports of the newest closed quarter: groups, draws, and then the files.

What is published is in the release table first. With nothing new a look at the fingerprint is enough.
"""

import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from fnmatch import fnmatchcase
from pathlib import Path

from dashboard.access import register
from dashboard.catalogue.listing import FIGURES
from dashboard.catalogue.released import COURSES
from dashboard.catalogue.row import FINAL, FigureRow
from dashboard.catalogue.scope import Scope
from dashboard.editions import edition, fingerprint, release_table, writer
from dashboard.editions.edition import FirmsVerdict
from dashboard.editions.release_table import OWNERS_FILE, OWNERS_FOLDER, ReleaseTable
from dashboard.editions.releasing import Releasing
from dashboard.editions.report_rows import QUARTERS, Published
from dashboard.editions.writer import Outcome
from dashboard.figures import estimates, figures_by_municipality, verdicts
from dashboard.foundation import files
from dashboard.foundation.errors import DashboardError
from dashboard.foundation.quarters import Quarter
from dashboard.foundation.settings import Settings
from dashboard.foundation.words import text as _
from dashboard.ingest.check import explaining_full_disk
from dashboard.snapshots.snapshot import AsOf, Snapshot
from dashboard.snapshots.warehouse import Warehouse

ACTIVITY = ("courses_started", "courses_open", "courses_closed", "citizens")
BASE = 5  # what activity is rounded to in public
FEWEST_FOR_PERCENT = 100  # of the whole firm
OTHER = "exit_other_share"


def write(
    data: Path,
    current: Snapshot,
    *,
    new_secret: bool = False,
    tell: Callable[[str], None] = lambda _sentence: None,
) -> Iterator[Outcome]:
    """Writes what is new for every municipality and level; `tell` is told what the owner should know.

    What the owner has ordered since the last time is drawn once more. DashboardError when somebody else
    is writing, the disk is full, or table or secret is lost; what was there stays.
    """
    busy = _("Rapporterne til kommunerne skrives allerede; vent, til det er færdigt.")
    with (
        explaining_full_disk(),
        files.explaining_no_access(data),
        files.only_writer(data / "editions.lock", data, busy),
    ):
        _remove_invented(data, current)
        quarter = Quarter.last_ended(current.data_to)
        made_of = fingerprint.of(data, current, quarter)
        if not new_secret and (unchanged := fingerprint.unchanged(data, made_of)):
            yield from unchanged
            return
        if _remove_older(data):
            tell(
                _(
                    "Rapporterne fra før 27. november 2026 er fjernet og skrives efter den nye regel."
                )
            )
        reports = _Reports(data, current, quarter, new_secret=new_secret)
        reports.release(made_of["orders"])
        outcomes = []
        for outcome in reports.written():
            outcomes.append(outcome)
            yield outcome
        fingerprint.keep(data, made_of, outcomes)


def issue(
    data: Path,
    current: Snapshot,
    *,
    by: str,
    new_secret: bool = False,
    tell: Callable[[str], None] = lambda _sentence: None,
) -> Iterator[Outcome]:
    """Writes the reports, and by whom and after which settings in the audit of the links."""
    yield from write(data, current, new_secret=new_secret, tell=tell)
    try:
        with register.opened(data) as links:
            links.audit.note_agreed(current.settings.of_reports(), by=by)
    except DashboardError as error:  # the reports are written all the same
        tell(str(error))


def is_exact(figure_id: str, agreed: Settings) -> bool:
    """Whether the responsible authority sees the figure as it is."""
    return figure_id in ACTIVITY or any(
        fnmatchcase(figure_id, pattern) for pattern in agreed.exact_for_authority
    )


class _Reports:
    """The reports of one quarter, every municipality's from the same few queries."""

    def __init__(
        self, data: Path, current: Snapshot, quarter: Quarter, *, new_secret: bool
    ) -> None:
        self.data, self.quarter, self.agreed = data, quarter, current.settings
        self.moment = current.id.partition("-")[0]
        are_out = any(writer.folder(data).glob("*/*/*/v*.json"))
        secret = release_table.secret(data, are_reports_out=are_out, make_another=new_secret)
        is_then = current.data_to == quarter.last  # else as it was known then
        self.warehouse = Warehouse(current if is_then else AsOf(current.folder, quarter.last))
        self.table = release_table.read(data)
        _ensure_whole(data, self.table)
        self.releasing = Releasing(self.warehouse, self.table, secret)
        self.exact_ids = [id_ for id_ in FIGURES if is_exact(id_, self.agreed)]

    def release(self, orders: Mapping[str, str]) -> None:
        """Cuts and draws what is new; on the disk before anything is made of it.

        orders: municipalities to revise, by the moment of the order.
        """
        groups = self.releasing.new_groups()
        self.table.put(groups)
        new = {at: code for at, code in orders.items() if at > self.table.revised_at}
        drawn = list(self.releasing.draws(new.values()))
        release_table.append(self.data, [*groups, *drawn], max(new, default=""))
        self.table.put(drawn)

    def written(self) -> Iterator[Outcome]:
        """Every report, by municipality and level."""
        firm = self._firm()
        for code, exact in self._exact().items():
            published = Published(code, self.quarter, self.table, self.agreed, self.moment)
            is_told = published.groups(COURSES)
            expected = None if is_told else self.releasing.expected(code)
            for level in self.agreed.report_levels:
                activity = exact if level == "authority" else _rounded(exact)
                found = writer.content(
                    published, level, activity, firm, expected, self.releasing.not_measured(),
                    is_demo=self.warehouse.snapshot.is_demo,
                )  # fmt: skip
                yield writer.put(self.data, found, self.moment)

    def _exact(self) -> dict[str, list[FigureRow]]:
        """The last four quarters as they are, by municipality: activity, and what the authority may
        see besides.
        """
        first = (self.quarter - (QUARTERS - 1)).first
        scope = Scope(None, None, first, self.quarter.last)
        codes = self.releasing.municipalities()
        found = figures_by_municipality(self.warehouse, scope, self.exact_ids, codes)
        return {
            code: [
                replace(row, snapshot_id=self.moment, notes=replace(row.notes, exact=True))
                for row in _grouped(rows, self.agreed)
            ]
            for code, rows in found.items()
        }

    def _firm(self) -> list[FirmsVerdict]:
        """The official verdicts that were issued last, of no later day than the quarter's."""
        issued = [
            each
            for each in verdicts.issued(self.data)
            if each.data_to <= self.quarter.last and each.is_demo == self.warehouse.snapshot.is_demo
        ]
        if not issued:
            return []
        newest = max(issued, key=lambda each: (each.data_to, each.issued_at))
        return [
            FirmsVerdict(
                row.id,
                row.target_verdict or "cannot_tell",
                row.agreed_target,
                round(100 * row.amount) if row.size >= FEWEST_FOR_PERCENT else None,
                newest.data_to,
            )
            for row in newest.rows
            if row.target_status in FINAL and row.n
        ]


def _rounded(rows: list[FigureRow]) -> list[FigureRow]:
    """Activity as the public sees it: to the nearest five."""
    return [_to_base(row) if row.is_measured else row for row in rows if row.id in ACTIVITY]


def _to_base(row: FigureRow) -> FigureRow:
    value = float(BASE * round(row.amount / BASE))
    return replace(row, value=value, notes=replace(row.notes, exact=False, rounded=BASE))


def _grouped(rows: list[FigureRow], agreed: Settings) -> list[FigureRow]:
    """Ends that tell of crime or health are counted as other reasons."""
    hidden = {f"exit_{reason}_share" for reason in agreed.grouped_reasons}
    counts = {
        row.id: row.k or 0 for row in rows if row.id in hidden
    }  # once, whatever its benchmarks
    kept = []
    for row in rows:
        if row.id == OTHER and row.n:
            share = estimates.share(row.count + sum(counts.values()), row.size, row.notes)
            kept.append(replace(row.counted(share), comparison=None))
        elif row.id not in hidden:
            kept.append(row)
    return kept


def _ensure_whole(data: Path, table: ReleaseTable) -> None:
    """DashboardError where a report tells of a group that the table does not know, as after a restore."""
    for home in writer.folder(data).glob("*/*"):
        told = table.groups.get((home.parent.name, COURSES), [])
        known = {(group.first.first, group.last.last) for group in told}
        report = writer.newest(data, home.parent.name, home.name)
        if report and not known.issuperset((first, last) for first, last, _size in report.groups):
            raise DashboardError(
                _(
                    "Tabellen over det udgivne er ældre end rapporterne; hent {folder} fra den nyeste sikkerhedskopi, "
                    "eller slet rapporterne i {editions}, hvis ingen har set dem.",
                    folder=release_table.folder(data),
                    editions=writer.folder(data),
                )
            )


def _remove_older(data: Path) -> int:
    """Removes reports by the rule before this one: the two together would tell more than either."""
    older = [
        path
        for path in writer.folder(data).glob("*/*/*/v*.json")
        if edition.format_of(path) < edition.FORMAT
    ]
    for path in older:
        path.unlink()
    shutil.rmtree(data / "editions-basis", ignore_errors=True)
    return len(older)


def _remove_invented(data: Path, current: Snapshot) -> None:
    """Reports of invented people never stand beside real ones."""
    marker = release_table.folder(data) / "demo"
    is_invented = marker.exists() or (data / "editions-basis" / "demo").exists()
    if current.is_demo:
        if not is_invented and _has_real(data):
            raise DashboardError(
                _("Her er rapporter om rigtige forløb; udgiv demodata i en anden mappe.")
            )
        marker.parent.mkdir(mode=OWNERS_FOLDER, parents=True, exist_ok=True)
        marker.touch(OWNERS_FILE)
    elif is_invented:
        for town in writer.folder(data).glob(
            "*"
        ):  # the folder itself is shared with the partner app
            shutil.rmtree(town)
        if marker.parent.exists():
            shutil.rmtree(marker.parent)


def _has_real(data: Path) -> bool:
    """Whether anything was drawn or written here, of people who are not known to be invented."""
    is_out = any(writer.folder(data).glob("*/*/*/v*.json"))
    return is_out or (release_table.folder(data) / "table.jsonl").exists()
