-- One row: answers of a questionnaire without a date of answering.
select 'survey_results' as table_name, null as column_name, count(*)::bigint as n
from survey_results
where answered_on is null and (answer is not null or score is not null)
