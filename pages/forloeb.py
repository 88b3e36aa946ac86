"""Forløb: what do citizens get, how long, how does it end, and who are they?"""

from dashboard import drawing
from dashboard.owner import screen
from dashboard.presenters import courses, quarters

view = screen.view()
sections = courses.sections()
rows = view.rows(id_ for section in sections for id_ in section.ids)
for section in sections:
    screen.section(section.filled(rows, drawing.colours()))
screen.quarter_by_quarter(quarters.OF_COURSES, "forloeb-kvartaler")
