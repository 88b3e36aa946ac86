"""Faser og match: how far do courses get, what fills them on the way, and how does the match go?"""

import streamlit as st

from dashboard import courses, differences, drawing, flow, flow_charts, overview, screen
from dashboard.charts import interval_rows
from dashboard.words import text as _

view = screen.view()
rows = view.rows(flow.ids())
figures = overview.by_id(rows)

st.header(_("Hvor langt når forløbene?"), anchor=False)
st.caption(
    _("Forløb startet i perioden. At slutte undervejs kan være et job: årsagerne står nedenfor.")
)
screen.picture(
    [flow_charts.stacked_counts(flow.bars(figures), drawing.colours())],
    flow.reached(figures),
    overview.only(rows, flow.COUNTS),
    "faser",
)
if skipped := flow.skipped(figures):
    st.caption(skipped)

st.header(_("Hvor slutter de, der ikke når videre?"), anchor=False)
st.caption(_("Afbrudt er efter eget ønske, uden udbytte eller efter sagsbehandlerens afgørelse."))
screen.picture(
    [flow_charts.stacked_counts(flow.left_bars(figures), drawing.colours())],
    flow.left(figures),
    overview.only(rows, flow.LEFT),
    "faser-slut",
)

for section in flow.after():
    st.header(section.heading, anchor=False)
    st.caption(section.explanation)
    inside = overview.only(rows, section.ids)
    charts = [
        interval_rows(overview.records(panel), drawing.colours(), unit)
        for unit, panel in courses.panels(section, inside)
    ]
    screen.picture(charts, courses.told(inside), inside, section.name)

st.header(_("Hvad taler de om i hver fase?"), anchor=False)
st.caption(_("Emnets andel af et forløbs kontakter. Prikken vokser fra Klar over Parat til Start."))
drawn = flow_charts.trails(flow.trails(figures), drawing.colours())
screen.picture([drawn], flow.topics(figures), overview.only(rows, flow.TOPICS), "faser-emner")

st.header(_("Når ønsket til mentor er opfyldt – og når det ikke er"), anchor=False)
st.caption(
    _(
        "Kemi: borgernes svar, givet for et bestemt forløb. Resten: forløb afsluttet i perioden. En "
        "sammenligning viser ikke effekt: forløbene kan være forskellige på andre måder."
    )
)
for outcome, ids in flow.MATCHING.items():
    pair = overview.only(rows, ids)
    drawn = interval_rows(overview.records(pair[:2]), drawing.colours(), "share")
    screen.picture([drawn], differences.by_wish(pair[-1], figures), pair, f"match-{outcome}")
