-- One row: the mean number of months on benefit before the courses started in the period.
select
    'months_on_benefit_before_mean' as figure_id,
    count(months_on_benefit_before)::bigint as n,
    avg(months_on_benefit_before) as mean,
    stddev_samp(months_on_benefit_before) as sd
from case_facts
where in_scope(municipality_code, programme, started_on)
