"""Sammenligning med SFI: what may our figures be held against, and what does it show?"""

import streamlit as st

from dashboard import benchmarks, citations, drawing, overview, screen
from dashboard.words import text as _

view = screen.view()
st.caption(benchmarks.legend())
sections = benchmarks.sections()
rows = view.rows(id_ for section in sections for id_ in section.ids)
for section in sections:
    st.header(section.heading, anchor=False)
    st.caption(section.explanation)
    against = benchmarks.against(overview.only(rows, section.ids), section.systems)
    charts = [
        chart
        for unit, comparable in benchmarks.by_unit(against)
        for chart in overview.intervals(comparable, drawing.colours(), unit)
    ]
    screen.picture(charts, benchmarks.sentence(against), against, section.name, has_marks=False)
    for row in against:
        drawing.compared(row)
st.caption(citations.many_comparisons(rows))

st.header(_("Tal, der ikke må bruges"), anchor=False)
for title, explanation in benchmarks.unusable():
    st.markdown(f"**{title}** {explanation}")
