"""Succeskriterier: what is known of one criterion, what is not, and what would settle it?"""

import streamlit as st

from dashboard import drawing
from dashboard.foundation.words import text as _
from dashboard.owner import behind, criterion_screen, screen
from dashboard.presenters.criterion import agreement, certainty, composition, counted, over_time
from dashboard.presenters.section import by_id, only
from dashboard.wording import progress_bases

view = screen.view()
agreed = view.snapshot.settings
name = drawing.choice(_("Løfte"), counted.choices(), "loefte")
st.markdown(counted.definition(name))
rows = view.rows(counted.ids(name))
figures = by_id(rows)
main, lower, upper, expected, closed = (figures[id_] for id_ in counted.ids(name)[:5])
if not screen.is_measured([main]):
    st.stop()
thresholds = view.progress_by_threshold() if name == "progress" else []
settling = certainty.what_would_settle(main, thresholds, agreed)
criterion_screen.two_statements(main, lower, figures[counted.CITIZENS], settling)

criterion_screen.three_answers(main, (lower, upper), expected, closed)

quarters = over_time.of(name, view.criteria_by_quarter())
if name == "charged":
    drawing.heading(_("Tiltalte, forløb for forløb"))
    criterion_screen.charges(main, figures["criterion_charged_rate"])
else:
    drawing.heading(_("Over tid"))
    criterion_screen.by_quarter(quarters, main.agreed_target, counted.choices()[name])

if main.is_judgeable and (parts := composition.parts(name, rows)):
    drawing.heading(_("Hvad består tallet af?"))
    criterion_screen.made_of(main, parts)
if bases := composition.bases(rows, main.agreed_target):
    st.markdown(progress_bases.sentence(bases, agreed.progress_basis))
    heading = _("På livshjulet alene og med begivenheder")
    with st.expander(heading):
        drawing.figures(bases, heading, behind.of(bases))
        st.caption(composition.unmeasured(only(rows, composition.UNMOVED)))
if thresholds:
    with st.expander(_("Hvad nu hvis grænsen var en anden?")):
        criterion_screen.threshold(thresholds, agreed)
with st.expander(_("Hvorfor er mit tal et andet?")):
    criterion_screen.why_another(main.id)
with st.expander(_("Vurderinger indtil nu")):
    criterion_screen.history(name)
with st.expander(_("Det, der er aftalt")):
    drawing.facts(agreement.agreed_facts(name, agreed, view.snapshot.data_to))
screen.table_and_csv(rows, f"succeskriterier-{counted.choices()[name]}")
