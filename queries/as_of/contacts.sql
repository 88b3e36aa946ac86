-- One row per contact that had taken place by $data_to. published_contacts: the snapshot's own table.
select *
from published_contacts
where contacted_at::date <= $data_to
