"""Borgernes ord: what do citizens themselves write? For the owner alone, without saying whose it is."""

import streamlit as st

from dashboard import drawing
from dashboard.foundation.words import plural
from dashboard.foundation.words import text as _
from dashboard.owner import screen
from dashboard.presenters import own_words

st.caption(own_words.caption())
comments = screen.view().query("comments").to_dicts()
if not comments:
    drawing.calm(_("Udtrækket har ingen svar på de åbne spørgsmål."))
for question, heading in own_words.questions().items():
    found = own_words.of(comments, question)
    if found:
        drawing.heading(heading)
        st.caption(plural("{n} svar", "{n} svar", len(found)))
        named = _("Vis svarene på ”{question}”", question=heading)
        opened = st.expander(named, key=f"ord-{question}", on_change="rerun")
        if opened.open:
            with opened:
                for text in found:
                    st.text(f"– {text}")  # as written: nothing in it is markup
