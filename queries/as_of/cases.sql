-- One row per course that had started by $data_to, as it was known on that day: what happened later
-- is not known yet. published_cases: the snapshot's own table.
select
    * replace (
        if(phase_2_on <= $data_to, phase_2_on, null) as phase_2_on,
        if(phase_3_on <= $data_to, phase_3_on, null) as phase_3_on,
        if(phases_completed_on <= $data_to, phases_completed_on, null) as phases_completed_on,
        if(ended_on <= $data_to, ended_on, null) as ended_on,
        if(ended_on <= $data_to, end_reason, null) as end_reason,
        if(ended_on <= $data_to, readiness_at_end, null) as readiness_at_end,
        if(charged_on <= $data_to, charged_on, null) as charged_on,
        if(goals_agreed_on <= $data_to, goals_agreed_on, null) as goals_agreed_on,
        if(employment_started_on <= $data_to, employment_started_on, null) as employment_started_on,
        if(education_started_on <= $data_to, education_started_on, null) as education_started_on,
        if(leisure_engaged_on <= $data_to, leisure_engaged_on, null) as leisure_engaged_on,
        if(treatment_completed_on <= $data_to, treatment_completed_on, null) as treatment_completed_on,
        if(assessment_completed_on <= $data_to, assessment_completed_on, null) as assessment_completed_on,
        if(takes_initiative_on <= $data_to, takes_initiative_on, null) as takes_initiative_on,
        if(roles_agreed_on <= $data_to, roles_agreed_on, null) as roles_agreed_on,
        -- retention is known three and six months after the end
        if(ended_on + to_months(3) <= $data_to, retained_3_months, null) as retained_3_months,
        if(ended_on + to_months(6) <= $data_to, retained_6_months, null) as retained_6_months
    )
from published_cases
where started_on <= $data_to
order by started_on, case_id
