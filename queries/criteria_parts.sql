-- One row per share a success criterion is made of or contrasted with, with its k and n.
-- family parts_*: the mature cohort of criteria.sql; family closed_*: the courses started in the
-- period that have ended. A share nobody has may be missing, and has the n of its family.
with dates as (
    select
        $data_to::date as data_to,
        least($data_to::date, $charges_complete_to::date) as charged_to
),

started as (
    select
        *,
        is_old_enough(started_on, $data_to::date, $horizon_months, $always_wait) as is_mature,
        ended_on is not null as is_closed,
        coalesce(list_contains($counted_reasons::varchar[], end_reason), false) as has_counted_reason,
        has_moved_up(sum_change, common_domains, $threshold) as is_up,
        has_moved_down(sum_change, common_domains, $threshold) as is_down,
        event_counts(has_event, sum_change, common_domains, $threshold, $progress_basis) as has_counted_event,
        -- the mean of the first wheel leaves less room than the threshold
        coalesce(sum_first > (10 - $threshold::decimal(6, 3)) * common_domains, false) as is_near_top
    from case_facts
    cross join dates
    where in_scope(municipality_code, programme, started_on)
),

combined as (
    select
        is_mature,
        is_closed,
        case
            when phases_completed_on is not null then 'phases'
            when not has_counted_reason then null
            when end_reason in ('employment', 'education', 'flexjob') then end_reason
            else 'other'
        end as completed_by,
        case
            when is_up and has_counted_event then 'both'
            when is_up then 'wheel'
            when has_counted_event then 'event'
        end as moved_by,
        is_up,
        is_up or has_event as is_up_or_event,
        is_down and has_event as is_down_with_event,
        common_domains is not null as has_two_wheels,
        is_progress_measured(has_event, common_domains, $progress_basis) as is_measured,
        is_near_top,
        is_closed and ended_on <= charged_to as is_closed_charged,
        is_charged_by(charged_on, started_on, ended_on, charged_to) as is_charged,
        count(*) as courses
    from started
    group by all
),

progressed as (
    unpivot (
        select
            coalesce(sum(courses) filter (where not has_two_wheels), 0) as without_two_wheels,
            coalesce(sum(courses) filter (where is_measured), 0) as measured,
            coalesce(sum(courses) filter (where is_near_top), 0) as near_top,
            coalesce(sum(courses) filter (where is_up), 0) as on_wheel,
            coalesce(sum(courses) filter (where is_up_or_event), 0) as with_events,
            coalesce(sum(courses) filter (where is_down_with_event), 0) as event_but_down
        from combined
        where is_mature
    )
    on columns(*) into name what value k
),

counted as (
    select 'criterion_completed_by_' || completed_by || '_share' as figure_id, sum(courses) as k
    from combined
    where is_mature and completed_by is not null
    group by completed_by
    union all
    select 'criterion_progress_by_' || moved_by || '_share' as figure_id, sum(courses) as k
    from combined
    where is_mature and moved_by is not null
    group by moved_by
    union all
    select 'criterion_progress_' || what || '_share' as figure_id, k
    from progressed
),

sizes as (
    select
        sum(courses) filter (where is_mature) as parts,
        sum(courses) filter (where is_closed) as closed,
        sum(courses) filter (where is_closed_charged) as closed_charged,
        sum(courses) filter (where is_closed and completed_by is not null) as k_completed,
        sum(courses) filter (where is_closed_charged and is_charged) as k_charged,
        sum(courses) filter (where is_closed and moved_by is not null) as k_progress
    from combined
)

select
    'parts' as family,
    figure_id,
    coalesce(k, 0)::bigint as k,
    coalesce(parts, 0)::bigint as n
from counted
cross join sizes
union all
select
    'closed' as family,
    'criterion_' || what || '_closed_share' as figure_id,
    coalesce(k, 0)::bigint as k,
    coalesce(n, 0)::bigint as n
from (
    select
        unnest([
            {'what': 'completed', 'k': k_completed, 'n': closed},
            {'what': 'charged', 'k': k_charged, 'n': closed_charged},
            {'what': 'progress', 'k': k_progress, 'n': closed}
        ], recursive := true)
    from sizes
)
order by family, figure_id
