-- One row per id of a course in $staged that is not in cases as it stands there, and the one it is but for
-- leading zeros and ".0" (null: none, or more than one, or a course that is there under its right id too).
with known as (
    select distinct case_id, bare_id(case_id) as bare
    from staged_cases
    where case_id is not null and not _is_blank
),

one_each as (
    select bare, any_value(case_id) as case_id
    from known
    group by bare
    having count(*) = 1
),

delivered as (
    select case_id, bare_id(case_id) as bare
    from (select distinct case_id from query_table($staged) where case_id is not null and not _is_blank)
),

alone as (
    select bare
    from delivered
    group by bare
    having count(*) = 1
)

select delivered.case_id as theirs, one_each.case_id as ours
from delivered
left join alone on delivered.bare = alone.bare
left join one_each on alone.bare = one_each.bare
where delivered.case_id not in (select case_id from known)
order by delivered.case_id
