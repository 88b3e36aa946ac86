"""The owner app's script: language, the pinned snapshot, filters, and the page that was asked for.

Streamlit runs this file from top to bottom on every visit and every change of a filter.
"""

import streamlit as st

from dashboard import drawing
from dashboard.catalogue.scope import Scope
from dashboard.foundation import words
from dashboard.foundation.errors import DashboardError, NoSnapshot
from dashboard.foundation.words import text as _
from dashboard.owner import filters, screen, secure_start, store, warming
from dashboard.owner.store import View
from dashboard.web.navigation import PAGES
from dashboard.web.plain_page import TITLE


def main() -> None:
    """Draws the sidebar and runs the page."""
    try:
        secure_start.demand()
        warming.wait()
    except DashboardError as error:
        st.error(str(error))
        st.stop()
    choices, languages = st.sidebar.container(), st.sidebar.container()
    drawing.choose_language(languages)
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
        try:
            view = prepare(choices)
        except NoSnapshot:
            drawing.calm(_("Der er ikke udgivet data endnu."))
            st.code("python -m dashboard publish " + _("MAPPE"), language="bash")
        except DashboardError as error:
            st.error(str(error))
        else:
            screen.show(view)
            say_what_is_special(view)
            screen.opening(_(pages[chosen.url_path].question))
            chosen.run()


def prepare(choices: st.delta_generator.DeltaGenerator) -> View:
    """Pins the snapshot for this run and reads the filters."""
    warehouse, damage = store.pinned()
    everything = View(warehouse, Scope(), damage)
    given = filters.options(everything.query("filter_values"), warehouse.snapshot.data_to)
    unknown = filters.unknown_values(given)
    filters.name_codes(given)
    with choices:
        scope = filters.choose(given)
    for name in unknown:
        drawing.calm(
            _(
                "Filteret ”{name}” i adressen passer ikke på noget i data og er ikke brugt.",
                name=name,
            )
        )
    return View(warehouse, scope, damage)


def say_what_is_special(view: View) -> None:
    """Demo data, old data, a damaged snapshot: said on every page."""
    if view.damage:
        st.warning(
            view.damage
            + " "
            + _("Her vises i stedet data til {day}.", day=words.day(view.snapshot.data_to))
        )
    if view.snapshot.is_demo:
        st.badge(_("Demodata – personerne findes ikke"), color="violet")
    elif store.is_stale(view.snapshot, words.today()):
        age = (words.today() - view.snapshot.data_to).days
        st.warning(_("Data er {n} dage gamle; udgiv et nyt udtræk.", n=words.number(age)))


main()
