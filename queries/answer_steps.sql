-- One row per combination of answers on the way from all questionnaires of satisfaction and coping
-- to those a figure counts, with how many questionnaires have it. An absent filter lets everything
-- through; without a course nobody knows the programme.
select
    instrument,
    respondent,
    coalesce(municipality_code = $municipality, $municipality is null) as is_of_municipality,
    coalesce(programme = $programme, $programme is null) as is_of_programme,
    answered_on is not null as is_answered,
    answered_on is not null
    and coalesce(answered_on >= $period_from, true)
    and coalesce(answered_on <= $period_to, true) as is_answered_in_period,
    count(*)::bigint as count_answers
from responses
where instrument in ('satisfaction', 'coping')
group by all
order by all
