-- One row per figure about how the courses with two life wheels spread, the last one answered in
-- the period: by whole points of mean change, at other thresholds, and who began too high to move.
-- $threshold: points of mean change that count as moved.
with paired as (
    select
        common_domains,
        sum_first,
        sum_change,
        count(*) as courses
    from case_facts
    where in_scope(municipality_code, programme, last_wheel_on)
    group by all
),

judged as (
    select
        courses,
        sum_change >= 1.2 * common_domains as moved_up_at_1_2,
        sum_change >= 1.7 * common_domains as moved_up_at_1_7,
        sum_change >= 2.1 * common_domains as moved_up_at_2_1,
        sum_first > (10 - $threshold::decimal(6, 3)) * common_domains as ceiling_share,
        sum_change >= 3 * common_domains as distribution_up_3_share,
        sum_change >= 2 * common_domains and not distribution_up_3_share as distribution_up_2_3_share,
        sum_change >= common_domains and sum_change < 2 * common_domains as distribution_up_1_2_share,
        sum_change > 0 and sum_change < common_domains as distribution_up_0_1_share,
        sum_change = 0 as distribution_none_share,
        sum_change < 0 and sum_change > -common_domains as distribution_down_0_1_share,
        sum_change <= -common_domains and sum_change > -2 * common_domains as distribution_down_1_2_share,
        sum_change <= -2 * common_domains and sum_change > -3 * common_domains as distribution_down_2_3_share,
        sum_change <= -3 * common_domains as distribution_down_3_share
    from paired
),

counted as (
    select
        coalesce(sum(courses), 0)::bigint as n,
        coalesce(sum(if(columns(* exclude (courses)), courses, 0)), 0)::bigint
    from judged
)

select
    'life_wheel_' || figure as figure_id,
    n,
    k
from (unpivot counted on columns(* exclude (n)) into name figure value k)
order by figure_id
