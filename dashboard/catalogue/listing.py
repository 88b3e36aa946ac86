"""Every figure of the contract, in its order: the catalogue's content."""

import difflib
from collections.abc import Collection

from dashboard.catalogue import (
    answer_figures,
    course_figures,
    criteria_figures,
    flow_figures,
    follow_up_figures,
    method_figures,
    order_figures,
    wheel_figures,
)
from dashboard.catalogue.figure import Figure
from dashboard.foundation.errors import DashboardError
from dashboard.foundation.words import text as _

FAMILIES = (
    course_figures, criteria_figures, wheel_figures, answer_figures, flow_figures, order_figures, method_figures,
    follow_up_figures,
)  # fmt: skip
FIGURES: dict[str, Figure] = {
    figure.id: figure for family in FAMILIES for figure in family.figures()
}
GROUPS = tuple(dict.fromkeys(figure.group for figure in FIGURES.values()))


def chosen(names: Collection[str]) -> list[str]:
    """The ids of the figures and groups of those names; DashboardError for a name that is neither."""
    known = (*GROUPS, *FIGURES)
    for name in names:
        if name not in known:
            (nearest,) = difflib.get_close_matches(name, known, n=1, cutoff=0)
            raise DashboardError(
                _(
                    "”{name}” er hverken et tal eller en gruppe af tal. Mente du {nearest}?",
                    name=name,
                    nearest=nearest,
                )
            )
    return [id_ for id_, figure in FIGURES.items() if {id_, figure.group} & set(names)]
