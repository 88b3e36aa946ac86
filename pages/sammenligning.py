"""Sammenligning med SFI: what may our figures be held against, and what does it show?"""

import streamlit as st

from dashboard import drawing
from dashboard.foundation.words import text as _
from dashboard.owner import screen
from dashboard.presenters import comparisons

view = screen.view()
st.markdown(comparisons.effect())
sections = {section.name: section for section in comparisons.sections()}
names = {name: section.heading for name, section in sections.items()}
section = sections[drawing.choice(_("Sammenlignet med"), names, "med")]
rows = view.rows(id_ for each in sections.values() for id_ in each.ids)
shown = comparisons.filled(section, rows)
st.markdown(shown.says)
st.caption(shown.explanation)
screen.figures(shown.rows, shown.heading, shown.name, held=comparisons.HELD[shown.name])
st.caption(comparisons.together(rows))
with st.expander(_("Tal, der ikke må bruges")):
    for title, explanation in comparisons.unusable():
        st.markdown(f"**{title}** {explanation}")
