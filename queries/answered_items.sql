-- One row per question of the satisfaction questionnaires citizens answered in the period:
-- how many answered it and how many passed it over.
select
    item,
    coalesce(sum(given) filter (where answer is not null), 0)::bigint as count_answered,
    coalesce(sum(given) filter (where answer is null), 0)::bigint as count_skipped
from answers
where
    instrument = 'satisfaction'
    and respondent = 'citizen'
    and in_scope(municipality_code, programme, answered_on)
group by item
order by item
