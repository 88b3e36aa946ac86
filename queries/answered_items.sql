-- One row per question of the satisfaction questionnaires citizens answered in the period:
-- how many answered it and how many passed it over.
select
    item,
    count(answer)::bigint as count_answered,
    (count(*) - count(answer))::bigint as count_skipped
from answers
where
    instrument = 'satisfaction'
    and respondent = 'citizen'
    and ($municipality is null or municipality_code = $municipality)
    and ($programme is null or programme = $programme)
    and ($period_from is null or answered_on >= $period_from)
    and ($period_to is null or answered_on <= $period_to)
group by item
order by item
