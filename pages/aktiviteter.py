"""Aktiviteter og dokumenter: what do citizens take part in, and are reports and meetings done in time?"""

import streamlit as st

from dashboard import drawing
from dashboard.foundation.words import text as _
from dashboard.owner import screen
from dashboard.presenters import documented
from dashboard.presenters.section import only

view = screen.view()
rows = view.rows(documented.IDS)
names = {
    "aktiviteter": _("Aktiviteter"),
    "faser": _("Fase for fase"),
    "dokumenter": _("Dokumenter og møder"),
}
asked = drawing.choice(_("Spørgsmål"), names, "om")
if asked == "aktiviteter":
    drawing.heading(_("Hvilke aktiviteter deltager de i?"))
    st.caption(_("Forløb, der overlapper perioden. Timer og fremmøde står i hver række."))
    if screen.is_measured(found := only(rows, documented.ACTIVITIES)):
        drawing.lines(documented.activity_lines(found), names[asked])
        screen.table_and_csv(found, "aktiviteter")
elif asked == "faser":
    drawing.heading(_("I hvilken fase?"))
    st.caption(
        _("Ud af de forløb, der var i fasen i perioden. Sidst i hver celle: 95 %-intervallet.")
    )
    if screen.is_measured(phases := only(rows, [*documented.PHASES, *documented.IN_PHASE])):
        drawing.lines(documented.phase_lines(phases), names[asked])
        drawing.table(documented.where_table(phases))
        screen.table_and_csv(phases, "aktiviteter-faser")
else:
    drawing.heading(_("Er rapporter og møder gjort til tiden?"))
    papers = only(rows, documented.DOCUMENTS)
    screen.is_measured(papers)
    st.markdown(documented.document_sentence(papers))
    if table := documented.document_table(papers):
        drawing.table(table)
        st.caption(_("De forløb, der mangler et lige nu, står på siden ”Opfølgning”."))
        screen.table_and_csv(papers, "dokumenter")

    drawing.heading(_("Hvem holdes der samarbejdsmøde med?"))
    meetings = only(rows, documented.MEETINGS)
    st.caption(_("Andel af forløb med mindst ét afholdt samarbejdsmøde i perioden."))
    screen.figures(meetings, _("Hvem holdes der samarbejdsmøde med?"), "samarbejdsmoeder")
