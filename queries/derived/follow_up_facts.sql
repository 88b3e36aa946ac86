-- One row per course open at $data_to: what has been registered of late, for the follow-up.
-- Contacts inside the course only. A row of no-shows is counted at meetings alone: those after the
-- newest held one; a cancelled meeting neither adds to it nor breaks it. Weeks are the last twelve
-- whole seven-day weeks of the course, counted back from $data_to. The phase is the newest begun.
with open_courses as (
    select
        case_id, municipality_code, programme, mentor_id, started_on, goals_agreed_on,
        if(charged_on between started_on and $data_to::date, charged_on, null) as charged_on,
        case
            when phase_3_on <= $data_to::date then 'phase_3'
            when phase_2_on <= $data_to::date then 'phase_2'
            else 'start'
        end as phase,
        case phase
            when 'phase_3' then phase_3_on
            when 'phase_2' then phase_2_on
            else started_on
        end as phase_began_on,
        least(12, ($data_to::date - started_on + 1) // 7)::integer as count_weeks
    from case_facts
    where coalesce(ended_on > $data_to::date, true)
),

-- read twice, each time as a stream: never held in memory
inside as not materialized (
    select contacts.case_id, contacts.contacted_at, contacts.outcome, contacts.channel
    from contacts
    inner join open_courses on contacts.case_id = open_courses.case_id
    where contacts.contacted_at::date between open_courses.started_on and $data_to::date
),

-- a bit for each week with a contact of any kind, the newest week first
newest as (
    select
        case_id,
        max(contacted_at::date) filter (where outcome = 'held') as last_held_on,
        max(contacted_at) filter (where outcome = 'held' and channel = 'meeting') as last_held_meeting_at,
        bit_or(if($data_to::date - contacted_at::date < 84, 1 << (($data_to::date - contacted_at::date) // 7), 0))
            as weeks
    from inside
    group by case_id
),

missed as (
    select
        inside.case_id,
        count(*)::integer as count_no_shows,
        min(inside.contacted_at::date) as no_shows_since
    from inside
    inner join newest on inside.case_id = newest.case_id
    where
        inside.outcome = 'no_show' and inside.channel = 'meeting'
        and coalesce(inside.contacted_at > newest.last_held_meeting_at, true)
    group by inside.case_id
)

select
    open_courses.*,
    newest.last_held_on,
    coalesce(missed.count_no_shows, 0) as count_no_shows,
    missed.no_shows_since,
    wheeled.case_id is not null as has_wheel,
    (
        open_courses.count_weeks
        - bit_count(coalesce(newest.weeks, 0) & ((1 << open_courses.count_weeks) - 1))
    )::integer as count_weeks_without
from open_courses
left join newest on open_courses.case_id = newest.case_id
left join missed on open_courses.case_id = missed.case_id
left join (select distinct case_id, phase from wheels) as wheeled
    on open_courses.case_id = wheeled.case_id and open_courses.phase = wheeled.phase
order by open_courses.case_id
