-- One row about the courses started in the period as a whole: how many citizens they are, how many
-- of those have several, when the first began and when the last of them ended.
with citizens as (
    select
        citizen_number,
        count(*) as count_courses,
        min(started_on) as first_started_on,
        max(ended_on) as last_ended_on
    from case_facts
    where
        ($municipality is null or municipality_code = $municipality)
        and ($programme is null or programme = $programme)
        and ($period_from is null or started_on >= $period_from)
        and ($period_to is null or started_on <= $period_to)
    group by citizen_number
)

select
    count(*)::bigint as count_citizens,
    (count(*) filter (where count_courses > 1))::bigint as count_with_several,
    min(first_started_on) as first_started_on,
    max(last_ended_on) as last_ended_on
from citizens
