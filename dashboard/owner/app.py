"""The owner app's script: language, the pinned snapshot, filters, and the page that was asked for.

Streamlit runs this file from top to bottom on every visit and every change of a filter.
"""

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from dashboard import drawing
from dashboard.catalogue.scope import Scope
from dashboard.foundation import words
from dashboard.foundation.errors import DashboardError, NoSnapshot
from dashboard.foundation.words import text as _
from dashboard.owner import behind, chart_files, filters, screen, secure_start, store, warming
from dashboard.owner.store import View
from dashboard.web.navigation import PAGES, Page
from dashboard.web.plain_page import TITLE


def main() -> None:
    """Draws the sidebar and runs the page."""
    try:
        secure_start.demand()
        warming.wait()
    except DashboardError as error:
        st.error(str(error))
        st.stop()
    drawing.choose_language(st.sidebar)
    pages = {page.path: page for page in PAGES}
    chosen = drawing.navigation(PAGES)
    if st.session_state.get("page") != chosen.url_path:  # what is opened is written down by visit
        st.session_state["page"] = chosen.url_path
        st.session_state["visit"] = st.session_state.get("visit", 0) + 1
    st.set_page_config(page_title=f"{chosen.title} · {TITLE}", layout="wide")
    if secure_start.rules() is not None:
        st.sidebar.button(_("Log ud"), on_click=st.logout)
    with st.container(width=drawing.WIDTH):
        st.title(chosen.title, anchor=False)  # first, so that it is seen first
        if not secure_start.is_in(st.user.to_dict()):
            drawing.calm(_("Dit login er udløbet. Genindlæs siden, og log ind igen."))
            st.stop()
        line = st.container(horizontal=True)
        try:
            view = prepare(line, chosen, is_filtered=pages[chosen.url_path].is_filtered)
        except DashboardError as error:
            say_what_is_missing(error, pages[chosen.url_path])
            if not pages[chosen.url_path].needs_report:
                chosen.run()
        else:
            screen.show(view)
            screen.say_scope()
            say_what_is_special(view)
            st.markdown(_(pages[chosen.url_path].question))
            drawing.begin()
            chosen.run()
            chart_files.offer(chosen.title)


def prepare(
    line: st.delta_generator.DeltaGenerator, page: StreamlitPage, *, is_filtered: bool
) -> View:
    """Pins the snapshot for this run and reads the filters, which stand side by side in the line.

    is_filtered: whether the page heeds them.
    """
    warehouse, damage = store.pinned()
    everything = View(warehouse, Scope(), damage)
    given = filters.options(everything.query("filter_values"), warehouse.snapshot.data_to)
    unknown = filters.read_address(given, page)
    with line:
        scope = filters.choose(given, is_used=is_filtered)
        if warehouse.snapshot.is_demo:
            st.badge(_("Demodata – personerne findes ikke"), color="violet")
    if st.session_state.pop(filters.REFUSED, False):
        st.warning(_("Det ligner et CPR-nummer og er slettet, også i adressen."))
    for name in unknown:
        drawing.calm(
            _(
                "Filteret ”{name}” i adressen passer ikke på noget i data og er ikke brugt.",
                name=name,
            )
        )
    return View(warehouse, scope if is_filtered else Scope(), damage)


def say_what_is_missing(error: DashboardError, page: Page) -> None:
    """Nothing to show: why not, and where one's own files come in."""
    if not isinstance(error, NoSnapshot):
        st.error(str(error))
    elif page.needs_report:
        drawing.calm(_("Der er ikke udgivet data endnu."))
        drawing.way(
            _("Læg jeres egne filer ind på siden"),
            " ",
            (behind.page_of("indlaes"), _("Indlæs data")),
            ".",
        )


def say_what_is_special(view: View) -> None:
    """Old data, a damaged snapshot: said on every page."""
    if view.damage:
        st.warning(
            view.damage
            + " "
            + _("Her vises i stedet data til {day}.", day=words.day(view.snapshot.data_to))
        )
    if not view.snapshot.is_demo and store.is_stale(view.snapshot, words.today()):
        age = words.number((words.today() - view.snapshot.data_to).days)
        is_new = words.local_day(view.snapshot.published_at) == words.today()
        st.warning(
            _("Det nyeste i de data, der lige er udgivet, er {n} dage gammelt.", n=age)
            if is_new
            else _("Data er {n} dage gamle; udgiv et nyt udtræk.", n=age)
        )


main()
