-- One row per figure about contacts: n courses it is known for, and mean and sd over them (k: their sum,
-- which for a frequency band is how many courses are in it).
-- Courses that overlap the period; only days and contacts inside it. Whole months come from
-- contact_months, the days of a partial first or last month from the contacts themselves.
-- $wanted: the figures asked for; null is all.
with bounds as (
    select
        coalesce($period_from, '0001-01-01'::date) as first_day,
        coalesce($period_to, '9999-12-31'::date) as last_day,
        if(day(first_day) = 1, first_day, last_day(first_day) + 1) as first_whole,
        if(
            $period_to is null or last_day = last_day(last_day), last_day, date_trunc('month', last_day)::date - 1
        ) as last_whole
),

scoped as (
    select
        *,
        nullif(granted_hours_per_week, 0) as granted
    from case_facts
    where of_municipality(municipality_code) and of_programme(programme)
),

tallied as (
    select case_id, columns('^count_|^held_minutes$')
    from contact_months, bounds
    where month >= first_whole and month <= last_whole
    union all by name
    select case_id, columns('^count_|^held_minutes$')
    from contact_tally, bounds
    where
        (first_whole > first_day or last_whole < last_day)
        and in_period(contacted_on)
        and (contacted_on < first_whole or contacted_on > last_whole)
),

overlapping as (
    select
        scoped.granted,
        greatest(1, (least(last_on, last_day) - greatest(started_on, first_day)) / 7) as weeks,
        coalesce(columns(summed.* exclude (case_id)), 0)
    from scoped
    cross join bounds
    left join (select case_id, sum(columns(* exclude (case_id))) from tallied group by case_id) as summed
        on scoped.case_id = summed.case_id
    where overlaps_period(started_on, last_on)
),

-- without a period the whole course counts, and its sums are known
counted as (
    select granted, weeks, columns('^count_|^held_minutes$')
    from scoped
    where $period_from is null and $period_to is null
    union all by name
    select *
    from overlapping
    where $period_from is not null or $period_to is not null
),

rated as (
    select
        count_held / weeks as contacts_per_week,
        held_minutes / 60 / if(count_held > 0 and count_held_with_minutes = 0, null, weeks) as hours_per_week,
        hours_per_week / granted as delivered_of_granted_hours,
        (contacts_per_week < 1.5)::integer as contact_band_0_1,
        (contacts_per_week >= 1.5 and contacts_per_week < 3.5)::integer as contact_band_2_3,
        (contacts_per_week >= 3.5 and contacts_per_week < 5.5)::integer as contact_band_4_5,
        (contacts_per_week >= 5.5)::integer as contact_band_6_7,
        count_held_meetings / nullif(count_held_meetings + count_no_show_meetings, 0) as attendance_share,
        count_morning_meetings / nullif(count_held_meetings, 0) as contact_time_morning,
        count_midday_meetings / nullif(count_held_meetings, 0) as contact_time_midday,
        count_evening_meetings / nullif(count_held_meetings, 0) as contact_time_evening,
        count_weekend_meetings / nullif(count_held_meetings, 0) as contact_weekend_share,
        count_held_meetings / nullif(count_held, 0) as contact_channel_meeting_share,
        count_channel_phone / nullif(count_held, 0) as contact_channel_phone_share,
        count_channel_text / nullif(count_held, 0) as contact_channel_text_share,
        count_channel_email / nullif(count_held, 0) as contact_channel_email_share,
        count_channel_video / nullif(count_held, 0) as contact_channel_video_share,
        count_channel_other / nullif(count_held, 0) as contact_channel_other_share,
        (count_channel_text + count_channel_email) / nullif(count_held, 0) as contact_written_share,
        1 - (count_topic_employment + count_topic_education) / nullif(count_with_topic, 0)
            as non_employment_topic_share,
        count_topic_daily_structure / nullif(count_with_topic, 0) as topic_daily_structure_share,
        count_topic_economy / nullif(count_with_topic, 0) as topic_economy_share,
        count_topic_housing / nullif(count_with_topic, 0) as topic_housing_share,
        count_topic_health / nullif(count_with_topic, 0) as topic_health_share,
        count_topic_social / nullif(count_with_topic, 0) as topic_social_share,
        count_topic_family / nullif(count_with_topic, 0) as topic_family_share,
        count_topic_authorities / nullif(count_with_topic, 0) as topic_authorities_share,
        count_topic_employment / nullif(count_with_topic, 0) as topic_employment_share,
        count_topic_education / nullif(count_with_topic, 0) as topic_education_share,
        count_topic_leisure / nullif(count_with_topic, 0) as topic_leisure_share,
        count_topic_other / nullif(count_with_topic, 0) as topic_other_share
    from counted
),

described as (
    select
        count(columns(lambda id: $wanted is null or list_contains($wanted, id))) as "n/\0",
        sum(columns(lambda id: $wanted is null or list_contains($wanted, id))) as "k/\0",
        avg(columns(lambda id: $wanted is null or list_contains($wanted, id))) as "mean/\0",
        stddev_samp(columns(lambda id: $wanted is null or list_contains($wanted, id))) as "sd/\0"
    from rated
),

unpivoted as (
    unpivot (select columns(*)::double from described) on columns(*) into name described value amount
)

select
    split_part(described, '/', 2) as figure_id,
    (max(amount) filter (where described like 'n/%'))::bigint as n,
    max(amount) filter (where described like 'k/%') as k,
    max(amount) filter (where described like 'mean/%') as mean,
    max(amount) filter (where described like 'sd/%') as sd
from unpivoted
group by figure_id
order by figure_id
