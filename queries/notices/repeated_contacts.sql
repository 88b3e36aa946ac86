-- One row: contacts that repeat the course, time and channel of another under an id of their own.
-- By hashes: a hundred million of them can be grouped, a hundred million texts hardly.
with groups as (
    select count(*) as count_contacts
    from contacts
    where contacted_at is not null
    group by hash(case_id, contacted_at, channel)
    having count(*) > 1
)

select 'contacts' as table_name, null as column_name, coalesce(sum(count_contacts - 1), 0)::bigint as n
from groups
