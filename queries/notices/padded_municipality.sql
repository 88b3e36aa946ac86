-- One row per table: municipality codes 101-999 whose leading zero was put back.
select 'cases' as table_name, null as column_name, count(*)::bigint as n from staged_cases where _is_padded
union all
select 'survey_results' as table_name, null as column_name, count(*)::bigint as n
from staged_survey_results
where _is_padded
