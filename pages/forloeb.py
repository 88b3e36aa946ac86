"""Forløb: what do citizens get, how long, how does it end, and who are they?"""

from dashboard import drawing
from dashboard.foundation.words import text as _
from dashboard.owner import noted, screen
from dashboard.presenters import courses, quarters

view = screen.view()
part = drawing.choice(_("Spørgsmål"), courses.parts(), "om")
lines = courses.lines(part)
rows = view.rows(id_ for line in lines for section in line for id_ in section.ids)
for line in lines:
    screen.side_by_side([section.filled(rows) for section in line])
screen.download(rows, f"forloeb-{part}")
if part == "indsats":
    noted.quarter_by_quarter(quarters.OF_COURSES, "forloeb-kvartaler")
