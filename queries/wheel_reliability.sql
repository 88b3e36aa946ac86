-- One row: the courses whose first life wheel was answered again within 14 days (the retest in the
-- period) with the correlation of the two mean scores, null where all of one are alike, and the
-- standard deviation of the second less the first; and the standard deviation of the first mean
-- score of courses with two wheels, the last in the period.
with retested as (
    select
        count(*)::bigint as count_retests,
        if(
            min(first_mean) < max(first_mean) and min(retest_mean) < max(retest_mean),
            corr(first_mean, retest_mean), null
        ) as correlation,
        stddev_samp(retest_mean - first_mean) as sd_differences
    from retests
    where in_scope(municipality_code, programme, retest_on)
),

first_wheels as (
    select
        count(*)::bigint as count_firsts,
        stddev_samp(sum_first / common_domains) as sd
    from case_facts
    where in_scope(municipality_code, programme, last_wheel_on)
)

select
    count_retests,
    correlation,
    sd_differences,
    (select count_firsts from first_wheels) as count_firsts, -- a join cannot be asked of each municipality
    (select sd from first_wheels) as sd
from retested
