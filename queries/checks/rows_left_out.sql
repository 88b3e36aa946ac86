-- One row per row of $staged about a course whose number, as ids are compared, is among $left_out, and is neither a
-- course's in cases nor a citizen's there: a list may be kept by citizen.
with known as (
    select bare_id(unnest([case_id, citizen_id])) as bare
    from staged_cases
    where not _is_blank
)

select _part, _row
from query_table($staged)
where
    bare_id(case_id) in (select bare_id(unnest($left_out::varchar[])))
    and bare_id(case_id) not in (select bare from known where bare is not null)
