"""Om tallene: how exact are they, of whom, and how is a report checked?"""

import streamlit as st

from dashboard import drawing
from dashboard.foundation.words import text as _
from dashboard.partner import screen
from dashboard.presenters import comparisons, municipal_files, municipal_method, municipal_words

edition = screen.edition()
drawing.facts(municipal_words.facts(edition))
st.markdown(municipal_method.meant(edition))

st.header(_("Hvor nøjagtige er tallene?"), anchor=False)
st.markdown(municipal_method.precise(edition))

if groups := municipal_method.groups(edition):
    st.header(_("Hvem handler tallene om?"), anchor=False)
    st.markdown(municipal_method.about_groups(edition))
    drawing.table(groups)

st.header(_("Hvad kan tallene sammenlignes med?"), anchor=False)
st.markdown(municipal_method.comparing())
st.markdown(comparisons.effect())

st.header(_("Er det den samme rapport?"), anchor=False)
st.markdown(municipal_method.checking(edition, screen.contact()))

st.header(_("Hvad tallene betyder"), anchor=False)
drawing.table(municipal_method.reading(edition))
with st.expander(_("Hvert tal i rapporten")):
    parts = municipal_files.parts_of(edition)
    drawing.table(municipal_method.definitions(parts, edition))
