-- One row: how many of the courses started in the period were charged while enrolled, and for how
-- many years they were at risk of it: from start to charge or end, as far as charges are followed.
with dates as (
    select least($data_to::date, $charges_complete_to::date) as charged_to
),

at_risk as (
    select
        is_charged_by(charged_on, started_on, ended_on, charged_to) as is_charged,
        if(is_charged, charged_on, least(last_on, charged_to)) - started_on as days
    from case_facts
    cross join dates
    where
        started_on <= charged_to
        and in_scope(municipality_code, programme, started_on)
)

select
    'criterion_charged_rate' as figure_id,
    count(*)::bigint as n,
    (count(*) filter (where is_charged))::bigint as k,
    coalesce(sum(days), 0) / 365.25 as years
from at_risk
