"""The municipalities' app: one municipality's newest report, and nothing else.

Who may see what comes from the link register by way of scope.py; no address, widget or
header of the reader can widen it. Streamlit runs this file from top to bottom on every visit.
"""

import logging
from pathlib import Path

import streamlit as st

from dashboard import drawing
from dashboard.editions import edition
from dashboard.editions.edition import Edition
from dashboard.foundation import words
from dashboard.foundation.errors import DashboardError
from dashboard.foundation.quarters import Quarter
from dashboard.foundation.words import text as _
from dashboard.partner import scope, screen
from dashboard.partner.deployment import Deployment
from dashboard.presenters import municipal_words
from dashboard.web.navigation import PARTNER_PAGES
from dashboard.web.plain_page import TITLE

LOG = logging.getLogger(__name__)


def main() -> None:
    """Draws the language, the title and the header, and runs the page."""
    drawing.choose_language(st.sidebar.container())
    pages = {page.path: page for page in PARTNER_PAGES}
    chosen = drawing.navigation(PARTNER_PAGES)
    st.set_page_config(page_title=f"{chosen.title} · {TITLE}", layout="wide")
    with st.container(width=drawing.WIDTH):
        deployment, access = Deployment.from_environment(), scope.current()
        contact = drawing.escape(deployment.contact)
        st.title(municipal_words.headed(access.municipality, chosen.title), anchor=False)
        screen.ask(contact)
        expires_on = words.local_day(access.expires_at)
        try:
            found = edition.newest(deployment.editions, access.municipality, access.level)
        except DashboardError as error:  # its remedy is for whoever runs this, not for the reader
            LOG.error("report of %s (%s): %s", access.municipality, access.level, error)
            screen.ways_out(st.sidebar, None)
            st.error(municipal_words.cannot_be_shown(contact))
            if not pages[chosen.url_path].needs_report:
                chosen.run()
            return
        screen.ways_out(st.sidebar, found)
        st.caption(municipal_words.header(access, found, expires_on, contact))
        page = pages[chosen.url_path]
        if found is None and page.needs_report:
            _nothing_yet(deployment.editions, access.municipality)
            return
        if found:
            _what_it_is(found)
            screen.show(found)
        st.markdown(_(page.question))
        chosen.run()


def _what_it_is(found: Edition) -> None:
    with st.container(horizontal=True, gap="small"):
        if found.is_demo:
            st.badge(_("Demodata – personerne findes ikke"), color="violet")
        if found.is_revised:
            st.badge(_("Revideret"), color="gray")


def _nothing_yet(editions: Path, municipality: str) -> None:
    today = words.today()
    is_published = any(editions.glob(f"*/*/{Quarter.of(today) - 1}"))
    sentences = municipal_words.next_report(municipality, today, is_published=is_published)
    drawing.calm("\n\n".join(sentences))


main()
