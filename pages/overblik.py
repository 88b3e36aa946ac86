"""Overblik: are we keeping our three promises, how do we stand beside SFI, what has changed?"""

import streamlit as st

from dashboard import benchmarks, overview, screen, sentences
from dashboard.charts import counts_over_time, interval_rows
from dashboard.words import text as _

view = screen.view()
screen.title(
    _("Overblik"), _("Holder vi de tre løfter, og hvordan ligger vi i forhold til landstallene?")
)

criteria = view.by_id(overview.CRITERIA)
counts = view.by_id(overview.COUNTS)
matures_on = view.first_matures_on()
for column, name in zip(st.columns(3), overview.PROMISES, strict=True):
    with column:
        screen.criterion_tile(
            criteria[f"criterion_{name}"],
            (criteria[f"criterion_{name}_lower"], criteria[f"criterion_{name}_upper"]),
            counts["courses_open"]["value"],
            matures_on,
        )

st.header(_("KeepGoing og landstallet"), anchor=False)
glance = view.rows(overview.NATIONAL)
screen.picture(
    [interval_rows(overview.records(glance), screen.colours(), "share")],
    benchmarks.sentence(glance),
    glance,
    "landstal",
)
st.caption(
    sentences.many_comparisons(glance)
    + " "
    + _("Se alle sammenligninger og forbehold på siden «Sammenligning med SFI».")
)

st.header(_("Forløb lige nu og over tid"), anchor=False)
quarters = view.courses_by_quarter()
screen.picture(
    [counts_over_time(overview.count_records(quarters), screen.colours())],
    overview.count_sentence(counts),
    quarters,
    "forloeb-over-tid",
)

st.header(_("Ændret siden sidst"), anchor=False)
before = view.before()
changes = overview.changes(
    view.by_id(overview.CHANGING), before.by_id(overview.CHANGING) if before else {}
)
for sentence in changes:
    st.markdown(sentence)
