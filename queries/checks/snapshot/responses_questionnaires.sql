-- A row where the questionnaires are not as many as the survey results name.
with counted as (
    select
        (select count(distinct response_id) from survey_results) as count_named,
        (select count(*) from responses) as count_responses
)

select *
from counted
where count_named <> count_responses
