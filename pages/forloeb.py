"""Forløb: what do citizens get, how long, how does it end, and who are they?"""

import streamlit as st

from dashboard import drawing
from dashboard.owner import screen
from dashboard.presenters import courses, overview

view = screen.view()
sections = courses.sections()
rows = view.rows(id_ for section in sections for id_ in section.ids)
for section in sections:
    st.header(section.heading, anchor=False)
    st.caption(section.explanation)
    inside = overview.only(rows, section.ids)
    charts = [
        chart
        for unit, panel in courses.panels(section, inside)
        for chart in overview.intervals(panel, drawing.colours(), unit)
    ]
    screen.picture(charts, courses.sentence(section, inside), inside, section.name)
