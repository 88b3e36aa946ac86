"""Succeskriterier: what is known of one promise, what is not, and what would settle it?"""

import streamlit as st

from dashboard import drawing, overview, process, promise_screen, promises, screen
from dashboard.charts import interval_rows
from dashboard.words import text as _

view = screen.view()
agreed = view.snapshot.settings
name = drawing.choice(
    _("Løfte"), {key: promises.short_label(key) for key in promises.CHOICES}, "loefte"
)
st.markdown(promises.definition(name))
rows = view.rows(promises.ids(name))
figures = overview.by_id(rows)
main, lower, upper, expected, closed = (figures[id_] for id_ in promises.ids(name)[:5])
if not screen.is_measured([main]):
    st.stop()
thresholds = view.progress_by_threshold() if name == "progress" else []
settling = promises.what_would_settle(main, thresholds, agreed)
promise_screen.two_statements(main, lower, settling)

st.header(_("Kan det stadig ændre sig?"), anchor=False)
promise_screen.bounds(main, lower, upper)

st.header(_("Hvor langt når de i tide?"), anchor=False)
contrast = (main, expected, closed)
chart = interval_rows(promises.contrast_records(contrast, agreed), drawing.colours(), "share")
screen.picture([chart], promises.forecast(expected, name, agreed), contrast, f"{name}-prognose")

quarters = process.of(name, view.criteria_by_quarter())
if name == "charged":
    st.header(_("Tiltalte, forløb for forløb"), anchor=False)
    promise_screen.charges(main)
    st.markdown(promises.rate(figures["criterion_charged_rate"]))
else:
    st.header(_("Over tid"), anchor=False)
    promise_screen.over_time(quarters, main["target"], name)

if parts := promises.parts(name, rows):
    st.header(_("Hvad består tallet af?"), anchor=False)
    charts = overview.intervals(parts, drawing.colours(), "share")
    screen.picture(charts, promises.composition(name, parts), parts, f"{name}-dele")
if unmoved := overview.only(rows, promises.UNMOVED):
    st.header(_("Hvor mange er målt?"), anchor=False)
    charts = overview.intervals(unmoved, drawing.colours(), "share")
    screen.picture(charts, promises.unmeasured(unmoved), unmoved, "maalt")
if thresholds:
    st.header(_("Hvad nu hvis grænsen var en anden?"), anchor=False)
    promise_screen.threshold(thresholds, agreed)

st.header(_("Hvorfor er mit tal et andet?"), anchor=False)
promise_screen.why_another(main["figure_id"])

st.header(_("Vurderinger indtil nu"), anchor=False)
promise_screen.history(name)
st.header(_("Det, der er aftalt"), anchor=False)
drawing.facts(promises.agreed_facts(name, agreed, view.snapshot.data_to))
