"""The parts every page is made of, drawn with Streamlit: title, scope, tile, chart with its table.

A page reads like its screen: it asks the view for rows and hands them to these parts.
"""

from collections.abc import Iterable, Mapping, Sequence
from contextvars import ContextVar

import streamlit as st

from dashboard import drawing
from dashboard.catalogue.row import FigureRow
from dashboard.charts import (
    course_charts,
    criteria_charts,
    figure_charts,
    flow_charts,
    funnel,
    grammar,
    marks,
    quarter_charts,
    wheel_charts,
)
from dashboard.charts.tiles import Tile
from dashboard.foundation import journal, words
from dashboard.foundation.words import text as _
from dashboard.owner import behind
from dashboard.owner.store import View
from dashboard.presenters import (
    diagrams,
    figure_table,
    overview,
    own_missing,
    rows_as_text,
    scope_words,
    tiles,
)
from dashboard.presenters.figure_lines import Held
from dashboard.presenters.section import Section, only
from dashboard.wording import figure_words, judgements, sources

OPEN_AT_MOST = 12  # rows of a table that is all there is to show
_view: ContextVar[View] = ContextVar("view")


def show(view: View) -> None:
    """Makes a view the one the running page shows."""
    _view.set(view)


def view() -> View:
    """The view the running page shows."""
    return _view.get()


def reader() -> str:
    """Who is reading: by login where there is one, else as the machine knows them."""
    told = st.user.to_dict()
    if told.get("is_logged_in"):
        return str(told.get("email") or told["sub"])
    return journal.machines_user()


@marks.unchecked()
def warm() -> None:
    """Builds every chart's template, so that no reader waits for Altair."""
    drawing.warm()
    for colours in (grammar.LIGHT, grammar.DARK):
        figure_charts.stacked_answers([], colours)
        criteria_charts.shares_over_time([], 0.5, [], colours)
        criteria_charts.charges_in_order([], 0.5, ("", ""), colours)
        criteria_charts.room_between([], ("", ""), colours)
        criteria_charts.share_by_threshold([], 0.5, 1.0, colours)
        criteria_charts.remaining([], colours)
        flow_charts.trails([], colours)
        for unit in ("share", "hours_per_week"):
            quarter_charts.figure_over_time([], "", unit, colours)
        funnel.funnel([], [], [], colours, _("borgere i projektet"))
        course_charts.timeline({"lanes": [], "spans": [], "points": []}, colours)
        wheel_charts.wheel([], colours)
        wheel_charts.columns([], colours, ())


def say_scope() -> None:
    """Below a page's title: the scope it is about, and the way out of its filters."""
    told = scope_words.line(view().snapshot, view().scope)
    if view().scope.is_everything:
        st.caption(told)
    else:
        drawing.way(
            f"{told} ",
            (behind.unfiltered(st.session_state.get("page", "")), _("Ryd filtrene")),
            is_quiet=True,
        )


def criteria(figures: Mapping[str, FigureRow], beside: Mapping[str, str]) -> None:
    """The criteria side by side, each with the way to what it is made of.

    beside: what else must be said, by criterion.
    """
    status, shared = overview.status(figures)
    found = []
    for name in overview.CRITERIA:
        row, way = figures[f"criterion_{name}"], behind.way("succeskriterier", loefte=name)
        told = " ".join(filter(None, (beside.get(name), status[name])))
        judged = tiles.judged(row, told, (way, _("Se grundlaget"))) if row.n else _nothing(row)
        found.append(judged)
    drawing.tiles(found)
    say_of_rules(figures.values(), shared)


def _nothing(row: FigureRow) -> Tile:
    """A criterion nothing is counted of: why, and where what it lacks can come in."""
    if row.is_measured:
        return tiles.nothing(row, judgements.not_yet(row, view().matures_on("first")))
    way = (behind.page_of("indlaes"), _("Indlæs data"))
    return tiles.nothing(row, own_missing.of(row), own_missing.what_to_do(), way)


def say_of_rules(rows: Iterable[FigureRow], status: str = "") -> None:
    """Once below verdicts: how final they all are, and that their rules are newer than the data, where they are."""
    told = (status, tiles.of_rules(rows, view().snapshot.settings.agreed_on))
    if any(told):
        st.caption(" ".join(filter(None, told)))


def is_measured(rows: Sequence[FigureRow]) -> bool:
    """Whether the rows can be counted; where one cannot, says why."""
    lacking = figure_words.not_measured(rows)
    if lacking:
        st.markdown(lacking)
    return not lacking


def section(shown: Section) -> None:
    """A heading, how it is counted, and its rows; their file is that of the page."""
    drawing.heading(shown.heading)
    if shown.explanation:
        st.caption(shown.explanation)
    for rows, is_part in shown.tables():
        drawing.figures(
            rows, shown.heading, behind.of(rows), is_part=is_part, are_bars=shown.are_bars
        )
    drawing.lines(shown.lines, shown.heading)


def side_by_side(shown: Sequence[Section]) -> None:
    """Sections beside each other where there is room."""
    for place, each in zip(st.columns(len(shown)) if shown else (), shown, strict=True):
        with place:
            section(each)


def figures(
    rows: Sequence[FigureRow],
    about: str,
    name: str,
    *,
    held: Held = "",
    is_part: bool = False,
    groups: Mapping[str, str] | None = None,
) -> None:
    """Rows as lines with their intervals, each opening to what it is, and their file.

    about: what they are of, for who cannot see them. name: of the file. The rest as figure_lines.lines.
    """
    drawing.figures(rows, about, behind.of(rows), held=held, is_part=is_part, groups=groups)
    download(rows, name)


def picture(
    drawn: Sequence[grammar.Spec],
    says: str,
    rows: Sequence[FigureRow],
    name: str,
    about: str = "",
) -> None:
    """Charts, the sentence they show, and one click away table and CSV.

    name: what the file and its button are called. The rest as drawing.picture.
    """
    drawing.picture(drawn, says, rows, about)
    table_and_csv(rows, name)


def table_in_words(
    heading: str, rows: Sequence[FigureRow], table: Sequence[dict[str, str]], told: str, name: str
) -> None:
    """A heading, a table in words of rows that cross two things, how it is read, and the rows one click away."""
    drawing.heading(heading)
    is_measured(rows)
    if table:
        drawing.table(table)
        st.caption(told)
        table_and_csv(rows, name)


def table_and_csv(rows: Sequence[FigureRow], name: str) -> None:
    """The rows as a table and a file, one click away: hundreds of cells nobody asked for make a slow page."""
    opened = st.expander(
        of_file(_("Tabel og CSV"), name), key=f"table-{name}", type="compact", on_change="rerun"
    )
    if opened.open:
        with opened:
            drawing.table(figure_table.of_figures(rows))
            download(rows, name)


def diagrams_of_2016(rows: Sequence[FigureRow]) -> None:
    """Each printed diagram above today's answers."""
    answered = diagrams.answered_and_skipped(view().query("answered_items"))
    printed = sources.DOCUMENTS["keepgoing_2016"]
    for diagram in diagrams.DIAGRAMS:
        drawing.heading(diagrams.heading(diagram))
        today = only(rows, diagrams.figure_ids(diagram))
        chart = figure_charts.stacked_answers(diagrams.parts(diagram, today), drawing.colours())
        said = diagrams.sentence(diagram, today)
        drawing.picture([chart], said, today, published=_(printed) if diagram.number else "")
        for told in (diagrams.grounds(diagram, answered, view().scope), *diagrams.doubts(diagram)):
            st.caption(told)


def document_section(shown: Section, document: str) -> None:
    """One question to a document: its answer, its picture, and one click away what is in doubt and its table."""
    drawing.heading(shown.heading)
    st.markdown(drawing.escape(shown.says))
    for path, title in shown.pages:
        drawing.way((behind.way(path), title))
    for chart in shown.charts:
        drawing.chart(chart, shown.says, published=document, is_own=False)
    drawing.lines(shown.lines, shown.heading)
    if shown.reservations:
        with st.expander(_("Kildekritik"), key=f"doubts-{shown.name}"):
            for reservation in shown.reservations:
                st.caption(reservation)
    if not shown.lines and not shown.charts and 0 < len(shown.table) <= OPEN_AT_MOST:
        drawing.table(shown.table)
        download_words(shown.table, shown.name)
    elif shown.table:
        words_and_csv(shown.table, of_file(_("Tabel og CSV"), shown.name), shown.name)


def words_and_csv(table: Sequence[dict[str, str]], heading: str, name: str, told: str = "") -> None:
    """A table of words and its file, one click away, drawn when it is asked for. told: above the table."""
    opened = st.expander(heading, key=f"table-{name}", type="compact", on_change="rerun")
    if opened.open:
        with opened:
            if told:
                st.caption(told)
            drawing.table(table)
            download_words(table, name)


def download_words(rows: Sequence[dict[str, str]], name: str) -> None:
    """A CSV of a table of words, made when it is asked for."""
    st.download_button(
        of_file(_("Hent som CSV"), name),
        data=lambda: rows_as_text.as_spreadsheet(rows, rows[0]),
        file_name=file_name(name),
        mime="text/csv",
        key=f"csv-{name}",
        on_click="ignore",
    )


def of_file(told: str, name: str) -> str:
    """A button's words and, small, its file's name: no two on a page are called the same."""
    return f"{told} :small[{drawing.escape(file_name(name))}]"


def file_name(name: str, kind: str = "csv") -> str:
    """What a file is called; invented people say so wherever they go."""
    told = f"{words.for_a_file(name)}.{kind}"
    return f"demo-{told}" if view().snapshot.is_demo else told


def download(rows: Sequence[FigureRow], name: str) -> None:
    """A CSV of the rows for a Danish spreadsheet, made when it is asked for."""
    st.download_button(
        of_file(_("Hent som CSV"), name),
        data=lambda: rows_as_text.as_download(rows),
        file_name=file_name(name),
        mime="text/csv",
        key=f"csv-{name}",
        on_click="ignore",
    )
