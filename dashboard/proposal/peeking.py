"""A first look at files nobody has described: their sheets, as rows of text."""

import codecs
import csv
import gzip
import itertools
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from io import BufferedIOBase
from pathlib import Path

import fastexcel
import polars as pl

from dashboard.ingest import charsets, csv_files, excel_files, export_folder, kinds

MOST_ROWS = 20_000  # of a sheet; words that come later are told by the check
CHUNK = 1 << 20


@dataclass(frozen=True)
class Sheet:
    """A sheet of a workbook, or a whole file of text."""

    file: str  # relative to the folder
    name: str  # of the sheet; "" of a file of text
    is_hidden: bool
    encoding: str
    rows: list[list[str]]


def look(folder: Path) -> tuple[list[Sheet], list[str]]:
    """Every sheet with anything in it, and the files that cannot be opened."""
    sheets: list[Sheet] = []
    closed: list[str] = []
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        is_ours = path.name.startswith((".", "_", "~$")) or path.name in export_folder.COMPANIONS
        if not path.is_file() or is_ours or path.suffix.lower() not in kinds.SUFFIXES:
            continue
        try:
            sheets += [sheet for sheet in _sheets(path, name) if any(map(any, sheet.rows))]
        except (
            fastexcel.FastExcelError,
            pl.exceptions.PolarsError,
            OSError,
            EOFError,
            csv.Error,
            UnicodeError,
        ):
            closed.append(name)
    return sheets, closed


def _sheets(path: Path, name: str) -> Iterator[Sheet]:
    suffix = path.suffix.lower()
    if suffix in kinds.WORKBOOKS:
        book = fastexcel.read_excel(path)
        for sheet in book.sheet_names:
            table = book.load_sheet(
                sheet, header_row=None, skip_rows=0, n_rows=MOST_ROWS, dtypes="string"
            )
            arrow, unread = table.to_arrow_with_errors()
            cells = excel_files.with_durations(pl.DataFrame(arrow), unread)
            yield Sheet(name, sheet, table.visible != "visible", "", _texts(cells.rows()))
    elif suffix == ".parquet" or suffix in kinds.JSON_LINES:
        scan = pl.scan_parquet if suffix == ".parquet" else pl.scan_ndjson
        frame = scan(path).head(MOST_ROWS).collect()
        within = [name for name, kind in frame.schema.items() if isinstance(kind, pl.Struct)]
        frame = frame.unnest(within, separator=".")  # as the headings of their tables are called
        yield Sheet(name, "", False, "", [list(frame.columns), *_texts(frame.rows())])
    else:
        encoding = _encoding(path)
        yield Sheet(name, "", False, encoding, _text_rows(path, encoding))


def _texts(rows: list[tuple[object, ...]]) -> list[list[str]]:
    return [["" if cell is None else str(cell).strip() for cell in row] for row in rows]


def _opened(path: Path) -> BufferedIOBase:
    return gzip.open(path) if path.suffix.lower() == ".gz" else path.open("rb")


def _encoding(path: Path) -> str:
    """The encoding a file declares, or UTF-8 if it is in that; else what it looks like."""
    if declared := charsets.declared(path):
        return declared
    decoder = codecs.getincrementaldecoder("utf-8")()
    with _opened(path) as file:
        try:
            while chunk := file.read(CHUNK):
                decoder.decode(chunk)
        except UnicodeDecodeError:
            is_packed = path.suffix.lower() == ".gz"
            return (not is_packed and charsets.looked_at(path)[2]) or charsets.LOOKED_LIKE[0]
    return "utf-8"


def _text_rows(path: Path, encoding: str) -> list[list[str]]:
    """Rows by the separator that splits most of the first rows into most cells."""
    spelt = "utf-8-sig" if encoding == "utf-8" else encoding
    with _opened(path) as file:
        lines = list(itertools.islice(codecs.getreader(spelt)(file), MOST_ROWS))
    best: tuple[int, list[list[str]]] = (0, [])
    for delimiter in csv_files.DELIMITERS:
        rows = [[cell.strip() for cell in row] for row in csv.reader(lines, delimiter=delimiter)]
        widths = Counter(len(row) for row in rows if row)
        width = max(widths, key=lambda each: (widths[each], each), default=0)
        best = max(best, (width, rows), key=lambda each: each[0])
    return best[1]
