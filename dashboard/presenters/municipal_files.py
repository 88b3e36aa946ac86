"""An edition as files: a page to print, rows for a spreadsheet, a workbook. The same bytes each time.

Each says whose report it is, by which rule, and its code. What stands in them are the rows the pages
show, in the same words; pictures are left to the pages.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, time
from html import escape
from io import BytesIO

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from dashboard.catalogue.row import KEYS, FigureRow, record
from dashboard.charts import grammar
from dashboard.editions.edition import Edition
from dashboard.foundation import harmless, words
from dashboard.foundation.words import mark
from dashboard.foundation.words import text as _
from dashboard.presenters import figure_table, municipal, municipal_words, rows_as_text
from dashboard.wording import figure_words, protection

File = tuple[bytes, str, str]  # content, media type, name
Cells = dict[str, str]
STYLE = """
:root { color-scheme: light; }
body { font: 10.5pt/1.5 system-ui, sans-serif; color: #222; max-width: 44rem; margin: 2rem auto;
       padding: 0 1rem; }
h1 { font-size: 20pt; line-height: 1.2; } h2 { font-size: 14pt; margin-top: 2rem; } h3 { font-size: 11.5pt; }
table { border-collapse: collapse; width: 100%; font-size: 9pt; margin: .6rem 0; }
th, td { text-align: left; vertical-align: top; padding: .25rem .6rem .25rem 0; border-bottom: 1px solid #ccc; }
.quiet { color: #555; font-size: 9pt; }
@page { size: A4; margin: 18mm; }
@media print { body { max-width: none; margin: 0; padding: 0; } h2, h3 { break-after: avoid; } tr { break-inside: avoid; } }
"""  # noqa: E501
BOLD = re.compile(r"\*\*(.+?)\*\*")
NUMBERS = {  # columns a workbook can reckon with
    "k": mark("Tæller (tal)"),
    "n": mark("Grundlag (tal)"),
    "value": mark("Værdi (tal)"),
    "low": mark("Interval fra (tal)"),
    "high": mark("Interval til (tal)"),
}
ROUNDED = {  # the same of a sheet whose numbers are all rounded
    "k": mark("Tæller (rundet)"),
    "n": mark("Grundlag (rundet)"),
    "value": mark("Værdi (rundet)"),
    "low": mark("Interval fra (rundet)"),
    "high": mark("Interval til (rundet)"),
}
OF_A_LINE = ("report_code", "level", "is_rounded", "is_internal")
WIDE, NARROW = 52, 18  # letters of a column


def export(edition: Edition, name: str, language: str) -> File:
    """The file of that name in that language. KeyError for any other name."""
    make, media_type = FILES[name]
    with words.speaking(language):
        content = make(edition)
    return content, media_type, _file_name(edition, name)


def _file_name(edition: Edition, name: str) -> str:
    demo = "demo-" if edition.is_demo else ""
    ending = name.rpartition(".")[2]
    return (
        f"{demo}keepgoing-{edition.municipality}-{edition.quarter}-{edition.report_code}.{ending}"
    )


def _csv(edition: Edition) -> bytes:
    """The rows, and on each line what a line cut out of the file must still say."""
    records = [
        record(row)
        | {
            "report_code": edition.report_code,
            "level": edition.level,
            "is_rounded": protection.is_rounded(row),
            "is_internal": protection.is_internal(row),
        }
        for row in edition.rows
    ]
    return rows_as_text.as_spreadsheet(records, (*KEYS, *OF_A_LINE))


def _html(edition: Edition) -> bytes:
    title = _("Rapport til {place}", place=municipal_words.place(edition.municipality))
    body = "\n".join(_body(edition, title))
    page = f"""<!DOCTYPE html>
<html lang="{words.language()}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(title)} · KeepGoing</title>
<style>{STYLE}</style></head>
<body>
{body}
</body></html>
"""
    return page.encode()


def _body(edition: Edition, title: str) -> Iterable[str]:
    rows, ink = edition.rows, grammar.LIGHT
    yield f"<h1>{escape(title)}</h1>"
    if edition.is_demo:
        yield _paragraph("**" + _("Demodata – personerne findes ikke") + "**")
    yield _table(municipal_words.facts(edition), has_heading=False)
    yield _paragraph(municipal_words.meant(edition))
    yield _paragraph(municipal_words.rounding(edition), "quiet")
    yield _heading(_("De tre løfter"))
    if summed_up := municipal.undecided(rows):
        yield _paragraph(summed_up)
    for criterion in municipal.criteria(rows):
        yield f"<h3>{escape(criterion.row.label)}</h3>"
        yield _paragraph(criterion.definition, "quiet")
        yield _paragraph(criterion.says)
        yield _table(municipal.criterion_facts(criterion, edition), has_heading=False)
    yield _table(figure_table.of_figures(municipal.criteria_rows(rows)))
    yield _heading(_("Hvad får borgerne?"))
    yield from _parts(municipal.received(rows, ink))
    yield _heading(_("Hvad kan tallene sammenlignes med?"))
    yield from map(_paragraph, municipal_words.comparing())
    yield from _parts(municipal.compared_with(rows, ink))
    yield _heading(_("Hvad svarer borgerne?"))
    yield from _parts(municipal.answers(rows, ink))
    yield _heading(_("Hvorfor ser nogle tal sådan ud?"))
    if about := municipal_words.protected_numbers(edition):
        yield _paragraph(about)
    yield from map(_paragraph, municipal_words.rule(edition.settings))
    yield _heading(_("Hvad tallene betyder"))
    yield _table(municipal_words.definitions(rows))


def _parts(parts: Sequence[municipal.Part]) -> Iterable[str]:
    for part in parts:
        yield f"<h3>{escape(part.heading)}</h3>"
        if part.explanation:
            yield _paragraph(part.explanation, "quiet")
        yield _paragraph(part.says)
        yield _table(figure_table.of_figures(part.rows))
        yield from (_paragraph(each, "quiet") for each in (*part.reservations, *part.about_past))


def _heading(text: str) -> str:
    return f"<h2>{escape(text)}</h2>"


def _paragraph(text: str, kind: str = "") -> str:
    shown = BOLD.sub(r"<strong>\1</strong>", escape(text))
    return f'<p class="{kind}">{shown}</p>' if kind else f"<p>{shown}</p>"


def _table(cells: Sequence[Cells], *, has_heading: bool = True) -> str:
    heads = "".join(f"<th>{escape(key)}</th>" for key in cells[0])
    head = f"<thead><tr>{heads}</tr></thead>" if has_heading else ""
    lines = "".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row.values()) + "</tr>"
        for row in cells
    )
    return f"<table>{head}<tbody>{lines}</tbody></table>"


def _xlsx(edition: Edition) -> bytes:
    content, rows = BytesIO(), edition.rows
    # nothing in a cell is run or becomes a link, and nothing says when the file was made
    safe = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(content, safe) as book:
        made = datetime.combine(edition.data_to, time())
        book.set_properties({"title": edition.report_code, "author": "KeepGoing", "created": made})
        bold = book.add_format({"bold": True})
        first = [
            [_("Rapport til {place}", place=municipal_words.place(edition.municipality))],
            *([[_("Demodata – personerne findes ikke")]] if edition.is_demo else []),
            *(list(fact.values()) for fact in municipal_words.facts(edition)),
            [municipal_words.meant(edition)],
            *([about] for about in [municipal_words.protected_numbers(edition)] if about),
            *([BOLD.sub(r"\1", each)] for each in municipal_words.rule(edition.settings)),
        ]
        _write(book.add_worksheet(_("Rapport")), first)
        for name, found in _groups(rows).items():
            lines = _lines(found)
            sheet = book.add_worksheet(name)
            _write(sheet, lines)
            sheet.set_row(0, None, bold)
            sheet.freeze_panes(1, 1)
        definitions = municipal_words.definitions(rows)
        _write(book.add_worksheet(_("Betydning")), [list(each.values()) for each in definitions])
    return content.getvalue()


def _groups(rows: list[FigureRow]) -> dict[str, list[FigureRow]]:
    """The rows of each sheet, by its name: as the pages group them."""
    ink = grammar.LIGHT
    groups = {
        _("Løfter"): municipal.criteria_rows(rows),
        _("Forløb"): _of_parts(municipal.received(rows, ink)),
        _("Svar"): _of_parts(municipal.answers(rows, ink)),
        _("Sammenligning"): _of_parts(municipal.compared_with(rows, ink)),
    }
    return {name: found for name, found in groups.items() if found}


def _of_parts(parts: Sequence[municipal.Part]) -> list[FigureRow]:
    return [row for part in parts for row in part.rows]


def _lines(rows: list[FigureRow]) -> list[list[str | float | None]]:
    """A heading and a line a row: as the pages say it, the numbers themselves, and how exact they are."""
    said = figure_table.of_figures(rows)
    is_all_rounded = not any(protection.is_internal(row) for row in rows)
    numbers = ROUNDED if is_all_rounded else NUMBERS
    heading = [*said[0], *(_(word) for word in numbers.values())]
    lines: list[list[str | float | None]] = [
        [*cells.values(), *(_number(row, key) for key in numbers)]
        for cells, row in zip(said, rows, strict=True)
    ]
    if not is_all_rounded:
        heading += [_("Rundet"), _("Deling")]
        for line, row in zip(lines, rows, strict=True):
            line += _exactness(row)
    return [list(heading), *lines]


def _number(row: FigureRow, key: str) -> float | None:
    """The number itself, where the words give it too."""
    shown: dict[str, float | None] = figure_words.drawn(row) | {"n": row.n, "k": row.k}
    return shown[key]


def _exactness(row: FigureRow) -> list[str]:
    return [
        _("ja") if protection.is_rounded(row) else _("nej"),
        _("må ikke gives videre") if protection.is_internal(row) else "",
    ]


def _write(sheet: Worksheet, lines: Sequence[Sequence[str | float | None]]) -> None:
    sheet.set_column(0, 0, WIDE)
    sheet.set_column(1, 20, NARROW)
    for row, line in enumerate(lines):
        for column, cell in enumerate(line):
            if isinstance(cell, str):
                sheet.write_string(row, column, harmless.cell(cell))
            elif cell is not None:
                sheet.write_number(row, column, cell)


FILES: dict[str, tuple[Callable[[Edition], bytes], str]] = {
    "rapport.html": (_html, "text/html; charset=utf-8"),
    "rapport.csv": (_csv, "text/csv; charset=utf-8"),
    "rapport.xlsx": (_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}
