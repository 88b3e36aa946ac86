-- One row per instrument: questionnaires sent in the period, to the data date, and how many of them
-- were answered; and whether anybody in the whole export has not answered the instrument: a form tool
-- exports the answered alone.
with sent as (
    select
        *,
        bool_or(answered_on is null) over (partition by instrument) as is_any_unanswered
    from responses
    where invited_on <= $data_to::date
)

select
    'response_rate_' || instrument as figure_id,
    any_value(is_any_unanswered) as is_any_unanswered,
    count(answered_on)::bigint as k,
    count(*)::bigint as n
from sent
where in_scope(municipality_code, programme, invited_on)
group by instrument
order by instrument
