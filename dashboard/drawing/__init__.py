"""The parts both apps draw with, in Streamlit: tile, charts, table, comparison and language.

Nothing here knows a snapshot or an edition.
"""

from dashboard.drawing.parts import (
    WIDTH,
    begin,
    calm,
    chart,
    charts,
    choice,
    choose_language,
    colours,
    escape,
    facts,
    figures,
    heading,
    lines,
    listing,
    navigation,
    picture,
    rows_of,
    table,
    tiles,
    verdict_badge,
    warm,
    way,
)

__all__ = [
    "WIDTH", "begin", "calm", "chart", "charts", "choice", "choose_language", "colours", "escape",
    "facts", "figures", "heading", "lines", "listing", "navigation", "picture", "rows_of", "table", "tiles",
    "verdict_badge", "warm", "way",
]  # fmt: skip
