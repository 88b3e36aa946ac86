-- One row per course: what a report tells of the groups it is in. Averages in whole units, null where
-- there is nothing to average: minutes and tenths of a contact a week, per cent of the meetings.
-- $threshold: points of mean change on the wheel that count as progress; moved is one point, as a citizen
-- would say it.
select
    case_id as member,
    is_completed_by(phases_completed_on, end_reason, $counted_reasons) as criterion_completed,
    is_charged_by(
        charged_on, started_on, ended_on, least($data_to::date, $charges_complete_to::date)
    ) as criterion_charged,
    has_progressed(has_event, sum_change, common_domains, $threshold, $progress_basis) as criterion_progress,
    is_progress_measured(has_event, common_domains, $progress_basis) as criterion_progress_measured_share,
    goals_agreed_on is not null as goals_agreed_share,
    coalesce(end_reason, 'open') as exits,
    case
        when common_domains is null then 'none'
        when sum_change >= common_domains then 'up'
        when sum_change <= -common_domains then 'down'
        else 'unchanged'
    end as life_wheel_moved,
    round(
        held_minutes / if(count_held > 0 and count_held_with_minutes = 0, null, weeks)
    )::integer as hours_per_week,
    round(10 * count_held / weeks)::integer as contacts_per_week,
    round(
        100 * count_held_meetings / nullif(count_held_meetings + count_no_show_meetings, 0)
    )::integer as attendance_share,
    coalesce(change_housing >= 1, false) as group_up_housing_share,
    coalesce(change_leisure >= 1, false) as group_up_leisure_share,
    coalesce(change_health >= 1, false) as group_up_health_share,
    coalesce(change_social >= 1, false) as group_up_social_share,
    coalesce(change_family >= 1, false) as group_up_family_share,
    coalesce(change_economy >= 1, false) as group_up_economy_share,
    coalesce(change_education >= 1, false) as group_up_education_share,
    coalesce(change_success >= 1, false) as group_up_success_share
from case_facts
order by member
