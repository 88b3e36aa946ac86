-- One row per share of the courses started in the period that is about who the citizens are.
-- n leaves out the unknown.
with counted as (
    select
        year(started_on) - birth_year as age,
        citizen_gender,
        benefit_at_start,
        readiness_at_start,
        count(*) as courses
    from case_facts
    where in_scope(municipality_code, programme, started_on)
    group by all
),

asked as (
    select
        courses,
        unnest(asked_who(age, citizen_gender, benefit_at_start, readiness_at_start), recursive := true)
    from counted
)

select
    figure_id,
    coalesce(sum(courses) filter (where is_counted), 0)::bigint as k,
    coalesce(sum(courses) filter (where is_counted is not null), 0)::bigint as n
from asked
group by figure_id
order by figure_id
