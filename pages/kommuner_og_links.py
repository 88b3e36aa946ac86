"""Kommuner og links: who outside may see what, for how long, and have they looked? For the owner."""

import streamlit as st

from dashboard import drawing
from dashboard.foundation.words import text as _
from dashboard.owner import link_screen, screen
from dashboard.presenters import link_overview
from dashboard.published import reference

view = screen.view()
register = link_screen.register()
with_courses = view.query("filter_values")["municipality_code"].drop_nulls().unique().to_list()
links = register.all()
by_municipality = link_overview.by_municipality(links, with_courses)
open_now = link_overview.open_now(by_municipality, register.now())

link_screen.outcome()
st.markdown(link_overview.summary(links, register.now()))
st.markdown(link_overview.municipalities_see())
reports = link_screen.newest(by_municipality)
newest = {code: made[0] if made else None for code, made in reports.items() if code in with_courses}
link_screen.form(newest, view.snapshot.settings)
drawing.heading(_("Hvad ser kommunerne?"))
link_screen.reports(reports)

for code, open_links in open_now.items():
    drawing.heading(reference.municipalities()[code])
    for link in open_links:
        link_screen.card(link)
st.caption(link_overview.without(by_municipality, open_now))
if open_now:
    link_screen.revoke_all()

if lines := register.audit.events_told(link_overview.MOST_LINES):
    drawing.heading(_("Hvad er der sket?"))
    past = link_overview.past_table(links, register.now())
    link_screen.folded(_("Links, der ikke gælder mere"), past, "links-past")
    table = link_overview.event_table(lines, links)
    link_screen.folded(_("De seneste hændelser"), table, "links-events")
    st.caption(
        link_overview.attempts(register.audit.attempts(register.now() - link_overview.RECENT))
    )
