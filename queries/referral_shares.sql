-- One row per share of the courses started in the period that began so soon after the referral;
-- n: those with a date of referral.
with waited as (
    select started_on - referred_on as days
    from case_facts
    where
        referred_on is not null
        and in_scope(municipality_code, programme, started_on)
)

select
    'referral_within_' || limits.most || '_days_share' as figure_id,
    (count(*) filter (where waited.days <= limits.most))::bigint as k,
    count(waited.days)::bigint as n
from (values (7), (14), (28)) as limits (most)
left join waited on true
group by limits.most
order by limits.most
