-- One row per course whose first start wheel was answered again within 14 days: the mean score of
-- both over the domains they share, at least 6. The second one is the earliest retest.
with places as (
    select
        case_id,
        min(place_in_phase) as first_place,
        min(place_in_phase) filter (where is_retest) as retest_place
    from valid_wheels
    where phase = 'start'
    group by case_id
),

paired as (
    select
        places.case_id,
        retest.answered_on as retest_on,
        [
            if(retest.housing is null, null, first_wheel.housing),
            if(retest.leisure is null, null, first_wheel.leisure),
            if(retest.health is null, null, first_wheel.health),
            if(retest.social is null, null, first_wheel.social),
            if(retest.family is null, null, first_wheel.family),
            if(retest.economy is null, null, first_wheel.economy),
            if(retest.education is null, null, first_wheel.education),
            if(retest.success is null, null, first_wheel.success)
        ] as firsts,
        [
            if(first_wheel.housing is null, null, retest.housing),
            if(first_wheel.leisure is null, null, retest.leisure),
            if(first_wheel.health is null, null, retest.health),
            if(first_wheel.social is null, null, retest.social),
            if(first_wheel.family is null, null, retest.family),
            if(first_wheel.economy is null, null, retest.economy),
            if(first_wheel.education is null, null, retest.education),
            if(first_wheel.success is null, null, retest.success)
        ] as seconds
    from places
    inner join valid_wheels as first_wheel
        on
            places.case_id = first_wheel.case_id
            and places.first_place = first_wheel.place_in_phase
            and first_wheel.phase = 'start'
    inner join valid_wheels as retest
        on
            places.case_id = retest.case_id
            and places.retest_place = retest.place_in_phase
            and retest.phase = 'start'
)

select
    paired.case_id,
    cases.municipality_code,
    cases.programme,
    paired.retest_on,
    list_avg(paired.firsts) as first_mean,
    list_avg(paired.seconds) as retest_mean
from paired
inner join cases on paired.case_id = cases.case_id
where list_count(paired.firsts) >= 6
order by paired.case_id
