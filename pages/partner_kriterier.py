"""Kriterier og sammenligning: what is agreed, what is known, and what may it be compared with?"""

import streamlit as st

from dashboard import drawing
from dashboard.foundation.words import text as _
from dashboard.partner import screen
from dashboard.presenters import comparisons, municipal, municipal_words
from dashboard.wording import sources

report = screen.report()
against = municipal.compared_with(report.rows, drawing.colours())
screen.few([*municipal.criteria_rows(report.rows), *municipal.rows_of(against)])
st.markdown(municipal.may_compare(against))
for criterion in municipal.criteria(report.rows):
    st.header(criterion.row.label, anchor=False)
    st.caption(criterion.definition)
    st.markdown(criterion.says)
    drawing.facts(municipal.criterion_facts(criterion, report.edition))
screen.table_and_quotes(municipal.criteria_rows(report.rows), "kriterier")

st.header(_("Hvad kan tallene sammenlignes med?"), anchor=False)
for paragraph in municipal_words.comparing():
    st.markdown(paragraph)
st.caption(comparisons.legend())
for part in against:
    screen.comparison(part)
st.caption(sources.many_comparisons(report.rows))
