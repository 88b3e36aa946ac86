-- One row per reason for which courses ended in the period, and one each for work or education, with and
-- without flexjob.
-- n is all courses that ended in it; a reason nobody had is missing, and has the same n.
with ended as (
    select end_reason
    from case_facts
    where in_scope(municipality_code, programme, ended_on)
),

counted as (
    select 'exit_' || end_reason || '_share' as figure_id, count(*) as k
    from ended
    group by end_reason
    union all
    select
        'job_or_education_share' as figure_id,
        count(*) filter (where end_reason in ('employment', 'education', 'flexjob')) as k
    from ended
    union all
    select
        'job_or_education_strict_share' as figure_id,
        count(*) filter (where end_reason in ('employment', 'education')) as k
    from ended
)

select
    'exits' as family,
    figure_id,
    k::bigint as k,
    (select count(*) from ended)::bigint as n
from counted
order by figure_id
