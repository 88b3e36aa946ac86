-- The first three of the contacts before the course began or after its last day. $data_to ends open courses.
select
    'contacts' as table_name,
    'contacted_at' as column_name,
    contacts._part as part,
    contacts._row as row
from contacts
inner join cases on contacts.case_id = cases.case_id
where contacts.contacted_at::date not between cases.started_on and coalesce(cases.ended_on, $data_to::date)
order by contacts._part, contacts._row
limit 3
