-- One row per course, month and phase with a contact: the sums of contact_tally.
select
    case_id,
    date_trunc('month', contacted_on)::date as month,
    phase,
    sum(columns('^count_'))::integer,
    sum(held_minutes)::double as held_minutes,
    min(if(count_held > 0, contacted_on, null)) as first_held_on
from contact_tally
group by case_id, month, phase
order by month, case_id, phase
