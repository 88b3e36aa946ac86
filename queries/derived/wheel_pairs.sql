-- One row per course with two wheels: first and last valid wheel with at least 6 common domains.
-- Changes are last minus first, null where one of the two lacks the domain; sum_first is the first
-- wheel's sum over the common domains.
with ends as (
    select
        case_id,
        arg_min(wheels, (answered_on, response_id)) as first_wheel,
        arg_max(wheels, (answered_on, response_id)) as last_wheel
    from wheels
    group by case_id
    having count(*) > 1
),

changed as (
    select
        case_id,
        first_wheel.answered_on as first_wheel_on,
        last_wheel.answered_on as last_wheel_on,
        last_wheel.housing - first_wheel.housing as change_housing,
        last_wheel.leisure - first_wheel.leisure as change_leisure,
        last_wheel.health - first_wheel.health as change_health,
        last_wheel.social - first_wheel.social as change_social,
        last_wheel.family - first_wheel.family as change_family,
        last_wheel.economy - first_wheel.economy as change_economy,
        last_wheel.education - first_wheel.education as change_education,
        last_wheel.success - first_wheel.success as change_success,
        list_sum([
            if(last_wheel.housing is null, null, first_wheel.housing),
            if(last_wheel.leisure is null, null, first_wheel.leisure),
            if(last_wheel.health is null, null, first_wheel.health),
            if(last_wheel.social is null, null, first_wheel.social),
            if(last_wheel.family is null, null, first_wheel.family),
            if(last_wheel.economy is null, null, first_wheel.economy),
            if(last_wheel.education is null, null, first_wheel.education),
            if(last_wheel.success is null, null, first_wheel.success)
        ])::integer as sum_first
    from ends
),

summed as (
    select
        *,
        list_count([
            change_housing, change_leisure, change_health, change_social,
            change_family, change_economy, change_education, change_success
        ]) as common_domains,
        list_sum([
            change_housing, change_leisure, change_health, change_social,
            change_family, change_economy, change_education, change_success
        ])::integer as sum_change
    from changed
)

select *
from summed
where common_domains >= 6
order by case_id
