-- One row per kind of document: how many were due in the period, by $data_to, and how many of those are
-- done by then; noughts where none was due.
-- What would be due after the course has ended is not, but for the exit interview.
with kinds as (
    select
        unnest([
            'status_report', 'progression_report', 'cooperation_meeting', 'goal_review', 'internship_evaluation',
            'exit_interview'
        ]) as kind
),

due as (
    select documents.kind, documents.done_on <= $data_to::date as is_done
    from documents
    inner join case_facts on documents.case_id = case_facts.case_id
    where
        documents.due_on <= $data_to::date
        and (documents.kind = 'exit_interview' or documents.due_on <= case_facts.last_on)
        and in_scope(case_facts.municipality_code, case_facts.programme, documents.due_on)
),

counted as (
    select
        kinds.kind,
        count(due.kind)::bigint as due_count,
        (count(*) filter (where due.is_done))::bigint as done_count
    from kinds
    left join due on kinds.kind = due.kind
    group by kinds.kind
)

select 'document_' || kind || '_' || counted_as as figure_id, amount as value
from (unpivot counted on due_count, done_count into name counted_as value amount)
order by figure_id
