-- One row: held contacts of ten hours or more, which few are: a time of day, or another unit, in a column of minutes?
select
    'contacts' as table_name,
    null as column_name,
    count(*)::bigint as n
from contacts
where outcome = 'held' and minutes >= 600
