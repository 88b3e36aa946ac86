"""Bestilling og match: what do orders ask for, who is matched with whom, and how does it go?"""

import streamlit as st

from dashboard import drawing
from dashboard.foundation.words import text as _
from dashboard.owner import screen
from dashboard.presenters import orders
from dashboard.presenters.section import by_id, each_figure, only

view = screen.view()
rows = view.rows(orders.ids())
figures = by_id(rows)
names = {"bestilling": _("Bestilling"), "match": _("Match")}
if drawing.choice(_("Spørgsmål"), names, "om") == "bestilling":
    for section in orders.sections():
        screen.section(section.filled(rows))

    st.header(_("Hvordan går det ved hvert behov?"), anchor=False)
    screen.is_measured(by_need := only(rows, orders.BY_NEED))
    if table := orders.need_table(figures):
        drawing.table(table)
        st.caption(
            _(
                "Første kolonne er ud af de forløb, der er gamle nok til at blive bedømt, de to andre ud af de "
                "afsluttede; med 95 %-interval. En borger kan have flere behov, og forskellene viser ikke effekt."
            )
        )
        screen.table_and_csv(by_need, "behov-udfald")
else:
    st.header(_("Når ønsket til mentor er opfyldt – og når det ikke er"), anchor=False)
    screen.is_measured(match := only(rows, orders.MATCHING))
    if table := orders.wish_table(figures):
        drawing.table(table)
        st.caption(
            _(
                "Kemi: borgernes svar, givet for et bestemt forløb. Resten: forløb afsluttet i perioden. En "
                "sammenligning viser ikke effekt: forløbene kan være forskellige på andre måder."
            )
        )
        screen.table_and_csv(match, "match")

    st.header(_("Betyder det noget, om mentoren har samme køn?"), anchor=False)
    if screen.is_measured(gender := only(rows, ["same_gender_share", *orders.GENDER])):
        drawing.table(orders.gender_table(figures))
        st.caption(each_figure(gender[:1]))
        screen.table_and_csv(gender, "match-koen")
