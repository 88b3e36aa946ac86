-- One row: questionnaires that repeat another's course, instrument, respondent, day and answers under
-- an id of their own. Anonymous ones may well be alike, and so may those with nothing answered.
with questionnaires as (
    select
        any_value(hash(case_id, instrument, respondent, answered_on)) as about_hash,
        bit_xor(hash(concat(item, '/', answer, '/', score))) as answers_hash,
        count(answer) + count(score) as count_answers
    from survey_results
    where case_id is not null and answered_on is not null
    group by hash(response_id)
),

groups as (
    select count(*) as count_questionnaires
    from questionnaires
    where count_answers > 0
    group by about_hash, answers_hash, count_answers
    having count(*) > 1
)

select 'survey_results' as table_name, null as column_name, coalesce(sum(count_questionnaires - 1), 0)::bigint as n
from groups
