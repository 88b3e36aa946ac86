-- One row per month count and share of the courses that ended in the period in a job, education or flexjob,
-- that long before $data_to: for how many it is known whether they are still there, and of those how many are.
select figure_id, (count(*) filter (where is_counted))::bigint as k, count(is_counted)::bigint as n
from asked_of_placed($data_to::date)
group by figure_id
order by figure_id
