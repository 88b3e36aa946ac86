-- One row per mentor of an open course started in the period, by the mentor's pseudonym and never by
-- a number: their open courses, those courses' whole weeks (at most the last twelve of each), and how
-- many of the weeks have no registered contact of any kind.
select
    mentor_id,
    count(*)::bigint as count_open,
    sum(count_weeks)::bigint as count_weeks,
    sum(count_weeks_without)::bigint as count_weeks_without
from follow_up_facts
where in_scope(municipality_code, programme, started_on)
group by mentor_id
order by mentor_id nulls last
