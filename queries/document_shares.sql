-- One row per kind of document: n courses with one due in the period, and mean and sd over them of the share
-- of those that were done by the day they were due; what is not done by $data_to was not, and
-- what would be due after the course is not due, but for the exit interview. And one row per
-- party of cooperation meetings: k of the n courses that overlap the period held one in it, while they lasted.
with on_time as (
    select
        documents.kind,
        avg(coalesce(documents.done_on <= documents.due_on, false)::integer) as share
    from documents
    inner join case_facts on documents.case_id = case_facts.case_id
    where
        documents.due_on <= $data_to::date
        and (documents.kind = 'exit_interview' or documents.due_on <= case_facts.last_on)
        and in_scope(case_facts.municipality_code, case_facts.programme, documents.due_on)
    group by documents.kind, documents.case_id
)

select
    'on_time' as family,
    'document_' || kind || '_on_time_share' as figure_id,
    count(*)::bigint as n,
    null::bigint as k,
    avg(share) as mean,
    stddev_samp(share) as sd
from on_time
group by kind
union all
select
    'meetings' as family,
    figure_id,
    count(*)::bigint as n,
    (count(*) filter (where is_counted))::bigint as k,
    null::double as mean,
    null::double as sd
from asked_of_meetings()
group by figure_id
order by figure_id
