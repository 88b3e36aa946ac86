-- One row per table: rows of a CSV or Excel file with nothing in any cell; they are passed over.
select 'cases' as table_name, null as column_name, count(*)::bigint as n from staged_cases where _is_blank
union all
select 'contacts' as table_name, null as column_name, count(*)::bigint as n from staged_contacts where _is_blank
union all
select 'survey_results' as table_name, null as column_name, count(*)::bigint as n
from staged_survey_results
where _is_blank
