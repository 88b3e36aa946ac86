-- One row per activity whose day had come by $data_to. published_activities: the snapshot's own table.
select *
from published_activities
where held_on <= $data_to
order by activity_id
