-- One row per date column: dates after $data_to that are not faults and count nowhere.
with later as (
    select
        unnest([
            {'column_name': 'referred_on', 'n': count(*) filter (where referred_on > $data_to)},
            {'column_name': 'phase_2_on', 'n': count(*) filter (where phase_2_on > $data_to)},
            {'column_name': 'phase_3_on', 'n': count(*) filter (where phase_3_on > $data_to)},
            {'column_name': 'phases_completed_on', 'n': count(*) filter (where phases_completed_on > $data_to)},
            {'column_name': 'goals_agreed_on', 'n': count(*) filter (where goals_agreed_on > $data_to)},
            {'column_name': 'employment_started_on', 'n': count(*) filter (where employment_started_on > $data_to)},
            {'column_name': 'education_started_on', 'n': count(*) filter (where education_started_on > $data_to)},
            {'column_name': 'leisure_engaged_on', 'n': count(*) filter (where leisure_engaged_on > $data_to)},
            {'column_name': 'treatment_completed_on', 'n': count(*) filter (where treatment_completed_on > $data_to)},
            {'column_name': 'assessment_completed_on', 'n': count(*) filter (where assessment_completed_on > $data_to)},
            {'column_name': 'takes_initiative_on', 'n': count(*) filter (where takes_initiative_on > $data_to)},
            {'column_name': 'roles_agreed_on', 'n': count(*) filter (where roles_agreed_on > $data_to)}
        ], recursive := true)
    from cases
)

select 'cases' as table_name, column_name, n::bigint as n
from later
union all
select 'survey_results' as table_name, 'invited_on' as column_name, count(distinct response_id)::bigint as n
from survey_results
where invited_on > $data_to
