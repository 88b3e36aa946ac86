-- One row per number of days from referral to start of the courses started in the period.
select
    (started_on - referred_on)::bigint as days,
    count(*)::bigint as count_courses
from case_facts
where
    referred_on is not null
    and ($municipality is null or municipality_code = $municipality)
    and ($programme is null or programme = $programme)
    and ($period_from is null or started_on >= $period_from)
    and ($period_to is null or started_on <= $period_to)
group by days
order by days
