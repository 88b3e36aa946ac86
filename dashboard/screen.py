"""The parts every page is made of, drawn with Streamlit: title, scope, tile, chart with its table.

A page reads like its screen: it asks the view for rows and hands them to these parts.
"""

import re
from collections.abc import Sequence
from contextvars import ContextVar

import streamlit as st

from dashboard import (
    charts,
    citations,
    course_charts,
    flow_charts,
    funnel,
    grammar,
    printing,
    process_charts,
    quantities,
    reference,
    sentences,
    sheets,
    terms,
    wheel_charts,
    words,
)
from dashboard.catalogue import Row
from dashboard.figures import Scope
from dashboard.snapshot import Snapshot
from dashboard.statistics import MIN_N_VERDICT
from dashboard.store import View
from dashboard.words import mark
from dashboard.words import text as _

COLOURS = {"good": "green", "bad": "orange"}  # only where the verdict is official or settled
TABLE = {
    "period": mark("Periode"),
    "municipality": mark("Kommune"),
    "programme": mark("Program"),
    "label": mark("Tal"),
    "value": mark("Værdi"),
    "n": mark("Grundlag"),
    "interval": mark("95 %-interval"),
    "benchmark": mark("Sammenlignes med"),
    "comparability": mark("Grad"),
}

MARKDOWN = re.compile(r"([\\`*_\[\]$<>|~#!&])")
LIST_NUMBER = re.compile(r"^(\d+)\.")

_view: ContextVar[View] = ContextVar("view")


def show(view: View) -> None:
    """Makes a view the one the running page shows."""
    _view.set(view)


def view() -> View:
    """The view the running page shows."""
    return _view.get()


def colours() -> grammar.Ink:
    """The charts' inks for the reader's theme."""
    return grammar.ink(st.context.theme.type)


def warm() -> None:
    """Builds every chart's template, so that no reader waits for Altair."""
    nothing = {"value": None, "low": None, "high": None, "target": 0.5, "is_high_good": True}
    falling = nothing | {"value": -1, "label": "", "value_label": "", "marks": []}
    for colours_ in (grammar.LIGHT, grammar.DARK):
        charts.target_strip(nothing, colours_)
        for unit in ("share", "ratio", "difference", "months"):
            charts.interval_rows([], colours_, unit)
        charts.interval_rows([falling], colours_, "points")  # with a line at nought
        charts.counts_over_time([], colours_)
        charts.stacked_answers([], colours_)
        process_charts.shares_over_time([], 0.5, colours_)
        process_charts.charges_in_order([], 0.5, ("", ""), colours_)
        process_charts.share_by_threshold([], 0.5, 1.0, colours_)
        process_charts.remaining([], colours_)
        flow_charts.stacked_counts([], colours_)
        flow_charts.trails([], colours_)
        funnel.funnel([], [], [], colours_, _("borgere i projektet"))
        course_charts.timeline({"lanes": [], "spans": [], "points": []}, colours_)
        wheel_charts.wheel([], colours_)
        wheel_charts.columns([], colours_, ())


def opening(question: str) -> None:
    """What stands below the page's title: the scope it is about, and the question it answers."""
    st.caption(scope_line(view().snapshot, view().scope))
    st.markdown(question)


def choice(label: str, names: dict[str, str], key: str) -> str:
    """One of a few, side by side; the first until one is chosen.

    names: code -> word. The code stands in the address (a bound widget would put the word there,
    and a link would not work in the other language).
    """
    first = next(iter(names))
    asked = st.query_params.get(key, first)
    chosen = st.segmented_control(
        label, list(names), format_func=names.__getitem__, default=asked if asked in names else first,
        required=True, key=key,
    )  # fmt: skip
    if chosen and chosen != asked:
        st.query_params[key] = chosen
    return chosen or first


def scope_line(snapshot: Snapshot, scope: Scope) -> str:
    """KeepGoing · alle kommuner · alle programmer · hele perioden · data til … · øjebliksbillede …"""
    return " · ".join(
        (
            "KeepGoing",
            reference.municipalities()[scope.municipality]
            if scope.municipality
            else _("alle kommuner"),
            terms.word(terms.PROGRAMMES, scope.programme)
            if scope.programme
            else _("alle programmer"),
            period(scope),
            _("data til {day}", day=words.day(snapshot.data_to)),
            _("øjebliksbillede {id}", id=snapshot.id[-12:][:6].upper()),
        )
    )


def period(scope: Scope) -> str:
    """hele perioden, or its two ends."""
    if scope.period_from and scope.period_to:
        return _("{first} til {last}", first=words.day(scope.period_from),
                 last=words.day(scope.period_to))  # fmt: skip
    return _("hele perioden")


def criterion_tile(row: Row, bounds: tuple[Row, Row], coverage: Row | None) -> None:
    """One promise: counted, drawn, judged in words, and between which bounds it can still end.

    coverage: the share anything can be said about, where that is not everybody.
    """
    with st.container(border=True, height="stretch"):
        st.markdown(f"**{row['label']}**  \n{sentences.target(row)}")
        if not row["n"]:
            st.markdown(sentences.not_yet(row, view().matures_on("first")))
            return
        share = f":small[({quantities.value(row)})]" if row["n"] >= MIN_N_VERDICT else ""
        st.markdown(f"## {quantities.of_n(row)} {share}", anchors=False)
        is_high_good = row["figure_id"] != "criterion_charged"
        st.vega_lite_chart(
            spec=charts.target_strip(row | {"is_high_good": is_high_good}, colours()),
            alt=sentences.criterion_alt(row),
        )
        verdict_badge(row)
        st.markdown(sentences.judgement(row))
        measured = sentences.coverage(coverage) if coverage else ""
        told = (measured, sentences.bounds(row, *bounds), sentences.status(row, *bounds))
        st.caption(" ".join(filter(None, told)))


def verdict_badge(row: Row) -> None:
    """The verdict as a quiet badge, grey unless it is earned and official; and few said to be few."""
    kind = sentences.polarity(row)
    colour = COLOURS.get(kind, "gray") if sentences.is_settled(row) else "gray"
    with st.container(horizontal=True, gap="small"):
        st.badge(sentences.verdict(row), color=colour)  # type: ignore[arg-type]
        if quantities.is_uncertain(row):
            st.badge(_("Lille antal"), color="gray")


def picture(
    drawn: Sequence[grammar.Spec],
    says: str,
    rows: Sequence[Row],
    name: str,
    *,
    has_marks: bool = True,
    is_beside: bool = False,
) -> None:
    """Charts, the sentence they show (also their alt text), and one click away table and CSV.

    name: what the file and its button are called. has_marks: whether the charts have marks whose
    sources are told below them. is_beside: the charts stand side by side where there is room.
    """
    places = st.columns(len(drawn)) if is_beside and drawn else [st.container() for _chart in drawn]
    for chart, place in zip(drawn, places, strict=True):
        place.vega_lite_chart(spec=chart, alt=says)
    st.markdown(says)
    if has_marks and (marks := citations.marks(rows)):
        grades = citations.grades("".join(row["comparability"] or "" for row in rows))
        st.caption(_("Mærker i figuren: {marks}. {grades}", marks=marks, grades=grades))
    table_and_csv(rows, name)


def table_and_csv(rows: Sequence[Row], name: str) -> None:
    """The rows as a table and a file, one click away."""
    # drawn when it is opened: five hundred cells of text nobody asked for make a slow page
    opened = st.expander(_("Tabel og CSV"), key=f"table-{name}", on_change="rerun")
    if opened.open:
        with opened:
            table(figure_table(rows))
            download(rows, name)


def exhibit(shown: sheets.Exhibit) -> None:
    """One part of a document: its answer, its pictures, what is in doubt, and its table."""
    st.header(shown.heading, anchor=False)
    st.markdown(escape(shown.says))
    for chart in shown.charts:
        st.vega_lite_chart(spec=chart, alt=shown.says)
    for reservation in shown.reservations:
        st.caption(reservation)
    opened = st.expander(_("Tabel og CSV"), key=f"table-{shown.name}", on_change="rerun")
    if opened.open:
        with opened:
            table(shown.table)
            download_words(shown.table, shown.name)


def sheet(shown: sheets.Exhibit) -> None:
    """A part whose table is what one came for, open."""
    st.markdown(escape(shown.says))
    for reservation in shown.reservations:
        st.caption(reservation)
    table(shown.table)
    download_words(shown.table, shown.name)


def download_words(rows: Sequence[dict[str, str]], name: str) -> None:
    """A CSV of a table of words, made when it is asked for."""
    st.download_button(
        _("Hent som CSV"),
        data=lambda: printing.as_spreadsheet(rows, rows[0]),
        file_name=file_name(name),
        mime="text/csv",
        key=f"csv-{name}",
        on_click="ignore",
    )


def file_name(name: str) -> str:
    """What a file is called; invented people say so wherever they go."""
    return f"demo-{name}.csv" if view().snapshot.is_demo else f"{name}.csv"


def table(rows: Sequence[dict[str, str]]) -> None:
    """Rows of words under headings; what came from data or documents is inert."""
    escaped = [{key: escape(cell) for key, cell in row.items()} for row in rows]
    st.table(escaped, hide_index=True, border="horizontal")


def facts(rows: Sequence[dict[str, str]]) -> None:
    """Pairs of words without a heading."""
    escaped = [{key: escape(cell) for key, cell in row.items()} for row in rows]
    st.table(escaped, hide_index=True, hide_header=True, border="horizontal")


def download(rows: Sequence[Row], name: str) -> None:
    """A CSV of the rows for a Danish spreadsheet, made when it is asked for."""
    st.download_button(
        _("Hent som CSV"),
        data=lambda: printing.as_download(rows),
        file_name=file_name(name),
        mime="text/csv",
        key=f"csv-{name}",
        on_click="ignore",
    )


def figure_table(rows: Sequence[Row]) -> list[dict[str, str]]:
    """Rows as a table in words, without the columns that no row fills."""
    differs = {
        key: len({row[key] for row in rows}) > 1
        for key in ("period_from", "municipality_code", "programme")
    }
    table = [
        {
            "period": words.quarter(row["period_from"]) if differs["period_from"] else "",
            "municipality": reference.municipalities()[row["municipality_code"]]
            if differs["municipality_code"]
            else "",
            "programme": terms.word(terms.PROGRAMMES, row["programme"])
            if differs["programme"]
            else "",
            "label": row["label"],
            "value": quantities.value(row),
            "n": quantities.of_n(row),
            "interval": quantities.interval(row),
            "benchmark": yardstick_cell(row),
            "comparability": citations.comparability(row),
        }
        for row in rows
    ]
    filled = {key: _(TABLE[key]) for key in TABLE if any(cells[key] for cells in table)}
    return [{heading: cells[key] for key, heading in filled.items()} for cells in table]


def yardstick_cell(row: Row) -> str:
    """5,0 måneder · SFI 2015, citeret i KeepGoing 2016 s. 8."""
    if not row["benchmark_id"]:
        return ""
    published = citations.published_behind(citations.yardstick_of(row))
    return f"{citations.benchmark(row)} · {citations.source(published)}"


def escape(words_: str) -> str:
    """Text that came from data or a document, inert in Streamlit's markdown."""
    inert = MARKDOWN.sub(r"\\\1", words_)
    return LIST_NUMBER.sub(r"\1\\.", inert)


def calm(sentence: str) -> None:
    """A state that is nobody's fault: nothing to show, too few, not published yet."""
    st.info(sentence)


def compared(row: Row) -> None:
    """One figure beside one yardstick: numbers, verdict in words, source and age."""
    facts = [quantities.grounds(row), quantities.interval(row)]
    if row["benchmark_value"] is not None:
        facts.append(_("mod {benchmark}", benchmark=citations.benchmark(row)))
    published = citations.published_behind(citations.yardstick_of(row))
    st.markdown(
        f"**{escape(row['label'])}** :gray-badge[{citations.comparability(row)}]  \n"
        f"{' · '.join(filter(None, facts))}. {citations.comparison(row)}"
    )
    st.caption(" · ".join(filter(None, (citations.source(published), citations.age(row)))))
