"""Overblik: are the three promises kept for our citizens, what did they get, and how did it go?"""

import streamlit as st

from dashboard import drawing
from dashboard.partner import screen
from dashboard.presenters import municipal, municipal_recent, municipal_words

edition = screen.edition()
if not_yet := municipal_words.not_yet(edition):
    drawing.calm(not_yet)
screen.promises()
for told in filter(None, (municipal_words.missing(edition), municipal_words.firm(edition))):
    st.markdown(told)
for part in (*municipal.became(edition), *municipal_recent.recent(edition, drawing.colours())):
    screen.part(part)
