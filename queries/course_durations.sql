-- One row per length in days of the courses started in the period, open ones cut at the data date:
-- how many ended at that length and how many are still running.
select
    (last_on - started_on)::bigint as days,
    (count(*) filter (where ended_on is not null))::bigint as count_ended,
    (count(*) filter (where ended_on is null))::bigint as count_open
from case_facts
where
    ($municipality is null or municipality_code = $municipality)
    and ($programme is null or programme = $programme)
    and ($period_from is null or started_on >= $period_from)
    and ($period_to is null or started_on <= $period_to)
group by days
order by days
