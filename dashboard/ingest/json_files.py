"""Reads JSON lines: an object a line, its keys the headings (borger.id of an object within), every value as text."""

import glob
from pathlib import Path

import duckdb

from dashboard.foundation import files
from dashboard.ingest.recipe import Origin
from dashboard.ingest.source import MOST_COLUMNS, Heading, Piece, Source

LONGEST_LINE = 16 << 20  # bytes


def read(con: duckdb.DuckDBPyConnection, source: Source, path: Path, origin: Origin) -> Source:
    """Opens a file as the one piece of its source; what cannot be read becomes faults of it."""
    name, part = path.name, len(source.files)
    source.files.append(name)
    source.hashes[name] = files.sha256(path)
    source.demo_marks.append(False)
    given = {"path": glob.escape(str(path)), "longest": LONGEST_LINE}
    try:
        keys = con.sql(
            """
            select key, path
            from (
                select unnest(paths_of(json), recursive := true), row_number() over () as nth
                from read_ndjson_objects($path, maximum_object_size = $longest)
            )
            group by all
            order by min(nth)
            """,
            params=given,
        ).fetchall()
        relation = con.sql(
            """
            select
                list_transform($paths, lambda path: json_extract_string(json, path)) as cells,
                $part::integer as _part,
                row_number() over () as _row
            from read_ndjson_objects($path, maximum_object_size = $longest)
            """,
            params=given | {"paths": [path for _key, path in keys], "part": part},
        )
    except duckdb.Error:
        return source.refuse(name, "unreadable_json")
    if not keys:
        return source.refuse(name, "empty_file")
    if len(keys) > MOST_COLUMNS:
        return source.refuse(name, "too_many_columns")
    cells = [
        duckdb.FunctionExpression(
            "list_extract", duckdb.ColumnExpression("cells"), duckdb.ConstantExpression(i)
        ).alias(f"c{i - 1}")
        for i in range(1, len(keys) + 1)
    ]
    rows = relation.select(*cells, *map(duckdb.ColumnExpression, ("_part", "_row")))
    found = tuple(Heading(key.strip(), "VARCHAR") for key, _path in keys)
    source.pieces.append(
        Piece(name, rows, found, ((part, path),), is_text=True, mapping=origin.mapping)
    )
    return source
