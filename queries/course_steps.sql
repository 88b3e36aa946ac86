-- One row per combination of answers on the way from all courses to the denominator of a figure,
-- with how many courses have it. An absent filter lets everything through.
select
    of_municipality(municipality_code) as is_of_municipality,
    of_programme(programme) as is_of_programme,
    in_period(started_on) as is_started_in_period,
    in_period(ended_on) as is_ended_in_period,
    overlaps_period(started_on, last_on) as is_overlapping_in_period,
    is_old_enough(started_on, $data_to::date, $horizon_months, $always_wait) as is_old_enough,
    is_old_enough(
        started_on, least($data_to::date, $charges_complete_to::date), $horizon_months, $always_wait
    ) as is_old_enough_charged,
    count(*)::bigint as count_courses
from case_facts
group by all
order by all
