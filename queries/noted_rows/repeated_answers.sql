-- The first three of the questionnaires that repeat an earlier one's course, instrument, respondent, day and answers.
with questionnaires as (
    select
        min({'part': _part, 'row': _row}) as place,
        any_value(hash(case_id, instrument, respondent, answered_on)) as about_hash,
        bit_xor(hash(concat(item, '/', answer, '/', score))) as answers_hash,
        count(answer) + count(score) as count_answers
    from survey_results
    where case_id is not null and answered_on is not null
    group by hash(response_id)
    having count(answer) + count(score) > 0
)

select
    'survey_results' as table_name,
    'answered_on' as column_name,
    place.part,
    place.row
from questionnaires
qualify row_number() over (partition by about_hash, answers_hash, count_answers order by place) > 1
order by place
limit 3
