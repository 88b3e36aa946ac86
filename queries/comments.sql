-- One row per comment by $data_to: to which question, and the words alone. In an order that tells nothing of
-- who wrote it or when.
select question, text
from comments
where answered_on <= $data_to::date
order by question, md5(text || comment_id)
