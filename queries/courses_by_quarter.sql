-- One row per whole calendar quarter from the first course to the data date, within the period: the
-- courses started and closed in it, and those open at its end. A quarter cut short would look like a fall.
with scoped as (
    select started_on, ended_on
    from case_facts
    where of_municipality(municipality_code) and of_programme(programme)
),

events as (
    select date_trunc('quarter', started_on)::date as quarter, 1 as is_start, 0 as is_end from scoped
    union all
    select date_trunc('quarter', ended_on)::date as quarter, 0 as is_start, 1 as is_end
    from scoped
    where ended_on is not null
),

quarters as (
    select
        unnest(generate_series(min(quarter), date_trunc('quarter', $data_to::date), interval 3 month))::date
            as period_from
    from events
),

summed as (
    select quarter, sum(is_start) as started, sum(is_end) as closed
    from events
    group by quarter
),

counted as (
    select
        quarters.period_from,
        (quarters.period_from + interval 3 month)::date - 1 as period_to,
        coalesce(summed.started, 0) as courses_started,
        coalesce(summed.closed, 0) as courses_closed,
        sum(coalesce(summed.started, 0) - coalesce(summed.closed, 0)) over (order by quarters.period_from)
            as courses_open
    from quarters
    left join summed on quarters.period_from = summed.quarter
)

select
    period_from,
    period_to,
    courses_started::bigint as courses_started,
    courses_closed::bigint as courses_closed,
    courses_open::bigint as courses_open
from counted
where in_period(period_from) and in_period(period_to) and period_to <= $data_to::date
order by period_from
