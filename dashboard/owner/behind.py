"""The way from a count to the list of its courses: links, and what they name in the address."""

from collections.abc import Iterable, Mapping
from urllib.parse import parse_qsl, quote, urlencode

import streamlit as st

from dashboard import drawing
from dashboard.catalogue.row import FigureRow
from dashboard.foundation import terms, words
from dashboard.foundation.words import text as _
from dashboard.owner import filters
from dashboard.presenters import courses_behind
from dashboard.web import shell
from dashboard.web.navigation import PAGES

PAGE, FIGURE, KIND, FROM = "forloebene", "tal", "hvilke", "fra"
HOME = "overblik"  # what the first page is called where an address names it


def links(lists: Mapping[tuple[str, str], str]) -> None:
    """One line of links to lists, with the reader's filters; lists: words by figure and kind."""
    if lists:
        first, *others = [(address(*named), word) for named, word in lists.items()]
        parts = [part for other in others for part in (" · ", other)]
        named = (first[0], _("Se forløbene: {which}", which=first[1]))
        drawing.way(named, *parts, is_quiet=True)


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
    return way(PAGE, **{FIGURE: figure, KIND: kind}, **own, **{FROM: _here()})


def _here() -> str:
    """The page one is on with what was chosen on it: where the list leads back to."""
    chosen = _without_filters()
    page = st.session_state.get("page") or HOME
    return f"{page}?{urlencode(chosen)}" if chosen else page


def back() -> None:
    """On a list the way back to the page it was opened from; none where it was opened from no page."""
    page, _mark, chosen = st.query_params.get(FROM, "").partition("?")
    titles = {each.path or HOME: each.title for each in PAGES}
    if page in titles:
        address_ = way("" if page == HOME else page, **dict(parse_qsl(chosen)))
        drawing.way((address_, _("← Tilbage til {page}", page=_(titles[page]))), is_quiet=True)


def way(page: str, /, **given: str) -> str:
    """The address of a page with the reader's language and filters."""
    chosen = {
        key: filters.shown(st.session_state[key])
        for key in filters.KEYS
        if key not in given and st.session_state.get(key)
    }
    return page_of(page, **given, **chosen)


def unfiltered(page: str) -> str:
    """The address of the page one is on with what was chosen on it, without filters."""
    return page_of(page, **_without_filters())


def _without_filters() -> dict[str, str]:
    return {k: v for k, v in st.query_params.items() if k not in (*filters.KEYS, "lang")}


def page_of(page: str, /, **query: str) -> str:
    """The address of a page in the reader's language, without filters."""
    told = urlencode(query | in_language(), quote_via=quote)
    return f"{page}?{told}" if told else page or "."


def in_language() -> dict[str, str]:
    """The reader's language for an address, where the browser does not ask for it by itself.

    What the browser asks for would be taken out of the address again, as a step of its own for Back.
    """
    is_own = words.language() == shell.of_browser(st.context.locale or "")
    return {} if is_own else {"lang": words.language()}
