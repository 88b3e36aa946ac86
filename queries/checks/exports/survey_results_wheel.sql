-- One row per life wheel answer without a course or a phase, and per column it lacks; its cell is empty.
with lacking as (
    select
        _part,
        _row,
        unnest(['case_id', 'phase']) as column_name,
        unnest([case_id is null, phase is null]) as is_lacking
    from survey_results
    where instrument = 'life_wheel'
)

select
    _part,
    _row,
    column_name,
    'wheel_without' as rule,
    null::varchar as found
from lacking
where is_lacking
