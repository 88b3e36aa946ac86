-- One row: life wheels answered more than 31 days before the course began or after its end.
select 'survey_results' as table_name, null as column_name, count(distinct survey_results.response_id)::bigint as n
from survey_results
inner join cases on survey_results.case_id = cases.case_id
where
    survey_results.instrument = 'life_wheel'
    and survey_results.score is not null
    and (
        survey_results.answered_on < cases.started_on - 31
        or survey_results.answered_on > cases.ended_on + 31
    )
