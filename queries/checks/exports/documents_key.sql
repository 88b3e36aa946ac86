-- One row per row of documents whose document_id stands in more than one.
select
    _part,
    _row,
    'document_id' as column_name,
    'double_key' as rule,
    document_id as found
from documents
where document_id is not null
qualify count(*) over (partition by document_id) > 1
