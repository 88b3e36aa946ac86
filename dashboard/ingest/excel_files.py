"""Reads sheets of workbooks (xlsx, xls, ods): every cell as text, and beside it what was no text to Excel."""

import re
from fnmatch import fnmatchcase
from pathlib import Path

import duckdb
import fastexcel
import polars as pl

from dashboard.foundation import cpr, files, harmless
from dashboard.foundation.plain_text import heading_key
from dashboard.foundation.schema import DEMO_KEY
from dashboard.ingest import headings, workbook
from dashboard.ingest.notices import Notice
from dashboard.ingest.recipe import Origin
from dashboard.ingest.sheet_cells import Cells, NotAWorkbook
from dashboard.ingest.source import MOST_COLUMNS, Heading, Piece, Source
from dashboard.ingest.workbook import Sheet

# a number with decimals or a date, as it is written where every cell is text
NATIVE = r"^(-?[0-9]+\.[0-9]+|[0-9]{4}-[0-9]{2}-[0-9]{2}([ T].*)?)$"
DURATION = re.compile(r"PT(?:([0-9]+)H)?(?:([0-9]+)M)?(?:([0-9]+)(?:\.[0-9]*)?S)?")
UNREAD = "#VALUE!"  # what stands for a cell of a kind nobody knows: an error, never nothing
NOT_CALCULATED = "\ue000"  # what stands for the value of a formula that has none


def read(con: duckdb.DuckDBPyConnection, source: Source, path: Path, origin: Origin) -> Source:
    """Opens the sheets of a workbook as pieces of its source; what cannot be read becomes faults of it."""
    source.hashes[path.name] = files.sha256(path)
    try:
        with workbook.opened(path) as book:
            source.demo_marks.append(book.says(DEMO_KEY))
            before = len(source.faults)
            chosen = _chosen(source, path.name, book, origin)
            for sheet in chosen if len(source.faults) == before else ():
                name = f"{path.name} · {sheet.name}" if origin.sheets else path.name
                _read_sheet(con, source, path, origin, book, sheet, name)
    except workbook.TooBig:
        source.refuse(path.name, "too_big")
    except (NotAWorkbook, fastexcel.FastExcelError) as error:
        rule = "password" if "password" in str(error).lower() else "unreadable_xlsx"
        source.refuse(path.name, rule)
    if path.name not in {name.partition(" · ")[0] for name in source.files}:
        source.files.append(path.name)
    return source


def _read_sheet(
    con: duckdb.DuckDBPyConnection,
    source: Source,
    path: Path,
    origin: Origin,
    book: workbook.Workbook,
    sheet: Sheet,
    name: str,
) -> None:
    part = len(source.files)
    source.files.append(name)
    marks = book.cells(sheet)
    if marks.width > MOST_COLUMNS:  # fastexcel would make room for them, to the last row
        source.refuse(name, "too_many_columns")
        return
    if book.is_stale and marks.noughts:
        source.notices.append(Notice("stale_formulas", source.table.name, n=marks.noughts))
    table = fastexcel.read_excel(path).load_sheet(
        sheet.name, header_row=None, skip_rows=0, dtypes="string"
    )
    arrow, unread = table.to_arrow_with_errors()
    cells = with_durations(pl.DataFrame(arrow), unread)
    columns = [column.absolute_index for column in table.available_columns()]
    top = [[cell or "" for cell in row] for row in cells.head(headings.MOST_ABOVE).rows()]
    heading = headings.row_of(top, source.table, origin)
    places = tuple(workbook.place(sheet, column) for column in columns)
    for row, column in sorted([*marks.errors, *marks.not_calculated]):
        if row == heading:
            cell = f"{workbook.place(sheet, column)}{row + 1}"
            source.refuse(name, "formula_heading", found=cell)
            return
    if cells.is_empty():
        source.refuse(name, "empty_file")
        return
    headings.tell_row(source, name, heading)
    merged = [ref for ref in marks.merged if _first_row(ref) > heading + 1]
    if merged:
        source.notices.append(
            Notice.of("merged_cells", source.table.name, merged, harmless.heading(name))
        )
    split = _natives_apart(_with_marks(cells, columns, marks), columns, marks)
    rows = split.slice(heading + 1).with_row_index("_row", offset=heading + 2)
    part_number = duckdb.ConstantExpression(part).alias("_part")
    relation = con.from_arrow(rows.to_arrow()).select(duckdb.StarExpression(), part_number)
    found = tuple(Heading(cell.strip(), "VARCHAR") for cell in top[heading])
    parts = ((part, path),)
    source.pieces.append(
        Piece(name, relation, found, parts, places, is_text=True, mapping=origin.mapping)
    )


def _chosen(source: Source, file: str, book: workbook.Workbook, origin: Origin) -> list[Sheet]:
    """The first sheet, or those a recipe names: what is not read is told."""
    if any(cpr.holds(sheet.name) for sheet in book.sheets):
        source.refuse(file, "cpr_name")
        return []
    patterns = [heading_key(pattern) for pattern in origin.sheets]
    chosen = [
        sheet
        for sheet in book.sheets
        if any(fnmatchcase(heading_key(sheet.name), pattern) for pattern in patterns)
    ]
    if patterns and not chosen:
        source.refuse(file, "no_sheet", found=", ".join(map(harmless.heading, origin.sheets)))
        return []
    chosen = chosen or book.sheets[:1]
    name = harmless.heading(chosen[0].name)
    unread = [sheet for sheet in book.sheets if sheet not in chosen and not book.is_empty(sheet)]
    source.notices += [
        Notice("hidden_sheet", source.table.name, harmless.heading(sheet.name))
        for sheet in chosen
        if sheet.is_hidden
    ]
    if patterns:  # what one source of a recipe leaves may be another's: told once all are read
        source.sheets = {f"{file} · {sheet.name}": False for sheet in unread} | source.sheets
        source.sheets |= {f"{file} · {sheet.name}": True for sheet in chosen}
        return chosen
    for key, is_hidden in (("unread_sheets", False), ("unread_hidden_sheets", True)):
        names = [sheet.name for sheet in unread if sheet.is_hidden is is_hidden]
        if names:
            source.notices.append(Notice.of(key, source.table.name, names, name))
    return chosen


def _first_row(reference: str) -> int:
    """The row a range begins in, from 1: 2 of B2:B5."""
    found = re.search("[0-9]+", reference)
    return int(found[0]) if found else 0


def with_durations(cells: pl.DataFrame, unread: fastexcel.CellErrors | None) -> pl.DataFrame:
    """The sheet with the durations of LibreOffice, which fastexcel makes no text of."""
    for error in unread.errors if unread else ():
        found = DURATION.search(error.detail)
        row, column = error.offset_position
        text = ":".join(part.zfill(2) for part in found.groups(default="0")) if found else UNREAD
        name = cells.columns[column]
        changed = cells.to_series(column).scatter([row], [text])
        cells = cells.with_columns(changed.alias(name))
    return cells


def _with_marks(cells: pl.DataFrame, columns: list[int], marks: Cells) -> pl.DataFrame:
    """The sheet with its errors and its formulas without a value, which fastexcel leaves empty."""
    texts = marks.errors | dict.fromkeys(marks.not_calculated, NOT_CALCULATED)
    wrong: dict[int, dict[int, str]] = {column: {} for column in columns}
    for (row, column), text in texts.items():
        if column in wrong:  # else it stands under no heading
            wrong[column][row] = text
    missing = max((row for rows in wrong.values() for row in rows), default=0) + 1 - len(cells)
    if missing > 0:  # rows of nothing but formulas
        cells = pl.concat([cells, cells.clear(missing)])
    return pl.DataFrame(
        {
            f"c{i}": cells.to_series(i).scatter(list(wrong[column]), list(wrong[column].values()))
            for i, column in enumerate(columns)
        }
    )


def _natives_apart(cells: pl.DataFrame, columns: list[int], marks: Cells) -> pl.DataFrame:
    """n0, n1, ... beside c0, c1, ...: what is a number or a date to Excel, and no text of theirs."""
    apart = []
    for i, column in enumerate(columns):
        text = cells.to_series(i)
        if marks.is_guessed:
            is_native = text.str.contains(NATIVE).fill_null(value=False)
        else:
            rows = [row for row in marks.natives.get(column, ()) if row < len(cells)]
            is_native = pl.zeros(len(cells), dtype=pl.Boolean, eager=True).scatter(rows, True)
        apart += [text.set(is_native, None), text.set(~is_native, None).alias(f"n{i}")]
    return pl.DataFrame(apart)
