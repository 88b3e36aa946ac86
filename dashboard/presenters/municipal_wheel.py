"""What must be said before a municipality's life wheels: of whom they are, and how they differ from the promise."""

from collections.abc import Sequence

from dashboard.catalogue import group_figures
from dashboard.catalogue.row import FigureRow
from dashboard.foundation import words
from dashboard.foundation.settings import Settings
from dashboard.foundation.words import mark
from dashboard.foundation.words import text as _
from dashboard.presenters.section import by_id
from dashboard.wording import quotation


def explanation(rows: Sequence[FigureRow], moved: Sequence[FigureRow], agreed: Settings) -> str:
    """Of all rows of a report, and of those that moved on the whole wheel."""
    said = (_rest(moved), _unlike_promise(agreed), above(rows, agreed))
    return " ".join(filter(None, (_(group_figures.WHEELS), *said)))


def _rest(moved: Sequence[FigureRow]) -> str:
    """Why those who moved either way or hardly at all are not everybody; how many others is not told."""
    told = mark("Op, ned og mindre end ét point giver derfor sjældent tilsammen {n}.")
    return _(told, n=words.number(moved[0].size)) if moved else ""


def _unlike_promise(agreed: Settings) -> str:
    """Why who moved a point up on the wheel are not those the promise counts."""
    if agreed.progress_basis != "wheel":
        return _("Her tæller livshjulet alene; i ”Rykker frem” tæller også en begivenhed.")
    points = quotation.points(agreed)
    return _("”Rykker frem” kræver mindst {n} point.", n=points) if points != "1" else ""


def above(rows: Sequence[FigureRow], agreed: Settings) -> str:
    """That a part was drawn above its whole, where it was: who rose a point are among those the promise counts."""
    figures = by_id(rows)
    up, promised = (figures.get(id_) for id_ in (group_figures.moved_id("up"), quotation.PROGRESS))
    if not up or not promised or agreed.wheel_threshold_points > 1:
        return ""
    if up.value is None or promised.value is None or up.value <= promised.value:
        return ""
    return _(
        "Livshjulet alene er blevet højere end ”Rykker frem”, fordi begge er gjort upræcise; brug ”Rykker frem”."
    )
