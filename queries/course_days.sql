-- One row per dated thing of the course $case_id, in the order of time, up to $data_to: its phases,
-- contacts inside it, valid life wheels, events, goals and charge, papers and activities. lane says which of these
-- it is, kind what happened; a contact has its outcome as kind, and channel, topic and minutes. A paper stands on
-- the day it was done, else on the day it was due; state: done, late or missing; of an activity its outcome.
with course as (
    select * from case_facts where case_id = $case_id
),

days as (
    select
        unnest([
            {'lane': 'phase', 'kind': 'referred', 'on_day': referred_on},
            {'lane': 'phase', 'kind': 'start', 'on_day': started_on},
            {'lane': 'phase', 'kind': 'phase_2', 'on_day': phase_2_on},
            {'lane': 'phase', 'kind': 'phase_3', 'on_day': phase_3_on},
            {'lane': 'phase', 'kind': 'phases_completed', 'on_day': phases_completed_on},
            {'lane': 'phase', 'kind': 'ended', 'on_day': ended_on},
            {'lane': 'event', 'kind': 'goals_agreed', 'on_day': goals_agreed_on},
            {'lane': 'event', 'kind': 'employment_started', 'on_day': employment_started_on},
            {'lane': 'event', 'kind': 'education_started', 'on_day': education_started_on},
            {'lane': 'event', 'kind': 'leisure_engaged', 'on_day': leisure_engaged_on},
            {'lane': 'event', 'kind': 'treatment_completed', 'on_day': treatment_completed_on},
            {'lane': 'event', 'kind': 'assessment_completed', 'on_day': assessment_completed_on},
            {'lane': 'event', 'kind': 'takes_initiative', 'on_day': takes_initiative_on},
            {'lane': 'event', 'kind': 'roles_agreed', 'on_day': roles_agreed_on},
            {'lane': 'charge', 'kind': 'charged', 'on_day': if(charged_on >= started_on, charged_on, null)}
        ], recursive := true)
    from course
),

told as (
    select
        on_day, null::time as at_time, lane, kind, null as state, null as channel, null as topic,
        null::double as minutes
    from days
    union all
    select wheels.answered_on, null, 'wheel', wheels.phase, null, null, null, null
    from wheels
    where wheels.case_id = $case_id
    union all
    select
        contacts.contacted_at::date, contacts.contacted_at::time, 'contact', contacts.outcome, null,
        contacts.channel, contacts.topic, contacts.minutes::double
    from contacts
    inner join course on contacts.case_id = course.case_id
    where contacts.case_id = $case_id and contacts.contacted_at::date between course.started_on and course.last_on
    union all
    select
        if(done_on <= $data_to::date, done_on, due_on), null, 'document', kind,
        case
            when coalesce(done_on > $data_to::date, true) then 'missing'
            when done_on > due_on then 'late'
            else 'done'
        end,
        null, null, null
    from documents
    where case_id = $case_id
    union all
    select held_on, null, 'activity', activity, outcome, null, null, minutes::double
    from activities
    where case_id = $case_id
)

select *
from told
where on_day <= $data_to::date
order by on_day, at_time nulls first, lane, kind, state, channel, topic, minutes
