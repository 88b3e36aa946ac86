-- One row: the mean length in months (of 30.4375 days) of the courses ended in the period.
select
    'duration_mean_closed_months' as figure_id,
    count(*)::bigint as n,
    avg((ended_on - started_on) / 30.4375) as mean,
    stddev_samp((ended_on - started_on) / 30.4375) as sd
from case_facts
where in_scope(municipality_code, programme, ended_on)
