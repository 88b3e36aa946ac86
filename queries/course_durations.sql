-- One row per length in days of the courses started in the period, open ones cut at the data date:
-- how many ended at that length and how many are still running.
select
    (last_on - started_on)::bigint as days,
    (count(*) filter (where ended_on is not null))::bigint as count_ended,
    (count(*) filter (where ended_on is null))::bigint as count_open
from case_facts
where in_scope(municipality_code, programme, started_on)
group by days
order by days
