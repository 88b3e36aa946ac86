-- One row per row of comments whose comment_id stands in more than one.
select
    _part,
    _row,
    'comment_id' as column_name,
    'double_key' as rule,
    comment_id as found
from comments
where comment_id is not null
qualify count(*) over (partition by comment_id) > 1
