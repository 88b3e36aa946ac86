-- One row per success criterion (progress: per wheel threshold), counted over the courses started
-- in the period. n, k: the mature cohort, started at least $horizon_months before the day they are
-- judged by; *_started: all of them, with what the open ones may still become. first_*: the cohort
-- with each citizen's first course only. Charges are judged by $charges_complete_to where it is set.
with dates as (
    select
        unnest([
            {'criterion': 'completed', 'judged_to': $data_to::date},
            {'criterion': 'charged', 'judged_to': least($data_to::date, $charges_complete_to::date)},
            {'criterion': 'progress', 'judged_to': $data_to::date}
        ], recursive := true)
),

judged_dates as (
    select
        *,
        (judged_to - to_months($horizon_months))::date as matures_by,
        -- with no course open anywhere there is nothing to wait for
        not exists (select 1 from case_facts where coalesce(ended_on > judged_to, true)) as is_all_closed
    from dates
),

in_scope as (
    select
        *,
        row_number() over (partition by citizen_id order by started_on, case_id) = 1 as is_first
    from case_facts
    where
        ($municipality is null or municipality_code = $municipality)
        and ($programme is null or programme = $programme)
        and ($period_from is null or started_on >= $period_from)
        and ($period_to is null or started_on <= $period_to)
),

judged as (
    select
        in_scope.is_first,
        judged_dates.criterion,
        thresholds.threshold,
        judged_dates.is_all_closed or in_scope.started_on <= judged_dates.matures_by as is_mature,
        coalesce(in_scope.ended_on > judged_dates.judged_to, true) as is_open,
        in_scope.ended_on > judged_dates.judged_to - 31 as is_just_ended,
        in_scope.common_domains is not null as has_two_wheels,
        in_scope.has_event,
        case judged_dates.criterion
            when 'completed' then
                in_scope.phases_completed_on is not null
                or coalesce(in_scope.end_reason in (select unnest($counted_reasons)), false)
            when 'charged' then
                coalesce(in_scope.charged_on between in_scope.started_on
                and least(in_scope.ended_on, judged_dates.judged_to), false)
            else
                in_scope.has_event
                or coalesce(in_scope.sum_change >= thresholds.threshold * in_scope.common_domains, false)
        end as is_reached
    from in_scope
    cross join judged_dates
    inner join (
        select unnest($thresholds)::decimal(6, 3) as threshold, 'progress' as criterion
        union all
        select null as threshold, unnest(['completed', 'charged']) as criterion
    ) as thresholds on judged_dates.criterion = thresholds.criterion
),

bounded as (
    select
        *,
        criterion = 'progress' and not has_two_wheels and not has_event as is_unknown,
        -- an open course's last wheel can still fall, so only an event is safe
        if(criterion = 'progress' and is_open, has_event, is_reached) as is_safe
    from judged
)

select
    criterion,
    threshold::double as threshold,
    (count(*) filter (where is_mature))::bigint as n,
    (count(*) filter (where is_mature and is_reached))::bigint as k,
    (count(*) filter (where is_mature and is_open and not is_reached))::bigint as count_open,
    (count(*) filter (where is_mature and is_unknown))::bigint as unknown,
    (count(*) filter (where is_mature and is_first))::bigint as first_n,
    (count(*) filter (where is_mature and is_first and is_reached))::bigint as first_k,
    (count(*) filter (where is_mature and is_first and is_unknown))::bigint as first_unknown,
    count(*)::bigint as n_started,
    (count(*) filter (where is_safe))::bigint as lower_k,
    (
        count(*) filter (
            where is_safe or is_open or is_unknown or (criterion = 'progress' and is_just_ended)
        )
    )::bigint as upper_k
from bounded
group by criterion, threshold
order by criterion, threshold
