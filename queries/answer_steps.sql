-- One row per combination of answers on the way from all questionnaires of satisfaction, coping and the
-- cooperation to those a figure counts, with how many questionnaires have it. An absent filter lets everything
-- through; without a course nobody knows the programme.
select
    instrument,
    respondent,
    of_municipality(municipality_code) as is_of_municipality,
    of_programme(programme) as is_of_programme,
    answered_on is not null as is_answered,
    in_period(answered_on) as is_answered_in_period,
    count(*)::bigint as count_answers
from responses
where instrument in ('satisfaction', 'coping', 'partner')
group by all
order by all
