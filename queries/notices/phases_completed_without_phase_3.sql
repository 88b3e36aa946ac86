-- One row: courses that completed the phases without a start of phase 3.
select 'cases' as table_name, null as column_name, count(*)::bigint as n
from cases
where phases_completed_on is not null and phase_3_on is null
