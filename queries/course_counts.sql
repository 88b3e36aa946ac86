-- One row per count of courses or citizens in the scope and period.
-- An end of the period that is null is open; `courses_open` is counted at its end.
with scoped as (
    select
        citizen_number,
        started_on,
        ended_on,
        last_on,
        coalesce($period_from, '0001-01-01'::date) as first_day,
        coalesce($period_to, '9999-12-31'::date) as last_day
    from case_facts
    where
        ($municipality is null or municipality_code = $municipality)
        and ($programme is null or programme = $programme)
),

counted as (
    select
        unnest([
            {
                'figure_id': 'courses_started',
                'value': count(*) filter (where started_on between first_day and last_day)
            },
            {
                'figure_id': 'courses_open',
                'value': count(*) filter (
                    where started_on <= least(last_day, $data_to::date)
                    and coalesce(ended_on > least(last_day, $data_to::date), true)
                )
            },
            {'figure_id': 'courses_closed', 'value': count(*) filter (where ended_on between first_day and last_day)},
            {
                'figure_id': 'citizens',
                'value': count(distinct citizen_number) filter (where started_on <= last_day and last_on >= first_day)
            }
        ], recursive := true)
    from scoped
)

select figure_id, value::bigint as value
from counted
order by figure_id
