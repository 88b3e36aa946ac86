"""A figure as somebody may quote it: with how many stand behind it, its period and where it stands."""

from collections.abc import Sequence

from dashboard.catalogue.row import FigureRow
from dashboard.editions.edition import Edition
from dashboard.foundation import words
from dashboard.foundation.words import text as _
from dashboard.published import reference
from dashboard.wording import figure_words, protection


def sentences(rows: Sequence[FigureRow], edition: Edition) -> list[str]:
    """A sentence a figure, whatever it is compared with; none for what is not shown."""
    figures = {row.id: row for row in rows}
    return [sentence(row, edition) for row in figures.values() if _is_shown(row)]


def sentence(row: FigureRow, edition: Edition) -> str:
    """Label, count, percentage and interval; then municipality, period, data and report code."""
    told = figure_words.measured(row)
    where = _(
        "{place}, {first} til {last}, data til {data_to}.",
        place=reference.municipalities()[edition.municipality],
        first=words.day(row.period[0]),
        last=words.day(row.period[1]),
        data_to=words.day(edition.data_to),
    )
    rounded = (
        _("Antal er rundet af til nærmeste {base}.", base=words.number(row.notes.rounded or 1))
        if figure_words.has_about(row)
        else ""
    )
    invented = _("Demodata: personerne findes ikke.") if edition.is_demo else ""
    internal = _("Må ikke gives videre.") if protection.is_internal(row) else ""
    parts = (f"{words.capital(told)}.", where, rounded, source(edition), invented, internal)
    return " ".join(filter(None, parts))


def source(edition: Edition) -> str:
    """Kilde: KeepGoing, rapport KG-7F3K-9QXD."""
    return _("Kilde: KeepGoing, rapport {code}.", code=edition.report_code)


def _is_shown(row: FigureRow) -> bool:
    return row.n != 0 and not protection.is_unseen(row)
