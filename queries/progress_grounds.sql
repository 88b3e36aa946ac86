-- One row per supporting event: of the mature cohort of criteria.sql, how many courses have it.
with cohort as (
    select columns('^ground_.*_on$') is not null
    from case_facts
    where
        in_scope(municipality_code, programme, started_on)
        and is_old_enough(started_on, $data_to::date, $horizon_months, $always_wait)
),

counted as (
    select count(*) as courses, count_if(columns('^ground_.*_on$')) from cohort
)

select
    'criterion_progress_' || replace(ground, '_on', '_share') as figure_id,
    amount::bigint as k,
    courses::bigint as n
from (unpivot counted on columns('^ground_.*_on$') into name ground value amount)
order by figure_id
