"""The way from a count to the list of its courses: links, and what they name in the address."""

from collections.abc import Mapping
from urllib.parse import urlencode

import streamlit as st

from dashboard.foundation import words
from dashboard.foundation.words import text as _
from dashboard.owner import filters

PAGE, FIGURE, KIND = "forloebene", "tal", "hvilke"


def links(lists: Mapping[tuple[str, str], str]) -> None:
    """One line of links to lists, with the reader's filters; lists: words by figure and kind."""
    if lists:
        told = [f"[{word}]({address(*named)})" for named, word in lists.items()]
        st.caption(_("Se forløbene: {links}", links=" · ".join(told)))


def address(figure: str, kind: str) -> str:
    """Where the courses of a kind behind the figure are listed, with the reader's filters."""
    chosen = {key: st.session_state[key] for key in filters.KEYS if st.session_state.get(key)}
    return f"{PAGE}?{urlencode({FIGURE: figure, KIND: kind, 'lang': words.language()} | chosen)}"
