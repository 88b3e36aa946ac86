-- One row per course: everything the figures ask of it that no filter changes.
-- Dates after $data_to are not known yet and become null. A supporting event counts while the course
-- lasts, and $event_grace_days more; weeks are never less than one.
with known as (
    select
        * replace (
            if(phases_completed_on <= $data_to, phases_completed_on, null) as phases_completed_on,
            if(goals_agreed_on <= $data_to, goals_agreed_on, null) as goals_agreed_on
        ),
        -- a number is quicker to count distinct than a text
        (dense_rank() over (order by citizen_id))::integer as citizen_number,
        coalesce(ended_on, $data_to::date) as last_on,
        least(coalesce(ended_on + $event_grace_days::integer, $data_to::date), $data_to::date) as last_event_on
    from cases
),

contact_sums as (
    select
        case_id,
        sum(columns('^count_'))::integer,
        sum(held_minutes)::double as held_minutes,
        min(first_held_on) as first_held_on
    from contact_months
    group by case_id
),

with_grounds as (
    select
        *,
        greatest(1, (last_on - started_on) / 7)::double as weeks,
        -- each supporting event that counts; a visitation closer to work is known on the last day
        if(employment_started_on between started_on + 1 and last_event_on, employment_started_on, null)
            as ground_employment_on,
        if(education_started_on between started_on + 1 and last_event_on, education_started_on, null)
            as ground_education_on,
        if(leisure_engaged_on between started_on + 1 and last_event_on, leisure_engaged_on, null)
            as ground_leisure_on,
        if(treatment_completed_on between started_on + 1 and last_event_on, treatment_completed_on, null)
            as ground_treatment_on,
        if(assessment_completed_on between started_on + 1 and last_event_on, assessment_completed_on, null)
            as ground_assessment_on,
        if(takes_initiative_on between started_on + 1 and last_event_on, takes_initiative_on, null)
            as ground_initiative_on,
        if(
            (readiness_at_start = 'activity_ready' and readiness_at_end in ('education_ready', 'job_ready'))
            or (readiness_at_start = 'education_ready' and readiness_at_end = 'job_ready'),
            last_on, null
        ) as ground_readiness_on
    from known
),

with_events as (
    select
        *,
        least(*columns('^ground_.*_on$')) as event_on,
        event_on is not null as has_event
    from with_grounds
)

select
    with_events.* exclude (last_event_on),
    coalesce(columns(contact_sums.* exclude (case_id, first_held_on)), 0),
    contact_sums.first_held_on,
    with_events.case_id in (select case_id from wheels) as has_wheel,
    wheel_pairs.* exclude (case_id)
from with_events
left join contact_sums on with_events.case_id = contact_sums.case_id
left join wheel_pairs on with_events.case_id = wheel_pairs.case_id
order by with_events.started_on, with_events.case_id
