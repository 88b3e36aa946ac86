-- One row per outcome and whether the wish for a mentor was met, where that is known: of the courses
-- ended in the period those to a job or education and those by their own wish, and of citizens'
-- answers in the period about the chemistry, given for a course, the good ones.
with combined as (
    select figure_id, is_counted, 1 as amount
    from asked_of_wish()
    union all
    select
        'chemistry_good_wish_' || if(mentor_wish_met, 'met', 'not_met') || '_share' as figure_id,
        answer in ('very_good', 'good') as is_counted,
        given as amount
    from answers
    where
        mentor_wish_met is not null
        and answer is not null
        and item = 'chemistry'
        and respondent = 'citizen'
        and in_scope(municipality_code, programme, answered_on)
)

select
    figure_id,
    coalesce(sum(amount) filter (where is_counted), 0)::bigint as k,
    sum(amount)::bigint as n
from combined
group by figure_id
order by figure_id
