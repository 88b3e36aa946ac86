"""Kriterier og sammenligning: what is promised, what is known, and what may it be compared with?"""

import streamlit as st

from dashboard import benchmarks, citations, drawing, municipal, partner_screen, partner_words
from dashboard.words import text as _

report = partner_screen.report()
against = municipal.comparisons(report.rows, drawing.colours())
partner_screen.few([*municipal.criteria_rows(report.rows), *municipal.rows_of(against)])
st.markdown(municipal.may_compare(against))
for promise in municipal.promises(report.rows):
    st.header(promise.row["label"], anchor=False)
    st.caption(promise.definition)
    st.markdown(promise.says)
    drawing.facts(municipal.promise_facts(promise, report.edition))
partner_screen.table_and_quotes(municipal.criteria_rows(report.rows), "kriterier")

st.header(_("Hvad kan tallene sammenlignes med?"), anchor=False)
for paragraph in partner_words.comparing():
    st.markdown(paragraph)
st.caption(benchmarks.legend())
for part in against:
    partner_screen.comparison(part)
st.caption(citations.many_comparisons(report.rows))
