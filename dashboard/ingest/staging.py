"""Types one opened table by the contract and notes each cell that is not what it should be.

The staged table has the contract's columns, _part and _row, _is_blank (a line of separators,
or a row Excel kept after its content was deleted), _noted (what is told of its cells), _keys
(which of the mapping's codes it was translated by) and _faults: a list of {column_name, rule,
found}, null for the rows that are as they should be (nearly all).
"""

from pathlib import Path

import duckdb
from duckdb import ColumnExpression, ConstantExpression, FunctionExpression

from dashboard.foundation import cpr, harmless
from dashboard.foundation.plain_text import heading_key, plain
from dashboard.ingest import cell_notes, cell_rules, cells, csv_files, parquet_files, vocabulary
from dashboard.ingest.cell_rules import Limits
from dashboard.ingest.notices import Notice
from dashboard.ingest.source import Piece, Source

MEMORY_LIMIT = "2GB"
MACROS = Path(__file__).parent / "typing.sql"


def connect(work: Path) -> duckdb.DuckDBPyConnection:
    """A scratch database that types by typing.sql; it spills to `work` what memory cannot hold."""
    con = duckdb.connect(work / "check.duckdb")
    con.execute("set memory_limit = $limit", {"limit": MEMORY_LIMIT})
    con.execute("set temp_directory = $spill", {"spill": str(work / "spill")})
    con.execute("set enable_progress_bar = false")
    con.execute("set disabled_optimizers = 'in_clause'")  # a join for each of our lists of codes
    con.create_function("plain_text", plain, [duckdb.sqltype("VARCHAR")], duckdb.sqltype("VARCHAR"))
    con.execute("set variable cpr_pattern = $pattern", {"pattern": cpr.SQL_PATTERN})
    names = {
        heading_key(name): code
        for code, names in vocabulary.municipalities().items()
        for name in names
    }
    con.execute(
        "set variable municipalities = map($names::varchar[], $codes::varchar[])",
        {"names": list(names), "codes": list(names.values())},
    )
    con.execute(MACROS.read_text(encoding="utf-8"))
    return con


def stage(con: duckdb.DuckDBPyConnection, source: Source, limits: Limits, work: Path) -> None:
    """Types a table into staged Parquet files in `work` and the view staged_<table>.

    What cannot be read to the end becomes faults of the source; a table without a piece that can
    is staged without a row.
    """
    is_clear = not any(fault.rule == "double_heading" for fault in source.faults)
    paths, told = [], set[Path]()
    for number, piece in enumerate(source.pieces if is_clear else []):
        path = work / f"{source.staged}.{number}.parquet"
        if _is_written(con, source, piece, _typed(source, piece, limits), path):
            paths.append(_numbered(con, source, piece, path, told) if piece.texts else path)
    if not paths:
        paths = [work / f"{source.staged}.parquet"]
        nothing = con.sql("select 0 as _part, 0::bigint as _row limit 0")
        _typed(source, Piece("", nothing, (), ()), limits).write_parquet(str(paths[0]))
    con.read_parquet([str(path) for path in paths]).create_view(source.staged)


def _typed(source: Source, piece: Piece, limits: Limits) -> duckdb.DuckDBPyRelation:
    """One piece of a table, typed, with _part, _row and _faults (see the module's words)."""
    every = list(cells.cells_of(source, piece))
    ours = [(cell, cell.column) for cell in every if cell.column]
    coded = [cell for cell in every if cell.codes]
    steps = [
        [cells.written(cell).alias(f"s{cell.i}") for cell in every],
        [cells.key(cell).alias(f"k{cell.i}") for cell in coded],
        [cells.text(cell).alias(f"t{cell.i}") for cell in every],
        [cells.value(cell, column, piece.mapping).alias(f"v{cell.i}") for cell, column in ours],
        [
            *(
                cell_rules.rule(cell, column, limits, piece.mapping).alias(f"r{cell.i}")
                for cell, column in ours
            ),
            *(
                cell_rules.unknown_word(cell).alias(f"r{cell.i}")
                for cell in every
                if cell.heading.words and not cell.column
            ),
            *(cell_rules.is_cpr(cell).alias(f"p{cell.i}") for cell in every),
        ],
    ]
    rows = piece.relation
    for step in filter(None, steps):
        rows = rows.select(duckdb.StarExpression(), *step)
    is_filled = (FunctionExpression("cell", cell.at("s")).isnotnull() for cell in every)
    is_blank = ~cells.any_of(is_filled) if piece.is_text else ConstantExpression(False)
    keys = FunctionExpression("list_value", *(cell.at("k") for cell in coded))
    return rows.select(
        *(cell_rules.published(column, ours) for column in source.table.columns),
        ColumnExpression("_part"),
        ColumnExpression("_row"),
        is_blank.alias("_is_blank"),
        cell_notes.noted(ours, piece.mapping).alias("_noted"),
        keys.cast(duckdb.sqltype("BIGINT[]")).alias("_keys"),
        cell_rules.faults(every, piece.is_text).alias("_faults"),
    )


def _is_written(
    con: duckdb.DuckDBPyConnection,
    source: Source,
    piece: Piece,
    rows: duckdb.DuckDBPyRelation,
    path: Path,
) -> bool:
    """Writes a piece's staged rows; refuses the files that cannot be read to the end."""
    try:
        rows.write_parquet(str(path), compression="zstd")
    except (duckdb.BinderException, duckdb.CatalogException, duckdb.OutOfMemoryException):
        raise
    except duckdb.Error as error:
        if isinstance(error, duckdb.IOException) and "Could not read" not in str(error):
            raise  # our own disk, not their file
        if piece.texts:
            for part in csv_files.damaged_parts(con, piece):
                source.refuse(source.files[part], "unreadable_csv")
        else:
            for part in parquet_files.damaged_parts(con, piece):
                source.refuse(source.files[part], "damaged")
        return False
    return True


def _numbered(
    con: duckdb.DuckDBPyConnection, source: Source, piece: Piece, staged: Path, told: set[Path]
) -> Path:
    """CSV rows as the sender counts them: so is a line that the reader passed over."""
    above: dict[tuple[int, int], int] = {}  # lines passed over, by part and accepted rows
    for (part, _path), text in zip(piece.parts, piece.texts, strict=True):
        refused = csv_files.rejected_lines(con, text)
        skipped = {line for line, _why, is_skipped in refused if is_skipped}
        lines = sorted({line for line, *_why in refused})  # a row may be refused for two reasons
        if text.path not in told:  # a wide file is read once for each of its questions
            told.add(text.path)
            if skipped:
                name = harmless.heading(source.files[part])
                source.notices.append(Notice("skipped_rows", source.table.name, name, len(skipped)))
            if any(why == "INVALID ENCODING" for _line, why, _skipped in refused):
                csv_files.refuse_encoding(source, source.files[part], text.path)
            else:
                for line in (each for each in lines if each not in skipped):
                    source.refuse(source.files[part], "ragged", row=line)
        passed_over = sorted(lines + csv_files.blank_lines(text))
        # the i-th line passed over has line - i accepted rows above it, headings and titles with them
        above |= {(part, line - i): i for i, line in enumerate(passed_over, start=1)}
    if not above:
        return staged
    numbered = staged.with_suffix(".numbered.parquet")
    parts, accepted = map(list, zip(*above, strict=True))
    con.sql(
        """
        select rows.* replace (rows._row + coalesce(passed.lines, 0) as _row)
        from read_parquet($staged) as rows
        asof left join (
            select
                unnest($parts::integer[]) as part,
                unnest($accepted::bigint[]) as accepted,
                unnest($lines::bigint[]) as lines
        ) as passed
            on rows._part = passed.part and rows._row > passed.accepted
        """,
        params={
            "staged": str(staged),
            "parts": parts,
            "accepted": accepted,
            "lines": [*above.values()],
        },
    ).write_parquet(str(numbered), compression="zstd")
    return numbered
