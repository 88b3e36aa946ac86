"""The marks and axes charts share, and the template each kind of chart is.

Altair builds a spec slowly (some 70 ms a chart), so each kind of chart is built once, with named
data and parameters, and filled for every reader.
"""

from contextlib import ContextDecorator
from typing import Any

import altair as alt
from altair.utils import schemapi

from dashboard.charts.grammar import Ink, Spec


def number_axis(colours: Ink, kind: str) -> alt.Axis:
    """The axis of a share (0-100 %), a ratio (any percentage) or an amount."""
    if kind == "share":
        return plain_axis(colours, format=".0%", grid=True, values=[0, 0.25, 0.5, 0.75, 1])
    form = ".0%" if kind == "ratio" else "~r"
    return plain_axis(colours, tickCount=6, format=form, grid=True)


def plain_axis(colours: Ink, **given: Any) -> alt.Axis:
    """An axis without line, ticks and grid, but for what is given."""
    plain: dict[str, Any] = {
        "domain": False,
        "ticks": False,
        "grid": False,
        "gridColor": colours.faint,
        "labelColor": colours.text,
        "labelFontSize": 12,
        "labelAngle": 0,
        "labelFlush": False,  # below its point or on its line, the first and the last too
        "labelPadding": 2 if given.get("grid") else 9,  # clear of the other axis' nought
    }
    return alt.Axis(**plain | given)


def template(chart: alt.LayerChart | alt.FacetChart) -> Spec:
    """A finished chart as Vega-Lite, to be filled; as wide as its container."""
    size = alt.AutoSizeParams(type="fit-x", contains="padding")  # a legend adds to the height
    # a screen reader gets the page's sentence instead of every mark's raw values
    edges = alt.Padding(left=1, right=4, top=5, bottom=5)  # the last label ends at the very edge
    finished = (
        chart.properties(autosize=size, padding=edges)
        .configure(aria=False, mark=alt.MarkConfig(tooltip=None, aria=False))
        .configure_view(stroke=None)
    )
    spec: Spec = finished.to_dict(validate=schemapi.DEBUG_MODE)
    return spec


def unchecked() -> ContextDecorator:
    """Around what builds charts that tests have checked: Altair's own checks take half the time."""
    return schemapi.debug_mode(False)
