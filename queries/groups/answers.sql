-- One row per answered question of citizens' satisfaction, and of coping as citizens and mentors see it,
-- by $data_to: its question, who answered, when and what. Who answers twice is one member; an anonymous
-- answer is a member of its own.
select
    responses.municipality_code,
    survey_results.instrument || '/' || survey_results.respondent || '/' || survey_results.item as population,
    coalesce(survey_results.case_id, 'anonymous|' || survey_results.response_id) as member,
    coalesce(cases.citizen_id, 'anonymous|' || survey_results.response_id) as citizen,
    responses.answered_on as day,
    survey_results.answer
from survey_results
inner join responses on survey_results.response_id = responses.response_id
left join cases on survey_results.case_id = cases.case_id
where
    survey_results.answer is not null
    and responses.municipality_code is not null
    and responses.answered_on <= $data_to
    and (
        (survey_results.instrument = 'satisfaction' and survey_results.respondent = 'citizen')
        or (survey_results.instrument = 'coping' and survey_results.respondent in ('citizen', 'mentor'))
    )
order by responses.municipality_code, population, day, responses.response_id
