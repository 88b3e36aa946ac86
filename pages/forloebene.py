"""Forløbene bag et tal: which courses are behind a count? For the owner alone."""

import streamlit as st

from dashboard import drawing
from dashboard.figures import criteria
from dashboard.owner import casework, screen
from dashboard.presenters import courses_behind

view = screen.view()
part = casework.part(courses_behind.names())
agreed = criteria.parameters(view.snapshot.settings)
found = view.query("courses_behind", part=part, **agreed).to_dicts()
if not screen.is_measured(view.rows([courses_behind.figure_of(part)])):
    st.stop()
if found:
    st.markdown(courses_behind.sentence(part, found))
    casework.list_behind(found, f"forloeb-{part}")
    st.caption(courses_behind.caption())
else:
    drawing.calm(courses_behind.sentence(part, found))
