-- One row per phase and number of days in it, of the courses started in the period that entered it:
-- how many left it after so long (for the next phase or altogether) and how many are still there.
select
    phase as family,
    (coalesce(left_on, $data_to::date) - entered_on)::bigint as days,
    count(left_on)::bigint as count_ended,
    (count(*) - count(left_on))::bigint as count_open
from phases
where in_scope(municipality_code, programme, started_on)
group by family, days
order by family, days
