"""Et forløb: what has happened in one course, and what is there to talk about? For the owner alone."""

import streamlit as st

from dashboard import drawing
from dashboard.charts import course_charts
from dashboard.charts.wheel_charts import wheel
from dashboard.foundation.words import text as _
from dashboard.owner import casework, screen
from dashboard.presenters import course_timeline, follow_up, one_course

view = screen.view()
case_id = casework.course_id()
found = view.query("course", case_id=case_id).to_dicts()
if not case_id:
    drawing.calm(
        _(
            "Skriv forløbets nummer (aldrig et CPR-nummer), eller vælg et forløb på siden "
            "”Opfølgning”."
        )
    )
elif not found:
    drawing.calm(_("Intet forløb i data har det nummer. Skriv det helt, præcis som i jeres liste."))
elif casework.is_logged(case_id):
    casework.neighbours(case_id)
    (course,) = found
    reasons = view.query("follow_up_list", case_id=case_id, **follow_up.EVERYTHING).to_dicts()
    drawing.facts(one_course.facts(course, reasons))

    drawing.heading(_("Hvad er der sket?"))
    days = view.query("course_days", case_id=case_id).to_dicts()
    casework.picture(
        course_charts.timeline(
            course_timeline.timeline(course, days, view.snapshot.data_to, reasons),
            drawing.colours(),
        ),
        course_timeline.timeline_sentence(course, days),
        course_timeline.day_table(days),
        "forloeb-dage",
    )
    if told := course_timeline.how_to_read(days):
        st.caption(told)
    casework.say_of_charges()

    drawing.heading(_("Livshjulet, runde for runde"))
    wheels = view.query("course_wheels", case_id=case_id).to_dicts()
    if wheels:
        casework.picture(
            wheel(one_course.wheel_records(wheels), drawing.colours()),
            one_course.wheel_sentence(wheels),
            one_course.wheel_table(wheels),
            "forloeb-livshjul",
        )
        st.caption(one_course.wheel_caption(wheels))
    else:
        drawing.calm(one_course.wheel_sentence(wheels))
    casework.progression(course, days, wheels)
    st.caption(one_course.registered())
