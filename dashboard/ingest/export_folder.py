"""Finds the files of an export in its folder, by the contract's names or a recipe's, and opens each."""

from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

import duckdb

from dashboard.foundation import harmless
from dashboard.foundation.errors import DashboardError
from dashboard.foundation.plain_text import heading_key
from dashboard.foundation.schema import CASES, TABLES, Table
from dashboard.foundation.words import text as _
from dashboard.ingest import (
    adding,
    csv_files,
    excel_files,
    json_files,
    kinds,
    parquet_files,
    reshaping,
    years,
)
from dashboard.ingest.kinds import CONTRACT, JSON_LINES, SUFFIXES, WORKBOOKS
from dashboard.ingest.notices import Notice
from dashboard.ingest.recipe import Origin, Recipe
from dashboard.ingest.recipe_file import NAMES
from dashboard.ingest.source import Source, holds_cpr

COMPANIONS = (*NAMES, "settings.toml", "thumbs.db", "desktop.ini")
DOCUMENTATION = ("readme", "license", "licence", "changelog", "læsmig", "læs mig")


@dataclass(frozen=True)
class Folder:
    """What lies in an export's folder: each table's origins with their files, and what nobody reads."""

    found: dict[str, list[tuple[Origin, list[Path]]]]
    unread: list[str]
    locked: list[str]  # what a spreadsheet program has open
    has_cpr_name: bool  # among all that lies there

    def has(self, table: Table) -> bool:
        """Whether any file is the table's."""
        return _is_delivered(self.found[table.name])

    @property
    def notices(self) -> list[Notice]:
        """What is told of it."""
        told = {"unread_files": self.unread, "open_files": self.locked}
        return [Notice.of(key, "", names) for key, names in told.items() if names]


def find(folder: Path, recipe: Recipe) -> Folder:
    """The files of each table: those a recipe names, else <table>.parquet, .csv, .xlsx ... or <table>/.

    The recipe's own file counts as no stray file wherever it lies. DashboardError where the folder may
    not be read.
    """
    try:
        entries = sorted(folder.iterdir())
        every = [path for path in sorted(folder.rglob("*")) if path.is_file()]
        found = {
            table.name: [
                (origin, [p for p in every if _matches(p, folder, origin)])
                if origin.files
                else (origin, _candidates(entries, table.name))
                for origin in recipe.of(table)
            ]
            for table in TABLES
        }
        taken = {
            path
            for origins in found.values()
            for origin, paths in origins
            for path in paths
            if not origin.adds or _is_delivered(origins)
        }
        beside = [path for path in entries if path not in taken and not _is(path, recipe.path)]
        beside = [path for path in beside if not any(path in inner.parents for inner in taken)]
        for path in {p for p in taken if p.is_dir()} | {p.parent for p in taken} - {folder}:
            beside += [p for p in sorted(path.rglob("*")) if p not in taken and _is_stray(p, path)]
    except PermissionError:
        raise DashboardError(
            _("Mappen {folder} må ikke læses; ret adgangen, og prøv igen.", folder=folder)
        ) from None
    names = [path.relative_to(folder).as_posix() for path in beside if not _is_companion(path)]
    everything = [path.name for path in (*entries, *beside, *taken)]
    locked = [path.name for path in sorted(taken) if any(_is_lock(lock, path) for lock in entries)]
    return Folder(found, names, locked, any(map(holds_cpr, everything)))


def _is_delivered(found: list[tuple[Origin, list[Path]]]) -> bool:
    return any(paths for origin, paths in found if not origin.adds)


def _is_lock(path: Path, of: Path) -> bool:
    """Whether a file says that another is open in Excel (~$) or LibreOffice."""
    in_excel = path.name.startswith("~$") and of.name.endswith(path.name[2:])
    return in_excel or path.name == f".~lock.{of.name}#"


def _is(path: Path, other: Path | None) -> bool:
    return other is not None and path.resolve() == other.resolve()


def _matches(path: Path, folder: Path, origin: Origin) -> bool:
    name = heading_key(path.relative_to(folder).as_posix())
    is_read = path.suffix.lower() in SUFFIXES and not path.name.startswith((".", "_", "~$"))
    return is_read and any(fnmatchcase(name, heading_key(pattern)) for pattern in origin.files)


def _candidates(entries: list[Path], table: str) -> list[Path]:
    """The contract's own files of a table; where there is none, what else may be it."""
    own = [p for p in entries if p.is_file() and p.stem == table and p.suffix.lower() in CONTRACT]
    own += [path for path in entries if path.is_dir() and path.name == table]
    return own or [path for path in entries if path.is_file() and _is_other_form(path, table)]


def _is_other_form(path: Path, table: str) -> bool:
    name = path.name.casefold().removesuffix(".gz")
    return path.suffix.lower() in SUFFIXES and name in {
        table + suffix for suffix in ("", *SUFFIXES)
    }


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
    found: list[tuple[Origin, list[Path]]],
    work: Path,
) -> Source:
    """Opens the files of a table; several that no recipe puts together are a fault of the Source.

    Only cases must be there: without another table, what needs it is not measured.
    """
    source = Source(table, is_delivered=_is_delivered(found))
    for origin, paths in found:
        present: set[str] = set()
        if origin.files and not paths:
            patterns = ", ".join(map(harmless.heading, origin.files))
            if origin.is_optional:
                source.notices.append(Notice("no_optional_file", table.name, patterns))
            else:
                source.refuse(table.name, "no_file", found=patterns)
        if not origin.files and len(paths) > 1:
            return source.refuse(", ".join(path.name for path in paths), "two_files")
        before = len(source.pieces)
        for path in paths:
            _open(con, source, path, origin, work)
        opened = reshaping.put_together(con, source.pieces[before:])
        present |= {heading_key(h.name) for piece in opened for h in piece.headings}
        source.pieces[before:] = [
            years.known(source, reshaped)
            for piece in opened
            for reshaped in reshaping.reshape(source, piece, origin)
        ]
        source.notices += [
            Notice("unused_mapping", table.name, harmless.heading(theirs))
            for theirs in (origin.spoken if source.pieces else ())
            if heading_key(theirs) not in present
        ]
        if origin.adds and (added := source.pieces[before:]):
            del source.pieces[before:]
            source.more.append(adding.of(source, added, origin))
    if source.is_delivered or source.faults:
        return source
    if table == CASES:
        return source.refuse(table.name, "missing_table")
    if not table.is_newer:
        source.notices.append(Notice("undelivered_table", table.name))
    return source


def _open(
    con: duckdb.DuckDBPyConnection, source: Source, path: Path, origin: Origin, work: Path
) -> None:
    suffix = path.suffix.lower()
    try:
        if path.is_dir() or suffix == ".parquet":
            parquet_files.read(con, source, path, origin)
        elif wrong := kinds.fault(path):
            source.files.append(path.name)
            source.refuse(path.name, wrong)
        elif suffix in WORKBOOKS:
            excel_files.read(con, source, path, origin)
        elif suffix in JSON_LINES:
            json_files.read(con, source, path, origin)
        else:
            csv_files.read(con, source, path, origin, work)
    except PermissionError:
        source.refuse(path.name, "denied")
