"""The parts of the municipalities' pages, drawn with Streamlit from one edition and nothing else.

There is no download button and no picture file: what those serve anybody could ask for.
"""

from collections.abc import Mapping, Sequence
from contextvars import ContextVar

import streamlit as st

from dashboard import drawing
from dashboard.catalogue.row import FigureRow
from dashboard.editions.edition import Edition
from dashboard.foundation import words
from dashboard.foundation.words import text as _
from dashboard.presenters import figure_table, municipal, municipal_method, municipal_words
from dashboard.wording import quotation

_edition: ContextVar[Edition] = ContextVar("edition")
_contact: ContextVar[str] = ContextVar("contact")


def show(shown: Edition) -> None:
    """Makes a report the one the running page shows."""
    _edition.set(shown)


def edition() -> Edition:
    """The report the running page shows."""
    return _edition.get()


def ask(contact: str) -> None:
    """Makes somebody the one the readers of the running page are told to ask."""
    _contact.set(contact)


def contact() -> str:
    """Whom the readers of the running page are told to ask."""
    return _contact.get()


def promises() -> None:
    """The criteria side by side, and one click away their table and how to quote them."""
    found = municipal_words.promise_tiles(edition())
    if not found:
        return
    st.caption(municipal_method.around())
    drawing.tiles(found)
    table_and_quotes(municipal.promised(edition().rows))


def part(shown: municipal.Part) -> None:
    """A heading, what its numbers say, the numbers, and one click away how to quote them."""
    drawing.heading(shown.heading)
    if shown.explanation:
        st.caption(shown.explanation)
    if shown.says:
        st.markdown(shown.says)
    if shown.chart:
        drawing.chart(shown.chart, shown.says)
    else:
        _numbers(shown)
    for told in shown.remarks:
        st.caption(told)
    table_and_quotes(shown)


def questions(shown: municipal.Part) -> None:
    """Each question with its answers in one table, and one click away how to quote them."""
    if shown.explanation:
        st.caption(shown.explanation)
    if edition().groups:
        st.caption(municipal_method.around())
    headings = {
        id_: f"{heading} {shown.sums.get(heading, '')}".strip()
        for id_, heading in shown.groups.items()
    }
    numbers(shown.rows, shown.heading, headings, whose=_("Svar"))
    table_and_quotes(shown)


def _numbers(shown: municipal.Part) -> None:
    """The rows as lines; those under a folded heading come when it is opened."""
    at_once = [row for row in shown.rows if row.id not in shown.folded]
    numbers(at_once, shown.heading, shown.groups)
    for heading in dict.fromkeys(shown.folded.values()):
        rows = [row for row in shown.rows if shown.folded.get(row.id) == heading]
        opened = st.expander(heading, key=f"rest-{shown.name}", type="compact", on_change="rerun")
        if opened.open and rows:
            with opened:
                numbers(rows, heading, {})


def numbers(
    rows: Sequence[FigureRow], about: str, groups: Mapping[str, str], whose: str = ""
) -> None:
    """Rows as lines with their intervals; whose: the numbers are, the citizens' where it is not said."""
    found = edition()
    drawing.figures(
        rows, about, held="together", groups=groups or None,
        meaning=lambda row: municipal_method.definition(row, found), whose=whose or _("Jeres borgere"),
    )  # fmt: skip


def table_and_quotes(shown: municipal.Part) -> None:
    """A sentence each to copy, and of a picture the rows as a table; drawn when it is opened.

    Of rows under several headings those under one at a time.
    """
    folded_under = municipal_words.quoting(shown.heading, is_exact=shown.is_exact)
    opened = st.expander(folded_under, key=f"table-{shown.name}", type="compact", on_change="rerun")
    if opened.open:
        with opened:
            if shown.chart:
                drawing.table(figure_table.of_figures(shown.rows))
            quoted = _chosen(shown), edition(), shown.caveats
            st.caption(_("Til et notat"))
            for sentence in quotation.memo(*quoted):
                st.code(sentence, language=None, wrap_lines=True)
            st.caption(_("Med forklaring"))
            for sentence in quotation.sentences(*quoted):
                st.code(sentence, language=None, wrap_lines=True)


def _chosen(shown: municipal.Part) -> Sequence[FigureRow]:
    """The rows under the heading the reader chose, first those under the first."""
    headings = list(dict.fromkeys(shown.groups[row.id] for row in shown.rows if shown.groups))
    if len(headings) < 2:
        return shown.rows
    asked = st.selectbox(_("Hvilke tal?"), headings, key=f"quoted-{shown.name}")
    return [row for row in shown.rows if shown.groups[row.id] == asked]


def ways_out(place: st.delta_generator.DeltaGenerator, report: Edition | None) -> None:
    """Beside every page: the files of the whole report, and the way out."""
    language = words.language()
    if report:
        place.markdown(municipal_words.exports(language, report.report_code))
    place.markdown(municipal_words.way_out(language))
