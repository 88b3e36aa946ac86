-- One row: charges dated before the course began; the criterion does not count them.
select 'cases' as table_name, null as column_name, count(*)::bigint as n
from cases
where charged_on < started_on
