-- One row per instrument: questionnaires sent in the period, to the data date, and how many of them
-- were answered.
select
    'response_rate_' || instrument as figure_id,
    count(answered_on)::bigint as k,
    count(*)::bigint as n
from responses
where
    ($municipality is null or municipality_code = $municipality)
    and ($programme is null or programme = $programme)
    and ($period_from is null or invited_on >= $period_from)
    and invited_on <= coalesce(least($period_to, $data_to::date), $data_to::date)
group by instrument
order by instrument
