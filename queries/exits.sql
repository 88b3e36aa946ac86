-- One row per reason for which courses ended in the period, and one for work or education.
-- n is all courses that ended in it; a reason nobody had is missing, and has the same n.
with closed as (
    select end_reason
    from case_facts
    where
        ended_on is not null
        and ($municipality is null or municipality_code = $municipality)
        and ($programme is null or programme = $programme)
        and ($period_from is null or ended_on >= $period_from)
        and ($period_to is null or ended_on <= $period_to)
),

counted as (
    select 'exit_' || end_reason || '_share' as figure_id, count(*) as k
    from closed
    group by end_reason
    union all
    select
        'job_or_education_share' as figure_id,
        count(*) filter (where end_reason in ('employment', 'education', 'flexjob')) as k
    from closed
)

select
    'exits' as family,
    figure_id,
    k::bigint as k,
    (select count(*) from closed)::bigint as n
from counted
order by figure_id
