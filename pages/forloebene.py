"""Forløbene bag et tal: which courses are behind a count? For the owner alone."""

import streamlit as st

from dashboard import drawing
from dashboard.catalogue.listing import FIGURES
from dashboard.figures import criteria
from dashboard.foundation.words import text as _
from dashboard.owner import behind, casework, screen
from dashboard.presenters import courses_behind

view = screen.view()
behind.back()
titles = {id_: FIGURES[id_].title() for id_ in courses_behind.openable()}
figure = casework.chosen(_("Hvilket tal?"), titles, behind.FIGURE)
rows = view.rows([figure])
if not screen.is_measured(rows):
    st.stop()
if rows[0].suppressed:
    drawing.calm(courses_behind.too_few())
    st.stop()
agreed = criteria.parameters(view.snapshot.settings)
courses = view.query("courses_behind", figure=figure, **agreed)
if courses.is_empty():
    drawing.calm(courses_behind.sentence(0))
    st.stop()
kind = casework.chosen(_("Hvilke forløb?"), courses_behind.kinds(figure, courses), behind.KIND)
found = courses_behind.of_kind(courses, kind)
if found:
    casework.list_behind(figure, kind, found, f"forloeb-{titles[figure]}-{kind}")
casework.say_of_charges()
st.caption(" ".join(filter(None, (courses_behind.sentence(len(found)), courses_behind.caption()))))
