-- One row per municipality and programme with a course: what the filters may offer.
select
    municipality_code,
    programme,
    min(started_on) as first_started_on
from case_facts
group by municipality_code, programme
order by municipality_code, programme
