-- One row per answer the question does not offer. $known_answers: instrument/item/answer;
-- $known_items keeps unknown questions out of it: they are told once, as what they are.
select
    _part,
    _row,
    'answer' as column_name,
    'unknown_answer' as rule,
    answer as found
from survey_results
where
    instrument in ('satisfaction', 'coping')
    and instrument || '/' || item in (select unnest($known_items))
    and instrument || '/' || item || '/' || answer not in (select unnest($known_answers))
