-- One row per course, month and phase with a contact by $data_to: whole months as they were published, and of one
-- that was not over the contacts until then.
-- published_contact_months: the snapshot's own table.
with parts as (
    select *
    from published_contact_months
    where month < date_trunc('month', $data_to::date + 1)
    union all by name
    select
        case_id,
        date_trunc('month', contacted_on)::date as month,
        phase,
        sum(columns('^count_'))::integer,
        sum(held_minutes)::double as held_minutes,
        min(if(count_held > 0, contacted_on, null)) as first_held_on
    from contact_tally
    where
        day($data_to::date + 1) > 1 -- else no contact need be read
        and contacted_on >= date_trunc('month', $data_to::date + 1)
    group by case_id, month, phase
)

select *
from parts
order by month, case_id, phase
