"""Forløb: what do citizens get, how long, how does it end, and who are they?"""

import streamlit as st

from dashboard import courses, overview, screen
from dashboard.charts import interval_rows
from dashboard.words import text as _

view = screen.view()
screen.title(_("Forløb"), _("Hvad får borgerne, hvor længe, hvordan slutter det – og hvem er de?"))
for section in courses.sections():
    st.header(section.heading, anchor=False)
    st.caption(section.explanation)
    rows = view.rows(section.ids)
    charts = [
        interval_rows(overview.records(inside), screen.colours(), unit)
        for unit, inside in courses.panels(section, rows)
    ]
    screen.picture(charts, courses.sentence(section, rows), rows, section.name)
