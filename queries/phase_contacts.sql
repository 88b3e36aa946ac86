-- One row per phase and share of its contacts (a topic's share, attendance): n courses with such a
-- contact in the phase, and mean and sd over them. Courses that overlap the period, and only contacts
-- inside it, as in contact_measures: whole months from contact_months, the days of a partial first or
-- last month from the contacts themselves. Without a period, contact_phases has the sums ready.
with bounds as (
    select
        coalesce($period_from, '0001-01-01'::date) as first_day,
        coalesce($period_to, '9999-12-31'::date) as last_day,
        if(day(first_day) = 1, first_day, last_day(first_day) + 1) as first_whole,
        if(
            $period_to is null or last_day = last_day(last_day), last_day, date_trunc('month', last_day)::date - 1
        ) as last_whole
),

tallied as (
    select case_id, phase, columns('^count_')
    from contact_months, bounds
    where phase is not null and month >= first_whole and month <= last_whole
    union all by name
    select case_id, phase, columns('^count_')
    from contact_tally, bounds
    where
        phase is not null
        and (first_whole > first_day or last_whole < last_day)
        and in_period(contacted_on)
        and (contacted_on < first_whole or contacted_on > last_whole)
),

counted as (
    select case_id, phase, columns('^count_')
    from contact_phases
    where $period_from is null and $period_to is null
    union all by name
    select case_id, phase, sum(columns('^count_'))
    from tallied
    where $period_from is not null or $period_to is not null
    group by case_id, phase
),

rated as (
    select
        counted.phase,
        count_held_meetings / nullif(count_held_meetings + count_no_show_meetings, 0) as attendance,
        count_topic_daily_structure / nullif(count_with_topic, 0) as topic_daily_structure,
        count_topic_economy / nullif(count_with_topic, 0) as topic_economy,
        count_topic_housing / nullif(count_with_topic, 0) as topic_housing,
        count_topic_health / nullif(count_with_topic, 0) as topic_health,
        count_topic_social / nullif(count_with_topic, 0) as topic_social,
        count_topic_family / nullif(count_with_topic, 0) as topic_family,
        count_topic_authorities / nullif(count_with_topic, 0) as topic_authorities,
        count_topic_employment / nullif(count_with_topic, 0) as topic_employment,
        count_topic_education / nullif(count_with_topic, 0) as topic_education,
        count_topic_leisure / nullif(count_with_topic, 0) as topic_leisure,
        count_topic_other / nullif(count_with_topic, 0) as topic_other
    from counted
    semi join (
        select case_id
        from case_facts
        where of_municipality(municipality_code) and of_programme(programme)
    ) as scoped on counted.case_id = scoped.case_id
),

described as (
    select
        phase,
        count(columns(* exclude (phase))) as "n/\0",
        avg(columns(* exclude (phase))) as "mean/\0",
        stddev_samp(columns(* exclude (phase))) as "sd/\0"
    from rated
    group by phase
),

unpivoted as (
    unpivot (select phase, columns('/')::double from described) on columns('/') into name described value amount
)

select
    split_part(described, '/', 2) || '_' || phase || '_share' as figure_id,
    (max(amount) filter (where described like 'n/%'))::bigint as n,
    max(amount) filter (where described like 'mean/%') as mean,
    max(amount) filter (where described like 'sd/%') as sd
from unpivoted
group by figure_id
order by figure_id
