-- One row: contacts before the course began or after its last day. $data_to ends open courses.
select 'contacts' as table_name, null as column_name, count(*)::bigint as n
from contacts
inner join cases on contacts.case_id = cases.case_id
where contacts.contacted_at::date not between cases.started_on and coalesce(cases.ended_on, $data_to::date)
