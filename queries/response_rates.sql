-- One row per instrument: questionnaires sent in the period, to the data date, and how many of them
-- were answered; and whether anybody in the whole export has not answered the instrument: a form tool
-- exports the answered alone. main: everybody's, whichever municipality is asked of.
with everybody as (
    select
        instrument,
        bool_or(answered_on is null) as is_any_unanswered
    from main.responses
    where invited_on <= $data_to::date
    group by instrument
)

select
    'response_rate_' || responses.instrument as figure_id,
    any_value(everybody.is_any_unanswered) as is_any_unanswered,
    count(responses.answered_on)::bigint as k,
    count(*)::bigint as n
from responses
inner join everybody on responses.instrument = everybody.instrument
where
    responses.invited_on <= $data_to::date
    and in_scope(responses.municipality_code, responses.programme, responses.invited_on)
group by responses.instrument
order by responses.instrument
