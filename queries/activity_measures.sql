-- One row per measure of an activity, of all of them in a phase, or of one in a phase: k of n courses took part
-- (share), and over the courses that did, or were to, mean and sd of their hours and of their attendance. Courses
-- that overlap the period (for a phase: were in it in the period), only activities inside course and period. What
-- is held without minutes counts as taking part and is left out of the hours.
with overlapping as (
    select case_id, started_on, last_on, phase_2_on, phase_3_on, phases_completed_on
    from case_facts
    where
        of_municipality(municipality_code) and of_programme(programme) and overlaps_period(started_on, last_on)
),

inside as (
    select
        activities.case_id,
        activities.activity,
        activities.outcome = 'held' as is_held,
        activities.outcome = 'no_show' as is_no_show,
        if(activities.outcome = 'held', activities.minutes / 60, null) as hours,
        phase_on(
            activities.held_on, overlapping.phase_2_on, overlapping.phase_3_on, overlapping.phases_completed_on
        ) as phase
    from activities
    inner join overlapping on activities.case_id = overlapping.case_id
    where
        activities.held_on between overlapping.started_on and overlapping.last_on
        and in_period(activities.held_on)
),

kinds as (
    select
        unnest([
            'art', 'civic_understanding', 'health', 'leisure', 'keepworking', 'mini_internship', 'release_plan',
            'education_guidance', 'other'
        ]) as activity
),

in_phase as (
    select phases.phase, count(*) as courses
    from phases
    inner join overlapping on phases.case_id = overlapping.case_id
    -- the day of the next phase is no longer this one's
    where
        phases.entered_on <= coalesce(phases.left_on - (phases.next_phase is not null)::integer, $data_to::date)
        and overlaps_period(
            phases.entered_on,
            least(coalesce(phases.left_on - (phases.next_phase is not null)::integer, $data_to::date), $data_to::date)
        )
    group by phases.phase
),

asked as (
    select kinds.activity as about, count(overlapping.case_id) as courses
    from kinds
    left join overlapping on true
    group by kinds.activity
    union all
    select in_phase.phase as about, in_phase.courses
    from in_phase
    union all
    select kinds.activity || '_' || in_phase.phase as about, in_phase.courses
    from kinds
    cross join in_phase
),

told as (
    select case_id, is_held, is_no_show, hours, unnest([activity, phase, activity || '_' || phase]) as about
    from inside
),

by_course as (
    select
        case_id,
        about,
        bool_or(is_held)::integer as share,
        sum(hours) as hours,
        count_if(is_held) / nullif(count_if(is_held or is_no_show), 0) as attendance_share
    from told
    where about is not null
    group by case_id, about
),

described as (
    select
        about,
        sum(share) as took_part,
        count(columns(['hours', 'attendance_share'])) as "n/\0",
        avg(columns(['hours', 'attendance_share'])) as "mean/\0",
        stddev_samp(columns(['hours', 'attendance_share'])) as "sd/\0"
    from by_course
    group by about
)

select
    'activity_' || asked.about || '_share' as figure_id,
    asked.courses as n,
    coalesce(described.took_part, 0)::bigint as k,
    null::double as mean,
    null::double as sd
from asked
left join described on asked.about = described.about
union all
select 'activity_' || about || '_hours' as figure_id, "n/hours" as n, null as k, "mean/hours" as mean, "sd/hours" as sd
from described
union all
select
    'activity_' || about || '_attendance_share' as figure_id, "n/attendance_share" as n, null as k,
    "mean/attendance_share" as mean, "sd/attendance_share" as sd
from described
order by figure_id
