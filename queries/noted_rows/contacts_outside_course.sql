-- Three of the contacts before the course began or after its last day, those before it first: a meeting afterwards
-- may be one, a meeting before is a wrong day. $data_to ends open courses.
select
    'contacts' as table_name,
    'contacted_at' as column_name,
    contacts._part as part,
    contacts._row as row
from contacts
inner join cases on contacts.case_id = cases.case_id
where contacts.contacted_at::date not between cases.started_on and coalesce(cases.ended_on, $data_to::date)
order by contacts.contacted_at::date >= cases.started_on, contacts._part, contacts._row
limit 3
