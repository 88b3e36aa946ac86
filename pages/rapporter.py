"""Rapporter: the year's evaluation, every figure as a workbook, and the way to whether a report still holds."""

from dashboard import drawing
from dashboard.foundation.words import text as _
from dashboard.owner import behind, report_screen

if report_screen.may_make():
    report_screen.annual()
    report_screen.workbook()
drawing.way(
    _("Tallene i filerne er nøjagtige, også de små. Hver kommunes egen rapport står på siden"),
    " ",
    (behind.way("links"), _("Kommuner og links")),
    ".",
)
drawing.way(
    _("Har du en rapport i hånden, så slå dens kode op på siden"),
    " ",
    (behind.way("data"), _("Data og metode")),
    ".",
)
