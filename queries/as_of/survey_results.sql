-- One row per respondent and item of a questionnaire sent by $data_to; what was answered later is
-- not answered yet. published_survey_results: the snapshot's own table.
select
    * replace (
        if(answered_on <= $data_to, answered_on, null) as answered_on,
        if(answered_on <= $data_to, answer, null) as answer,
        if(answered_on <= $data_to, score, null) as score
    )
from published_survey_results
where
    invited_on <= $data_to
    -- a course that had not started yet is in no table
    and (case_id is null or case_id in (select case_id from cases))
order by response_id, item
