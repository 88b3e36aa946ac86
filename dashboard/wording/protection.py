"""What disclosure control did to a row, in words: why there is less to see, and never how much less.

Nought and a small number read alike, and so does whatever else is hidden.
"""

from decimal import Decimal

from dashboard.catalogue.figure import Row
from dashboard.catalogue.notes import EXACT, FEWER, FEWER_PEOPLE, HIDING, N_EXACT, ROUNDED, notes
from dashboard.disclosure import control
from dashboard.foundation.words import number
from dashboard.foundation.words import text as _
from dashboard.wording.figure_words import fewer_than, is_average, is_withheld


def is_rounded(row: Row) -> bool:
    """Whether the row's numbers are rounded."""
    return ROUNDED in notes(row)


def is_internal(row: Row) -> bool:
    """Whether a number of the row is exact, and so for the responsible authority alone."""
    return bool(notes(row).keys() & {EXACT, N_EXACT})


def is_protected(row: Row) -> bool:
    """Whether something of the row is not shown."""
    return bool(notes(row).keys() & HIDING)


def is_unseen(row: Row) -> bool:
    """Whether the row has no number to show, not even that there are few of it."""
    is_hidden = is_withheld(row) or (row["value"] is None and is_protected(row))
    return row["k"] is None and is_hidden and FEWER not in notes(row)


def why(row: Row) -> str:
    """Why the row says less than it could; empty where it does not."""
    codes = notes(row)
    if FEWER_PEOPLE in codes:
        return _(
            "Her er {few}, så hverken antal eller udfald vises.",
            few=fewer_than(codes[FEWER_PEOPLE]),
        )
    if FEWER in codes:
        return _(
            "Er tallet under {limit}, vises det ikke; heller ikke, om det er 0.",
            limit=number(int(codes[FEWER])),
        )
    if "hidden" in codes and is_average(row):
        return _("Gennemsnittet vises ikke, fordi der er for få bag det.")
    if "hidden" in codes:
        return _("Tallet vises ikke, fordi det sammen med de andre kunne røbe et lille antal.")
    if "percent_hidden" in codes:
        return _("Der er for få til en procent, når antal er rundet af.")
    if is_withheld(row):
        return _("Af færre end ti vises hverken procent eller gennemsnit.")
    return ""


def no_verdict(row: Row) -> str:
    """Why the row is not judged, as the end of a sentence."""
    if row["k"] is None:
        return _("ingen vurdering, fordi tallet ikke vises")
    return _("ingen vurdering, fordi der er for få til en procent")


def meets(row: Row, *, is_high_good: bool) -> bool | None:
    """Whether the target is met as counted; None where numbers rounded like this could be either.

    A target of 75 % is not met by 43 of 58, which is published as 45 of 60.
    """
    base = int(notes(row).get(ROUNDED, 1))
    promised = Decimal(str(row["target"]))
    corners = {
        _is_met(k, n, promised, is_high_good=is_high_good)
        for k in control.span(row["k"], base)
        for n in control.span(row["n"], 1 if N_EXACT in notes(row) else base)
    }
    return corners.pop() if len(corners) == 1 else None


def _is_met(k: int, n: int, promised: Decimal, *, is_high_good: bool) -> bool:
    return k >= promised * n if is_high_good else k <= promised * n
