"""Succeskriterier: what is known of one promise, what is not, and what would settle it?"""

import streamlit as st

from dashboard import overview, process, process_charts, promise_screen, promises, screen, sentences
from dashboard.charts import interval_rows
from dashboard.words import text as _

view = screen.view()
agreed = view.snapshot.settings
name = screen.choice(
    _("Løfte"), {key: promises.short_label(key) for key in promises.CHOICES}, "loefte"
)
rows = view.rows(promises.ids(name))
figures = overview.by_id(rows)
main, lower, upper, expected, closed = (figures[id_] for id_ in promises.ids(name)[:5])
thresholds = view.progress_by_threshold() if name == "progress" else []
promise_screen.two_statements(main, promises.distance(main, thresholds, agreed))
if name == "progress":
    st.caption(sentences.coverage(figures[overview.COVERAGE]))

st.header(_("Kan det stadig ændre sig?"), anchor=False)
promise_screen.bounds(main, lower, upper)

st.header(_("Hvad venter vi, når alle er færdige?"), anchor=False)
contrast = (main, expected, closed)
chart = interval_rows(promises.contrast_records(contrast, agreed), screen.colours(), "share")
screen.picture([chart], promises.forecast(expected, name, agreed), contrast, f"{name}-prognose")

st.header(_("Over tid"), anchor=False)
quarters = process.of(name, view.criteria_by_quarter())
if name == "charged":
    promise_screen.charges(main)
    st.markdown(promises.rate(figures["criterion_charged_rate"]))
else:
    chart = process_charts.shares_over_time(
        process.records(quarters), main["target"], screen.colours()
    )
    screen.picture([chart], process.sentence(quarters), quarters, f"{name}-over-tid")
    st.caption(process.how_to_read(quarters, main["target"]))

if parts := promises.parts(name, rows):
    st.header(_("Hvad består tallet af?"), anchor=False)
    charts = [
        interval_rows(overview.records(panel), screen.colours(), "share")
        for panel in promises.panels(parts)
    ]
    screen.picture(charts, promises.composition(name, parts), parts, f"{name}-dele")
if thresholds:
    st.header(_("Hvad nu hvis grænsen var en anden?"), anchor=False)
    promise_screen.threshold(thresholds, agreed)

st.header(_("Hvorfor er mit tal et andet?"), anchor=False)
promise_screen.why_another(main["figure_id"])

st.header(_("Vurderinger indtil nu"), anchor=False)
promise_screen.history(name)
st.header(_("Det, der er aftalt på forhånd"), anchor=False)
screen.facts(promises.agreed_facts(name, agreed))
