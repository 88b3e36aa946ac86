"""Reads Parquet, one file or a folder of parts; parts that have the same columns are one piece."""

import glob
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from dashboard.foundation import files
from dashboard.foundation.schema import DEMO_KEY
from dashboard.ingest.recipe import Origin
from dashboard.ingest.source import MOST_COLUMNS, Heading, Piece, Source, holds_cpr

RESERVED = ("file_index", "file_row_number", "_part", "_row")  # where a row stands


@dataclass(frozen=True)
class Footer:
    """What a file says of its columns: those of one piece say the same."""

    names: tuple[str, ...]
    types: str
    partitions: tuple[str, ...]  # the columns its folders stand for (key=value)
    int96: tuple[str, ...]  # the columns with times of the kind that has lost its zone
    is_spark: bool  # which writes those times in UTC; others write what their clock shows

    @classmethod
    def of(cls, file: pq.ParquetFile, folders: tuple[str, ...]) -> "Footer":
        """Of an open file in these folders of its table."""
        columns = [file.schema.column(i) for i in range(len(file.schema))]
        return cls(
            tuple(file.schema_arrow.names),
            file.schema_arrow.remove_metadata().to_string(),
            tuple(folder.partition("=")[0] for folder in folders if "=" in folder),
            tuple(column.path for column in columns if column.physical_type == "INT96"),
            any(key.startswith(b"org.apache.spark.") for key in file.metadata.metadata or ()),
        )


def read(con: duckdb.DuckDBPyConnection, source: Source, path: Path, origin: Origin) -> Source:
    """Opens a table's parts as pieces of its source; what cannot be read becomes faults of it."""
    parts = _parts(path) if path.is_dir() else [path]
    if not parts:
        return source.refuse(path.name, "no_parts")
    root = path if path.is_dir() else path.parent
    first, refused = len(source.files), len(source.faults)
    source.files += [part.relative_to(root).as_posix() for part in parts]
    for number, name in enumerate(source.files[first:], start=first):
        if holds_cpr(name):
            source.files[number] = f"{number + 1}.parquet"
            source.refuse(source.files[number], "cpr_name")
    alike: dict[Footer, dict[int, Path]] = {}
    for number, part in enumerate(parts, start=first):
        name = source.files[number]
        source.hashes[name] = files.sha256(part)
        try:
            with pq.ParquetFile(part) as file:
                footer = Footer.of(file, part.relative_to(root).parts[:-1])
                source.demo_marks.append(DEMO_KEY in (file.metadata.metadata or {}))
        except (pa.ArrowException, OSError, EOFError, UnicodeDecodeError):
            source.refuse(name, "unreadable_parquet")
            continue
        alike.setdefault(footer, {})[number] = part
    if len(source.faults) > refused:
        return source
    for footer, members in alike.items():
        _open(con, source, footer, members, origin)
    return source


def _parts(folder: Path) -> list[Path]:
    """Parquet parts below a folder, without what Spark hides."""
    return [
        path
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.suffix.lower() == ".parquet" and not is_hidden(path, folder)
    ]


def is_hidden(path: Path, folder: Path) -> bool:
    """Whether Spark hides a path below a table's folder (_SUCCESS, ._x.crc, _temporary/)."""
    return any(name.startswith(("_", ".")) for name in path.relative_to(folder).parts)


def _open(
    con: duckdb.DuckDBPyConnection,
    source: Source,
    footer: Footer,
    members: dict[int, Path],
    origin: Origin,
) -> None:
    file = source.files[min(members)]
    reserved = sorted(name for name in footer.names if name.lower() in RESERVED)
    if len(footer.names) > MOST_COLUMNS:
        source.refuse(file, "too_many_columns")
    elif reserved:
        source.refuse(file, "reserved_heading", column=reserved[0])
    else:
        try:
            source.pieces.append(_piece(con, file, footer, members, origin))
        except duckdb.OutOfMemoryException:
            raise
        except duckdb.Error:  # pyarrow takes some footers that DuckDB does not
            source.refuse(file, "unreadable_parquet")


def _piece(
    con: duckdb.DuckDBPyConnection,
    file: str,
    footer: Footer,
    members: dict[int, Path],
    origin: Origin,
) -> Piece:
    relation = con.sql(
        """
        select *, $indexes[file_index::bigint + 1] as _part, file_row_number::bigint + 1 as _row
        from read_parquet($paths, hive_partitioning = $partitioned, hive_types_autocast = false)
        """,
        params={
            "indexes": list(members),
            "paths": [glob.escape(str(path)) for path in members.values()],
            "partitioned": bool(footer.partitions),
        },
    )
    # c0, c1, ... from here on: a heading is data, never part of a query
    columns = relation.columns[:-2]
    # the file's own names: DuckDB renames a heading that repeats another, capitals apart
    headings = [*footer.names, *columns[len(footer.names) :]]
    cells = [duckdb.ColumnExpression(name).alias(f"c{i}") for i, name in enumerate(columns)]
    if footer.is_spark:
        utc = duckdb.ConstantExpression("UTC")
        for i in (headings.index(name) for name in footer.int96 if name in headings):
            cells[i] = duckdb.FunctionExpression("timezone", utc, cells[i]).alias(f"c{i}")
    rows = relation.select(*cells, *map(duckdb.ColumnExpression, ("_part", "_row")))
    found = [
        Heading(name.strip(), str(type_), name in footer.int96 and not footer.is_spark)
        for name, type_ in zip(headings, rows.types[:-2], strict=True)
    ]
    rows, found = _with_fields(rows, found, footer)
    return Piece(file, rows, tuple(found), tuple(members.items()), mapping=origin.mapping)


def _with_fields(
    rows: duckdb.DuckDBPyRelation, found: list[Heading], footer: Footer
) -> tuple[duckdb.DuckDBPyRelation, list[Heading]]:
    """The columns, a struct as its fields: borger.id is the id of borger."""
    kinds = rows.types[:-2]
    if not any(kind.id == "struct" for kind in kinds):
        return rows, found
    columns: list[tuple[duckdb.Expression, Heading]] = []
    for i, (heading, kind) in enumerate(zip(found, kinds, strict=True)):
        whole = duckdb.ColumnExpression(f"c{i}")
        if kind.id != "struct":
            columns.append((whole, heading))
            continue
        for name, inner in kind.children:
            field = duckdb.FunctionExpression(
                "struct_extract", whole, duckdb.ConstantExpression(name)
            )
            path = f"{heading.name}.{name}"
            columns.append((field, Heading(path, str(inner), path in footer.int96)))
    cells = [cell.alias(f"c{i}") for i, (cell, _heading) in enumerate(columns)]
    where = map(duckdb.ColumnExpression, ("_part", "_row"))
    return rows.select(*cells, *where), [heading for _cell, heading in columns]


def damaged_parts(con: duckdb.DuckDBPyConnection, piece: Piece) -> list[int]:
    """The parts (by _part) of a piece that cannot be read to the end; the first if each can."""
    damaged = [index for index, path in piece.parts if not _is_whole(con, path)]
    return damaged or [piece.parts[0][0]]


def _is_whole(con: duckdb.DuckDBPyConnection, path: Path) -> bool:
    try:
        con.sql(
            "select max(columns(*)::varchar) from read_parquet($path)",
            params={"path": glob.escape(str(path))},
        ).fetchall()
    except duckdb.Error:
        return False
    return True
