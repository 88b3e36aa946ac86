-- The first three of the contacts that repeat the course, time and channel of an earlier row under an id of their own.
with groups as (
    select
        hash(case_id, contacted_at, channel) as alike,
        min({'part': _part, 'row': _row}) as first_place
    from contacts
    where contacted_at is not null
    group by hash(case_id, contacted_at, channel)
    having count(*) > 1
)

select
    'contacts' as table_name,
    'contacted_at' as column_name,
    contacts._part as part,
    contacts._row as row
from contacts
inner join groups on hash(contacts.case_id, contacts.contacted_at, contacts.channel) = groups.alike
where {'part': contacts._part, 'row': contacts._row} != groups.first_place
order by contacts._part, contacts._row
limit 3
