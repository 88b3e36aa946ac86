-- One row per share of the courses started in the period: what the order says of the citizen and the mentor's
-- task, how soon the course began, how the two were matched and what was agreed.
-- n leaves out the unknown; a share nobody was asked about is missing.
select figure_id, (count(*) filter (where is_counted))::bigint as k, count(is_counted)::bigint as n
from asked_of_started($data_to::date)
group by figure_id
order by figure_id
