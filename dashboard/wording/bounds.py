"""Between what a criterion can still end, over all courses started, in words."""

from dashboard import statistics
from dashboard.catalogue.row import FigureRow
from dashboard.foundation.words import mark, number
from dashboard.foundation.words import text as _
from dashboard.wording.share_words import share

BOUNDS = {
    "criterion_completed": mark(
        "Af alle {n} påbegyndte forløb er {low} i mål nu; når alle, der er i gang, det også, "
        "bliver det {high}."
    ),
    "criterion_charged": mark(
        "Af alle {n} påbegyndte forløb er {low} tiltalt nu; bliver alle, der er i gang, det "
        "også, er det {high}."
    ),
    "criterion_progress": mark(
        "Af alle {n} påbegyndte forløb er {low} sikkert rykket frem; gør alle, der er i gang "
        "eller mangler et livshjul, det også, bliver det {high}."
    ),
}


def sentence(row: FigureRow, lower: FigureRow, upper: FigureRow) -> str:
    """Between what the criterion can still end, over all courses started."""
    n, low, high = number(lower.size), _with_share(lower), _with_share(upper)
    if lower.k == upper.k:
        return _(
            "Af alle {n} påbegyndte forløb gælder det for {k}; ingen af dem, der er i gang, kan "
            "ændre det.",
            n=n,
            k=number(lower.count),
        )
    said = _(BOUNDS[row.id], n=n, low=low, high=high)
    if not row.n or lower.amount <= row.amount <= upper.amount:
        return said
    return (
        said + " " + _("Andelen øverst tæller kun de forløb, der er gamle nok til at blive bedømt.")
    )


def _with_share(bound: FigureRow) -> str:
    """34 (57 %); of fewer than ten the count alone."""
    if bound.size < statistics.MIN_N_VERDICT:
        return number(bound.count)
    return f"{number(bound.count)} ({share(bound.amount)})"
