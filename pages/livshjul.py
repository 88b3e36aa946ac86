"""Livshjul: how far do citizens move on the life wheel, in which domains, and when?"""

import streamlit as st

from dashboard import drawing
from dashboard.charts.figure_charts import interval_rows, stacked_answers
from dashboard.charts.grammar import Spec
from dashboard.charts.wheel_charts import columns
from dashboard.foundation.words import text as _
from dashboard.owner import screen
from dashboard.presenters import life_wheel, overview

view, colours = screen.view(), drawing.colours()
agreed, found = view.snapshot.settings, view.rows(life_wheel.IDS)
rows = overview.by_id(found)
if not screen.is_measured(found):
    st.stop()


def show(drawn: list[Spec], says: str, ids: tuple[str, ...], name: str) -> None:
    """Pictures with their sentence, and the table and file of their figures."""
    screen.picture(drawn, says, overview.only(found, ids), name, has_marks=False, is_beside=True)


moved = stacked_answers(life_wheel.moved_parts(rows, ["last"]), colours)
show([moved], life_wheel.answer(rows, agreed), life_wheel.moved_ids(), "livshjul-rykket")
covered = stacked_answers(life_wheel.covered_parts(rows), colours)
show([covered], life_wheel.coverage(rows), life_wheel.COVERAGE_IDS, "livshjul-med-og-uden")

st.header(_("Område for område"), anchor=False)
names = {code: life_wheel.round_name(code) for code in life_wheel.ROUNDS}
chosen = drawing.choice(_("Det første hjul ved siden af"), names, "hjul")
drawn = life_wheel.wheel_pictures(rows, chosen, colours)
show(drawn, life_wheel.changed(rows, chosen), life_wheel.wheel_ids(chosen), "livshjul-omraader")

st.header(_("Hvor langt rykker de?"), anchor=False)
drawn = [columns(life_wheel.distribution_records(rows), colours, life_wheel.marked(agreed))]
says = life_wheel.distribution(rows, agreed)
show(drawn, says, life_wheel.DISTRIBUTION_IDS, "livshjul-fordeling")

st.header(_("Fase for fase"), anchor=False)
drawn = life_wheel.phase_pictures(rows, colours)
show(drawn, life_wheel.phases(rows), life_wheel.phase_ids(), "livshjul-faser")

for unit, heading, name in life_wheel.units_of(view.scope):
    st.header(_(heading), anchor=False)
    inside = life_wheel.by_name(view.wheels_by(unit), unit)
    records = life_wheel.unit_records(inside, unit)
    drawn = life_wheel.interval_pictures(records, colours)
    screen.picture(drawn, life_wheel.units(records), inside, name)

st.header(_("Hvad med en anden grænse?"), anchor=False)
at = interval_rows(life_wheel.threshold_records(rows, agreed), colours, "share")
show([at], life_wheel.thresholds(rows, agreed), life_wheel.THRESHOLD_IDS, "livshjul-graenser")

st.header(_("Hvor godt måler hjulet?"), anchor=False)
show([], life_wheel.reliability(rows, agreed), life_wheel.RELIABILITY_IDS, "livshjul-paalidelighed")
st.markdown(life_wheel.pitfalls())
