-- One row: held meetings whose length is known, where most are under ten minutes: hours, or parts
-- of a day, in a column of minutes? Counted, as a median holds every value in memory.
select
    'contacts' as table_name,
    null as column_name,
    if(2 * count(*) filter (where minutes < 10) > count(minutes), count(minutes), 0)::bigint as n
from contacts
where channel = 'meeting' and outcome = 'held'
