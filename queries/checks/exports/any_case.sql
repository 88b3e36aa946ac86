-- One row per row of $table about a course that is not in cases; one about no course is about none.
-- Where a course there is the same as ids are compared (bare_id), both are told.
with unknown as materialized (
    select _part, _row, case_id
    from query_table($table)
    where
        case_id is not null and not is_cut(case_id)
        and case_id not in (select case_id from cases where case_id is not null)
),

respelt as (
    select bare_id(case_id) as bare, min(case_id) as case_id
    from cases
    where case_id is not null
    group by all
)

select
    unknown._part,
    unknown._row,
    'case_id' as column_name,
    case when respelt.case_id is null then 'unknown_case' else 'respelt_case' end as rule,
    unknown.case_id || coalesce(' / ' || respelt.case_id, '') as found
from unknown
left join respelt on bare_id(unknown.case_id) = respelt.bare
