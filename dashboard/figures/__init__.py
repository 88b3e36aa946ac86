"""The figure path: a scope in, one row a figure out. Nothing else computes a share.

Nothing here words or draws.
"""

from dashboard.figures.figure_rows import (
    BY_UNIT,
    courses_by_quarter,
    criteria_by_quarter,
    figures,
    figures_by_municipality,
    figures_by_quarter,
    progress_by_threshold,
    wheels_by,
)

__all__ = [
    "BY_UNIT", "courses_by_quarter", "criteria_by_quarter", "figures",
    "figures_by_municipality", "figures_by_quarter", "progress_by_threshold", "wheels_by",
]  # fmt: skip
