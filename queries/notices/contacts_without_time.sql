-- One row: contacts at exactly midnight, which is how a date without a time of day looks.
select 'contacts' as table_name, null as column_name, count(*)::bigint as n
from contacts
where contacted_at = date_trunc('day', contacted_at)
