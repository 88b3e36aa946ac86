"""Data og metode: what do the figures mean, what was agreed, where do they come from, what is missing?"""

import streamlit as st

from dashboard import drawing
from dashboard.foundation.words import text as _
from dashboard.owner import behind, report_screen, screen
from dashboard.presenters import method

view = screen.view()

drawing.heading(_("Hvad tallene betyder"))
search_place, group_place = st.columns(2)
asked = search_place.text_input(_("Søg efter et ord"), key="soeg", bind="query-params")
names = method.groups()
group = group_place.selectbox(
    _("Tal om"), list(names), index=None, format_func=names.__getitem__, placeholder=_("Alt")
)
if found := method.meanings(asked, group):
    drawing.table(found)
elif method.is_number(asked):
    told = _(
        "Ord forklares her. Hvor et tal står, kan slås op under ”Hvorfor er mit tal et andet?” på siden"
    )
    drawing.way(f"{told} ", (behind.way("succeskriterier"), _("Succeskriterier")), ".")
else:
    drawing.calm(_("Intet ord og intet tal passer. Prøv med et andet ord."))

report_screen.by_code()

drawing.heading(_("Svarprocenter"))
rates = view.rows(method.RESPONSE_RATES)
screen.figures(rates, _("Svarprocenter"), "svarprocenter", held="together")

drawing.heading(_("Kilder"))
drawing.table(method.documents())
with st.expander(_("Uoverensstemmelser i kilderne")):
    for source, doubts in method.discrepancies():
        st.subheader(source, anchor=False)
        drawing.table(doubts)

drawing.heading(_("Data"))
st.markdown(drawing.escape(method.quarantine_sentence(view.snapshot)))
for notice in method.notices(view.snapshot):
    st.caption(drawing.escape(notice))
with st.expander(_("Det, der er aftalt")):
    drawing.facts(method.agreed(view.snapshot))
with st.expander(_("Rækker og tomme celler")):
    drawing.table(method.row_counts(view.snapshot))
    drawing.table(method.missing_cells(view.snapshot))
with st.expander(_("Øjebliksbilledet")):
    drawing.facts(method.snapshot_facts(view.snapshot))
