-- One row per life wheel that counts: valid, and not a retest.
select * exclude (place_in_phase, is_retest)
from valid_wheels
where not is_retest
order by case_id, answered_on, place_of_phase, response_id
