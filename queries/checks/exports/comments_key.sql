-- One row per row of comments whose comment_id stands in more than one. What stands in a comment is never
-- repeated, wherever in the row it stands.
select
    _part,
    _row,
    'comment_id' as column_name,
    'double_key' as rule,
    null::varchar as found
from comments
where comment_id is not null
qualify count(*) over (partition by comment_id) > 1
