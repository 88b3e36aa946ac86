-- One row per whole calendar quarter of the period and figure about contacts: n courses it is known for,
-- and mean and sd over them. What contact_measures says of each quarter by itself, in one run.
with scoped as (
    select case_id, started_on, last_on
    from case_facts
    where of_municipality(municipality_code) and of_programme(programme)
),

quarters as (
    select
        unnest(
            generate_series(
                date_trunc('quarter', min(started_on)), date_trunc('quarter', $data_to::date), interval 3 month
            )
        )::date as period_from,
        (period_from + interval 3 month)::date - 1 as period_to
    from scoped
),

summed as (
    select
        contact_months.case_id,
        date_trunc('quarter', contact_months.month)::date as period_from,
        sum(contact_months.count_held) as count_held,
        sum(contact_months.count_held_with_minutes) as count_with_minutes,
        sum(contact_months.held_minutes) as held_minutes,
        sum(contact_months.count_held_meetings) as count_held_meetings,
        sum(contact_months.count_no_show_meetings) as count_no_show_meetings
    from contact_months
    group by all
),

overlapping as (
    select
        quarters.period_from,
        scoped.case_id,
        greatest(
            1, (least(scoped.last_on, quarters.period_to) - greatest(scoped.started_on, quarters.period_from)) / 7
        ) as weeks
    from quarters
    inner join scoped on quarters.period_to >= scoped.started_on and quarters.period_from <= scoped.last_on
    where in_period(quarters.period_from) and in_period(quarters.period_to) and quarters.period_to <= $data_to::date
),

rated as (
    select
        overlapping.period_from,
        coalesce(summed.held_minutes, 0) / 60
        / if(summed.count_held > 0 and summed.count_with_minutes = 0, null, overlapping.weeks) as hours_per_week,
        summed.count_held_meetings / nullif(summed.count_held_meetings + summed.count_no_show_meetings, 0)
            as attendance_share
    from overlapping
    left join summed
        on overlapping.case_id = summed.case_id and overlapping.period_from = summed.period_from
),

measured as (
    unpivot rated on hours_per_week, attendance_share into name figure_id value amount
)

select
    period_from,
    figure_id,
    count(*)::bigint as n,
    avg(amount) as mean,
    stddev_samp(amount) as sd
from measured
group by period_from, figure_id
order by period_from, figure_id
