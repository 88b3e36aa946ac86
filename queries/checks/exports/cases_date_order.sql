-- One row per date that lies before the latest of the dates that must come first.
-- greatest() passes over dates that are not known.
with ordered as (
    select
        _part,
        _row,
        unnest([
            {'column_name': 'started_on', 'day': started_on, 'earliest': referred_on},
            {'column_name': 'phase_2_on', 'day': phase_2_on, 'earliest': greatest(referred_on, started_on)},
            {
                'column_name': 'phase_3_on',
                'day': phase_3_on,
                'earliest': greatest(referred_on, started_on, phase_2_on)
            },
            {
                'column_name': 'phases_completed_on',
                'day': phases_completed_on,
                'earliest': greatest(referred_on, started_on, phase_2_on, phase_3_on)
            },
            {
                'column_name': 'ended_on',
                'day': ended_on,
                'earliest': greatest(referred_on, started_on, phase_2_on, phase_3_on, phases_completed_on)
            }
        ], recursive := true)
    from cases
)

select
    _part,
    _row,
    column_name,
    'date_order' as rule,
    day::varchar || ' < ' || earliest::varchar as found
from ordered
where day < earliest
