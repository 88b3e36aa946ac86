-- One row per course, month and phase with a contact by $data_to, the last day of a month.
-- published_contact_months: the snapshot's own table.
select *
from published_contact_months
where month <= $data_to
order by month, case_id, phase
