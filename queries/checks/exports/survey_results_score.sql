-- One row per score off its scale, and per answer that stands in the other instrument's column.
-- $known_scores: instrument/score; an instrument without any takes answers instead.
with judged as (
    select
        _part,
        _row,
        instrument,
        answer,
        score,
        instrument in (select split_part(unnest($known_scores), '/', 1)) as is_scored
    from survey_results
    where instrument is not null
),

faulty as (
    select
        *,
        case
            when not is_scored and score is not null then 'misplaced_answer'
            when is_scored and answer is not null then 'misplaced_answer'
            when instrument || '/' || score not in (select unnest($known_scores)) then 'score_range'
        end as rule
    from judged
)

select
    _part,
    _row,
    if(is_scored and answer is not null, 'answer', 'score') as column_name,
    rule,
    if(is_scored and answer is not null, answer, score::varchar) as found
from faulty
where rule is not null
