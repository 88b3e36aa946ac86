"""Tilfredshed: what do citizens answer today, beside the nine printed diagrams of 2016?"""

import streamlit as st

from dashboard import diagrams, overview, screen
from dashboard.charts import stacked_answers

view = screen.view()
rows = view.rows(diagrams.IDS)
st.caption(diagrams.response_sentence(overview.by_id(rows)[diagrams.RESPONSE_RATE]))
answered = diagrams.answered_and_skipped(view.query("answered_items"))
for diagram in diagrams.DIAGRAMS:
    st.header(diagrams.heading(diagram), anchor=False)
    today = overview.only(rows, diagrams.figure_ids(diagram))
    chart = stacked_answers(diagrams.parts(diagram, today), screen.colours())
    name = f"tilfredshed-{diagram.item}"
    screen.picture([chart], diagrams.sentence(diagram, today), today, name, has_marks=False)
    st.caption(diagrams.grounds(diagram, answered))
    for doubt in diagrams.doubts(diagram):
        st.caption(doubt)
