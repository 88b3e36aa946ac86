-- One row per course behind the part of a figure that is asked for: of a criterion reached, not_reached
-- or too_new to be judged, among the courses started in the period; of an exit, among those ended in it.
-- $part: criterion_<criterion>_<one of these>, or exit_<reason>.
with dates as (
    select
        $data_to::date as data_to,
        least($data_to::date, $charges_complete_to::date) as charged_to
),

started as (
    select
        *,
        is_old_enough(started_on, $data_to::date, $horizon_months, $always_wait) as is_mature,
        is_old_enough(
            started_on, least($data_to::date, $charges_complete_to::date), $horizon_months, $always_wait
        ) as is_mature_charged,
        is_completed_by(phases_completed_on, end_reason, $counted_reasons) as is_completed,
        is_charged_by(charged_on, started_on, ended_on, charged_to) as is_charged,
        has_progressed(has_event, sum_change, common_domains, $threshold, $progress_basis) as is_progressed
    from case_facts
    cross join dates
    where in_scope(municipality_code, programme, started_on)
),

judged as (
    select 'completed' as criterion, is_mature as is_judged, is_completed as is_reached, * from started
    union all
    select 'charged' as criterion, is_mature_charged as is_judged, is_charged as is_reached, * from started
    union all
    select 'progress' as criterion, is_mature as is_judged, is_progressed as is_reached, * from started
),

parts as (
    select
        'criterion_' || criterion || '_'
        || case when not is_judged then 'too_new' when is_reached then 'reached' else 'not_reached' end as part,
        case_id, municipality_code, programme, started_on, ended_on, end_reason
    from judged
    union all
    select
        'exit_' || end_reason as part,
        case_id, municipality_code, programme, started_on, ended_on, end_reason
    from case_facts
    where in_scope(municipality_code, programme, ended_on)
)

select case_id, municipality_code, programme, started_on, ended_on, end_reason
from parts
where part = $part
order by started_on, case_id
