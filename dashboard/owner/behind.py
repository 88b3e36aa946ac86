"""The way from a count to the list of its courses: links, and the part they name in the address."""

from collections.abc import Mapping
from urllib.parse import urlencode

import streamlit as st

from dashboard.foundation import words
from dashboard.foundation.words import text as _
from dashboard.owner import filters

PAGE, PART = "forloebene", "del"


def links(parts: Mapping[str, str]) -> None:
    """One line of links to the courses of each part, with the reader's filters; parts: words by code."""
    if not parts:
        return
    chosen = {key: st.session_state[key] for key in filters.KEYS if st.session_state.get(key)}
    address = {PART: "", "lang": words.language()} | chosen
    told = [f"[{word}]({PAGE}?{urlencode(address | {PART: code})})" for code, word in parts.items()]
    st.caption(_("Se forløbene: {links}", links=" · ".join(told)))
