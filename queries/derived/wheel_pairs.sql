-- One row per course with two wheels: first and last valid wheel with at least 6 common domains.
-- Changes are last minus first, null where one of the two lacks the domain.
select
    case_id,
    first_on as first_wheel_on,
    later_on as last_wheel_on,
    later_housing - first_housing as change_housing,
    later_leisure - first_leisure as change_leisure,
    later_health - first_health as change_health,
    later_social - first_social as change_social,
    later_family - first_family as change_family,
    later_economy - first_economy as change_economy,
    later_education - first_education as change_education,
    later_success - first_success as change_success,
    common_domains,
    sum_first,
    sum_change
from wheel_rounds
where round = 'last'
order by case_id
