-- One row: the newest day on which anything happened, which dates the data when nobody says.
select max(day) as data_to
from (
    select greatest(max(started_on), max(ended_on)) as day from cases
    union all
    select max(contacted_at)::date as day from contacts
    union all
    select max(answered_on) as day from survey_results
)
