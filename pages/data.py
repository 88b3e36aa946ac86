"""Data og metode: where do the figures come from, what is missing, and what do they mean?"""

import streamlit as st

from dashboard import drawing
from dashboard.foundation.words import text as _
from dashboard.owner import screen
from dashboard.presenters import method
from dashboard.wording import sources

view = screen.view()

st.header(_("Øjebliksbilledet"), anchor=False)
drawing.facts(method.snapshot_facts(view.snapshot))
st.header(_("Rækker"), anchor=False)
st.markdown(drawing.escape(method.quarantine_sentence(view.snapshot)))
drawing.table(method.row_counts(view.snapshot))
for notice in method.notices(view.snapshot):
    st.caption(drawing.escape(notice))

st.header(_("Svarprocenter"), anchor=False)
rates = view.rows(method.RESPONSE_RATES)
screen.figures(rates, _("Svarprocenter"), "svarprocenter", held="together")
with st.expander(_("Tomme celler i udtrækket")):
    drawing.table(method.missing_cells(view.snapshot))

st.header(_("Det, der er aftalt på forhånd"), anchor=False)
drawing.facts(method.agreed(view.snapshot))

st.header(_("Hvad tallene betyder"), anchor=False)
drawing.table(sources.reading())
for group, definitions in method.definitions():
    with st.expander(group):
        drawing.table(definitions)

st.header(_("Kilder"), anchor=False)
drawing.table(method.documents())
st.header(_("Uoverensstemmelser i kilderne"), anchor=False)
for source, found in method.discrepancies():
    with st.expander(source):
        drawing.table(found)
