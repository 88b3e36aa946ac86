"""Om tallene: by which rule are they shown, what may they be compared with, how is a report checked?"""

import streamlit as st

from dashboard import citations, drawing, partner_screen, partner_words
from dashboard.words import text as _

report = partner_screen.report()
drawing.facts(partner_words.facts(report.edition))
st.markdown(partner_words.meant(report.edition))

st.header(_("Hvorfor ser nogle tal sådan ud?"), anchor=False)
if about := partner_words.protected_numbers(report.edition):
    st.markdown(about)
for paragraph in partner_words.rule(report.edition.settings):
    st.markdown(paragraph)

st.header(_("Hvad kan tallene sammenlignes med?"), anchor=False)
for paragraph in partner_words.comparing():
    st.markdown(paragraph)

st.header(_("Er det den samme rapport?"), anchor=False)
for paragraph in partner_words.checking(report.edition, report.contact):
    st.markdown(paragraph)

st.header(_("Hvad tallene betyder"), anchor=False)
least = report.edition.settings.disclosure_least_n_for_percent
drawing.table(citations.reading(least, is_exact=report.edition.level == "authority"))
with st.expander(_("Hvert tal i rapporten")):
    drawing.table(partner_words.definitions(report.rows))
