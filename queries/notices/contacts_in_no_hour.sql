-- Contacts within the hour that no Danish clock shows: from two to three on the last Sunday of March.
select 'contacts' as table_name, null as column_name, count(*)::bigint as n
from contacts
where
    month(contacted_at) = 3 and day(contacted_at) >= 25
    and dayofweek(contacted_at) = 0 and hour(contacted_at) = 2
