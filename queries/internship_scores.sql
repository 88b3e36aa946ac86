-- One row: the mean over internship questionnaires answered in the period of their mean score.
select
    'internship_score_mean' as figure_id,
    count(mean_score)::bigint as n,
    avg(mean_score) as mean,
    stddev_samp(mean_score) as sd
from responses
where
    instrument = 'internship'
    and answered_on is not null
    and ($municipality is null or municipality_code = $municipality)
    and ($programme is null or programme = $programme)
    and ($period_from is null or answered_on >= $period_from)
    and ($period_to is null or answered_on <= $period_to)
