-- A row where the courses open at $data_to are not each once in follow_up_facts, or a reason is
-- given to a course that is not open, or twice.
select case_facts.case_id
from case_facts
full join follow_up_facts on case_facts.case_id = follow_up_facts.case_id
group by case_facts.case_id
having count(follow_up_facts.case_id) <> any_value(coalesce(case_facts.ended_on > $data_to::date, true)::integer)
union all
select follow_up_reasons.case_id
from follow_up_reasons
left join follow_up_facts on follow_up_reasons.case_id = follow_up_facts.case_id
group by follow_up_reasons.case_id, follow_up_reasons.reason
having count(follow_up_facts.case_id) <> 1
