-- One row per row of activities whose activity_id stands in more than one.
select
    _part,
    _row,
    'activity_id' as column_name,
    'double_key' as rule,
    activity_id as found
from activities
where activity_id is not null
qualify count(*) over (partition by activity_id) > 1
