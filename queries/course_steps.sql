-- One row per combination of answers on the way from all courses to the denominator of a figure,
-- with how many courses have it. An absent filter lets everything through.
with dates as (
    select
        $data_to::date as data_to,
        least($data_to::date, $charges_complete_to::date) as charged_to,
        (data_to - to_months($horizon_months))::date as matures_by,
        (charged_to - to_months($horizon_months))::date as charged_matures_by,
        not exists (select 1 from main.case_facts where coalesce(ended_on > data_to, true)) as is_all_closed,
        not exists (select 1 from main.case_facts where coalesce(ended_on > charged_to, true)) as is_all_closed_charged
)

select
    of_municipality(municipality_code) as is_of_municipality,
    of_programme(programme) as is_of_programme,
    in_period(started_on) as is_started_in_period,
    in_period(ended_on) as is_ended_in_period,
    overlaps_period(started_on, last_on) as is_overlapping_in_period,
    is_all_closed or started_on <= matures_by as is_old_enough,
    is_all_closed_charged or started_on <= charged_matures_by as is_old_enough_charged,
    count(*)::bigint as count_courses
from case_facts
cross join dates
group by all
order by all
