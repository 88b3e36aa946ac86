-- One row per outcome and need the order told of: of the courses with it that ended in the period those to a
-- job or education and those by their own wish; of those started in it, and at least $horizon_months ago as in
-- the criterion, those that completed.
with needing as (
    select
        case_facts.*,
        unnest(list_filter(
            [
                if(need_misuse, 'misuse', null), if(need_diagnosis, 'diagnosis', null), if(need_debt, 'debt', null),
                if(need_housing, 'housing', null), if(need_crime, 'crime', null), if(need_gang, 'gang', null)
            ],
            lambda need: need is not null
        )) as need
    from case_facts
),

judged as (
    select
        'completed' as outcome,
        need,
        is_completed_by(phases_completed_on, end_reason, $counted_reasons) as is_counted
    from needing
    where
        in_scope(municipality_code, programme, started_on)
        and is_old_enough(started_on, $data_to::date, $horizon_months, $always_wait)
    union all
    select 'job_or_education' as outcome, need, end_reason in ('employment', 'education', 'flexjob') as is_counted
    from needing
    where in_scope(municipality_code, programme, ended_on)
    union all
    select 'withdrew' as outcome, need, end_reason = 'withdrew' as is_counted
    from needing
    where in_scope(municipality_code, programme, ended_on)
)

select
    outcome || '_need_' || need || '_share' as figure_id,
    (count(*) filter (where is_counted))::bigint as k,
    count(*)::bigint as n
from judged
group by outcome, need
order by figure_id
