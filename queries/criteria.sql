-- One row per success criterion (progress: per wheel threshold), counted over the courses started
-- in the period. n, k: the mature cohort, started at least $horizon_months before the day they are
-- judged by; n_started, lower_k, upper_k: all of them, with what the open ones may still become.
-- $first_only: only each citizen's first course. $by_quarter: one row more for each quarter of start
-- instead of one for all. Charges are judged by $charges_complete_to. $always_wait: also with no course
-- open anywhere, so that a municipality's numbers do not depend on the others'.
with dates as (
    select
        $data_to::date as data_to,
        least($data_to::date, $charges_complete_to::date) as charged_to
),

started as (
    select *
    from case_facts
    where in_scope(municipality_code, programme, started_on)
),

first_courses as (
    select arg_min(case_id, (started_on, case_id)) as case_id from started group by citizen_number
),

-- in two branches, of which the one that is not asked for costs nothing
counted as (
    select * from started where not $first_only
    union all
    select started.*
    from started
    semi join first_courses on started.case_id = first_courses.case_id
    where $first_only
),

-- the few combinations of answers that occur, and how many courses have each
combined as (
    select
        if($by_quarter, date_trunc('quarter', started_on)::date, null) as quarter,
        is_old_enough(started_on, $data_to::date, $horizon_months, $always_wait) as is_mature,
        is_old_enough(
            started_on, least($data_to::date, $charges_complete_to::date), $horizon_months, $always_wait
        ) as is_mature_charged,
        coalesce(ended_on > data_to, true) as is_open,
        coalesce(ended_on > charged_to, true) as is_open_charged,
        coalesce(ended_on > data_to - $event_grace_days::integer, false) as is_just_ended,
        has_event,
        is_completed_by(phases_completed_on, end_reason, $counted_reasons) as is_completed,
        is_charged_by(charged_on, started_on, ended_on, charged_to) as is_charged,
        sum_change,
        common_domains,
        count(*) as courses
    from counted
    cross join dates
    group by all
),

judged as (
    select
        'completed' as criterion, null as threshold, quarter, is_mature, is_open, false as is_unknown,
        is_completed as is_reached, is_completed as is_safe, is_completed or is_open as is_possible,
        courses
    from combined
    union all
    select
        'charged' as criterion, null as threshold, quarter, is_mature_charged, is_open_charged, false as is_unknown,
        is_charged as is_reached, is_charged as is_safe, is_charged or is_open_charged as is_possible,
        courses
    from combined
    union all
    select
        'progress' as criterion,
        thresholds.threshold,
        quarter,
        is_mature,
        is_open,
        not is_progress_measured(has_event, common_domains, $progress_basis) as is_unknown,
        has_progressed(has_event, sum_change, common_domains, thresholds.threshold, $progress_basis) as is_reached,
        -- an open course's last wheel can still fall, so only an event is safe, if a fall takes it away no more
        if(is_open, has_event and $progress_basis = 'wheel_or_event', is_reached) as is_safe,
        is_safe or is_open or is_unknown or is_just_ended as is_possible,
        courses
    from combined
    cross join (select unnest($thresholds)::decimal(6, 3) as threshold) as thresholds
)

select
    criterion,
    threshold::double as threshold,
    quarter as period_from,
    (quarter + interval 3 month - interval 1 day)::date as period_to,
    coalesce(sum(courses) filter (where is_mature), 0)::bigint as n,
    coalesce(sum(courses) filter (where is_mature and is_reached), 0)::bigint as k,
    coalesce(sum(courses) filter (where is_mature and is_open and not is_reached), 0)::bigint as count_open,
    coalesce(sum(courses) filter (where is_mature and is_unknown), 0)::bigint as unknown,
    coalesce(sum(courses), 0)::bigint as n_started,
    coalesce(sum(courses) filter (where is_safe), 0)::bigint as lower_k,
    coalesce(sum(courses) filter (where is_possible), 0)::bigint as upper_k
from judged
group by criterion, threshold, quarter
order by criterion, threshold, quarter
