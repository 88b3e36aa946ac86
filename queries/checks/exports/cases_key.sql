-- One row per case whose case_id stands in more than one row: nobody can say which is right.
select
    _part,
    _row,
    'case_id' as column_name,
    'double_key' as rule,
    case_id as found
from cases
where case_id in (select case_id from cases group by case_id having count(*) > 1)
