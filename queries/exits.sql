-- One row per reason for which courses can end, and one each for work or education, with and without flexjob.
-- n is all courses that ended in the period.
with ended as (
    select end_reason, count(*) as courses
    from case_facts
    where in_scope(municipality_code, programme, ended_on)
    group by end_reason
),

asked as (select courses, unnest(asked_of_end(end_reason), recursive := true) from ended)

select
    figure_id,
    coalesce(sum(courses) filter (where is_counted), 0)::bigint as k,
    sum(courses)::bigint as n
from asked
group by figure_id
order by figure_id
