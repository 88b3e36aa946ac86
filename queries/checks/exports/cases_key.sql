-- One row per case whose case_id stands in more than one row: nobody can say which is right.
with counted as (
    select
        _part,
        _row,
        case_id,
        count(*) over (partition by case_id) as count_rows
    from cases
    where case_id is not null
)

select
    _part,
    _row,
    'case_id' as column_name,
    'double_key' as rule,
    case_id as found
from counted
where count_rows > 1
