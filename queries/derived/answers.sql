-- One row per question of an answered satisfaction or coping questionnaire; a null answer
-- was skipped. Scope as in responses.
select
    survey_results.item,
    survey_results.answer,
    responses.instrument,
    responses.respondent,
    responses.municipality_code,
    responses.programme,
    responses.answered_on
from survey_results
inner join responses on survey_results.response_id = responses.response_id
where responses.instrument in ('satisfaction', 'coping') and responses.answered_on is not null
order by survey_results.response_id, survey_results.item
