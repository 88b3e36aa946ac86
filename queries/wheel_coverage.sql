-- One row per figure about which of the courses started in the period have life wheels: two that can
-- be compared, one only, or none that is valid.
with in_scope as (
    select
        common_domains is not null as has_two,
        has_wheel
    from case_facts
    where
        ($municipality is null or municipality_code = $municipality)
        and ($programme is null or programme = $programme)
        and ($period_from is null or started_on >= $period_from)
        and ($period_to is null or started_on <= $period_to)
),

counted as (
    select
        count(*)::bigint as n,
        (count(*) filter (where has_two))::bigint as two_wheels,
        (count(*) filter (where has_wheel and not has_two))::bigint as one_wheel,
        (count(*) filter (where not has_wheel))::bigint as no_wheel
    from in_scope
)

select
    'life_wheel_' || figure || '_share' as figure_id,
    n,
    k
from (unpivot counted on columns(* exclude (n)) into name figure value k)
order by figure_id
