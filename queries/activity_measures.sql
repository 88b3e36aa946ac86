-- One row per measure of an activity, or of all of them in a phase: k of n courses took part (share), and
-- over the courses that did, or were to, mean and sd of their hours and of their attendance. Courses that
-- overlap the period (for a phase: were in it in the period), only activities inside course and period. What
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
        activities.outcome,
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

-- every course in every phase it was in, and in every activity there is
asked as (
    select overlapping.case_id, kinds.about
    from overlapping
    cross join (
        select
            unnest([
                'art', 'civic_understanding', 'health', 'leisure', 'keepworking', 'mini_internship', 'release_plan',
                'education_guidance', 'other'
            ]) as about
    ) as kinds
    union all
    select phases.case_id, phases.phase as about
    from phases
    inner join overlapping on phases.case_id = overlapping.case_id
    where overlaps_period(phases.entered_on, least(coalesce(phases.left_on, $data_to::date), $data_to::date))
),

told as (
    select case_id, about, outcome, hours
    from (
        select case_id, activity as about, outcome, hours from inside
        union all
        select case_id, phase as about, outcome, hours from inside
    )
    where about is not null
),

by_course as (
    select
        asked.about,
        coalesce(bool_or(told.outcome = 'held'), false)::integer as share,
        sum(told.hours) as hours,
        (count(*) filter (where told.outcome = 'held'))
        / nullif(count(*) filter (where told.outcome in ('held', 'no_show')), 0) as attendance_share
    from asked
    left join told on asked.case_id = told.case_id and asked.about = told.about
    group by asked.case_id, asked.about
),

described as (
    select
        about,
        count(columns(['share', 'hours', 'attendance_share'])) as "n/\0",
        sum(columns(['share', 'hours', 'attendance_share'])) as "k/\0",
        avg(columns(['share', 'hours', 'attendance_share'])) as "mean/\0",
        stddev_samp(columns(['share', 'hours', 'attendance_share'])) as "sd/\0"
    from by_course
    group by about
),

unpivoted as (
    unpivot (select about, columns(* exclude (about))::double from described)
    on columns(* exclude (about)) into name measured value amount
)

select
    'activity_' || about || '_' || split_part(measured, '/', 2) as figure_id,
    (max(amount) filter (where measured like 'n/%'))::bigint as n,
    max(amount) filter (where measured like 'k/%') as k,
    max(amount) filter (where measured like 'mean/%') as mean,
    max(amount) filter (where measured like 'sd/%') as sd
from unpivoted
group by figure_id
order by figure_id
