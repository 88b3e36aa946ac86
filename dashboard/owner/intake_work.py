"""What is done with somebody's files, by the same code as the commands: proposed, checked, held against, published.

Nothing here draws; what a page shows of it is plain data.
"""

import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
from duckdb import ColumnExpression, ConstantExpression

from dashboard.editions import publishing
from dashboard.figures import held_against, verdicts
from dashboard.figures.held_against import HeldAgainst
from dashboard.foundation import files
from dashboard.foundation.errors import DashboardError, NoSnapshot
from dashboard.foundation.journal import OWNERS_FILE, OWNERS_FOLDER
from dashboard.foundation.plain_text import heading_key
from dashboard.foundation.schema import CASES, TABLES
from dashboard.foundation.words import text as _
from dashboard.ingest import check as checking
from dashboard.ingest import export_folder, kinds, noted_rows, recipe_file, refusal, staging
from dashboard.ingest.check import Checked, explaining_full_disk
from dashboard.ingest.faults import Fault
from dashboard.ingest.notices import TAKEN, Notice
from dashboard.ingest.recipe import Recipe
from dashboard.ingest.recipe_columns import SHEET
from dashboard.owner.intake import PUBLISHED, Intake
from dashboard.proposal import choosing, peeking, proposing, renewing
from dashboard.proposal.proposing import Proposal, ProposedSource
from dashboard.proposal.reading import Reading
from dashboard.proposal.renewing import New
from dashboard.snapshots import publish, sealing, snapshot, stored
from dashboard.snapshots.snapshot import Snapshot

Step = Callable[[], None]
FIRST_ROWS, MOST_LOOKED_AT = 5, 200


@dataclass(frozen=True)
class Looked:
    """What the files may be: a proposal, or what is new since an earlier recipe."""

    proposal: Proposal
    earlier: str  # the text of a recipe that was agreed before; "" where there is none
    news: list[New]  # since then
    readings: dict[str, Reading]  # by sheet, without its rows
    tops: dict[str, dict[int, list[str]]]  # the first rows of a sheet, by their numbers
    is_ours: bool  # whether the files are called what our tables are, and need no recipe


@dataclass(frozen=True)
class Sample:
    """The rows of one source as they are read: how many, and the first of them by file and row."""

    count: int
    rows: list[tuple[str, int, dict[str, Any]]]


@dataclass(frozen=True)
class Examined:
    """What the check says."""

    rows: dict[str, int]
    total: int
    groups: list[refusal.Group]
    notices: list[Notice]
    noted: Mapping[str, list[Fault]]  # by kind of notice, the first rows it counts
    limit: str  # the last day the data go to
    taken: list[str]  # what is told of tables that come from the snapshot
    lacking: list[str]  # tables that are not in the files, and could come from it, or do
    samples: list[Sample]  # of the sources asked about
    read: dict[str, list[str]]  # the files of each table
    held_back: dict[str, int]  # rows with a fault of each table; none where whole files have one
    faults: bytes  # all of them as CSV


@dataclass(frozen=True)
class Compared:
    """What would be published beside what is, and what of it somebody must say yes to."""

    against: HeldAgainst
    drift: list[tuple[str, int, int | None]]
    held_back: dict[str, int]  # rows of each table


def look(work: Intake, data: Path) -> Looked:
    """Opens the files and says what each may be."""
    folder = work.files
    with (
        explaining_full_disk(),
        tempfile.TemporaryDirectory(dir=work.folder, suffix=".tmp") as scratch,
    ):
        con = staging.connect(Path(scratch))
        sheets, closed = peeking.look(folder)
        proposal = proposing.of_sheets(sheets, closed, con)
        con.close()
    read = proposing.readings(sheets)
    beside = recipe_file.beside(folder)
    is_ours = beside is None and _is_ours(folder, proposal)
    path = beside or (data / "recipe.toml" if (data / "recipe.toml").exists() else None)
    names = {proposing.sheet_name(sheet): sheet for sheet in sheets}
    readings = {name: choosing.light(found[0]) for name, found in read.items() if found}
    tops = {name: _top(sheet) for name, sheet in names.items() if name in readings}
    if path is None or work.state.get("anew"):
        return Looked(proposal, "", [], readings, tops, is_ours)
    earlier = path.read_text(encoding="utf-8-sig")
    news = renewing.news(proposal, recipe_file.read(path), earlier)
    return Looked(proposal, earlier, news, readings, tops, is_ours)


def _top(sheet: peeking.Sheet) -> dict[int, list[str]]:
    """The first rows that are filled, by the number `check` knows them by."""
    first = 0 if Path(sheet.file).suffix.lower() in (".parquet", *kinds.JSON_LINES) else 1
    return {i + first: row for i, row in enumerate(sheet.rows[:MOST_LOOKED_AT]) if any(row)}


def widened(
    looked: Looked, source: ProposedSource, chosen: Mapping[str, str], work: Intake
) -> ProposedSource:
    """The source with what follows from the columns somebody has chosen."""
    group = [looked.readings[name] for name in source.names if name in looked.readings]
    if not chosen or not group:
        return source
    with tempfile.TemporaryDirectory(dir=work.folder, suffix=".tmp") as scratch:
        con = staging.connect(Path(scratch))
        found = choosing.widened(con, group, source, chosen)
        con.close()
    return found


def _is_ours(folder: Path, proposal: Proposal) -> bool:
    """Whether files and headings are called what our tables and columns are."""
    named = any(paths for _origin, paths in export_folder.find(folder, Recipe()).found[CASES.name])
    return named and all(
        heading_key(line.key) == line.value for line in proposal.lines if line.section == "columns"
    )


def recipe(work: Intake) -> Recipe:
    """The recipe somebody has agreed to; the contract's own names where there is none."""
    return recipe_file.read(work.recipe) if work.recipe.exists() else Recipe()


def holds_back(work: Intake) -> bool:
    """Whether somebody has said that the rows without a fault are to be published alone."""
    return bool(work.state.get("holds_back"))


def examine(work: Intake, data: Path, sources: Sequence[ProposedSource], step: Step) -> Examined:
    """Checks the files by the recipe of the work. DashboardError where it is none."""
    agreed = recipe(work)
    with (
        explaining_full_disk(),
        tempfile.TemporaryDirectory(dir=work.folder, suffix=".tmp") as scratch,
    ):
        checked = checking.check(
            work.files, agreed, Path(scratch), published=stored.of(data), step=step
        )
        try:
            faults = Path(scratch) / "faults.csv"
            refusal.write(checked, faults)
            return Examined(
                checked.rows,
                checked.findings.count(),
                refusal.grouped(checked),
                [each for each in checked.notices if each.key != TAKEN],
                noted_rows.first(checked),
                str(checked.data_to),
                [refusal.notice(each, checked) for each in checked.notices if each.key == TAKEN],
                list(_lacking(checked, data)),
                [_sample(checked, source) for source in sources],
                {
                    table.name: list(dict.fromkeys(checked.sources[table.name].files))
                    for table in checked.tables
                },
                {} if checked.findings.count_in_files() else checked.quarantined,
                faults.read_bytes(),
            )
        finally:
            checked.con.close()


def _lacking(checked: Checked, data: Path) -> Iterator[str]:
    published = stored.of(data)
    for table in TABLES:
        source = checked.sources[table.name]
        if source.taken or not source.is_delivered:
            with suppress(DashboardError):
                if published(table).rows:
                    yield table.name


def _sample(checked: Checked, source: ProposedSource) -> Sample:
    name = source.table.name
    # a file whose sheets nobody has chosen among is told by its name alone
    told = {*source.names, *(each.split(SHEET)[0] for each in source.names)}
    parts = [i for i, file in enumerate(checked.sources[name].files) if file in told]
    if not parts:
        return Sample(0, [])
    its = ColumnExpression("_part").isin(*map(ConstantExpression, parts))
    whole = checked.sources[name]
    read_as = next((each for each in whole.more if each.has(parts)), whole)
    rows = checked.con.view(read_as.staged).filter(its & ~ColumnExpression("_is_blank"))
    ((count,),) = rows.count("*").fetchall()
    first: duckdb.DuckDBPyRelation = rows.order("_part, _row").limit(FIRST_ROWS)
    files, names = whole.files, read_as.table.names
    cells = first.select(*map(ColumnExpression, ("_part", "_row", *names))).fetchall()
    read = [
        (files[part], row, dict(zip(names, values, strict=True))) for part, row, *values in cells
    ]
    return Sample(int(count), read)


def compare(work: Intake, data: Path, step: Step) -> Compared:
    """Publishes into a scratch folder and reads its figures: what the page shows is what it would be."""
    scratch = work.folder / "scratch"
    if scratch.exists():  # of a run that was cut short
        sealing.remove(scratch)
    scratch.mkdir(mode=OWNERS_FOLDER)
    try:
        if (data / "settings.toml").exists():
            shutil.copy(data / "settings.toml", scratch)
        made, _checked = publish.publish(
            work.files,
            scratch,
            recipe(work),
            quarantine=holds_back(work),
            accept_change=True,
            taking_from=data,
            step=step,
        )
        absent = sorted(made.delivered.absent)
        return Compared(
            held_against.held_against(held_against.standing(data), made),
            [] if made.is_demo else publish.drift(data, made.rows, absent),
            made.quarantined,
        )
    finally:
        sealing.remove(scratch)


def publish_it(work: Intake, data: Path, *, by: str, accept_change: bool, step: Step) -> Snapshot:
    """Publishes, keeps the recipe for next time, and takes the files away."""
    before, kept = snapshot.current_id(data), data / "recipe.toml"
    earlier = kept.read_text(encoding="utf-8") if kept.exists() else None
    made, _checked = publish.publish(
        work.files,
        data,
        recipe(work),
        quarantine=holds_back(work),
        accept_change=accept_change,
        by=by,
        step=step,
    )
    if work.recipe.exists():
        files.replace(kept, work.recipe.read_bytes(), OWNERS_FILE)
    work.note(step=PUBLISHED, snapshot=made.id, before=before, recipe_before=earlier)
    work.clear()
    return made


def undo(work: Intake, data: Path, *, by: str) -> None:
    """Goes back to what was published before, and to its recipe. DashboardError where something newer is."""
    told = work.state
    if snapshot.current_id(data) != told["snapshot"]:
        raise DashboardError(_("Der er udgivet noget andet siden, så det kan ikke fortrydes her."))
    publish.rollback(data, told["before"], by)
    kept = data / "recipe.toml"
    if told["recipe_before"] is not None:
        files.replace(kept, told["recipe_before"].encode(), OWNERS_FILE)
    else:
        kept.unlink(missing_ok=True)
    work.note(undone=True)


def reports(data: Path, *, by: str, tell: Callable[[str], None]) -> int:
    """Issues verdicts and writes the municipalities' reports, as the command does; says how many are new."""
    try:
        current = snapshot.current(data)
    except NoSnapshot:
        return 0
    verdicts.issue(data, current)
    outcomes = list(publishing.issue(data, current, by=by, tell=tell))
    return sum(outcome.state != "unchanged" for outcome in outcomes)
