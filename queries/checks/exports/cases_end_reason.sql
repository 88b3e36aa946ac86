-- One row per course with an end but no reason, or a reason but no end; where something stands that is not.
-- $parts_without_end: parts that lack a column of the two; what is absent contradicts nothing.
with judged as (
    select
        _part,
        _row,
        ended_on,
        end_reason,
        -- what stands in a cell and could not be read; of a word for nothing or an error nobody knows what it hides
        coalesce(list_filter(_faults, lambda entry: entry.column_name in ('ended_on', 'end_reason')), []) as wrong,
        list_filter(
            wrong, lambda entry: entry.rule in ('missing_word', 'error_cell', 'not_calculated', 'cpr')
        ) as unclear,
        list_transform(wrong, lambda entry: entry.column_name) as filled
    from cases
    where
        ((ended_on is null) <> (end_reason is null) or _faults is not null)
        and not list_contains($parts_without_end::bigint[], _part)
)

select
    _part,
    _row,
    'end_reason' as column_name,
    if(end_reason is null, 'end_without_reason', 'reason_without_end') as rule,
    end_reason as found
from judged
where
    len(unclear) = 0
    and (ended_on is null and not list_contains(filled, 'ended_on'))
    <> (end_reason is null and not list_contains(filled, 'end_reason'))
