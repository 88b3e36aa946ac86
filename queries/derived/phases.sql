-- One row per course and phase it entered: Klar (from the start), Parat and Start, by their dates.
-- A phase without a date was skipped: it has no row, and the phase before it runs on to the next
-- date there is. Dates after $data_to are not known yet. next_phase: where the course went on to
-- (null: still there, or ended there); left_on: when it left the phase either way.
with known as (
    select
        case_id,
        municipality_code,
        programme,
        started_on,
        ended_on,
        end_reason,
        if(phase_2_on <= $data_to, phase_2_on, null) as parat_on,
        if(phase_3_on <= $data_to, phase_3_on, null) as start_on,
        if(phases_completed_on <= $data_to, phases_completed_on, null) as completed_on
    from cases
),

entered as (
    select
        * exclude (parat_on, start_on, completed_on),
        unnest([
            {
                'phase': 'klar',
                'entered_on': started_on,
                'moved_on': coalesce(parat_on, start_on, completed_on),
                'next_phase': case
                    when parat_on is not null then 'parat'
                    when start_on is not null then 'start'
                    when completed_on is not null then 'completed'
                end
            },
            {
                'phase': 'parat',
                'entered_on': parat_on,
                'moved_on': coalesce(start_on, completed_on),
                'next_phase': case
                    when start_on is not null then 'start'
                    when completed_on is not null then 'completed'
                end
            },
            {
                'phase': 'start',
                'entered_on': start_on,
                'moved_on': completed_on,
                'next_phase': if(completed_on is null, null, 'completed')
            }
        ], recursive := true)
    from known
)

select
    case_id,
    municipality_code,
    programme,
    started_on,
    phase,
    entered_on,
    coalesce(moved_on, ended_on) as left_on,
    next_phase,
    if(next_phase is null, end_reason, null) as left_for
from entered
where entered_on is not null
order by started_on, case_id, entered_on, phase
