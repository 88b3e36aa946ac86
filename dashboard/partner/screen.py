"""The parts of the municipalities' pages, drawn with Streamlit from one edition and nothing else.

There is no download button and no picture file: what those serve anybody could ask for.
"""

from contextvars import ContextVar
from dataclasses import dataclass

import streamlit as st

from dashboard import drawing
from dashboard.catalogue.row import FigureRow
from dashboard.charts.interval_charts import target_strip
from dashboard.editions.edition import Edition
from dashboard.foundation import words
from dashboard.foundation.words import text as _
from dashboard.presenters import figure_table, municipal, municipal_words
from dashboard.wording import figure_words, judgements, quotation, sources


@dataclass(frozen=True)
class Report:
    """What the running page shows: an edition, and whom to ask."""

    edition: Edition
    contact: str


_report: ContextVar[Report] = ContextVar("report")


def show(shown: Report) -> None:
    """Makes a report the one the running page shows."""
    _report.set(shown)


def report() -> Report:
    """The report the running page shows."""
    return _report.get()


def promises() -> None:
    """The criteria side by side, and one click away their table and how to quote them."""
    rows = report().edition.rows
    found = municipal.promises(rows)
    if not found:
        return
    for column, (row, small_print) in zip(st.columns(len(found)), found, strict=True):
        with column:
            _tile(row, small_print)
    table_and_quotes(municipal.promised(rows))


def _tile(row: FigureRow, small_print: str) -> None:
    """One criterion: counted, drawn and judged in words; what one municipality has gets no colour."""
    with st.container(border=True, height="stretch"):
        st.markdown(f"**{row.label}**  \n{judgements.target(row)}")
        st.markdown(
            f"## {figure_words.of_n(row)} :small[({figure_words.interval(row)})]", anchors=False
        )
        strip = target_strip(figure_words.on_target(row), drawing.colours())
        st.vega_lite_chart(spec=strip, alt=judgements.criterion_alt(row))
        st.markdown(judgements.judgement(row))
        st.caption(small_print)


def part(shown: municipal.Part) -> None:
    """A heading, what its numbers say, the pictures, what they are held against, table and quotes."""
    st.header(shown.heading, anchor=False)
    if shown.explanation:
        st.caption(shown.explanation)
    if shown.says:
        st.markdown(shown.says)
    count = len(shown.charts)
    places = (
        st.columns(count) if shown.is_beside and count else [st.container() for _i in range(count)]
    )
    for (title, chart), place in zip(shown.charts, places, strict=True):
        if title:
            place.markdown(f"**{title}**")
        place.vega_lite_chart(spec=chart, alt=shown.alt)
    for told in (*shown.notes, *([] if shown.is_exact else shown.beside)):
        st.caption(told)
    if shown.charts and (marks := sources.marks(shown.rows)):
        st.caption(
            _(
                "Mærker i figuren: {marks}. {grades}",
                marks=marks,
                grades=sources.grades_of(shown.rows),
            )
        )
    table_and_quotes(shown)


def table_and_quotes(shown: municipal.Part) -> None:
    """The rows as a table, and a sentence each to copy; drawn when it is opened."""
    folded_under, heading = municipal_words.quoting(is_exact=shown.is_exact)
    opened = st.expander(folded_under, key=f"table-{shown.name}", on_change="rerun")
    if opened.open:
        with opened:
            drawing.table(figure_table.of_figures(shown.rows))
            for told in shown.beside if shown.is_exact else ():
                st.caption(told)
            if quotes := quotation.sentences(shown.rows, report().edition):
                st.markdown(f"**{heading}**")
            for sentence in quotes:
                st.code(sentence, language=None, wrap_lines=True)


def ways_out(place: st.delta_generator.DeltaGenerator, report: Edition | None) -> None:
    """Beside every page: the files of the whole report, and the way out."""
    language = words.language()
    if report:
        place.markdown(municipal_words.exports(language, report.report_code))
    place.markdown(municipal_words.way_out(language))
