-- One row: the mean over internship questionnaires answered in the period of their mean score.
select
    'internship_score_mean' as figure_id,
    count(mean_score)::bigint as n,
    avg(mean_score) as mean,
    stddev_samp(mean_score) as sd
from responses
where
    instrument = 'internship'
    and in_scope(municipality_code, programme, answered_on)
