"""Livshjul: how far do citizens move on the life wheel, in which domains, and when?"""

import streamlit as st

from dashboard import drawing
from dashboard.charts.figure_charts import stacked_answers
from dashboard.charts.grammar import Spec
from dashboard.charts.interval_charts import interval_rows
from dashboard.charts.wheel_charts import columns
from dashboard.foundation.words import text as _
from dashboard.owner import screen
from dashboard.presenters.life_wheel import changes, figure_ids, measuring, moved, units
from dashboard.presenters.section import by_id, only

view, colours = screen.view(), drawing.colours()
agreed, found = view.snapshot.settings, view.rows(figure_ids.IDS)
rows = by_id(found)
if not screen.is_measured(found):
    st.stop()


def show(drawn: list[Spec], says: str, ids: tuple[str, ...], name: str) -> None:
    """Pictures with their sentence, and the table and file of their figures."""
    screen.picture(drawn, says, only(found, ids), name, is_beside=True)


bar = stacked_answers(moved.moved_parts(rows, ["last"]), colours)
show([bar], moved.answer(rows, agreed), figure_ids.answer_ids(), "livshjul-rykket")
bar = stacked_answers(moved.covered_parts(rows), colours)
show([bar], moved.coverage(rows), figure_ids.COVERAGE_IDS, "livshjul-med-og-uden")

st.header(_("Område for område"), anchor=False)
names = {code: figure_ids.round_name(code) for code in figure_ids.ROUNDS}
chosen = drawing.choice(_("Sammenlign første hjul med"), names, "hjul")
drawn = changes.wheel_pictures(rows, chosen, colours)
show(drawn, changes.changed(rows, chosen), figure_ids.wheel_ids(chosen), "livshjul-omraader")

st.header(_("Hvor langt rykker de?"), anchor=False)
drawn = [columns(measuring.distribution_records(rows), colours, measuring.marked(agreed))]
says = measuring.distribution(rows, agreed)
show(drawn, says, figure_ids.DISTRIBUTION_IDS, "livshjul-fordeling")

st.header(_("Fase for fase"), anchor=False)
drawn = changes.phase_pictures(rows, colours)
show(drawn, changes.phases(rows), figure_ids.phase_ids(), "livshjul-faser")

for unit, heading, name in units.dividing(view.scope):
    st.header(_(heading), anchor=False)
    inside = units.by_name(view.wheels_by(unit), unit)
    records = units.records(inside, unit)
    drawn = changes.interval_pictures(records, colours)
    screen.picture(drawn, units.sentence(records), inside, name)

st.header(_("Hvad med en anden grænse?"), anchor=False)
at = interval_rows(measuring.threshold_records(rows, agreed), colours, "share")
show([at], measuring.thresholds(rows, agreed), figure_ids.THRESHOLD_IDS, "livshjul-graenser")

st.header(_("Hvor godt måler hjulet?"), anchor=False)
show([], measuring.reliability(rows, agreed), figure_ids.RELIABILITY_IDS, "livshjul-paalidelighed")
st.markdown(measuring.pitfalls())
