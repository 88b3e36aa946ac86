-- One row per question, answer and day (and whose it is) of answered satisfaction, coping
-- and partner questionnaires: how many gave it. A null answer was skipped. Scope as in responses.
select
    survey_results.item,
    survey_results.answer,
    responses.instrument,
    responses.respondent,
    responses.municipality_code,
    responses.programme,
    responses.mentor_wish_met,
    responses.is_same_gender,
    responses.answered_on,
    count(*)::integer as given
from survey_results
inner join responses on survey_results.response_id = responses.response_id
where responses.instrument in ('satisfaction', 'coping', 'partner') and responses.answered_on is not null
group by all
order by all
