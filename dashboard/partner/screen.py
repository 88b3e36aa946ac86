"""The parts of the municipalities' pages, drawn with Streamlit from one edition and nothing else.

There is no download button and no picture file: what those serve anybody could ask for.
"""

from collections.abc import Sequence
from contextvars import ContextVar
from dataclasses import dataclass

import streamlit as st

from dashboard import drawing
from dashboard.catalogue.row import FigureRow
from dashboard.editions.edition import Edition
from dashboard.foundation import words
from dashboard.foundation.words import text as _
from dashboard.presenters import figure_table, municipal, municipal_words
from dashboard.wording import quotation


@dataclass(frozen=True)
class Report:
    """What the running page shows: an edition, its rows in the reader's language, whom to ask."""

    edition: Edition
    rows: list[FigureRow]
    contact: str


_report: ContextVar[Report] = ContextVar("report")


def show(shown: Report) -> None:
    """Makes a report the one the running page shows."""
    _report.set(shown)


def report() -> Report:
    """The report the running page shows."""
    return _report.get()


def few(rows: Sequence[FigureRow]) -> None:
    """First on a page: how much of it cannot be shown, if anything."""
    if told := municipal_words.sparse(*municipal.hidden(rows)):
        drawing.calm(told)


def criterion_tiles() -> None:
    """The three criteria side by side, and one click away their table and how to quote them."""
    rows = report().rows
    criteria = municipal.criteria(rows)
    if summed_up := municipal.undecided(rows):
        st.markdown(summed_up)
    for column, criterion in zip(st.columns(len(criteria)), criteria, strict=True):
        with column:
            drawing.criterion_tile(criterion.row, criterion.told, criterion.not_yet)
    table_and_quotes(municipal.criteria_rows(rows), "loefter")


def part(shown: municipal.Part) -> None:
    """A heading, what its numbers say, the pictures, what is in doubt, the table and the quotes."""
    st.header(shown.heading, anchor=False)
    for said in filter(None, (shown.explanation, shown.reading)):
        st.caption(said)
    drawing.picture(shown.charts, shown.says, shown.marked, says_first=True)
    for reservation in shown.reservations:
        st.caption(reservation)
    _past(shown)
    table_and_quotes(shown.rows, shown.name)


def _past(shown: municipal.Part) -> None:
    """What was printed in 2016 and what is in doubt about it, for whoever asks."""
    if not shown.past:
        for told in shown.about_past:
            st.caption(told)
        return
    opened = st.expander(_("Ved siden af 2016"), key=f"past-{shown.name}", on_change="rerun")
    if opened.open:
        with opened:
            for chart in shown.past:
                st.vega_lite_chart(spec=chart, alt=shown.says)
            for told in shown.about_past:
                st.caption(told)


def comparison(shown: municipal.Part) -> None:
    """One source: what lies over and under it; one click away each figure beside its benchmark."""
    st.header(shown.heading, anchor=False)
    st.markdown(f"{shown.explanation} {shown.says}")
    if shown.shown:
        opened = st.expander(
            _("Hvert tal ved siden af kilden"), key=f"against-{shown.name}", on_change="rerun"
        )
        if opened.open:
            with opened:
                st.caption(shown.reading)
                drawing.picture(shown.charts, "", shown.shown)
                for row in shown.shown:
                    drawing.compared(row)
    table_and_quotes(shown.rows, shown.name)


def table_and_quotes(rows: Sequence[FigureRow], name: str) -> None:
    """The rows as a table, and a sentence each to copy; drawn when it is opened."""
    folded_under, heading = municipal_words.quoting(report().edition)
    opened = st.expander(folded_under, key=f"table-{name}", on_change="rerun")
    if opened.open:
        with opened:
            drawing.table(figure_table.of_figures(rows))
            if quotes := quotation.sentences(rows, report().edition):
                st.markdown(f"**{heading}**")
            for sentence in quotes:
                st.code(sentence, language=None, wrap_lines=True)


def ways_out(place: st.delta_generator.DeltaGenerator, *, has_report: bool) -> None:
    """Beside every page: the files of the whole report, and the way out."""
    language = words.language()
    if has_report:
        place.markdown(municipal_words.exports(language))
    place.markdown(municipal_words.way_out(language))
