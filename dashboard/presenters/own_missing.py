"""A promise that is not measured: what the firm's own files lack, and what to do about it."""

from collections.abc import Iterable

from dashboard.catalogue.row import FigureRow
from dashboard.foundation import delivery, terms, words
from dashboard.foundation.schema import TABLES
from dashboard.foundation.words import text as _
from dashboard.ingest import vocabulary

MOST = 3  # columns of which one is enough that are named


def of(row: FigureRow) -> str:
    """What a figure lacks, by the headings people know; empty where it is measured."""
    missing = row.notes.not_measured
    if not missing:
        return ""
    one_of = [name for name in missing if name in delivery.EVENTS.columns]
    told = [_named(name) for name in missing if name not in one_of]
    if one_of:
        names = words.listing(list(map(_named, one_of[:MOST])))
        told.append(_("mindst én kolonne som {names}", names=names))
    return _("Ikke opgjort: {what} mangler i jeres filer.", what=words.listing(told))


def what_to_do() -> str:
    """Before the link to the page where it is done."""
    return _("Tilføj kolonnen, eller vælg, hvilken af jeres kolonner det er:")


def before_publishing() -> str:
    """What can be done while nothing is published yet."""
    return _("Tilføj kolonnen, eller gå tilbage og vælg, hvilken af jeres kolonner det er.")


def of_promises(rows: Iterable[FigureRow]) -> str:
    """The promises that are not measured, an item each with what it lacks; "" where all are."""
    lacking = [row for row in rows if not row.is_measured]
    return "\n".join(f"- {words.capital(row.label)}. {of(row)}" for row in lacking)


def _named(name: str) -> str:
    if name in terms.TABLES:
        return _(terms.TABLES[name])
    table = next(each.name for each in TABLES if name in each.names)
    return f"”{vocabulary.headings(table, name)[0]}”"
