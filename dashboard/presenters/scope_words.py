"""What figures are about in words: place, programme, period, data date and snapshot."""

from dashboard.catalogue.scope import Scope
from dashboard.foundation import terms, words
from dashboard.foundation.words import text as _
from dashboard.published import reference
from dashboard.snapshots.snapshot import Snapshot


def line(snapshot: Snapshot, scope: Scope) -> str:
    """KeepGoing · Odense · alle programmer · hele perioden · data til … · øjebliksbillede …; what is all, untold."""
    told = ("KeepGoing", chosen(scope), told_from(snapshot))
    return " · ".join(filter(None, told))


def told_from(snapshot: Snapshot) -> str:
    """data til 30. september 2026 · øjebliksbillede 9E4863"""
    day, name = words.day(snapshot.data_to), snapshot.id[-12:][:6].upper()
    return " · ".join((_("data til {day}", day=day), _("øjebliksbillede {id}", id=name)))


def chosen(scope: Scope) -> str:
    """The scope in words; empty where nothing is chosen."""
    return "" if scope.is_everything else in_words(scope)


def in_words(scope: Scope) -> str:
    """alle kommuner · alle programmer · hele perioden"""
    place = reference.municipalities()[scope.municipality] if scope.municipality else ""
    programme = terms.word(terms.PROGRAMMES, scope.programme or "")
    return " · ".join(
        (place or _("alle kommuner"), programme or _("alle programmer"), period(scope))
    )


def period(scope: Scope) -> str:
    """hele perioden, its two ends, or the one it has."""
    if scope.period_from and scope.period_to:
        return _(
            "{first} til {last}",
            first=words.day(scope.period_from),
            last=words.day(scope.period_to),
        )
    if scope.period_from:
        return _("fra {day}", day=words.day(scope.period_from))
    if scope.period_to:
        return _("til og med {day}", day=words.day(scope.period_to))
    return _("hele perioden")
