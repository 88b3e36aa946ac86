-- One row per score an internship can be given: over the questionnaires answered in the period, mean and sd of
-- the share of their items that was given it.
with given as (
    select
        survey_results.response_id,
        list(survey_results.score) filter (where survey_results.score is not null) as scores
    from main.survey_results as survey_results
    inner join responses on survey_results.response_id = responses.response_id
    where
        responses.instrument = 'internship'
        and in_scope(responses.municipality_code, responses.programme, responses.answered_on)
    group by survey_results.response_id
),

shares as (
    select
        score,
        len(list_filter(given.scores, lambda each: each = score)) / len(given.scores) as share
    from given
    cross join (select unnest(range(1, 6)) as score)
    where len(given.scores) > 0
)

select
    'internship_score_' || score || '_share' as figure_id,
    count(*)::bigint as n,
    avg(share) as mean,
    stddev_samp(share) as sd
from shares
group by score
order by figure_id
