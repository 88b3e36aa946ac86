-- One row: courses that begin before an earlier one of the same citizen has ended.
with ordered as (
    select
        started_on,
        max(coalesce(ended_on, 'infinity'::date)) over (
            partition by citizen_id
            order by started_on, case_id
            rows between unbounded preceding and 1 preceding
        ) as earlier_until
    from cases
    where citizen_id is not null
)

select 'cases' as table_name, null as column_name, count(*)::bigint as n
from ordered
where started_on < earlier_until
