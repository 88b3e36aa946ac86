"""The way from a count to the list of its courses: links, and what they name in the address."""

from collections.abc import Iterable, Mapping
from urllib.parse import urlencode

import streamlit as st

from dashboard import drawing
from dashboard.catalogue.row import FigureRow
from dashboard.foundation import terms, words
from dashboard.foundation.words import text as _
from dashboard.owner import filters
from dashboard.presenters import courses_behind

PAGE, FIGURE, KIND = "forloebene", "tal", "hvilke"


def links(lists: Mapping[tuple[str, str], str]) -> None:
    """One line of links to lists, with the reader's filters; lists: words by figure and kind."""
    if lists:
        ways = [(address(*named), word) for named, word in lists.items()]
        parts = [part for way_ in ways for part in (way_, " · ")][:-1]
        drawing.way(_("Se forløbene:"), " ", *parts, is_quiet=True)


def of(rows: Iterable[FigureRow]) -> dict[str, tuple[str, str]]:
    """The way to the courses of each figure that has a list: address and words, by figure."""
    openable = set(courses_behind.openable())
    return {
        row.id: (address(row.id, courses_behind.COUNTED, row.scope.programme), _("Se forløbene"))
        for row in rows
        if row.id in openable
    }


def address(figure: str, kind: str, programme: str | None = None) -> str:
    """Where the courses of a kind behind the figure are listed, of the programme a page is about."""
    own = {"program": terms.PROGRAMMES[programme]} if programme else {}
    return way(PAGE, **{FIGURE: figure, KIND: kind}, **own)


def way(page: str, **given: str) -> str:
    """The address of a page with the reader's language and filters."""
    chosen = {
        key: st.session_state[key]
        for key in filters.KEYS
        if key not in given and st.session_state.get(key)
    }
    return f"{page}?{urlencode(given | {'lang': words.language()} | chosen)}"
