"""Tilfredshed: what do citizens answer today, beside the nine printed diagrams of 2016?"""

import streamlit as st

from dashboard import drawing
from dashboard.charts.figure_charts import stacked_answers
from dashboard.foundation.words import text as _
from dashboard.owner import noted, screen
from dashboard.presenters import caseworkers, diagrams, differences, dissatisfied, quarters
from dashboard.presenters.section import by_id, each_figure, only

view = screen.view()
ASKED = {
    "borgerne": _("Borgerne"),
    "mentorerne": _("Mentorer og borgere"),
    "sagsbehandlerne": _("Sagsbehandlere"),
    "praktik": _("Praktiksteder"),
}
asked = drawing.choice(_("Hvem svarer?"), ASKED, "hvem")
if asked == "borgerne":
    rows = view.rows(diagrams.IDS)
    st.caption(diagrams.response_sentence(by_id(rows)[diagrams.RESPONSE_RATE]))
    if most := diagrams.most_given(rows):
        st.markdown(dissatisfied.sentence(rows))
        drawing.figures(most, _("Det svarede flest"), held="together")
    elif screen.is_measured(rows):
        drawing.calm(_("Ingen har svaret."))
    with st.expander(_("Alle svar")):
        screen.figures(
            only(rows, diagrams.groups()), _("Alle svar"), "tilfredshed", held="together",
            groups=diagrams.groups(),
        )  # fmt: skip
    shown = st.expander(
        _("Diagrammerne fra 2016 ved siden af"), key="diagrammer", on_change="rerun"
    )
    if shown.open:
        with shown:
            screen.diagrams_of_2016(rows)
    noted.quarter_by_quarter(quarters.OF_ANSWERS, "tilfredshed-kvartaler")
elif asked == "mentorerne":
    st.caption(_("Er borgeren blevet bedre til at klare udfordringer? Ja ud af alle svar."))
    both, pairs = view.rows(differences.PERCEPTION_IDS), view.rows(differences.PAIRED_IDS)
    st.markdown(differences.perception(both))
    screen.figures(both, ASKED[asked], "mentorer-og-borgere", held="together")
    parts = differences.paired_parts(pairs)
    charts = [stacked_answers(parts, drawing.colours())] if parts else []
    screen.picture(charts, differences.paired(pairs), pairs, "samme-forloeb")
elif asked == "sagsbehandlerne":
    others = view.rows(caseworkers.IDS)
    st.caption(each_figure(only(others, caseworkers.RESPONSE_RATES[:1])))
    parts = caseworkers.parts(others)
    charts = [stacked_answers(parts, drawing.colours())] if parts else []
    partners = [row for row in others if row.id.startswith("partner_")]
    screen.picture(charts, caseworkers.sentence(others), partners, "sagsbehandlere")
else:
    others = view.rows(caseworkers.IDS)
    st.caption(each_figure(only(others, caseworkers.RESPONSE_RATES[1:])))
    st.markdown(caseworkers.internship_sentence(others))
    spread = [*only(others, caseworkers.INTERNSHIPS)[1:], *view.internship_by_item()]
    screen.figures(spread, ASKED[asked], "praktik")
