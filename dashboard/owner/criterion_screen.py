"""The parts of the page Succeskriterier, drawn with Streamlit."""

from collections.abc import Sequence
from dataclasses import replace

import polars as pl
import streamlit as st

from dashboard import drawing
from dashboard.catalogue.listing import FIGURES
from dashboard.catalogue.row import FigureRow
from dashboard.catalogue.scope import Scope
from dashboard.charts import criteria_charts, flow_charts
from dashboard.figures import criteria, verdicts
from dashboard.foundation.settings import Settings
from dashboard.foundation.words import text as _
from dashboard.owner import behind, noted, screen, store
from dashboard.presenters import courses_behind, my_number, scope_words, tiles
from dashboard.presenters.criterion import (
    agreement,
    answers,
    between_charges,
    certainty,
    charged,
    composition,
    counted,
    denominator,
    other_thresholds,
    over_time,
    quoted,
)
from dashboard.statistics import MIN_N_VERDICT
from dashboard.wording import figure_words, judgements


def two_statements(row: FigureRow, lower: FigureRow, citizens: FigureRow, settling: str) -> None:
    """What was counted and what it shows, side by side and never mixed.

    lower: the bound that knows how many have started; citizens: how many the courses are of;
    settling: what would make it certain.
    """
    if not row.n:
        st.markdown(judgements.not_yet(row, screen.view().matures_on("first")))
        return
    count, evidence = st.columns(2)
    with count.container(border=True, height="stretch"):
        st.caption(_("Det, vi har talt"))
        share = f":small[({figure_words.value(row)})]" if row.n >= MIN_N_VERDICT else ""
        st.markdown(f"## {figure_words.of_n(row)} {share}", anchors=False)
        told = (judgements.counted(row), counted.to_target(row), *judgements.remarks(row))
        st.markdown(" ".join(filter(None, told)))
        st.caption(counted.of_citizens(citizens, row, lower))
        st.caption(counted.cohort(row, lower, screen.view().snapshot.settings))
    with evidence.container(border=True, height="stretch"):
        st.caption(_("Hvor sikkert er det?"))
        drawing.verdict_badge(row)
        st.markdown(" ".join(filter(None, (judgements.evidence(row), judgements.fits(row)))))
        screen.say_of_rules([row])
        if settling:
            st.markdown(_("**Det ville afgøre det:** {settling}", settling=settling))
    behind.links(courses_behind.of_criterion(row, lower))
    view = screen.view()
    source = scope_words.line(view.snapshot, view.scope)
    if said := quoted.sentences(
        row, source, tiles.of_rules([row], view.snapshot.settings.agreed_on)
    ):
        with st.expander(_("Til et notat"), type="compact"):
            st.code(said, language=None, wrap_lines=True)


def three_answers(
    row: FigureRow, limits: tuple[FigureRow, FigureRow], expected: FigureRow, closed: FigureRow
) -> None:
    """The criterion of the judged, of all that have started, and of the closed, and when it is settled."""
    view = screen.view()
    agreed, lower, upper = view.snapshot.settings, *limits
    if not lower.n:
        st.markdown(judgements.not_yet(row, None))
        return
    heading = _("Samme løfte, spurgt på flere måder")
    drawing.heading(heading)
    st.markdown(answers.sentence(row, expected, closed, agreed))
    drawing.lines(answers.lines(row, limits, expected, closed, agreed), heading, answers.read())
    is_settled = row.target_status in ("settled_met", "settled_missed")
    told = (
        "" if row.target_status == "official" else judgements.status(row, lower, upper),
        certainty.settling(
            row, view.settled_on(lower) if is_settled else None, view.matures_on("last"), agreed
        ),
    )
    st.caption(" ".join(filter(None, told)))


def by_quarter(quarters: Sequence[FigureRow], target: float, name: str) -> None:
    """The quarters as dots or a run chart; where none is large enough, a sentence and the table."""
    said = over_time.sentence(quarters)
    if not over_time.is_drawn(quarters):
        st.markdown(said)
        screen.table_and_csv(quarters, f"{name}-over-tid")
        return
    drawn = over_time.records(quarters)
    names = over_time.line_names(drawn, target)
    chart = criteria_charts.shares_over_time(drawn, target, names, drawing.colours())
    screen.picture([chart], f"{said} {over_time.how_to_read(drawn)}", quarters, f"{name}-over-tid")
    noted.say()


def made_of(main: FigureRow, parts: Sequence[FigureRow]) -> None:
    """What the criterion was reached by, as the parts of one bar."""
    bar = composition.bar(main, parts)
    chart = flow_charts.stacked_counts([bar], drawing.colours(), drawing.colours().parts)
    drawing.chart(chart, composition.sentence(bar))


def charges(row: FigureRow, rate: FigureRow) -> None:
    """The charged in the order the courses started, under the line of the limit, and their rate."""
    view = screen.view()
    agreed = view.snapshot.settings
    found = view.query(
        "charges_in_order",
        horizon_months=agreed.horizon_months,
        charges_complete_to=agreed.charges_complete_to,
        most_points=charged.MOST_EVENTS,
    )
    said = charged.in_order(found, row)
    if found.height and row.is_judgeable:
        names = charged.charge_names(row)
        chart = criteria_charts.charges_in_order(
            found.to_dicts(), row.agreed_target, names, drawing.colours()
        )
        drawing.chart(chart, said)
    st.markdown(said)
    _room_between(found)
    if listed := charged.charge_table(found):
        screen.words_and_csv(listed, _("De tiltalte som tabel"), "de-tiltalte")
    st.markdown(charged.rate(rate))


def _room_between(found: pl.DataFrame) -> None:
    """How many courses from one charged to the next, and whether that changes."""
    said, drawn = between_charges.sentence(found), between_charges.records(found)
    about = _("Forløb fra den ene tiltalte til den næste")
    if said:
        st.subheader(about, anchor=False)
    if drawn:
        names = between_charges.line_names(drawn)
        chart = criteria_charts.room_between(drawn, names, drawing.colours())
        drawing.chart(chart, said, about)
    st.markdown(said)
    if drawn:
        st.caption(between_charges.how_to_read(drawn))


def threshold(rows: Sequence[FigureRow], agreed: Settings) -> None:
    """The share at other thresholds on the wheel; the official figure stays what it is."""
    st.markdown(other_thresholds.flips(rows))
    points = [other_thresholds.points(row) for row in rows]
    chosen = st.select_slider(
        _("Grænse i point"),
        points,
        value=agreed.wheel_threshold_points,
        format_func=other_thresholds.in_points,
        key="graense",
    )
    chart = criteria_charts.share_by_threshold(
        other_thresholds.records(rows), rows[0].agreed_target, chosen, drawing.colours()
    )
    said = other_thresholds.at_threshold(rows, chosen, agreed)
    screen.picture([chart], said, rows, "graense", _("Hvad nu hvis grænsen var en anden?"))


def why_another(figure_id: str) -> None:
    """Where somebody's own number is printed; and from all courses to a figure's denominator."""
    wanted = st.number_input(
        _("Hvilket antal har du? (ikke en procent)"), min_value=0, value=None, step=1, key="mit-tal"
    )
    if wanted is not None:
        _where_printed(int(wanted))
    asked = st.selectbox(
        _("Vejen fra alle forløb til det, et tal er regnet af"),
        denominator.FIGURES_ASKED,
        index=denominator.FIGURES_ASKED.index(figure_id),
        format_func=lambda id_: FIGURES[id_].title(),
        key=f"hvorfor-{figure_id}",
    )
    view = screen.view()
    agreed = view.snapshot.settings
    counts = view.query(
        denominator.query(FIGURES[asked]),
        horizon_months=agreed.horizon_months,
        charges_complete_to=agreed.charges_complete_to,
    )
    found = denominator.steps_to(view.rows([asked])[0], counts)
    table = "survey_results" if found.of_answers else "cases"
    steps = denominator.records(found, 0 if found.of_answers else view.snapshot.quarantined[table])
    said = denominator.sentence(steps)
    about = " ".join((_("Hvorfor er mit tal et andet?"), FIGURES[asked].title()))
    drawing.chart(criteria_charts.remaining(steps, drawing.colours()), said, about)
    st.markdown(said)
    screen.words_and_csv(denominator.table(steps), _("Vejen som tabel"), f"vejen-{asked}")


def _where_printed(wanted: int) -> None:
    """Which figures print the number, with the reader's filters and without any; else the nearest."""
    view = screen.view()
    agreed = criteria.parameters(view.snapshot.settings)
    scopes = list(dict.fromkeys((view.scope, Scope())))
    everything, places = [], []
    for scope in scopes:
        within = replace(view, scope=scope)
        counts = {name: within.query(name, **agreed) for name in denominator.QUERIES}
        found = my_number.printed(within.rows(FIGURES), counts)
        told = scope_words.in_words(scope)
        st.markdown(my_number.answer(found, wanted, told))
        everything += found
        places += my_number.table(my_number.matches(found, wanted), told)
    if not places:
        st.markdown(my_number.nearest(everything, wanted))
        return
    with st.expander(_("Alle steder, tallet står")):
        drawing.table(places)


def history(name: str) -> None:
    """The verdicts issued, by date, and when the next is due."""
    snapshot = screen.view().snapshot
    lines = verdicts.issued(store.data_folder())
    issued = agreement.history(lines, name, is_demo=snapshot.is_demo)
    if issued:
        st.caption(_("Vurderingerne gælder alle forløb under ét, uanset de filtre, der er valgt."))
        drawing.table(issued)
    else:
        st.markdown(_("Der er ikke givet vurderinger endnu."))
    st.markdown(agreement.next_verdict(snapshot.data_to, snapshot.settings))
