-- One row per course and round (phase_2, phase_3, closing, last): its first life wheel beside the
-- last one of that phase (last: of all), where those are two with at least 6 common domains.
-- Wheels of one day come in the order of their phases. first_ and later_ are null where one of
-- the two lacks the domain.
with firsts as (
    select
        case_id,
        arg_min(response_id, (answered_on, place_of_phase, response_id)) as first_id
    from wheels
    group by case_id
    having count(*) > 1
),

laters as (
    select
        case_id,
        phase as round,
        arg_max(response_id, (answered_on, place_of_phase, response_id)) as later_id
    from wheels
    where phase != 'start'
    group by case_id, phase
    union all
    select
        case_id,
        'last' as round,
        arg_max(response_id, (answered_on, place_of_phase, response_id)) as later_id
    from wheels
    group by case_id
),

paired as (
    select
        firsts.case_id,
        laters.round,
        first_wheel.answered_on as first_on,
        later_wheel.answered_on as later_on,
        if(later_wheel.housing is null, null, first_wheel.housing) as first_housing,
        if(later_wheel.leisure is null, null, first_wheel.leisure) as first_leisure,
        if(later_wheel.health is null, null, first_wheel.health) as first_health,
        if(later_wheel.social is null, null, first_wheel.social) as first_social,
        if(later_wheel.family is null, null, first_wheel.family) as first_family,
        if(later_wheel.economy is null, null, first_wheel.economy) as first_economy,
        if(later_wheel.education is null, null, first_wheel.education) as first_education,
        if(later_wheel.success is null, null, first_wheel.success) as first_success,
        if(first_wheel.housing is null, null, later_wheel.housing) as later_housing,
        if(first_wheel.leisure is null, null, later_wheel.leisure) as later_leisure,
        if(first_wheel.health is null, null, later_wheel.health) as later_health,
        if(first_wheel.social is null, null, later_wheel.social) as later_social,
        if(first_wheel.family is null, null, later_wheel.family) as later_family,
        if(first_wheel.economy is null, null, later_wheel.economy) as later_economy,
        if(first_wheel.education is null, null, later_wheel.education) as later_education,
        if(first_wheel.success is null, null, later_wheel.success) as later_success
    from firsts
    inner join laters on firsts.case_id = laters.case_id and firsts.first_id != laters.later_id
    inner join wheels as first_wheel on firsts.first_id = first_wheel.response_id
    inner join wheels as later_wheel on laters.later_id = later_wheel.response_id
),

listed as (
    select
        *,
        [
            first_housing, first_leisure, first_health, first_social,
            first_family, first_economy, first_education, first_success
        ] as firsts,
        [
            later_housing, later_leisure, later_health, later_social,
            later_family, later_economy, later_education, later_success
        ] as laters
    from paired
)

select
    listed.* exclude (firsts, laters),
    cases.municipality_code,
    cases.programme,
    list_count(listed.firsts) as common_domains,
    list_sum(listed.firsts)::integer as sum_first,
    (list_sum(listed.laters) - list_sum(listed.firsts))::integer as sum_change
from listed
inner join cases on listed.case_id = cases.case_id
where list_count(listed.firsts) >= 6
order by listed.case_id, listed.round
