-- One row per number of days from the start to the first held contact, of the courses started in the period
-- that have had one.
select
    (first_held_on - started_on)::bigint as days,
    count(*)::bigint as count_courses
from case_facts
where first_held_on is not null and in_scope(municipality_code, programme, started_on)
group by days
order by days
