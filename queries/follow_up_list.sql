-- One row per open course and reason for follow-up, of the courses started in the period: the most
-- pressing reason first, and within it the one that has waited longest. $case_id: of that one alone.
select case_id, municipality_code, programme, mentor_id, reason, since, days, times, phase
from follow_up_reasons
where
    ($case_id is null or case_id = $case_id)
    and ($municipality is null or municipality_code = $municipality)
    and ($programme is null or programme = $programme)
    and ($period_from is null or started_on >= $period_from)
    and ($period_to is null or started_on <= $period_to)
order by place, since, case_id
