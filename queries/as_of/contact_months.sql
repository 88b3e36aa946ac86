-- One row per course, month and phase with a contact, of the months that were over on $data_to.
-- published_contact_months: the snapshot's own table.
select *
from published_contact_months
where month < date_trunc('month', $data_to::date + 1)
order by month, case_id, phase
