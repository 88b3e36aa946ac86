-- What became of a course: the same words for the figures and for the groups reports tell of.
create or replace macro is_completed_by(phases_completed_on, end_reason, counted_reasons) as
phases_completed_on is not null
or coalesce(list_contains(counted_reasons::varchar[], end_reason), false);

create or replace macro is_charged_by(charged_on, started_on, ended_on, charged_to) as
coalesce(charged_on between started_on and least(ended_on, charged_to), false);

create or replace macro has_progressed(has_event, sum_change, common_domains, threshold) as
has_event or coalesce(sum_change >= threshold::decimal(6, 3) * common_domains, false);
