-- One row per count of the flow through the phases, of the courses started in the period: for each
-- phase who entered it, is still in it, ended in it (and for what), moved on from it or went past it
-- without a date for it. entered = open + left + moved_on, and left is the sum of its reasons.
with started as (
    select *
    from phases
    where in_scope(municipality_code, programme, started_on)
),

ended as (
    select
        *,
        left_on is not null and next_phase is null as is_left,
        case
            when left_for in ('employment', 'education', 'flexjob') then 'job_or_education'
            when left_for = 'completed' then 'completed'
            when left_for in ('withdrew', 'no_benefit', 'caseworker_decision') then 'broken_off'
            else 'other'
        end as reason
    from started
),

counted as (
    select
        all_phases.phase,
        unnest([
            {'event': 'entered', 'value': count(ended.phase)},
            {'event': 'open', 'value': count(*) filter (where ended.left_on is null and ended.phase is not null)},
            {'event': 'left', 'value': count(*) filter (where is_left)},
            {'event': 'moved_on', 'value': count(ended.next_phase)},
            {
                'event': 'left_job_or_education',
                'value': count(*) filter (where is_left and reason = 'job_or_education')
            },
            {'event': 'left_completed', 'value': count(*) filter (where is_left and reason = 'completed')},
            {'event': 'left_broken_off', 'value': count(*) filter (where is_left and reason = 'broken_off')},
            {'event': 'left_other', 'value': count(*) filter (where is_left and reason = 'other')}
        ], recursive := true)
    from (values ('klar'), ('parat'), ('start')) as all_phases (phase)
    left join ended on all_phases.phase = ended.phase
    group by all_phases.phase
),

passed_by as (
    select
        unnest([
            {'phase': 'parat', 'value': count(*) filter (where phase = 'klar' and next_phase <> 'parat')},
            {
                'phase': 'start',
                'value': count(*) filter (where phase in ('klar', 'parat') and next_phase = 'completed')
            },
            {'phase': 'completed', 'value': count(*) filter (where next_phase = 'completed')}
        ], recursive := true)
    from started
)

select 'flow_' || phase || '_' || event || '_count' as figure_id, value::bigint as value
from counted
union all
select
    if(phase = 'completed', 'flow_completed_count', 'flow_' || phase || '_skipped_count') as figure_id,
    value::bigint as value
from passed_by
order by figure_id
