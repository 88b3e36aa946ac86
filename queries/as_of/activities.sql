-- One row per activity whose day had come by $data_to. published_activities: the snapshot's own table.
select *
from published_activities
where held_on <= $data_to and case_id in (select case_id from cases)
order by activity_id
