"""Tilgængelighed: can everyone use the pages, and who is told where somebody cannot?"""

import streamlit as st

from dashboard import drawing
from dashboard.foundation.words import mark
from dashboard.partner import screen
from dashboard.presenters import accessibility

TRIED = (mark("Overblik"),)

for heading, told in accessibility.statement(screen.contact(), TRIED, has_menu_groups=False):
    drawing.heading(heading)
    st.markdown(told)
