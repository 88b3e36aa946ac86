-- One row per share of the courses started in the period: who the citizens are, what was agreed.
-- n leaves out the unknown; a share nobody has is missing, and has the n of its family.
with counted as (
    select
        year(started_on) - birth_year as age,
        citizen_gender,
        benefit_at_start,
        readiness_at_start,
        mentor_wish_met,
        goals_agreed_on is not null as is_agreed,
        count(*) as courses
    from case_facts
    where in_scope(municipality_code, programme, started_on)
    group by all
),

characterised as (
    select
        courses,
        unnest([
            {
                'family': 'age',
                'code': case
                    when age < 25 then 'under_25'
                    when age < 30 then '25_29'
                    when age < 40 then '30_39'
                    when age < 50 then '40_49'
                    when age >= 50 then '50_plus'
                end
            },
            {'family': 'gender', 'code': citizen_gender},
            {'family': 'benefit', 'code': benefit_at_start},
            {'family': 'readiness', 'code': readiness_at_start},
            {'family': 'mentor_wish', 'code': if(mentor_wish_met, 'met', if(mentor_wish_met is null, null, 'not_met'))},
            -- no date means that nothing was agreed, so the unknown counts
            {'family': 'goals', 'code': if(is_agreed, 'agreed', 'not_agreed')}
        ], recursive := true)
    from counted
)

select
    family,
    family || '_' || code || '_share' as figure_id,
    sum(courses)::bigint as k,
    (sum(sum(courses)) over (partition by family))::bigint as n
from characterised
where code is not null
group by family, code
order by family, code
