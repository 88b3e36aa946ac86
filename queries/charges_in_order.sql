-- One row per course charged while enrolled, among the courses of the period that can be judged, in
-- the order they started: its place among them, how many had been charged by then and how many
-- courses lie between it and the one before; and a last row for the last course of all.
-- Of more than $most_points, only every so many.
with judged as (
    select
        row_number() over (order by started_on, case_id) as place,
        is_charged_by(
            charged_on, started_on, ended_on, least($data_to::date, $charges_complete_to::date)
        ) as is_charged
    from case_facts
    where
        is_old_enough(
            started_on, least($data_to::date, $charges_complete_to::date), $horizon_months, $always_wait
        )
        and in_scope(municipality_code, programme, started_on)
),

-- the charged by number, and the last course of all, with as many as were charged by then
numbered as (
    select place, is_charged, row_number() over (order by place) as charges
    from judged
    where is_charged
    union all
    select
        count(*) as place,
        false as is_charged,
        count(*) filter (where is_charged) as charges
    from judged
    having count(*) > coalesce(max(place) filter (where is_charged), 0)
),

marked as (
    select
        *,
        place - coalesce(lag(place) over (order by place), 0) as courses_since,
        max(charges) over () as most,
        max(place) over () as last_place
    from numbered
)

select
    place::bigint as place,
    charges::bigint as charges,
    courses_since::bigint as courses_since,
    is_charged
from marked
where place = last_place or charges % greatest(1, ceil(most / $most_points))::bigint = 0
order by place
