-- One row per population of a municipality's figures in the period: how many courses (or answered
-- questionnaires) it has, and how many people. No figure of it can be of fewer people than its own
-- count less the difference of the two.
with in_scope as (
    select *
    from case_facts
    where
        ($municipality is null or municipality_code = $municipality)
        and ($programme is null or programme = $programme)
),

of_courses as (
    select
        citizen_number,
        unnest([
            {
                'population': 'started',
                'is_in': coalesce(started_on >= $period_from, true) and coalesce(started_on <= $period_to, true)
            },
            {
                'population': 'ended',
                'is_in': ended_on is not null
                and coalesce(ended_on >= $period_from, true) and coalesce(ended_on <= $period_to, true)
            },
            {
                'population': 'overlapping',
                'is_in': coalesce(last_on >= $period_from, true) and coalesce(started_on <= $period_to, true)
            },
            {
                'population': 'two_wheels',
                'is_in': last_wheel_on is not null
                and coalesce(last_wheel_on >= $period_from, true) and coalesce(last_wheel_on <= $period_to, true)
            }
        ], recursive := true)
    from in_scope
),

-- an anonymous answer is a person of its own
questionnaires as (
    select distinct
        responses.response_id,
        responses.instrument,
        responses.respondent,
        responses.answered_on,
        responses.invited_on,
        coalesce(cases.citizen_id, responses.response_id) as person
    from responses
    inner join survey_results on responses.response_id = survey_results.response_id
    left join cases on survey_results.case_id = cases.case_id
    where
        ($municipality is null or responses.municipality_code = $municipality)
        and ($programme is null or responses.programme = $programme)
),

of_answers as (
    select
        person,
        unnest([
            {
                'population': instrument || '_' || respondent,
                'is_in': answered_on is not null
                and coalesce(answered_on >= $period_from, true) and coalesce(answered_on <= $period_to, true)
            },
            {
                'population': instrument || '_invited',
                'is_in': coalesce(invited_on >= $period_from, true) and coalesce(invited_on <= $period_to, true)
            }
        ], recursive := true)
    from questionnaires
)

select
    population,
    (count(*) filter (where is_in))::bigint as count_rows,
    (count(distinct citizen_number) filter (where is_in))::bigint as count_people
from of_courses
group by population
union all
select
    population,
    (count(*) filter (where is_in))::bigint as count_rows,
    (count(distinct person) filter (where is_in))::bigint as count_people
from of_answers
group by population
order by population
