"""A criterion in one sentence: on which side of its target it is, and how sure that is."""

from dashboard.catalogue.row import FigureRow
from dashboard.foundation.words import mark
from dashboard.foundation.words import text as _
from dashboard.wording.judgements import evidence, polarity
from dashboard.wording.share_words import beside

PLACES = {  # by whether a high share is good, and which side of the target it is on
    (True, 1): mark("{value} er over målet"),
    (True, 0): mark("{value} er lige på målet"),
    (True, -1): mark("{value} er under målet"),
    (False, 1): mark("{value} er over grænsen"),
    (False, 0): mark("{value} er lige på grænsen"),
    (False, -1): mark("{value} er under grænsen"),
}
SURE = {
    "good": mark("{place}, og forskellen er større, end tilfældigheder normalt giver."),
    "bad": mark(
        "{place}, og forskellen er større, end tilfældigheder normalt giver – se nærmere på årsagen."
    ),
    "cannot_tell": mark("{place}, men ikke med sikkerhed."),
    "borderline": mark("{place}; om det er sikkert, er lige på grænsen."),
}


def headline(row: FigureRow) -> str:
    """On which side of the target these people are, and how sure that is of the level behind, in one sentence."""
    kind = polarity(row)
    if kind not in SURE:
        return evidence(row)
    _kind, side = place(row)
    where = _(PLACES[row.figure.is_high_good, side], value=beside(row, row.amount))
    return _(SURE[kind], place=where)


def place(row: FigureRow) -> tuple[str, int]:
    """How sure it is, and the side of the target these people are on: 1 over, -1 under, 0 on it or nowhere."""
    kind = polarity(row)
    if kind not in SURE:
        return kind, 0
    return kind, (row.amount > row.agreed_target) - (row.amount < row.agreed_target)


def is_wrong(row: FigureRow) -> bool:
    """Whether these people are on the wrong side of the target, however sure that is."""
    _kind, side = place(row)
    return side == (-1 if row.figure.is_high_good else 1)
