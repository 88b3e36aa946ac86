-- One row about the course $case_id, whatever the filters say; none where there is no such course.
-- Nothing after $data_to is known yet. count_* are of contacts inside the course; other_courses are
-- the same citizen's, oldest first, null where there is none.
with course as (
    select * from case_facts where case_id = $case_id
),

others as (
    select list(case_facts.case_id order by case_facts.started_on, case_facts.case_id) as other_courses
    from case_facts
    inner join course on case_facts.citizen_number = course.citizen_number
    where case_facts.case_id <> course.case_id
)

select
    course.case_id,
    course.citizen_id,
    course.municipality_code,
    course.programme,
    course.mentor_id,
    course.started_on,
    course.ended_on,
    course.end_reason,
    course.weeks,
    course.goals_agreed_on,
    if(course.roles_agreed_on <= $data_to::date, course.roles_agreed_on, null) as roles_agreed_on,
    course.mentor_task,
    course.mentor_wish_met,
    course.need_misuse,
    course.need_diagnosis,
    course.need_debt,
    course.need_housing,
    course.need_crime,
    course.need_gang,
    course.phases_completed_on,
    course.count_held,
    course.count_held_meetings,
    course.count_no_show_meetings,
    if(course.phase_2_on <= $data_to::date, course.phase_2_on, null) as phase_2_on,
    if(course.phase_3_on <= $data_to::date, course.phase_3_on, null) as phase_3_on,
    others.other_courses
from course
cross join others
