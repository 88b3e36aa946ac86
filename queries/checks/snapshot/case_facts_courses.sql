-- Courses that are in cases or in case_facts but not once in both.
select coalesce(cases.case_id, case_facts.case_id) as case_id
from cases
full join case_facts on cases.case_id = case_facts.case_id
group by coalesce(cases.case_id, case_facts.case_id)
having count(cases.case_id) <> 1 or count(case_facts.case_id) <> 1
