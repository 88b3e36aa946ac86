-- One row per figure about courses with two life wheels, the last one answered in the period:
-- mean and sd of each domain's change and of each course's mean change, and who moved.
-- $unit: null, or municipality or programme for a row per figure and each of those.
-- $threshold: points of mean change that count as moved, e.g. 1.0. $wanted: the figures asked for.
with paired as (
    select *
    from case_facts
    where in_scope(municipality_code, programme, last_wheel_on)
),

measured as (
    select
        case $unit when 'municipality' then municipality_code when 'programme' then programme end as unit,
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
        has_moved_up(sum_change, common_domains, $threshold)::integer as life_wheel_moved_up,
        has_moved_down(sum_change, common_domains, $threshold)::integer as life_wheel_moved_down,
        1 - life_wheel_moved_up - life_wheel_moved_down as life_wheel_moved_unchanged
    from paired
),

described as (
    select
        unit,
        count(columns(lambda id: id != 'unit' and ($wanted is null or list_contains($wanted, id)))) as "n/\0",
        sum(columns(lambda id: id != 'unit' and ($wanted is null or list_contains($wanted, id)))) as "k/\0",
        avg(columns(lambda id: id != 'unit' and ($wanted is null or list_contains($wanted, id)))) as "mean/\0",
        stddev_samp(columns(lambda id: id != 'unit' and ($wanted is null or list_contains($wanted, id)))) as "sd/\0"
    from measured
    group by unit
),

unpivoted as (
    unpivot (select unit, columns(* exclude (unit))::double from described)
    on columns(* exclude (unit)) into name described value amount
)

select
    unit,
    split_part(described, '/', 2) as figure_id,
    (max(amount) filter (where described like 'n/%'))::bigint as n,
    max(amount) filter (where described like 'k/%') as k,
    max(amount) filter (where described like 'mean/%') as mean,
    max(amount) filter (where described like 'sd/%') as sd
from unpivoted
group by unit, figure_id
order by unit, figure_id
