-- One row per count of courses or citizens in the scope and period.
-- An end of the period that is null is open; `courses_open` is counted at its end.
with scoped as (
    select
        citizen_number,
        started_on,
        ended_on,
        last_on,
        least($period_to::date, $data_to::date) as last_day
    from case_facts
    where of_municipality(municipality_code) and of_programme(programme)
),

counted as (
    select
        unnest([
            {'figure_id': 'courses_started', 'value': count(*) filter (where in_period(started_on))},
            {
                'figure_id': 'courses_open',
                'value': count(*) filter (where started_on <= last_day and coalesce(ended_on > last_day, true))
            },
            {'figure_id': 'courses_closed', 'value': count(*) filter (where in_period(ended_on))},
            {
                'figure_id': 'citizens',
                'value': count(distinct citizen_number) filter (where overlaps_period(started_on, last_on))
            }
        ], recursive := true)
    from scoped
)

select figure_id, value::bigint as value
from counted
order by figure_id
