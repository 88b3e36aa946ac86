-- One row per outcome and whether the wish for a mentor was met, where that is known: of the courses
-- ended in the period those to a job or education and those by their own wish, and of citizens'
-- answers in the period about the chemistry, given for a course, the good ones.
with ended as (
    select mentor_wish_met, end_reason, count(*) as courses
    from case_facts
    where in_scope(municipality_code, programme, ended_on)
    group by mentor_wish_met, end_reason
),

answered as (
    select mentor_wish_met, answer, given
    from answers
    where
        answer is not null
        and item = 'chemistry'
        and respondent = 'citizen'
        and in_scope(municipality_code, programme, answered_on)
),

combined as (
    select
        'job_or_education' as outcome,
        mentor_wish_met,
        end_reason in ('employment', 'education', 'flexjob') as is_counted,
        courses as amount
    from ended
    union all
    select 'withdrew' as outcome, mentor_wish_met, end_reason = 'withdrew' as is_counted, courses as amount
    from ended
    union all
    select
        'chemistry_good' as outcome, mentor_wish_met, answer in ('very_good', 'good') as is_counted, given as amount
    from answered
)

select
    outcome || '_wish_' || if(mentor_wish_met, 'met', 'not_met') || '_share' as figure_id,
    coalesce(sum(amount) filter (where is_counted), 0)::bigint as k,
    sum(amount)::bigint as n
from combined
where mentor_wish_met is not null
group by outcome, mentor_wish_met
order by figure_id
