"""Opfølgning: which open courses need somebody to act today, and why? For the owner alone."""

import streamlit as st

from dashboard import drawing
from dashboard.foundation.words import text as _
from dashboard.owner import casework, screen, waiting
from dashboard.presenters import follow_up

view = screen.view()
rows = view.rows(follow_up.IDS)
screen.is_measured(rows)
mentors = view.query("mentor_weeks").to_dicts()
mentor = casework.choose(_("Mentor"), follow_up.mentor_names(mentors), "mentor")
reasons = {"alle": _("Alle")} | follow_up.reason_names(rows, mentor)
chosen = drawing.choice(_("Grund (et forløb kan have flere)"), reasons, casework.REASON)
reason = None if chosen == "alle" else chosen
listed, are_new = waiting.listed(view)
courses = follow_up.waiting(listed, reason, mentor)
of = len(follow_up.waiting(listed))
casework.only_of(mentor, of, "mentor")
if courses:
    before = view.before()
    day = before.snapshot.data_to if before else None
    told = follow_up.list_sentence(courses, are_new, day, scope=view.scope, of=of)
    order = follow_up.order(view.snapshot.data_to)
    st.markdown(" ".join(filter(None, (told, order, follow_up.nobody(rows)))))
    casework.course_list(courses, are_new, reason)
    casework.say_of_charges()
    st.caption(_("Det registreres, hvem der åbner et forløb."))
else:
    drawing.calm(follow_up.list_sentence(courses, scope=view.scope, of=of))

with st.expander(_("Hvornår tæller en grund?")):
    drawing.table(follow_up.count_table(rows, view.snapshot.settings))
    st.caption(follow_up.count_caption())
if mentors and follow_up.are_contacts_known(rows):
    with st.expander(_("Forløb og uger hos hver mentor")):
        weeks = follow_up.mentor_table(mentors, mentor)
        casework.mentor_list(weeks)
        st.caption(follow_up.mentor_caption(weeks))
