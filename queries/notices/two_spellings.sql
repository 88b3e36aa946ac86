-- One row per column of ids: ids that stand there in several spellings, with capitals, blanks, dashes
-- or leading zeros as the only difference. 12-3 and 1-23 are two ids, 12-3 and 123 may be one.
with ids as (
    select
        unnest([
            {'column_name': 'case_id', 'id': case_id},
            {'column_name': 'citizen_id', 'id': citizen_id},
            {'column_name': 'mentor_id', 'id': mentor_id}
        ], recursive := true)
    from cases
),

divided as (
    select
        column_name,
        id,
        divided_id(id) as divided_id
    from ids
    where id is not null
    group by column_name, id
),

spelled as (
    select column_name, replace(divided_id, '-', '') as bare_id
    from divided
    group by all
    having count(*) > count(distinct divided_id) or (count(*) > 1 and bool_or(not contains(divided_id, '-')))
)

select 'cases' as table_name, column_name, count(*)::bigint as n
from spelled
group by column_name
order by column_name
