"""Forløb: what do citizens get, how long, how does it end, and who are they?"""

from dashboard.owner import screen
from dashboard.presenters import courses, quarters

view = screen.view()
rows = view.rows(id_ for section in courses.sections() for id_ in section.ids)
for line in courses.lines():
    screen.side_by_side([section.filled(rows) for section in line])
screen.download(rows, "forloeb")
screen.quarter_by_quarter(quarters.OF_COURSES, "forloeb-kvartaler")
