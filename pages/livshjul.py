"""Livshjul: how far do citizens move on the life wheel, in which domains, and when?"""

import streamlit as st

from dashboard import drawing
from dashboard.charts.flow_charts import stacked_counts
from dashboard.charts.wheel_charts import columns, wheel
from dashboard.foundation.words import text as _
from dashboard.owner import behind, screen
from dashboard.presenters.life_wheel import changes, figure_ids, measuring, moved, units
from dashboard.presenters.section import by_id

view, colours = screen.view(), drawing.colours()
agreed, found = view.snapshot.settings, view.rows(figure_ids.IDS)
rows = by_id(found)
if not screen.is_measured(found):
    st.stop()

answer = moved.answer(rows, agreed)
st.markdown(answer)
if moved.is_drawn(rows):
    drawing.chart(stacked_counts([moved.bar(rows)], colours), answer)
promise = (behind.way("succeskriterier", loefte="progress"), _("Se løftet"))
st.caption(moved.coverage(rows))
drawing.way(f"{moved.not_the_promise(agreed)} ", promise, is_quiet=True)

drawing.heading(_("Område for område"))
names = {code: figure_ids.round_name(code) for code in figure_ids.ROUNDS}
chosen = drawing.choice(_("Sammenlign første hjul med"), names, "hjul")
st.markdown(changes.changed(rows, chosen))
if drawn := changes.wheel_records(rows, chosen):
    picture, domains = st.columns(2)
    with picture:
        drawing.chart(wheel(drawn, colours), changes.changed(rows, chosen))
    with domains:
        drawing.lines(changes.domains(rows, chosen), _("Område for område"))

drawing.heading(_("Hvor langt rykker de?"))
st.markdown(measuring.distribution(rows))
if moved.is_drawn(rows):
    spread = columns(measuring.distribution_records(rows), colours, measuring.marked(agreed))
    drawing.chart(spread, measuring.distribution(rows))
    st.caption(measuring.columns_read(agreed))

screen.side_by_side([changes.by_phase(rows), measuring.other_thresholds(rows, agreed)])
for unit, heading in units.dividing(view.scope):
    inside = units.by_name(view.wheels_by(unit), unit)
    with st.expander(_(heading)):
        drawing.lines(units.lines(inside, unit), _(heading))
        st.caption(units.read())
    found += inside
with st.expander(_("Hvor godt måler hjulet?")):
    st.markdown(measuring.reliability(rows, agreed))
    st.markdown(measuring.pitfalls())
screen.table_and_csv(found, "livshjul")
