-- One row per count of the flow through the phases, of the courses started in the period: for each
-- phase who entered it, is still in it, ended in it (and for what), moved on from it or went past it
-- without a date for it. entered = open + left + moved_on, and left is the sum of its reasons.
with named as (
    select
        unnest([
            'entered', 'open', 'left', 'moved_on', 'left_job_or_education', 'left_completed', 'left_broken_off',
            'left_other'
        ]) as event
),

wanted as (
    select 'flow_' || all_phases.phase || '_' || named.event || '_count' as figure_id
    from named
    cross join (values ('klar'), ('parat'), ('start')) as all_phases (phase)
    union all
    select unnest(['flow_parat_skipped_count', 'flow_start_skipped_count', 'flow_completed_count']) as figure_id
)

select wanted.figure_id, count(asked.case_id)::bigint as value
from wanted
left join asked_of_flow() as asked on wanted.figure_id = asked.figure_id
group by wanted.figure_id
order by wanted.figure_id
