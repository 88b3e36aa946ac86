-- One row per course a figure asks about, and is_counted: whether it is among those counted, null where that
-- is not known or it is too new to be judged. Of shares the courses of the period the share is of; of a count of
-- courses those it counts. The last columns: what the promises are judged on.
with criteria as (
    select
        case_id,
        is_old_enough(started_on, $data_to::date, $horizon_months, $always_wait) as is_mature,
        is_old_enough(
            started_on, least($data_to::date, $charges_complete_to::date), $horizon_months, $always_wait
        ) as is_mature_charged,
        is_completed_by(phases_completed_on, end_reason, $counted_reasons) as is_completed,
        is_charged_by(
            charged_on, started_on, ended_on, least($data_to::date, $charges_complete_to::date)
        ) as is_charged,
        has_progressed(has_event, sum_change, common_domains, $threshold, $progress_basis) as is_progressed,
        columns('^ground_.*_on$')
    from case_facts
    where in_scope(municipality_code, programme, started_on)
),

judged as (
    select
        case_id,
        unnest([
            {'figure_id': 'criterion_completed', 'is_counted': if(is_mature, is_completed, null)},
            {'figure_id': 'criterion_charged', 'is_counted': if(is_mature_charged, is_charged, null)},
            {'figure_id': 'criterion_progress', 'is_counted': if(is_mature, is_progressed, null)}
        ], recursive := true)
    from criteria
),

grounds as (
    select case_id, 'criterion_progress_' || replace(ground, '_on', '_share') as figure_id, happened_on, is_mature
    from criteria
    unpivot include nulls (happened_on for ground in (columns('^ground_.*_on$')))
),

moved as (
    select
        case_id,
        unnest([
            {
                'figure_id': 'life_wheel_moved_up',
                'is_counted': has_moved_up(sum_change, common_domains, $threshold)
            },
            {
                'figure_id': 'life_wheel_moved_down',
                'is_counted': has_moved_down(sum_change, common_domains, $threshold)
            }
        ], recursive := true)
    from case_facts
    where in_scope(municipality_code, programme, last_wheel_on)
),

asked as (
    select case_id, figure_id, is_counted from judged
    union all
    select case_id, figure_id, if(is_mature, happened_on is not null, null) as is_counted from grounds
    union all
    select case_id, figure_id, is_counted from moved
    union all
    select case_id, figure_id, is_counted from asked_of_started($data_to::date)
    union all
    select case_id, figure_id, is_counted from asked_of_placed($data_to::date)
    union all
    select case_id, figure_id, is_counted from asked_of_wish()
    union all
    select case_id, figure_id, is_counted from asked_of_meetings()
    union all
    select case_id, figure_id, true as is_counted from asked_of_flow()
    union all
    select case_id, figure_id, is_counted
    from asked_of_needing($data_to::date, $horizon_months, $counted_reasons, $always_wait)
    union all
    select
        case_id,
        unnest(
            asked_who(year(started_on) - birth_year, citizen_gender, benefit_at_start, readiness_at_start),
            recursive := true
        )
    from case_facts
    where in_scope(municipality_code, programme, started_on)
    union all
    select case_id, unnest(asked_of_end(end_reason), recursive := true)
    from case_facts
    where in_scope(municipality_code, programme, ended_on)
    union all
    select case_id, 'courses_started' as figure_id, true as is_counted
    from case_facts
    where in_scope(municipality_code, programme, started_on)
    union all
    select case_id, 'courses_closed' as figure_id, true as is_counted
    from case_facts
    where in_scope(municipality_code, programme, ended_on)
)

select
    case_facts.case_id,
    asked.is_counted,
    case_facts.municipality_code,
    case_facts.programme,
    case_facts.started_on,
    case_facts.ended_on,
    case_facts.end_reason,
    case_facts.phases_completed_on,
    case_facts.charged_on,
    has_moved_up(case_facts.sum_change, case_facts.common_domains, $threshold) as has_moved_up,
    event_counts(
        case_facts.has_event, case_facts.sum_change, case_facts.common_domains, $threshold, $progress_basis
    ) as has_event
from asked
inner join case_facts on asked.case_id = case_facts.case_id
where asked.figure_id = $figure
order by case_facts.started_on, case_facts.case_id
