"""Overblik: are our three criteria met, how do we stand beside SFI, what has changed?"""

import streamlit as st

from dashboard import drawing
from dashboard.foundation.words import text as _
from dashboard.owner import behind, noted, screen, waiting
from dashboard.presenters import overview
from dashboard.presenters.section import by_id

view = screen.view()
rows = view.rows(overview.ANSWER)
figures = by_id(rows)
before = view.before()
new = len(waiting.listed(view)[1]) if before else None
drawing.way((behind.way("opfoelgning"), overview.waiting(figures[overview.WAITING], new)))
screen.criteria(figures, {"progress": overview.beside_progress(figures, view.snapshot.settings)})

if held := overview.held_back(view.snapshot.quarantined):
    drawing.way(held, " ", (behind.way("data"), _("Se hvorfor")))

drawing.heading(_("KeepGoing og landstallene"))
beside = view.rows(overview.BESIDE)
national = overview.national(beside)
drawing.figures(national, _("KeepGoing og landstallene"), behind.of(national), held="together")
drawing.way((behind.way("sammenligning"), _("Alle sammenligninger og forbehold")), is_quiet=True)

drawing.heading(_("Forløb over tid"))
quarters = view.courses_by_quarter()
if counted := overview.over_time(quarters, _("Forløb over tid")):
    drawing.rows_of(counted)
st.markdown(overview.count_sentence(figures | by_id(beside)))
noted.say()
earlier = by_id(before.rows(overview.CHANGING)) if before else {}
for sentence in overview.changes(figures | by_id(beside), earlier):
    st.caption(sentence)
screen.table_and_csv([*rows, *beside, *quarters], "overblik")
