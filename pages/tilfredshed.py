"""Tilfredshed: what do citizens answer today, beside the nine printed diagrams of 2016?"""

import streamlit as st

from dashboard import diagrams, screen
from dashboard.charts import stacked_answers
from dashboard.words import text as _

view = screen.view()
screen.title(
    _("Tilfredshed"), _("Hvad svarer borgerne i dag, og hvad stod der i rapporten fra 2016?")
)
st.caption(diagrams.response_sentence(view.rows(["response_rate_satisfaction"])[0]))
answered = diagrams.answered_and_skipped(view.query("answered_items"))
for diagram in diagrams.DIAGRAMS:
    st.header(diagrams.heading(diagram), anchor=False)
    rows = view.rows(diagrams.figure_ids(diagram))
    chart = stacked_answers(diagrams.parts(diagram, rows), screen.colours())
    screen.picture(
        [chart],
        diagrams.sentence(diagram, rows),
        rows,
        f"tilfredshed-{diagram.item}",
        has_marks=False,
    )
    st.caption(diagrams.grounds(diagram, answered))
    for doubt in diagrams.doubts(diagram):
        st.caption(doubt)
