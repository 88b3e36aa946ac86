-- One row per population of a municipality's figures in the period: how many courses (or answered
-- questionnaires) it has, and how many people. No figure of it can be of fewer people than its own
-- count less the difference of the two.
with scoped as (
    select *
    from case_facts
    where of_municipality(municipality_code) and of_programme(programme)
),

of_courses as (
    select
        citizen_number::varchar as person,
        unnest([
            {'population': 'started', 'is_in': in_period(started_on)},
            {'population': 'ended', 'is_in': in_period(ended_on)},
            {'population': 'overlapping', 'is_in': overlaps_period(started_on, last_on)},
            {'population': 'two_wheels', 'is_in': in_period(last_wheel_on)}
        ], recursive := true)
    from scoped
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
    where of_municipality(responses.municipality_code) and of_programme(responses.programme)
),

of_answers as (
    select
        person,
        unnest([
            {'population': instrument || '_' || respondent, 'is_in': in_period(answered_on)},
            {'population': instrument || '_invited', 'is_in': in_period(invited_on)}
        ], recursive := true)
    from questionnaires
)

select
    population,
    (count(*) filter (where is_in))::bigint as count_rows,
    (count(distinct person) filter (where is_in))::bigint as count_people
from (
    select * from of_courses
    union all
    select * from of_answers
)
group by population
order by population
