"""Sammenligning med SFI: what may our figures be held against, and what does it show?"""

import streamlit as st

from dashboard import drawing
from dashboard.foundation.words import text as _
from dashboard.owner import screen
from dashboard.presenters import comparisons
from dashboard.wording import sources

view = screen.view()
st.markdown(comparisons.effect())
st.caption(comparisons.legend())
sections = comparisons.sections()
rows = view.rows(id_ for section in sections for id_ in section.ids)
for section in sections:
    shown = comparisons.filled(section, rows, drawing.colours())
    screen.section(shown, has_marks=False)
    for row in shown.rows:
        drawing.compared(row)
st.caption(sources.many_comparisons(rows))

st.header(_("Tal, der ikke må bruges"), anchor=False)
for title, explanation in comparisons.unusable():
    st.markdown(f"**{title}** {explanation}")
