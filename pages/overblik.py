"""Overblik: are our three criteria met, how do we stand beside SFI, what has changed?"""

import streamlit as st

from dashboard import drawing
from dashboard.charts.figure_charts import counts_over_time
from dashboard.foundation.words import text as _
from dashboard.owner import behind, screen
from dashboard.presenters import overview
from dashboard.presenters.section import by_id, only

view = screen.view()
rows = view.rows(overview.IDS)
figures = by_id(rows)
st.markdown(overview.waiting(figures[overview.WAITING], behind.way("opfoelgning")))
beside = {"progress": overview.beside_progress(rows, view.snapshot.settings)}
for column, name in zip(st.columns(3), overview.CRITERIA, strict=True):
    with column:
        screen.criterion_tile(
            figures[f"criterion_{name}"],
            (figures[f"criterion_{name}_lower"], figures[f"criterion_{name}_upper"]),
            beside.get(name, ()),
        )

screen.download(only(rows, overview.CRITERION_IDS), "loefter")

st.header(_("KeepGoing og landstallene"), anchor=False)
national = only(rows, overview.NATIONAL)
screen.figures(national, _("KeepGoing og landstallene"), "landstal", held="together")
st.caption(_("[Alle sammenligninger og forbehold]({page})", page=behind.way("sammenligning")))

st.header(_("Forløb lige nu og over tid"), anchor=False)
quarters = view.courses_by_quarter()
screen.picture(
    [counts_over_time(overview.count_records(quarters), drawing.colours())],
    overview.count_sentence(figures),
    quarters,
    "forloeb-over-tid",
)

st.header(_("Ændret siden sidst"), anchor=False)
before = view.before()
earlier = by_id(before.rows(overview.CHANGING)) if before else {}
for sentence in overview.changes(figures, earlier):
    st.markdown(sentence)
