"""The municipalities' app: one municipality's newest report, and nothing else.

Who may see what comes from the ledger of links by way of partner_scope; no address, widget or
header of the reader can widen it. Streamlit runs this file from top to bottom on every visit.
"""

import logging

import streamlit as st

from dashboard import drawing, edition, partner_scope, partner_screen, partner_words, words
from dashboard.errors import DashboardError
from dashboard.navigation import PARTNER_PAGES
from dashboard.partner_screen import Report
from dashboard.partner_settings import Place
from dashboard.plain_page import TITLE
from dashboard.words import text as _

LOG = logging.getLogger(__name__)


def main() -> None:
    """Draws the language, the title and the header, and runs the page."""
    drawing.choose_language(st.sidebar.container())
    pages = {page.path: page for page in PARTNER_PAGES}
    chosen = drawing.navigation(PARTNER_PAGES)
    st.set_page_config(page_title=f"{chosen.title} · {TITLE}", layout="wide")
    with st.container(width=drawing.WIDTH):
        place, access = Place(), partner_scope.current()
        contact = drawing.escape(place.contact)
        st.title(partner_words.headed(access.municipality, chosen.title), anchor=False)
        expires_on = words.local_day(access.expires_at)
        try:
            found = edition.newest(place.editions, access.municipality, access.level)
        except DashboardError as error:  # its remedy is for whoever runs this, not for the reader
            LOG.error("report of %s (%s): %s", access.municipality, access.level, error)
            partner_screen.ways_out(st.sidebar, has_report=False)
            st.error(partner_words.cannot_be_shown(contact))
            return
        partner_screen.ways_out(st.sidebar, has_report=found is not None)
        if found is None:
            st.caption(partner_words.header_without_report(access, expires_on, contact))
            _nothing_yet(place, access.municipality)
            return
        st.caption(partner_words.header(found, expires_on, contact))
        st.caption(partner_words.rounding(found))
        if found.is_demo:
            st.badge(_("Demodata – personerne findes ikke"), color="violet")
        st.markdown(_(pages[chosen.url_path].question))
        partner_screen.show(Report(found, found.rows, contact))
        chosen.run()


def _nothing_yet(place: Place, municipality: str) -> None:
    today = words.today()
    is_published = any(place.editions.glob(f"*/*/{partner_words.closed_quarter(today)}"))
    sentences = partner_words.next_report(municipality, today, is_published=is_published)
    drawing.calm("\n\n".join(sentences))


main()
