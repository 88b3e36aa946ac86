"""Checks a whole export against the contract: every fault at once, or typed tables ready to keep.

Works in a scratch folder with a DuckDB file of its own, so memory stays bounded whatever the
export weighs: each table is read once and typed into a staged Parquet file; what takes more
than one cell to see is SQL over the staged files (queries/checks/exports/, queries/notices/).
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb

from dashboard.foundation import cpr, harmless, queries, words
from dashboard.foundation.errors import DashboardError
from dashboard.foundation.files import FULL_DISK
from dashboard.foundation.plain_text import heading_key, plain
from dashboard.foundation.schema import (
    ANSWERS,
    CASES,
    CONTACTS,
    IDS,
    SCORE_RANGES,
    TABLES,
    WHEEL_DOMAINS,
    Table,
)
from dashboard.foundation.words import text as _
from dashboard.ingest import readers, staging
from dashboard.ingest.faults import Fault, Notice
from dashboard.ingest.findings import Findings
from dashboard.ingest.mapping import Mapping, TableMapping
from dashboard.ingest.readers import Piece, Source
from dashboard.published import reference

MEMORY_LIMIT = "2GB"
MACROS = Path(__file__).parent / "typing.sql"
STEPS = 2 * len(TABLES)
STATUS_WORDS = (
    "status", "aflys", "afbud", "annul", "udeblev", "udebliv", "mødt", "fremmød", "afholdt", "slettet",
    "deltog", "deltagelse", "cancel", "no show", "no_show", "no-show", "noshow", "attend",
)  # fmt: skip
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
    limits: staging.Limits
    data_to: date | None  # None: no table has a single date
    absent: list[str]  # tables that were not there, and columns (table.column) some piece lacks

    @property
    def rows(self) -> dict[str, int]:
        """Rows of each view."""
        return {table.name: _count(self.con.view(table.name)) for table in TABLES}

    @property
    def quarantined(self) -> dict[str, int]:
        """Rows with a fault of each table."""
        return {table.name: self.findings.count_bad_rows(table.name) for table in TABLES}

    @property
    def is_demo(self) -> bool:
        """Whether every table that was delivered says that it was invented."""
        return all(source.is_demo for source in self.sources.values() if source.is_delivered)


def check(
    folder: Path,
    mapping: Mapping,
    work: Path,
    *,
    data_to: date | None = None,
    quarantine: bool = False,
    step: Callable[[], None] = lambda: None,
) -> Checked:
    """Reads and checks the export in `folder`, using `work` for scratch files.

    data_to: the last day anything may have happened, else the day of the check. step is called
    STEPS times. DashboardError when there is no such folder; faults are in the result.
    """
    if not folder.is_dir():
        raise DashboardError(_("Mappen {folder} findes ikke.", folder=folder))
    con = connect(work)
    findings = Findings(con)
    today = words.today()
    limits = staging.Limits(data_to or today, today.year, tuple(reference.municipalities()))
    findings.add(_cpr_in_mapping(mapping))
    lying = readers.find(folder, mapping.path)
    if lying.has_cpr_name:
        findings.add([Fault("", "cpr_name")])
    sources: dict[str, Source] = {}
    absent: list[str] = []
    notices = [Notice.of("unread_files", "", lying.unread)] if lying.unread else []
    for table in TABLES:
        theirs = mapping.table(table.name)
        source = readers.open_table(
            con, table.name, lying.candidates[table.name], work, mapping.encoding
        )
        notices += source.notices + _match_columns(source, table, theirs)
        _stage(con, source, table, theirs, limits, work)
        if theirs.codes:
            notices += _unused_codes(con, source, table, theirs)
        findings.add(source.faults)
        findings.add_cells(table.name)
        sources[table.name] = source
        absent += _absent(source, table, theirs)
        step()
    for table in TABLES:
        # without cases every contact is an orphan, which would only repeat that cases is missing
        skipped = set() if sources["cases"].pieces else {f"{table.name}_case"}
        lacking = _parts_without_end(sources[CASES.name], mapping.table(CASES.name))
        given = CODES | {"parts_without_end": lacking}
        _check_rows(con, findings, table, given, skipped, quarantine)
        step()
    newest = data_to or _newest_day(con)
    notices += _row_notices(con, newest or today)
    return Checked(con, findings, sources, notices, limits, newest, absent)


def _cpr_in_mapping(mapping: Mapping) -> list[Fault]:
    file = harmless.heading(mapping.path.name) if mapping.path else ""
    return [Fault(table, "cpr_mapping", file, found=place) for table, place in mapping.cpr_places]


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


def connect(work: Path) -> duckdb.DuckDBPyConnection:
    """A scratch database that types by typing.sql; it spills to `work` what memory cannot hold."""
    con = duckdb.connect(work / "check.duckdb")
    con.execute("set memory_limit = $limit", {"limit": MEMORY_LIMIT})
    con.execute("set temp_directory = $spill", {"spill": str(work / "spill")})
    con.execute("set enable_progress_bar = false")
    con.create_function("plain_text", plain, [duckdb.sqltype("VARCHAR")], duckdb.sqltype("VARCHAR"))
    con.execute("set variable cpr_pattern = $pattern", {"pattern": cpr.SQL_PATTERN})
    con.execute(MACROS.read_text(encoding="utf-8"))
    return con


def _match_columns(source: Source, table: Table, mapping: TableMapping) -> list[Notice]:
    """Refuses missing, repeated and CPR-like headings; returns what is missing or unused."""
    notices = []
    for piece in source.pieces:
        names = [mapping.heading(heading.name) for heading in piece.headings]
        for name in sorted({name for name in names if name and names.count(name) > 1}):
            source.refuse(piece.file, "double_heading", column=name)
        for column in table.columns:
            if column.name not in names and not column.nullable:
                source.refuse(piece.file, "missing_column", column=column.name)
            elif column.name not in names:
                notices.append(Notice("missing_nullable_column", table.name, column.name))
        for theirs, ours in zip(piece.headings, names, strict=True):
            if theirs.may_be_utc and ours in table.names:
                notices.append(Notice("may_be_utc", table.name, ours))
            if cpr.holds(theirs.name):
                source.refuse(piece.file, "cpr_heading")
            elif ours and ours not in table.names:
                key = "unread_status" if _is_status(table, ours) else "unknown_column"
                notices.append(Notice(key, table.name, harmless.heading(theirs.name)))
    present = {heading_key(heading.name) for piece in source.pieces for heading in piece.headings}
    if source.pieces:
        notices += [
            Notice("unused_mapping", table.name, harmless.heading(theirs))
            for theirs in mapping.columns
            if heading_key(theirs) not in present
        ]
    return list(dict.fromkeys(notices))


def _is_status(table: Table, heading: str) -> bool:
    """Whether a column that is not read seems to say whether a contact took place."""
    return table == CONTACTS and any(word in heading for word in STATUS_WORDS)


def _absent(source: Source, table: Table, mapping: TableMapping) -> list[str]:
    """The table where it is not there, and the columns that it, or a piece of it, does not have."""
    given = [_columns(piece, mapping) for piece in source.pieces]
    columns = sorted(
        f"{table.name}.{name}"
        for name in table.names
        if not all(name in held for held in given) or not given
    )
    return columns if source.is_delivered else [table.name, *columns]


def _columns(piece: Piece, mapping: TableMapping) -> set[str]:
    return {mapping.heading(heading.name) for heading in piece.headings}


def _parts_without_end(cases: Source, mapping: TableMapping) -> list[int]:
    """The parts of cases that lack ended_on or end_reason: what is absent contradicts nothing."""
    return [
        part
        for piece in cases.pieces
        if not {"ended_on", "end_reason"} <= _columns(piece, mapping)
        for part in ([number for number, _path in piece.parts] or [0])
    ]


def _unused_codes(
    con: duckdb.DuckDBPyConnection, source: Source, table: Table, mapping: TableMapping
) -> list[Notice]:
    """Codes of the mapping that no cell holds: mistyped, or changed over there."""
    used = con.sql(
        "select distinct unnest(_keys) from query_table($staged) where not _is_blank",
        params={"staged": f"staged_{table.name}"},
    ).fetchall()
    delivered = set[str]().union(*(_columns(piece, mapping) for piece in source.pieces))
    unused: dict[str, list[str]] = {}
    for key, (column, theirs) in enumerate(mapping.code_keys):
        if (key,) not in used and column in delivered:
            unused.setdefault(column, []).append(theirs)
    return [
        Notice("unused_id_codes", table.name, column, len(codes))
        if column in IDS  # a mentor's name may be one
        else Notice.of("unused_codes", table.name, codes, column)
        for column, codes in unused.items()
    ]


def _stage(
    con: duckdb.DuckDBPyConnection,
    source: Source,
    table: Table,
    mapping: TableMapping,
    limits: staging.Limits,
    work: Path,
) -> None:
    """Types the table into a staged Parquet file and the view staged_<table>."""
    is_clear = not any(fault.rule == "double_heading" for fault in source.faults)
    paths = [work / f"{table.name}.staged.parquet"]
    staging.no_rows(con, table).write_parquet(str(paths[0]))
    for number, piece in enumerate(source.pieces if is_clear else []):
        rows = staging.stage(piece, table, mapping, limits, source.is_text)
        path = work / f"{table.name}.{number}.staged.parquet"
        if _is_written(con, rows, path, source, piece):
            paths.append(path)
    rows = con.read_parquet([str(path) for path in paths])
    if source.csv_path and len(paths) > 1:
        refused = readers.rejected_lines(con, source)
        lines = sorted({line for line, _why in refused})  # a row may be refused for two reasons
        if any(why == "INVALID ENCODING" for _line, why in refused):
            source.refuse(source.files[0], "not_utf8")
        else:
            source.faults += [Fault(table.name, "ragged", source.files[0], line) for line in lines]
        passed_over = lines + readers.blank_lines(source)
        rows = _numbered(con, paths[-1], passed_over)
    rows.create_view(f"staged_{table.name}")


def _is_written(
    con: duckdb.DuckDBPyConnection,
    rows: duckdb.DuckDBPyRelation,
    path: Path,
    source: Source,
    piece: Piece,
) -> bool:
    """Writes a piece's staged rows; refuses the files whose pages do not decode."""
    try:
        rows.write_parquet(str(path), compression="zstd")
    except (duckdb.BinderException, duckdb.CatalogException, duckdb.OutOfMemoryException):
        raise
    except duckdb.Error as error:
        if isinstance(error, duckdb.IOException) and "Could not read" not in str(error):
            raise  # our own disk, not their file
        if source.csv_path:
            source.refuse(piece.file, "unreadable_csv")
        else:
            for part in readers.damaged_parts(con, piece):
                source.refuse(source.files[part], "damaged")
        return False
    return True


def _numbered(
    con: duckdb.DuckDBPyConnection, staged: Path, passed_over: list[int]
) -> duckdb.DuckDBPyRelation:
    """CSV rows as the sender counts them: the heading is row 1, and so is no line passed over."""
    # the i-th line passed over has line - 1 - i accepted rows above it, heading apart
    above = {line - 1 - i: i for i, line in enumerate(sorted(passed_over), start=1)}
    return con.sql(
        """
        select rows.* replace (rows._row + 1 + coalesce(passed.lines, 0) as _row)
        from read_parquet($staged) as rows
        asof left join (
            select unnest($above::bigint[]) as accepted, unnest($lines::bigint[]) as lines
        ) as passed
            on rows._row > passed.accepted
        """,
        params={"staged": str(staged), "above": list(above), "lines": list(above.values())},
    )


def _check_rows(
    con: duckdb.DuckDBPyConnection,
    findings: Findings,
    table: Table,
    given: dict[str, object],
    skipped: set[str],
    quarantine: bool,
) -> None:
    """Runs the table's checks and makes the view others are checked against.

    With quarantine a contact of a quarantined course is itself without a course, so each
    table is judged by the good rows of those before it.
    """
    con.view(f"staged_{table.name}").filter("not _is_blank").create_view(table.name)
    for name in queries.names("checks/exports"):
        stem = Path(name).stem
        if stem.startswith(f"{table.name}_") and stem not in skipped:
            findings.add_query(table.name, name, given)
    if quarantine and findings.count_bad_rows(table.name):
        findings.good_rows(table.name).create_view(table.name, replace=True)


def _newest_day(con: duckdb.DuckDBPyConnection) -> date | None:
    ((newest,),) = queries.run(con, "derived/newest_day", {}).fetchall()
    return newest if isinstance(newest, date) else None


def _row_notices(con: duckdb.DuckDBPyConnection, data_to: date) -> list[Notice]:
    return [
        Notice(Path(name).stem, table, column or "", n)
        for name in queries.names("notices")
        for table, column, n in queries.run(con, name, {"data_to": data_to}).fetchall()
        if n
    ]


def _count(rows: duckdb.DuckDBPyRelation) -> int:
    return int(rows.count("*").fetchall()[0][0])
