-- One row per way a citizen and a mentor can answer about the same course (k of the n courses where both
-- did in the period): whether the citizen copes better. Of several answers of one, the last counts;
-- "don't know" is no yes.
with last_answers as (
    select
        case_id,
        respondent,
        arg_max(is_yes, row(answered_on, response_id)) as is_yes
    from coping_answers
    where in_scope(municipality_code, programme, answered_on)
    group by case_id, respondent
),

paired as (
    select
        bool_or(is_yes) filter (where respondent = 'citizen') as is_citizens_yes,
        bool_or(is_yes) filter (where respondent = 'mentor') as is_mentors_yes
    from last_answers
    group by case_id
    having count(*) = 2
),

counted as (
    select
        if(is_citizens_yes, if(is_mentors_yes, 'both', 'citizen_alone'), if(is_mentors_yes, 'mentor_alone', 'neither'))
            as answered,
        count(*) as courses
    from paired
    group by all
)

select
    'coping_paired' as family,
    'coping_paired_' || answered || '_share' as figure_id,
    courses::bigint as k,
    (sum(courses) over ())::bigint as n
from counted
order by figure_id
