-- One row: courses with a life wheel of a later phase answered before one of an earlier phase.
with phases as (
    select
        case_id,
        list_position(['start', 'phase_2', 'phase_3', 'closing'], phase) as phase_number,
        min(answered_on) as first_on,
        max(answered_on) as last_on
    from survey_results
    where instrument = 'life_wheel' and score is not null and answered_on is not null
    group by case_id, phase
),

ordered as (
    select
        case_id,
        first_on,
        max(last_on) over (
            partition by case_id order by phase_number rows between unbounded preceding and 1 preceding
        ) as earlier_phase_on
    from phases
)

select 'survey_results' as table_name, null as column_name, count(distinct case_id)::bigint as n
from ordered
where first_on < earlier_phase_on
