-- One row per figure about which of the courses started in the period have life wheels: two that can
-- be compared, one only, or none that is valid.
with started as (
    select
        common_domains is not null as has_two,
        has_wheel
    from case_facts
    where in_scope(municipality_code, programme, started_on)
),

counted as (
    select
        count(*)::bigint as n,
        (count(*) filter (where has_two))::bigint as two_wheels,
        (count(*) filter (where has_wheel and not has_two))::bigint as one_wheel,
        (count(*) filter (where not has_wheel))::bigint as no_wheel
    from started
)

select
    'life_wheel_' || figure || '_share' as figure_id,
    n,
    k
from (unpivot counted on columns(* exclude (n)) into name figure value k)
order by figure_id
