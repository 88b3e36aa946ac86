-- One row per valid life wheel, retests among them: answered with at least 6 of the 8 domains, from 31
-- days before the course starts to 31 days after it ends. place_of_phase: where wheels of one day come.
-- A start wheel 0-14 days after the course's first valid start wheel is a retest.
with scored as (
    select
        case_id,
        response_id,
        any_value(phase) as phase,
        any_value(answered_on) as answered_on,
        count(score) as count_domains,
        max(score) filter (where item = 'housing') as housing,
        max(score) filter (where item = 'leisure') as leisure,
        max(score) filter (where item = 'health') as health,
        max(score) filter (where item = 'social') as social,
        max(score) filter (where item = 'family') as family,
        max(score) filter (where item = 'economy') as economy,
        max(score) filter (where item = 'education') as education,
        max(score) filter (where item = 'success') as success
    from survey_results
    where instrument = 'life_wheel' and answered_on is not null
    group by case_id, response_id
),

during_course as (
    select
        scored.*,
        list_position(['start', 'phase_2', 'phase_3', 'closing'], scored.phase)::integer as place_of_phase
    from scored
    inner join cases on scored.case_id = cases.case_id
    where
        scored.count_domains >= 6
        and scored.answered_on >= cases.started_on - 31
        and coalesce(scored.answered_on <= cases.ended_on + 31, true)
),

placed as (
    select
        *,
        (row_number() over (partition by case_id, phase order by answered_on, response_id))::integer as place_in_phase,
        min(answered_on) over (partition by case_id, phase) as first_in_phase
    from during_course
)

select
    * exclude (first_in_phase),
    phase = 'start' and place_in_phase > 1 and answered_on - first_in_phase <= 14 as is_retest
from placed
order by case_id, answered_on, place_of_phase, response_id
