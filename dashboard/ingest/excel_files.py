"""Reads the first sheet of a workbook: every cell as text, and beside it what was no text to Excel."""

from pathlib import Path

import duckdb
import fastexcel
import polars as pl

from dashboard.foundation import cpr, files, harmless
from dashboard.ingest import workbook
from dashboard.ingest.notices import Notice
from dashboard.ingest.source import MOST_COLUMNS, Heading, Piece, Source

NOT_CALCULATED = "\ue000"  # what stands for the value of a formula that has none


def read(con: duckdb.DuckDBPyConnection, source: Source, path: Path) -> Source:
    """Opens a workbook as the one piece of its source; what cannot be read becomes faults of it."""
    source.hashes[path.name] = files.sha256(path)
    try:
        with workbook.opened(path) as book:
            _look_at_sheets(source, path.name, book)
            if source.faults:
                return source
            sheet, marks = book.sheets[0], book.cells(book.sheets[0])
            if marks.width > MOST_COLUMNS:  # fastexcel would make room for them, to the last row
                return source.refuse(path.name, "too_many_columns")
            if book.is_stale and marks.noughts:
                source.notices.append(Notice("stale_formulas", source.table.name, n=marks.noughts))
        table = fastexcel.read_excel(path).load_sheet(
            sheet.name, header_row=None, skip_rows=0, dtypes="string"
        )
        cells = pl.DataFrame(table.to_arrow_with_errors()[0])
        columns = [column.absolute_index for column in table.available_columns()]
    except (workbook.NotAWorkbook, fastexcel.FastExcelError):
        return source.refuse(path.name, "unreadable_xlsx")
    for row, column in sorted([*marks.errors, *marks.not_calculated]):
        if row == 0:
            found = f"{workbook.place(sheet, column)}1"
            source.refuse(path.name, "formula_heading", found=found)
    if source.faults:
        return source
    if cells.is_empty():
        return source.refuse(path.name, "empty_file")
    headings = tuple(Heading((name or "").strip(), "VARCHAR") for name in cells.row(0))
    split = _natives_apart(_with_marks(cells, columns, marks), columns, marks)
    relation = con.from_arrow(split.slice(1).with_row_index("_row", offset=2).to_arrow())
    relation = relation.select(duckdb.StarExpression(), duckdb.ConstantExpression(0).alias("_part"))
    places = tuple(workbook.place(sheet, column) for column in columns)
    source.pieces = [Piece(path.name, relation, headings, (), places)]
    return source


def _look_at_sheets(source: Source, file: str, book: workbook.Workbook) -> None:
    """Only the first sheet is read: what is not is told."""
    if any(cpr.holds(sheet.name) for sheet in book.sheets):
        source.refuse(file, "cpr_name")
        return
    first, *others = book.sheets
    name = harmless.heading(first.name)
    unread = [sheet for sheet in others if not book.is_empty(sheet)]
    if first.is_hidden:
        source.notices.append(Notice("hidden_sheet", source.table.name, name))
    for key, is_hidden in (("unread_sheets", False), ("unread_hidden_sheets", True)):
        names = [sheet.name for sheet in unread if sheet.is_hidden is is_hidden]
        if names:
            source.notices.append(Notice.of(key, source.table.name, names, name))


def _with_marks(cells: pl.DataFrame, columns: list[int], marks: workbook.Cells) -> pl.DataFrame:
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


def _natives_apart(cells: pl.DataFrame, columns: list[int], marks: workbook.Cells) -> pl.DataFrame:
    """n0, n1, ... beside c0, c1, ...: what is a number or a date to Excel, and no text of theirs."""
    apart = []
    for i, column in enumerate(columns):
        rows = [row for row in marks.natives.get(column, ()) if row < len(cells)]
        is_native = pl.zeros(len(cells), dtype=pl.Boolean, eager=True).scatter(rows, True)
        text = cells.to_series(i)
        apart += [text.set(is_native, None), text.set(~is_native, None).alias(f"n{i}")]
    return pl.DataFrame(apart)
