"""The parts of the page Succeskriterier, drawn with Streamlit."""

from collections.abc import Sequence
from dataclasses import replace

import polars as pl
import streamlit as st

from dashboard import drawing
from dashboard.catalogue.listing import FIGURES
from dashboard.catalogue.row import FigureRow
from dashboard.catalogue.scope import Scope
from dashboard.charts import criteria_charts
from dashboard.charts.interval_charts import target_strip
from dashboard.figures import criteria, verdicts
from dashboard.foundation.settings import Settings
from dashboard.foundation.words import text as _
from dashboard.owner import behind, screen, store
from dashboard.presenters import courses_behind, my_number, scope_words
from dashboard.presenters.criterion import (
    agreement,
    between_charges,
    certainty,
    charged,
    counted,
    denominator,
    forecast,
    other_thresholds,
    over_time,
)
from dashboard.statistics import MIN_N_VERDICT
from dashboard.wording import bounds, figure_words, judgements


def two_statements(row: FigureRow, lower: FigureRow, citizens: FigureRow, settling: str) -> None:
    """What was counted and what it shows, side by side and never mixed, with the picture below.

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
        st.caption(counted.of_citizens(citizens))
        st.caption(counted.cohort(row, lower, screen.view().snapshot.settings))
    with evidence.container(border=True, height="stretch"):
        st.caption(_("Hvor sikkert er det?"))
        drawing.verdict_badge(row)
        st.markdown(" ".join(filter(None, (judgements.evidence(row), judgements.fits(row)))))
        if settling:
            st.markdown(_("**Det ville afgøre det:** {settling}", settling=settling))
    st.vega_lite_chart(
        spec=target_strip(figure_words.on_target(row), drawing.colours()),
        alt=judgements.criterion_alt(row),
    )
    st.caption(counted.strip_legend(row))
    behind.links(courses_behind.of_criterion(row, lower))


def still_possible(row: FigureRow, lower: FigureRow, upper: FigureRow) -> None:
    """Between what the share of all started courses can still end, and from when that is settled."""
    view = screen.view()
    if not lower.n:
        st.markdown(judgements.not_yet(row, None))
        return
    low, high = (figure_words.drawn(bound)["value"] for bound in (lower, upper))
    span = figure_words.on_target(row) | {"value": None, "low": low, "high": high}
    st.vega_lite_chart(
        spec=target_strip(span, drawing.colours()),
        alt=bounds.sentence(row, lower, upper),
    )
    st.caption(
        _(
            "Bjælken går fra det mindste til det højeste, det kan ende på; den viser ikke usikkerhed."
        )
    )
    is_settled = row.target_status in ("settled_met", "settled_missed")
    settled_on = view.settled_on(lower) if is_settled else None
    told = (
        bounds.sentence(row, lower, upper),
        "" if row.target_status == "official" else judgements.status(row, lower, upper),
        certainty.settling(row, settled_on, view.matures_on("last"), view.snapshot.settings),
    )
    st.markdown(" ".join(filter(None, told)))
    screen.table_and_csv((lower, upper), f"{row.id}-graenser")


def by_quarter(quarters: Sequence[FigureRow], target: float, name: str) -> None:
    """The quarters as dots or a run chart; where none is large enough, a sentence and the table."""
    said = over_time.sentence(quarters)
    if not over_time.is_drawn(quarters):
        st.markdown(said)
        screen.table_and_csv(quarters, f"{name}-over-tid")
        return
    chart = criteria_charts.shares_over_time(over_time.records(quarters), target, drawing.colours())
    screen.picture([chart], said, quarters, f"{name}-over-tid")
    st.caption(over_time.how_to_read(quarters, target))


def in_time(row: FigureRow, expected: FigureRow, closed: FigureRow) -> None:
    """What all that have started are expected to reach, between the judged and the closed."""
    name = row.figure.criterion
    says = forecast.sentence(expected, name, screen.view().snapshot.settings)
    st.markdown(says)
    screen.figures((row, expected, closed), _("Hvor langt når de i tide?"), f"{name}-prognose")


def made_of(heading: str, says: str, rows: Sequence[FigureRow], name: str) -> None:
    """Shares a criterion is made of or stands beside, below the sentence they show."""
    st.header(heading, anchor=False)
    st.markdown(says)
    screen.figures(rows, heading, name, held="together")


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
    if found.height:
        st.vega_lite_chart(
            spec=criteria_charts.charges_in_order(
                found.to_dicts(), row.agreed_target, charged.charge_names(row), drawing.colours()
            ),
            alt=said,
        )
    st.markdown(said)
    _room_between(found)
    with st.expander(_("Tabel")):
        drawing.table(charged.charge_table(found))
    st.markdown(charged.rate(rate))


def _room_between(found: pl.DataFrame) -> None:
    """How many courses from one charged to the next, and whether that changes."""
    said, drawn = between_charges.sentence(found), between_charges.records(found)
    if drawn:
        names = between_charges.line_names(drawn)
        chart = criteria_charts.room_between(drawn, names, drawing.colours())
        st.vega_lite_chart(spec=chart, alt=said)
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
    screen.picture([chart], said, rows, "graense")


def why_another(figure_id: str) -> None:
    """Where somebody's own number is printed; and from all courses to a figure's denominator."""
    wanted = st.number_input(
        _("Hvilket tal har du?"), min_value=0, value=None, step=1, key="mit-tal"
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
    st.vega_lite_chart(spec=criteria_charts.remaining(steps, drawing.colours()), alt=said)
    st.markdown(said)
    with st.expander(_("Tabel")):
        drawing.table(denominator.table(steps))


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
