"""Forløb: what do citizens get, how long, how does it end, and who are they?"""

from dashboard import drawing
from dashboard.owner import behind, screen
from dashboard.presenters import courses, courses_behind, quarters
from dashboard.presenters.section import by_id

view = screen.view()
sections = courses.sections()
rows = view.rows(id_ for section in sections for id_ in section.ids)
for section in sections:
    screen.section(section.filled(rows, drawing.colours()))
    if section.name == "afslutning":
        behind.links(courses_behind.of_exits(by_id(rows).values()))
screen.quarter_by_quarter(quarters.OF_COURSES, "forloeb-kvartaler")
