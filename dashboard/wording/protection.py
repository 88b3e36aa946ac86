"""What disclosure control did to a row, in words: why there is less to see, and never how much less.

Nought and a small number read alike, and so does whatever else is hidden.
"""

from decimal import Decimal

from dashboard.catalogue.row import FigureRow
from dashboard.disclosure import control
from dashboard.foundation.words import number
from dashboard.foundation.words import text as _
from dashboard.wording.figure_words import fewer_than, is_average, is_withheld


def is_rounded(row: FigureRow) -> bool:
    """Whether the row's numbers are rounded."""
    return bool(row.notes.rounded)


def is_internal(row: FigureRow) -> bool:
    """Whether a number of the row is exact, and so for the responsible authority alone."""
    return row.notes.exact or row.notes.n_exact


def is_protected(row: FigureRow) -> bool:
    """Whether something of the row is not shown."""
    return row.notes.hides


def is_unseen(row: FigureRow) -> bool:
    """Whether the row has no number to show, not even that there are few of it."""
    is_hidden = is_withheld(row) or (row.value is None and is_protected(row))
    return row.k is None and is_hidden and not row.notes.fewer_than


def why(row: FigureRow) -> str:
    """Why the row says less than it could; empty where it does not."""
    notes = row.notes
    if notes.n_fewer_than:
        return _(
            "Her er {few}, så hverken antal eller udfald vises.",
            few=fewer_than(notes.n_fewer_than),
        )
    if notes.fewer_than:
        return _(
            "Er tallet under {limit}, vises det ikke; heller ikke, om det er 0.",
            limit=number(notes.fewer_than),
        )
    if notes.hidden and is_average(row):
        return _("Gennemsnittet vises ikke, fordi der er for få bag det.")
    if notes.hidden:
        return _("Tallet vises ikke, fordi det sammen med de andre kunne røbe et lille antal.")
    if notes.percent_hidden:
        return _("Der er for få til en procent, når antal er rundet af.")
    if is_withheld(row):
        return _("Af færre end ti vises hverken procent eller gennemsnit.")
    return ""


def no_verdict(row: FigureRow) -> str:
    """Why the row is not judged, as the end of a sentence."""
    if row.k is None:
        return _("ingen vurdering, fordi tallet ikke vises")
    return _("ingen vurdering, fordi der er for få til en procent")


def meets(row: FigureRow) -> bool | None:
    """Whether the target is met as counted; None where numbers rounded like this could be either.

    A target of 75 % is not met by 43 of 58, which is published as 45 of 60.
    """
    base = row.notes.rounded or 1
    target = Decimal(str(row.target))
    corners = {
        _is_met(k, n, target, is_high_good=row.figure.is_high_good)
        for k in control.span(row.count, base)
        for n in control.span(row.size, 1 if row.notes.n_exact else base)
    }
    return corners.pop() if len(corners) == 1 else None


def _is_met(k: int, n: int, target: Decimal, *, is_high_good: bool) -> bool:
    return k >= target * n if is_high_good else k <= target * n
