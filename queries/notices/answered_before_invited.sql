-- One row: questionnaires answered before the day they were sent.
select 'survey_results' as table_name, null as column_name, count(distinct response_id)::bigint as n
from survey_results
where answered_on < invited_on
