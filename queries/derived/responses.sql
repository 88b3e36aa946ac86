-- One row per questionnaire: whose it is, when it was sent and answered, and its mean score.
-- The municipality is the course's where there is one, else the answer's own.
select
    survey_results.response_id,
    any_value(survey_results.instrument) as instrument,
    any_value(survey_results.respondent) as respondent,
    any_value(coalesce(cases.municipality_code, survey_results.municipality_code)) as municipality_code,
    any_value(cases.programme) as programme,
    any_value(cases.mentor_wish_met) as mentor_wish_met,
    any_value(cases.mentor_gender = cases.citizen_gender) as is_same_gender,
    any_value(survey_results.invited_on) as invited_on,
    any_value(survey_results.answered_on) as answered_on,
    avg(survey_results.score) as mean_score
from survey_results
left join cases on survey_results.case_id = cases.case_id
group by survey_results.response_id
order by survey_results.response_id
