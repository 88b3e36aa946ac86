-- One row per row of $table whose $key stands in more than one: nobody can say which is right.
-- $is_told: whether what stands there may be repeated.
with keyed as (
    select
        _part,
        _row,
        columns(lambda name: name = $key) as key_value
    from query_table($table)
)

select
    _part,
    _row,
    $key as column_name,
    'double_key' as rule,
    if($is_told, key_value, null) as found
from keyed
where key_value is not null
qualify count(*) over (partition by key_value) > 1
