-- The first three of the held contacts of ten hours or more.
select
    'contacts' as table_name,
    'minutes' as column_name,
    _part as part,
    _row as row
from contacts
where outcome = 'held' and minutes >= 600
order by _part, _row
limit 3
