"""Sammenligning med SFI: what may our figures be held against, and what does it show?"""

import streamlit as st

from dashboard import benchmarks, overview, screen, sentences
from dashboard.charts import interval_rows
from dashboard.words import text as _

view = screen.view()
screen.title(
    _("Sammenligning med SFI"),
    _(
        "Hvad kan tallene holdes op imod, hvor løst, og hvad viser det? Sammenligning er ikke effekt."
    ),
)
st.caption(benchmarks.legend())
for name, heading, explanation, ids, systems in benchmarks.sections():
    st.header(heading, anchor=False)
    st.caption(explanation)
    rows = benchmarks.against(view.rows(ids), systems)
    charts = []
    for unit, comparable in benchmarks.by_unit(rows):
        charts.append(interval_rows(overview.records(comparable), screen.colours(), unit))
    screen.picture(charts, benchmarks.sentence(rows), rows, name, has_marks=False)
    for row in rows:
        screen.compared(row)
    st.caption(sentences.many_comparisons(rows))

st.header(_("Det må ikke sammenlignes"), anchor=False)
for title, explanation in benchmarks.unusable():
    st.markdown(f"**{title}** {explanation}")
