-- The first row of each spelling but the one that stands most often, of ids that stand in several; three of a column.
with ids as (
    select
        unnest([
            {'column_name': 'case_id', 'id': case_id},
            {'column_name': 'citizen_id', 'id': citizen_id},
            {'column_name': 'mentor_id', 'id': mentor_id}
        ], recursive := true),
        {'part': _part, 'row': _row} as place
    from cases
),

spelled as (
    select
        column_name,
        id,
        divided_id(id) as divided_id,
        count(*) as count_rows,
        min(place) as place
    from ids
    where id is not null
    group by column_name, id
),

rarer as (
    select
        *,
        count(*) over same as count_spellings,
        count(distinct divided_id) over same as count_divided,
        bool_or(not contains(divided_id, '-')) over same as is_one_undivided,
        row_number() over (same order by count_rows desc, place asc) as nth
    from spelled
    window same as (partition by column_name, replace(divided_id, '-', ''))
)

select
    'cases' as table_name,
    column_name,
    place.part,
    place.row
from rarer
where nth > 1 and (count_spellings > count_divided or is_one_undivided)
qualify row_number() over (partition by column_name order by place) <= 3
order by place, column_name
