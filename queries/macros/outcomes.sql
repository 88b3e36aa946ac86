-- What became of a course: the same words for the figures and for the groups reports tell of.
create or replace macro is_completed_by(phases_completed_on, end_reason, counted_reasons) as
phases_completed_on is not null
or coalesce(list_contains(counted_reasons::varchar[], end_reason), false);

create or replace macro is_charged_by(charged_on, started_on, ended_on, charged_to) as
coalesce(charged_on between started_on and least(ended_on, charged_to), false);

-- Progress is judged on the wheel and, by basis, on supporting events: wheel_or_event takes either, wheel
-- the wheel alone, wheel_or_event_unless_down no event of a course whose wheel moved down.
create or replace macro has_moved_up(sum_change, common_domains, threshold) as
coalesce(sum_change >= threshold::decimal(6, 3) * common_domains, false);

create or replace macro has_moved_down(sum_change, common_domains, threshold) as
coalesce(sum_change <= -threshold::decimal(6, 3) * common_domains, false);

create or replace macro event_counts(has_event, sum_change, common_domains, threshold, basis) as
has_event and case basis
    when 'wheel_or_event' then true
    when 'wheel' then false
    else not has_moved_down(sum_change, common_domains, threshold)
end;

create or replace macro has_progressed(has_event, sum_change, common_domains, threshold, basis) as
has_moved_up(sum_change, common_domains, threshold)
or event_counts(has_event, sum_change, common_domains, threshold, basis);

-- whether it is known if a course has progressed
create or replace macro is_progress_measured(has_event, common_domains, basis) as
common_domains is not null or (has_event and basis <> 'wheel');

-- the phase a course was in on a day, its first day included; null once all are completed
create or replace macro phase_on(day, phase_2_on, phase_3_on, phases_completed_on) as
case
    when day >= phases_completed_on then null
    when day >= phase_3_on then 'start'
    when day >= phase_2_on then 'parat'
    else 'klar'
end;
