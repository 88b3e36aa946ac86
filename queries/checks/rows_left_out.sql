-- One row per row of $staged about a course whose number, as ids are compared, is among $left_out, and not in cases.
with courses as (
    select distinct bare_id(case_id) as bare
    from staged_cases
    where case_id is not null and not _is_blank
)

select _part, _row
from query_table($staged)
where
    bare_id(case_id) in (select bare_id(unnest($left_out::varchar[])))
    and bare_id(case_id) not in (select bare from courses)
