"""Andre indsatser: what was printed of other efforts, what is in doubt, and what comes nearest?"""

import streamlit as st

from dashboard import drawing
from dashboard.foundation.words import text as _
from dashboard.owner import screen
from dashboard.presenters.published import empowerment, empowerment_projects, publications
from dashboard.presenters.published.publications import PUBLICATIONS
from dashboard.presenters.section import by_id

view = screen.view()
name = drawing.choice(_("Kilde"), {name: name for name in PUBLICATIONS}, "kilde")
publication = PUBLICATIONS[name]
st.caption(publication.introduction(view.snapshot.data_to))
st.caption(publications.reading())
rows = view.rows(publication.figure_ids)
for section in publication.sections(rows, drawing.colours()):
    screen.document_section(section)

if publication.has_projects:
    st.header(_("Ét projekt ad gangen"), anchor=False)
    project = st.selectbox(
        _("Projekt"), empowerment_projects.projects(), key="projekt", bind="query-params"
    )
    sheet = empowerment.project_sheet(project, by_id(rows))
    screen.open_table(sheet)
