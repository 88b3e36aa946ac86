-- One row per item of the internship questionnaires answered in the period: over those that scored it, mean and
-- sd of the score.
select
    survey_results.item,
    count(survey_results.score)::bigint as n,
    avg(survey_results.score) as mean,
    stddev_samp(survey_results.score) as sd
from main.survey_results as survey_results
inner join responses on survey_results.response_id = responses.response_id
where
    responses.instrument = 'internship'
    and in_scope(responses.municipality_code, responses.programme, responses.answered_on)
group by survey_results.item
having n > 0
order by survey_results.item
