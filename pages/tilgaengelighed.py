"""Tilgængelighed: can everyone use the pages, and who is told where somebody cannot?"""

import streamlit as st

from dashboard.presenters import accessibility

for heading, told in accessibility.statement("KeepGoing"):
    st.header(heading, anchor=False)
    st.markdown(told)
