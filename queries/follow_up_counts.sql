-- One row per reason for follow-up, and one for any of them: the open courses with it, of those
-- started in the period; nought where there is none.
with reasons as (
    select
        unnest(['no_shows', 'no_contact', 'charged_open', 'goals_missing', 'wheel_missing', 'over_horizon'])
            as reason
),

scoped as (
    select case_id, reason
    from follow_up_reasons
    where
        ($municipality is null or municipality_code = $municipality)
        and ($programme is null or programme = $programme)
        and ($period_from is null or started_on >= $period_from)
        and ($period_to is null or started_on <= $period_to)
)

select 'followup_' || reasons.reason || '_count' as figure_id, count(scoped.case_id)::bigint as value
from reasons
left join scoped on reasons.reason = scoped.reason
group by reasons.reason
union all
select 'followup_courses_count' as figure_id, count(distinct case_id)::bigint as value from scoped
order by figure_id
