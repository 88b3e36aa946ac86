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

    told = _(
        "Første kolonne er ud af de forløb, der er gamle nok til at blive bedømt, de to andre ud af de "
        "afsluttede; med 95 %-interval. En borger kan have flere behov, og forskellene viser ikke effekt."
    )
    heading, by_need = _("Hvordan går det ved hvert behov?"), only(rows, orders.BY_NEED)
    screen.table_in_words(heading, by_need, orders.need_table(figures), told, "behov-udfald")
else:
    told = _(
        "Kemi: borgernes svar, givet for et bestemt forløb. Resten: forløb afsluttet i perioden. En "
        "sammenligning viser ikke effekt: forløbene kan være forskellige på andre måder."
    )
    heading = _("Når ønsket til mentor er opfyldt – og når det ikke er")
    match = only(rows, orders.MATCHING)
    screen.table_in_words(heading, match, orders.wish_table(figures), told, "match")

    drawing.heading(_("Betyder det noget, om mentoren har samme køn?"))
    if screen.is_measured(gender := only(rows, ["same_gender_share", *orders.GENDER])):
        drawing.table(orders.gender_table(figures))
        st.caption(each_figure(gender[:1]))
        screen.table_and_csv(gender, "match-koen")
