"""Every figure of the contract, in its order: the catalogue's content."""

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

FAMILIES = (
    course_figures, criteria_figures, wheel_figures, answer_figures, flow_figures, order_figures, method_figures,
    follow_up_figures,
)  # fmt: skip
FIGURES: dict[str, Figure] = {
    figure.id: figure for family in FAMILIES for figure in family.figures()
}
