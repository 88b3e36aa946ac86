"""What parts add up to, where each was made imprecise by itself."""

from collections.abc import Sequence

from dashboard.catalogue.row import FigureRow
from dashboard.foundation import words
from dashboard.foundation.words import text as _


def together(parts: Sequence[FigureRow]) -> str:
    """What the answers to a question add up to where that is not all who answered; "" where it is, or none is noisy."""
    total = sum(round(row.amount * row.size) for row in parts if row.value is not None)
    if not parts or not parts[0].notes.noise or total == parts[0].size:
        return ""
    return _("(tilsammen {total}, fordi hvert tal er upræcist)", total=words.number(total))
