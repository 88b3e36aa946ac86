-- One row per coping questionnaire given for a course, of citizens and mentors, where the question was
-- answered: whose course, who answered, when and whether with yes.
select
    survey_results.case_id,
    cases.municipality_code,
    cases.programme,
    survey_results.respondent,
    survey_results.answered_on,
    survey_results.response_id,
    survey_results.answer = 'yes' as is_yes
from survey_results
inner join cases on survey_results.case_id = cases.case_id
where
    survey_results.instrument = 'coping'
    and survey_results.respondent in ('citizen', 'mentor')
    and survey_results.item = 'better_at_challenges'
    and survey_results.answer is not null
    and survey_results.answered_on is not null
order by survey_results.case_id, survey_results.answered_on, survey_results.response_id
