"""What both apps draw rows with, in Streamlit: tile, charts, table, comparison, and the language.

Nothing here knows a snapshot: the municipalities' app, which has none, draws with the same parts.
"""

import re
from collections.abc import Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, field

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from dashboard.catalogue.row import FigureRow
from dashboard.charts import figure_rows, flow_charts, grammar, linked_words
from dashboard.charts import tiles as tile
from dashboard.charts.strips import Line, Table
from dashboard.foundation import words
from dashboard.foundation.words import text as _
from dashboard.presenters import figure_lines
from dashboard.presenters import tiles as criterion_tiles
from dashboard.web import page_script, shell
from dashboard.web.navigation import Page
from dashboard.wording import figure_words

WIDTH = 1120  # pixels of one column of thought
MARKDOWN = re.compile(r"([\\`*_\[\]$<>|~#!&])")
REPORT_CODE = re.compile(r"\bKG-\w{4}-\w{4}\b")
LIST_NUMBER = re.compile(r"^(\d+)([.)])")
LIST_MARK = re.compile(r"^([-+=])(?=\s|$|[-=])")  # of an item, or a line under a heading


@dataclass(frozen=True)
class Chart:
    """A chart of a page with what it shows in words, and what it is of and from."""

    spec: grammar.Spec
    says: str
    about: str
    published: str  # the document; "" for what is counted here alone
    is_own: bool  # whether any of it is counted here


@dataclass
class _Page:
    chosen: list[tuple[str, str]] = field(default_factory=list)  # below which heading, and what
    heading: str = ""  # the last
    charts: list[Chart] = field(default_factory=list)


_page: ContextVar[_Page] = ContextVar("page")


def colours() -> grammar.Ink:
    """The charts' inks for the reader's theme."""
    return grammar.ink(st.context.theme.type)


def warm() -> None:
    """Builds the template of every chart both apps draw, so that no reader waits for Altair."""
    for colours_ in (grammar.LIGHT, grammar.DARK):
        flow_charts.stacked_counts([], colours_)


def navigation(pages: Sequence[Page]) -> StreamlitPage:
    """The menu in the reader's language; gives the page that was asked for."""
    groups: dict[str, list[StreamlitPage]] = {}
    for page in pages:
        shown = st.Page(
            page.file.resolve(), title=_(page.title), url_path=page.path, default=not page.path
        )
        groups.setdefault(_(page.group) if page.group else "", []).append(shown)
    return st.navigation(groups, expanded=True)


def choose_language(place: st.delta_generator.DeltaGenerator) -> None:
    """The reader's choice, kept in the address; else what the browser asks for; else Danish."""
    default = shell.of_browser(st.context.locale or "")
    with place:
        code = st.segmented_control(
            "Sprog / Language",
            tuple(words.languages()),
            default=default,
            required=True,
            key=page_script.LANGUAGE,
            bind="query-params",
        )
    words.use(code or default)


def choice(label: str, names: dict[str, str], key: str) -> str:
    """One of a few, side by side; the first until one is chosen.

    names: code -> word. The code stands in the address (a bound widget would put the word there,
    and a link would not work in the other language).
    """
    first, known = next(iter(names)), f"{key} in the address"
    asked = st.query_params.get(key, first)
    asked = asked if asked in names else first
    # what the reader changed last counts: the address by Back or a link, or else the buttons
    if asked != st.session_state.get(known) or st.session_state.get(key) not in names:
        st.session_state[key] = asked
    pressed = st.segmented_control(
        label, list(names), format_func=names.__getitem__, required=True, key=key
    )
    chosen = pressed or asked
    if chosen != asked:
        st.query_params[key] = chosen
    st.session_state[known] = chosen
    if page := _page.get(None):
        page.chosen.append((page.heading, names[chosen]))
    return chosen


def heading(told: str) -> None:
    """What the following is about."""
    st.header(told, anchor=False)
    if page := _page.get(None):
        page.heading = told


def tiles(found: Sequence[tile.Tile]) -> None:
    """Answers side by side, as presenters.tiles has them."""
    st.html(str(tile.tiles(found, colours(), figure_lines.end)))


def verdict_badge(row: FigureRow) -> None:
    """The verdict as a quiet badge, grey unless it is earned and official."""
    st.html(str(tile.badges(criterion_tiles.badges(row), colours())))


def begin() -> None:
    """A new page, on which no chart is drawn yet."""
    _page.set(_Page())


def charts() -> list[Chart]:
    """Those drawn on the page so far; none where nobody has said that it began."""
    return page.charts if (page := _page.get(None)) else []


def chart(
    spec: grammar.Spec, says: str, about: str = "", published: str = "", *, is_own: bool = True
) -> None:
    """A chart, and what it shows in words, for who cannot see it.

    about: what it is of, where that is not the heading above. published: the document it shows figures of;
    is_own: whether it shows our own too.
    """
    st.vega_lite_chart(spec=spec, alt=says.replace("**", ""))
    if page := _page.get(None):
        views = [name for under, name in page.chosen if under in ("", page.heading)]
        of = dict.fromkeys(filter(None, (*views, about or page.heading)))
        page.charts.append(Chart(spec, says, " · ".join(of), published, is_own))


def picture(
    drawn: Sequence[grammar.Spec],
    says: str,
    rows: Sequence[FigureRow],
    about: str = "",
    published: str = "",
) -> None:
    """Charts and the sentence they show, which is also their alt text. The rest as chart."""
    lacking = figure_words.not_measured(rows)
    for each in drawn:
        chart(each, says or lacking, about, published)
    if says:
        st.markdown(says)
    if lacking:
        st.markdown(lacking)


def table(rows: Sequence[dict[str, str]]) -> None:
    """Rows of words under headings; what came from data or documents is inert. Nothing where there is no row."""
    if not rows:
        return
    escaped = [{key: escape(cell) for key, cell in row.items()} for row in rows]
    st.table(escaped, hide_index=True, border="horizontal")


def figures(
    rows: Sequence[FigureRow],
    about: str,
    links: Mapping[str, figure_lines.Link] | None = None,
    *,
    held: figure_lines.Held = "",
    is_part: bool = False,
    are_bars: bool = False,
    groups: Mapping[str, str] | None = None,
    meaning: figure_lines.Meaning = figure_lines.explained,
    whose: str = "",
) -> None:
    """Rows as lines with their intervals; the arguments are those of figure_lines."""
    found = figure_lines.lines(
        rows, links=links or {}, held=held, is_part=is_part, are_bars=are_bars, groups=groups,
        meaning=meaning,
    )  # fmt: skip
    note = figure_lines.nobody(rows) if is_part else ""
    lines(found, about, note, whose)
    if note and not found:
        st.caption(note)


def lines(found: Sequence[Line], about: str, note: str = "", whose: str = "") -> None:
    """Lines that are ready, as figure_lines.table has them; nothing where there is none."""
    if found:
        rows_of(figure_lines.table(found, about, note, whose))


def rows_of(table_: Table) -> None:
    """A table of lines as it is."""
    st.html(str(figure_rows.figure_rows(table_, colours(), figure_lines.end)))


def way(*parts: str | linked_words.Way, is_quiet: bool = False) -> None:
    """Words with ways to other pages in them."""
    st.html(linked_words.sentence(parts, colours(), is_quiet=is_quiet))


def listing(rows: Sequence[Mapping[str, str | linked_words.Way]], name: str) -> None:
    """A table of which a cell may be a way to a page."""
    st.html(linked_words.listing(rows, name, colours()))


def facts(rows: Sequence[dict[str, str]]) -> None:
    """Pairs of words without a heading."""
    escaped = [{key: escape(cell) for key, cell in row.items()} for row in rows]
    st.table(escaped, hide_index=True, hide_header=True, border="horizontal")


def escape(words_: str) -> str:
    """Text that came from data or a document, inert in Streamlit's markdown; a report's code is one word."""
    inert = LIST_NUMBER.sub(r"\1\\\2", MARKDOWN.sub(r"\\\1", words_))
    inert = LIST_MARK.sub(r"\\\1", inert)
    return REPORT_CODE.sub(r"`\g<0>`", inert)


def calm(sentence: str) -> None:
    """A state that is nobody's fault: nothing to show, too few, not published yet."""
    st.info(sentence)
