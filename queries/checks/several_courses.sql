-- One row per course of the citizens who have several, each of which begins when the one before has ended; is_number:
-- whether the citizen's number stands for the first of them, as numbered_ids leaves it, also in what was published.
with courses as (
    select
        bare_id(citizen_id) as bare,
        citizen_id,
        case_id,
        started_on,
        ended_on,
        row_number() over of_citizen as nth,
        coalesce(lag(ended_on) over of_citizen <= started_on, false) as is_after
    from staged_cases
    where citizen_id is not null and case_id is not null and not _is_blank
    window of_citizen as (partition by bare_id(citizen_id) order by started_on, _part, _row)
)

select
    bare,
    case_id,
    started_on,
    ended_on,
    bool_or(case_id = citizen_id) over (partition by bare)
    and bool_or(case_id = citizen_id || ' (2)') over (partition by bare) as is_number
from courses
qualify count(*) over (partition by bare) > 1 and bool_and(nth = 1 or is_after) over (partition by bare)
