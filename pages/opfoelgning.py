"""Opfølgning: which open courses need somebody to act today, and why? For the owner alone."""

import streamlit as st

from dashboard import drawing
from dashboard.foundation.words import text as _
from dashboard.owner import casework, screen
from dashboard.presenters import follow_up

view = screen.view()
rows = view.rows(follow_up.IDS)
drawing.table(follow_up.count_table(rows, view.snapshot.settings))
st.caption(follow_up.count_caption(view.snapshot.data_to))
screen.is_measured(rows)

st.header(_("Hvilke forløb kræver opfølgning?"), anchor=False)
mentors = view.query("mentor_weeks").to_dicts()
reason_place, mentor_place = st.columns(2)
with reason_place:
    reason = casework.choose(_("Grund"), follow_up.reason_names(), "grund")
with mentor_place:
    mentor = casework.choose(_("Mentor"), follow_up.mentor_names(mentors), "mentor")
listed = view.query("follow_up_list", case_id=None).to_dicts()
courses = follow_up.waiting(listed, reason, mentor)
if courses:
    st.markdown(follow_up.list_sentence(courses))
    casework.course_list(courses)
    st.caption(follow_up.order_caption())
else:
    drawing.calm(follow_up.list_sentence(courses, has_others=bool(listed)))

if mentors and follow_up.are_contacts_known(rows):
    st.header(_("Forløb og uger hos hver mentor"), anchor=False)
    weeks = follow_up.mentor_table(mentors, mentor)
    casework.mentor_list(weeks)
    st.caption(follow_up.mentor_caption(weeks))
