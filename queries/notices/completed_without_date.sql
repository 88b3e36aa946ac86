-- One row: courses whose reason says completed while no date says when the phases were.
select 'cases' as table_name, null as column_name, count(*)::bigint as n
from cases
where end_reason = 'completed' and phases_completed_on is null
