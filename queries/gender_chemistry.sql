-- One row per whether mentor and citizen are of the same gender: citizens' answers in the period about the
-- chemistry, given for a course whose two genders are known, and how many of them are good.
select
    'chemistry_good_gender_' || if(is_same_gender, 'same', 'other') || '_share' as figure_id,
    coalesce(sum(given) filter (where answer in ('very_good', 'good')), 0)::bigint as k,
    sum(given)::bigint as n
from answers
where
    instrument = 'satisfaction'
    and answer is not null
    and item = 'chemistry'
    and respondent = 'citizen'
    and is_same_gender is not null
    and in_scope(municipality_code, programme, answered_on)
group by is_same_gender
order by figure_id
