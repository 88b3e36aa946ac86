"""The parts of the page Succeskriterier, drawn with Streamlit from what `promises` and others say."""

from collections.abc import Sequence

import streamlit as st

from dashboard import (
    drawing,
    process,
    process_charts,
    promises,
    quantities,
    screen,
    sentences,
    store,
    verdicts,
    why,
)
from dashboard.catalogue import Row
from dashboard.charts import target_strip
from dashboard.figure_list import FIGURES
from dashboard.settings import Settings
from dashboard.statistics import MIN_N_VERDICT
from dashboard.words import text as _


def two_statements(row: Row, lower: Row, settling: str) -> None:
    """What was counted and what it shows, side by side and never mixed, with the picture below.

    lower: the bound that knows how many have started; settling: what would make it certain.
    """
    if not row["n"]:
        st.markdown(sentences.not_yet(row, screen.view().matures_on("first")))
        return
    counted, shown = st.columns(2)
    with counted.container(border=True, height="stretch"):
        st.caption(_("Det, vi har talt"))
        share = f":small[({quantities.value(row)})]" if row["n"] >= MIN_N_VERDICT else ""
        st.markdown(f"## {quantities.of_n(row)} {share}", anchors=False)
        told = (sentences.counted(row), promises.to_target(row), *sentences.remarks(row))
        st.markdown(" ".join(filter(None, told)))
        st.caption(promises.cohort(row, lower, screen.view().snapshot.settings))
    with shown.container(border=True, height="stretch"):
        st.caption(_("Hvor sikkert er det?"))
        drawing.verdict_badge(row)
        st.markdown(" ".join(filter(None, (sentences.evidence(row), sentences.fits(row)))))
        if settling:
            st.markdown(_("**Det ville afgøre det:** {settling}", settling=settling))
    is_high_good = row["figure_id"] != "criterion_charged"
    st.vega_lite_chart(
        spec=target_strip(
            row | quantities.drawn(row) | {"is_high_good": is_high_good}, drawing.colours()
        ),
        alt=sentences.criterion_alt(row),
    )
    st.caption(promises.strip_legend(row))


def bounds(row: Row, lower: Row, upper: Row) -> None:
    """Between what the share of all started courses can still end, and from when that is settled."""
    view = screen.view()
    if not lower["n"]:
        st.markdown(sentences.not_yet(row, None))
        return
    is_high_good = row["figure_id"] != "criterion_charged"
    low, high = (quantities.drawn(bound)["value"] for bound in (lower, upper))
    span = {"value": None, "low": low, "high": high, "target": row["target"]}
    st.vega_lite_chart(
        spec=target_strip(span | {"is_high_good": is_high_good}, drawing.colours()),
        alt=sentences.bounds(row, lower, upper),
    )
    st.caption(
        _(
            "Bjælken går fra det mindste til det højeste, det kan ende på; den viser ikke usikkerhed."
        )
    )
    is_settled = row["target_status"] in ("settled_met", "settled_missed")
    settled_on = view.settled_on(lower) if is_settled else None
    told = (
        sentences.bounds(row, lower, upper),
        "" if row["target_status"] == "official" else sentences.status(row, lower, upper),
        promises.settling(row, settled_on, view.matures_on("last"), view.snapshot.settings),
    )
    st.markdown(" ".join(filter(None, told)))
    screen.table_and_csv((lower, upper), f"{row['figure_id']}-graenser")


def over_time(quarters: Sequence[Row], target: float, name: str) -> None:
    """The quarters as dots or a run chart; where none is large enough, a sentence and the table."""
    said = process.sentence(quarters)
    if not process.is_drawn(quarters):
        st.markdown(said)
        screen.table_and_csv(quarters, f"{name}-over-tid")
        return
    chart = process_charts.shares_over_time(process.records(quarters), target, drawing.colours())
    screen.picture([chart], said, quarters, f"{name}-over-tid")
    st.caption(process.how_to_read(quarters, target))


def charges(row: Row) -> None:
    """The charged in the order the courses started, under the line of the limit."""
    view = screen.view()
    agreed = view.snapshot.settings
    found = view.query(
        "charges_in_order",
        horizon_months=agreed.horizon_months,
        charges_complete_to=agreed.charges_complete_to,
        most_points=promises.MOST_EVENTS,
    )
    said = process.charges(found, row)
    if found.height:
        st.vega_lite_chart(
            spec=process_charts.charges_in_order(
                found.to_dicts(), row["target"], process.charge_names(row), drawing.colours()
            ),
            alt=said,
        )
    st.markdown(said)
    with st.expander(_("Tabel")):
        drawing.table(process.charge_table(found))


def threshold(rows: Sequence[Row], agreed: Settings) -> None:
    """The share at other thresholds on the wheel; the official figure stays what it is."""
    st.markdown(promises.flips(rows))
    points = [promises.points(row) for row in rows]
    chosen = st.select_slider(
        _("Grænse i point"), points, value=agreed.wheel_threshold_points,
        format_func=promises.in_points, key="graense",
    )  # fmt: skip
    chart = process_charts.share_by_threshold(
        promises.threshold_records(rows), rows[0]["target"], chosen, drawing.colours()
    )
    said = promises.at_threshold(rows, chosen, agreed)
    screen.picture([chart], said, rows, "graense")


def why_another(figure_id: str) -> None:
    """From all courses to a figure's denominator, and which steps would give another number."""
    asked = st.selectbox(
        _("Hvilket tal?"), why.FIGURES_ASKED, index=why.FIGURES_ASKED.index(figure_id),
        format_func=lambda id_: FIGURES[id_].title(), key=f"hvorfor-{figure_id}",
    )  # fmt: skip
    view = screen.view()
    agreed = view.snapshot.settings
    counts = view.query(
        why.query(FIGURES[asked]),
        horizon_months=agreed.horizon_months,
        charges_complete_to=agreed.charges_complete_to,
    )
    found = why.way(view.rows([asked])[0], counts)
    table = "survey_results" if found.of_answers else "cases"
    steps = why.records(found, 0 if found.of_answers else view.snapshot.quarantined[table])
    said = why.sentence(steps)
    st.vega_lite_chart(spec=process_charts.remaining(steps, drawing.colours()), alt=said)
    st.markdown(said)
    with st.expander(_("Tabel")):
        drawing.table(why.table(steps))
    wanted = st.number_input(
        _("Hvor mange har du selv talt?"), min_value=0, value=None, step=1, key="mit-tal"
    )
    if wanted is not None:
        st.markdown(why.explain(found, wanted))


def history(name: str) -> None:
    """The verdicts issued, by date, and when the next is due."""
    snapshot = screen.view().snapshot
    lines = verdicts.issued(store.data_folder())
    issued = promises.history(lines, name, is_demo=snapshot.is_demo)
    if issued:
        st.caption(_("Vurderingerne gælder alle forløb under ét, uanset de filtre, der er valgt."))
        drawing.table(issued)
    else:
        st.markdown(_("Der er ikke givet vurderinger endnu."))
    st.markdown(promises.next_verdict(snapshot.data_to, snapshot.settings))
