"""Figures only a municipality's report has: shares of everybody who began in its groups.

The figures of the contract count courses that have ended, or have two life wheels; how many those are
is itself no number a report has.
"""

from dashboard.catalogue.figure import Figure
from dashboard.foundation import delivery, terms
from dashboard.foundation.words import mark

ALL = mark("Andel af alle i grupperne, også dem, der stadig er i gang.")
WHEELS = mark("Andel af alle i grupperne, også dem uden to livshjul.")
MOVES = {
    "up": mark("Rykket mindst ét point op"),
    "unchanged": mark("Flyttet mindre end ét point"),
    "down": mark("Rykket mindst ét point ned"),
}


def exit_id(reason: str) -> str:
    """The figure of an end reason, or job_or_education."""
    return f"group_exit_{reason}_share"


def moved_id(move: str) -> str:
    """The figure of who moved up, unchanged or down on the whole wheel."""
    return f"group_moved_{move}_share"


def up_id(domain: str) -> str:
    """The figure of who moved up in one domain."""
    return f"group_up_{domain}_share"


def _figure(id_: str, group: str, label: str, definition: str, what: str = "") -> Figure:
    needs = delivery.EXITS if group == "outcomes" else delivery.WHEELS
    return Figure(
        id_, group, "share", "share", "groups/outcomes", "started", label, definition,
        needs=needs, values={"what": what} if what else {},
    )  # fmt: skip


FIGURES = {
    figure.id: figure
    for figure in (
        _figure(exit_id("job_or_education"), "outcomes", mark("Sluttet med job, uddannelse eller fleksjob"), ALL),
        *(
            _figure(exit_id(code), "outcomes", mark("Slutårsag: {what}"), ALL, word)
            for code, word in terms.END_REASONS.items()
        ),
        *(_figure(moved_id(code), "life_wheel", label, WHEELS) for code, label in MOVES.items()),
        *(
            _figure(up_id(code), "life_wheel", mark("Rykket mindst ét point op: {what}"), WHEELS, word)
            for code, word in terms.DOMAINS.items()
        ),
    )
}  # fmt: skip
