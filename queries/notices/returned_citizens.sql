-- One row: citizens whose number is another citizen's with a running number behind it (B-107-2 beside B-107), who may
-- be that citizen come back.
select
    'cases' as table_name,
    'citizen_id' as column_name,
    count(distinct later.citizen_id)::bigint as n
from cases as later
inner join cases as earlier
    on earlier.citizen_id = before_running_number(later.citizen_id)
