-- The first three rows of citizens whose number is another citizen's with a running number behind it.
select
    'cases' as table_name,
    'citizen_id' as column_name,
    later._part as part,
    later._row as row
from cases as later
where
    before_running_number(later.citizen_id) in (select earlier.citizen_id from cases as earlier)
order by later._part, later._row
limit 3
