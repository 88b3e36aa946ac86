-- One row per share of the courses started in the period: what the order says of the citizen and the
-- mentor's task, how the two were matched, and whether a contact was held within the first seven days.
-- n leaves out the unknown; that no roles are agreed is known.
with described as (
    select
        unnest([
            {'figure_id': 'need_misuse_share', 'is_counted': need_misuse},
            {'figure_id': 'need_diagnosis_share', 'is_counted': need_diagnosis},
            {'figure_id': 'need_debt_share', 'is_counted': need_debt},
            {'figure_id': 'need_housing_share', 'is_counted': need_housing},
            {'figure_id': 'need_crime_share', 'is_counted': need_crime},
            {'figure_id': 'need_gang_share', 'is_counted': need_gang},
            {'figure_id': 'mentor_task_social_share', 'is_counted': mentor_task = 'social'},
            {'figure_id': 'mentor_task_participation_share', 'is_counted': mentor_task = 'participation'},
            {'figure_id': 'mentor_task_workplace_share', 'is_counted': mentor_task = 'workplace'},
            {
                'figure_id': 'order_complete_share',
                'is_counted': not list_contains(
                    [
                        citizen_gender is null, birth_year is null, mentor_task is null,
                        need_misuse is null, need_diagnosis is null, need_debt is null, need_housing is null,
                        need_crime is null, need_gang is null
                    ],
                    true
                )
            },
            {'figure_id': 'same_gender_share', 'is_counted': mentor_gender = citizen_gender},
            {
                'figure_id': 'roles_agreed_share',
                'is_counted': coalesce(roles_agreed_on <= $data_to::date, false)
            },
            {
                'figure_id': 'first_contact_within_7_days_share',
                'is_counted': if(
                    started_on + 7 > $data_to::date, null, coalesce(first_held_on - started_on <= 7, false)
                )
            }
        ], recursive := true)
    from case_facts
    where in_scope(municipality_code, programme, started_on)
)

select figure_id, (count(*) filter (where is_counted))::bigint as k, count(is_counted)::bigint as n
from described
group by figure_id
order by figure_id
