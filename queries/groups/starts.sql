-- One row per course that began by $data_to: in which municipality, when, and whose it is.
select
    municipality_code,
    case_id as member,
    citizen_id as citizen,
    started_on as day
from case_facts
where started_on <= $data_to
order by municipality_code, day, member
