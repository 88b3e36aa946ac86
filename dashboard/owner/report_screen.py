"""Files made when they are asked for, and a report found again by its code: parts of Rapporter and Data og metode."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from dashboard import drawing
from dashboard.catalogue.scope import Scope
from dashboard.foundation import words
from dashboard.foundation.errors import DashboardError
from dashboard.foundation.words import text as _
from dashboard.owner import screen, store
from dashboard.presenters import scope_words
from dashboard.reports import dated_notes, foreword, register, reopened

CODE = "kode"


def may_make() -> bool:
    """Whether files can be made; what keeps them from it is told before they are asked for."""
    home = store.data_folder()
    try:
        dated_notes.read(home)
        register.require_room(home)
    except DashboardError as error:
        drawing.calm(str(error))
        return False
    return True


def annual() -> None:
    """The evaluation of a year, of all courses whatever the filters."""
    view = screen.view()
    years = _years()
    drawing.heading(_("Årsrapport"))
    st.markdown(
        _(
            "Hele evalueringen som PDF, af alle kommuner uanset filtre: løfterne, landstallene, borgerne, svarene "
            "og hvert tal med n."
        )
    )
    is_over = (view.snapshot.data_to.month, view.snapshot.data_to.day) == (12, 31)
    last_whole = 0 if is_over or len(years) == 1 else 1
    year = st.selectbox(_("År"), years, index=last_whole, format_func=str, key="aar")
    if not _is_printable(year):
        return
    language = "" if words.language() == words.DEFAULT else f"-{words.language()}"
    st.download_button(
        _("Hent årsrapporten {year} (PDF)", year=year),
        data=_later("annual", view.warehouse, year),
        file_name=screen.file_name(f"keepgoing-{year}{language}", "pdf"),
        mime="application/pdf",
        on_click="ignore",
        key="annual",
    )
    if year == view.snapshot.data_to.year:
        told = _("Året er ikke omme: data går til {day}.", day=words.day(view.snapshot.data_to))
        st.caption(told)


def _is_printable(year: int) -> bool:
    """Whether the owner's own words can stand in the report; says which they are, or what is wrong with them."""
    home = store.data_folder()
    try:
        own = foreword.paragraphs(home, year)
        notes = dated_notes.told(dated_notes.read(home))
        foreword.require_printable([*own, *notes], screen.view().snapshot.data_to)
    except DashboardError as error:
        drawing.calm(str(error))
        return False
    file = foreword.name(year)
    told = (
        _("Forordet i {file} kommer med.", file=file)
        if own
        else _("Skriv et forord i {file} i datamappen.", file=file)
    )
    noted = _("Daterede noter skrives i {notes} samme sted.", notes=dated_notes.NAME)
    st.caption(f"{told} {noted}")
    return True


def workbook() -> None:
    """Every figure of the scope."""
    view = screen.view()
    drawing.heading(_("Alle tal som regneark"))
    st.markdown(scope_words.in_words(view.scope))
    if not any(row.value for row in view.rows(("citizens",))):
        drawing.calm(_("Der er ingen forløb i det valgte."))
        return
    st.download_button(
        _("Hent alle tal (XLSX)"),
        data=_later("workbook", view.warehouse, view.scope),
        file_name=screen.file_name(f"keepgoing-tal {scope_words.chosen(view.scope)}", "xlsx"),
        mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        on_click="ignore",
        key="workbook",
    )


def by_code() -> None:
    """A report's figures as they were and as they are, by the code that stands on it."""
    drawing.heading(_("Har tallene i en rapport ændret sig?"))
    code = st.text_input(
        _("Rapportens kode"), key=CODE, bind="query-params", placeholder="KG-7F3K-2QXD"
    )
    if not code:
        return
    told, lines = reopened.of_municipality(store.data_folder(), code)
    if told:
        st.markdown(drawing.escape(told))
        drawing.table(lines)
        return
    try:
        found = reopened.reopened(store.data_folder(), code)
    except DashboardError as error:
        drawing.calm(str(error))
        return
    st.caption(reopened.heading(found))
    st.markdown(f"**{reopened.answer(found)}**")
    lines = reopened.table(found)
    drawing.table(lines)
    if lines:
        screen.download_words(lines, "aendrede-tal")


def _years() -> list[int]:
    """From the first course's to the data's, newest first."""
    view = screen.view()
    first = view.query("started_courses", **Scope().parameters())["first_started_on"].item()
    last = view.snapshot.data_to.year
    return list(range(last, (first.year if first else last) - 1, -1))


def _later(what: str, *given: Any) -> Callable[[], bytes]:
    """What is made when the button is pressed, by then outside the page, in the language the reader has now."""
    language, home = words.language(), store.data_folder()

    def made() -> bytes:
        from dashboard.reports import (
            making,  # a compiler: whoever makes no report does not wait for it
        )

        with words.speaking(language):
            return bytes(getattr(making, what)(home, *given))

    return made
