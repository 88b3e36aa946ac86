"""Tilfredshed: what do citizens answer today, beside the nine printed diagrams of 2016?"""

import streamlit as st

from dashboard import drawing
from dashboard.charts.figure_charts import stacked_answers
from dashboard.foundation.words import text as _
from dashboard.owner import screen
from dashboard.presenters import caseworkers, diagrams, differences, quarters
from dashboard.presenters.section import by_id, each_figure, only

view = screen.view()
rows = view.rows(diagrams.IDS)
st.caption(diagrams.response_sentence(by_id(rows)[diagrams.RESPONSE_RATE]))
answered = diagrams.answered_and_skipped(view.query("answered_items"))
groups = diagrams.groups()
screen.figures(
    only(rows, groups), _("Hvad svarer borgerne?"), "tilfredshed", held="together", groups=groups
)
opened = st.expander(_("Diagrammerne fra 2016 ved siden af"), key="diagrammer", on_change="rerun")
for diagram in diagrams.DIAGRAMS if opened.open else ():
    with opened:
        st.header(diagrams.heading(diagram), anchor=False)
        today = only(rows, diagrams.figure_ids(diagram))
        chart = stacked_answers(diagrams.parts(diagram, today), drawing.colours())
        drawing.picture([chart], diagrams.sentence(diagram, today), today)
        for told in (diagrams.grounds(diagram, answered), *diagrams.doubts(diagram)):
            st.caption(told)

st.header(_("Siger mentorer og borgere det samme?"), anchor=False)
st.caption(_("Er borgeren blevet bedre til at klare udfordringer? Ja ud af alle svar."))
both = view.rows(differences.PERCEPTION_IDS)
st.markdown(differences.perception(both))
screen.figures(
    both, _("Siger mentorer og borgere det samme?"), "mentorer-og-borgere", held="together"
)
pairs = view.rows(differences.PAIRED_IDS)
parts = differences.paired_parts(pairs)
charts = [stacked_answers(parts, drawing.colours())] if parts else []
screen.picture(charts, differences.paired(pairs), pairs, "samme-forloeb")
screen.quarter_by_quarter(quarters.OF_ANSWERS, "tilfredshed-kvartaler")

st.header(_("Hvad siger sagsbehandlerne?"), anchor=False)
others = view.rows(caseworkers.IDS)
st.caption(each_figure(only(others, caseworkers.RESPONSE_RATES[:1])))
partners = [row for row in others if row.id.startswith("partner_")]
parts = caseworkers.parts(others)
bars = [stacked_answers(parts, drawing.colours())] if parts else []
screen.picture(bars, caseworkers.sentence(others), partners, "sagsbehandlere")

st.header(_("Hvad siger praktikstederne?"), anchor=False)
internships = only(others, caseworkers.INTERNSHIPS)
st.caption(each_figure(only(others, caseworkers.RESPONSE_RATES[1:])))
st.markdown(caseworkers.internship_sentence(others))
spread = [*internships[1:], *view.internship_by_item()]
screen.figures(spread, _("Hvad siger praktikstederne?"), "praktik")
