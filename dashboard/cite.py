"""A figure as somebody may quote it: with how many stand behind it, its period and where it stands."""

from collections.abc import Sequence

from dashboard import protection, quantities, reference, words
from dashboard.catalogue import Row
from dashboard.edition import Edition
from dashboard.words import text as _


def sentences(rows: Sequence[Row], edition: Edition) -> list[str]:
    """A sentence a figure, whatever it is compared with; none for what is not shown."""
    figures = {row["figure_id"]: row for row in rows}
    return [sentence(row, edition) for row in figures.values() if _is_shown(row)]


def sentence(row: Row, edition: Edition) -> str:
    """Label, count, percentage and interval; then municipality, period, data and report code."""
    told = quantities.measured(row)
    where = _(
        "{place}, {first} til {last}, data til {data_to}.",
        place=reference.municipalities()[edition.municipality],
        first=words.day(row["period_from"]),
        last=words.day(row["period_to"]),
        data_to=words.day(edition.data_to),
    )
    base = quantities.notes(row).get(quantities.ROUNDED, "")
    rounded = (
        _("Antal er rundet af til nærmeste {base}.", base=words.number(int(base)))
        if quantities.has_about(row)
        else ""
    )
    invented = _("Demodata: personerne findes ikke.") if edition.is_demo else ""
    internal = _("Må ikke gives videre.") if protection.is_internal(row) else ""
    parts = (f"{words.capital(told)}.", where, rounded, source(edition), invented, internal)
    return " ".join(filter(None, parts))


def source(edition: Edition) -> str:
    """Kilde: KeepGoing, rapport KG-7F3K-9QXD."""
    return _("Kilde: KeepGoing, rapport {code}.", code=edition.report_code)


def _is_shown(row: Row) -> bool:
    return row["n"] != 0 and not protection.is_unseen(row)
