"""What a page shows over time, and the owner's dated notes beside it."""

from collections.abc import Sequence

import streamlit as st

from dashboard import drawing
from dashboard.foundation.errors import DashboardError
from dashboard.foundation.words import text as _
from dashboard.owner import screen, store
from dashboard.presenters import figure_table, quarters
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


def quarter_by_quarter(ids: Sequence[str], name: str) -> None:
    """Figures over the quarters of the scope, one click away: a small chart each, a sentence, and the table."""
    opened = st.expander(_("Kvartal for kvartal"), key=name, on_change="rerun")
    if not opened.open:
        return
    with opened:
        rows = screen.view().by_quarter(ids)
        read = quarters.how_to_read(rows)
        for chart, says in quarters.charts(rows, drawing.colours()):
            drawing.chart(chart, f"{says} {read}", _("Kvartal for kvartal"))
        drawing.picture([], quarters.sentence(rows), rows)
        if read:
            st.caption(read)
        say()
        drawing.table(figure_table.of_figures(rows))
        screen.download(rows, name)
