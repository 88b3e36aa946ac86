-- One row per figure about contacts: n courses it is known for, and mean and sd over them (k: their sum,
-- which for a frequency band is how many courses are in it).
-- Courses that overlap the period; only days and contacts inside it. Whole months come from
-- contact_months, the days of a partial first or last month from the contacts themselves.
with bounds as (
    select
        coalesce($period_from, '0001-01-01'::date) as first_day,
        coalesce($period_to, '9999-12-31'::date) as last_day,
        $period_from is null and $period_to is null as is_everything,
        if(day(first_day) = 1, first_day, last_day(first_day) + 1) as first_whole,
        if(
            $period_to is null or last_day = last_day(last_day), last_day, date_trunc('month', last_day)::date - 1
        ) as last_whole
),

in_scope as (
    select
        case_facts.*,
        greatest(1, (least(last_on, last_day) - greatest(started_on, first_day)) / 7) as weeks_inside
    from case_facts
    cross join bounds
    where
        ($municipality is null or municipality_code = $municipality)
        and ($programme is null or programme = $programme)
        and started_on <= last_day
        and last_on >= first_day
),

tallied as (
    select case_id, columns('^count_|^held_minutes$') from in_scope, bounds where is_everything
    union all by name
    select case_id, columns('^count_|^held_minutes$')
    from contact_months, bounds
    where not is_everything and month >= first_whole and month <= last_whole
    union all by name
    select case_id, columns('^count_|^held_minutes$')
    from contact_tally, bounds
    where
        not is_everything
        and (first_whole > first_day or last_whole < last_day)
        and contacted_on between first_day and last_day
        and (contacted_on < first_whole or contacted_on > last_whole)
),

summed as (
    select case_id, sum(columns(* exclude (case_id))) from tallied group by case_id
),

with_sums as (
    select
        in_scope.weeks_inside,
        nullif(in_scope.granted_hours_per_week, 0) as granted,
        coalesce(columns(summed.* exclude (case_id)), 0)
    from in_scope
    left join summed on in_scope.case_id = summed.case_id
),

rated as (
    select
        count_held / weeks_inside as contacts_per_week,
        held_minutes / 60 / if(count_held > 0 and count_held_with_minutes = 0, null, weeks_inside) as hours_per_week,
        hours_per_week / granted as delivered_of_granted_hours,
        (contacts_per_week < 1.5)::integer as contact_band_0_1,
        (contacts_per_week >= 1.5 and contacts_per_week < 3.5)::integer as contact_band_2_3,
        (contacts_per_week >= 3.5 and contacts_per_week < 5.5)::integer as contact_band_4_5,
        (contacts_per_week >= 5.5)::integer as contact_band_6_7,
        count_held_meetings / nullif(count_held_meetings + count_no_show_meetings, 0) as attendance_share,
        count_morning_meetings / nullif(count_held_meetings, 0) as contact_time_morning,
        count_midday_meetings / nullif(count_held_meetings, 0) as contact_time_midday,
        count_evening_meetings / nullif(count_held_meetings, 0) as contact_time_evening,
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
    from with_sums
),

per_figure as (
    unpivot rated on columns(*)::double into name figure_id value amount
)

select
    figure_id,
    count(*)::bigint as n,
    sum(amount) as k,
    avg(amount) as mean,
    stddev_samp(amount) as sd
from per_figure
group by figure_id
order by figure_id
