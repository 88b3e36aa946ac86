-- One row per row of $table about a course that is not in cases; one about no course is about none.
select
    _part,
    _row,
    'case_id' as column_name,
    'unknown_case' as rule,
    case_id as found
from query_table($table)
where case_id is not null and case_id not in (select case_id from cases where case_id is not null)
