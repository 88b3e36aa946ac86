-- One row per success criterion and time since the start: how many of the courses started in the
-- period reached it after so long, ended without, or are still open and followed no longer. days:
-- since the start; months: whole calendar months, as started_on + months; is_at_month: that very day.
-- $threshold: points on the wheel. Charges are followed to $charges_complete_to.
with dates as (
    select least($data_to::date, $charges_complete_to::date) as charged_to
),

started as (
    select *
    from case_facts
    where in_scope(municipality_code, programme, started_on)
),

followed as (
    select
        'completed' as criterion,
        started_on,
        ended_on,
        last_on,
        least(
            phases_completed_on,
            if(list_contains($counted_reasons::varchar[], end_reason), ended_on, null)
        ) as reached_on
    from started
    union all
    select
        'charged' as criterion,
        started_on,
        if(ended_on <= charged_to, ended_on, null) as ended_on,
        least(last_on, charged_to) as last_on,
        if(charged_on between started_on and least(started.ended_on, charged_to), charged_on, null) as reached_on
    from started
    cross join dates
    where started_on <= charged_to
    union all
    select
        'progress' as criterion,
        started_on,
        ended_on,
        last_on,
        least(
            if(event_counts(has_event, sum_change, common_domains, $threshold, $progress_basis), event_on, null),
            if(has_moved_up(sum_change, common_domains, $threshold), greatest(last_wheel_on, started_on), null)
        ) as reached_on
    from started
),

timed as (
    select
        criterion,
        reached_on,
        ended_on,
        coalesce(reached_on, last_on) as known_on,
        known_on - started_on as days,
        datediff('month', started_on, known_on)::integer as months_begun,
        months_begun - (started_on + to_months(months_begun) > known_on)::integer as months,
        started_on + to_months(months) = known_on as is_at_month
    from followed
)

select
    criterion,
    days::bigint as days,
    months::bigint as months,
    is_at_month,
    count(reached_on)::bigint as count_reached,
    (count(*) filter (where reached_on is null and ended_on is not null))::bigint as count_left,
    (count(*) filter (where reached_on is null and ended_on is null))::bigint as count_open
from timed
group by criterion, days, months, is_at_month
order by criterion, days, months, is_at_month
