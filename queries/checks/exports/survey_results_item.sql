-- One row per answer to a question its questionnaire does not have (internship has any).
-- $known_items: instrument/item.
select
    _part,
    _row,
    'item' as column_name,
    'unknown_item' as rule,
    item as found
from survey_results
where
    instrument <> 'internship'
    and instrument || '/' || item not in (select unnest($known_items))
