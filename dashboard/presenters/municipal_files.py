"""An edition as files: a PDF, a page to print, rows for a spreadsheet, a workbook. The same bytes each time.

Each says whose report it is, how exact its numbers are, and its code. What stands in them are the rows
the pages show, in the same words; pictures are left to the pages.
"""

from collections.abc import Callable, Sequence

from dashboard.catalogue.row import FigureRow
from dashboard.charts import grammar
from dashboard.editions.edition import Edition
from dashboard.foundation import words
from dashboard.foundation.words import text as _
from dashboard.presenters import (
    figure_lines,
    figure_table,
    municipal,
    municipal_method,
    municipal_print,
    municipal_recent,
    municipal_words,
    rows_as_text,
)
from dashboard.wording import against, figure_words, judgements, quotation, sources

File = tuple[bytes, str, str]  # content, media type, name
Line = dict[str, str | float | None]
Table = Sequence[Sequence[str | float | None]]
LEVELS = {"public": "offentlig", "authority": "jobcenter"}  # in the name of a file
SHARES = ("share", "ratio")


def export(edition: Edition, name: str, language: str, contact: str = "") -> File:
    """The file of that name in that language. KeyError for any other name. contact: whom a print says to ask."""
    make, media_type = FILES[name]
    with words.speaking(language):
        content = make(edition, contact)
    return content, media_type, _file_name(edition, name)


def _file_name(edition: Edition, name: str) -> str:
    """keepgoing-odense-offentlig-2026-Q3-KG-7F3K-9QXD.xlsx."""
    place = words.for_a_file(municipal_words.place(edition.municipality))
    parts = ("keepgoing", place, LEVELS[edition.level], edition.quarter, edition.report_code)
    demo = "demo-" if edition.is_demo else ""
    return f"{demo}{'-'.join(parts)}.{name.rpartition('.')[2]}"


def parts_of(edition: Edition) -> list[municipal.Part]:
    """The whole report, as the pages show it one after another."""
    ink = grammar.LIGHT
    promised = municipal.promised(edition.rows)
    answers, recent = municipal.answers(edition), municipal_recent.recent(edition, ink)
    return [
        *([promised] if promised.rows else []),
        *municipal.became(edition),
        *answers,
        *recent,
    ]


def _csv(edition: Edition, _contact: str) -> bytes:
    """The rows, and on each line what a line cut out of the file must still say."""
    cut_out = {
        _("Rapport"): edition.report_code,
        _("Kommune"): municipal_words.place(edition.municipality),
        _("Niveau"): words.capital(_(municipal_words.LEVELS[edition.level])),
        _("Demodata"): _("ja") if edition.is_demo else _("nej"),
    }
    records = [
        line | cut_out | {_("Om tallene"): _about(row, edition)} for row, line in _lines(edition)
    ]
    return rows_as_text.as_spreadsheet(records, records[0])


def _about(row: FigureRow, edition: Edition) -> str:
    """How exact a number behind noise is; of a promise also how it went for the whole firm."""
    if not row.notes.noise:
        return ""
    firm = municipal_words.firm(edition) if row.target is not None else ""
    return " ".join(filter(None, (municipal_method.precise(edition), firm)))


def _lines(edition: Edition) -> list[tuple[FigureRow, Line]]:
    """Every row of the report with its line: in words what the pages say, and the numbers themselves."""
    return [(row, _line(part.heading, row)) for part in parts_of(edition) for row in part.rows]


def _line(heading: str, row: FigureRow) -> Line:
    held = row.comparison
    return {
        _("Afsnit"): heading,
        _("Tal"): row.figure.title(),
        _("Som det siges"): figure_words.grounds(row),
        _("Antal"): row.k if row.unit != "count" else _amount(row, "value"),
        _("Ud af"): row.n,
        _("Værdi"): _amount(row, "value"),
        _("Interval fra"): _amount(row, "low"),
        _("Interval til"): _amount(row, "high"),
        _("Enhed"): words.uncapital(_(figure_lines.UNITS[row.unit])),
        _("Fra"): row.period[0].isoformat(),
        _("Til"): row.period[1].isoformat(),
        _("Mål"): judgements.target(row) if row.target is not None else "",
        _("Vurdering"): words.capital(against.verdict(row)),
        _("Sammenlignes med"): figure_table.benchmark(row),
        _("Grad"): sources.comparability(row),
        _("Sammenligning"): sources.comparison(held) if held else "",
        _("Nøjagtighed"): quotation.reserved(row),
        _("Tal-id"): row.id,
    }


def _amount(row: FigureRow, key: str) -> float | None:
    """A number of the row, shares in percent, with no more digits than anybody can use."""
    if row.notes.rounded and row.value is not None:  # 0 is no answer: up to 2
        reach = row.notes.rounded // 2
        ends = {"low": max(row.value - reach, 0), "high": row.value + reach}
        return ends.get(key, row.value or None)
    amount: float | None = figure_words.drawn(row)[key]
    if amount is None:
        return None
    return round(100 * amount, 1) if row.unit in SHARES else round(amount, 2)


def _html(edition: Edition, contact: str) -> bytes:
    return municipal_print.page(edition, parts_of(edition), contact)


def _pdf(edition: Edition, contact: str) -> bytes:
    from dashboard.typesetting import (
        paper,  # a compiler: whoever only reads pages does not wait for it
    )

    blocks, about = municipal_print.document(edition, parts_of(edition), contact)
    return paper.pdf(about, blocks, figure_lines.end)


def _xlsx(edition: Edition, _contact: str) -> bytes:
    from dashboard.typesetting.workbook import Sheet, book, of_records

    lines = [line for _row, line in _lines(edition)]
    meanings = municipal_method.definitions(parts_of(edition), edition)
    sheets = [
        Sheet(_("Rapport"), _first_sheet(edition), is_table=False),
        of_records(_("Tal"), lines),
        of_records(_("Betydning"), meanings),
    ]
    return book(edition.report_code, edition.data_to, sheets)


def _first_sheet(edition: Edition) -> list[list[str]]:
    place, firm = municipal_words.place(edition.municipality), municipal_words.firm(edition)
    return [
        [_("Rapport til {place}", place=place)],
        *([[_("Demodata – personerne findes ikke")]] if edition.is_demo else []),
        *(list(fact.values()) for fact in municipal_words.facts(edition)),
        [_("Må den gives videre?"), municipal_method.meant(edition)],
        [_("Om tallene"), municipal_method.precise(edition)],
        *([[_("Hele KeepGoing"), firm]] if firm else []),
        *([_("Gruppe"), ", ".join(each.values())] for each in municipal_method.groups(edition)),
    ]


FILES: dict[str, tuple[Callable[[Edition, str], bytes], str]] = {
    "rapport.pdf": (_pdf, "application/pdf"),
    "rapport.html": (_html, "text/html; charset=utf-8"),
    "rapport.csv": (_csv, "text/csv; charset=utf-8"),
    "rapport.xlsx": (_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}
