"""Om tallene: by which rule are they shown, what may they be compared with, how is a report checked?"""

import streamlit as st

from dashboard import drawing
from dashboard.foundation.words import text as _
from dashboard.partner import screen
from dashboard.presenters import municipal_words
from dashboard.wording import sources

report = screen.report()
drawing.facts(municipal_words.facts(report.edition))
st.markdown(municipal_words.meant(report.edition))

st.header(_("Hvorfor ser nogle tal sådan ud?"), anchor=False)
if about := municipal_words.protected_numbers(report.edition):
    st.markdown(about)
for paragraph in municipal_words.rule(report.edition.settings):
    st.markdown(paragraph)

st.header(_("Hvad kan tallene sammenlignes med?"), anchor=False)
for paragraph in municipal_words.comparing():
    st.markdown(paragraph)

st.header(_("Er det den samme rapport?"), anchor=False)
for paragraph in municipal_words.checking(report.edition, report.contact):
    st.markdown(paragraph)

st.header(_("Hvad tallene betyder"), anchor=False)
least = report.edition.settings.disclosure_least_n_for_percent
drawing.table(sources.reading(least, is_exact=report.edition.level == "authority"))
with st.expander(_("Hvert tal i rapporten")):
    drawing.table(municipal_words.definitions(report.rows))
