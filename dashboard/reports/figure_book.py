"""Every figure of a scope as a workbook: a sheet a group, numbers as numbers, and what each is and comes from."""

from collections.abc import Sequence

from dashboard.catalogue.figure import DECIMALS
from dashboard.catalogue.row import FigureRow
from dashboard.catalogue.scope import Scope
from dashboard.foundation import words
from dashboard.foundation.words import text as _
from dashboard.presenters import figure_lines, method, scope_words
from dashboard.reports import dated_notes
from dashboard.reports.dated_notes import Note
from dashboard.snapshots.snapshot import Snapshot
from dashboard.typesetting.workbook import Amount, Cell, Sheet, book, of_records
from dashboard.wording import against, figure_words, quotation, sources

SHARES = ("share", "ratio")
SHARE_DECIMALS = 1


def written(
    snapshot: Snapshot,
    scope: Scope,
    rows: Sequence[FigureRow],
    code: str,
    notes: Sequence[Note] = (),
) -> bytes:
    """The rows, and what they mean. rows: as the figure path has them; code: the report's; notes: the owner's."""
    groups = method.groups()
    facts = [
        {"": _("Rapportkode"), " ": code},
        *method.snapshot_facts(snapshot),
        {"": _("Omfang"), " ": scope_words.in_words(scope)},
        {"": _("Læsere"), " ": _("KeepGoing selv: tallene er nøjagtige, også de små")},
        *method.agreed(snapshot),
    ]
    demo = [[_("Demodata – personerne findes ikke")]] if snapshot.is_demo else []
    cover = [["KeepGoing"], *demo, *([*fact.values()] for fact in facts)]
    sheets = [Sheet(_("Om tallene"), cover, is_table=False)]
    for group, name in groups.items():
        if found := [row for row in rows if row.figure.group == group]:
            sheets.append(Sheet(name, [_headings(), *map(_line, found)]))
    meanings = [row for group in groups for row in method.meanings("", group)]
    sheets.append(of_records(_("Betydning"), meanings))
    last = min(scope.period_to or snapshot.data_to, snapshot.data_to)
    if noted := dated_notes.within(notes, scope.period_from, last):
        sheets.append(of_records(_("Noter"), dated_notes.table(noted)))
    documents = [
        {key: int(cell) if cell.isdecimal() else cell for key, cell in row.items()}
        for row in method.documents()
    ]
    sheets.append(of_records(_("Kilder"), documents))
    return book(_("KeepGoing: alle tal"), snapshot.data_to, sheets)


def _headings() -> list[str]:
    return [
        _("Tal"), _("Som det siges"), _("Antal"), _("Ud af"), _("Værdi"), _("Interval fra"), _("Interval til"),
        _("Enhed"), _("Mål"), _("Vurdering"), _("Sammenlignes med"), _("Sammenligningstal"), _("Grad"),
        _("Forbehold"), _("Tal-id"),
    ]  # fmt: skip


def _line(row: FigureRow) -> list[Cell]:
    held = row.comparison
    return [
        row.label,
        figure_words.grounds(row),
        row.k,
        row.n,
        _amount(row, row.value),
        _amount(row, row.low),
        _amount(row, row.high),
        words.uncapital(_(figure_lines.UNITS[row.unit])),
        _amount(row, row.target),
        words.capital(against.verdict(row)),
        against.printed(row, held)[1] if held else "",
        _amount(row, held.value) if held else None,
        sources.comparability(row),
        " ".join(filter(None, (quotation.reserved(row), sources.comparison(held) if held else ""))),
        row.id,
    ]


def _amount(row: FigureRow, number: float | None) -> Amount | None:
    """A number as it stands in the row, shown with as many digits as anybody can use."""
    if number is None:
        return None
    if row.unit in SHARES:
        return Amount(number, SHARE_DECIMALS, is_share=True)
    return Amount(number, DECIMALS.get(row.unit, SHARE_DECIMALS))
