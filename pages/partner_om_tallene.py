"""Om tallene: how exact are they, of whom, and how is a report checked?"""

import streamlit as st

from dashboard import drawing
from dashboard.foundation.words import text as _
from dashboard.partner import screen
from dashboard.presenters import comparisons, municipal_files, municipal_method, municipal_words

edition = screen.edition()
drawing.facts(municipal_words.facts(edition))
st.markdown(municipal_method.meant(edition))

drawing.heading(_("Hvor nøjagtige er tallene?"))
st.markdown(municipal_method.precise(edition))

if groups := municipal_method.groups(edition):
    drawing.heading(_("Hvem handler tallene om?"))
    st.markdown(municipal_method.about_groups(edition))
    drawing.table(groups)

drawing.heading(_("Hvad kan tallene sammenlignes med?"))
st.markdown(municipal_method.comparing())
st.markdown(comparisons.effect())

drawing.heading(_("Er det den samme rapport?"))
st.markdown(municipal_method.checking(edition, screen.contact()))

drawing.heading(_("Hvad tallene betyder"))
drawing.table(municipal_method.reading(edition))
with st.expander(_("Hvert tal i rapporten")):
    parts = municipal_files.parts_of(edition)
    drawing.table(municipal_method.definitions(parts, edition))
