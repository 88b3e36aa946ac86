-- One row per figure about a round of life wheels and the first one of the same courses, the later
-- one answered in the period: each domain's level in both, the changes, and who moved.
-- round: phase_2, phase_3, closing or last. $threshold: points of mean change that count as moved.
with measured as (
    select
        round,
        first_housing, first_leisure, first_health, first_social,
        first_family, first_economy, first_education, first_success,
        later_housing, later_leisure, later_health, later_social,
        later_family, later_economy, later_education, later_success,
        later_housing - first_housing as change_housing,
        later_leisure - first_leisure as change_leisure,
        later_health - first_health as change_health,
        later_social - first_social as change_social,
        later_family - first_family as change_family,
        later_economy - first_economy as change_economy,
        later_education - first_education as change_education,
        later_success - first_success as change_success,
        sum_change / common_domains as change_mean,
        -- a decimal threshold, so that a sum of exactly the threshold counts
        (sum_change >= $threshold::decimal(6, 3) * common_domains)::integer as moved_up,
        (sum_change <= -$threshold::decimal(6, 3) * common_domains)::integer as moved_down,
        1 - moved_up - moved_down as moved_unchanged
    from wheel_rounds
    where in_scope(municipality_code, programme, later_on)
),

described as (
    select
        round,
        count(columns(* exclude (round))) as "n/\0",
        sum(columns(* exclude (round))) as "k/\0",
        stddev_samp(columns(* exclude (round))) as "sd/\0"
    from measured
    group by round
),

unpivoted as (
    unpivot (select round, columns(* exclude (round))::double from described)
    on columns(* exclude (round)) into name described value amount
),

named as (
    select
        described,
        amount,
        split_part(described, '/', 2) as measure,
        case
            when measure like 'later_%' then round || '_' || measure[7:]
            when round = 'last' then measure
            when measure like 'first_%' then 'first_of_' || round || '_' || measure[7:]
            else measure || '_' || round
        end as figure
    from unpivoted
)

select
    'life_wheel_' || figure as figure_id,
    (max(amount) filter (where described like 'n/%'))::bigint as n,
    max(amount) filter (where described like 'k/%') as k,
    k / n as mean,
    max(amount) filter (where described like 'sd/%') as sd
from named
group by figure
order by figure_id
