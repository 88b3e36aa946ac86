-- One row per document with no day at all: neither when it was due nor when it was done.
select
    _part,
    _row,
    'due_on' as column_name,
    'missing' as rule,
    null::varchar as found
from documents
where due_on is null and done_on is null
