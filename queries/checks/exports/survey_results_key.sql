-- One row per answer whose questionnaire has the same item more than once.
with repeated as (
    select response_id, item
    from survey_results
    where response_id is not null and item is not null
    group by response_id, item
    having count(*) > 1
)

select
    _part,
    _row,
    'item' as column_name,
    'double_key' as rule,
    response_id || ' / ' || item as found
from survey_results
where (response_id, item) in (select (response_id, item) from repeated)
