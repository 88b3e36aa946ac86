-- One row about the courses started in the period as a whole: how many citizens they are, how many
-- of those have several, when the first and the tenth began and when the last of them ended.
with started as (
    select citizen_number, started_on, ended_on
    from case_facts
    where in_scope(municipality_code, programme, started_on)
),

citizens as (
    select
        citizen_number,
        count(*) as count_courses,
        min(started_on) as first_started_on,
        max(started_on) as last_started_on,
        max(ended_on) as last_ended_on
    from started
    group by citizen_number
)

select
    count(*)::bigint as count_citizens,
    (count(*) filter (where count_courses > 1))::bigint as count_with_several,
    min(first_started_on) as first_started_on,
    (select list_extract(min(started_on, 10), 10) from started) as tenth_started_on,
    max(last_started_on) as last_started_on,
    max(last_ended_on) as last_ended_on
from citizens
