-- One row per valid life wheel of the course $case_id, in the order of time: the phase it belongs to
-- and the score of each of the eight domains, null where it was skipped.
select response_id, phase, answered_on, housing, leisure, health, social, family, economy, education, success
from wheels
where case_id = $case_id
order by answered_on, place_of_phase, response_id
