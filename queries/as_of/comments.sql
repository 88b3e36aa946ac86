-- One row per comment given by $data_to. published_comments: the snapshot's own table.
select *
from published_comments
where answered_on <= $data_to
order by comment_id
