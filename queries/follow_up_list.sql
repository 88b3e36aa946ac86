-- One row per open course and reason for follow-up, of the courses started in the period: the most
-- pressing reason first, and within it the one that has waited longest. $case_id: of that one alone.
select case_id, municipality_code, programme, mentor_id, reason, since, days, times, kinds, phase
from follow_up_reasons
where
    ($case_id is null or case_id = $case_id)
    and in_scope(municipality_code, programme, started_on)
order by place, since, case_id
