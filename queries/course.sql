-- One row about the course $case_id, whatever the filters say; none where there is no such course.
-- Nothing after $data_to is known yet. count_* are of contacts inside the course.
select
    case_id, municipality_code, programme, mentor_id, started_on, ended_on, end_reason, weeks,
    granted_hours_per_week, goals_agreed_on, phases_completed_on, count_held, count_held_meetings,
    count_no_show_meetings, held_minutes,
    if(phase_2_on <= $data_to::date, phase_2_on, null) as phase_2_on,
    if(phase_3_on <= $data_to::date, phase_3_on, null) as phase_3_on,
    if(referred_on <= $data_to::date, referred_on, null) as referred_on
from case_facts
where case_id = $case_id
