"""Faser: how far do courses get, how long does each phase last, and what fills it?"""

import streamlit as st

from dashboard import drawing
from dashboard.charts import flow_charts
from dashboard.foundation.words import text as _
from dashboard.owner import screen
from dashboard.presenters import flow
from dashboard.presenters.section import by_id, only

view = screen.view()
rows = view.rows(flow.ids())
figures = by_id(rows)

drawing.heading(_("Hvor langt når forløbene?"))
st.caption(
    _("Forløb startet i perioden. At slutte undervejs kan være et job: årsagerne står nedenfor.")
)
if screen.is_measured(counts := only(rows, flow.COUNTS)):
    bars = flow.bars(figures)
    chart = [flow_charts.stacked_counts(bars, drawing.colours())] if bars else []
    screen.picture(chart, flow.reached(figures), counts, "faser")
    if skipped := flow.skipped(figures):
        st.caption(skipped)

drawing.heading(_("Hvor slutter de, der ikke når videre?"))
st.caption(_("Afbrudt er efter eget ønske, uden udbytte eller efter sagsbehandlerens afgørelse."))
if screen.is_measured(ended := only(rows, flow.ENDED)):
    bars = flow.ended_bars(figures)
    chart = [flow_charts.stacked_counts(bars, drawing.colours())] if bars else []
    screen.picture(chart, flow.where_ended(figures), ended, "faser-slut")

for section in flow.after():
    screen.section(section.filled(rows))

drawing.heading(_("Hvad taler de om i hver fase?"))
st.caption(_("Emnets andel af et forløbs kontakter. Prikken vokser fra Klar over Parat til Start."))
if screen.is_measured(topics := only(rows, flow.TOPICS)):
    trails = flow.trails(figures)
    chart = [flow_charts.trails(trails, drawing.colours())] if trails else []
    screen.picture(chart, flow.topics(figures), topics, "faser-emner")
