"""Andre indsatser: what was printed of other efforts, what is in doubt, and what comes nearest?"""

import streamlit as st

from dashboard import drawing
from dashboard.foundation.words import text as _
from dashboard.owner import screen
from dashboard.presenters.published import empowerment, empowerment_projects, publications
from dashboard.presenters.published.publications import PUBLICATIONS
from dashboard.presenters.section import by_id

view = screen.view()
name = drawing.choice(_("Kilde"), {name: _(name) for name in PUBLICATIONS}, "kilde")
publication = PUBLICATIONS[name]
st.caption(publication.introduction(view.snapshot.data_to))
if not view.scope.is_everything:
    st.caption(_("Filtrene gælder kun KeepGoings egne tal på siden."))
rows = view.rows(publication.figure_ids)
sections = {each.name: each for each in publication.sections(rows, drawing.colours())}
questions = {key: each.heading for key, each in sections.items()}
if publication.has_projects:
    questions["projekt"] = _("Ét projekt ad gangen")
asked = (
    drawing.choice(_("Spørgsmål"), questions, "om") if len(questions) > 1 else next(iter(questions))
)
if asked in sections:
    screen.document_section(sections[asked], _(name))
else:
    project = st.selectbox(
        _("Projekt"), empowerment_projects.projects(), key="projekt", bind="query-params"
    )
    screen.document_section(empowerment.project_sheet(project, by_id(rows)), _(name))
if table := publication.everything(rows):
    told = _("Alle {n} tal: {source}", n=len(table), source=_(name))
    if publication.has_projects:
        told += " " + _("(de enkelte projekters står under ”Ét projekt ad gangen”)")
    screen.words_and_csv(
        table,
        told,
        f"alle-{name}",
        publications.reading(),
    )
