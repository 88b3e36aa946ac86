-- The documents of an export; is_made_here: a progression report not done there, but made on the course's own page.
-- $case_ids, $days: of the reports made, one beside the other. A report is the one due nearest, within a month.
with made as (
    select
        unnest($case_ids::varchar[]) as case_id,
        unnest($days::date[]) as made_on
),

nearest as (
    select
        documents.document_id,
        made.made_on
    from made
    inner join documents on made.case_id = documents.case_id
    where documents.kind = 'progression_report' and abs(made.made_on - documents.due_on) <= 31
    qualify
        row_number() over (
            partition by made.case_id, made.made_on
            order by abs(made.made_on - documents.due_on), documents.due_on, documents.document_id
        ) = 1
),

made_first as (
    select
        document_id,
        min(made_on) as made_on
    from nearest
    group by document_id
)

select
    documents.* replace (coalesce(documents.done_on, made_first.made_on) as done_on),
    documents.done_on is null and made_first.made_on is not null as is_made_here
from documents
left join made_first on documents.document_id = made_first.document_id
