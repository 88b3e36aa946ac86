-- One row per outcome and need the order told of: of the courses with it that ended in the period those to a
-- job or education and those by their own wish; of those started in it, and at least $horizon_months ago as in
-- the criterion, those that completed.
select figure_id, (count(*) filter (where is_counted))::bigint as k, count(is_counted)::bigint as n
from asked_of_needing($data_to::date, $horizon_months, $counted_reasons, $always_wait)
group by figure_id
order by figure_id
