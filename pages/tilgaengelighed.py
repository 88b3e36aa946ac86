"""Tilgængelighed: can everyone use the pages, and who is told where somebody cannot?"""

import streamlit as st

from dashboard import drawing
from dashboard.foundation.words import mark
from dashboard.presenters import accessibility

TRIED = (mark("Overblik"), mark("Succeskriterier"))

for heading, told in accessibility.statement("KeepGoing", TRIED, has_menu_groups=True):
    drawing.heading(heading)
    st.markdown(told)
