-- Courses that do not begin in Klar once, or that left a phase before it began.
select cases.case_id
from cases
left join phases on cases.case_id = phases.case_id
group by cases.case_id
having count(*) filter (where phases.phase = 'klar') <> 1 or bool_or(phases.left_on < phases.entered_on)
