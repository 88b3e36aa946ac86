-- One row per document of a course that had started; what was done after $data_to is not done yet.
-- published_documents: the snapshot's own table.
select * replace (if(done_on <= $data_to, done_on, null) as done_on)
from published_documents
where case_id in (select case_id from cases) and (due_on is not null or done_on <= $data_to)
order by document_id
