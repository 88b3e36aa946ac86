-- One row per reason for follow-up, and one for any of them: the open courses with it, of those
-- started in the period; nought where there is none.
with reasons as (
    select
        unnest([
            'no_shows', 'no_contact', 'charged_open', 'goals_missing', 'wheel_missing', 'document_overdue',
            'over_horizon'
        ]) as reason
),

started as (
    select case_id, reason
    from follow_up_reasons
    where in_scope(municipality_code, programme, started_on)
)

select 'followup_' || reasons.reason || '_count' as figure_id, count(started.case_id)::bigint as value
from reasons
left join started on reasons.reason = started.reason
group by reasons.reason
union all
select 'followup_courses_count' as figure_id, count(distinct case_id)::bigint as value from started
order by figure_id
