"""The owner's dated notes beside what a page shows over time."""

import streamlit as st

from dashboard import drawing
from dashboard.foundation.errors import DashboardError
from dashboard.owner import screen, store
from dashboard.reports import dated_notes

MOST = 5  # the newest: a page is no diary


def say() -> None:
    """The newest notes of the scope's period, a line each; what is wrong with the file, where something is."""
    view = screen.view()
    try:
        notes = dated_notes.read(store.data_folder())
    except DashboardError as error:
        st.caption(drawing.escape(str(error)))
        return
    scope = view.scope
    last = min(scope.period_to or view.snapshot.data_to, view.snapshot.data_to)
    for told in dated_notes.told(dated_notes.within(notes, scope.period_from, last)[-MOST:]):
        st.caption(drawing.escape(told))
