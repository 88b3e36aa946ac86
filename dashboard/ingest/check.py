"""Checks a whole export against the contract: every fault at once, or typed tables ready to keep.

Works in a scratch folder with a DuckDB file of its own, so memory stays bounded whatever the
export weighs: each table is read once and typed into a staged Parquet file; what takes more
than one cell to see is SQL over the staged files (queries/checks/exports/, queries/notices/).
"""

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

import duckdb

from dashboard.foundation import delivery, harmless, queries, words
from dashboard.foundation.errors import DashboardError
from dashboard.foundation.files import FULL_DISK
from dashboard.foundation.schema import (
    ANSWERS,
    CASES,
    COMMENTS,
    SCORE_RANGES,
    TABLES,
    WHEEL_DOMAINS,
    Table,
)
from dashboard.foundation.words import text as _
from dashboard.ingest import (
    adding,
    cell_notes,
    export_folder,
    headings,
    mended_ids,
    staging,
    stored,
)
from dashboard.ingest.cell_rules import Limits
from dashboard.ingest.export_folder import Folder
from dashboard.ingest.faults import Fault
from dashboard.ingest.findings import Findings
from dashboard.ingest.notices import Notice
from dashboard.ingest.recipe import Recipe
from dashboard.ingest.source import Source
from dashboard.ingest.stored import Published
from dashboard.published import reference

STEPS = 2 * len(TABLES)
CHECKS = [Path(name).stem for name in queries.names("checks/exports")]  # a table's, or any's
DOCUMENT_DAYS = ("documents.due_on", "documents.done_on")  # one of them says when
LACKING = {
    "phases_completed_without_phase_3": "cases.phase_3_on"
}  # by notice: the column it misses
CODES: dict[str, object] = {
    "known_items": [f"life_wheel/{domain}" for domain in WHEEL_DOMAINS]
    + [f"{instrument}/{item}" for instrument, items in ANSWERS.items() for item in items],
    "known_answers": [
        f"{instrument}/{item}/{answer}"
        for instrument, items in ANSWERS.items()
        for item, answers in items.items()
        for answer in answers
    ],
    "known_scores": [
        f"{instrument}/{score}"
        for instrument, (low, high) in SCORE_RANGES.items()
        for score in range(low, high + 1)
    ],
}


@dataclass
class Checked:
    """An export after the check: its tables are the views cases, contacts, survey_results of con.

    With quarantine the views leave out every row that has a fault.
    """

    con: duckdb.DuckDBPyConnection
    findings: Findings
    sources: dict[str, Source]
    notices: list[Notice]
    limits: Limits
    data_to: date | None  # None: no table has a single date

    @property
    def tables(self) -> list[Table]:
        """Those the export is told of by: all but newer ones that were not delivered."""
        return [t for t in TABLES if self.sources[t.name].is_delivered or not t.is_newer]

    @cached_property
    def absent(self) -> list[str]:
        """Tables that were not there, and columns (table.column) some piece lacks; the day of charges told without."""
        names = [name for t in self.tables for name in headings.absent(self.sources[t.name])]
        is_told = any(notice.key == "charged_without_day" for notice in self.notices)
        if is_told or delivery.DAY_OF_CHARGE in self.sources[CASES.name].lacked:
            names.append(f"{CASES.name}.{delivery.DAY_OF_CHARGE}")
        return names

    @cached_property
    def rows(self) -> dict[str, int]:
        """Rows of each view."""
        return {table.name: _count(self.con.view(table.name)) for table in self.tables}

    @cached_property
    def quarantined(self) -> dict[str, int]:
        """Rows with a fault of each table."""
        return {table.name: self.findings.count_bad_rows(table.name) for table in self.tables}

    @property
    def is_demo(self) -> bool:
        """Whether every table that was delivered says that it was invented."""
        return all(source.is_demo for source in self.sources.values() if source.is_delivered)


def check(
    folder: Path,
    recipe: Recipe,
    work: Path,
    *,
    data_to: date | None = None,
    quarantine: bool = False,
    published: Published = stored.nothing,
    step: Callable[[], None] = lambda: None,
) -> Checked:
    """Reads and checks the export in `folder`, using `work` for scratch files.

    data_to: the last day anything may have happened, else the day of the check. published: gives what the
    recipe takes from the snapshot. step is called STEPS times. DashboardError when there is no such folder;
    faults are in the result.
    """
    if not folder.is_dir():
        raise DashboardError(_("Mappen {folder} findes ikke.", folder=folder))
    con = staging.connect(work)
    findings = Findings(con)
    today = words.today()
    limits = Limits(data_to or today, today.year, tuple(reference.municipalities()))
    delivered = export_folder.find(folder, recipe)
    findings.add([*_cpr_in_recipe(recipe), *_cpr_in_names(delivered)])
    notices = delivered.notices
    sources: dict[str, Source] = {}
    for table in TABLES:
        if table in recipe.from_snapshot and not delivered.has(table):
            source = stored.open_table(con, table, published(table))
        else:
            source = export_folder.open_table(con, table, delivered.found[table.name], work)
        sources[table.name] = source
        notices += source.notices + _stage(con, findings, source, limits, work)
        step()
    stored.require_company(sources)
    notices += _left_out(sources)
    notices += _right_ids(con, findings, sources, by_people=recipe.describes_files)
    given = CODES | {"parts_without_end": headings.parts_without_end(sources[CASES.name])}
    for table in TABLES:
        _check_rows(con, findings, table, _checks(table, sources), given, quarantine)
        step()
    newest = data_to or _newest_day(con)
    notices += _row_notices(con, newest or today, headings.absent(sources[CASES.name]))
    return Checked(con, findings, sources, notices, limits, newest)


def _right_ids(
    con: duckdb.DuckDBPyConnection,
    findings: Findings,
    sources: Mapping[str, Source],
    *,
    by_people: bool,
) -> list[Notice]:
    """Puts the ids of courses right, in the list of them and then in what is about them; returns what is told."""
    courses, notices = sources[CASES.name], []
    if courses.pieces:
        notices += mended_ids.number(con, courses, by_people=by_people)
    notices += adding.join(con, findings, courses, by_people=by_people)
    others = [source for source in sources.values() if source is not courses]
    for source in others if courses.pieces else ():
        notices += mended_ids.mend(con, source, by_people=by_people, left_out=courses.left_out)
    return notices


def _stage(
    con: duckdb.DuckDBPyConnection, findings: Findings, source: Source, limits: Limits, work: Path
) -> list[Notice]:
    """Types the rows of a source, and of the files that say more of them; returns what is told of both."""
    notices = []
    for each in (source, *source.more):
        notices += headings.match(each)
        staging.stage(con, each, limits, work)
        notices += headings.unused_codes(con, each) + cell_notes.told(con, each)
    findings.add(source.faults)
    findings.same(source.table.name, source.told_as)
    for each in (source, *source.more):
        findings.add_cells(each)
    return notices


def _checks(table: Table, sources: dict[str, Source]) -> list[str]:
    """The checks of a table, but for those that would only repeat what else is missing."""
    found = [stem for stem in CHECKS if stem.startswith(f"{table.name}_")]
    if f"{table.name}_key" not in CHECKS:
        found.append("any_key")
    if table != CASES and "case_id" in table.names and sources[CASES.name].pieces:
        found.append("any_case")
    if not set(DOCUMENT_DAYS).isdisjoint(headings.absent(sources[table.name])):
        found.remove("documents_day")
    return found


def _left_out(sources: Mapping[str, Source]) -> list[Notice]:
    """The sheets of a recipe's files that none of its sources reads."""
    every = {
        name: is_read for source in sources.values() for name, is_read in source.sheets.items()
    }
    read = {
        name for source in sources.values() for name, is_read in source.sheets.items() if is_read
    }
    names = [name for name in every if name not in read]
    return [Notice.of("sheets_left_out", "", names)] if names else []


def _cpr_in_recipe(recipe: Recipe) -> list[Fault]:
    file = harmless.heading(recipe.path.name) if recipe.path else ""
    return [Fault(table, "cpr_mapping", file, found=place) for table, place in recipe.cpr_places]


def _cpr_in_names(delivered: Folder) -> list[Fault]:
    return [Fault("", "cpr_name")] if delivered.has_cpr_name else []


@contextmanager
def explaining_full_disk() -> Iterator[None]:
    """Turns a full disk, whoever noticed it, into a sentence."""
    try:
        yield
    except (OSError, duckdb.Error) as error:
        is_full = isinstance(error, OSError) and error.errno in FULL_DISK
        words = (*map(os.strerror, FULL_DISK), "max_temp")  # DuckDB gives no number, only the words
        if not is_full and not any(word in str(error) for word in words):
            raise
        raise DashboardError(
            _("Disken er fuld; intet er udgivet. Skaf plads, og prøv igen.")
        ) from None


def _check_rows(
    con: duckdb.DuckDBPyConnection,
    findings: Findings,
    table: Table,
    checks: Iterable[str],
    given: dict[str, object],
    quarantine: bool,
) -> None:
    """Runs the table's checks and makes the view others are checked against.

    With quarantine a contact of a quarantined course is itself without a course, so each
    table is judged by the good rows of those before it.
    """
    con.view(f"staged_{table.name}").filter("not _is_blank").create_view(table.name)
    about = {"table": table.name, "key": table.key[0], "is_told": table != COMMENTS}
    for stem in checks:
        findings.add_query(table.name, f"checks/exports/{stem}", given | about)
    if quarantine and findings.count_bad_rows(table.name):
        findings.good_rows(table.name).create_view(table.name, replace=True)


def _newest_day(con: duckdb.DuckDBPyConnection) -> date | None:
    ((newest,),) = queries.run(con, "derived/newest_day", {}).fetchall()
    return newest if isinstance(newest, date) else None


def _row_notices(
    con: duckdb.DuckDBPyConnection, data_to: date, absent: Collection[str]
) -> list[Notice]:
    """What the rows tell of themselves, but for what an absent column lacks in every one of them."""
    return [
        Notice(Path(name).stem, table, column or "", n)
        for name in queries.names("notices")
        if LACKING.get(Path(name).stem) not in absent
        for table, column, n in queries.run(con, name, {"data_to": data_to}).fetchall()
        if n
    ]


def _count(rows: duckdb.DuckDBPyRelation) -> int:
    return int(rows.count("*").fetchall()[0][0])
