-- Rows of cases that share a number, which is their citizen's own, where each course begins when the one before has
-- ended: a later one has a running number beside it (ours). Shown: both, unless the number is a name.
with together as (
    select
        _part,
        _row,
        case_id,
        row_number() over same_number as nth,
        coalesce(
            lag(started_on) over same_number < started_on and lag(ended_on) over same_number <= started_on, false
        ) as is_after
    from staged_cases
    where $by_people and case_id = citizen_id and not _is_blank
    window same_number as (partition by case_id order by started_on, _part, _row)
)

select
    _part,
    _row,
    case_id as theirs,
    case_id || if(nth > 1, ' (' || nth || ')', '') as ours,
    if(regexp_matches(theirs, '[0-9]'), wordless_id(theirs) || ' → ' || wordless_id(theirs) || ' (' || nth || ')', null)
        as shown
from together
qualify
    count(*) over (partition by case_id) > 1
    and bool_and(nth = 1 or is_after) over (partition by case_id)
order by theirs, nth
