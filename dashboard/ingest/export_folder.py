"""Finds the tables of an export in its folder and opens each: Parquet, CSV or Excel."""

from dataclasses import dataclass
from pathlib import Path

import duckdb

from dashboard.foundation.errors import DashboardError
from dashboard.foundation.schema import CASES, TABLES, Table
from dashboard.foundation.words import text as _
from dashboard.ingest import csv_files, excel_files, parquet_files
from dashboard.ingest.mapping import Mapping
from dashboard.ingest.notices import Notice
from dashboard.ingest.source import Source, holds_cpr

SUFFIXES = (".parquet", ".csv", ".xlsx")
COMPANIONS = ("mapping.toml", "recipe.toml", "settings.toml", "thumbs.db", "desktop.ini")
DOCUMENTATION = ("readme", "license", "licence", "changelog", "læsmig", "læs mig")


@dataclass(frozen=True)
class Folder:
    """What lies in an export's folder: the candidates for each table, and what nobody reads."""

    candidates: dict[str, list[Path]]
    unread: list[str]
    has_cpr_name: bool  # among all that lies there


def find(folder: Path, mapping: Path | None = None) -> Folder:
    """The candidates for each table: <table>.parquet, .csv, .xlsx or the folder <table>/.

    mapping: the mapping file that is read, which counts as no stray file wherever it lies.
    DashboardError where the folder may not be read.
    """
    try:
        entries = sorted(folder.iterdir())
        candidates = {
            table.name: [path for path in entries if _is_candidate(path, table.name)]
            for table in TABLES
        }
        taken = {path for paths in candidates.values() for path in paths}
        beside = [path for path in entries if path not in taken and not _is(path, mapping)]
        for path in filter(Path.is_dir, taken):
            beside += [inner for inner in sorted(path.rglob("*")) if _is_stray(inner, path)]
    except PermissionError:
        raise DashboardError(
            _("Mappen {folder} må ikke læses; ret adgangen, og prøv igen.", folder=folder)
        ) from None
    names = [path.relative_to(folder).as_posix() for path in beside if not _is_companion(path)]
    everything = [path.name for path in (*entries, *beside)]
    return Folder(candidates, names, any(map(holds_cpr, everything)))


def _is(path: Path, other: Path | None) -> bool:
    return other is not None and path.resolve() == other.resolve()


def _is_candidate(path: Path, table: str) -> bool:
    if path.is_dir():
        return path.name == table
    return path.is_file() and path.stem == table and path.suffix.lower() in SUFFIXES


def _is_stray(path: Path, folder: Path) -> bool:
    """A file among the parts of a table that is none of them."""
    is_part = path.suffix.lower() == ".parquet"
    return path.is_file() and not is_part and not parquet_files.is_hidden(path, folder)


def _is_companion(path: Path) -> bool:
    """What may lie beside an export and holds none of it."""
    name = path.name.casefold()
    return (
        name.startswith(("_", ".", "~$"))  # Spark's, the system's, and a lock of an open workbook
        or name in COMPANIONS
        or name.partition(".")[0] in DOCUMENTATION
    )


def open_table(
    con: duckdb.DuckDBPyConnection,
    table: Table,
    candidates: list[Path],
    mapping: Mapping,
    work: Path,
) -> Source:
    """Opens the one candidate of a table; several are a fault of the Source.

    Only cases must be there: without another table, what needs it is not measured.
    """
    source = Source(table, mapping.table(table.name), is_delivered=bool(candidates))
    if not candidates and table == CASES:
        return source.refuse(table.name, "missing_table")
    if not candidates and table.is_newer:
        return source
    if not candidates:
        source.notices.append(Notice("undelivered_table", table.name))
        return source
    if len(candidates) > 1:
        return source.refuse(", ".join(path.name for path in candidates), "two_files")
    path = candidates[0]
    try:
        if path.is_dir() or path.suffix.lower() == ".parquet":
            return parquet_files.read(con, source, path)
        source.is_text = True
        source.files = [path.name]
        if path.suffix.lower() == ".xlsx":
            return excel_files.read(con, source, path)
        return csv_files.read(con, source, path, work, mapping.encoding)
    except PermissionError:
        return source.refuse(path.name, "denied")
