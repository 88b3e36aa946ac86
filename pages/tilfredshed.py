"""Tilfredshed: what do citizens answer today, beside the nine printed diagrams of 2016?"""

import streamlit as st

from dashboard import drawing
from dashboard.charts.figure_charts import stacked_answers
from dashboard.foundation.words import text as _
from dashboard.owner import screen
from dashboard.presenters import caseworkers, diagrams, differences, quarters
from dashboard.presenters.section import by_id, each_figure, intervals, only

view = screen.view()
rows = view.rows(diagrams.IDS)
st.caption(diagrams.response_sentence(by_id(rows)[diagrams.RESPONSE_RATE]))
answered = diagrams.answered_and_skipped(view.query("answered_items"))
for diagram in diagrams.DIAGRAMS:
    st.header(diagrams.heading(diagram), anchor=False)
    today = only(rows, diagrams.figure_ids(diagram))
    chart = stacked_answers(diagrams.parts(diagram, today), drawing.colours())
    name = f"tilfredshed-{diagram.item}"
    screen.picture([chart], diagrams.sentence(diagram, today), today, name, has_marks=False)
    st.caption(diagrams.grounds(diagram, answered))
    for doubt in diagrams.doubts(diagram):
        st.caption(doubt)

st.header(_("Siger mentorer og borgere det samme?"), anchor=False)
st.caption(_("Er borgeren blevet bedre til at klare udfordringer? Ja ud af alle svar."))
both = view.rows(differences.PERCEPTION_IDS)
charts = [
    chart
    for unit, ids in (("share", differences.COPING_SHARES), ("difference", ("perception_gap",)))
    for chart in intervals(only(both, ids), drawing.colours(), unit)
]
screen.picture(charts, differences.perception(both), both, "mentorer-og-borgere")
st.caption(differences.perception_doubt(both))
pairs = view.rows(differences.PAIRED_IDS)
parts = differences.paired_parts(pairs)
charts = [stacked_answers(parts, drawing.colours())] if parts else []
screen.picture(charts, differences.paired(pairs), pairs, "samme-forloeb", has_marks=False)
screen.quarter_by_quarter(quarters.OF_ANSWERS, "tilfredshed-kvartaler")

st.header(_("Hvad siger sagsbehandlerne?"), anchor=False)
others = view.rows(caseworkers.IDS)
st.caption(each_figure(only(others, caseworkers.RESPONSE_RATES[:1])))
partners = [row for row in others if row.id.startswith("partner_")]
parts = caseworkers.parts(others)
bars = [stacked_answers(parts, drawing.colours())] if parts else []
screen.picture(bars, caseworkers.sentence(others), partners, "sagsbehandlere", has_marks=False)

st.header(_("Hvad siger praktikstederne?"), anchor=False)
internships = only(others, caseworkers.INTERNSHIPS)
st.caption(each_figure(only(others, caseworkers.RESPONSE_RATES[1:])))
spread = intervals(internships[1:], drawing.colours(), "share")
screen.picture(
    spread, caseworkers.internship_sentence(others), internships, "praktik", has_marks=False
)
if items := view.internship_by_item():
    scores = intervals(items, drawing.colours(), "points")
    says = _("Gennemsnit af hver vurdering, fra 1 til 5.")
    screen.picture(scores, says, items, "praktik-vurderinger", has_marks=False)
