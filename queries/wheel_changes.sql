-- One row per figure about courses with two life wheels, the last one answered in the period:
-- mean and sd of each domain's change and of each course's mean change, and who moved.
-- $threshold: points of mean change that count as moved, e.g. 1.0.
with scoped as (
    select *
    from case_facts
    where
        last_wheel_on is not null
        and ($municipality is null or municipality_code = $municipality)
        and ($programme is null or programme = $programme)
        and ($period_from is null or last_wheel_on >= $period_from)
        and ($period_to is null or last_wheel_on <= $period_to)
),

measured as (
    select
        change_housing as life_wheel_change_housing,
        change_leisure as life_wheel_change_leisure,
        change_health as life_wheel_change_health,
        change_social as life_wheel_change_social,
        change_family as life_wheel_change_family,
        change_economy as life_wheel_change_economy,
        change_education as life_wheel_change_education,
        change_success as life_wheel_change_success,
        sum_change / common_domains as life_wheel_change_mean,
        -- a decimal threshold, so that a sum of exactly the threshold counts
        (sum_change >= $threshold::decimal(6, 3) * common_domains)::integer as life_wheel_moved_up,
        (sum_change <= -$threshold::decimal(6, 3) * common_domains)::integer as life_wheel_moved_down,
        1 - life_wheel_moved_up - life_wheel_moved_down as life_wheel_moved_unchanged
    from scoped
),

per_figure as (
    unpivot measured on columns(*)::double into name figure_id value amount
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
