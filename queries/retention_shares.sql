-- One row per month count and share of the courses that ended in the period in a job, education or flexjob,
-- that long before $data_to: for how many it is known whether they are still there, and of those how many are.
with placed as (
    select
        unnest([
            {'months': 3, 'is_retained': retained_3_months},
            {'months': 6, 'is_retained': retained_6_months}
        ], recursive := true),
        ended_on
    from case_facts
    where
        end_reason in ('employment', 'education', 'flexjob')
        and in_scope(municipality_code, programme, ended_on)
),

passed as (
    select months, is_retained from placed where ended_on + to_months(months) <= $data_to::date
)

select
    'retained_' || months || '_months_share' as figure_id,
    (count(*) filter (where is_retained))::bigint as k,
    count(is_retained)::bigint as n
from passed
group by months
union all
select
    'retained_' || months || '_months_known_share' as figure_id,
    count(is_retained)::bigint as k,
    count(*)::bigint as n
from passed
group by months
order by figure_id
