-- One row per course and phase with a contact: the sums of contact_months.
select
    case_id,
    phase,
    sum(columns('^count_'))::integer
from contact_months
where phase is not null
group by case_id, phase
order by case_id, phase
