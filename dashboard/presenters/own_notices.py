"""What the check noted of somebody's own files, in the words of the page."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from dashboard.foundation import harmless, words
from dashboard.foundation.schema import CONTACTS, TABLES
from dashboard.foundation.words import text as _
from dashboard.ingest import vocabulary
from dashboard.ingest.faults import Fault
from dashboard.ingest.notices import NOTICES, Notice, gathered
from dashboard.presenters import own_faults, own_files

NO_ROWS: Mapping[str, Sequence[Fault]] = MappingProxyType({})
UNUSED = ("unknown_column", "unread_status")
REPEATED, MOST_REPEATED = "repeated_contacts", 0.1  # of all contacts: people do meet twice


def told(
    notices: Iterable[Notice], limit: str, rows: Mapping[str, Sequence[Fault]] = NO_ROWS
) -> list[str]:
    """A line a notice; one a table for all its columns of a kind.

    limit: the last day the data go to; rows: by kind of notice, the first it counts.
    """
    return [
        " ".join(filter(None, (_said(each, limit), _places(_of(each, rows.get(each.key, ()))))))
        for each in gathered(notices)
    ]


def parted(
    notices: Iterable[Notice], limit: str, rows: Mapping[str, Sequence[Fault]] = NO_ROWS
) -> tuple[list[str], list[str]]:
    """What asks something of whoever keeps the lists, and what is only told; see `told`."""
    every = list(notices)
    asked = [each for each in every if "?" in NOTICES[each.key]]
    return told(asked, limit, rows), told((e for e in every if e not in asked), limit, rows)


def _of(notice: Notice, rows: Sequence[Fault]) -> list[Fault]:
    """The rows that are about a notice's own column, where it is about one."""
    return [row for row in rows if notice.column in ("", row.column)]


def _places(rows: Sequence[Fault]) -> str:
    """Where the first rows of a notice stand."""
    places = [f"{harmless.line(each.file)} {own_faults.where(each)}" for each in rows]
    return _("Se {places}.", places=words.listing(places)) if places else ""


def doubled(notices: Iterable[Notice], rows: Mapping[str, int]) -> str:
    """That so many contacts stand twice that a list may lie in two files; empty where few do."""
    twice = sum(each.n for each in notices if each.key == REPEATED)
    every = rows.get(CONTACTS.name, 0)
    if not every or twice < MOST_REPEATED * every:
        return ""
    return _(
        "{twice} af {every} kontakter står der to gange. Ligger en rettet fil ved siden af den gamle, så fjern den ene "
        "på trin 1.",
        twice=words.number(twice),
        every=words.number(every),
    )


def unread(notices: Iterable[Notice]) -> list[str]:
    """The columns of theirs a recipe does not read, in sentences."""
    return told((each for each in notices if each.key in UNUSED), "")


def _said(notice: Notice, limit: str) -> str:
    """A notice in words; some name their table themselves."""
    told, own = _in_words(notice).said(limit), f"{notice.table}: "
    return (
        f"{own_files.table_word(notice.table)}: {told.removeprefix(own)}"
        if told.startswith(own)
        else told
    )


def _in_words(notice: Notice) -> Notice:
    return replace(
        notice,
        table=own_files.table_word(notice.table),
        column=_column(notice, notice.column),
        names=tuple(_column(notice, name) for name in notice.names),
    )


def _column(notice: Notice, name: str) -> str:
    known = next((table.names for table in TABLES if table.name == notice.table), ())
    return vocabulary.headings(notice.table, name)[0] if name in known else name
