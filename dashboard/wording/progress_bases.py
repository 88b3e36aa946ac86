"""The third promise in both ways it may be judged: on the life wheel alone, and with events."""

from collections.abc import Sequence

from dashboard.catalogue.row import FigureRow
from dashboard.foundation import terms
from dashboard.foundation.words import plural
from dashboard.foundation.words import text as _
from dashboard.wording.figure_words import grounds

IDS = tuple(
    f"criterion_progress_{code}_share" for code in ("on_wheel", "with_events", "event_but_down")
)


def sentence(rows: Sequence[FigureRow], basis: str) -> str:
    """Progress on the wheel alone and with events, which of them is agreed, and who fell with an event.

    rows: of IDS; basis: `progress_basis` of the settings. Empty where nobody can be judged yet.
    """
    on_wheel, with_events, down = (next(row for row in rows if row.id == id_) for id_ in IDS)
    if not on_wheel.n:
        return ""
    told = _(
        "På livshjulet alene {on_wheel}, med begivenheder {with_events}; aftalt er {agreed}.",
        on_wheel=grounds(on_wheel),
        with_events=grounds(with_events),
        agreed=terms.word(terms.PROGRESS_BASES, basis),
    )
    if not down.k:
        return told
    return f"{told} " + plural(
        "{n} har en begivenhed, men er faldet på livshjulet.",
        "{n} har en begivenhed, men er faldet på livshjulet.",
        down.k,
    )
