-- One row per course with an end but no reason, or a reason but no end.
-- $parts_without_end: parts that lack a column of the two; what is absent contradicts nothing.
select
    _part,
    _row,
    'end_reason' as column_name,
    if(ended_on is null, 'reason_without_end', 'end_without_reason') as rule,
    coalesce(end_reason, ended_on::varchar) as found
from cases
where
    (ended_on is null) <> (end_reason is null)
    and not list_contains($parts_without_end::bigint[], _part)
    -- a cell that could not be read is told once, as what it is
    and not coalesce(
        list_has_any(list_transform(_faults, lambda entry: entry.column_name), ['ended_on', 'end_reason']), false
    )
