"""Tables as an Excel workbook, the same bytes each time: numbers as numbers, and nothing in a cell is run."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from io import BytesIO

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from dashboard.foundation import harmless

CHANGE = re.compile("[+-][0-9][0-9.,]* [a-zæøå]")  # an amount more or less, with its unit
WIDEST = 60  # letters of a column
LONGEST_NAME = 31  # letters of a sheet's


@dataclass(frozen=True)
class Amount:
    """A number and how it is shown: with decimals, or as a percentage."""

    value: float
    decimals: int = 0
    is_share: bool = False

    @property
    def form(self) -> str:
        """As Excel writes it; the mark between the digits is the reader's own."""
        decimals = f".{'0' * self.decimals}" if self.decimals else ""
        return f"0{decimals}%" if self.is_share else f"#,##0{decimals}"


Cell = str | float | Amount | None


@dataclass(frozen=True)
class Sheet:
    """Lines of cells; of a table the first is its headings."""

    name: str
    lines: Sequence[Sequence[Cell]]
    is_table: bool = True


def of_records(name: str, records: Sequence[Mapping[str, Cell]]) -> Sheet:
    """A table of records, each of which has the same headings."""
    return Sheet(name, [list(records[0]), *(list(record.values()) for record in records)])


def book(title: str, on: date, sheets: Sequence[Sheet]) -> bytes:
    """The workbook. on: the day it says it was made."""
    content = BytesIO()
    # nothing in a cell is run or becomes a link
    safe = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(content, safe) as made:
        made.set_properties(
            {"title": title, "author": "KeepGoing", "created": datetime.combine(on, time())}
        )
        styles = _Styles(made)
        for sheet in sheets:
            _write(made.add_worksheet(sheet.name[:LONGEST_NAME]), sheet, styles)
    return content.getvalue()


class _Styles:
    """The workbook's formats, each made once."""

    def __init__(self, made: Workbook) -> None:
        self._made, self._found = made, dict[tuple[str, bool], Format]()

    def of(self, cell: Cell, *, is_heading: bool) -> Format:
        form = cell.form if isinstance(cell, Amount) else ""
        if (form, is_heading) not in self._found:
            given = {"text_wrap": True, "valign": "top", "bold": is_heading}
            self._found[form, is_heading] = self._made.add_format(
                given | ({"num_format": form} if form else {})
            )
        return self._found[form, is_heading]


def _write(sheet: Worksheet, given: Sheet, styles: _Styles) -> None:
    lines = given.lines
    if given.is_table and len(lines) > 1:
        # a real table: one row of headings, which are strings and differ, and no merged cell
        sheet.add_table(
            0, 0, len(lines) - 1, len(lines[0]) - 1,
            {"columns": [{"header": str(each)} for each in lines[0]], "style": "Table Style Light 1"},
        )  # fmt: skip
        sheet.freeze_panes(1, 2)
    for row, line in enumerate(lines):
        for column, cell in enumerate(line):
            style = styles.of(cell, is_heading=given.is_table and row == 0)
            if isinstance(cell, str):
                # a change in words ("+0,7 point") is no formula; here it is text all the same
                told = cell if CHANGE.match(cell) else harmless.cell(cell)
                sheet.write_string(row, column, told, style)
            elif cell is not None:
                number = cell.value if isinstance(cell, Amount) else cell
                sheet.write_number(row, column, number, style)
    for column in range(max(map(len, lines))):
        widths = [len(str(line[column])) for line in lines if len(line) > column and line[column]]
        sheet.set_column(column, column, min(max(widths, default=0) + 3, WIDEST))
