-- One row per success criterion (progress: per wheel threshold) and day: of the courses started in
-- the period, how many became certain to count on that day (count_safe), and how many could no
-- longer (count_out). Added up to the data date they are the bounds of criteria.sql.
with dates as (
    select
        $data_to::date as data_to,
        least($data_to::date, $charges_complete_to::date) as charged_to
),

started as (
    select *
    from case_facts
    cross join dates
    where in_scope(municipality_code, programme, started_on)
),

dated as (
    select
        'completed' as criterion,
        null as threshold,
        least(
            phases_completed_on,
            if(list_contains($counted_reasons::varchar[], end_reason), ended_on, null)
        ) as safe_on,
        if(safe_on is null, ended_on, null) as out_on
    from started
    union all
    select
        'charged' as criterion,
        null as threshold,
        if(charged_on between started_on and least(ended_on, charged_to), charged_on, null) as safe_on,
        if(safe_on is null and ended_on <= charged_to, ended_on, null) as out_on
    from started
    union all
    select
        'progress' as criterion,
        thresholds.threshold,
        case
            when $progress_basis = 'wheel_or_event' and has_event then event_on
            -- the last wheel of an open course can still fall
            when
                ended_on is not null
                and has_progressed(has_event, sum_change, common_domains, thresholds.threshold, $progress_basis)
                then greatest(ended_on, last_wheel_on, event_on)
        end as safe_on,
        -- an event counts for so long after the end
        if(
            safe_on is null and ended_on <= data_to - $event_grace_days::integer and common_domains is not null,
            greatest(ended_on + $event_grace_days::integer, last_wheel_on), null
        ) as out_on
    from started
    cross join (select unnest($thresholds)::decimal(6, 3) as threshold) as thresholds
),

days as (
    select criterion, threshold, safe_on as day, 1 as is_safe from dated where safe_on is not null
    union all
    select criterion, threshold, out_on as day, 0 as is_safe from dated where out_on is not null
)

select
    criterion,
    threshold::double as threshold,
    day,
    sum(is_safe)::bigint as count_safe,
    sum(1 - is_safe)::bigint as count_out
from days
group by criterion, threshold, day
order by criterion, threshold, day
