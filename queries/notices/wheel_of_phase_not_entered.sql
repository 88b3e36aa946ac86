-- One row: answered life wheels of a phase the course has no start date for.
select 'survey_results' as table_name, null as column_name, count(distinct survey_results.response_id)::bigint as n
from survey_results
inner join cases on survey_results.case_id = cases.case_id
where
    survey_results.instrument = 'life_wheel'
    and survey_results.answered_on is not null
    and (
        (survey_results.phase = 'phase_2' and cases.phase_2_on is null)
        or (survey_results.phase = 'phase_3' and cases.phase_3_on is null)
    )
