-- One row per number of days from referral to start of the courses started in the period.
select
    (started_on - referred_on)::bigint as days,
    count(*)::bigint as count_courses
from case_facts
where
    referred_on is not null
    and in_scope(municipality_code, programme, started_on)
group by days
order by days
