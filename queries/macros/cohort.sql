-- Which courses a criterion is judged of. To be read once case_facts is there.
-- With no course open anywhere there is nothing to wait for, unless $always_wait, so that a municipality's
-- numbers do not depend on the others'. known_to: the last day that is known, of charges their own.
create or replace macro is_all_closed(known_to, always_wait) as
not always_wait
and not exists (select 1 from main.case_facts as anywhere where coalesce(anywhere.ended_on > known_to, true));

create or replace macro is_old_enough(started_on, known_to, horizon_months, always_wait) as
started_on <= (known_to - to_months(horizon_months))::date or is_all_closed(known_to, always_wait);
