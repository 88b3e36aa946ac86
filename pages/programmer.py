"""Programmer: what is each of the three offers, and what becomes of its citizens?"""

from dataclasses import replace

import streamlit as st

from dashboard import drawing
from dashboard.foundation.words import text as _
from dashboard.owner import screen
from dashboard.presenters import programmes
from dashboard.presenters.section import only

everything = screen.view()
code = everything.scope.programme or drawing.choice(_("Tilbud"), programmes.names(), "tilbud")
view = replace(everything, scope=replace(everything.scope, programme=code))
rows = view.rows(programmes.IDS)
st.markdown(_(programmes.ABOUT[code]))
st.markdown(programmes.sentence(code, rows))

drawing.heading(_("Hvad bliver der af borgerne?"))
told = [*only(rows, programmes.PROMISES), *only(rows, programmes.DELIVERED)]
screen.figures(told, _("Hvad bliver der af borgerne?"), f"program-{code}")

drawing.heading(_("Hvordan slutter forløbene?"))
ends = programmes.most_used(rows, programmes.EXITS)
st.caption(_("De hyppigste slutårsager blandt forløb afsluttet i perioden."))
screen.figures(ends, _("Hvordan slutter forløbene?"), f"slut-{code}", is_part=True)
if others := programmes.other_ends(rows, ends):
    st.caption(others)

drawing.heading(_("Hvilke aktiviteter deltager de i?"))
used = programmes.most_used(rows, programmes.ACTIVITIES)
st.caption(_("Andel af forløb, der har deltaget mindst én gang i perioden."))
screen.figures(used, _("Hvilke aktiviteter deltager de i?"), f"aktiviteter-{code}", is_part=True)
