"""The parts of the municipalities' pages, drawn with Streamlit from one edition and nothing else.

There is no download button and no picture file: what those serve anybody could ask for.
"""

from collections.abc import Sequence
from contextvars import ContextVar
from dataclasses import dataclass

import streamlit as st

from dashboard import cite, drawing, municipal, partner_words, tables, words
from dashboard.catalogue import Row
from dashboard.edition import Edition
from dashboard.words import text as _


@dataclass(frozen=True)
class Report:
    """What the running page shows: an edition, its rows in the reader's language, whom to ask."""

    edition: Edition
    rows: list[Row]
    contact: str


_report: ContextVar[Report] = ContextVar("report")


def show(shown: Report) -> None:
    """Makes a report the one the running page shows."""
    _report.set(shown)


def report() -> Report:
    """The report the running page shows."""
    return _report.get()


def promise_tiles() -> None:
    """The three promises side by side, and one click away their table and how to quote them."""
    rows = report().rows
    promises = municipal.promises(rows)
    for column, promise in zip(st.columns(len(promises)), promises, strict=True):
        with column:
            drawing.criterion_tile(promise.row, promise.told, promise.not_yet)
    table_and_quotes(municipal.criteria_rows(rows), "loefter")


def part(shown: municipal.Part) -> None:
    """A heading with its pictures, their sentence, what is in doubt, the table and the quotes."""
    st.header(shown.heading, anchor=False)
    for said in filter(None, (shown.explanation, shown.reading)):
        st.caption(said)
    drawing.picture(shown.charts, shown.says, shown.rows, has_marks=shown.has_marks)
    for reservation in shown.reservations:
        st.caption(reservation)
    table_and_quotes(shown.rows, shown.name)


def table_and_quotes(rows: Sequence[Row], name: str) -> None:
    """The rows as a table, and a sentence each to copy; drawn when it is opened."""
    opened = st.expander(_("Tabel og ”Citér sådan”"), key=f"table-{name}", on_change="rerun")
    if opened.open:
        with opened:
            drawing.table(tables.of_figures(rows))
            if quotes := cite.sentences(rows, report().edition):
                st.markdown("**" + _("Citér sådan") + "**")
            for sentence in quotes:
                st.code(sentence, language=None, wrap_lines=True)


def ending() -> None:
    """What stands below every page: the files of the whole report, and the way out."""
    st.divider()
    st.markdown(partner_words.exports(words.language()))
